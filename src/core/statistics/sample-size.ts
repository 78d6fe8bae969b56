import { assert } from "../tlog/assert.ts";

/**
 * The rough planning number of handbooks: how many voters a simple random sample of voters needs for a margin of error
 * `margin` around a share, z standard errors wide. n = P(1-P) / (m^2/z^2 + P(1-P)/N). Not rounded.
 *
 * It treats votes as if each were drawn by itself. Votes of one station are alike, so that a quick count of stations
 * needs more than this many divided by the votes of a station: plan with `stationsPlanned`.
 *
 * Melissa Estok, Neil Nevitte, Glenn Cowan, The Quick Count and Election Observation (National Democratic Institute, 2002), chapter 5.
 */
export function votersPlanned(plan: {
  /** Of the whole country. */
  readonly voters: number;
  /** 0.5 where nothing is known: it needs the most. */
  readonly share: number;
  readonly margin: number;
  readonly z: number;
}): number {
  const { voters, share, margin, z } = plan;
  assert(margin > 0 && z > 0 && share > 0 && share < 1 && voters > 0, "a plan has a margin and a share");
  const spread = share * (1 - share);
  return spread / ((margin * margin) / (z * z) + spread / voters);
}

/** Past results, station by station, and the stratum of each. */
export interface PastResults {
  readonly stratum: Uint32Array;
  readonly strata: number;
  /** Votes of a selection, and votes of all: the share that is to be estimated again. */
  readonly votes: ArrayLike<number>;
  readonly votesAll: ArrayLike<number>;
}

export interface PastSpread {
  /** The standard deviation of (y - R x) / mean x over all stations, in shares. */
  readonly overall: number;
  /** The same within each stratum, around the stratum's mean; 0 for a stratum of fewer than two stations. */
  readonly byStratum: Float64Array;
}

/**
 * How far stations lay from the whole's share R at a past election: z = (y - R x) / mean x, which is what a quick count's
 * margin of error comes from. Undefined where nobody voted.
 *
 * William G. Cochran, Sampling Techniques (3rd edition, 1977), section 6.4.
 */
export function pastSpread(past: PastResults): PastSpread | undefined {
  const stations = past.stratum.length;
  let [votes, votesAll] = [0, 0];
  for (let station = 0; station < stations; station++) {
    votes += past.votes[station] ?? 0;
    votesAll += past.votesAll[station] ?? 0;
  }
  if (!(votesAll > 0)) return undefined;
  const distance = (station: number) =>
    ((past.votes[station] ?? 0) - (votes / votesAll) * (past.votesAll[station] ?? 0)) / (votesAll / stations);
  const [sizes, means] = [new Float64Array(past.strata), new Float64Array(past.strata)];
  let squares = 0;
  for (let station = 0; station < stations; station++) {
    const stratum = past.stratum[station] ?? 0;
    sizes[stratum] = (sizes[stratum] ?? 0) + 1;
    means[stratum] = (means[stratum] ?? 0) + distance(station);
    squares += distance(station) * distance(station);
  }
  for (const [stratum, size] of sizes.entries())
    means[stratum] = size === 0 ? 0 : (means[stratum] ?? 0) / size;
  const within = new Float64Array(past.strata);
  for (let station = 0; station < stations; station++) {
    const stratum = past.stratum[station] ?? 0;
    const fromMean = distance(station) - (means[stratum] ?? 0);
    within[stratum] = (within[stratum] ?? 0) + fromMean * fromMean;
  }
  return {
    overall: deviation(squares, stations),
    byStratum: within.map((sum, stratum) => deviation(sum, sizes[stratum] ?? 0)),
  };
}

/**
 * How many stations a simple random sample needs for a margin of error `margin` in shares, z standard errors wide, where
 * stations are spread as in the past: n = (z/m)^2 S^2 / (1 + (z/m)^2 S^2 / N), rounded up, and at most all of them. A
 * stratified sample of as many has a smaller margin; strata of two stations and sheets that never arrive make it
 * larger.
 *
 * William G. Cochran, Sampling Techniques (3rd edition, 1977), section 4.6.
 */
export function stationsPlanned(plan: {
  readonly stations: number;
  /** `pastSpread(...).overall`. */
  readonly spread: number;
  readonly margin: number;
  readonly z: number;
}): number {
  const { stations, spread, margin, z } = plan;
  assert(margin > 0 && z > 0 && spread >= 0 && stations >= 0, "a plan has a margin and a spread");
  if (stations === 0) return 0;
  const deviations = (z * spread) / margin;
  const infinite = deviations * deviations;
  return Math.min(stations, Math.ceil(infinite / (1 + infinite / stations)));
}

function deviation(squares: number, size: number): number {
  return size < 2 ? 0 : Math.sqrt(squares / (size - 1));
}

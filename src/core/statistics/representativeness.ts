import { chiSquareTail } from "./chi-square-tail.ts";

/** Which stations were collected, and the stratum of each. */
export interface CoverageInput {
  /** 1 where the station's sheet was collected, 0 where it is missing. */
  readonly collected: Uint8Array;
  /**
   * Each station's stratum, from 0 to `strata` - 1; negative where nobody knows. Undefined where the caller cannot say
   * what the strata are: then nothing is tested.
   */
  readonly stratumOf: Int32Array | undefined;
  readonly strata: number;
}

export interface StratumCoverage {
  readonly stratum: number;
  readonly stations: number;
  readonly collected: number;
  /** Collected of all; undefined for a stratum without stations. */
  readonly share: number | undefined;
}

export interface Coverage {
  readonly stations: number;
  readonly collected: number;
  /** Stations of no known stratum, and how many of them were collected; they are not in the strata. */
  readonly unplaced: number;
  readonly unplacedCollected: number;
  readonly strata: readonly StratumCoverage[];
  /** About which stations came in, and nothing else: it says nothing on the result or on any count. */
  readonly pattern: CoveragePattern;
}

/** Whether all strata were covered alike. Never a statement about the result. */
export type CoveragePattern =
  | {
      readonly kind: "described";
      readonly describes: "which-stations-came-in";
      readonly chiSquare: number;
      readonly degreesOfFreedom: number;
      /** Strata with fewer than five stations expected among the collected or among the missing, in order. */
      readonly strataTooSmall: readonly number[];
      /**
       * How often coverage differs so much between strata where every station has the same chance to come in,
       * independently of the others.
       */
      readonly pValue: PatternProbability;
    }
  | {
      readonly kind: "refused";
      readonly reason:
        "strata-not-stated" | "fewer-than-two-strata" | "every-station-collected" | "no-station-collected";
    };

/**
 * Refused where the chi-square distribution is no approximation: more than a fifth of the expected counts below 5, or one
 * below 1.
 */
export type PatternProbability =
  | { readonly kind: "given"; readonly value: number }
  | { readonly kind: "refused"; readonly reason: "expected-counts-too-small" };

/** How the collected stations differ from the missing ones in one quantity. */
export type StandardizedDifference =
  | {
      readonly kind: "described";
      /** Mean of the collected less mean of the missing, in standard deviations (the root of the mean variance). */
      readonly difference: number;
      readonly meanCollected: number;
      readonly meanMissing: number;
      readonly collected: number;
      readonly missing: number;
      /** Stations whose quantity nobody knows; they are left out. */
      readonly unknown: number;
    }
  | { readonly kind: "refused"; readonly reason: "fewer-than-two-stations" | "no-spread" };

/** The result of an earlier election at the same stations, as far as it is known. */
export interface PastResultInput {
  readonly collected: Uint8Array;
  /** One array a selection of the earlier election; negative where a station's past count is unknown. */
  readonly votes: readonly Int32Array[];
  /** Valid votes then; negative where unknown. */
  readonly validVotes: Int32Array;
}

/** What the same stations gave before: the collected ones beside all of them. */
export type PastResultGap =
  | {
      readonly kind: "described";
      /** Stations with a past result, and how many of them were collected. */
      readonly stations: number;
      readonly collected: number;
      /** Stations without one (new, moved, renumbered): they are in neither share. */
      readonly withoutPast: number;
      readonly selections: readonly {
        readonly shareCollected: number;
        readonly shareAll: number;
        /** The share at the collected stations less the share at all: what the pattern of coverage alone would add. */
        readonly gap: number;
      }[];
    }
  | { readonly kind: "refused"; readonly reason: "no-past-result" | "no-collected-station-with-past-result" };

const EXPECTED_LEAST = 5;

/**
 * The share of stations collected in each stratum and whether the strata were covered alike: chi-square of strata by
 * collected or missing (Karl Pearson, 1900). The approximation is judged by the rule of William G. Cochran, "Some methods
 * for strengthening the common chi-square tests" (1954).
 */
export function coverageByStratum(input: CoverageInput): Coverage {
  const { collected, stratumOf } = input;
  const stations = new Float64Array(input.strata);
  const came = new Float64Array(input.strata);
  let collectedInAll = 0;
  let unplaced = 0;
  let unplacedCollected = 0;
  for (let station = 0; station < collected.length; station++) {
    const isCollected = collected[station] === 1 ? 1 : 0;
    const stratum = stratumOf?.[station] ?? -1;
    collectedInAll += isCollected;
    if (stratum < 0) {
      unplaced++;
      unplacedCollected += isCollected;
      continue;
    }
    if (stratum >= input.strata) throw new Error(`stratum ${stratum} of ${input.strata}`);
    stations[stratum] = (stations[stratum] ?? 0) + 1;
    came[stratum] = (came[stratum] ?? 0) + isCollected;
  }
  const strata = Array.from(stations, (count, stratum): StratumCoverage => {
    const of = came[stratum] ?? 0;
    return { stratum, stations: count, collected: of, share: count === 0 ? undefined : of / count };
  });
  return {
    stations: collected.length,
    collected: collectedInAll,
    unplaced,
    unplacedCollected,
    strata,
    pattern:
      stratumOf === undefined
        ? { kind: "refused", reason: "strata-not-stated" }
        : patternOf(strata.filter((stratum) => stratum.stations > 0)),
  };
}

function patternOf(strata: readonly StratumCoverage[]): CoveragePattern {
  const stations = strata.reduce((sum, stratum) => sum + stratum.stations, 0);
  const collected = strata.reduce((sum, stratum) => sum + stratum.collected, 0);
  if (strata.length < 2) return { kind: "refused", reason: "fewer-than-two-strata" };
  if (collected === 0) return { kind: "refused", reason: "no-station-collected" };
  if (collected === stations) return { kind: "refused", reason: "every-station-collected" };
  let chiSquare = 0;
  let cellsBelowFive = 0;
  let isBelowOne = false;
  const strataTooSmall: number[] = [];
  for (const stratum of strata) {
    const expected = (stratum.stations * collected) / stations;
    const expectedMissing = stratum.stations - expected;
    const deviation = stratum.collected - expected;
    chiSquare += (deviation * deviation) / expected + (deviation * deviation) / expectedMissing;
    const below = [expected, expectedMissing].filter((count) => count < EXPECTED_LEAST);
    cellsBelowFive += below.length;
    if (below.length > 0) strataTooSmall.push(stratum.stratum);
    if (below.some((count) => count < 1)) isBelowOne = true;
  }
  const degreesOfFreedom = strata.length - 1;
  return {
    kind: "described",
    describes: "which-stations-came-in",
    chiSquare,
    degreesOfFreedom,
    strataTooSmall,
    pValue:
      isBelowOne || cellsBelowFive * 5 > strata.length * 2
        ? { kind: "refused", reason: "expected-counts-too-small" }
        : { kind: "given", value: chiSquareTail(chiSquare, degreesOfFreedom) },
  };
}

/**
 * How far the collected stations lie from the missing ones in a quantity (registered voters, a past share), every station
 * alike, in standard deviations, so that it does not grow with their number. NaN where a station's quantity is unknown.
 *
 * Peter C. Austin, "Balance diagnostics for comparing the distribution of baseline covariates" (2009).
 */
export function standardizedDifference(
  quantity: Float64Array,
  collected: Uint8Array,
): StandardizedDifference {
  const sums = sumsByCollected(quantity, collected);
  const { missing, collected: came } = sums;
  if (missing < 2 || came < 2) return { kind: "refused", reason: "fewer-than-two-stations" };
  const [meanMissing, meanCollected] = [sums.ofMissing / missing, sums.ofCollected / came];
  const [squaresMissing, squaresCollected] = squaresAround(quantity, collected, [meanMissing, meanCollected]);
  const spread = Math.sqrt((squaresMissing / (missing - 1) + squaresCollected / (came - 1)) / 2);
  if (spread === 0) return { kind: "refused", reason: "no-spread" };
  return {
    kind: "described",
    difference: (meanCollected - meanMissing) / spread,
    meanCollected,
    meanMissing,
    collected: came,
    missing,
    unknown: quantity.length - came - missing,
  };
}

/** How many stations of each kind have a known quantity, and its sums. */
function sumsByCollected(quantity: Float64Array, collected: Uint8Array) {
  const sums = { missing: 0, collected: 0, ofMissing: 0, ofCollected: 0 };
  for (let station = 0; station < quantity.length; station++) {
    const value = quantity[station] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (collected[station] === 1) {
      sums.collected++;
      sums.ofCollected += value;
    } else {
      sums.missing++;
      sums.ofMissing += value;
    }
  }
  return sums;
}

/** The sums of the squared distances from the mean of the missing stations, and from that of the collected ones. */
function squaresAround(
  quantity: Float64Array,
  collected: Uint8Array,
  means: readonly [number, number],
): [number, number] {
  const squares: [number, number] = [0, 0];
  for (let station = 0; station < quantity.length; station++) {
    const value = quantity[station] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const kind = collected[station] === 1 ? 1 : 0;
    const deviation = value - means[kind];
    squares[kind] += deviation * deviation;
  }
  return squares;
}

/** The numbers as a quantity: NaN where a count is negative, which is unknown. */
export function quantityOf(counts: Int32Array): Float64Array {
  const quantity = new Float64Array(counts.length);
  for (let at = 0; at < quantity.length; at++) {
    const count = counts[at] ?? -1;
    quantity[at] = count < 0 ? Number.NaN : count;
  }
  return quantity;
}

/** A selection's share of the valid votes at each station; NaN where one of them is unknown or there are none. */
export function sharesOf(votes: Int32Array, validVotes: Int32Array): Float64Array {
  const shares = new Float64Array(votes.length);
  for (let station = 0; station < votes.length; station++) {
    const [count, valid] = [votes[station] ?? -1, validVotes[station] ?? -1];
    shares[station] = count < 0 || valid <= 0 ? Number.NaN : count / valid;
  }
  return shares;
}

/**
 * What an earlier election gave at the stations that were collected now, beside what it gave at all of them: a number
 * known before any vote of this election was cast. Sums of votes over sums of valid votes; the sums are exact.
 */
export function pastResultGap(input: PastResultInput): PastResultGap {
  const { collected, votes, validVotes } = input;
  const ofAll = new Float64Array(votes.length);
  const ofCollected = new Float64Array(votes.length);
  const stated = statedIn([validVotes, ...votes]);
  let [stations, came] = [0, 0];
  for (let station = 0; station < stated.length; station++) {
    if (stated[station] !== 1) continue;
    stations++;
    came += collected[station] ?? 0;
  }
  const sumOf = (counts: Int32Array) => {
    let [all, ofCame] = [0, 0];
    for (let station = 0; station < stated.length; station++) {
      if (stated[station] !== 1) continue;
      const count = counts[station] ?? 0;
      all += count;
      if (collected[station] === 1) ofCame += count;
    }
    return [all, ofCame] as const;
  };
  const [validAll, validCollected] = sumOf(validVotes);
  for (const [selection, counts] of votes.entries())
    [ofAll[selection], ofCollected[selection]] = sumOf(counts);
  if (validAll === 0) return { kind: "refused", reason: "no-past-result" };
  if (validCollected === 0) return { kind: "refused", reason: "no-collected-station-with-past-result" };
  const selections = Array.from(ofAll, (count, selection) => {
    const shareCollected = (ofCollected[selection] ?? 0) / validCollected;
    const shareAll = count / validAll;
    return { shareCollected, shareAll, gap: shareCollected - shareAll };
  });
  return {
    kind: "described",
    stations,
    collected: came,
    withoutPast: collected.length - stations,
    selections,
  };
}

/** 1 where every column states a count. */
function statedIn(columns: readonly Int32Array[]): Uint8Array {
  const stated = new Uint8Array(columns[0]?.length ?? 0).fill(1);
  for (const counts of columns)
    for (let station = 0; station < stated.length; station++)
      if ((counts[station] ?? -1) < 0) stated[station] = 0;
  return stated;
}

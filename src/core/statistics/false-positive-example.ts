import { lastDigits, type LastDigits } from "./digits.ts";
import { fingerprint, type Fingerprint } from "./fingerprint.ts";
import { integerPercentages } from "./integer-percentages.ts";
import { shpilkinCurve } from "./shpilkin.ts";

/** Invented elections in which nobody did anything, and what the screenings make of them. */
export interface FalsePositiveExamples {
  /** Small stations: with 25 ballots every share is an integer percentage, whoever counts. */
  readonly coarseShares: {
    readonly stations: number;
    readonly ballotsFewest: number;
    readonly ballotsMost: number;
    /** Stations with a share within 0.05 points of an integer percentage. */
    readonly observed: number;
    /** What somebody expects who takes all shares for equally likely: a tenth of the stations. */
    readonly expectedIfEven: number;
    readonly zIfEven: number;
    /** What the sizes of the stations let expect, and what is left of it then. */
    readonly expectedByArithmetic: number;
    readonly zByArithmetic: number;
  };
  /** A small party: its counts lie within a few tens, where not all last digits are equally likely. */
  readonly smallCounts: {
    readonly stations: number;
    readonly votersOfStation: number;
    readonly chance: number;
    readonly digits: LastDigits;
  };
  /** Towns, and a few islands where all vote and vote alike: two places, each of one cloud, shown as one. */
  readonly twoPlaces: {
    readonly towns: Fingerprint;
    readonly together: Fingerprint;
    /** Where a person would put the peak of the towns, in percent. */
    readonly peak: number;
    /** The votes that would be called out of line in the towns alone, and with the islands. */
    readonly votesAboveRatioInTowns: number;
    readonly votesAboveRatioTogether: number;
    /** All votes of the selection on the islands. */
    readonly votesOnIslands: number;
  };
}

const SMALL_STATIONS = { count: 200, ballotsFewest: 20, ballotsMost: 60 };
const SMALL_PARTY = { stations: 1500, voters: 500, chance: 0.03 };
const TOWNS: Place = { stations: 400, voters: 800, turnout: 0.6, share: 0.4 };
const ISLANDS: Place = { stations: 40, voters: 150, turnout: 0.997, share: 0.996 };
const PEAK = 65;

/**
 * How each screening fires without anybody's doing, computed by the same functions that screen a result. To be shown
 * beside every screening. Nothing is drawn: counts are the even quantiles of binomial distributions.
 *
 * Coarse shares: Arthur Rozenas, in Political Analysis 25 (2017), pages 41 to 56.
 */
export function falsePositiveExamples(): FalsePositiveExamples {
  return { coarseShares: coarseShares(), smallCounts: smallCounts(), twoPlaces: twoPlaces() };
}

function coarseShares(): FalsePositiveExamples["coarseShares"] {
  const { count, ballotsFewest, ballotsMost } = SMALL_STATIONS;
  const sizes = ballotsMost - ballotsFewest + 1;
  const ballotsCast = Int32Array.from({ length: count }, (_, at) => ballotsFewest + ((7 * at) % sizes));
  // Shares from 30 to 70 percent, of no pattern: 13 steps on for each station.
  const votes = ballotsCast.map((ballots, at) => Math.floor((ballots * (300 + ((131 * at) % 401))) / 1000));
  const registeredVoters = new Int32Array(count).fill(100);
  const screened = integerPercentages({ registeredVoters, ballotsCast, votes });
  if (screened.kind === "refused") throw new Error(screened.reason);
  const { observed, expected, z } = screened.share;
  const expectedIfEven = screened.stations / 10;
  return {
    stations: screened.stations,
    ballotsFewest,
    ballotsMost,
    observed,
    expectedIfEven,
    zIfEven: (observed - expectedIfEven) / Math.sqrt(expectedIfEven * 0.9),
    expectedByArithmetic: expected,
    zByArithmetic: z ?? 0,
  };
}

function smallCounts(): FalsePositiveExamples["smallCounts"] {
  const { stations, voters, chance } = SMALL_PARTY;
  const digits = lastDigits(binomialQuantiles({ trials: voters, chance, count: stations }));
  if (digits.kind === "refused") throw new Error(digits.reason);
  return { stations, votersOfStation: voters, chance, digits };
}

function twoPlaces(): FalsePositiveExamples["twoPlaces"] {
  const towns = countsOf(TOWNS);
  const islands = countsOf(ISLANDS);
  const together = {
    registeredVoters: joined(towns.registeredVoters, islands.registeredVoters),
    ballotsCast: joined(towns.ballotsCast, islands.ballotsCast),
    votes: joined(towns.votes, islands.votes),
    validVotes: joined(towns.validVotes, islands.validVotes),
    votesOfOthers: joined(towns.votesOfOthers, islands.votesOfOthers),
  };
  return {
    towns: shown(towns),
    together: shown(together),
    peak: PEAK,
    votesAboveRatioInTowns: aboveRatio(towns),
    votesAboveRatioTogether: aboveRatio(together),
    votesOnIslands: islands.votes.reduce((sum, count) => sum + count, 0),
  };
}

/** Stations of one size, whose voters turn out and vote each with the same chance. */
interface Place {
  readonly stations: number;
  readonly voters: number;
  readonly turnout: number;
  readonly share: number;
}

interface PlaceCounts {
  readonly registeredVoters: Int32Array;
  readonly ballotsCast: Int32Array;
  readonly votes: Int32Array;
  readonly validVotes: Int32Array;
  readonly votesOfOthers: Int32Array;
}

function countsOf({ stations, voters, turnout, share }: Place): PlaceCounts {
  const ballotsCast = binomialQuantiles({ trials: voters, chance: turnout, count: stations });
  const quantilesOf = new Map<number, Int32Array>();
  const votes = ballotsCast.map((ballots, station) => {
    const quantiles =
      quantilesOf.get(ballots) ?? binomialQuantiles({ trials: ballots, chance: share, count: stations });
    quantilesOf.set(ballots, quantiles);
    // Turnout and share have nothing to do with each other: a station's turn in one is far from its turn in the other.
    return quantiles[(station * 7 + 3) % stations] ?? 0;
  });
  return {
    registeredVoters: new Int32Array(stations).fill(voters),
    ballotsCast,
    votes,
    validVotes: ballotsCast,
    votesOfOthers: ballotsCast.map((ballots, station) => ballots - (votes[station] ?? 0)),
  };
}

function shown(counts: PlaceCounts): Fingerprint {
  const screened = fingerprint(counts);
  if (screened.kind === "refused") throw new Error(screened.reason);
  return screened;
}

function aboveRatio(counts: PlaceCounts): number {
  const screened = shpilkinCurve({ ...counts, peak: PEAK });
  if (screened.kind === "refused") throw new Error(screened.reason);
  return screened.chosen.votesAboveRatio ?? 0;
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** The counts at the middles of `count` equal parts of a binomial distribution, from the lowest to the highest. */
function binomialQuantiles(of: {
  readonly trials: number;
  readonly chance: number;
  readonly count: number;
}): Int32Array {
  const { trials, chance, count } = of;
  // Weights relative to that of the most likely count, so that none of those that matter is lost to underflow.
  const weights = new Float64Array(trials + 1);
  const likeliest = Math.min(Math.floor((trials + 1) * chance), trials);
  const odds = chance / (1 - chance);
  weights[likeliest] = 1;
  for (let at = likeliest; at < trials; at++)
    weights[at + 1] = (weights[at] ?? 0) * ((trials - at) / (at + 1)) * odds;
  for (let at = likeliest; at > 0; at--)
    weights[at - 1] = (weights[at] ?? 0) * (at / (trials - at + 1)) * (1 / odds);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const quantiles = new Int32Array(count);
  let [value, reached] = [0, (weights[0] ?? 0) / total];
  for (let turn = 0; turn < count; turn++) {
    while (reached < (turn + 0.5) / count && value < trials) {
      value++;
      reached += (weights[value] ?? 0) / total;
    }
    quantiles[turn] = value;
  }
  return quantiles;
}

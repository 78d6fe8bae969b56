import { branchJackknife, type ImputationIntervals } from "./branch-jackknife.ts";
import { levelsOf, rateTree, type RateTree } from "./rate-tree.ts";

/** Stations in a tree of units, what was collected of them, and how many voters each has. */
export interface ImputationInput {
  /** The parent of each unit; -1 for the root, which is unit 0. A parent stands before its children. */
  readonly unitParents: Int32Array;
  /** The unit of each station, as narrow as it is known: the polling place. */
  readonly stationUnits: Int32Array;
  /** Registered voters of each station; negative where nobody knows. */
  readonly registeredVoters: Int32Array;
  /** 1 where the station's sheet was collected, 0 where it is missing. */
  readonly collected: Uint8Array;
  /**
   * One array a selection, all selections together being the valid votes. Not looked at where nothing was collected; a
   * station with a count that nobody could read is not collected.
   */
  readonly votes: readonly Int32Array[];
}

/** How to impute. */
export interface ImputationOptions {
  /** Levels below this depth (the root is 0) are not used for matching; all of them are where nothing is said. */
  readonly narrowestDepth?: number;
  /** The selections whose margin is asked; where nothing is said, the first two of the imputed result. */
  readonly pair?: readonly [number, number];
  /** Of the intervals; 0.95 where nothing is said. */
  readonly confidence?: number;
  /** Of what there are intervals: of the margin alone, or where nothing is said of every selection too. */
  readonly intervalsOf?: "margin";
}

export interface Imputation {
  readonly kind: "imputed";
  /** Per selection: votes collected; with the imputed ones; and the latter as a share of all. */
  readonly votesCollected: readonly number[];
  readonly votes: readonly number[];
  readonly shares: readonly number[];
  readonly pair: readonly [number, number];
  /** First less second of the pair, in parts of the valid votes. */
  readonly margin: number;
  readonly marginCollected: number;
  readonly stationsCollected: number;
  readonly stationsImputed: number;
  readonly votersImputed: number;
  /** Missing stations by the depth of the unit whose rate they got; the last index is the narrowest level. */
  readonly matchedAtDepth: readonly number[];
  /** Missing stations whose registered voters nobody knows. They are named here and not guessed: no part of `votes`. */
  readonly withoutRoll: Int32Array;
  /** Collected stations without registered voters: their votes count, but not in any rate. */
  readonly collectedWithoutRoll: Int32Array;
  readonly intervals: ImputationIntervals;
}

export interface ImputationRefused {
  readonly kind: "refused";
  readonly reason: "nothing-collected-with-registered-voters" | "no-votes" | "fewer-than-two-selections";
}

/**
 * What the result would be if missing stations had voted as the collected ones near them. A missing station gets, for
 * each selection, its registered voters times the votes per registered voter (sum over sum) of the narrowest unit above
 * it in which anything was collected: its polling place, else its locality, and so on up to the root. Units are those of
 * the tree: two localities of one name in different municipalities are two.
 *
 * This assumes that within such a unit the missing stations are like the collected ones, which the collected ones cannot
 * show; `validateByMasking` shows how it fared where the truth is known. After Guillaume Long, David Rosnick, Cavan
 * Kharrazian, Kevin Cashman, "What happened in Bolivia's 2019 vote count?" (2019). Linear time. The order of the stations
 * does not change any total.
 */
export function imputeTotals(
  input: ImputationInput,
  options: ImputationOptions = {},
): Imputation | ImputationRefused {
  if (input.votes.length < 2) return { kind: "refused", reason: "fewer-than-two-selections" };
  const tree = rateTree(input, options.narrowestDepth);
  if (tree.voters[0] === undefined || tree.voters[0] === 0)
    return { kind: "refused", reason: "nothing-collected-with-registered-voters" };
  const { collected } = input;
  const matched = matchMissing(input, tree);
  const { missingVoters } = matched;
  const votesCollected = input.votes.map((ofSelection) => sumOf(ofSelection, collected));
  const imputed = imputedVotes(tree, missingVoters);
  const votes = votesCollected.map((sum, selection) => sum + (imputed[selection] ?? 0));
  const total = votes.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { kind: "refused", reason: "no-votes" };
  const pair = options.pair ?? firstTwo(votes);
  const shares = votes.map((count) => count / total);
  const margin = marginOf(votes, pair);
  return {
    kind: "imputed",
    votesCollected,
    votes,
    shares,
    pair,
    margin,
    marginCollected: marginOf(votesCollected, pair),
    stationsCollected: matched.stationsCollected,
    stationsImputed: matched.stationsImputed,
    votersImputed: matched.votersImputed,
    matchedAtDepth: Array.from(matched.matchedAtDepth),
    withoutRoll: Int32Array.from(matched.withoutRoll),
    collectedWithoutRoll: Int32Array.from(matched.collectedWithoutRoll),
    intervals: branchJackknife({
      input,
      options,
      tree,
      missingVoters,
      estimate: { votesCollected, votes, pair },
    }),
  };
}

/** The missing stations by the unit whose rate they get, and the stations of which nobody knows how many voters they have. */
interface MatchedStations extends Pick<
  Imputation,
  "stationsCollected" | "stationsImputed" | "votersImputed"
> {
  /** Per unit: registered voters of the missing stations that get its rate. */
  readonly missingVoters: Float64Array;
  readonly matchedAtDepth: Int32Array;
  readonly withoutRoll: readonly number[];
  readonly collectedWithoutRoll: readonly number[];
}

function matchMissing(input: ImputationInput, tree: RateTree): MatchedStations {
  const { collected, registeredVoters, stationUnits } = input;
  const missingVoters = new Float64Array(tree.voters.length);
  const matchedAtDepth = new Int32Array(levelsOf(tree));
  const withoutRoll: number[] = [];
  const collectedWithoutRoll: number[] = [];
  let stationsCollected = 0;
  let stationsImputed = 0;
  let votersImputed = 0;
  for (let station = 0; station < collected.length; station++) {
    const registered = registeredVoters[station] ?? -1;
    if (collected[station] === 1) {
      stationsCollected++;
      if (registered <= 0) collectedWithoutRoll.push(station);
    } else if (registered < 0) withoutRoll.push(station);
    else {
      const match = tree.matchOf[stationUnits[station] ?? 0] ?? 0;
      const depth = tree.depths[match] ?? 0;
      stationsImputed++;
      votersImputed += registered;
      missingVoters[match] = (missingVoters[match] ?? 0) + registered;
      matchedAtDepth[depth] = (matchedAtDepth[depth] ?? 0) + 1;
    }
  }
  return {
    missingVoters,
    matchedAtDepth,
    stationsCollected,
    stationsImputed,
    votersImputed,
    withoutRoll,
    collectedWithoutRoll,
  };
}

/** First less second, as a part of all votes. */
export function marginOf(votes: readonly number[], pair: readonly [number, number]): number {
  const total = votes.reduce((sum, count) => sum + count, 0);
  return ((votes[pair[0]] ?? 0) - (votes[pair[1]] ?? 0)) / total;
}

function imputedVotes(tree: RateTree, missingVoters: Float64Array): Float64Array {
  const selections = tree.votes.length / tree.voters.length;
  const sums = new Float64Array(selections);
  for (let unit = 0; unit < missingVoters.length; unit++) {
    const missing = missingVoters[unit] ?? 0;
    if (missing === 0) continue;
    const voters = tree.voters[unit] ?? 0;
    for (let selection = 0; selection < selections; selection++)
      sums[selection] =
        (sums[selection] ?? 0) + (missing * (tree.votes[unit * selections + selection] ?? 0)) / voters;
  }
  return sums;
}

/** The votes of the collected stations. */
export function sumOf(votes: Int32Array, collected: Uint8Array): number {
  let sum = 0;
  for (let station = 0; station < votes.length; station++) {
    const count = votes[station] ?? 0;
    if (collected[station] !== 1) continue;
    if (count < 0) throw new Error(`station ${station} is collected with a count that is unknown`);
    sum += count;
  }
  return sum;
}

/** The two selections with the most votes; of equal ones the earlier. */
function firstTwo(votes: readonly number[]): readonly [number, number] {
  const order = votes.map((_, selection) => selection);
  order.sort((one, other) => (votes[other] ?? 0) - (votes[one] ?? 0) || one - other);
  return [order[0] ?? 0, order[1] ?? 1];
}

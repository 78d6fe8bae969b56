import type { ImputationInput } from "./imputation.ts";

/** Sums over the tree that the rates and their intervals are made of. Sums of whole numbers are exact. */
export interface RateTree {
  readonly unitParents: Int32Array;
  readonly depths: Int32Array;
  /** Of the collected stations with registered voters, in each unit and all units below it. */
  readonly voters: Float64Array;
  /** The same stations' votes: the unit times the number of selections, plus the selection. */
  readonly votes: Float64Array;
  /** For stations of each unit that are missing: the unit whose rate they get. */
  readonly matchOf: Int32Array;
  /** The unit below that match on the way to the unit; -1 where the unit is the match itself. */
  readonly branchOf: Int32Array;
}

/** Adds the collected stations up the tree, and finds the narrowest unit with data above every unit. Linear time. */
export function rateTree(input: ImputationInput): RateTree {
  const { unitParents } = input;
  const depths = depthsOf(unitParents);
  const voters = new Float64Array(unitParents.length);
  const selections = input.votes.length;
  const votes = new Float64Array(unitParents.length * selections);
  const { stationUnits } = input;
  const known = knownStations(input);
  for (const station of known) {
    const unit = stationUnits[station] ?? 0;
    voters[unit] = (voters[unit] ?? 0) + (input.registeredVoters[station] ?? 0);
  }
  // Column by column, as the votes lie in memory.
  for (const [selection, ofSelection] of input.votes.entries())
    for (const station of known) {
      const at = (stationUnits[station] ?? 0) * selections + selection;
      votes[at] = (votes[at] ?? 0) + (ofSelection[station] ?? 0);
    }
  for (let unit = unitParents.length - 1; unit > 0; unit--) {
    const parent = unitParents[unit] ?? 0;
    voters[parent] = (voters[parent] ?? 0) + (voters[unit] ?? 0);
    const [row, above] = [unit * selections, parent * selections];
    for (let selection = 0; selection < selections; selection++)
      votes[above + selection] = (votes[above + selection] ?? 0) + (votes[row + selection] ?? 0);
  }
  return { unitParents, depths, voters, votes, ...matches({ unitParents, depths, voters }, input) };
}

/** The collected stations of which the registered voters are known. */
function knownStations({ collected, registeredVoters }: ImputationInput): Int32Array {
  const stations = new Int32Array(collected.length);
  let count = 0;
  for (let station = 0; station < collected.length; station++)
    if (collected[station] === 1 && (registeredVoters[station] ?? -1) > 0) stations[count++] = station;
  return stations.subarray(0, count);
}

/** How many levels the tree has, the root's included. */
export function levelsOf({ depths }: { readonly depths: Int32Array }): number {
  let deepest = 0;
  for (const depth of depths) deepest = Math.max(deepest, depth);
  return deepest + 1;
}

function depthsOf(unitParents: Int32Array): Int32Array {
  const depths = new Int32Array(unitParents.length);
  for (let unit = 1; unit < unitParents.length; unit++) {
    const parent = unitParents[unit] ?? -1;
    if (parent < 0 || parent >= unit) throw new Error(`the parent of unit ${unit} does not stand before it`);
    depths[unit] = (depths[parent] ?? 0) + 1;
  }
  return depths;
}

function matches(
  tree: { readonly unitParents: Int32Array; readonly depths: Int32Array; readonly voters: Float64Array },
  asked: { readonly narrowestDepth?: number },
): { readonly matchOf: Int32Array; readonly branchOf: Int32Array } {
  const { unitParents, depths, voters } = tree;
  const narrowest = asked.narrowestDepth ?? Number.POSITIVE_INFINITY;
  const matchOf = new Int32Array(unitParents.length);
  const branchOf = new Int32Array(unitParents.length).fill(-1);
  for (let unit = 1; unit < unitParents.length; unit++) {
    const parent = unitParents[unit] ?? 0;
    if ((depths[unit] ?? 0) <= narrowest && (voters[unit] ?? 0) > 0) matchOf[unit] = unit;
    else {
      matchOf[unit] = matchOf[parent] ?? 0;
      branchOf[unit] = matchOf[parent] === parent ? unit : (branchOf[parent] ?? -1);
    }
  }
  return { matchOf, branchOf };
}

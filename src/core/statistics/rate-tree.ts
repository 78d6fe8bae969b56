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

/**
 * Adds the collected stations up the tree, and finds the narrowest unit with data above every unit, none deeper than is said.
 * Linear time.
 */
export function rateTree(input: ImputationInput, narrowestDepth = Number.POSITIVE_INFINITY): RateTree {
  const { unitParents, stationUnits: units } = input;
  const depths = depthsOf(unitParents);
  const stations = knownStations(input);
  const voters = new Float64Array(unitParents.length);
  addColumn({ sums: voters, width: 1, at: 0 }, { column: input.registeredVoters, stations, units });
  addUpwards(voters, 1, unitParents);
  const width = input.votes.length;
  const votes = new Float64Array(unitParents.length * width);
  for (const [at, column] of input.votes.entries())
    addColumn({ sums: votes, width, at }, { column, stations, units });
  addUpwards(votes, width, unitParents);
  const { matchOf, branchOf } = matches({ unitParents, depths, voters }, narrowestDepth);
  return { unitParents, depths, voters, votes, matchOf, branchOf };
}

/** The collected stations of which the registered voters are known. */
function knownStations({ collected, registeredVoters }: ImputationInput): Int32Array {
  const stations = new Int32Array(collected.length);
  let count = 0;
  for (let station = 0; station < collected.length; station++)
    if (collected[station] === 1 && (registeredVoters[station] ?? -1) > 0) stations[count++] = station;
  return stations.subarray(0, count);
}

/** Adds what some stations have in a column to one of the sums, `width` for each unit, of the unit that each is in. */
function addColumn(
  { sums, width, at }: { readonly sums: Float64Array; readonly width: number; readonly at: number },
  of: { readonly column: Int32Array; readonly stations: Int32Array; readonly units: Int32Array },
): void {
  const { column, stations, units } = of;
  for (let place = 0; place < stations.length; place++) {
    const station = stations[place] ?? 0;
    const to = (units[station] ?? 0) * width + at;
    sums[to] = (sums[to] ?? 0) + (column[station] ?? 0);
  }
}

/** Adds the sums of each unit to those of the unit above it, the narrowest first. */
function addUpwards(sums: Float64Array, width: number, unitParents: Int32Array): void {
  for (let unit = unitParents.length - 1; unit > 0; unit--) {
    const [row, above] = [unit * width, (unitParents[unit] ?? 0) * width];
    for (let at = 0; at < width; at++) sums[above + at] = (sums[above + at] ?? 0) + (sums[row + at] ?? 0);
  }
}

/** How many levels the tree has, the root's included. */
export function levelsOf({ depths }: { readonly depths: Int32Array }): number {
  let deepest = 0;
  for (let unit = 0; unit < depths.length; unit++) deepest = Math.max(deepest, depths[unit] ?? 0);
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
  narrowest: number,
): { readonly matchOf: Int32Array; readonly branchOf: Int32Array } {
  const { unitParents, depths, voters } = tree;
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

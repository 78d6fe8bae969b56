import type { Register } from "../register.ts";

/** The unit of the level (1 for the election's first) above each station; for one placed higher, the unit it stands in. */
export function unitsAbove(register: Register, stations: Int32Array, level: number): Int32Array {
  const [levels, parents] = [register.unitLevels.values(), register.unitParents.values()];
  const above = new Int32Array(levels.length);
  // A parent stands before its children.
  for (let unit = 0; unit < above.length; unit++)
    above[unit] = (levels[unit] ?? 0) > level ? (above[parents[unit] ?? 0] ?? 0) : unit;
  const units = new Int32Array(stations.length);
  for (let at = 0; at < units.length; at++)
    units[at] = above[register.stationUnits.at(stations[at] ?? 0)] ?? 0;
  return units;
}

/** The units as numbers from 0, in the order in which they first stand. */
export function numbered(units: Int32Array): { readonly units: readonly number[]; readonly of: Int32Array } {
  let largest = -1;
  for (let at = 0; at < units.length; at++) largest = Math.max(largest, units[at] ?? 0);
  const numbers = new Int32Array(largest + 1).fill(-1);
  const known: number[] = [];
  const of = new Int32Array(units.length);
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? 0;
    if (numbers[unit] === -1) numbers[unit] = known.push(unit) - 1;
    of[at] = numbers[unit] ?? 0;
  }
  return { units: known, of };
}

import type { Register } from "../register.ts";

/** The unit of the level (1 for the election's first) above each station; for one placed higher, the unit it stands in. */
export function unitsAbove(register: Register, stations: Int32Array, level: number): Int32Array {
  return stations.map((station) => {
    let unit = register.stationUnits.at(station);
    while (register.unitLevels.at(unit) > level) unit = register.unitParents.at(unit);
    return unit;
  });
}

/** The units as numbers from 0, in the order in which they first stand. */
export function numbered(units: Int32Array): { readonly units: readonly number[]; readonly of: Int32Array } {
  const numbers = new Map<number, number>();
  const of = units.map((unit) => {
    const known = numbers.get(unit);
    if (known !== undefined) return known;
    numbers.set(unit, numbers.size);
    return numbers.size - 1;
  });
  return { units: [...numbers.keys()], of };
}

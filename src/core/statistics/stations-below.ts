import type { Register } from "../register.ts";

/**
 * The stations of every reporting unit and of all units below it, each as a window on one array: stations sorted by
 * where their unit stands in the tree. Made once, in a time that grows with the number of stations.
 */
export class StationsBelow {
  readonly #sorted: Int32Array;
  readonly #first: Int32Array;
  readonly #count: Int32Array;

  constructor(register: Register) {
    const own = new Int32Array(register.units);
    for (let station = 0; station < register.stations; station++) {
      const unit = register.stationUnits.at(station);
      own[unit] = (own[unit] ?? 0) + 1;
    }
    // A parent stands before its children: from the end, sizes are summed; from the start, places are given.
    this.#count = own.slice();
    for (let unit = register.units - 1; unit > 0; unit--) {
      const parent = register.unitParents.at(unit);
      this.#count[parent] = (this.#count[parent] ?? 0) + (this.#count[unit] ?? 0);
    }
    this.#first = new Int32Array(register.units);
    const next = new Int32Array(register.units);
    next[0] = own[0] ?? 0;
    for (let unit = 1; unit < register.units; unit++) {
      const parent = register.unitParents.at(unit);
      const first = next[parent] ?? 0;
      this.#first[unit] = first;
      next[parent] = first + (this.#count[unit] ?? 0);
      next[unit] = first + (own[unit] ?? 0);
    }
    this.#sorted = new Int32Array(register.stations);
    const filled = this.#first.slice();
    for (let station = 0; station < register.stations; station++) {
      const unit = register.stationUnits.at(station);
      const at = filled[unit] ?? 0;
      this.#sorted[at] = station;
      filled[unit] = at + 1;
    }
  }

  of(unit: number): Int32Array {
    const first = this.#first[unit] ?? 0;
    return this.#sorted.subarray(first, first + (this.#count[unit] ?? 0));
  }
}

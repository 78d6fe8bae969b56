import type { BoundColumns } from "./bound-columns.ts";
import type { Refusal } from "./refusal.ts";
import type { UnitStep } from "./sheet-table.ts";

/** A unit some record named: its path from the first level down, and its number among all of them. */
interface Unit {
  readonly number: number;
  readonly path: readonly UnitStep[];
  /** Its place in `paths`, where it is of the last level. */
  readonly index: number;
}

/** The distinct paths of reporting units a table's records name, in order of first appearance. */
export class UnitPaths {
  readonly paths: (readonly UnitStep[])[] = [];
  readonly #columns: BoundColumns["units"];
  readonly #columnNames: readonly string[];
  readonly #units = new Map<string, Unit>();
  /** The record before and its units. Tables mostly stand in the order of their places, so it tells most of the path. */
  #fields: readonly string[] = [];
  #path: Unit[] = [];

  constructor(columns: BoundColumns["units"], columnNames: readonly string[]) {
    this.#columns = columns;
    this.#columnNames = columnNames;
  }

  /** The index of the record's path; -1 where it names no unit at all. A path with a gap is refused. */
  indexOf(fields: readonly string[]): number | Refusal {
    let level = this.#levelsShared(fields);
    for (; level < this.#columns.length; level += 1) {
      const step = this.#stepAt(level, fields);
      if (step.code === "") {
        this.#path = [];
        return this.#gap(level, fields);
      }
      this.#path[level] = this.#unitOf(this.#path[level - 1], step);
    }
    this.#fields = fields;
    return this.#path.at(-1)?.index ?? -1;
  }

  /** On how many levels, from the first, the record names the same units as the one before. */
  #levelsShared(fields: readonly string[]): number {
    for (let level = 0; level < this.#path.length; level += 1) {
      const { code, name } = this.#columns[level] ?? { code: -1, name: -1 };
      if (fields[code] !== this.#fields[code] || fields[name] !== this.#fields[name]) return level;
    }
    return this.#path.length;
  }

  #stepAt(level: number, fields: readonly string[]): UnitStep {
    const { code, name, pad } = this.#columns[level] ?? { code: -1, name: -1, pad: 0 };
    const codeText = (fields[code] ?? "").trim();
    const padded = codeText === "" ? "" : codeText.padStart(pad, "0");
    const nameText = code === name ? padded : (fields[name] ?? "").trim();
    return { code: padded, name: nameText === "" ? padded : nameText };
  }

  #unitOf(parent: Unit | undefined, step: UnitStep): Unit {
    const key = `${parent?.number ?? ""} ${step.code.length} ${step.code}${step.name}`;
    const known = this.#units.get(key);
    if (known !== undefined) return known;
    const path = [...(parent?.path ?? []), step];
    const index = path.length === this.#columns.length ? this.paths.push(path) - 1 : -1;
    const unit = { number: this.#units.size, path, index };
    this.#units.set(key, unit);
    return unit;
  }

  #gap(level: number, fields: readonly string[]): number | Refusal {
    const placed = this.#columns.some(
      ({ code, name }) => (fields[code] ?? "").trim() !== "" || (fields[name] ?? "").trim() !== "",
    );
    if (!placed) return -1;
    const column = this.#columnNames[this.#columns[level]?.code ?? -1] ?? "";
    return { column, reason: "is blank: the record places its polling station in part only" };
  }
}

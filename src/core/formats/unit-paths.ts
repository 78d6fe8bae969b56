import type { BoundColumns } from "./bound-columns.ts";
import type { TableRecord } from "./record-scanner.ts";
import type { Refusal } from "./refusal.ts";
import type { UnitStep } from "./sheet-table.ts";

/** A unit some record named, by its path from the first level down. */
interface Unit {
  readonly path: readonly UnitStep[];
  /** Its place in `paths`, where it is of the last level. */
  readonly index: number;
  /** The units below it: by code the first that bears it, and those that bear it after with another name, by both. */
  readonly below: Map<string, Unit>;
  readonly ofSameCodes: Map<string, Unit>;
}

const newUnits = () => ({ below: new Map<string, Unit>(), ofSameCodes: new Map<string, Unit>() });
const NOTHING_BELOW = newUnits();

/** The distinct paths of reporting units a table's records name, in order of first appearance. */
export class UnitPaths {
  readonly paths: (readonly UnitStep[])[] = [];
  readonly #columns: BoundColumns["units"];
  readonly #columnNames: readonly string[];
  readonly #root: Unit = { path: [], index: -1, ...newUnits() };
  /** The units of the record before. Tables mostly stand in the order of their places, so they tell most of the path. */
  #path: Unit[] = [];
  /** How that record wrote them: for each level, all between the columns of the levels down to it. */
  readonly #written: string[] = [];
  readonly #between: { readonly first: number; readonly last: number }[] = [];

  constructor(columns: BoundColumns["units"], columnNames: readonly string[]) {
    this.#columns = columns;
    this.#columnNames = columnNames;
    let [first, last] = [Infinity, -1];
    for (const { code, name } of columns) {
      first = Math.min(first, code, name < 0 ? code : name);
      last = Math.max(last, code, name);
      this.#between.push({ first, last });
    }
  }

  /** The index of the record's path; -1 where it names no unit at all. A path with a gap is refused. */
  indexOf(record: TableRecord): number | Refusal {
    let level = this.#levelsShared(record);
    for (; level < this.#columns.length; level += 1) {
      const step = this.#stepAt(level, record);
      if (step.code === "") {
        this.#path = [];
        return this.#gap(level, record);
      }
      this.#written[level] = this.#writtenTo(level, record);
      this.#path[level] = this.#unitOf(this.#path[level - 1] ?? this.#root, step);
    }
    return this.#path.at(-1)?.index ?? -1;
  }

  /** On how many levels, from the first, the record surely names the same units as the one before. */
  #levelsShared(record: TableRecord): number {
    let level = this.#path.length;
    while (level > 0 && this.#writtenTo(level - 1, record) !== this.#written[level - 1]) level -= 1;
    return level;
  }

  #writtenTo(level: number, record: TableRecord): string {
    const { first, last } = this.#between[level] ?? { first: 0, last: 0 };
    return record.part(first, last);
  }

  #stepAt(level: number, record: TableRecord): UnitStep {
    const { code, name, pad } = this.#columns[level] ?? { code: -1, name: -1, pad: 0 };
    const codeText = record.text(code).trim();
    const padded = codeText === "" ? "" : codeText.padStart(pad, "0");
    const nameText = code === name ? padded : record.text(name).trim();
    return { code: padded, name: nameText === "" ? padded : nameText };
  }

  #unitOf(parent: Unit, step: UnitStep): Unit {
    const first = parent.below.get(step.code);
    if (first?.path.at(-1)?.name === step.name) return first;
    const key = first === undefined ? step.code : `${step.code.length} ${step.code}${step.name}`;
    const units = first === undefined ? parent.below : parent.ofSameCodes;
    const known = units.get(key);
    if (known !== undefined) return known;
    const path = parent.path.concat(step);
    const isLast = path.length === this.#columns.length;
    const index = isLast ? this.paths.push(path) - 1 : -1;
    const unit = { path, index, ...(isLast ? NOTHING_BELOW : newUnits()) };
    units.set(key, unit);
    return unit;
  }

  #gap(level: number, record: TableRecord): number | Refusal {
    const placed = this.#columns.some(
      ({ code, name }) => record.text(code).trim() !== "" || record.text(name).trim() !== "",
    );
    if (!placed) return -1;
    const column = this.#columnNames[this.#columns[level]?.code ?? -1] ?? "";
    return { column, reason: "is blank: the record places its polling station in part only" };
  }
}

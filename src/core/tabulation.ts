import { registeredVotersOf } from "./checks.ts";
import type { Policy } from "./election.ts";
import { ALL_FINDING_CODES, codesOf, maskOf, type FindingCode } from "./finding.ts";
import type { InputHash } from "./input-hash.ts";
import type { Register } from "./register.ts";
import type { SettledSheets } from "./settled-sheets.ts";
import { ILLEGIBLE, NOT_ON_FORM, TOTAL_BOXES, type SelectionId, type TotalBox } from "./tally-sheet.ts";

/** Why a station's sheet is explained instead of counted. */
export type Explanation = FindingCode | "awaiting-reading" | "none-stands";

/**
 * Which sheets are added up. `published` is the election file's policy; `strictest` counts only sheets without any
 * finding; `lenient` takes every legible box of every transcribed sheet at its face value.
 */
export type PolicyName = "published" | "strictest" | "lenient";
export const POLICY_NAMES: readonly PolicyName[] = ["published", "strictest", "lenient"];

/** Codes that keep a sheet out of the count under each policy. */
export function setAsideMask(name: PolicyName, policy: Policy): number {
  if (name === "published") return maskOf(policy.setAside);
  return name === "strictest" ? maskOf(ALL_FINDING_CODES) : 0;
}

/**
 * THE LINE THAT DECIDES WHETHER A SHEET IS COUNTED: it is transcribed, and none of its findings is one that the
 * policy sets aside.
 */
export function isCounted(sheets: SettledSheets, station: number, mask: number): boolean {
  return sheets.isTranscribed(station) && (sheets.codes(station) & mask) === 0;
}

/** Why the station has something but is not counted; empty where it is counted or has nothing at all. */
export function explanationsOf(sheets: SettledSheets, station: number, mask: number): readonly Explanation[] {
  if (isCounted(sheets, station, mask)) return [];
  switch (sheets.status(station)) {
    case "missing":
      return [];
    case "awaiting":
      return ["awaiting-reading"];
    case "none-stands":
      return ["none-stands"];
    case "settled":
    case "disputed":
      return codesOf(sheets.codes(station) & mask);
  }
}

/** Stations, and registered voters where they are known, by what became of their sheet. */
export interface Coverage {
  /** Undefined where neither a register nor a declared size says. registered = counted + explained + missing. */
  readonly registered: number | undefined;
  readonly counted: number;
  readonly explained: number;
  readonly missing: number | undefined;
  /** Stations with sheets that an adopted register does not list; they stand apart from the three above. */
  readonly outsideRegister: number;
}

/** The sheets a policy keeps out of the count, and how many voters they could speak for. */
export interface SetAside {
  readonly stations: number;
  /** Registered voters of those stations, as far as they are known. */
  readonly registeredVoters: number;
  /** How many of them have no known number of registered voters, so that nothing bounds them. */
  readonly stationsUnsized: number;
}

/**
 * The sums of one unit under one policy. A total that sheets are counted for, but that none of them states (nor lets be
 * derived from its parts), is undefined: a form without a box for blank votes does not say that there were none.
 */
export interface UnitTotals {
  readonly votes: Readonly<Record<SelectionId, number>>;
  readonly validVotes: number | undefined;
  readonly blankVotes: number | undefined;
  readonly nullVotes: number | undefined;
  readonly ballotsCast: number | undefined;
  /** Registered voters of the sheets that are counted. */
  readonly registeredVoters: number | undefined;
}

const COVERAGE_COLUMNS = [
  "listed",
  "counted",
  "explained",
  "outside",
  "setAside",
  "setAsideUnsized",
] as const;
type CoverageColumn = (typeof COVERAGE_COLUMNS)[number];
const [LISTED, COUNTED, EXPLAINED, OUTSIDE, SET_ASIDE, SET_ASIDE_UNSIZED] = [0, 1, 2, 3, 4, 5] as const;

/**
 * The sums of one source and contest for every reporting unit, under the three policies, with coverage.
 *
 * What the strictest policy counts, the published one counts too, and what that counts, the lenient one: each sheet is added
 * once, to what the strictest of them counts, or to what only the others do. Few sheets are of the latter kinds.
 */
export class Tabulation {
  readonly sheets: SettledSheets;
  readonly #register: Register;
  readonly #sizes: ReadonlyMap<
    string,
    { readonly stations: number; readonly registeredVoters?: number | undefined }
  >;
  readonly #width: number;
  /** Of each unit: the sums of its boxes, how many sheets state each total, and how many sheets there are. */
  readonly #clean: Float64Array;
  readonly #onlyPublished = new Map<number, Float64Array>();
  readonly #onlyLenient = new Map<number, Float64Array>();
  readonly #stations: Float64Array;
  readonly #voters: Float64Array;
  readonly #explained = new Map<number, Map<Explanation, number>>();

  constructor(
    sheets: SettledSheets,
    register: Register,
    options: { policy: Policy; sizes: Tabulation["sizes"] },
  ) {
    this.sheets = sheets;
    this.#register = register;
    this.#sizes = options.sizes;
    this.#width = sheets.boxNames.length + TOTAL_BOXES.length + 1;
    this.#clean = new Float64Array(register.units * this.#width);
    this.#stations = new Float64Array(register.units * COVERAGE_COLUMNS.length);
    this.#voters = new Float64Array(register.units * COVERAGE_COLUMNS.length);
    this.#addSheets(options.policy);
    this.#addCoverage(setAsideMask("published", options.policy));
    this.#rollUp();
  }

  get sizes(): ReadonlyMap<
    string,
    { readonly stations: number; readonly registeredVoters?: number | undefined }
  > {
    return this.#sizes;
  }

  totals(unit: number, policy: PolicyName = "published"): UnitTotals {
    const at = (column: number) => this.#sum(unit, policy, column);
    const total = (box: TotalBox) => {
      const column = TOTAL_BOXES.indexOf(box);
      const isUnknown = this.sheetsIn(unit, policy) > 0 && at(this.sheets.boxNames.length + column) === 0;
      return isUnknown ? undefined : at(column);
    };
    const selections = this.sheets.contest.selections.map((selection, index) => [
      selection.id,
      at(TOTAL_BOXES.length + index),
    ]);
    return {
      votes: Object.fromEntries(selections),
      validVotes: total("validVotes"),
      blankVotes: total("blankVotes"),
      nullVotes: total("nullVotes"),
      ballotsCast: total("ballotsCast"),
      registeredVoters: total("registeredVoters"),
    };
  }

  /** How many sheets are in the sums of a policy. */
  sheetsIn(unit: number, policy: PolicyName): number {
    return this.#sum(unit, policy, this.#width - 1);
  }

  /** How many of the sheets in the published sums give each total. */
  sheetsStating(unit: number): Readonly<Record<TotalBox, number>> {
    const at = (column: number) => this.#sum(unit, "published", this.sheets.boxNames.length + column);
    return Object.fromEntries(TOTAL_BOXES.map((box, column) => [box, at(column)])) as Record<
      TotalBox,
      number
    >;
  }

  stations(unit: number): Coverage {
    return this.#coverage(this.#stations, unit, this.#declaredSize(unit)?.stations);
  }

  /** Coverage in registered voters. Stations of which nobody states the number count as none. */
  registeredVoters(unit: number): Coverage {
    return this.#coverage(this.#voters, unit, this.#declaredSize(unit)?.registeredVoters);
  }

  /** Stations explained, by reason; a station with several reasons stands under each. */
  explanations(unit: number): ReadonlyMap<Explanation, number> {
    return this.#explained.get(unit) ?? new Map<Explanation, number>();
  }

  /** Stations with a sheet that the published policy does not count, inside the register and out. */
  setAside(unit: number): SetAside {
    const at = (table: Float64Array, column: CoverageColumn) =>
      table[unit * COVERAGE_COLUMNS.length + COVERAGE_COLUMNS.indexOf(column)] ?? 0;
    return {
      stations: at(this.#stations, "setAside"),
      registeredVoters: at(this.#voters, "setAside"),
      stationsUnsized: at(this.#stations, "setAsideUnsized"),
    };
  }

  /** Everything that is known of the unit, for the hash of what shows it. The whole's size is part of the election file. */
  gather(unit: number, inputs: InputHash): void {
    const columns = COVERAGE_COLUMNS.length;
    inputs.doubles(this.#clean.subarray(unit * this.#width, (unit + 1) * this.#width));
    for (const table of [this.#onlyPublished, this.#onlyLenient]) {
      const row = table.get(unit);
      inputs.number(row === undefined ? 0 : 1);
      if (row !== undefined) inputs.doubles(row);
    }
    for (const table of [this.#stations, this.#voters])
      inputs.doubles(table.subarray(unit * columns, (unit + 1) * columns));
    const explained = this.#explained.get(unit);
    inputs.number(explained === undefined ? 0 : 1);
    if (explained !== undefined) inputs.value([...explained]);
  }

  #declaredSize(unit: number) {
    const id = this.#register.unitIds[unit] ?? "";
    // A first-level unit may carry the same code as the whole: a size is meant for the unit that its id finds.
    return this.#register.unitIndex(id) === unit ? this.#sizes.get(id) : undefined;
  }

  #coverage(table: Float64Array, unit: number, declared: number | undefined): Coverage {
    const at = (column: CoverageColumn) =>
      table[unit * COVERAGE_COLUMNS.length + COVERAGE_COLUMNS.indexOf(column)] ?? 0;
    const [counted, explained] = [at("counted"), at("explained")];
    const stated = this.#register.adopted ? at("listed") : declared;
    // Where the data name more than was declared (finding stations-over-declared), at least so many there are.
    const registered = stated === undefined ? undefined : Math.max(stated, counted + explained);
    const missing = registered === undefined ? undefined : registered - counted - explained;
    return { registered, counted, explained, missing, outsideRegister: at("outside") };
  }

  #sum(unit: number, policy: PolicyName, column: number): number {
    const clean = this.#clean[unit * this.#width + column] ?? 0;
    if (policy === "strictest") return clean;
    const published = clean + (this.#onlyPublished.get(unit)?.[column] ?? 0);
    return policy === "published" ? published : published + (this.#onlyLenient.get(unit)?.[column] ?? 0);
  }

  /** The row of a unit in the sums of those that are not clean, made where there is none yet. */
  #rowOf(table: Map<number, Float64Array>, unit: number): Float64Array {
    const known = table.get(unit);
    if (known !== undefined) return known;
    const row = new Float64Array(this.#width);
    table.set(unit, row);
    return row;
  }

  /** Adds each counted sheet to its own unit: its boxes, which totals it gives, and itself. */
  #addSheets(policy: Policy): void {
    const { sheets } = this;
    const [published, strictest] = [setAsideMask("published", policy), setAsideMask("strictest", policy)];
    const units = this.#register.stationUnits.values();
    const listed = this.#register.stationRegisteredVoters.values();
    const boxes = sheets.boxNames.length;
    // Not whole numbers of 32 bits: a derived total can be more than any box.
    const sheet = new Float64Array(boxes);
    for (let station = 0; station < sheets.stations; station++) {
      if (!sheets.isTranscribed(station)) continue;
      const unit = units[station] ?? 0;
      sheets.copyBoxes(station, sheet);
      deriveTotals(sheet, listed[station] ?? NOT_ON_FORM);
      if (isCounted(sheets, station, strictest)) {
        addSheet(this.#clean, unit * this.#width, sheet);
        continue;
      }
      const others = isCounted(sheets, station, published) ? this.#onlyPublished : this.#onlyLenient;
      addSheet(this.#rowOf(others, unit), 0, sheet);
    }
  }

  #addCoverage(mask: number): void {
    const { sheets } = this;
    const register = this.#register;
    for (let station = 0; station < sheets.stations; station++) {
      const outside = register.isOutside(station);
      const hasSheet = sheets.status(station) !== "missing";
      const isListed = register.adopted && !outside;
      if (!hasSheet && !isListed) continue;
      const unit = register.stationUnits.at(station);
      const listed = register.stationRegisteredVoters.at(station);
      const voters = listed >= 0 ? listed : registeredVotersOf(sheets, register, station);
      const counted = isCounted(sheets, station, mask);
      const place = { unit, voters: voters ?? 0 };
      if (isListed) this.#cover(LISTED, place);
      if (!hasSheet) continue;
      this.#cover(outside ? OUTSIDE : counted ? COUNTED : EXPLAINED, place);
      if (counted) continue;
      this.#cover(SET_ASIDE, place);
      if (voters === undefined) this.#cover(SET_ASIDE_UNSIZED, place);
      if (outside) continue;
      for (const reason of explanationsOf(sheets, station, mask)) this.#explain(unit, reason, 1);
    }
  }

  #cover(column: number, { unit, voters }: { readonly unit: number; readonly voters: number }): void {
    const at = unit * COVERAGE_COLUMNS.length + column;
    this.#stations[at] = (this.#stations[at] ?? 0) + 1;
    this.#voters[at] = (this.#voters[at] ?? 0) + voters;
  }

  #explain(unit: number, reason: Explanation, count: number): void {
    const reasons = this.#explained.get(unit) ?? new Map<Explanation, number>();
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    this.#explained.set(unit, reasons);
  }

  /** Children stand after their parents, so one pass from the end carries every sum to the root. */
  #rollUp(): void {
    const parents = this.#register.unitParents.values();
    const width = this.#width;
    for (let unit = this.#register.units - 1; unit > 0; unit--) {
      const parent = parents[unit] ?? 0;
      const rows = { from: unit, to: parent };
      if ((this.#clean[unit * width + width - 1] ?? 0) > 0) addRow(this.#clean, width, rows);
      addRow(this.#stations, COVERAGE_COLUMNS.length, rows);
      addRow(this.#voters, COVERAGE_COLUMNS.length, rows);
      for (const table of [this.#onlyPublished, this.#onlyLenient]) {
        const row = table.get(unit);
        if (row !== undefined) addAll(this.#rowOf(table, parent), row);
      }
      for (const [reason, count] of this.#explained.get(unit) ?? []) this.#explain(parent, reason, count);
    }
  }
}

const [VOTERS_COLUMN, CAST_COLUMN, VALID_COLUMN, BLANK_COLUMN, NULL_COLUMN] = (
  ["registeredVoters", "ballotsCast", "validVotes", "blankVotes", "nullVotes"] as const
).map((box) => TOTAL_BOXES.indexOf(box)) as [number, number, number, number, number];

/** Completes the boxes of one sheet: a total that the form does not have is derived where its parts are stated. */
function deriveTotals(sheet: Float64Array, listed: number): void {
  const at = (column: number) => sheet[column] ?? NOT_ON_FORM;
  if (at(VALID_COLUMN) === NOT_ON_FORM) {
    let [sum, isStated, isIllegible] = [0, false, false];
    for (let column = TOTAL_BOXES.length; column < sheet.length; column++) {
      const votes = at(column);
      isStated ||= votes >= 0;
      isIllegible ||= votes === ILLEGIBLE;
      sum += Math.max(votes, 0);
    }
    if (isStated && !isIllegible) sheet[VALID_COLUMN] = sum;
  }
  if (at(CAST_COLUMN) === NOT_ON_FORM && at(VALID_COLUMN) >= 0 && at(NULL_COLUMN) >= 0)
    sheet[CAST_COLUMN] = at(VALID_COLUMN) + Math.max(at(BLANK_COLUMN), 0) + at(NULL_COLUMN);
  if (at(VOTERS_COLUMN) === NOT_ON_FORM && listed >= 0) sheet[VOTERS_COLUMN] = listed;
}

/** Adds one sheet to the row of sums that begins at `first`: its boxes, which totals it gives, and itself. */
function addSheet(sums: Float64Array, first: number, sheet: Float64Array): void {
  const boxes = sheet.length;
  for (let column = 0; column < boxes; column++) {
    const value = sheet[column] ?? 0;
    if (value > 0) sums[first + column] = (sums[first + column] ?? 0) + value;
  }
  for (let column = 0; column < TOTAL_BOXES.length; column++)
    if ((sheet[column] ?? NOT_ON_FORM) >= 0)
      sums[first + boxes + column] = (sums[first + boxes + column] ?? 0) + 1;
  const last = first + boxes + TOTAL_BOXES.length;
  sums[last] = (sums[last] ?? 0) + 1;
}

function addAll(to: Float64Array, from: Float64Array): void {
  for (let column = 0; column < to.length; column++) to[column] = (to[column] ?? 0) + (from[column] ?? 0);
}

function addRow(
  table: Float64Array,
  width: number,
  rows: { readonly from: number; readonly to: number },
): void {
  const [from, to] = [rows.from * width, rows.to * width];
  for (let column = 0; column < width; column++)
    table[to + column] = (table[to + column] ?? 0) + (table[from + column] ?? 0);
}

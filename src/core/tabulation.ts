import { registeredVotersOf } from "./checks.ts";
import type { Policy } from "./election.ts";
import { ALL_FINDING_CODES, codesOf, maskOf, type FindingCode } from "./finding.ts";
import type { Register } from "./register.ts";
import type { SettledSheets } from "./settle.ts";
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

/** The sums of one source and contest for every reporting unit, under the three policies, with coverage. */
export class Tabulation {
  readonly sheets: SettledSheets;
  readonly #register: Register;
  readonly #sizes: ReadonlyMap<
    string,
    { readonly stations: number; readonly registeredVoters?: number | undefined }
  >;
  readonly #sums: Readonly<Record<PolicyName, Float64Array>>;
  readonly #stations: Float64Array;
  readonly #voters: Float64Array;
  readonly #explained: readonly Map<Explanation, number>[];
  readonly #width: number;

  constructor(
    sheets: SettledSheets,
    register: Register,
    options: { policy: Policy; sizes: Tabulation["sizes"] },
  ) {
    this.sheets = sheets;
    this.#register = register;
    this.#sizes = options.sizes;
    this.#width = sheets.boxNames.length + TOTAL_BOXES.length + 1;
    const sums = () => new Float64Array(register.units * this.#width);
    this.#sums = { published: sums(), strictest: sums(), lenient: sums() };
    this.#stations = new Float64Array(register.units * COVERAGE_COLUMNS.length);
    this.#voters = new Float64Array(register.units * COVERAGE_COLUMNS.length);
    this.#explained = register.unitIds.map(() => new Map());
    for (const name of POLICY_NAMES) this.#addSheets(name, setAsideMask(name, options.policy));
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
    const at = (column: number) => this.#sums[policy][unit * this.#width + column] ?? 0;
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
    return this.#sums[policy][unit * this.#width + this.#width - 1] ?? 0;
  }

  /** How many of the sheets in the published sums give each total. */
  sheetsStating(unit: number): Readonly<Record<TotalBox, number>> {
    const at = (column: number) =>
      this.#sums.published[unit * this.#width + this.sheets.boxNames.length + column] ?? 0;
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
    return this.#explained[unit] ?? new Map<Explanation, number>();
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

  /** Adds each counted sheet to its own unit: its boxes, which totals it gives, and itself. */
  #addSheets(policy: PolicyName, mask: number): void {
    const { sheets } = this;
    const sums = this.#sums[policy];
    const boxes = sheets.boxNames.length;
    for (let station = 0; station < sheets.stations; station++) {
      if (!isCounted(sheets, station, mask)) continue;
      const first = this.#register.stationUnits.at(station) * this.#width;
      const add = (column: number, value: number) => {
        sums[first + column] = (sums[first + column] ?? 0) + value;
      };
      const totals = this.#totalsOf(station);
      for (const [column, value] of totals.entries()) {
        if (value < 0) continue;
        add(column, value);
        add(boxes + column, 1);
      }
      for (let column = TOTAL_BOXES.length; column < boxes; column++)
        add(column, Math.max(sheets.box(station, column), 0));
      add(this.#width - 1, 1);
    }
  }

  /** The totals of one sheet; one that the form does not have is derived where its parts are stated, else negative. */
  #totalsOf(station: number): number[] {
    const { sheets } = this;
    const totals = TOTAL_BOXES.map((_, column) => sheets.box(station, column));
    const at = (box: TotalBox) => totals[TOTAL_BOXES.indexOf(box)] ?? NOT_ON_FORM;
    const derive = (box: TotalBox, value: number | undefined) => {
      if (at(box) === NOT_ON_FORM && value !== undefined) totals[TOTAL_BOXES.indexOf(box)] = value;
    };
    const selections = sheets.boxes(station).subarray(TOTAL_BOXES.length);
    const isStated = selections.some((votes) => votes >= 0) && !selections.includes(ILLEGIBLE);
    derive(
      "validVotes",
      isStated ? selections.reduce((sum, votes) => sum + Math.max(votes, 0), 0) : undefined,
    );
    if (at("validVotes") >= 0 && at("nullVotes") >= 0)
      derive("ballotsCast", at("validVotes") + Math.max(at("blankVotes"), 0) + at("nullVotes"));
    derive("registeredVoters", registeredVotersOf(sheets, this.#register, station));
    return totals;
  }

  #addCoverage(mask: number): void {
    const { sheets } = this;
    for (let station = 0; station < sheets.stations; station++) {
      const unit = this.#register.stationUnits.at(station);
      const listed = this.#register.stationRegisteredVoters.at(station);
      const voters = listed >= 0 ? listed : registeredVotersOf(sheets, this.#register, station);
      const add = (column: CoverageColumn) => {
        const at = unit * COVERAGE_COLUMNS.length + COVERAGE_COLUMNS.indexOf(column);
        this.#stations[at] = (this.#stations[at] ?? 0) + 1;
        this.#voters[at] = (this.#voters[at] ?? 0) + (voters ?? 0);
      };
      const hasSheet = sheets.status(station) !== "missing";
      const counted = isCounted(sheets, station, mask);
      const outside = this.#register.isOutside(station);
      if (this.#register.adopted && !outside) add("listed");
      if (!hasSheet) continue;
      if (outside) add("outside");
      else add(counted ? "counted" : "explained");
      if (counted) continue;
      add("setAside");
      if (voters === undefined) add("setAsideUnsized");
      if (outside) continue;
      const reasons = this.#explained[unit];
      for (const reason of explanationsOf(sheets, station, mask))
        reasons?.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }

  /** Children stand after their parents, so one pass from the end carries every sum to the root. */
  #rollUp(): void {
    for (let unit = this.#register.units - 1; unit > 0; unit--) {
      const parent = this.#register.unitParents.at(unit);
      for (const name of POLICY_NAMES) addRow(this.#sums[name], this.#width, { from: unit, to: parent });
      addRow(this.#stations, COVERAGE_COLUMNS.length, { from: unit, to: parent });
      addRow(this.#voters, COVERAGE_COLUMNS.length, { from: unit, to: parent });
      const reasons = this.#explained[parent];
      for (const [reason, count] of this.#explained[unit] ?? [])
        reasons?.set(reason, (reasons.get(reason) ?? 0) + count);
    }
  }
}

function addRow(
  table: Float64Array,
  width: number,
  rows: { readonly from: number; readonly to: number },
): void {
  for (let column = 0; column < width; column++) {
    const to = rows.to * width + column;
    table[to] = (table[to] ?? 0) + (table[rows.from * width + column] ?? 0);
  }
}

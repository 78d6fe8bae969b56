import { fillBoxes } from "./agreement.ts";
import type { Contest } from "./election.ts";
import { maskOf, type FindingCode } from "./finding.ts";
import type { InputHash } from "./input-hash.ts";
import type { Run } from "./runs-of.ts";
import { boxNamesOf, NOT_ON_FORM, type BoxName, type SourceId } from "./tally-sheet.ts";

/** What is known of one station's sheet from one source. */
export type SheetStatus = "missing" | "settled" | "disputed" | "awaiting" | "none-stands";
const STATUSES: readonly SheetStatus[] = ["missing", "settled", "disputed", "awaiting", "none-stands"];
const SETTLED = STATUSES.indexOf("settled");

/** One account of one sheet: a row of a dataset (`row` at least 1) or a reading of an evidence file (`row` 0). */
export interface Account {
  readonly entry: number;
  readonly row: number;
  /** The entry of the evidence that was read, for a reading. */
  readonly evidence?: number;
  readonly reader?: string;
  readonly boxes: Int32Array;
}

/** So many numbers of each station, one station after another. */
interface Column {
  readonly values: Int32Array;
  readonly width: number;
}

/**
 * What all accounts of one source say of every station's sheet for one contest, as typed arrays over the register's
 * stations: the transcription's boxes, its status, and the codes found.
 */
export class SettledSheets {
  readonly contest: Contest;
  readonly source: SourceId;
  readonly boxNames: readonly BoxName[];
  readonly #width: number;
  readonly #counts: Int32Array;
  readonly #status: Int32Array;
  readonly #codes: Int32Array;
  readonly #entries: Int32Array;
  readonly #rows: Int32Array;
  /** All accounts of a station, where there are more than the one dataset row that #entries and #rows name. */
  readonly #accounts = new Map<number, Account[]>();

  constructor(contest: Contest, source: SourceId, stations: number) {
    this.contest = contest;
    this.source = source;
    this.boxNames = boxNamesOf(contest.selections);
    this.#width = this.boxNames.length;
    this.#counts = new Int32Array(stations * this.#width).fill(NOT_ON_FORM);
    this.#status = new Int32Array(stations);
    this.#codes = new Int32Array(stations);
    this.#entries = new Int32Array(stations).fill(-1);
    this.#rows = new Int32Array(stations);
  }

  get stations(): number {
    return this.#status.length;
  }

  /** The transcription's boxes, in the order of boxNames: a window on the table, not a copy. */
  boxes(station: number): Int32Array {
    return this.#counts.subarray(station * this.#width, (station + 1) * this.#width);
  }

  /** The same as a copy, into an array that the caller uses for one station after another. */
  copyBoxes(station: number, into: Int32Array | Float64Array): void {
    const from = station * this.#width;
    for (let column = 0; column < into.length; column++)
      into[column] = this.#counts[from + column] ?? NOT_ON_FORM;
  }

  box(station: number, column: number): number {
    return this.#counts[station * this.#width + column] ?? NOT_ON_FORM;
  }

  status(station: number): SheetStatus {
    return STATUSES[this.#status[station] ?? 0] ?? "missing";
  }

  isSettled(station: number): boolean {
    return this.#status[station] === SETTLED;
  }

  /** Whether there are boxes to add up at all. */
  isTranscribed(station: number): boolean {
    const status = this.#status[station];
    return status === 1 || status === 2;
  }

  codes(station: number): number {
    return this.#codes[station] ?? 0;
  }

  /** Every account of the station, dataset rows first. */
  accounts(station: number): readonly Account[] {
    const several = this.#accounts.get(station);
    if (several !== undefined) return several;
    const entry = this.#entries[station] ?? -1;
    return entry < 0 ? [] : [{ entry, row: this.#rows[station] ?? 0, boxes: this.boxes(station) }];
  }

  /** Everything that is known of the sheets of stations that stand in a row, for the hash of what shows them. */
  gather({ first, length }: Run, inputs: InputHash): void {
    inputs.number(length);
    for (const { values, width } of this.#columns) inputs.stretch(values, first * width, length * width);
    for (let station = first; this.#accounts.size > 0 && station < first + length; station++)
      for (const { entry, row, evidence, reader, boxes } of this.#accounts.get(station) ?? []) {
        inputs.value([station - first, entry, row, evidence ?? null, reader ?? null]);
        inputs.numbers(boxes);
      }
    inputs.number(-1);
  }

  /** 1 for each station of which anything that `gather` takes is another than in sheets settled with the same register. */
  changedSince(before: SettledSheets): Uint8Array {
    const changed = new Uint8Array(this.stations);
    const others = before.#columns;
    for (const [at, column] of this.#columns.entries())
      markDiffering(changed, column, others[at]?.values ?? new Int32Array(0));
    for (const station of [...this.#accounts.keys(), ...before.#accounts.keys()])
      if (!areSameAccounts(this.#accounts.get(station), before.#accounts.get(station))) changed[station] = 1;
    return changed;
  }

  /** What is held of all stations, so many numbers of each, except for several accounts. */
  get #columns(): readonly Column[] {
    return [
      ...[this.#status, this.#codes, this.#entries, this.#rows].map((values) => ({ values, width: 1 })),
      { values: this.#counts, width: this.#width },
    ];
  }

  /** Adds the entries that the accounts of some stations stand in. */
  addEntries(stations: readonly number[], to: Set<number>): void {
    let last = -1;
    for (const station of stations) {
      const several = this.#accounts.size === 0 ? undefined : this.#accounts.get(station);
      const entry = this.#entries[station] ?? -1;
      if (several !== undefined) for (const account of several) to.add(account.entry);
      // Many rows follow one another from one table.
      else if (entry >= 0 && entry !== last) to.add((last = entry));
    }
  }

  mark(station: number, code: FindingCode): void {
    this.#codes[station] = (this.#codes[station] ?? 0) | maskOf([code]);
  }

  unmark(station: number, codes: readonly FindingCode[]): void {
    this.#codes[station] = (this.#codes[station] ?? 0) & ~maskOf(codes);
  }

  /** What both rows state as counts: whether any of it differs, and whether there is any. */
  compare(station: number, other: SettledSheets): "equal" | "different" | "not-comparable" {
    const first = station * this.#width;
    let isComparable = false;
    for (let column = 0; column < this.#width; column++) {
      const [one, two] = [this.#counts[first + column] ?? -1, other.#counts[first + column] ?? -1];
      if (one < 0 || two < 0) continue;
      if (one !== two) return "different";
      isComparable = true;
    }
    return isComparable ? "equal" : "not-comparable";
  }

  setStatus(station: number, status: SheetStatus): void {
    this.#status[station] = STATUSES.indexOf(status);
  }

  /** The first account of a station: a dataset's row, copied into the table from where it begins in `counts`. */
  settleRow(
    station: number,
    account: { readonly entry: number; readonly row: number },
    from: { readonly counts: Int32Array; readonly first: number },
  ): void {
    const { counts, first } = from;
    const to = station * this.#width;
    for (let column = 0; column < this.#width; column++)
      this.#counts[to + column] = counts[first + column] ?? NOT_ON_FORM;
    this.#entries[station] = account.entry;
    this.#rows[station] = account.row;
    this.#status[station] = SETTLED;
  }

  /** Adds an account beside those the station has; its boxes enter the transcription only by `fill` or `replace`. */
  addAccount(station: number, account: Account): void {
    const known = this.accounts(station).map((each) => ({ ...each, boxes: each.boxes.slice() }));
    this.#accounts.set(station, [...known, account]);
  }

  /** Takes from `boxes` what the transcription does not state yet. */
  fill(station: number, boxes: Int32Array): void {
    fillBoxes(this.boxes(station), boxes);
  }

  /** Takes from `boxes` everything they state. */
  replace(station: number, boxes: Int32Array): void {
    const own = this.boxes(station);
    for (const [column, value] of boxes.entries()) if (value !== NOT_ON_FORM) own[column] = value;
  }

  clear(station: number): void {
    this.boxes(station).fill(NOT_ON_FORM);
  }
}

/** Marks each station of which a column says other than another one. */
function markDiffering(stations: Uint8Array, { values, width }: Column, others: Int32Array): void {
  for (let place = 0; place < values.length; place++)
    if (values[place] !== others[place]) stations[Math.floor(place / width)] = 1;
}

function areSameAccounts(some: readonly Account[] = [], others: readonly Account[] = []): boolean {
  return (
    some.length === others.length &&
    some.every((account, at) => {
      const other = others[at];
      return (
        other !== undefined &&
        account.entry === other.entry &&
        account.row === other.row &&
        account.evidence === other.evidence &&
        account.reader === other.reader &&
        account.boxes.every((value, column) => value === other.boxes[column])
      );
    })
  );
}

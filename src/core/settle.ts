import type { ReadingPayload } from "./commitment.ts";
import { agreementOf, columnsDiffering, fillBoxes, type ReadBoxes } from "./agreement.ts";
import { settleRuleOf, type Contest, type Policy } from "./election.ts";
import type { EntryOf } from "./entry.ts";
import { maskOf, type Finding, type FindingCode } from "./finding.ts";
import type { PlacedTable } from "./fold.ts";
import { groupBy } from "./group-by.ts";
import { settles } from "./reader-kind.ts";
import type { InputHash } from "./input-hash.ts";
import type { Register } from "./register.ts";
import type { Run } from "./runs-of.ts";
import {
  boxNamesOf,
  encodeBox,
  NOT_ON_FORM,
  type Box,
  type BoxName,
  type SourceId,
  type StationId,
} from "./tally-sheet.ts";

/** What is known of one station's sheet from one source. */
export type SheetStatus = "missing" | "settled" | "disputed" | "awaiting" | "none-stands";
const DISPUTE_MASK = maskOf(["rival-copies", "readings-disagree"]);
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

/** A reading whose opening is at hand, told with the station it is about. */
export interface OpenedReading {
  readonly entry: number;
  readonly evidence: number;
  /** Hash of the evidence file where it is open, so that a file sent twice is no rival of itself. */
  readonly evidenceHash?: string;
  readonly reader: string;
  /** Whether a person read it and signed. */
  readonly byPerson?: boolean;
  readonly station: StationId;
  readonly payload: Extract<ReadingPayload, { outcome: "read" }>;
}

export interface SettleInput {
  readonly contest: Contest;
  readonly source: SourceId;
  readonly register: Register;
  readonly policy: Policy;
  readonly tables: readonly PlacedTable[];
  readonly readings: readonly OpenedReading[];
  /** Stations for which evidence is held that no open reading covers. */
  readonly stationsAwaiting: readonly StationId[];
  readonly adjudications: readonly (EntryOf<"dispute-adjudicated"> & { readonly entry: number })[];
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
  readonly #status: Uint8Array;
  readonly #codes: Uint32Array;
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
    this.#status = new Uint8Array(stations);
    this.#codes = new Uint32Array(stations);
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
    for (const [at, { values, width }] of this.#columns.entries()) {
      const others = before.#columns[at]?.values ?? [];
      for (let place = 0; place < values.length; place++)
        if (values[place] !== others[place]) changed[Math.floor(place / width)] = 1;
    }
    for (const station of [...this.#accounts.keys(), ...before.#accounts.keys()])
      if (!areSameAccounts(this.#accounts.get(station), before.#accounts.get(station))) changed[station] = 1;
    return changed;
  }

  /** What is held of all stations, so many numbers of each, except for several accounts. */
  get #columns(): readonly {
    readonly values: Int32Array | Uint8Array | Uint32Array;
    readonly width: number;
  }[] {
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

  /** Whether all boxes that are stated on a row of both are the same, and one is on both: the usual case, told fast. */
  isSame(station: number, other: SettledSheets): boolean {
    const first = station * this.#width;
    let isComparable = false;
    for (let column = 0; column < this.#width; column++) {
      const [one, two] = [this.#counts[first + column] ?? -1, other.#counts[first + column] ?? -1];
      if (one < 0 || two < 0) continue;
      if (one !== two) return false;
      isComparable = true;
    }
    return isComparable;
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

/**
 * Settles every station of one source and contest: an adjudication, else readings that agree in the quorum of the
 * policy, else the dataset's row. Accounts that contradict each other leave the station disputed and raise a finding.
 */
export function settleSheets(input: SettleInput): {
  readonly sheets: SettledSheets;
  readonly findings: Finding[];
} {
  const sheets = new SettledSheets(input.contest, input.source, input.register.stations);
  const findings: Finding[] = [];
  for (const table of input.tables) takeRows(table, sheets, findings);
  takeReadings(input, sheets, findings);
  for (const id of input.stationsAwaiting) {
    const station = input.register.stationIndex(id);
    if (station !== undefined && sheets.status(station) === "missing") sheets.setStatus(station, "awaiting");
  }
  const registeredStation = (finding: Finding) =>
    input.register.stationIds[Number(finding.detail["station"])] ?? "";
  const named = findings.map((finding) => nameStation(finding, registeredStation(finding), input));
  for (const adjudication of input.adjudications) adjudicate(adjudication, sheets, input.register);
  return { sheets, findings: named };
}

/** Inside this file a finding carries its station's index in `detail.station`; outside, the station's id. */
function nameStation(finding: Finding, station: StationId, input: SettleInput): Finding {
  const { station: _, ...detail } = finding.detail;
  return { ...finding, contest: input.contest.id, source: input.source, station, detail };
}

function takeRows(table: PlacedTable, sheets: SettledSheets, findings: Finding[]): void {
  const { counts, rowNumbers } = table.sheets;
  // What the form has besides stands after the boxes of every form, and takes no part in what settles a sheet.
  const stride = table.sheets.boxNames.length;
  for (let row = 0; row < table.stationOfRow.length; row++) {
    const station = table.stationOfRow[row] ?? 0;
    const account = { entry: table.entry, row: rowNumbers[row] ?? 0 };
    if (sheets.status(station) === "missing") {
      sheets.settleRow(station, account, { counts, first: row * stride });
      continue;
    }
    const boxes = counts.subarray(row * stride, row * stride + sheets.boxNames.length);
    const first = sheets.boxes(station).slice();
    sheets.addAccount(station, { ...account, boxes });
    const columns = columnsDiffering(first, boxes);
    if (columns.length > 0)
      dispute({ station, code: "rival-copies", columns, first, second: boxes }, sheets, findings);
    sheets.fill(station, boxes);
  }
  for (const row of table.rowsPlacedDifferently) {
    const station = table.stationOfRow[row] ?? 0;
    sheets.mark(station, "station-placed-differently");
    const units =
      table.sheets.unitPaths[table.sheets.unitPathOfRow[row] ?? 0]?.map((step) => step.name) ?? [];
    findings.push({ code: "station-placed-differently", entries: [table.entry], detail: { station, units } });
  }
}

interface Disagreement {
  readonly station: number;
  readonly code: "rival-copies" | "readings-disagree";
  readonly columns: readonly number[];
  readonly first: Int32Array;
  readonly second: Int32Array;
}

function dispute(disagreement: Disagreement, sheets: SettledSheets, findings: Finding[]): void {
  const { station, code, columns, first, second } = disagreement;
  sheets.mark(station, code);
  if (sheets.isTranscribed(station)) sheets.setStatus(station, "disputed");
  findings.push({
    code,
    entries: [...new Set(sheets.accounts(station).map((account) => account.entry))],
    detail: {
      station,
      boxes: columns.map((column) => sheets.boxNames[column] ?? ""),
      first: columns.map((column) => first[column] ?? 0),
      second: columns.map((column) => second[column] ?? 0),
    },
  });
}

/** An opened reading as it is held against others of its file. */
export function readBoxes<Reading extends Pick<OpenedReading, "reader" | "byPerson" | "payload">>(
  reading: Reading,
  boxNames: readonly BoxName[],
): ReadBoxes & { readonly reading: Reading } {
  const { station, boxes } = reading.payload;
  return {
    reading,
    reader: reading.reader,
    byPerson: reading.byPerson === true,
    station,
    boxes: columnsOfBoxes(boxes, boxNames),
  };
}

/** Boxes by name in the column order of the contest. */
export function columnsOfBoxes(
  boxes: Readonly<Record<BoxName, Box>>,
  boxNames: readonly BoxName[],
): Int32Array {
  return Int32Array.from(boxNames, (name) =>
    Object.hasOwn(boxes, name) ? encodeBox(boxes[name] ?? "not-on-form") : NOT_ON_FORM,
  );
}

function takeReadings(input: SettleInput, sheets: SettledSheets, findings: Finding[]): void {
  const byStation = groupBy(input.readings, (reading) => reading.station);
  for (const [id, ofStation] of byStation) {
    const station = input.register.stationIndex(id);
    if (station === undefined) continue;
    const rowBoxes = sheets.isTranscribed(station) ? sheets.boxes(station).slice() : undefined;
    const transcriptions: Int32Array[] = [];
    for (const ofFile of groupBy(ofStation, (reading) => reading.evidenceHash ?? reading.evidence).values()) {
      const boxes = takeReadingsOfFile({ station, readings: ofFile, policy: input.policy }, sheets, findings);
      if (boxes !== undefined) transcriptions.push(boxes);
    }
    const [first, ...others] = transcriptions;
    if (first === undefined) {
      if (rowBoxes === undefined && sheets.status(station) === "missing")
        sheets.setStatus(station, "awaiting");
      if (rowBoxes !== undefined)
        holdAgainstRow({ station, rowBoxes, readings: ofStation }, input, { sheets, findings });
      continue;
    }
    const isDisputed = (sheets.codes(station) & DISPUTE_MASK) !== 0;
    sheets.setStatus(station, isDisputed ? "disputed" : "settled");
    for (const other of others) {
      const columns = columnsDiffering(first, other);
      if (columns.length > 0)
        dispute({ station, code: "rival-copies", columns, first, second: other }, sheets, findings);
      fillBoxes(first, other);
    }
    sheets.replace(station, first);
    if (rowBoxes === undefined) continue;
    const columns = columnsDiffering(first, rowBoxes);
    if (columns.length > 0)
      dispute({ station, code: "readings-disagree", columns, first, second: rowBoxes }, sheets, findings);
  }
}

/** A row of a table beside readings that settle nothing: they may still say something else than the row. */
function holdAgainstRow(
  of: {
    readonly station: number;
    readonly rowBoxes: Int32Array;
    readonly readings: readonly OpenedReading[];
  },
  { policy }: SettleInput,
  into: { readonly sheets: SettledSheets; readonly findings: Finding[] },
): void {
  const { station, rowBoxes, readings } = of;
  for (const reading of readings.filter((each) => !settles(each.reader, policy))) {
    const { boxes } = readBoxes(reading, into.sheets.boxNames);
    const columns = columnsDiffering(boxes, rowBoxes);
    if (columns.length > 0)
      dispute(
        { station, code: "readings-disagree", columns, first: boxes, second: rowBoxes },
        into.sheets,
        into.findings,
      );
  }
}

/** The transcription of one evidence file, or undefined while too few readings of it agree. */
function takeReadingsOfFile(
  file: { readonly station: number; readonly readings: readonly OpenedReading[]; readonly policy: Policy },
  sheets: SettledSheets,
  findings: Finding[],
): Int32Array | undefined {
  const { station, readings, policy } = file;
  const read = readings.map((reading) => readBoxes(reading, sheets.boxNames));
  for (const { reading, boxes } of read) {
    const { entry, evidence, reader } = reading;
    sheets.addAccount(station, { entry, row: 0, evidence, reader, boxes });
  }
  // What the policy does not count is held against the others below, and settles nothing.
  const counted = read.filter(({ reader }) => settles(reader, policy));
  const { boxes: transcription, outvoted } = agreementOf(counted, settleRuleOf(policy));
  const [first, ...others] = read.filter((each) => !outvoted.includes(each));
  if (first === undefined) return undefined;
  const stated = first.boxes.slice();
  for (const { boxes } of others) {
    const columns = columnsDiffering(stated, boxes);
    if (columns.length > 0)
      dispute(
        { station, code: "readings-disagree", columns, first: stated, second: boxes },
        sheets,
        findings,
      );
    fillBoxes(stated, boxes);
  }
  return transcription;
}

/** A person's decision ends the dispute: the account that stands is the transcription; the findings stay on record. */
function adjudicate(
  adjudication: SettleInput["adjudications"][number],
  sheets: SettledSheets,
  register: Register,
): void {
  const station = register.stationIndex(adjudication.station);
  if (station === undefined) return;
  const { decision } = adjudication;
  if (decision === "none-stands") {
    sheets.setStatus(station, "none-stands");
    return;
  }
  const account = sheets
    .accounts(station)
    .find(
      (each) => each.entry === decision.entry && (decision.row === undefined || each.row === decision.row),
    );
  // The account may be gone from the count since, with a dataset that was superseded: then nothing is decided.
  if (account === undefined) return;
  sheets.unmark(station, ["rival-copies", "readings-disagree"]);
  const accounts = sheets.accounts(station).map((each) => each.boxes.slice());
  const boxes = account.boxes.slice();
  sheets.clear(station);
  sheets.replace(station, boxes);
  for (const other of accounts) sheets.fill(station, other);
  sheets.setStatus(station, "settled");
}

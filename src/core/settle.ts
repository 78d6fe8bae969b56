import type { ReadingPayload } from "./commitment.ts";
import { agreementOf, columnsDiffering, fillBoxes, type ReadBoxes } from "./agreement.ts";
import { settleRuleOf, type Contest, type Policy } from "./election.ts";
import type { EntryOf } from "./entry.ts";
import { maskOf, type Finding } from "./finding.ts";
import type { PlacedTable } from "./state.ts";
import { groupBy } from "./group-by.ts";
import { settles } from "./reader-kind.ts";
import type { Register } from "./register.ts";
import { SettledSheets } from "./settled-sheets.ts";
import {
  encodeBox,
  NOT_ON_FORM,
  type Box,
  type BoxName,
  type SourceId,
  type StationId,
} from "./tally-sheet.ts";

const DISPUTE_MASK = maskOf(["rival-copies", "readings-disagree"]);

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
  const { code, entries } = finding;
  return { code, contest: input.contest.id, source: input.source, station, entries, detail };
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

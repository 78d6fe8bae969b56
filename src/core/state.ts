import type { Sha256Hex } from "./bytes.ts";
import type { Declaration } from "./declaration.ts";
import type { Election } from "./election.ts";
import type { EntryOf } from "./entry.ts";
import type { parseSheets } from "./formats/parse-sheets.ts";
import type { ParsedTable, RefusedRow, SheetTable, TableDescription } from "./formats/sheet-table.ts";
import { InputError } from "./input-error.ts";
import type { RecordState } from "./record/record-state.ts";
import type { RedactionEntry } from "./redaction.ts";
import type { Register } from "./register.ts";
import type { Sample } from "./sample.ts";
import type { ContestId, SourceId, StationId } from "./tally-sheet.ts";

/** The blobs by hash. The driver loads them first: the fold itself reads nothing. */
export type Blobs = (hash: Sha256Hex) => Uint8Array;

/** A table of sheets as an entry names it. */
export interface GivenTable {
  readonly hash: Sha256Hex;
  readonly bytes: Uint8Array;
  readonly reading: Parameters<typeof parseSheets>[1];
  /** Whether it replaces another, whose placing of stations it may correct. */
  readonly replaces: boolean;
}

/** The same, parsed, its sheets placed in the register. */
export interface TakenTable extends Pick<ParsedTable, "refused" | "found"> {
  readonly tables: readonly Omit<PlacedTable, "entry">[];
}

/**
 * Reads a table and finds its stations in the register, or adds them to it: `takeTable`, or what gives the same from an
 * earlier run, where the register was made of the same tables in the same order.
 */
export type TakeTable = (table: GivenTable, register: Register) => TakenTable;

/** An imported table of sheets with what became of every record of it. */
export interface Dataset {
  readonly entry: number;
  readonly source: SourceId;
  readonly blob: Sha256Hex;
  readonly format: string;
  readonly mapping?: Sha256Hex;
  readonly supersedes?: number;
  readonly found: TableDescription;
  /** Records that entered a sheet; with those refused, all records of the file. */
  readonly rowsUsed: number;
  /** Sheets they make: as many, where a record is a sheet. */
  readonly sheets: number;
  readonly rowsRefused: readonly RefusedRow[];
  readonly tables: readonly PlacedTable[];
}

/** A table of sheets with the register's index of each row's station. */
export interface PlacedTable {
  readonly entry: number;
  readonly sheets: SheetTable;
  readonly stationOfRow: Int32Array;
  /** Rows whose station the register places in another unit than this table does. */
  readonly rowsPlacedDifferently: readonly number[];
}

export interface EvidenceEntry {
  readonly entry: number;
  readonly source: SourceId;
  readonly commitment: Sha256Hex;
  /** The station claimed by the sender; the sheet itself may say another. */
  readonly station?: StationId;
  readonly contest?: ContestId;
  readonly redactedBySource: boolean;
  /** The station a person assigned it to since, with a reason: it stands before what sender and sheet say. */
  reassigned?: StationId;
  /** What was decided last of showing it; nobody has, where it is absent. */
  redaction?: RedactionEntry;
}

export interface ReadingEntry {
  readonly entry: number;
  readonly evidence: number;
  readonly reader: string;
  readonly commitment: Sha256Hex;
  /** For a person's reading: who made it, by the entry that admitted them, and their signature. */
  readonly signed?: { readonly actor: number; readonly signature: string };
}

/** Somebody who reads sheets: a key, and nothing else about them. */
export interface Actor {
  readonly entry: number;
  /** The Ed25519 public key, base64. */
  readonly key: string;
  /** The name their readings stand under: the beginning of the key. */
  readonly reader: string;
  removed: boolean;
}

/** What is known of one sheet, committed before people read it. */
export interface CommittedTruth {
  readonly entry: number;
  readonly commitment: Sha256Hex;
}

/** A sample with its place in the log. */
export interface DrawnSample {
  readonly entry: number;
  readonly blob: Sha256Hex;
  readonly sample: Sample;
}

/**
 * What the log says so far, before any judgement. `advance` takes ownership of it: the one given is used up. Large
 * tables stay typed arrays inside it.
 */
export interface State {
  entries: number;
  election: Election | undefined;
  electionBlob: Sha256Hex | undefined;
  register: Register | undefined;
  registerBlob: Sha256Hex | undefined;
  registerEntry: number | undefined;
  registerRefused: readonly RefusedRow[];
  readonly datasets: Dataset[];
  readonly evidence: Map<number, EvidenceEntry>;
  /** Every decision on showing an evidence image, also those that others took the place of. */
  readonly redactions: RedactionEntry[];
  readonly readings: ReadingEntry[];
  /** The same by the evidence they are of. */
  readonly readingsOf: Map<number, ReadingEntry[]>;
  readonly actors: Map<number, Actor>;
  /** By evidence, how many people must have read it before its readings are opened, where that was raised. */
  readonly extensions: Map<number, number>;
  readonly truths: CommittedTruth[];
  /** The entry after which all truths committed before it are open. */
  truthsOpened: number | undefined;
  readonly adjudications: (EntryOf<"dispute-adjudicated"> & { readonly entry: number })[];
  readonly declarations: {
    readonly entry: number;
    readonly blob: Sha256Hex;
    readonly declaration: Declaration;
  }[];
  readonly samples: DrawnSample[];
  /** Documents and what is confirmed of them. */
  readonly record: RecordState;
  readonly takeTable: TakeTable;
}

/** Why nothing can be said of a log that opens no election. */
export function noElection(): InputError {
  return new InputError("log", [
    "no election is open in it: start one with `cotejo open DIR --election FILE`",
  ]);
}

export function requireElection(state: State): Election {
  if (state.election === undefined) throw noElection();
  return state.election;
}

export function requireRegister(state: State): Register {
  if (state.register === undefined) throw noElection();
  return state.register;
}

/** Throws InputError, naming the known ones, where the election file does not know the source. */
export function requireSource(state: State, source: SourceId): void {
  const known = requireElection(state).sources.map((each) => each.id);
  if (!known.includes(source))
    throw new InputError("source", [
      `"${source}" is not in the election file; it names: ${known.join(", ")}`,
    ]);
}

export function requireContest(state: State, contest: ContestId): void {
  const known = requireElection(state).contests.map((each) => each.id);
  if (!known.includes(contest))
    throw new InputError("contest", [
      `"${contest}" is not in the election file; it names: ${known.join(", ")}`,
    ]);
}

export function requireEvidence(state: State, index: number): EvidenceEntry {
  const evidence = state.evidence.get(index);
  if (evidence === undefined)
    throw new InputError(`entry ${state.entries}`, [`entry ${index} is no evidence`]);
  return evidence;
}

export function requireActor(state: State, index: number): Actor {
  const actor = state.actors.get(index);
  if (actor === undefined || actor.removed)
    throw new InputError(`entry ${state.entries}`, [`entry ${index} admits nobody who may read now`]);
  return actor;
}

import type { Sha256Hex } from "./bytes.ts";
import { formatHex, parseUtf8 } from "./bytes.ts";
import { parseDeclaration, type Declaration } from "./declaration.ts";
import { localText, parseElection, settleRuleOf, type Election } from "./election.ts";
import type { Entry, EntryOf } from "./entry.ts";
import { builtInMapping } from "./formats/built-in.ts";
import { formOf } from "./formats/form.ts";
import { parseMapping, type Mapping } from "./formats/mapping.ts";
import { parseSheets } from "./formats/parse-sheets.ts";
import { REGISTER_CONTEST, registerMapping } from "./formats/register-table.ts";
import type { ParsedTable, RefusedRow, SheetTable, TableDescription } from "./formats/sheet-table.ts";
import { InputError } from "./input-error.ts";
import { advanceRecord, emptyRecord, requireConfirmed, type RecordState } from "./record/record-state.ts";
import { settles } from "./reader-kind.ts";
import { requireInside, type RedactionEntry } from "./redaction.ts";
import { Register } from "./register.ts";
import { parseSample, type Sample } from "./sample.ts";
import { parseBase64Field } from "./tlog/field.ts";
import { NOT_ON_FORM, type ContestId, type SourceId, type StationId } from "./tally-sheet.ts";

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

export function emptyState(take: TakeTable = takeTable): State {
  return {
    entries: 0,
    election: undefined,
    electionBlob: undefined,
    register: undefined,
    registerBlob: undefined,
    registerEntry: undefined,
    registerRefused: [],
    datasets: [],
    evidence: new Map(),
    redactions: [],
    readings: [],
    readingsOf: new Map(),
    actors: new Map(),
    extensions: new Map(),
    truths: [],
    truthsOpened: undefined,
    adjudications: [],
    declarations: [],
    samples: [],
    record: emptyRecord(),
    takeTable: take,
  };
}

/**
 * The state after one more entry. Throws InputError where the entry does not fit what stands before it (an unknown
 * source, an index that is no evidence): the commands check before they append, so in an honest log it never happens.
 */
export function advance(state: State, entry: Entry, blobs: Blobs): State {
  const index = state.entries;
  if ((index === 0) !== (entry.kind === "election-opened"))
    throw new InputError(`entry ${index}`, ["the first entry, and no other, opens the election"]);
  switch (entry.kind) {
    case "election-opened":
      openElection(state, entry, blobs);
      break;
    case "register-adopted":
      adoptRegister(state, entry, blobs);
      break;
    case "dataset-imported":
      importDataset(state, entry, blobs);
      break;
    case "evidence-received":
      receiveEvidence(state, entry);
      break;
    case "evidence-reassigned":
      requireEvidence(state, entry.evidence).reassigned = entry.station;
      break;
    case "evidence-redacted":
      redactEvidence(state, entry);
      break;
    case "reading-made":
      takeReading(state, entry);
      break;
    case "actor-admitted":
    case "actor-removed":
    case "reading-signed":
    case "readings-extended":
    case "truth-committed":
    case "truths-opened":
      advancePeople(state, entry);
      break;
    case "dispute-adjudicated":
      requireSource(state, entry.source);
      requireContest(state, entry.contest);
      state.adjudications.push({ ...entry, entry: index });
      break;
    case "results-declared": {
      const declaration = parseDeclaration(
        parseUtf8(blobs(entry.declaration), "declaration"),
        requireElection(state),
      );
      checkDeclarationId(state, declaration);
      for (const statement of declaration.statements ?? []) requireConfirmed(state.record, statement);
      state.declarations.push({ entry: index, blob: entry.declaration, declaration });
      break;
    }
    case "sample-drawn": {
      const sample = parseSample(parseUtf8(blobs(entry.sample), "sample"), requireElection(state));
      if (state.samples.some((known) => known.sample.id === sample.id))
        throw new InputError("sample", [`id "${sample.id}" was drawn before: nothing is drawn twice`]);
      state.samples.push({ entry: index, blob: entry.sample, sample });
      break;
    }
    case "document-received":
    case "document-revised":
    case "statement-recorded":
    case "statement-revised":
    case "derivation-confirmed":
    case "incident-described":
      advanceRecord(state.record, { entry, index, blobs });
      break;
  }
  state.entries = index + 1;
  return state;
}

/** How the names of people begin, who have no other: what follows is the beginning of their key. */
const PERSON = "person ";
const KEY_SHOWN = 16;

/** The name that the readings of a key stand under. */
export function readerOfKey(key: string): string {
  return `${PERSON}${formatHex(parseBase64Field(key, "key")).slice(0, KEY_SHOWN)}`;
}

function receiveEvidence(state: State, entry: EntryOf<"evidence-received">): void {
  const { source, commitment, redactedBySource, station, contest } = entry;
  requireSource(state, source);
  state.evidence.set(state.entries, {
    entry: state.entries,
    source,
    commitment,
    redactedBySource,
    ...(station === undefined ? {} : { station }),
    ...(contest === undefined ? {} : { contest }),
  });
}

/** A second decision on the same file names the first: what one person covered, another does not uncover unawares. */
function redactEvidence(state: State, entry: EntryOf<"evidence-redacted">): void {
  const refuse = (reason: string) => new InputError(`entry ${state.entries}`, [reason]);
  const { outcome, seen, supersedes, signed } = entry;
  const evidence = requireEvidence(state, entry.evidence);
  const before = evidence.redaction?.entry;
  if (before !== supersedes)
    throw refuse(
      before === undefined
        ? `supersedes entry ${supersedes}, and nothing was decided of entry ${entry.evidence} before`
        : `entry ${entry.evidence} was decided about before, by entry ${before}: a new decision names it in "supersedes"`,
    );
  if (outcome.kind === "redacted") requireInside(outcome);
  if (signed !== undefined) requireActor(state, signed.actor);
  const redaction: RedactionEntry = {
    entry: state.entries,
    evidence: entry.evidence,
    outcome,
    seen,
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(signed === undefined ? {} : { signed }),
  };
  state.redactions.push(redaction);
  evidence.redaction = redaction;
}

function takeReading(state: State, { evidence, reader, commitment }: EntryOf<"reading-made">): void {
  requireEvidence(state, evidence);
  if (reader.startsWith(PERSON))
    throw new InputError(`entry ${state.entries}`, [
      `no program may be called "${reader}": that is a person's name`,
    ]);
  addReading(state, { entry: state.entries, evidence, reader, commitment });
}

type EntryOfPeople = EntryOf<
  | "actor-admitted"
  | "actor-removed"
  | "reading-signed"
  | "readings-extended"
  | "truth-committed"
  | "truths-opened"
>;

/** What people who read sheets do, and what their reading is measured by. */
function advancePeople(state: State, entry: EntryOfPeople): void {
  const index = state.entries;
  switch (entry.kind) {
    case "actor-admitted":
      return admitActor(state, entry);
    case "actor-removed":
      requireActor(state, entry.actor).removed = true;
      return;
    case "reading-signed":
      return takeSignedReading(state, entry);
    case "readings-extended":
      return extendReadings(state, entry);
    case "truth-committed":
      if (state.truthsOpened !== undefined)
        throw new InputError(`entry ${index}`, [
          "the known sheets were opened: no further one can be hidden",
        ]);
      state.truths.push({ entry: index, commitment: entry.commitment });
      return;
    case "truths-opened":
      if (state.truths.length === 0 || state.truthsOpened !== undefined)
        throw new InputError(`entry ${index}`, ["there are no known sheets that are not open yet"]);
      state.truthsOpened = index;
  }
}

function admitActor(state: State, { key }: EntryOf<"actor-admitted">): void {
  const reader = readerOfKey(key);
  // One key is one person: admitted twice, their two readings would count as those of two.
  if ([...state.actors.values()].some((known) => known.reader === reader))
    throw new InputError("key", [`${reader} was admitted before: a key is admitted once`]);
  state.actors.set(state.entries, { entry: state.entries, key, reader, removed: false });
}

function requireActor(state: State, index: number): Actor {
  const actor = state.actors.get(index);
  if (actor === undefined || actor.removed)
    throw new InputError(`entry ${state.entries}`, [`entry ${index} admits nobody who may read now`]);
  return actor;
}

function takeSignedReading(state: State, entry: EntryOf<"reading-signed">): void {
  const { evidence, commitment, actor: index, signature } = entry;
  requireEvidence(state, evidence);
  const { reader } = requireActor(state, index);
  if (state.readingsOf.get(evidence)?.some((known) => known.reader === reader) === true)
    throw new InputError(`entry ${state.entries}`, [`${reader} has read entry ${evidence} before`]);
  const signed = { actor: index, signature };
  addReading(state, { entry: state.entries, evidence, reader, commitment, signed });
}

function addReading(state: State, reading: ReadingEntry): void {
  state.readings.push(reading);
  const known = state.readingsOf.get(reading.evidence);
  if (known === undefined) state.readingsOf.set(reading.evidence, [reading]);
  else known.push(reading);
}

/** More people are asked for only while what those before read is closed, and within the election file's limit. */
function extendReadings(state: State, { evidence, people }: EntryOf<"readings-extended">): void {
  const refuse = (reason: string) => new InputError(`entry ${state.entries}`, [reason]);
  requireEvidence(state, evidence);
  const rule = settleRuleOf(requireElection(state).policy);
  if (people > rule.entries)
    throw refuse(`the election file lets ${rule.entries} people read a file, not ${people}`);
  if (people <= (state.extensions.get(evidence) ?? rule.people))
    throw refuse("asks for no more people than before");
  if (readingsDue(state, evidence))
    throw refuse("asks for more people though the readings may be opened already");
  state.extensions.set(evidence, people);
}

/** Whether the readings of an evidence are to be opened. The log alone decides: it knows who committed, not what. */
export function readingsDue(
  state: Pick<State, "election" | "readingsOf" | "extensions">,
  evidence: number,
): boolean {
  if (state.election === undefined) return false;
  const readings = state.readingsOf.get(evidence) ?? [];
  const { policy } = state.election;
  const rule = settleRuleOf(policy);
  const counted = readings.map((reading) => reading.reader).filter((reader) => settles(reader, policy));
  const readers = new Set(counted).size;
  const people = readings.filter((reading) => reading.signed !== undefined).length;
  return readers >= rule.readings && people >= (state.extensions.get(evidence) ?? rule.people);
}

function openElection(state: State, entry: EntryOf<"election-opened">, blobs: Blobs): void {
  const election = parseElection(parseUtf8(blobs(entry.definition), "election file"));
  state.election = election;
  state.electionBlob = entry.definition;
  state.register = new Register(
    election.root.id,
    localText(election.root.name, election.languages[0] ?? "en"),
  );
}

function adoptRegister(state: State, entry: EntryOf<"register-adopted">, blobs: Blobs): void {
  const election = requireElection(state);
  const register = requireRegister(state);
  if (register.adopted) throw new InputError(`entry ${state.entries}`, ["a register was adopted already"]);
  if (state.datasets.length > 0 || state.evidence.size > 0)
    throw new InputError(`entry ${state.entries}`, [
      "a register is adopted before anything is imported or received",
    ]);
  const mapping =
    entry.mapping === undefined
      ? registerMapping(election)
      : parseMapping(parseUtf8(blobs(entry.mapping), "mapping file"));
  const taken = state.takeTable(
    {
      hash: entry.register,
      bytes: blobs(entry.register),
      reading: { mapping, contests: [REGISTER_CONTEST] },
      replaces: false,
    },
    register,
  );
  register.adopt();
  for (const { sheets, stationOfRow } of taken.tables) {
    const registeredVoters = sheets.boxNames.indexOf("registeredVoters");
    for (const [row, station] of stationOfRow.entries())
      register.list(station, sheets.counts[row * sheets.boxNames.length + registeredVoters] ?? NOT_ON_FORM);
  }
  state.registerBlob = entry.register;
  state.registerEntry = state.entries;
  state.registerRefused = taken.refused;
}

/** The table of a dataset entry, read with the mapping it names. */
export function parseDataset(entry: DatasetNamed, state: State, blobs: Blobs): ParsedTable {
  return parseSheets(blobs(entry.dataset), readingOf(entry, state, blobs));
}

type DatasetNamed = Pick<EntryOf<"dataset-imported">, "dataset" | "format" | "mapping">;

function readingOf(entry: DatasetNamed, state: State, blobs: Blobs): GivenTable["reading"] {
  const { contests, sheet } = requireElection(state);
  return { mapping: mappingOf(entry, blobs), contests, form: formOf(sheet) };
}

/** Parses a table and places its sheets: what was kept of an earlier run must be the same. */
export function takeTable({ bytes, reading, replaces }: GivenTable, register: Register): TakenTable {
  const { sheets, refused, found } = parseSheets(bytes, reading);
  return { refused, found, tables: sheets.map((each) => placeStations(register, each, replaces)) };
}

function mappingOf(entry: Pick<EntryOf<"dataset-imported">, "format" | "mapping">, blobs: Blobs): Mapping {
  if (entry.mapping !== undefined) return parseMapping(parseUtf8(blobs(entry.mapping), "mapping file"));
  const mapping = builtInMapping(entry.format);
  if (mapping === undefined) throw new InputError("dataset", [`format "${entry.format}" is not built in`]);
  return mapping;
}

function importDataset(state: State, entry: EntryOf<"dataset-imported">, blobs: Blobs): void {
  requireSource(state, entry.source);
  const register = requireRegister(state);
  const index = state.entries;
  const superseded = entry.supersedes;
  if (
    superseded !== undefined &&
    !state.datasets.some((old) => old.entry === superseded && old.source === entry.source)
  )
    throw new InputError(`entry ${index}`, [
      `supersedes entry ${superseded}, which is no dataset of source "${entry.source}"`,
    ]);
  const taken = state.takeTable(
    {
      hash: entry.dataset,
      bytes: blobs(entry.dataset),
      reading: readingOf(entry, state, blobs),
      replaces: superseded !== undefined,
    },
    register,
  );
  state.datasets.push({
    entry: index,
    source: entry.source,
    blob: entry.dataset,
    format: entry.format,
    ...(entry.mapping === undefined ? {} : { mapping: entry.mapping }),
    ...(superseded === undefined ? {} : { supersedes: superseded }),
    found: taken.found,
    rowsUsed: taken.found.records - taken.refused.length,
    sheets: taken.tables.reduce((sum, { sheets }) => sum + sheets.stations.length, 0),
    rowsRefused: taken.refused,
    tables: taken.tables.map((table) => ({ entry: index, ...table })),
  });
}

/**
 * Finds or makes each row's station in the register. The first to place a station places it; others are named, except
 * that a table which replaces another may also correct it in this, where no adopted register says where a station is.
 */
function placeStations(
  register: Register,
  sheets: SheetTable,
  replaces: boolean,
): TakenTable["tables"][number] {
  const units = sheets.unitPaths.map((path) => register.unitAt(path));
  // No path leads to unit 0, the root: it stands for no unit.
  const unitOfRow = sheets.unitPathOfRow.map((path) => units[path] ?? 0);
  const stationOfRow = register.stationsAt(sheets.stations, unitOfRow);
  const rowsPlacedDifferently: number[] = [];
  for (let row = 0; row < stationOfRow.length; row++) {
    const [station, unit] = [stationOfRow[row] ?? 0, unitOfRow[row] ?? 0];
    if (unit === 0 || register.stationUnits.at(station) === unit) continue;
    if (replaces && register.stationInRegister.at(station) === 0) register.place(station, unit);
    else rowsPlacedDifferently.push(row);
  }
  return { sheets, stationOfRow, rowsPlacedDifferently };
}

function requireElection(state: State): Election {
  if (state.election === undefined) throw new InputError("log", ["no election is open"]);
  return state.election;
}

function requireRegister(state: State): Register {
  if (state.register === undefined) throw new InputError("log", ["no election is open"]);
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

function requireEvidence(state: State, index: number): EvidenceEntry {
  const evidence = state.evidence.get(index);
  if (evidence === undefined)
    throw new InputError(`entry ${state.entries}`, [`entry ${index} is no evidence`]);
  return evidence;
}

function checkDeclarationId(state: State, declaration: Declaration): void {
  const known = state.declarations.map((each) => each.declaration.id);
  if (known.includes(declaration.id))
    throw new InputError("declaration", [
      `id "${declaration.id}" was declared before; nothing is overwritten: give the new version an id of its own and "supersedes"`,
    ]);
  const superseded = state.declarations.find(
    (each) => each.declaration.id === declaration.supersedes,
  )?.declaration;
  if (declaration.supersedes === undefined) return;
  if (superseded === undefined)
    throw new InputError("declaration", [`supersedes "${declaration.supersedes}", which was not declared`]);
  if (superseded.source !== declaration.source || superseded.contest !== declaration.contest)
    throw new InputError("declaration", [
      `supersedes "${superseded.id}", which is of another source or contest`,
    ]);
}

import { parseUtf8 } from "./bytes.ts";
import type { EntryOf } from "./entry.ts";
import { builtInMapping } from "./formats/built-in.ts";
import { formOf } from "./formats/form.ts";
import { parseMapping, type Mapping } from "./formats/mapping.ts";
import { parseSheets } from "./formats/parse-sheets.ts";
import { REGISTER_CONTEST, registerMapping } from "./formats/register-table.ts";
import type { ParsedTable, SheetTable } from "./formats/sheet-table.ts";
import { InputError } from "./input-error.ts";
import type { Register } from "./register.ts";
import {
  requireElection,
  requireRegister,
  requireSource,
  type Blobs,
  type GivenTable,
  type State,
  type TakenTable,
} from "./state.ts";
import { boxNamesOf, NOT_ON_FORM } from "./tally-sheet.ts";

export function adoptRegister(state: State, entry: EntryOf<"register-adopted">, blobs: Blobs): void {
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
  requireNoVotes(mapping);
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

/** The mapping of the same table's results is at hand, and votes are no box of a register. */
function requireNoVotes(mapping: Mapping): void {
  const known = boxNamesOf(REGISTER_CONTEST.selections);
  const others = Object.keys(mapping.boxes).filter((box) => !known.includes(box));
  if (others.length > 0)
    throw new InputError("mapping", [
      `boxes: of a register only "registeredVoters" is read: leave out ${others.map((box) => `"${box}"`).join(", ")}`,
    ]);
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

export function importDataset(state: State, entry: EntryOf<"dataset-imported">, blobs: Blobs): void {
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

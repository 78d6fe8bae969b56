import type { Box, BoxName, ContestId, SourceId, StationId } from "../../core/tally-sheet.ts";
import { CANDIDATES, LEVELS, PRESIDENT, QUESTION, SOURCES, toJson } from "./ballot.ts";
import type { DemoStation } from "./country.ts";
import { stateSheet, type Planting, type StatedSheet } from "./planting.ts";
import type { StationTruth } from "./votes.ts";

/** A file to import, with the mapping that says what its columns mean. */
export interface DemoTable {
  readonly fileName: string;
  readonly source: SourceId;
  readonly contest: ContestId;
  readonly mappingFileName: string;
  readonly mapping: string;
  readonly content: string;
  /** Whether it arrives after the first publication. */
  readonly late: boolean;
}

interface Shape {
  readonly contest: ContestId;
  readonly delimiter: "," | ";";
  readonly stationColumn: string;
  readonly columns: readonly (readonly [BoxName, string])[];
  /** A column that no mapping uses. */
  readonly extra?: { readonly name: string; readonly cell: (row: number) => string };
}

const TOTALS = ["registeredVoters", "ballotsCast", "validVotes", "blankVotes", "nullVotes"];
const PLAIN = [...TOTALS, ...CANDIDATES.map(({ id }) => id)];

const PRESIDENT_SHAPE: Shape = {
  contest: PRESIDENT,
  delimiter: ",",
  stationColumn: "station",
  columns: PLAIN.map((box) => [box, box] as const),
};
const QUESTION_SHAPE: Shape = {
  ...PRESIDENT_SHAPE,
  contest: QUESTION,
  columns: [...TOTALS, "yes", "no"].map((box) => [box, box] as const),
};
const OBSERVERS_SHAPE: Shape = {
  contest: PRESIDENT,
  delimiter: ";",
  stationColumn: "Mesa",
  columns: [
    ["registeredVoters", "Inscritos"],
    ["montescal", "Aurelia Montescal"],
    ["quiroal", "Evaristo Quiroal"],
    ["fuentalba", "Nereida Fuentalba"],
    ["larrazcue", "Tobías Larrazcue"],
    ["validVotes", "Votos válidos"],
    ["blankVotes", "En blanco"],
    ["nullVotes", "Nulos"],
    ["ballotsCast", "Total depositado"],
  ],
  extra: { name: "Equipo de observación", cell: (row) => `E-${String((row % 37) + 1).padStart(2, "0")}` },
};

/** The tables of all sources. The two of the witnesses' president contest share one mapping. */
export function formatTables(planting: Planting): readonly DemoTable[] {
  const { collection, rows } = planting;
  const witnesses = { source: SOURCES.witnesses, late: false };
  const president = { mappingFileName: "president-mapping.json", shape: PRESIDENT_SHAPE };
  return [
    formatTable({
      ...witnesses,
      ...president,
      fileName: "witnesses-president.csv",
      rows: stateRows(collection.witnessesFirst, rows.witnesses),
    }),
    formatTable({
      ...witnesses,
      fileName: "witnesses-question.csv",
      mappingFileName: "question-mapping.json",
      shape: QUESTION_SHAPE,
      rows: collection.question.map(({ station, question }) => [station, stateSheet(question)]),
    }),
    formatTable({
      ...witnesses,
      ...president,
      fileName: "witnesses-president-late.csv",
      late: true,
      rows: stateRows(collection.witnessesLate, rows.witnesses),
    }),
    formatTable({
      source: SOURCES.observers,
      late: false,
      fileName: "observers-president.csv",
      mappingFileName: "observers-mapping.json",
      shape: OBSERVERS_SHAPE,
      rows: stateRows(collection.observers, rows.observers),
    }),
    formatTable({
      source: SOURCES.authority,
      late: false,
      ...president,
      fileName: "authority-president.csv",
      rows: stateRows(collection.authority, rows.authority),
    }),
  ];
}

/** The true sheet of every station, or what was planted in its place. Rows of one station stand together. */
function stateRows(
  stations: readonly StationTruth[],
  planted: ReadonlyMap<StationId, readonly StatedSheet[]>,
): (readonly [StationId, StatedSheet])[] {
  return stations.flatMap(({ station, president }) =>
    (planted.get(station) ?? [stateSheet(president)]).map((sheet) => [station, sheet] as const),
  );
}

function formatTable(table: {
  readonly fileName: string;
  readonly mappingFileName: string;
  readonly source: SourceId;
  readonly late: boolean;
  readonly shape: Shape;
  readonly rows: readonly (readonly [StationId, StatedSheet])[];
}): DemoTable {
  const { shape, rows, ...rest } = table;
  return { ...rest, contest: shape.contest, mapping: formatMapping(shape), content: formatRows(shape, rows) };
}

function formatMapping(shape: Shape): string {
  return toJson({
    format: "cotejo-mapping/1",
    contest: shape.contest,
    station: { columns: [shape.stationColumn] },
    units: [],
    boxes: Object.fromEntries(shape.columns),
    illegible: ["?"],
  });
}

function formatRows(shape: Shape, rows: readonly (readonly [StationId, StatedSheet])[]): string {
  const { columns, stationColumn, extra } = shape;
  const header = [stationColumn, ...columns.map(([, name]) => name), ...(extra ? [extra.name] : [])];
  const records = rows.map(([station, sheet], row) => [
    station,
    ...columns.map(([box]) => formatBox(sheet[box])),
    ...(extra ? [extra.cell(row)] : []),
  ]);
  return formatRecords([header, ...records], shape.delimiter);
}

function formatBox(box: Box | undefined): string {
  if (box === undefined || box === "not-on-form") return "";
  return box === "illegible" ? "?" : String(box);
}

/** No name of this country holds a delimiter, a quotation mark or a line break, so no cell needs quotes. */
function formatRecords(records: readonly (readonly string[])[], delimiter: string): string {
  return records.map((record) => `${record.join(delimiter)}\n`).join("");
}

/** The register: every listed station with its path of units from the top, and none of those opened on the day. */
export function formatRegister(stations: readonly DemoStation[]): string {
  const header = ["station", "registeredVoters", ...LEVELS.flatMap(({ id }) => [`${id}Code`, `${id}Name`])];
  const records = stations
    .filter(({ inRegister }) => inRegister)
    .map(({ station, registeredVoters, path }) => [
      station,
      String(registeredVoters),
      ...path.flatMap(({ code, name }) => [code, name]),
    ]);
  return formatRecords([header, ...records], ",");
}

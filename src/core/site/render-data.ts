import { utf8, type Sha256Hex } from "../bytes.ts";
import { compareSources } from "../comparison.ts";
import type { Crypto } from "../crypto.ts";
import { chunksOf } from "../chunks-of.ts";
import { localText } from "../election.ts";
import { maskOf } from "../finding.ts";
import { hashOfGathered, hashOfTexts, type InputHash } from "../input-hash.ts";
import { annotationPage } from "../record/export-annotations.ts";
import { claimReviews } from "../record/export-claim-reviews.ts";
import { STATEMENT_COLUMNS, statementRows } from "../record/export-statements.ts";
import { resultOf } from "../result.ts";
import { explanationsOf, isCounted } from "../tabulation.ts";
import { ILLEGIBLE, NOT_ON_FORM, TOTAL_BOXES } from "../tally-sheet.ts";
import { HashesOfSheets } from "../succession.ts";
import type { SourceView, View } from "../view.ts";
import type { TestResult } from "../statistics/run-tests.ts";
import { csvBytes, csvRows, type Cell } from "./csv.ts";
import type { FilePart, RenderedFile } from "./file-in-parts.ts";
import { parquetFile } from "./parquet-file.ts";
import { rowOrderOf, type RowsTogether } from "./row-order.ts";
import { slugsOf } from "./slug.ts";
import { testJson } from "./tests/presentation.ts";

/** One downloadable table: its path, what each column holds, and its rows. */
interface DataTable {
  readonly path: string;
  readonly title: string;
  readonly fields: readonly DataField[];
  /** In stretches, where the table is too long to be made again for a few new sheets. */
  readonly rows: (() => Iterable<readonly Cell[]>) | readonly Stretch[];
}

/** Rows that follow one another, and the hash of everything they are made from. */
export interface Stretch {
  readonly rows: () => Iterable<readonly Cell[]>;
  readonly inputs: (crypto: Crypto) => Sha256Hex;
}

/** Of rows that follow one another: what they show of a source's sheets, or of its sums. */
const hashesOfSheets = new HashesOfSheets<RowsTogether>();
const hashesOfSums = new HashesOfSheets<RowsTogether>();

/** Stretches of a row group of a Parquet file, which readers take in one piece. */
const STRETCHES_A_GROUP = 32;

/** A column in the terms of Frictionless Table Schema. */
export interface DataField {
  readonly name: string;
  readonly type: "string" | "integer";
  readonly description: string;
}

/** What the downloads page lists. */
export interface DataFile {
  readonly path: string;
  readonly title: string;
  readonly fields: readonly DataField[];
}

/** The downloads of a publication (docs/formats/data.md): CSV, Parquet, JSON and the datapackage that describes them. */
export function* renderData(
  seen: View,
  { tests, crypto }: { readonly tests: readonly TestResult[]; readonly crypto: Crypto },
): Generator<RenderedFile> {
  const tables = dataTables(seen);
  for (const table of tables) yield csvFile(table, crypto);
  for (const { path, fields, rows } of tables)
    if (path.startsWith("data/stations-") && typeof rows !== "function")
      yield parquetFile(crypto, {
        path: path.replace(/csv$/, "parquet"),
        fields,
        groups: chunksOf(rows, STRETCHES_A_GROUP),
      });
  yield { path: "data/results.json", bytes: jsonBytes(rootResults(seen)) };
  yield { path: "data/declarations.json", bytes: jsonBytes(seen.declarations) };
  yield { path: "data/tests.json", bytes: jsonBytes(tests.map(testJson)) };
  if (seen.record.statements.length > 0) {
    yield { path: ANNOTATIONS, bytes: jsonBytes(annotationPage(seen.record, seen.election.id)) };
    if (hasAssessments(seen)) yield { path: CLAIM_REVIEWS, bytes: jsonBytes(claimReviews(seen.record)) };
  }
  if (seen.knownSheets !== undefined)
    yield { path: "data/known-sheets.json", bytes: jsonBytes(seen.knownSheets) };
  yield { path: "datapackage.json", bytes: jsonBytes(datapackage(seen, tables)) };
}

function csvFile({ path, fields, rows }: DataTable, crypto: Crypto): RenderedFile {
  const head = fields.map((field) => field.name);
  if (typeof rows === "function") return { path, bytes: csvBytes(head, rows()) };
  const first: FilePart = {
    inputs: () => hashOfTexts(crypto, head),
    make: () => ({ bytes: csvRows([head]) }),
  };
  const parts = rows.map((stretch): FilePart => ({
    inputs: () => stretch.inputs(crypto),
    make: () => ({ bytes: csvRows(stretch.rows()) }),
  }));
  return { path, parts: [first, ...parts] };
}

const ANNOTATIONS = "data/statements.jsonld";
const CLAIM_REVIEWS = "data/claim-reviews.jsonld";

function hasAssessments({ record }: View): boolean {
  return record.statements.some(({ assessments }) => assessments.length > 0);
}

/** The files of `renderData`, for the page that lists them. */
export function dataFiles(seen: View): readonly DataFile[] {
  const tables = dataTables(seen).map(({ path, title, fields }) => ({ path, title, fields }));
  const parquet = tables
    .filter((table) => table.path.startsWith("data/stations-"))
    .map((table) => ({ ...table, path: table.path.replace(/csv$/, "parquet") }));
  return [
    ...tables,
    ...parquet,
    { path: "data/results.json", title: "Results of the whole, per contest and source", fields: [] },
    { path: "data/declarations.json", title: "Declarations as entered", fields: [] },
    { path: "data/tests.json", title: "Tests of the result, with their assumptions and inputs", fields: [] },
    ...(seen.record.statements.length > 0
      ? [{ path: ANNOTATIONS, title: "Confirmed statements as W3C Web Annotations", fields: [] }]
      : []),
    ...(hasAssessments(seen)
      ? [
          {
            path: CLAIM_REVIEWS,
            title: "What named persons concluded, as schema.org ClaimReview",
            fields: [],
          },
        ]
      : []),
    ...(seen.knownSheets === undefined
      ? []
      : [
          {
            path: "data/known-sheets.json",
            title: "Known sheets, by which readings of people are measured",
            fields: [],
          },
        ]),
    { path: "datapackage.json", title: "Frictionless description of all tables", fields: [] },
  ];
}

function dataTables(seen: View): DataTable[] {
  const slugs = slugsOf([...seen.contests.keys()]);
  const tables: DataTable[] = [];
  for (const [contest, sources] of seen.contests) {
    const slug = slugs.get(contest) ?? contest;
    if (sources.length === 0) continue;
    tables.push(resultsTable(seen, sources, slug), stationsTable(seen, sources, slug));
    if (sources.length > 1) tables.push(differencesTable(seen, sources, slug));
  }
  tables.push(findingsTable(seen));
  if (seen.record.statements.length > 0) tables.push(statementsTable(seen));
  return tables;
}

const text = (name: string, description: string): DataField => ({ name, type: "string", description });
const integer = (name: string, description: string): DataField => ({ name, type: "integer", description });

function boxFields(source: SourceView | undefined): DataField[] {
  const selections = source?.contest.selections ?? [];
  return [
    ...TOTAL_BOXES.map((box) =>
      integer(box, "As the sheet states it; empty where the form has no such box or nobody can read it"),
    ),
    ...selections.map((selection) => integer(selection.id, `Votes of ${localText(selection.name, "en")}`)),
  ];
}

function resultsTable(seen: View, sources: readonly SourceView[], slug: string): DataTable {
  const { register } = seen;
  const selections = sources[0]?.contest.selections ?? [];
  const totals = ["registeredVoters", "ballotsCast", "validVotes", "blankVotes", "nullVotes"] as const;
  const fields = [
    text("source", "Whose sheets are added up"),
    text("unit", "Reporting unit: codes joined by / from the top"),
    text("unitName", "Its name"),
    integer("level", "0 for the whole, 1 for the first level, and so on"),
    integer("stationsRegistered", "Polling stations there are; empty where nobody says"),
    integer("stationsCounted", "Stations whose sheet is in the sums"),
    integer("stationsExplained", "Stations whose sheet is set aside, with a reason"),
    integer(
      "stationsMissing",
      "Stations of which nothing is held; empty where nobody says how many there are",
    ),
    integer("stationsOutsideRegister", "Stations with a sheet that the register does not list"),
    ...totals.map((total) => integer(total, "Sum over the sheets counted")),
    ...selections.map((selection) => integer(selection.id, `Votes of ${localText(selection.name, "en")}`)),
  ];
  const rowsOf = function* (source: SourceView, units: readonly number[]): Generator<Cell[]> {
    for (const unit of units) {
      const { tabulation } = source;
      const sums = tabulation.totals(unit);
      const stations = tabulation.stations(unit);
      yield [
        source.source,
        register.unitIds[unit],
        register.unitNames[unit],
        register.unitLevels.at(unit),
        stations.registered,
        stations.counted,
        stations.explained,
        stations.missing,
        stations.outsideRegister,
        ...totals.map((total) => sums[total]),
        ...selections.map((selection) => sums.votes[selection.id]),
      ];
    }
  };
  const { units } = rowOrderOf(register);
  return {
    path: `data/results-${slug}.csv`,
    title: "Sums of every reporting unit, per source",
    fields,
    rows: sources.flatMap((source) =>
      units.map((together) => ({
        rows: () => rowsOf(source, together.items),
        inputs: (crypto) =>
          hashesOfSums.of(source, together, {
            isChanged: (since) => isAny(together, since.units),
            compute: () =>
              hashOfRows(crypto, { seen, source, together }, (inputs) => {
                for (const unit of together.items) source.tabulation.gather(unit, inputs);
              }),
          }),
      })),
    ),
  };
}

function stationsTable(seen: View, sources: readonly SourceView[], slug: string): DataTable {
  const { register } = seen;
  const mask = maskOf(seen.election.policy.setAside);
  const fields = [
    text("source", "Whose account of the sheet"),
    text("station", "Polling station"),
    text("unit", "Reporting unit it belongs to"),
    text("status", "counted, explained or missing under the published policy"),
    text("explanations", "Why it is explained, separated by spaces"),
    text("illegibleBoxes", "Boxes that nobody could read, separated by semicolons"),
    integer("entry", "Index in the log of the first account of the sheet"),
    integer("row", "Row of the table that entry names; empty for a reading of an image"),
    ...boxFields(sources[0]),
  ];
  const rowsOf = function* ({ source, sheets }: SourceView, stations: readonly number[]): Generator<Cell[]> {
    for (const station of stations) {
      const status = sheets.status(station);
      const counted = isCounted(sheets, station, mask);
      const boxes = sheets.boxes(station);
      const [account] = sheets.accounts(station);
      const illegible = sheets.boxNames.filter((_, column) => boxes[column] === ILLEGIBLE);
      const cells: Cell[] = [
        source,
        register.stationIds[station],
        register.unitIds[register.stationUnits.at(station)],
        counted ? "counted" : status === "missing" ? "missing" : "explained",
        explanationsOf(sheets, station, mask).join(" "),
        illegible.join(";"),
        account?.entry,
        account === undefined || account.row === 0 ? undefined : account.row,
      ];
      for (const value of boxes) cells.push(value === ILLEGIBLE || value === NOT_ON_FORM ? undefined : value);
      yield cells;
    }
  };
  const { stations } = rowOrderOf(register);
  return {
    path: `data/stations-${slug}.csv`,
    title: "Every polling station's sheet, per source",
    fields,
    rows: sources.flatMap((source) =>
      stations.map((together) => ({
        rows: () => rowsOf(source, together.items),
        inputs: (crypto) =>
          hashesOfSheets.of(source, together, {
            isChanged: (since) => isAny(together, since.stations),
            compute: () =>
              hashOfRows(crypto, { seen, source, together }, (inputs) => {
                for (const run of together.runs) source.sheets.gather(run, inputs);
              }),
          }),
      })),
    ),
  };
}

function isAny({ items }: RowsTogether, marks: Uint8Array): boolean {
  return items.some((item) => marks[item] === 1);
}

/** The hash of what rows rest on: the election file has their columns, and what is set aside; the register their names. */
function hashOfRows(
  crypto: Crypto,
  { seen, source, together }: { seen: View; source: SourceView; together: RowsTogether },
  gather: (inputs: InputHash) => void,
): Sha256Hex {
  return hashOfGathered(crypto, (inputs) => {
    inputs.text(seen.electionBlob);
    inputs.number(seen.register.adopted ? 1 : 0);
    inputs.text(source.contest.id);
    inputs.text(source.source);
    inputs.text(together.names(crypto));
    gather(inputs);
  });
}

function differencesTable(seen: View, sources: readonly SourceView[], slug: string): DataTable {
  const fields = [
    text("first", "One source"),
    text("second", "The other source"),
    text("station", "Polling station"),
    text("box", "Box that they state differently"),
    integer("firstStates", "What the first source states"),
    integer("secondStates", "What the second source states"),
  ];
  const rows = function* (): Generator<Cell[]> {
    for (const [at, first] of sources.entries())
      for (const second of sources.slice(at + 1))
        for (const { station, boxes } of compareSources(first.sheets, second.sheets, seen.register)
          .differences)
          for (const box of boxes)
            yield [first.source, second.source, station, box.box, box.first, box.second];
  };
  return {
    path: `data/differences-${slug}.csv`,
    title: "Where two sources differ, box by box",
    fields,
    rows,
  };
}

function findingsTable(seen: View): DataTable {
  const fields = [
    text("code", "What was found (docs/findings.md)"),
    text("contest", "Contest"),
    text("source", "Source"),
    text("station", "Polling station"),
    text("unit", "Reporting unit, for declared totals"),
    text("entries", "Indexes in the log of the entries it rests on, separated by spaces"),
    text("detail", "The numbers and names it is about, as JSON"),
  ];
  const rows = function* (): Generator<Cell[]> {
    for (const { code, contest, source, station, unit, entries, detail } of seen.findings)
      yield [code, contest, source, station, unit, entries.join(" "), JSON.stringify(detail)];
  };
  return { path: "data/findings.csv", title: "Findings", fields, rows };
}

function statementsTable(seen: View): DataTable {
  const whole = new Set(["entry", "document", "origin", "start", "end"]);
  return {
    path: "data/statements.csv",
    title: "Statements confirmed in documents",
    fields: STATEMENT_COLUMNS.map(([name, about]) =>
      whole.has(name) ? integer(name, about) : text(name, about),
    ),
    rows: () => statementRows(seen.record),
  };
}

function rootResults(seen: View) {
  return [...seen.contests.values()].flatMap((sources) =>
    sources.map((source) => resultOf(source, seen.register, 0)),
  );
}

function datapackage(seen: View, tables: readonly DataTable[]) {
  const { election } = seen;
  return {
    name: election.id,
    title: localText(election.title, "en"),
    profile: "tabular-data-package",
    resources: tables.map(({ path, title, fields }) => ({
      name: path.replace(/^data\//, "").replace(/\.csv$/, ""),
      path,
      title,
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      profile: "tabular-data-resource",
      schema: { fields, missingValues: [""] },
    })),
  };
}

function jsonBytes(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, undefined, 2)}\n`);
}

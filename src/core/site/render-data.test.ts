import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";

import {
  AUTHORITY,
  CLEAN,
  ExampleElection,
  raise,
  WITNESSES,
} from "../../../test/support/example-election.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { parseUtf8 } from "../bytes.ts";
import { eachRecord, parseTable } from "../formats/table.ts";
import { view, type View } from "../view.ts";
import { wholeFile } from "./file-in-parts.ts";
import { dataFiles, renderData } from "./render-data.ts";

/** Two sources, two contests, a register, and a sheet of every kind of status. */
function example(): ExampleElection {
  const election = new ExampleElection({
    contests: { president: ["ANA", "BEA"], "Asamblea Nacional": ["ROJO"] },
  });
  election.register([
    ["1", "N/N1", 500],
    ["2", "N/N1", 500],
    ["3", "S/S1", 500],
    ["4", "S/S1", ""],
  ]);
  election.table([
    { station: "2", unit: "N/N1", boxes: { ...CLEAN, validVotes: 99 } },
    { station: "1", unit: "N/N1", boxes: CLEAN },
    { station: "3", unit: "S/S1", boxes: { ANA: "illegible", BEA: 7 } },
    { station: "9", unit: "S/S1", boxes: { ANA: 1, BEA: 2 } },
    { contest: "Asamblea Nacional", station: "1", unit: "N/N1", boxes: { ROJO: 12 } },
  ]);
  election.table([{ station: "1", unit: "N/N1", boxes: { ANA: 31, BEA: 10 } }], { source: AUTHORITY });
  election.reading({
    evidence: election.evidence({ station: "4" }),
    station: "4",
    boxes: { ANA: 5, BEA: 5 },
  });
  election.evidence({ station: "1", source: AUTHORITY });
  election.declare({ id: "d1", results: [{ unit: "all", votes: { ANA: 1, BEA: 2 }, validVotes: 9 }] });
  return election;
}

const SEEN = example().view();
const FILES = filesOf(SEEN);

function filesOf(seen: View): ReadonlyMap<string, Uint8Array> {
  return new Map(
    [...renderData(seen, { tests: [], crypto: nodeCrypto })]
      .map(wholeFile)
      .map(({ path, bytes }) => [path, bytes]),
  );
}

function file(path: string): Uint8Array {
  return FILES.get(path) ?? raise(`no ${path}: there are ${[...FILES.keys()].join(", ")}`);
}

/** The rows of a published CSV, by column. */
function rowsOf(path: string): Record<string, string>[] {
  const table = parseTable(parseUtf8(file(path)), { delimiter: ",", headerRow: 1 });
  const rows: Record<string, string>[] = [];
  eachRecord(table, (record) =>
    rows.push(Object.fromEntries(table.columns.map((column, at) => [column, record.text(at)]))),
  );
  return rows;
}

const jsonOf = (path: string): unknown => JSON.parse(parseUtf8(file(path)));

describe("the table of stations", () => {
  test("has a row for every station and source, in the order of the stations' ids", () => {
    const rows = rowsOf("data/stations-president.csv");
    expect(rows.map((row) => [row["source"], row["station"]])).toEqual(
      [WITNESSES, AUTHORITY].flatMap((source) =>
        ["1", "2", "3", "4", "9"].map((station) => [source, station]),
      ),
    );
    expect(rowsOf("data/stations-asamblea-nacional.csv")).toHaveLength(SEEN.register.stations);
  });

  test("says what became of each sheet, and why", () => {
    const rows = rowsOf("data/stations-president.csv");
    expect(rows.map((row) => [row["status"], row["explanations"]])).toEqual([
      ["counted", ""],
      ["explained", "selections-not-valid parts-not-ballots"],
      ["explained", "illegible-box"],
      ["counted", ""],
      ["explained", "station-not-in-register"],
      ["counted", ""],
      ["missing", ""],
      ["missing", ""],
      ["missing", ""],
      ["missing", ""],
    ]);
  });

  test("leaves a box empty that is illegible or not on the form, and names the illegible ones", () => {
    const row = rowsOf("data/stations-president.csv")[2];
    expect(row).toMatchObject({
      ANA: "",
      BEA: "7",
      nullVotes: "",
      illegibleBoxes: "ANA",
      entry: "2",
      row: "3",
    });
  });

  test("names the entry of a reading without a row, and no entry where nothing is held", () => {
    const rows = rowsOf("data/stations-president.csv");
    expect(rows[3]).toMatchObject({ station: "4", entry: "5", row: "" });
    expect(rows[6]).toMatchObject({ station: "2", entry: "", row: "" });
  });

  for (const slug of ["president", "asamblea-nacional"])
    test(`of ${slug} says the same as Parquet`, async () => {
      const bytes = file(`data/stations-${slug}.parquet`);
      const rows = await parquetReadObjects({ file: bytes.slice().buffer });
      const asText = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? "")])),
      );
      expect(asText).toEqual(rowsOf(`data/stations-${slug}.csv`));
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(typeof row["station"]).toBe("string");
        expect(["number", "object"]).toContain(typeof row["registeredVoters"]);
      }
    });
});

describe("the table of results", () => {
  test("has a row for every unit and source, the whole first", () => {
    const rows = rowsOf("data/results-president.csv");
    expect(rows.map((row) => [row["source"], row["unit"], row["level"]])).toEqual(
      [WITNESSES, AUTHORITY].flatMap((source) =>
        [
          ["all", "0"],
          ["N", "1"],
          ["N/N1", "2"],
          ["S", "1"],
          ["S/S1", "2"],
        ].map(([unit, level]) => [source, unit, level]),
      ),
    );
  });

  test("adds up the stations counted, as the table of stations has them", () => {
    const counted = rowsOf("data/stations-president.csv").filter(
      (row) => row["source"] === WITNESSES && row["status"] === "counted",
    );
    const [whole] = rowsOf("data/results-president.csv");
    for (const column of ["ANA", "BEA"])
      expect(Number(whole?.[column])).toBe(counted.reduce((sum, row) => sum + Number(row[column]), 0));
    expect(whole).toMatchObject({
      stationsRegistered: "4",
      stationsCounted: "2",
      stationsExplained: "2",
      stationsMissing: "0",
      stationsOutsideRegister: "1",
    });
  });

  test("leaves empty how many are missing where nobody says, and totals that no sheet states", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", boxes: CLEAN }]);
    const text = parseUtf8(filesOf(election.view()).get("data/results-president.csv") ?? raise("no results"));
    expect(text.split("\n")[1]).toBe("witnesses,all,The whole,0,,1,0,,0,,41,40,,1,30,10");
  });
});

test("the table of differences has each box that two sources state differently, and exists for two sources alone", () => {
  expect(parseUtf8(file("data/differences-president.csv")).split("\n").slice(1)).toEqual([
    "witnesses,authority,1,ANA,30,31",
    "",
  ]);
  expect(FILES.has("data/differences-asamblea-nacional.csv")).toBe(false);
});

test("the table of findings has a row for each, with its numbers as JSON", () => {
  const rows = rowsOf("data/findings.csv");
  expect(rows.map((row) => row["code"])).toEqual(SEEN.findings.map((finding) => finding.code));
  expect(rows.map((row): unknown => JSON.parse(row["detail"] ?? ""))).toEqual(
    SEEN.findings.map((finding) => finding.detail),
  );
  expect(rows.length).toBeGreaterThan(3);
});

test("the results in JSON are of the whole, one for each contest and source, and say what could change", () => {
  expect(jsonOf("data/results.json")).toMatchObject([
    {
      contest: "president",
      source: WITNESSES,
      unit: "all",
      votes: { ANA: 35, BEA: 15 },
      setAside: { stations: 3 },
    },
    { contest: "president", source: AUTHORITY, votes: { ANA: 31, BEA: 10 } },
    { contest: "Asamblea Nacional", source: WITNESSES, votes: { ROJO: 12 } },
  ]);
  expect(jsonOf("data/declarations.json")).toMatchObject([{ entry: 7, declaration: { id: "d1" } }]);
});

describe("the datapackage", () => {
  const resources = Object(jsonOf("datapackage.json")) as {
    readonly resources: readonly {
      readonly name: string;
      readonly path: string;
      readonly schema: { readonly fields: readonly { readonly name: string; readonly type: string }[] };
    }[];
  };

  test("lists every CSV, each under a name of its own", () => {
    const csv = [...FILES.keys()].filter((path) => path.endsWith(".csv"));
    expect(resources.resources.map((resource) => resource.path)).toEqual(csv);
    expect(new Set(resources.resources.map((resource) => resource.name)).size).toBe(csv.length);
    expect(csv).toHaveLength(6);
  });

  test("describes each one's columns in their order, and integers are integers or empty", () => {
    for (const { path, schema } of resources.resources) {
      const [header] = parseUtf8(file(path)).split("\n");
      expect(header).toBe(schema.fields.map((field) => field.name).join(","));
      for (const { name } of schema.fields.filter((field) => field.type === "integer"))
        for (const row of rowsOf(path)) expect(row[name], `${path} ${name}`).toMatch(/^\d*$/);
    }
  });
});

test("the page that lists the downloads lists exactly what is rendered", () => {
  expect(new Set(dataFiles(SEEN).map((each) => each.path))).toEqual(new Set(FILES.keys()));
  expect(dataFiles(SEEN)).toHaveLength(FILES.size);
});

test("the same log gives the same bytes", () => {
  expect(filesOf(example().view())).toEqual(FILES);
});

test("a view taken on the way changes nothing in the files published at the end", () => {
  const election = new ExampleElection();
  const wrong = { ...CLEAN, validVotes: 1 };
  election.reading({ evidence: election.evidence(), station: "2", boxes: wrong });
  election.table([{ station: "1", boxes: wrong }]);
  const state = election.state(3);
  view(state, election.openings);
  expect(filesOf(view(election.advance(state), election.openings))).toEqual(filesOf(election.view()));
});

test("an election of which nothing is held has its tables of findings all the same", () => {
  const files = filesOf(new ExampleElection().view());
  expect([...files.keys()]).toEqual([
    "data/findings.csv",
    "data/results.json",
    "data/declarations.json",
    "data/tests.json",
    "datapackage.json",
  ]);
});

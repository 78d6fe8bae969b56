import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import {
  fieldsOf,
  NIST_STRUCTURES,
  problemsOfReport,
  type FieldType,
} from "../../test/support/nist-structures.ts";
import { DECLARATION, ELECTION, MAPPING, REGISTER, TABLE } from "../../test/support/small-election.ts";
import { parseXml, type XmlElement } from "../../test/support/xml.ts";
import { openWorld, prepareFolder } from "../adapters/folder-world.ts";
import { memoryFolder } from "../adapters/memory-folder.ts";
import { concatBytes, parseUtf8, utf8 } from "../core/bytes.ts";
import { NIST_NAMESPACE } from "../core/formats/nist-xml.ts";
import { parseMapping } from "../core/formats/mapping.ts";
import { parseSheets } from "../core/formats/parse-sheets.ts";
import { OPEN_ELECTIONS } from "../core/formats/openelections.ts";
import { parseElection } from "../core/election.ts";
import type { World } from "../world.ts";
import { declare } from "./declare.ts";
import { EXPORT_FORMATS, exportResults, type ExportOptions } from "./export-results.ts";
import { importTable } from "./import-table.ts";
import { openElection } from "./open-election.ts";

const surroundings = {
  now: () => new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
  randomBytes: (count: number) => new Uint8Array(count).fill(1),
};

async function worldOf(
  election: Uint8Array,
  tables: readonly { readonly table: Uint8Array; readonly mapping: Uint8Array; readonly source?: string }[],
  register?: Uint8Array,
): Promise<World> {
  const folder = memoryFolder();
  prepareFolder(folder, `cotejo.local/${parseElection(parseUtf8(election)).id}`, surroundings);
  const world = openWorld(folder, surroundings);
  await openElection(world, register === undefined ? { election } : { election, register });
  for (const { table, mapping, source = "witnesses" } of tables)
    await importTable(world, { table, source, format: mapping });
  return world;
}

/** Three stations counted, one set aside since a box is illegible, two missing. */
const small = async () => {
  const world = await worldOf(ELECTION, [{ table: TABLE, mapping: MAPPING }], REGISTER);
  await declare(world, DECLARATION);
  return world;
};

/** Names that break what is written carelessly, and two contests on one paper. */
const ODD = {
  format: "cotejo-election/1",
  id: "odd-names",
  title: { es: 'Elección <&> "rara"', en: "An odd ]]> election" },
  date: "2026-01-01",
  root: { id: "land", name: "Land" },
  levels: [
    { id: "municipality", name: "Municipality" },
    { id: "house", name: "House" },
  ],
  contests: [
    {
      id: "mayor",
      title: "Mayor",
      selections: [
        { id: "a", name: "=1+1" },
        { id: "b", name: "Same" },
        { id: "c", name: "Same" },
      ],
    },
    {
      id: "council",
      title: "Council",
      selections: [
        { id: "a", name: "Ana\u0007 & Co" },
        { id: "z", name: "Total" },
      ],
    },
  ],
  sources: ["witnesses", "others"].map((id) => ({ id, kind: "witnesses", name: id })),
};
const oddMapping = (contest: string, boxes: object) =>
  utf8(
    JSON.stringify({
      format: "cotejo-mapping/1",
      contest,
      station: { columns: ["station"] },
      units: [{ code: "m", name: "mn" }, { name: "h" }],
      boxes,
    }),
  );
const ODD_TABLE = utf8(
  "station,m,mn,h,a,b,c,blank,ca,cz\n" +
    's"1,ocd-division/country:xx/m:1,"Ñandú, <1>",H1,5,6,7,1,9,8\n'.replace('s"1', '"s""1"') +
    "@s2,2,=cmd(),H2,1,2,3,,4,5\n",
);
const odd = () =>
  worldOf(utf8(JSON.stringify(ODD)), [
    { table: ODD_TABLE, mapping: oddMapping("mayor", { a: "a", b: "b", c: "c", blankVotes: "blank" }) },
    { table: ODD_TABLE, mapping: oddMapping("council", { a: "ca", z: "cz" }) },
  ]);

function textOf(world: World, options: ExportOptions): string {
  return parseUtf8(concatBytes(...exportResults(world, options).pieces));
}

type Json = Record<string, unknown>;
const reportOf = (world: World): Json => JSON.parse(textOf(world, { format: "nist-json" })) as Json;
const listIn = (of: unknown, name: string): Json[] => ((of as Json)[name] ?? []) as Json[];

describe("NIST JSON", () => {
  test("has the fields, types and enumerations of the standard, and ids that are unique and lead somewhere", async () => {
    for (const world of [await small(), await odd()]) expect(problemsOfReport(reportOf(world))).toEqual([]);
  });

  test("the check of the structures finds what is wrong", async () => {
    const report = reportOf(await small());
    const units = listIn(report, "GpUnit");
    expect(problemsOfReport({ ...report, GpUnit: units.slice(1) }).join()).toContain("unit-0 is no id");
    expect(problemsOfReport({ ...report, GpUnit: [...units, units[0]] }).join()).toContain("stands twice");
    expect(problemsOfReport({ ...report, Status: "certain" }).join()).toContain("not enumerated");
    expect(problemsOfReport({ ...report, Colour: "blue" }).join()).toContain("no field Colour");
  });

  test("gives the votes of every unit and station that is counted, and says which are not", async () => {
    const report = reportOf(await small());
    const [election] = listIn(report, "Election");
    const [contest] = listIn(election, "Contest");
    const units = listIn(report, "GpUnit");
    const nameOf = (id: unknown) => units.find((unit) => unit["@id"] === id)?.["Name"];
    const votes = listIn(contest, "BallotSelection").map((selection) =>
      Object.fromEntries(
        listIn(selection, "VoteCounts").map((count) => [nameOf(count["GpUnitId"]), count["Count"]]),
      ),
    );
    expect(votes).toEqual([
      { Land: 95, "Region 1": 70, "Region 0": 25, s1: 30, s2: 25, s3: 40 },
      { Land: 61, "Region 1": 30, "Region 0": 31, s1: 20, s2: 31, s3: 10 },
    ]);
    expect(contest).toMatchObject({ SubUnitsReported: 3, TotalSubUnits: 6 });
    expect(report["Status"]).toBe("unofficial-partial");
    const states = units.flatMap((unit) =>
      listIn(unit, "CountStatus").map((status) => [unit["Name"], status["Status"]]),
    );
    expect(Object.fromEntries(states)).toEqual({
      s1: "completed",
      s2: "completed",
      s3: "completed",
      s4: "in-process",
      s5: "not-processed",
      s6: "not-processed",
    });
    const nulls = listIn(contest, "SummaryCounts").filter((count) => count["OtherType"] === "null-votes");
    expect(nulls[0]).toMatchObject({ GpUnitId: "unit-0", BallotsCast: 3 });
  });

  test("is complete only where all stations are known and counted", async () => {
    const table = utf8(
      `station,ana,luz,null\n${[1, 2, 3, 4, 5, 6].map((at) => `s${at},${at},1,0\n`).join("")}`,
    );
    const statusOf = async (register?: Uint8Array) =>
      reportOf(await worldOf(ELECTION, [{ table, mapping: MAPPING }], register))["Status"];
    expect(await statusOf(REGISTER)).toBe("unofficial-complete");
    expect(await statusOf()).toBe("unofficial-partial");
  });

  test("names the log that holds what has no place in it", async () => {
    const world = await small();
    const identifiers = listIn(reportOf(world), "ExternalIdentifier");
    const valueOf = (kind: string) => identifiers.find((each) => each["OtherType"] === kind)?.["Value"];
    expect(valueOf("cotejo-origin")).toBe("cotejo.local/six-stations");
    expect(valueOf("cotejo-log-size")).toBe(String(world.entries().length));
    expect(world.checkpoint()).toContain(String(valueOf("cotejo-log-root")));
    expect(reportOf(world)["GeneratedDate"]).toBe("2026-01-02T03:04:05.000Z");
  });

  test("keeps level names of the standard, and Open Civic Data ids", async () => {
    const units = listIn(reportOf(await odd()), "GpUnit");
    expect(units.map((unit) => [unit["Type"], unit["OtherType"]]).slice(0, 3)).toEqual([
      ["other", "whole"],
      ["municipality", undefined],
      ["polling-place", undefined],
    ]);
    expect(listIn(units[1], "ExternalIdentifier")).toContainEqual(
      expect.objectContaining({ Type: "ocd-id", Value: "ocd-division/country:xx/m:1" }),
    );
  });
});

/** What the XML says, in the shape of the JSON. Throws where an element is out of the schema's order. */
function jsonOf(element: XmlElement, type: string): Json {
  const structure = NIST_STRUCTURES[type];
  if (structure === undefined) throw new Error(`no class ${type}`);
  const id = element.attributes["ObjectId"];
  const object: Json = { "@type": `ElectionResults.${type}`, ...(id === undefined ? {} : { "@id": id }) };
  if (structure.is !== undefined && element.attributes["xsi:type"] !== type)
    throw new Error(`${type} without its type`);
  if (type === "LanguageString")
    return { ...object, Content: element.text, Language: element.attributes["Language"] };
  const fields = fieldsOf(structure);
  let last = -1;
  for (const child of element.children) {
    const at = fields.findIndex((field) => field.name === child.name);
    const field = fields[at];
    if (field === undefined || at < last) throw new Error(`${type}: ${child.name} out of order`);
    const isMany = typeof field.type === "object" && "many" in field.type;
    if (at === last && !isMany) throw new Error(`${type}: ${child.name} twice`);
    last = at;
    const value = valueOf(child, field.type);
    object[child.name] = isMany ? [...((object[child.name] as unknown[] | undefined) ?? []), value] : value;
  }
  return object;
}

function valueOf(element: XmlElement, type: FieldType): unknown {
  if (typeof type === "object") {
    if ("many" in type) return jsonOf(element, type.many);
    if ("one" in type) return jsonOf(element, type.one);
    if ("references" in type) return element.text.split(" ");
    return element.text;
  }
  return type === "integer" || type === "number" ? Number(element.text) : element.text;
}

describe("NIST XML", () => {
  test("says what the JSON says, in the order of the schema, in its namespace", async () => {
    for (const world of [await small(), await odd()]) {
      const element = parseXml(textOf(world, { format: "nist-xml" }));
      expect([element.name, element.attributes["xmlns"]]).toEqual(["ElectionReport", NIST_NAMESPACE]);
      // XML has no place for a bell, and none in its spaces between elements.
      const json: unknown = JSON.parse(
        textOf(world, { format: "nist-json" }).replaceAll("\\u0007", "\uFFFD"),
      );
      expect(jsonOf(element, "ElectionReport")).toEqual(json);
    }
  });
});

describe("OpenElections CSV", () => {
  test("has a row for each box that a counted sheet states", async () => {
    const lines = textOf(await small(), { format: "openelections-csv" }).split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "county,precinct,office,district,party,candidate,votes",
      "Region 1,s1,Mayor,,,Ana,30",
      "Region 1,s1,Mayor,,,Luz,20",
      "Region 1,s1,Mayor,,,Null Votes,1",
      "Region 0,s2,Mayor,,,Ana,25",
    ]);
    expect(lines.some((line) => line.includes(",s4,"))).toBe(false);
  });

  test("tells apart what bears one name, and holds no formula", async () => {
    const text = textOf(await odd(), { format: "openelections-csv" });
    expect(text).toContain('"Ñandú, <1>","s""1",Mayor,,,b,6\n');
    expect(text).toContain("'=cmd(),'@s2,Mayor,,,'=1+1,1\n");
    for (const line of text.split("\n"))
      expect(line.split(",").some((cell) => /^"?[=+@-]/.test(cell))).toBe(false);
  });

  test("is read back with the built-in mapping as the same votes", async () => {
    const world = await small();
    const election = parseElection(parseUtf8(ELECTION));
    const contests = election.contests.map((contest) => ({
      ...contest,
      id: "Mayor",
      selections: ["Ana", "Luz"].map((id) => ({ id, name: id })),
    }));
    const { sheets, refused } = parseSheets(utf8(textOf(world, { format: "openelections-csv" })), {
      mapping: OPEN_ELECTIONS,
      contests,
    });
    expect(refused).toEqual([]);
    expect(sheets[0]?.stations).toEqual(["Region 1 > s1", "Region 0 > s2", "Region 1 > s3"]);
    expect([...(sheets[0]?.counts ?? [])].filter((value) => value >= 0)).toEqual([
      1, 30, 20, 0, 25, 31, 2, 40, 10,
    ]);
  });
});

test("the mapping in the specification reads the export of the example election back as it was", async () => {
  const json = (page: string) => {
    const text = readFileSync(new URL(`../../docs/formats/${page}.md`, import.meta.url), "utf8");
    return /```json\n(.*?)```/s.exec(text)?.[1] ?? "";
  };
  const file = json("election");
  const boxes = {
    registeredVoters: "r",
    ballotsCast: "c",
    validVotes: "v",
    blankVotes: "b",
    nullVotes: "n",
    ANA: "a",
    BEA: "e",
  };
  const units = [{ name: "zone" }, { name: "place" }];
  const mapping = { format: "cotejo-mapping/1", station: { columns: ["s"] }, units, boxes, illegible: ["?"] };
  const table = utf8(
    "s,zone,place,r,c,v,b,n,a,e\nZ-1.A,Río,P1,812,50,45,3,2,20,25\nZ-1.B,Río,P1,812,?,45,,2,20,25\n",
  );
  const policy = { policy: { setAside: [] } };
  const election = { ...(JSON.parse(file) as object), ...policy };
  const world = await worldOf(utf8(JSON.stringify(election)), [
    { table, mapping: utf8(JSON.stringify(mapping)) },
  ]);
  const { contests } = parseElection(file);
  const read = (bytes: Uint8Array, by: string) => parseSheets(bytes, { mapping: parseMapping(by), contests });
  const first = read(table, JSON.stringify(mapping)).sheets[0];
  const again = read(utf8(textOf(world, { format: "openelections-csv" })), json("openelections"));
  expect(again.refused).toEqual([]);
  expect(again.sheets[0]?.stations).toEqual(first?.stations);
  expect(again.sheets[0]?.counts).toEqual(first?.counts);
});

describe("what is exported", () => {
  test("is one source's sheets, of one contest or all", async () => {
    const world = await odd();
    const of = (options: ExportOptions) => exportResults(world, options).sources;
    expect(of({ format: "nist-json" })).toEqual([
      { contest: "mayor", source: "witnesses" },
      { contest: "council", source: "witnesses" },
    ]);
    expect(of({ format: "nist-json", contest: "council" })).toHaveLength(1);
    expect(() => of({ format: "nist-json", source: "others" })).toThrow('"others" has no sheets');
    expect(() => of({ format: "nist-json", contest: "senate" })).toThrow(
      '"senate" is not in the election file',
    );
  });

  test("is nothing where nothing is held", async () => {
    const world = await worldOf(ELECTION, []);
    for (const format of EXPORT_FORMATS)
      expect(() => exportResults(world, { format })).toThrow("no source has sheets yet");
  });

  test("does not hold contests of an earlier election unless they are named", async () => {
    const past = { ...ODD, contests: [ODD.contests[0], { ...ODD.contests[1], pastOf: "mayor" }] };
    const world = await worldOf(utf8(JSON.stringify(past)), [
      { table: ODD_TABLE, mapping: oddMapping("mayor", { a: "a" }) },
      { table: ODD_TABLE, mapping: oddMapping("council", { a: "ca" }) },
    ]);
    expect(exportResults(world, { format: "nist-xml" }).sources.map(({ contest }) => contest)).toEqual([
      "mayor",
    ]);
    expect(exportResults(world, { format: "nist-xml", contest: "council" }).sources).toHaveLength(1);
  });
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { utf8 } from "../bytes.ts";
import type { Contest } from "../election.ts";
import { InputError } from "../input-error.ts";
import { decodeBox, type Box } from "../tally-sheet.ts";
import { mappingOf, parseMapping, type MappingFile } from "./mapping.ts";
import { parseSheets } from "./parse-sheets.ts";
import type { ParsedTable } from "./sheet-table.ts";

const contestOf = (id: string, ...selections: string[]): Contest => ({
  id,
  title: id,
  selections: selections.map((selection) => ({ id: selection, name: selection })),
});
const MAYOR = contestOf("mayor", "ANA", "BEA");
const COUNCIL = contestOf("council", "ROJO", "VERDE");

const BASE = {
  format: "cotejo-mapping/1",
  station: { columns: ["Mesa"] },
  boxes: { ANA: "Ana", BEA: "Bea" },
} satisfies MappingFile;

function parse(
  lines: readonly string[],
  file: MappingFile,
  contests: readonly Contest[] = [MAYOR],
): ParsedTable {
  return parseSheets(utf8(lines.map((line) => `${line}\n`).join("")), { mapping: mappingOf(file), contests });
}

/** Every sheet as its station and the boxes that are on its form. */
function sheetsOf(parsed: ParsedTable): (readonly [string, Record<string, Box>])[] {
  return parsed.sheets.flatMap((sheets) =>
    sheets.stations.map((station, row) => {
      const boxes = sheets.boxNames.map(
        (name, box) => [name, decodeBox(sheets.counts[row * sheets.boxNames.length + box] ?? -9)] as const,
      );
      return [station, Object.fromEntries(boxes.filter(([, box]) => box !== "not-on-form"))] as const;
    }),
  );
}

test("each box comes from its column, and the totals stand first", () => {
  const parsed = parse(["Bea,Mesa,Válidos,Ana", "4,A-1,7,3"], {
    ...BASE,
    boxes: { ...BASE.boxes, validVotes: "Válidos" },
  });
  expect(parsed.refused).toEqual([]);
  expect(sheetsOf(parsed)).toEqual([["A-1", { validVotes: 7, ANA: 3, BEA: 4 }]]);
  const [sheets] = parsed.sheets;
  expect(sheets?.boxNames.slice(-3)).toEqual(["nullVotes", "ANA", "BEA"]);
  expect(sheets?.counts).toEqual(Int32Array.from([-2, -2, -2, 7, -2, -2, 3, 4]));
  expect(sheets?.rowNumbers).toEqual(Int32Array.from([1]));
});

test("the station's id is its parts, widened with zeros and joined", () => {
  const station = { columns: ["Centro", "Mesa"], pad: [5, 2], join: "/" };
  const parsed = parse(["Centro,Mesa,Ana,Bea", " 123 ,4,1,1", "123456,7,1,1"], { ...BASE, station });
  expect(sheetsOf(parsed).map(([id]) => id)).toEqual(["00123/04", "123456/07"]);
});

test("a station's id that could be read in two ways is refused", () => {
  const dotted = parse(["Centro,Mesa,Ana,Bea", "1.2,3,1,1"], {
    ...BASE,
    station: { columns: ["Centro", "Mesa"] },
  });
  expect(dotted.refused).toMatchObject([{ row: 1, column: "Centro" }]);
  const glued = parse(["Centro,Mesa,Ana,Bea", "12,3,1,1", "123,4,1,1"], {
    ...BASE,
    station: { columns: ["Centro", "Mesa"], pad: [2, 2], join: "" },
  });
  expect(sheetsOf(glued).map(([id]) => id)).toEqual(["1203"]);
  expect(glued.refused).toMatchObject([{ row: 2, column: "Centro" }]);
});

test("a row without a station, or with one no line can show, is refused", () => {
  const parsed = parse(["Mesa,Ana,Bea", " ,1,2", '"a\nb",1,2', `${"9".repeat(201)},1,2`], BASE);
  expect(parsed.refused).toMatchObject([
    { row: 1, column: "Mesa" },
    { row: 2, column: "Mesa" },
    { row: 3, reason: expect.stringContaining("200") },
  ]);
  expect(parsed.sheets).toEqual([]);
});

const boxTexts: readonly [string, Partial<MappingFile>, Box | "refused"][] = [
  ["0", {}, 0],
  [" 12 ", {}, 12],
  ["0149", {}, 149],
  ["2147483647", {}, 2_147_483_647],
  ["2147483648", {}, "refused"],
  ["99999999999999999999", {}, "refused"],
  ["", {}, "not-on-form"],
  ["  ", {}, "not-on-form"],
  ["-1", {}, "refused"],
  ["+1", {}, "refused"],
  ["1e3", {}, "refused"],
  ["0x10", {}, "refused"],
  ["12.0", {}, "refused"],
  ["1,5", {}, "refused"],
  ["١٢", {}, "refused"],
  ["NaN", {}, "refused"],
  ["?", {}, "refused"],
  ["?", { illegible: ["?"] }, "illegible"],
  ["", { illegible: [""] }, "illegible"],
  ["", { notOnForm: ["-"] }, "refused"],
  ["-", { notOnForm: ["-"] }, "not-on-form"],
  ["9999", { notOnForm: ["9999"] }, "not-on-form"],
  ["999", { notOnForm: ["9999"] }, 999],
  ["1.234", { numbers: { thousands: "." } }, 1_234],
  ["12.345.678", { numbers: { thousands: "." } }, 12_345_678],
  ["1234", { numbers: { thousands: "." } }, 1_234],
  ["1.23", { numbers: { thousands: "." } }, "refused"],
  ["1234.567", { numbers: { thousands: "." } }, "refused"],
  ["0.123", { numbers: { thousands: "." } }, "refused"],
  [".123", { numbers: { thousands: "." } }, "refused"],
  ["1.12a", { numbers: { thousands: "." } }, "refused"],
  ["1 234", { numbers: { thousands: " " } }, 1_234],
  ["1\u00a0234\u202f567", { numbers: { thousands: " " } }, 1_234_567],
  ["12.0", { numbers: { fraction: "." } }, 12],
  ["12.50", { numbers: { fraction: "." } }, "refused"],
  ["12.", { numbers: { fraction: "." } }, "refused"],
  ["12.0.0", { numbers: { fraction: "." } }, "refused"],
  [".0", { numbers: { fraction: "." } }, "refused"],
  ["1.234,00", { numbers: { thousands: ".", fraction: "," } }, 1_234],
];
for (const [text, options, expected] of boxTexts)
  test(`a box with ${JSON.stringify(text)} under ${JSON.stringify(options)} is ${expected}`, () => {
    const parsed = parse(["Mesa,Ana,Bea", `1,"${text}",5`], { ...BASE, ...options } as MappingFile);
    if (expected === "refused") {
      expect(parsed.sheets).toEqual([]);
      expect(parsed.refused).toMatchObject([{ row: 1, column: "Ana" }]);
      expect(parsed.refused[0]?.reason).toContain(JSON.stringify(text.trim()));
    } else {
      expect(parsed.refused).toEqual([]);
      const ana = expected === "not-on-form" ? {} : { ANA: expected };
      expect(sheetsOf(parsed)).toEqual([["1", { ...ana, BEA: 5 }]]);
    }
  });

test("rows refused for their shape and for their boxes are told in the order of the file, and the rest is used", () => {
  const parsed = parse(["Mesa,Ana,Bea", "1,x,0", "2,5", "3,6,7", "", "5,1,-"], BASE);
  expect(parsed.refused.map(({ row }) => row)).toEqual([1, 2, 4, 5]);
  expect(sheetsOf(parsed)).toEqual([["3", { ANA: 6, BEA: 7 }]]);
  expect(parsed.sheets[0]?.rowNumbers).toEqual(Int32Array.from([3]));
  expect(parsed.found.records).toBe(5);
});

test("a station that stands twice stays twice", () => {
  expect(sheetsOf(parse(["Mesa,Ana,Bea", "1,2,3", "1,2,3"], BASE))).toHaveLength(2);
});

test("what the file was found to be is told", () => {
  const bytes = new Uint8Array(Buffer.from("Mesa;Ana;Bea;Año\r\n1;2;3;4\r\n", "latin1"));
  const mapping = mappingOf({ ...BASE, boxes: { ...BASE.boxes, nullVotes: "Nulos" }, optional: ["Nulos"] });
  expect(parseSheets(bytes, { mapping, contests: [MAYOR] }).found).toEqual({
    encoding: "windows-1252",
    byteOrderMark: false,
    delimiter: ";",
    lineEnding: "CRLF",
    columns: ["Mesa", "Ana", "Bea", "Año"],
    columnsIgnored: ["Año"],
    boxesAbsent: ["nullVotes"],
    records: 1,
  });
});

const parseOtherNames = () => parse(["Table,Ana,B", "1,2,3"], BASE);
test("missing columns are all named, with those there are and what to do", () => {
  expect(parseOtherNames).toThrow(InputError);
  expect(parseOtherNames).toThrow(/no column "Mesa", "Bea"/);
  expect(parseOtherNames).toThrow(/columns are "Table", "Ana", "B"/);
  expect(parseOtherNames).toThrow(/"optional"/);
});

test("a needed column that stands twice is refused, another one is not", () => {
  expect(() => parse(["Mesa,Ana,Bea,Ana", "1,2,3,4"], BASE)).toThrow(/"Ana" stands twice \(2 and 4\)/);
  expect(sheetsOf(parse(["Mesa,Ana,Bea,x,x", "1,2,3,4,5"], BASE))).toHaveLength(1);
});

test("column names match over spaces, byte order marks and ways to type a letter", () => {
  const file = { ...BASE, boxes: { ANA: "Pen\u0303a", BEA: "Bea" } };
  expect(sheetsOf(parse(["\uFEFFMesa , Peña,Bea", "1,2,3"], file))).toEqual([["1", { ANA: 2, BEA: 3 }]]);
});

const UNITS = [{ code: "CodReg", name: "Región", pad: 2 }, { name: "Local" }];

test("places are paths from the first level down, each told once", () => {
  const [sheets] = parse(
    [
      "CodReg,Región,Local,Mesa,Ana,Bea",
      "1,Norte,Liceo,1,0,0",
      "01,Norte,Liceo,2,0,0",
      "2,,Plaza,3,0,0",
      "1,Norte,Liceo,4,0,0",
    ],
    { ...BASE, units: UNITS },
  ).sheets;
  expect(sheets?.unitPaths).toEqual([
    [
      { code: "01", name: "Norte" },
      { code: "Liceo", name: "Liceo" },
    ],
    [
      { code: "02", name: "02" },
      { code: "Plaza", name: "Plaza" },
    ],
  ]);
  expect(sheets?.unitPathOfRow).toEqual(Int32Array.from([0, 0, 1, 0]));
});

test("a place that changes on an upper level alone is another place", () => {
  const [sheets] = parse(
    ["CodReg,Región,Local,Mesa,Ana,Bea", "1,Norte,Liceo,1,0,0", "2,Sur,Liceo,2,0,0", "2,Sur,Escuela,3,0,0"],
    { ...BASE, units: UNITS },
  ).sheets;
  expect(sheets?.unitPaths.map((path) => path.map((step) => step.code).join(" "))).toEqual([
    "01 Liceo",
    "02 Liceo",
    "02 Escuela",
  ]);
});

test("places of one code and several names are several places, whichever comes again", () => {
  const [sheets] = parse(
    ["CodReg,Región,Local,Mesa,Ana,Bea"].concat(
      ["Norte", "Sur", "Este", "Norte", "Sur", "Este"].map((name, at) => `1,${name},Liceo,${at},0,0`),
    ),
    { ...BASE, units: UNITS },
  ).sheets;
  expect(sheets?.unitPathOfRow).toEqual(Int32Array.from([0, 1, 2, 0, 1, 2]));
});

test("a row that names no place is used without one; a place with a gap refuses its row", () => {
  const parsed = parse(
    [
      "CodReg,Región,Local,Mesa,Ana,Bea",
      "1,Norte,Liceo,1,0,0",
      ",,,2,0,0",
      ",,Liceo,3,0,0",
      "1,Norte,,4,0,0",
      "1,Norte,Liceo,5,0,0",
    ],
    { ...BASE, units: UNITS },
  );
  expect(parsed.sheets[0]?.unitPathOfRow).toEqual(Int32Array.from([0, -1, 0]));
  expect(parsed.refused).toMatchObject([
    { row: 3, column: "CodReg" },
    { row: 4, column: "Local" },
  ]);
});

test("a code and a name with a line break in them are not taken for others", () => {
  const [sheets] = parse(["CodReg,Región,Local,Mesa,Ana,Bea", '"aa\nb",c,L,1,0,0', 'aa,"b\nc",L,2,0,0'], {
    ...BASE,
    units: UNITS,
  }).sheets;
  expect(sheets?.unitPaths).toHaveLength(2);
});

test("a place with a gap does not move the rows after it", () => {
  const [sheets] = parse(
    ["CodReg,Región,Local,Mesa,Ana,Bea", "1,Norte,Liceo,1,0,0", "2,Sur,,2,0,0", "1,Norte,Escuela,3,0,0"],
    { ...BASE, units: UNITS },
  ).sheets;
  expect(sheets?.unitPaths.map((path) => path.map((step) => step.code).join(" "))).toEqual([
    "01 Liceo",
    "01 Escuela",
  ]);
});

test("a table that lacks one optional place column places no station; one that lacks names still does", () => {
  const optional = ["Región", "Local"];
  const [unplaced] = parse(["CodReg,Región,Mesa,Ana,Bea", "1,Norte,1,2,3"], {
    ...BASE,
    units: UNITS,
    optional,
  }).sheets;
  expect(unplaced?.unitPathOfRow).toEqual(Int32Array.from([-1]));
  const [placed] = parse(["CodReg,Local,Mesa,Ana,Bea", "1,Liceo,1,2,3"], {
    ...BASE,
    units: UNITS,
    optional,
  }).sheets;
  expect(placed?.unitPaths).toEqual([
    [
      { code: "01", name: "01" },
      { code: "Liceo", name: "Liceo" },
    ],
  ]);
});

test("a table without its optional place columns places no station", () => {
  const [sheets] = parse(["Mesa,Ana,Bea", "1,2,3"], {
    ...BASE,
    units: UNITS,
    optional: ["CodReg", "Región", "Local"],
  }).sheets;
  expect(sheets?.unitPathOfRow).toEqual(Int32Array.from([-1]));
  expect(sheets?.unitPaths).toEqual([]);
});

test("the sheet's image is told as the table states it", () => {
  const [sheets] = parse(["Mesa,Ana,Bea,Foto", "1,2,3, a b.jpg ", "2,2,3,"], {
    ...BASE,
    evidence: "Foto",
  }).sheets;
  expect(sheets?.evidenceNames).toEqual(["a b.jpg", ""]);
});

test("rows of several contests are parted, in order of first appearance", () => {
  const parsed = parse(
    ["Cargo,Mesa,Ana,Bea,Rojo,Verde", "C,1,,,5,6", "A,1,7,8,0,", "C,2,,,1,2", "Z,3,1,1,1,1"],
    {
      ...BASE,
      contest: { column: "Cargo", values: { A: "mayor", C: "council" } },
      boxes: { ...BASE.boxes, ROJO: "Rojo", VERDE: "Verde" },
    },
    [MAYOR, COUNCIL],
  );
  expect(parsed.sheets.map((sheets) => [sheets.contest, sheets.stations])).toEqual([
    ["council", ["1", "2"]],
    ["mayor", ["1"]],
  ]);
  expect(sheetsOf(parsed)[2]).toEqual(["1", { ANA: 7, BEA: 8 }]);
  expect(parsed.refused).toMatchObject([{ row: 4, column: "Cargo" }]);
});

test("votes for a selection of another contest refuse the row", () => {
  const parsed = parse(
    ["Cargo,Mesa,Ana,Bea,Rojo", "mayor,1,7,8,3"],
    { ...BASE, contest: { column: "Cargo" }, boxes: { ...BASE.boxes, ROJO: "Rojo" } },
    [MAYOR, COUNCIL],
  );
  expect(parsed.sheets).toEqual([]);
  expect(parsed.refused).toMatchObject([{ row: 1, column: "Rojo" }]);
});

test("a mapping that does not fit the election is refused before a row is read", () => {
  const lines = ["Mesa,Ana,Bea", "1,2,3"];
  expect(() => parse(lines, BASE, [MAYOR, COUNCIL])).toThrow(/contest: say which/);
  expect(() => parse(lines, { ...BASE, contest: "senate" })).toThrow(/"senate".*mayor/);
  expect(() => parse(lines, { ...BASE, boxes: { ANNA: "Ana" } })).toThrow(/"ANNA".*ANA, BEA/);
});

const LONG = {
  format: "cotejo-mapping/1",
  shape: "long",
  station: { columns: ["Mesa"] },
  selection: { column: "Lista", values: { "Ana P.": "ANA", BLANCOS: "blankVotes" } },
  votes: "Votos",
} satisfies MappingFile;

test("the rows of a station are gathered wherever they stand", () => {
  const parsed = parse(
    ["Mesa,Lista,Votos", "1,Ana P.,5", "2,BEA,9", "1,BLANCOS,2", "2,Ana P.,1", "1,BEA,4"],
    LONG,
  );
  expect(parsed.refused).toEqual([]);
  expect(sheetsOf(parsed)).toEqual([
    ["1", { ANA: 5, BEA: 4, blankVotes: 2 }],
    ["2", { ANA: 1, BEA: 9 }],
  ]);
  expect(parsed.sheets[0]?.rowNumbers).toEqual(Int32Array.from([1, 2]));
});

test("totals that every row repeats are read once, and a blank does not contradict them", () => {
  const parsed = parse(["Mesa,Inscritos,Lista,Votos", "1,,BEA,4", "1,300,ANA,5", "1,,BLANCOS,0"], {
    ...LONG,
    boxes: { registeredVoters: "Inscritos" },
  });
  expect(sheetsOf(parsed)).toEqual([["1", { registeredVoters: 300, ANA: 5, BEA: 4, blankVotes: 0 }]]);
});

const spoiled: readonly [string, readonly string[], RegExp][] = [
  ["a selection that stands twice", ["1,N,300,a,BEA,4", "1,N,300,a,BEA,4"], /"BEA" stands in more/],
  ["a blank selection that stands twice", ["1,N,300,a,BEA,", "1,N,300,a,BEA,4"], /"BEA" stands in more/],
  [
    "totals that contradict each other",
    ["1,N,300,a,BEA,4", "1,N,301,a,ANA,5"],
    /disagree on "registeredVoters"/,
  ],
  ["two places", ["1,N,300,a,BEA,4", "1,S,300,a,ANA,5"], /different units/],
  ["two images", ["1,N,300,a,BEA,4", "1,N,300,b,ANA,5"], /different evidence/],
];
for (const [claim, lines, reason] of spoiled)
  test(`${claim} refuse all rows of the station, and no others`, () => {
    const parsed = parse(["Mesa,Zona,Inscritos,Foto,Lista,Votos", "2,N,9,a,ANA,1", ...lines], {
      ...LONG,
      units: [{ name: "Zona" }],
      boxes: { registeredVoters: "Inscritos" },
      evidence: "Foto",
    });
    expect(sheetsOf(parsed)).toEqual([["2", { registeredVoters: 9, ANA: 1 }]]);
    expect(parsed.sheets[0]?.rowNumbers).toEqual(Int32Array.from([1]));
    expect(parsed.refused.map(({ row }) => row)).toEqual([2, 3]);
    for (const refusal of parsed.refused) expect(refusal.reason).toMatch(reason);
  });

test("one refused row refuses the station's others: a sheet is used whole or not at all", () => {
  const parsed = parse(
    ["Mesa,Lista,Votos", "1,ANA,5", "1,BEA,cuatro", "2,ANA,1", "3,CLO,2", "3,ANA,2"],
    LONG,
  );
  expect(sheetsOf(parsed)).toEqual([["2", { ANA: 1 }]]);
  expect(parsed.refused).toMatchObject([
    { row: 1, reason: expect.stringContaining("record 2 is refused") },
    { row: 2, column: "Votos", reason: expect.stringContaining("cuatro") },
    { row: 4, column: "Lista", reason: expect.stringContaining('"CLO"') },
    { row: 5, reason: expect.stringContaining("record 4 is refused") },
  ]);
});

test("a total in a column of its own cannot also stand in a row", () => {
  const parsed = parse(["Mesa,Blancos,Lista,Votos", "1,3,blankVotes,3"], {
    ...LONG,
    selection: { column: "Lista" },
    boxes: { blankVotes: "Blancos" },
  });
  expect(parsed.refused[0]?.reason).toMatch(/"blankVotes" stands in more/);
});

test("the specification's examples are read as it says", () => {
  const page = readFileSync(new URL("../../../docs/formats/mapping.md", import.meta.url), "utf8");
  const examples = [...page.matchAll(/```json\n(.*?)```.*?\n\n((?: {4}[^\n]*\n)+)/gs)].map(
    ([, mapping = "", lines = ""]) =>
      parseSheets(utf8(lines.replaceAll(/^ {4}/gm, "")), {
        mapping: parseMapping(mapping),
        contests: [MAYOR, COUNCIL],
      }),
  );
  expect(examples.flatMap(({ refused }) => refused)).toEqual([]);
  const [wide, long, ...more] = examples;
  if (wide === undefined || long === undefined || more.length > 0)
    throw new Error("two examples are expected");
  expect(sheetsOf(wide)).toEqual([
    ["00412.01", { registeredVoters: 1_204, validVotes: 700, nullVotes: 9, ANA: 401, BEA: 299 }],
    ["00412.02", { registeredVoters: 1_198, validVotes: "illegible", ANA: 388, BEA: 310 }],
  ]);
  expect(wide.sheets[0]?.unitPaths).toEqual([
    [
      { code: "03", name: "Río" },
      { code: "00412", name: "00412" },
    ],
  ]);
  expect(sheetsOf(long)).toEqual([["R-7", { registeredVoters: 812, ANA: 301, BEA: 276, blankVotes: 4 }]]);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { parseUtf8 } from "../bytes.ts";
import type { Contest } from "../election.ts";
import { InputError } from "../input-error.ts";
import { COUNT_MAXIMUM, ILLEGIBLE, NOT_ON_FORM, boxNamesOf } from "../tally-sheet.ts";
import { formatSheets } from "./format-sheets.ts";
import { mappingOf, type Mapping } from "./mapping.ts";
import { parseSheets } from "./parse-sheets.ts";
import type { SheetTable, UnitStep } from "./sheet-table.ts";

const CONTEST: Contest = {
  id: "mayor",
  title: "Mayor",
  selections: [
    { id: "ANA", name: "Ana" },
    { id: "BEA", name: "Bea" },
  ],
};
const OTHER: Contest = { id: "council", title: "Council", selections: [{ id: "ROJO", name: "Rojo" }] };
const BOXES = boxNamesOf(CONTEST.selections);

interface Row {
  readonly station: string;
  readonly path: readonly UnitStep[];
  readonly boxes: readonly number[];
  readonly evidence: string;
}

/** The table that a file of these rows parses to. */
function tableOf(rows: readonly Row[]): SheetTable {
  const paths = [...new Map(rows.map((row) => [JSON.stringify(row.path), row.path])).values()].filter(
    (path) => path.length > 0,
  );
  const keys = paths.map((path) => JSON.stringify(path));
  return {
    contest: "mayor",
    boxNames: BOXES,
    stations: rows.map((row) => row.station),
    counts: Int32Array.from(rows.flatMap((row) => row.boxes)),
    rowNumbers: Int32Array.from(rows, (_, at) => at + 1),
    unitPathOfRow: Int32Array.from(rows, (row) => keys.indexOf(JSON.stringify(row.path))),
    unitPaths: paths,
    evidenceNames: rows.some((row) => row.evidence !== "") ? rows.map((row) => row.evidence) : [],
  };
}

const WIDE = mappingOf({
  format: "cotejo-mapping/1",
  table: { delimiter: ";", encoding: "windows-1252", headerRow: 3 },
  contest: { column: "Cargo;|", values: { mayor: "council", Alcaldía: "mayor" } },
  station: { columns: ["Centro", "Mesa"], pad: [4, 2], join: "-" },
  units: [{ code: "C,od", name: "Región", pad: 3 }, { name: "Local" }],
  boxes: { registeredVoters: "RE", blankVotes: "B", nullVotes: "N", ANA: "A", BEA: "E", ROJO: "R" },
  illegible: ["?", "ilegible"],
  notOnForm: ["", "-"],
  numbers: { thousands: "." },
  evidence: "Foto",
});
const LONG = mappingOf({
  format: "cotejo-mapping/1",
  shape: "long",
  contest: "mayor",
  station: { columns: ["Centro", "Mesa"], pad: [4, 2], join: "" },
  units: [{ code: "Cod", name: "Región", pad: 3 }, { name: "Local" }],
  selection: { column: "Lista", values: { "Ana, P.": "ANA", BEA: "nullVotes", Bea: "BEA" } },
  votes: "Votos",
  boxes: { registeredVoters: "RE" },
  illegible: ["?"],
  evidence: "Foto",
});

const text = fc
  .string({ unit: fc.constantFrom("a", "Ñ", "n\u0303", "7", "🗳", " ", ",", ";", "\t", "|", '"', "\n", "=") })
  .map((given) => given.normalize("NFC").trim());
const word = text.filter((given) => given !== "");
const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((value) => String(value).padStart(length, "0"));
const count = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.constantFrom(COUNT_MAXIMUM, ILLEGIBLE, NOT_ON_FORM),
);
const path = fc.oneof(
  fc.constant<UnitStep[]>([]),
  fc
    .tuple(
      word.map((code) => code.padStart(3, "0")),
      word,
      word,
    )
    .map(([code, name, local]) => [
      { code, name },
      { code: local, name: local },
    ]),
);
/** Rows whose boxes are those that the mapping has columns for. */
const rowsFor = (mapping: Mapping, join: string) =>
  fc.uniqueArray(
    fc.record({
      station: fc.tuple(digits(4), digits(2)).map((parts) => parts.join(join)),
      path,
      boxes: fc.tuple(...BOXES.map((box) => (isWritten(mapping, box) ? count : fc.constant(NOT_ON_FORM)))),
      evidence: text,
    }),
    { minLength: 1, maxLength: 12, selector: (row) => row.station },
  );
const isWritten = (mapping: Mapping, box: string) =>
  mapping.shape === "long" || Object.hasOwn(mapping.boxes, box);

for (const [name, mapping, join] of [
  ["wide", WIDE, "-"],
  ["long", LONG, ""],
] as const)
  test(`a ${name} table reads back as it was`, () => {
    fc.assert(
      fc.property(rowsFor(mapping, join), (rows) => {
        const sheets = tableOf(rows);
        const parsed = parseSheets(formatSheets(sheets, { mapping }), {
          mapping,
          contests: [CONTEST, OTHER],
        });
        expect(parsed.refused).toEqual([]);
        const [again] = parsed.sheets;
        if (mapping.shape === "wide") expect(again).toEqual(sheets);
        else expect({ ...again, rowNumbers: null }).toEqual({ ...sheets, rowNumbers: null });
      }),
    );
  });

const row = (given: Partial<Row> = {}): Row => ({
  station: "0001-02",
  path: [],
  boxes: BOXES.map(() => NOT_ON_FORM),
  evidence: "",
  ...given,
});
const withBox = (box: string, value: number) => BOXES.map((name) => (name === box ? value : NOT_ON_FORM));

test("a column that is both place and station is written once, in the form both are read from", () => {
  const mapping = mappingOf({
    format: "cotejo-mapping/1",
    station: { columns: ["Centro", "Mesa"], pad: [4] },
    units: [{ name: "Centro" }],
    boxes: { ANA: "A" },
  });
  const sheets = tableOf([
    row({ station: "0012.1", path: [{ code: "12", name: "12" }], boxes: withBox("ANA", 5) }),
  ]);
  const bytes = formatSheets(sheets, { mapping });
  expect(parseUtf8(bytes)).toBe("Centro,Mesa,A\n12,1,5\n");
  expect(parseSheets(bytes, { mapping, contests: [CONTEST] }).sheets).toEqual([sheets]);
});

const unwritable: readonly [string, SheetTable, Mapping][] = [
  ["a box without a column", tableOf([row({ boxes: withBox("validVotes", 1) })]), WIDE],
  ["a station of another form", tableOf([row({ station: "1-02" })]), WIDE],
  ["a path of another depth", tableOf([row({ path: [{ code: "001", name: "N" }] })]), WIDE],
  [
    "a name where there is one column for code and name",
    tableOf([
      row({
        path: [
          { code: "001", name: "N" },
          { code: "L", name: "Liceo" },
        ],
      }),
    ]),
    WIDE,
  ],
  ["a text that would be trimmed", tableOf([row({ evidence: " a" })]), WIDE],
  ["half a character", tableOf([row({ evidence: "\ud800" })]), WIDE],
  [
    "an unreadable box without a word for it",
    tableOf([row({ boxes: withBox("ANA", ILLEGIBLE) })]),
    noWords(),
  ],
  ["a count that is a word", tableOf([row({ boxes: withBox("ANA", 999) })]), noWords()],
  ["evidence without a column", tableOf([row({ evidence: "a.jpg" })]), noWords()],
  ["another contest", { ...tableOf([row()]), contest: "council" }, LONG],
  [
    "a station twice in a long table",
    tableOf([row({ station: "000102" }), row({ station: "000102" })]),
    LONG,
  ],
];
function noWords(): Mapping {
  return mappingOf({
    format: "cotejo-mapping/1",
    station: { columns: ["Mesa"] },
    boxes: { ANA: "A" },
    notOnForm: ["", "999"],
  });
}
for (const [claim, sheets, mapping] of unwritable)
  test(`${claim} is refused, not written as something else`, () => {
    expect(() => formatSheets(sheets, { mapping })).toThrow(InputError);
  });

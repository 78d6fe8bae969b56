import { expect, test } from "vitest";

import { boxesOfRows, reconcileRow, type RowReading } from "./reconcile-rows.ts";
import { parseTemplate, templateOf } from "./sheet-template.ts";

const TEMPLATE = parseTemplate(
  JSON.stringify({
    format: "cotejo-template/1",
    id: "small",
    width: 600,
    columns: { digits: [300, 350], words: [360, 590] },
    reach: { digits: [14, 14], words: [14, 28] },
    spelling: { kind: "digit-names", language: "es", digits: 3 },
    rows: [
      { id: "a", y: 100, box: "ANA" },
      { id: "b", y: 140, box: "ANA" },
      { id: "c", y: 180, box: "BEA" },
    ],
  }),
  "template",
);
const attempts = (...pairs: readonly (readonly [string, string])[]) =>
  reconcileRow(
    pairs.map(([digits, words]) => ({ digits, words })),
    TEMPLATE,
  );

test("a number is taken where digits and words say it", () => {
  expect(attempts(["49", "Cero, Cuatro, Nueve"])).toEqual({ kind: "agreed", value: 49 });
  expect(attempts(["", "Cero, Cero, Cero"], ["0", "Caro, Cero, Cero"])).toEqual({ kind: "agreed", value: 0 });
});

test.each([
  ["only digits", [["49", ""]]],
  ["only words", [["", "Cero, Cuatro, Nueve"]]],
  ["digits and words that differ once", [["48", "Cero, Cuatro, Nueve"]]],
  ["a zero before the digits", [["049", "Cero, Cuatro, Nueve"]]],
  ["more digits than the form has places", [["1049", "Cero, Cuatro, Nueve"]]],
  [
    "words read in two ways as often",
    [
      ["49", "Cero, Cuatro, Nueve"],
      ["49", "Cero, Cuatro, Ocho"],
    ],
  ],
  ["nothing at all", []],
] as const)("with %s the row is illegible", (_, pairs) => {
  expect(attempts(...pairs)).toEqual({ kind: "illegible" });
});

test("digits and words that differ time after time are told, and no number is taken", () => {
  const pair = ["16", "Cero, Uno, Cinco"] as const;
  expect(attempts(pair, pair)).toEqual({ kind: "illegible" });
  expect(attempts(pair, pair, pair)).toEqual({ kind: "differ", digits: 16, words: 15 });
  expect(attempts(pair, pair, ["16", "Cera, Uno, Cinco"])).toEqual({ kind: "illegible" });
  const lost = ["1", "Cero, Uno, Uno"] as const;
  expect(attempts(lost, lost, lost)).toEqual({ kind: "illegible" });
});

test("a selection is the sum of its rows, and illegible where one of them is", () => {
  const rows = (b: RowReading) =>
    new Map<string, RowReading>([
      ["a", { kind: "agreed", value: 40 }],
      ["b", b],
      ["c", { kind: "agreed", value: 7 }],
    ]);
  const boxes = (b: RowReading) => Object.fromEntries(boxesOfRows(TEMPLATE, rows(b)));
  expect(boxes({ kind: "agreed", value: 2 })).toEqual({ ANA: 42, BEA: 7 });
  expect(boxes({ kind: "illegible" })).toEqual({ ANA: "illegible", BEA: 7 });
  expect(boxes({ kind: "differ", digits: 1, words: 2 })).toEqual({ ANA: "illegible", BEA: 7 });
});

test("the template built in has 38 rows, each with a place of its own", () => {
  const template = templateOf({ template: "ve-2024" });
  expect(template?.rows).toHaveLength(38);
  const ys = template?.rows.map(({ y }) => y) ?? [];
  expect(ys).toEqual([...new Set(ys)].toSorted((one, other) => one - other));
});

test("a template with a row twice, or with a column that ends before it begins, is refused by name", () => {
  const wrong = (change: object) => () =>
    parseTemplate(JSON.stringify({ ...TEMPLATE, ...change }), "template");
  expect(wrong({ rows: [...TEMPLATE.rows, TEMPLATE.rows[0]] })).toThrow(/"a" stands twice/);
  expect(wrong({ columns: { digits: [350, 300], words: [1, 2] } })).toThrow(/columns/);
  expect(wrong({ zones: [] })).toThrow(/zones/);
});

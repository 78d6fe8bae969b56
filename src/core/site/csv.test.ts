import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseUtf8 } from "../bytes.ts";
import { eachRecord, parseTable } from "../formats/table.ts";
import { csvBytes, formatCsvRow } from "./csv.ts";

describe("a row", () => {
  const rows: readonly (readonly [string, Parameters<typeof formatCsvRow>[0], string])[] = [
    ["plain text and numbers as they are", ["a", 12, "b c"], "a,12,b c\n"],
    ["nothing as an empty cell", [undefined, "", undefined], ",,\n"],
    ["zero, which is not nothing", [0, undefined], "0,\n"],
    ["a negative number as a number", [-5], "-5\n"],
    ["a comma in quotes", ["a,b"], '"a,b"\n'],
    ["a quote doubled", ['a "b"'], '"a ""b"""\n'],
    ["a line feed in quotes", ["a\nb"], '"a\nb"\n'],
    ["a return in quotes", ["a\rb"], '"a\rb"\n'],
  ];
  for (const [claim, cells, text] of rows)
    test(`has ${claim}`, () => {
      expect(formatCsvRow(cells)).toBe(text);
    });
});

describe("what a spreadsheet would run", () => {
  test("gets an apostrophe before it", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
      expect(formatCsvRow([text]), text).toBe(`'${text}\n`);
  });

  test("gets it inside the quotes where it needs quotes too", () => {
    expect(formatCsvRow(['=HYPERLINK("http://example.org","a")'])).toBe(
      `"'=HYPERLINK(""http://example.org"",""a"")"\n`,
    );
    expect(formatCsvRow(["\r=1"])).toBe(`"'\r=1"\n`);
  });

  test("is only what begins so", () => {
    for (const text of ["a=1", "1-2", "12.3", "N/N1", "'a"]) expect(formatCsvRow([text])).toBe(`${text}\n`);
  });

  test("never begins a cell, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n\"',a1") }), (text) => {
        expect(formatCsvRow([text])).not.toMatch(/^"?[=+\-@\t\r]/);
      }),
    );
  });
});

test("our own reader gets every cell back, but for the apostrophe of the guard", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."ab1,;\"' =-ñ") }).map((text) => text.trim());
  const rows = fc.array(fc.tuple(cell, cell, fc.nat()), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, (rows) => {
      const text = parseUtf8(csvBytes(["one", "two", "three"], rows));
      const table = parseTable(text, { delimiter: ",", headerRow: 1 });
      const read: string[][] = [];
      eachRecord(table, (record) => read.push([...record.texts()]));
      expect(table.columns).toEqual(["one", "two", "three"]);
      const guarded = (text: string) => (/^[=+\-@]/.test(text) ? `'${text}` : text);
      expect(read).toEqual(rows.map(([one, two, three]) => [guarded(one), guarded(two), String(three)]));
    }),
    { numRuns: 100 },
  );
});

test("a file is its header and its rows, in UTF-8 without a byte order mark", () => {
  expect(parseUtf8(csvBytes(["a", "ñ"], [["1", 2]]))).toBe("a,ñ\n1,2\n");
  expect(parseUtf8(csvBytes(["a"], []))).toBe("a\n");
});

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { InputError } from "../input-error.ts";
import { decodeText, eachRecord, formatRecord, parseTable } from "./table.ts";

function readAll(text: string, options?: Parameters<typeof parseTable>[1]) {
  const table = parseTable(text, options);
  const records: [number, ...string[]][] = [];
  const read = eachRecord(table, (record, row) => records.push([row, ...record.texts()]));
  return { table: { ...table, ...read }, records };
}

const bytesOf = (...bytes: number[]) => new Uint8Array(bytes);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

const encodings: readonly [string, Uint8Array, ReturnType<typeof decodeText>][] = [
  ["UTF-8", new TextEncoder().encode("Año,€"), { text: "Año,€", encoding: "utf-8", byteOrderMark: false }],
  [
    "UTF-8 with a byte order mark",
    new TextEncoder().encode("\uFEFFAño"),
    { text: "Año", encoding: "utf-8", byteOrderMark: true },
  ],
  [
    "UTF-16, little end first",
    bytesOf(0xff, 0xfe, 0x41, 0, 0xf1, 0),
    { text: "Añ", encoding: "utf-16le", byteOrderMark: true },
  ],
  [
    "UTF-16, big end first",
    bytesOf(0xfe, 0xff, 0, 0x41, 0, 0xf1),
    { text: "Añ", encoding: "utf-16be", byteOrderMark: true },
  ],
  ["ISO-8859-1", latin1("Año"), { text: "Año", encoding: "windows-1252", byteOrderMark: false }],
  [
    "windows-1252",
    bytesOf(0x80, 0x92, 0x9f, 0x81, 0xff),
    { text: "€’Ÿ\u0081ÿ", encoding: "windows-1252", byteOrderMark: false },
  ],
];
for (const [name, bytes, decoded] of encodings)
  test(`${name} is recognised and decoded`, () => {
    expect(decodeText(bytes)).toEqual(decoded);
  });

test("a long text in windows-1252 is decoded whole", () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => 0xa0 + (at % 96));
  expect(decodeText(bytes).text).toBe(Buffer.from(bytes).toString("latin1"));
});

test("a byte order mark stands before what the mapping says, and that before a guess", () => {
  expect(decodeText(new TextEncoder().encode("\uFEFFñ"), "windows-1252").text).toBe("ñ");
  expect(decodeText(new TextEncoder().encode("ñ"), "windows-1252").text).toBe("Ã±");
});

const undecodable: readonly [string, () => unknown, RegExp][] = [
  ["bytes that are not what the mapping says", () => decodeText(latin1("Año"), "utf-8"), /table\.encoding/],
  ["a broken text under a byte order mark", () => decodeText(bytesOf(0xef, 0xbb, 0xbf, 0xff)), /utf-8/],
  ["a workbook", () => decodeText(latin1("PK\x03\x04rest")), /workbook/],
  ["UTF-16 without its mark", () => decodeText(latin1("a\0,\0b\0")), /utf-16le/],
  ["an empty file", () => parseTable(""), /is empty/],
  ["a file without the line of column names", () => parseTable("a,b\n", { headerRow: 3 }), /no line 3/],
  ["a single column", () => parseTable("a:b\n1:2\n"), /only column is "a:b"/],
  ["column names that never end", () => parseTable('a,"b\n1,2\n'), /never closed/],
];
for (const [name, attempt, message] of undecodable)
  test(`${name} is refused`, () => {
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });

test("quoted delimiters, quotation marks and line breaks are text", () => {
  const { records } = readAll('a,b\r\n"1,2","say ""yes"""\r\n"two\r\nlines",\r\n');
  expect(records).toEqual([
    [1, "1,2", 'say "yes"'],
    [2, "two\r\nlines", ""],
  ]);
});

test("the last record needs no line break", () => {
  for (const end of ["", "\n"]) expect(readAll(`a,b\n1,\n"2","3"${end}`).records).toHaveLength(2);
});

test("quotation marks inside an unquoted field are text", () => {
  expect(readAll('a,b\nLa "Loma",5\n').records).toEqual([[1, 'La "Loma"', "5"]]);
});

for (const [name, lineBreak] of [
  ["LF", "\n"],
  ["CRLF", "\r\n"],
  ["CR", "\r"],
] as const)
  for (const delimiter of [",", ";", "\t", "|"])
    test(`${name} and ${JSON.stringify(delimiter)} are found`, () => {
      const line = ["a", "b c", "d.e"].join(delimiter);
      const { table, records } = readAll([line, line].join(lineBreak));
      expect(table).toMatchObject({ lineEnding: name, delimiter });
      expect(records).toEqual([[1, "a", "b c", "d.e"]]);
    });

test("a delimiter inside quotation marks is not counted", () => {
  expect(parseTable('"a;b;c;d",e\n').delimiter).toBe(",");
});

test("mixed line breaks all end a record", () => {
  const { table, records } = readAll("a,b\n1,2\r\n3,4\r5,6");
  expect(table.lineEnding).toBe("mixed");
  expect(records).toEqual([
    [1, "1", "2"],
    [2, "3", "4"],
    [3, "5", "6"],
  ]);
});

test("records that are ragged, empty or wrongly quoted are refused by number and move no other", () => {
  const { table, records } = readAll('a,b\n1,2\n3\n4,5,6\n\n , \n"7"8,9\n10,11\n"12,13\n14,15\n');
  expect(records).toEqual([
    [1, "1", "2"],
    [7, "10", "11"],
    [9, "14", "15"],
  ]);
  expect(table.refused).toEqual([
    { row: 2, reason: "has 1 fields where the header has 2" },
    { row: 3, reason: "has 3 fields where the header has 2" },
    { row: 4, reason: "empty record" },
    { row: 5, reason: "empty record" },
    { row: 6, reason: "text follows the quotation mark that closes a field" },
    { row: 8, reason: "a quotation mark opens a field and is never closed" },
  ]);
  expect(table.records).toBe(9);
});

test("lines above the column names are not read", () => {
  const { table, records } = readAll('Results, "as published\n\r\na;b\n1;2\n', { headerRow: 3 });
  expect(table.columns).toEqual(["a", "b"]);
  expect(records).toEqual([[1, "1", "2"]]);
});

test("hostile column names are names like any other", () => {
  const { table, records } = readAll("__proto__,,constructor,\uFEFF x \n1,2,3,4\n");
  expect(table.columns).toEqual(["__proto__", "", "constructor", "x"]);
  expect(records).toEqual([[1, "1", "2", "3", "4"]]);
});

test("a byte order mark inside the file is a character", () => {
  expect(readAll('a,b\n\uFEFF"x",1\n').records).toEqual([[1, '\uFEFF"x"', "1"]]);
});

test("a letter typed as two characters is the same letter", () => {
  expect(readAll("Man\u0303ana,b\nn\u0303,1\n").table.columns[0]).toBe("Mañana");
});

const cell = fc
  .string({ unit: fc.constantFrom("a", "7", "é", "🗳", " ", ",", ";", "\t", "|", '"', "\n", "\r", "'", "=") })
  .map((text) => text.normalize("NFC"));
const shapes = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  rows: fc.integer({ min: 2, max: 5 }).chain((width) =>
    fc.array(
      fc.array(cell, { minLength: width, maxLength: width }).map((cells) => ["x", ...cells]),
      { minLength: 1, maxLength: 8 },
    ),
  ),
});

test("what is written as records is read as the same records", () => {
  fc.assert(
    fc.property(shapes, ({ delimiter, rows }) => {
      const header = (rows[0] ?? []).map((_, at) => `c${at}`);
      const text = [header, ...rows].map((row) => formatRecord(row, delimiter)).join("");
      const { table, records } = readAll(text);
      expect(table.delimiter).toBe(delimiter);
      expect(records).toEqual(rows.map((row, at) => [at + 1, ...row]));
    }),
  );
});

/** The fields of each record as they are written, by the rule in regular expressions; none where it is wrongly quoted. */
function recordsByRule(text: string, delimiter: string): (readonly string[])[] {
  const field = `(?:"(?:[^"]|"")*"|(?!")[^${delimiter}\r\n]*)`;
  const fields = new RegExp(`(?<=^|[${delimiter}])${field}(?=[${delimiter}]|$)`, "g");
  const record = new RegExp(`(${field}(?:[${delimiter}]${field})*)(?:\r\n|\r|\n|$)`, "y");
  const line = /[^\r\n]*(?:\r\n|\r|\n|$)/y;
  const records: (readonly string[])[] = [];
  for (let start = 0; start < text.length;) {
    record.lastIndex = line.lastIndex = start;
    const [taken = "", whole] = record.exec(text) ?? line.exec(text) ?? [];
    records.push(whole?.match(fields) ?? []);
    start += taken.length;
  }
  return records;
}

const scraps = [
  "a",
  "7",
  "é",
  "\uFEFF",
  " ",
  ",",
  ";",
  "\t",
  "|",
  '"',
  '""',
  "\n",
  "\r",
  "\r\n",
  '"\n',
  ',"',
  '",',
];
const scrawl = fc
  .array(fc.constantFrom(...scraps), { maxLength: 40 })
  .map((pieces) => pieces.join("").normalize("NFC"));

test("whatever is scrawled below the column names, its records are those of the rule", () => {
  fc.assert(
    fc.property(scrawl, fc.constantFrom(",", ";", "\t", "|"), (text, delimiter) => {
      const ruled = recordsByRule(text, delimiter);
      const isRefused = (fields: readonly string[]) =>
        fields.length !== 2 || fields.every((field) => /^(?:""|[ \t]*)$/.test(field));
      const textOf = (field: string) =>
        field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
      const { table, records } = readAll(`a${delimiter}b\n${text}`, { delimiter });
      expect(records).toEqual(
        ruled.flatMap((fields, at) => (isRefused(fields) ? [] : [[at + 1, ...fields.map(textOf)]])),
      );
      expect(table.refused.map(({ row }) => row)).toEqual(
        ruled.flatMap((fields, at) => (isRefused(fields) ? [at + 1] : [])),
      );
    }),
    { numRuns: 500 },
  );
});

test("a ragged record anywhere is refused, and all others are read as if it were not there", () => {
  fc.assert(
    fc.property(shapes, fc.array(fc.nat()), ({ delimiter, rows }, places) => {
      const header = (rows[0] ?? []).map((_, at) => `c${at}`);
      const lines = rows.map((row) => formatRecord(row, delimiter));
      for (const place of places)
        lines.splice(place % (lines.length + 1), 0, place % 2 === 0 ? "ragged\n" : "\n");
      const { table, records } = readAll(formatRecord(header, delimiter) + lines.join(""));
      expect(records.map(([, ...fields]) => fields)).toEqual(rows);
      expect(
        [...records.map(([row]) => row), ...table.refused.map(({ row }) => row)].sort((a, b) => a - b),
      ).toEqual(lines.map((_, at) => at + 1));
      expect(table.refused).toHaveLength(places.length);
    }),
  );
});

test("a table with more columns than a workbook can have is refused", () => {
  const columns = (count: number) => `${Array.from({ length: count }, (_, at) => `c${at}`).join(",")}\n`;
  expect(parseTable(columns(16_384)).columns).toHaveLength(16_384);
  expect(() => parseTable(columns(16_385))).toThrow("has 16385 columns, more than 16384");
});

test("more marks on one character than any script has are refused: composing them takes the square of their number", () => {
  const marked = (marks: number) => `a,b\nx${"\u0323\u0301".repeat(marks / 2)},1\n`;
  expect(readAll(marked(30)).records).toHaveLength(1);
  expect(() => parseTable(marked(32))).toThrow(InputError);
  expect(() => parseTable(marked(200_000))).toThrow("more than 30 marks");
});

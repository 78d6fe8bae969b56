import { crc32, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";

import { parseUtf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { tableOfExcel } from "./excel.ts";

/** The smallest ZIP that holds these files. */
function zip(files: Readonly<Record<string, string>>): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const sizes = Buffer.alloc(22);
    sizes.writeUInt16LE(20, 0);
    sizes.writeUInt16LE(8, 4);
    sizes.writeUInt32LE(crc32(data), 10);
    sizes.writeUInt32LE(packed.length, 14);
    sizes.writeUInt32LE(data.length, 18);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(name.length, 0);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), sizes, lengths, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), sizes, lengths, place, name]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...locals, ...directory, Buffer.from("PK\x05\x06"), end]));
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook of sheets given as the XML of their rows. Style 1 is a date, style 2 a date with its time. */
function workbook(sheets: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(sheets);
  return zip({
    "xl/workbook.xml": `${XML}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${names
      .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join("")}<Relationship Id="rId99" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${XML}<styleSheet ${MAIN}><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${XML}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  });
}

const text = (address: string, value: string) =>
  `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
const number = (address: string, value: string, style = 0) =>
  `<c r="${address}" s="${style}"><v>${value}</v></c>`;

const TWO_SHEETS = workbook({
  Notes: `<row r="1">${text("A1", "nothing")}${text("B1", "here")}</row>`,
  Mesas: [
    `<row r="1">${text("A1", "Mesa; N.º")}${text("B1", "Votos")}${text("C1", "Fecha")}${text("D1", "Firmada")}</row>`,
    `<row r="2">${text("A2", "007")}${number("B2", "120")}${number("C2", "45501", 1)}<c r="D2" t="b"><v>1</v></c></row>`,
    `<row r="4">${text("A4", " La &quot;Loma&quot;,\n dos ")}${number("B4", "1.5E3")}${number("C4", "45501.75", 2)}<c r="D4" t="str"><f>1&amp;1</f><v>11</v></c></row>`,
  ].join(""),
});

test("a sheet becomes CSV with its rows, cells and row numbers as they stand", async () => {
  const table = await tableOfExcel(TWO_SHEETS, "Mesas");
  expect(table.sheets).toEqual(["Notes", "Mesas"]);
  expect(table.sheet).toBe("Mesas");
  expect(parseUtf8(table.csv).split("\n")).toEqual([
    '"Mesa; N.º",Votos,Fecha,Firmada',
    "007,120,2024-07-28,TRUE",
    ",,,",
    '" La ""Loma"",  dos ",1500,2024-07-28T18:00:00,11',
    "",
  ]);
});

test("without a name the first sheet is taken", async () => {
  const table = await tableOfExcel(TWO_SHEETS);
  expect(table.sheet).toBe("Notes");
  expect(parseUtf8(table.csv)).toBe("nothing,here\n");
});

test("bytes in the middle of a larger buffer are read alone", async () => {
  const larger = new Uint8Array(TWO_SHEETS.length + 20).fill(7);
  larger.set(TWO_SHEETS, 10);
  const table = await tableOfExcel(larger.subarray(10, 10 + TWO_SHEETS.length));
  expect(parseUtf8(table.csv)).toBe("nothing,here\n");
});

test("no digit is lost in a sheet that is read in many pieces", async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [
    String(1_000_000 + at),
    String(3_000_000_000 - at * 7),
  ]);
  const bytes = workbook({
    Mesas: rows
      .map(
        ([station = "", votes = ""], at) =>
          `<row r="${at + 1}">${text(`A${at + 1}`, station)}${number(`B${at + 1}`, votes)}</row>`,
      )
      .join("\n"),
  });
  const table = await tableOfExcel(bytes);
  expect(parseUtf8(table.csv)).toBe(rows.map((row) => `${row.join(",")}\n`).join(""));
});

test("a formula saved without its value is an empty cell, never a zero", async () => {
  const bytes = workbook({
    Mesas: `<row r="1">${text("A1", "x")}<c r="B1"><f>1+1</f></c>${text("C1", "y")}</row>`,
  });
  expect(parseUtf8((await tableOfExcel(bytes)).csv)).toBe("x,,y\n");
});

const sheetOf = (rows: string) => workbook({ Mesas: rows });
const stray = (address: string) =>
  sheetOf(`<row r="1">${text("A1", "x")}</row><row r="9">${number(address, "1")}</row>`);
const hostile: readonly [string, Uint8Array, RegExp][] = [
  ["a row without end", sheetOf('<row r="Infinity"></row>'), /row at "Infinity"/],
  ["a row past the last", sheetOf('<row r="1048577"></row>'), /row at "1048577"/],
  ["a row in another notation", sheetOf('<row r="1e6"></row>'), /row at "1e6"/],
  ["a row spelt by references", sheetOf('<row r="&#49;"></row>'), /row at/],
  ["a column past the last", stray("XFE9"), /cell at "XFE9"/],
  ["a cell without a column", stray("9"), /cell at "9"/],
  [
    "a sheet of 17 thousand million cells",
    sheetOf(`<row r="1">${number("XFD1", "1")}</row><row r="1048576">${number("A1048576", "1")}</row>`),
    /more than 20000000 cells/,
  ],
  [
    "such a sheet with other quotation marks",
    sheetOf("<row r='1'><c t='n' r = 'XFD1048576'><v>1</v></c></row>"),
    /more than 20000000 cells/,
  ],
  [
    "a place behind a mark in another attribute",
    sheetOf('<row r="1"><c t=">" r="ZZZZ1"><v>1</v></c></row>'),
    /cell at "ZZZZ1"/,
  ],
  ["a place said twice", sheetOf('<row r="1"><c r="A1" r="ZZZZ1"><v>1</v></c></row>'), /cell at "ZZZZ1"/],
  ["a tag that is not well formed", sheetOf("<row r=1></row>"), /not well formed/],
  [
    "a document type",
    workbook({ Mesas: '</sheetData></worksheet><!DOCTYPE x [<!ENTITY y "z">]>' }),
    /document type/,
  ],
];
for (const [claim, bytes, message] of hostile)
  test(`${claim} is refused before memory is taken for it`, async () => {
    const error = await tableOfExcel(bytes).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(message);
  });

test("empty cells that only have a style do not make a sheet large", async () => {
  const bytes = sheetOf(`<row r="1">${text("A1", "x")}<c r="XFD1" s="1"/></row><row r="1048576" s="1"/>`);
  expect(parseUtf8((await tableOfExcel(bytes)).csv)).toBe("x\n");
});

test("a workbook that would unpack to more than the limit is refused", async () => {
  const bytes = Buffer.from(sheetOf(""));
  bytes.writeUInt32LE(400_000_001, bytes.indexOf("PK\u0001\u0002") + 24);
  const error = await tableOfExcel(bytes).catch((caught: unknown) => caught);
  expect(String(error)).toMatch(/unpacks to more than 400 MB/);
});

const refusals: readonly [string, Uint8Array, string | undefined, RegExp][] = [
  [
    "a missing sheet is named with those there are",
    TWO_SHEETS,
    "Actas",
    /no sheet "Actas".*"Notes", "Mesas"/,
  ],
  ["a text file is no workbook", new TextEncoder().encode("Mesa,Votos\n1,2\n"), undefined, /as \.xlsx/],
  ["an empty file is no workbook", new Uint8Array(), undefined, /as \.xlsx/],
  ["half a workbook is no workbook", TWO_SHEETS.subarray(0, TWO_SHEETS.length / 2), undefined, /as \.xlsx/],
  ["a ZIP of something else is no workbook", zip({ "readme.txt": "hello" }), undefined, /as \.xlsx/],
  ["a file over 100 MB is not opened", new Uint8Array(100_000_001), undefined, /over the limit of 100/],
];
for (const [claim, bytes, sheet, message] of refusals)
  test(claim, async () => {
    const error = await tableOfExcel(bytes, sheet).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(message);
  });

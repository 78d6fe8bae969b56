import * as fc from "fast-check";
import QRCode from "qrcode";
import sharp from "sharp";

import { storeZip } from "../../src/adapters/readers/zip.ts";
import { qrReader } from "../../src/adapters/readers/qr-reader.ts";
import { tableOfExcel } from "../../src/adapters/readers/excel.ts";
import { parseUtf8, utf8 } from "../../src/core/bytes.ts";
import type { Contest } from "../../src/core/election.ts";
import { builtInMapping, BUILT_IN_MAPPINGS } from "../../src/core/formats/built-in.ts";
import { formatSheets } from "../../src/core/formats/format-sheets.ts";
import { stripImageMetadata } from "../../src/core/formats/image-metadata.ts";
import { columnsNamed, parseMapping, type Mapping } from "../../src/core/formats/mapping.ts";
import { parseSheets } from "../../src/core/formats/parse-sheets.ts";
import { decodeText, eachRecord, parseTable } from "../../src/core/formats/table.ts";
import { formatCsvRow } from "../../src/core/site/csv.ts";
import { COUNT_MAXIMUM, NOT_ON_FORM, TOTAL_BOXES } from "../../src/core/tally-sheet.ts";
import { pngOf } from "../support/small-election.ts";
import { corpus, corpusTexts, fuzz, fuzzLater, tellExecutions, demand, type Fate } from "./fuzz.ts";
import { mutatedBytes, mutatedJson, mutatedTexts } from "./mutation.ts";

const contestOf = (id: string, selections: readonly string[]): Contest => ({
  id,
  title: id,
  selections: selections.map((selection) => ({ id: selection, name: selection })),
});
const CONTESTS = ["mayor", "council"].map((id) => contestOf(id, ["ANA", "BEA"]));
const FORM = { boxes: ["used"], sums: [] };
const MAPPINGS = corpusTexts("mapping").flatMap((text): Mapping[] => {
  try {
    return [parseMapping(text)];
  } catch {
    return [];
  }
});
const CSV_WORDS = ['"', '""', ",", ";", "\t", "|", "\r", "\n", "?", "-", "=1+1", "station", "ANA", " "];
const csv = mutatedBytes(
  corpus("csv"),
  CSV_WORDS.map((word) => utf8(word)),
);

fuzz("text of a table", csv, (bytes) => {
  const { text } = decodeText(bytes);
  const table = parseTable(text);
  const rows: number[] = [];
  const { records, refused } = eachRecord(table, (record, row) => {
    rows.push(row);
    const fields = record.texts();
    demand(fields.length === table.columns.length, "every record has as many fields as there are columns");
    const isSame = (field: string, column: number) =>
      field === record.read(column, (whole, from, to) => whole.slice(from, to));
    demand(fields.every(isSame), "a field read where it stands is its text");
  });
  const numbers = [...rows, ...refused.map(({ row }) => row)].toSorted((one, other) => one - other);
  demand(
    numbers.length === records && numbers.every((row, at) => row === at + 1),
    "every record is given or refused, once",
  );
  return refused.length > 0 ? "refused" : "accepted";
});

/** The contests that a mapping is for, with every box that it names. */
function contestsOf(mapping: Mapping) {
  const known: readonly string[] = [...TOTAL_BOXES, ...FORM.boxes, "ANA", "BEA"];
  const more = Object.keys(mapping.boxes).filter((box) => !known.includes(box));
  const contests = more.length === 0 ? CONTESTS : [contestOf("mayor", more)];
  return { mapping, contests, form: FORM };
}

function checkSheets(bytes: Uint8Array, mapping: Mapping): Fate {
  const parsed = parseSheets(bytes, contestsOf(mapping));
  for (const sheets of parsed.sheets) {
    demand(sheets.counts.length === sheets.stations.length * sheets.boxNames.length, "a count for every box");
    demand(
      sheets.counts.every((count) => count >= NOT_ON_FORM && count <= COUNT_MAXIMUM),
      "counts are counts",
    );
    demand(
      sheets.stations.every((id) => id !== "" && id.length <= 200 && !/\p{Cc}/u.test(id)),
      "stations are named",
    );
    demand(
      sheets.unitPathOfRow.every((path) => path >= -1 && path < sheets.unitPaths.length),
      "paths exist",
    );
    const again = written(sheets, mapping);
    if (again === undefined) continue;
    const [same] = parseSheets(again, {
      mapping,
      contests: CONTESTS,
      form: { boxes: ["used"], sums: [] },
    }).sheets;
    demand(
      JSON.stringify([...(same?.counts ?? [])]) === JSON.stringify([...sheets.counts]),
      "written and read is the same",
    );
  }
  return parsed.sheets.length > 0 ? "accepted" : "refused";
}

function written(sheets: Parameters<typeof formatSheets>[0], mapping: Mapping): Uint8Array | undefined {
  try {
    return formatSheets(sheets, { mapping });
  } catch {
    return undefined;
  }
}

/** Tables with the columns a mapping names, mostly: cells of all kinds, a column twice, missing or in excess, ragged rows. */
const CELLS = (
  "1|2|30|007|2147483647|2147483648|-1|1.0|1.204|1,204|1 204|?|-||s1|s2|s 1|ANA|BEA|mayor|council|MAYOR|Blank Votes|" +
  'validVotes|__proto__|=1+1|"q"|a,b|a;b|a\nb|Ñandú|N\u0303|\u0007|\uFEFF|a > b|a.b| x '
).split("|");
const cell = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...CELLS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) },
);
function tableFor(mapping: Mapping): fc.Arbitrary<Uint8Array> {
  const columns = columnsNamed(mapping);
  const delimiter = mapping.table.delimiter ?? ",";
  const quoted = (text: string) => (/[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const header = fc.oneof(
    { weight: 9, arbitrary: fc.constant(columns) },
    { weight: 1, arbitrary: fc.shuffledSubarray([...columns, ...columns.slice(0, 1), "extra"]) },
  );
  const row = fc.tuple(
    ...columns.map((column) =>
      fc.oneof(
        { weight: 30, arbitrary: fc.constantFrom(...cellsOf(column, mapping)) },
        { weight: 1, arbitrary: cell },
      ),
    ),
  );
  const rows = fc.array(fc.oneof({ weight: 20, arbitrary: row }, { weight: 1, arbitrary: fc.array(cell) }), {
    maxLength: 12,
  });
  return fc.tuple(header, rows, fc.constantFrom("\n", "\r\n", "\r")).map(([names, lines, end]) => {
    const above = end.repeat(mapping.table.headerRow - 1);
    return utf8(above + [names, ...lines].map((line) => line.map(quoted).join(delimiter) + end).join(""));
  });
}

/** What a column holds in a table that is right. */
function cellsOf(column: string, mapping: Mapping): readonly string[] {
  if (typeof mapping.contest === "object" && mapping.contest.column === column)
    return ["mayor", "council", "MAYOR"];
  if (mapping.shape === "long" && mapping.selection.column === column)
    return ["ANA", "BEA", "Blank Votes", "validVotes", "used"];
  if (Object.values(mapping.boxes).includes(column) || (mapping.shape === "long" && mapping.votes === column))
    return ["0", "1", "30", "007", "2147483647", ...mapping.illegible, ...mapping.notOnForm];
  return ["1", "2", "s1", "s2", "Ñandú"];
}
const mapped = (mappings: readonly Mapping[]) =>
  fc.constantFrom(...mappings).chain((mapping) => fc.tuple(tableFor(mapping), fc.constant(mapping)));

fuzz("sheets of a table by fixed mappings", mapped(MAPPINGS), ([bytes, mapping]) =>
  checkSheets(bytes, mapping),
);
const builtIn = BUILT_IN_MAPPINGS.flatMap((name) => builtInMapping(name) ?? []);
fuzz("sheets of a table by built-in mappings", mapped(builtIn), ([bytes, mapping]) =>
  checkSheets(bytes, mapping),
);
fuzz("sheets of broken text", fc.tuple(csv, fc.constantFrom(...MAPPINGS)), ([bytes, mapping]) =>
  checkSheets(bytes, mapping),
);

const MAPPING_WORDS = [
  "wide",
  "long",
  "boxes",
  "column",
  "values",
  "selection",
  "votes",
  "pad",
  "join",
  "ANA",
  "used",
];
const mappingValues = mutatedJson(
  corpusTexts("mapping").flatMap((text) => (text.startsWith("{") ? [JSON.parse(text) as unknown] : [])),
  MAPPING_WORDS,
);
fuzz("a mapping, and tables read by it", fc.tuple(mappingValues, fc.nat()), ([value, seed]) => {
  const mapping = parseMapping(JSON.stringify(value));
  const [table] = fc.sample(tableFor(mapping), { seed, numRuns: 1 });
  checkSheets(table ?? new Uint8Array(), mapping);
  return "accepted";
});

fuzz("text of a mapping", mutatedTexts(corpusTexts("mapping"), MAPPING_WORDS), (text) => {
  parseMapping(text);
  return "accepted";
});

const cells = fc.array(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", '"=1', " =1", "＝1"),
    fc.nat(),
    fc.constant(undefined),
  ),
  { minLength: 1 },
);
fuzz("cells of a published CSV", cells, (given) => {
  const text = formatCsvRow(given);
  demand(text.endsWith("\n"), "a row ends");
  const table = parseTable(`${given.map((_, at) => `c${at}`).join(",")},last\n${text.slice(0, -1)},x\n`);
  const { refused } = eachRecord(table, (record) => {
    const fields = record.texts();
    demand(fields.length === given.length + 1, "a row has its cells");
    // What a spreadsheet takes for a formula begins so; a number of ours is no text.
    for (const [at, field] of fields.entries())
      demand(
        typeof given[at] === "number" || !/^[=+\-@\t\r]/.test(field),
        `no formula: ${JSON.stringify(field)}`,
      );
  });
  demand(refused.length === 0 || given.length === 0, "a row is read again");
  return "accepted";
});

const IMAGES = [
  pngOf(3),
  Buffer.from(
    "ffd8ffe000104a46494600010100000100010000ffe1001645786966000049492a0008000000010012010300ffdb000400ffda000400ffd9",
    "hex",
  ),
  Buffer.from(
    "ffd8ffe1001a45786966000049492a000800000001001201030001000000060000ffda0004ff00ffd0ffd9",
    "hex",
  ),
];
const imageWords = ["IHDR", "IDAT", "IEND", "tEXt", "eXIf", "Exif\0\0", "JFIF\0", "ICC_PROFILE\0"].map(
  (word) => utf8(word),
);
fuzz(
  "an image",
  mutatedBytes(IMAGES, [...imageWords, Uint8Array.of(0xff, 0xd9), Uint8Array.of(0xff, 0xe1, 0, 2)]),
  (bytes) => {
    const stripped = stripImageMetadata(bytes);
    if (stripped.kind !== "stripped") return "refused";
    // A bare orientation may be 36 bytes where a broken segment said it in fewer.
    demand(stripped.bytes.length <= bytes.length + 36, "nothing grows");
    const again = stripImageMetadata(stripped.bytes);
    demand(again.kind === "stripped" && again.removed.length === 0, "nothing is left to take out");
    return "accepted";
  },
);

const drawn = [
  await QRCode.toBuffer("Z-7.B!120,95,3!4!1", { scale: 2 }),
  new Uint8Array(
    await sharp(await QRCode.toBuffer("A!1,2,3!0!0", { scale: 3 }))
      .jpeg()
      .toBuffer(),
  ),
];
const reader = await qrReader();
fuzzLater("an image looked through for codes", mutatedBytes(drawn, imageWords), async (bytes) => {
  try {
    const { texts } = await reader.read(bytes, []);
    demand(
      texts.length <= 8 && texts.every((text) => text.length <= 10_000),
      "few texts, and none without end",
    );
    return "accepted";
  } catch (error) {
    // The pipeline takes any error of the decoder for an image that cannot be opened.
    demand(error instanceof Error && !error.message.startsWith("not so"), String(error));
    return "refused";
  }
});

const SHEET_WORDS = [
  '<c r="B2"><v>7</v></c>',
  '<row r="3">',
  "</row>",
  "<c ",
  't="s"',
  't="inlineStr"',
  't="b"',
  't="e"',
  't="d"',
  's="1"',
  "<v>",
  "</v>",
  "<is><t>",
  "&lt;",
  "&#0;",
  "&#x110000;",
  "<![CDATA[",
  "]]>",
  "<!--",
  "-->",
  "<?",
  "<!DOCTYPE",
  "<f>",
  'r="A1048576"',
  'r="XFD1"',
  "<mergeCells>",
];
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const PARTS = {
  "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels":
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
  "xl/styles.xml": `<styleSheet ${MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  "xl/sharedStrings.xml": `<sst ${MAIN}><si><t>station</t></si><si><r><t>AN</t></r><r><t>A</t></r></si></sst>`,
  "xl/worksheets/sheet1.xml": `<worksheet ${MAIN}><dimension ref="A1:B3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>s1</t></is></c><c r="B2"><v>30</v></c><c r="C2" s="1"><v>45501.5</v></c><c r="D2" t="b"><v>1</v></c></row></sheetData></worksheet>`,
};
const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
const workbooks = fc
  .tuple(fc.constantFrom(...names), fc.nat())
  .chain(([name]) => mutatedTexts([PARTS[name]], SHEET_WORDS).map((text) => ({ ...PARTS, [name]: text })));
const zipped = (parts: Readonly<Record<string, string>>) =>
  storeZip(new Map(Object.entries(parts).map(([name, text]) => [name, utf8(text)])));

async function checkWorkbook(bytes: Uint8Array): Promise<Fate> {
  const { csv } = await tableOfExcel(bytes);
  demand(csv.length < 10_000_000, "a small workbook gives no large table");
  parseUtf8(csv);
  return "accepted";
}
fuzzLater("a workbook with one part changed", workbooks, (parts) => checkWorkbook(zipped(parts)));
fuzzLater(
  "the bytes of a workbook",
  mutatedBytes([zipped(PARTS)], [utf8("PK\u0001\u0002"), utf8("PK\u0003\u0004"), utf8("PK\u0005\u0006")]),
  checkWorkbook,
);

tellExecutions();

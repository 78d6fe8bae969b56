import { InputError } from "../../core/input-error.ts";

/** What spreadsheet programs can hold. */
const ROWS_MAXIMUM = 1_048_576;
const COLUMNS_MAXIMUM = 16_384;
/** Rows times columns that a sheet may span: each of them takes memory, empty or not. */
const CELLS_MAXIMUM = 20_000_000;

const TAG = /<(?:[\w.-]+:)?(row|c)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const TAG_START = /<(?:[\w.-]+:)?(?:row|c)(?![\w.:-])/g;
const PLACE = /(?<=\s)r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Throws InputError where the XML of a sheet claims more cells than the limits, or says a cell's place in any other way
 * than programs do: the reader of workbooks makes every row and column up to the last one that is named.
 */
export function requireBoundedSheet(xml: Uint8Array, name: string): void {
  // Every byte of a character beyond ASCII is beyond ASCII, so tags can be looked for byte by byte.
  const text = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).toString("latin1");
  const refuse = (reason: string) => new InputError("workbook", [`${name}: ${reason}`]);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw refuse("declares a document type, as no workbook does");
  let [rows, columns] = [0, 0];
  TAG_START.lastIndex = 0;
  for (let found = TAG_START.exec(text); found !== null; found = TAG_START.exec(text)) {
    TAG.lastIndex = found.index;
    const [, tag, attributes = "", closed] = TAG.exec(text) ?? [];
    if (tag === undefined) throw refuse(`has a row or cell that is not well formed, at byte ${found.index}`);
    for (const [, one, other] of attributes.matchAll(PLACE)) {
      const place = one ?? other ?? "";
      const [, letters = "", digits = ""] = /^([A-Z]{0,3})([1-9][0-9]{0,6})$/.exec(place) ?? [];
      const [row, column] = [Number(digits), columnOf(letters)];
      if ((letters === "") !== (tag === "row") || row < 1 || row > ROWS_MAXIMUM || column > COLUMNS_MAXIMUM)
        throw refuse(`has a ${tag === "row" ? "row" : "cell"} at ${JSON.stringify(place.slice(0, 20))}`);
      if (tag === "row" || closed === "/") continue;
      rows = Math.max(rows, row);
      columns = Math.max(columns, column);
    }
  }
  if (rows * columns > CELLS_MAXIMUM)
    throw refuse(
      `spans ${rows} rows and ${columns} columns, more than ${CELLS_MAXIMUM} cells: save the sheet as CSV and import that`,
    );
}

/** 1 for A, 27 for AA; 0 for none. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

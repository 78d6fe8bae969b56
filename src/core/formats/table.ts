import { InputError } from "../input-error.ts";
import { composeText, MARKS_MAXIMUM } from "./compose-text.ts";
import {
  COLUMNS_MAXIMUM,
  lineEnd,
  RecordScanner,
  type LineEnding,
  type TableRecord,
} from "./record-scanner.ts";
import type { RefusedRow, TableDescription } from "./sheet-table.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

export type Encoding = TableDescription["encoding"];

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

/** A table of text whose column names are known. `eachRecord` reads the records below them. */
export interface Table {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly text: string;
  /** Where in the text the line of column names begins. */
  readonly headerStart: number;
}

/** What stands in a table below its column names. */
export interface RecordsRead {
  /** Those given and those refused. */
  readonly records: number;
  /** Records that are empty, ragged or wrongly quoted, in the order of the file. */
  readonly refused: readonly RefusedRow[];
  /** How its lines end, that of the column names with them. */
  readonly lineEnding: LineEnding;
}

const DELIMITERS = [",", ";", "\t", "|"];
const BYTES_MAXIMUM = 500_000_000;

/**
 * The text of a file. A byte order mark decides, then the encoding asked for, then whether the bytes are UTF-8; all
 * else is read as windows-1252, of which ISO-8859-1 text is a part. Throws InputError where it cannot be text.
 */
export function decodeText(bytes: Uint8Array, encoding?: Encoding): DecodedText {
  if (bytes.length > BYTES_MAXIMUM)
    throw new InputError("table", [`is over ${BYTES_MAXIMUM} bytes: import it in parts`]);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    throw new InputError("table", ["is a workbook or another ZIP file, not text"]);
  const marked = markOf(bytes);
  const known = marked ?? encoding;
  const text = known === undefined ? decode(bytes, "utf-8") : decode(bytes, known);
  if (text === undefined && known !== undefined)
    throw new InputError("table", [
      marked === undefined
        ? `is not ${known}, as the mapping says: correct or leave out table.encoding`
        : `begins as ${known} does (byte order mark), but is not ${known}`,
    ]);
  const decoded = text ?? decodeWindows1252(bytes);
  if (decoded.includes("\0"))
    throw new InputError("table", [
      'holds NUL characters: it is no text, or UTF-16 without a byte order mark (set table.encoding to "utf-16le")',
    ]);
  return {
    text: decoded,
    encoding: known ?? (text === undefined ? "windows-1252" : "utf-8"),
    byteOrderMark: marked !== undefined,
  };
}

function markOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** The text without its byte order mark; undefined where the bytes are malformed. */
function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  if (encoding === "windows-1252") return decodeWindows1252(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * The table a text holds, with any of four delimiters and of three line breaks. All text is put into NFC, so that names
 * typed on different machines compare equal. Throws InputError where it has no line of column names.
 */
export function parseTable(
  given: string,
  options: { delimiter?: string | undefined; headerRow?: number } = {},
): Table {
  const text = composeText(given);
  if (text === undefined)
    throw new InputError("table", [`holds a character with more than ${MARKS_MAXIMUM} marks: it is no text`]);
  const headerRow = options.headerRow ?? 1;
  const headerStart = lineStart(text, headerRow);
  if (headerStart >= text.length)
    throw new InputError("table", [
      text === "" ? "is empty" : `has no line ${headerRow} for the column names`,
    ]);
  const delimiter = options.delimiter ?? detectDelimiter(text, headerStart);
  const header = new RecordScanner(text, delimiter, headerStart);
  header.next();
  if (header.flaw !== undefined) throw new InputError("table", [`the line of column names: ${header.flaw}`]);
  if (header.fields < 2)
    throw new InputError("table", [
      `its only column is ${quoted(text.slice(headerStart, header.end))}: is ${quoted(delimiter)} the delimiter and line ${headerRow} the column names?`,
    ]);
  if (header.fields > COLUMNS_MAXIMUM)
    throw new InputError("table", [`has ${header.fields} columns, more than ${COLUMNS_MAXIMUM}`]);
  return { delimiter, columns: header.texts().map((name) => name.trim()), text, headerStart };
}

/**
 * Gives the records with their numbers in the file, 1 being the first after the header. One with too few or too many
 * fields, wrongly quoted or empty is refused by its number; it never moves the fields of its neighbours.
 */
export function eachRecord(table: Table, each: (record: TableRecord, row: number) => void): RecordsRead {
  const scanner = new RecordScanner(table.text, table.delimiter, table.headerStart);
  const refused: RefusedRow[] = [];
  let lineEnding: LineEnding | undefined;
  let records = -1;
  while (scanner.next()) {
    records += 1;
    lineEnding ??= scanner.lineBreak;
    if (scanner.lineBreak !== undefined && scanner.lineBreak !== lineEnding) lineEnding = "mixed";
    // The first is the line of column names.
    const reason = records === 0 ? undefined : reasonToRefuse(scanner, table.columns.length);
    if (reason !== undefined) refused.push({ row: records, reason });
    else if (records > 0) each(scanner, records);
  }
  return { records, refused, lineEnding: lineEnding ?? "LF" };
}

/** How many lines end with a line feed: as many records as most tables have, and more than those with one inside a field. */
export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

/** One line of a table: a cell is quoted where any reader could take a character of it for a mark. */
export function formatRecord(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => (/["\r\n,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)}\n`;
}

/** A text as shown in a message: in quotation marks, on one line, and not endless. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function reasonToRefuse(scanner: RecordScanner, fields: number): string | undefined {
  if (scanner.flaw !== undefined) return scanner.flaw;
  if (scanner.blank) return "empty record";
  if (scanner.fields === fields) return undefined;
  return `has ${scanner.fields} fields where the header has ${fields}`;
}

/** Where the given line of the file begins, 1 being the first; the text's length where there are fewer. */
function lineStart(text: string, line: number): number {
  let at = 0;
  for (let passed = 1; passed < line && at < text.length; passed += 1) {
    const end = lineEnd(text, at);
    at = Math.min(text.length, text.startsWith("\r\n", end) ? end + 2 : end + 1);
  }
  return at;
}

/** The delimiter that stands most often in the line of column names, outside quotation marks; a comma if none does. */
function detectDelimiter(text: string, headerStart: number): string {
  const counts = new Map(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let inQuotes = false;
  for (let at = headerStart; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') inQuotes = !inQuotes;
    if (inQuotes) continue;
    if (character === "\n" || character === "\r") break;
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
  }
  const most = Math.max(...counts.values());
  return DELIMITERS.find((delimiter) => counts.get(delimiter) === most) ?? ",";
}

import { initParser } from "udsv";

import { GrowingInt32 } from "../growing-array.ts";
import { InputError } from "../input-error.ts";
import { composeText, MARKS_MAXIMUM } from "./compose-text.ts";
import type { RefusedRow, TableDescription } from "./sheet-table.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

export type Encoding = TableDescription["encoding"];
export type LineEnding = TableDescription["lineEnding"];

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

/** A table of text, split into records that all have as many fields as the header. `eachRecord` reads them. */
export interface Table {
  readonly delimiter: string;
  readonly lineEnding: LineEnding;
  readonly columns: readonly string[];
  /** Records after the header: those `eachRecord` gives and those refused. */
  readonly records: number;
  /** Records that are empty, ragged or wrongly quoted, in the order of the file. */
  readonly refused: readonly RefusedRow[];
  /** The records not refused, parted by `soundEnding`. */
  readonly sound: string;
  readonly soundEnding: string;
}

const DELIMITERS = [",", ";", "\t", "|"];
const LINE_BREAKS = { LF: "\n", CRLF: "\r\n", CR: "\r", mixed: "\n" } as const;
const BYTES_MAXIMUM = 500_000_000;
/** As many as a sheet of a workbook has. */
const COLUMNS_MAXIMUM = 16_384;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

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
 * The records of a text (RFC 4180, with any of four delimiters and of three line breaks). A record with too few or too
 * many fields, wrongly quoted or empty is refused by its number; it never moves the fields of its neighbours. All text
 * is put into NFC, so that names typed on different machines compare equal.
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
  const scanner = new RecordScanner(text, delimiter);
  scanner.scan(headerStart);
  const header = text.slice(headerStart, scanner.end);
  if (scanner.flaw !== undefined)
    throw new InputError("table", [`the line of column names: ${scanner.flaw}`]);
  if (scanner.fields < 2)
    throw new InputError("table", [
      `its only column is ${quoted(header)}: is ${quoted(delimiter)} the delimiter and line ${headerRow} the column names?`,
    ]);
  if (scanner.fields > COLUMNS_MAXIMUM)
    throw new InputError("table", [`has ${scanner.fields} columns, more than ${COLUMNS_MAXIMUM}`]);
  const columns: string[] = [];
  splitRecords(header, { delimiter, ending: "\n", fields: scanner.fields }, (names) => {
    columns.push(...names.map((name) => name.trim()));
  });
  const records = scanRecords(scanner, columns.length);
  const whole = records.lineEnding !== "mixed" && records.refused.length === 0;
  return {
    delimiter,
    lineEnding: records.lineEnding,
    columns,
    records: records.count,
    refused: records.refused,
    sound: whole ? text.slice(records.start) : joinRecords(text, records.bounds),
    soundEnding: whole ? LINE_BREAKS[records.lineEnding] : "\n",
  };
}

/** Gives every record that was not refused, with its number in the file, 1 being the first after the header. */
export function eachRecord(table: Table, each: (fields: readonly string[], row: number) => void): void {
  const { delimiter, soundEnding: ending, columns, refused } = table;
  let row = 0;
  let next = 0;
  splitRecords(table.sound, { delimiter, ending, fields: columns.length }, (fields) => {
    row += 1;
    while (refused[next]?.row === row) {
      row += 1;
      next += 1;
    }
    each(fields, row);
  });
  const given = row + refused.length - next;
  if (given !== table.records) throw new Error(`${given} records of ${table.records} were read`);
}

/** One line of a table: a cell is quoted where any reader could take a character of it for a mark. */
export function formatRecord(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => (/["\r\n,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)}\n`;
}

/** A text as shown in a message: in quotation marks, on one line, and not endless. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/**
 * udsv splits fast, but moves the fields of ragged records into the next ones and drops empty lines: it is only given
 * records that the scanner below found to be sound, and `eachRecord` holds its count against the scanner's.
 */
function splitRecords(
  text: string,
  shape: { delimiter: string; ending: string; fields: number },
  each: (fields: readonly string[]) => void,
): void {
  const quote = text.includes('"') ? '"' : "";
  const parser = initParser({
    col: shape.delimiter,
    row: shape.ending,
    encl: quote,
    esc: quote,
    trim: false,
    cols: Array.from({ length: shape.fields }, (_, at) => ({
      name: String(at),
      type: "s",
      repl: UNREPLACED,
    })),
  });
  // udsv takes a byte order mark off what it is given: here it would be part of a field.
  const given = text.startsWith("\uFEFF") ? `\uFEFF${text}` : text;
  parser.stringArrs<string[]>(given, (fields) => {
    each(fields);
  });
}
const UNREPLACED = { empty: undefined, null: undefined, NaN: undefined };

interface ScannedRecords {
  readonly start: number;
  readonly count: number;
  readonly lineEnding: LineEnding;
  readonly refused: readonly RefusedRow[];
  /** Where each record that is not refused begins and ends, in turns. */
  readonly bounds: Int32Array;
}

/** Every record after the one the scanner stands on, the header. */
function scanRecords(scanner: RecordScanner, fields: number): ScannedRecords {
  const refused: RefusedRow[] = [];
  const bounds = new GrowingInt32();
  const breaks = new Set<LineEnding>();
  const start = scanner.after;
  let count = 0;
  if (scanner.lineBreak !== undefined) breaks.add(scanner.lineBreak);
  while (scanner.after < scanner.text.length) {
    scanner.scan(scanner.after);
    count += 1;
    if (scanner.lineBreak !== undefined) breaks.add(scanner.lineBreak);
    const reason = reasonToRefuse(scanner, fields);
    if (reason === undefined) {
      bounds.push(scanner.start);
      bounds.push(scanner.end);
    } else refused.push({ row: count, reason });
  }
  const [only = "LF", ...others] = breaks;
  const lineEnding = others.length > 0 ? "mixed" : only;
  return { start, count, lineEnding, refused, bounds: bounds.values() };
}

function reasonToRefuse(scanner: RecordScanner, fields: number): string | undefined {
  if (scanner.flaw !== undefined) return scanner.flaw;
  if (scanner.blank) return "empty record";
  if (scanner.fields === fields) return undefined;
  return `has ${scanner.fields} fields where the header has ${fields}`;
}

function joinRecords(text: string, bounds: Int32Array): string {
  const records: string[] = [];
  for (let at = 0; at < bounds.length; at += 2) records.push(text.slice(bounds[at], bounds[at + 1]));
  return records.join("\n");
}

/**
 * Finds where one record ends and how many fields it has. A field is quoted where a quotation mark is its first
 * character; a wrongly quoted record ends with its line, so that it cannot swallow the records after it.
 */
class RecordScanner {
  readonly text: string;
  readonly #delimiter: number;
  start = 0;
  /** Where the record's line break stands, and the character after it. */
  end = 0;
  after = 0;
  fields = 0;
  blank = true;
  flaw: string | undefined;
  lineBreak: LineEnding | undefined;

  constructor(text: string, delimiter: string) {
    this.text = text;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  scan(from: number): void {
    const { text } = this;
    this.start = from;
    this.fields = 1;
    this.blank = true;
    this.flaw = undefined;
    let at = from;
    let fieldStart = true;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) break;
      if (code === QUOTE && fieldStart) {
        const close = closingQuote(text, at);
        this.flaw = this.#flawAt(close);
        if (this.flaw !== undefined) {
          at = lineEnd(text, from);
          break;
        }
        if (close > at + 1) this.blank = false;
        at = close;
        fieldStart = false;
      } else if (code === this.#delimiter) {
        this.fields += 1;
        fieldStart = true;
      } else {
        if (code > SPACE) this.blank = false;
        fieldStart = false;
      }
      at += 1;
    }
    this.#endAt(at);
  }

  #flawAt(close: number): string | undefined {
    if (close < 0) return "a quotation mark opens a field and is never closed";
    const code = this.text.charCodeAt(close + 1);
    if (close + 1 === this.text.length || code === this.#delimiter || code === LF || code === CR)
      return undefined;
    return "text follows the quotation mark that closes a field";
  }

  #endAt(end: number): void {
    const code = this.text.charCodeAt(end);
    const pair = code === CR && this.text.charCodeAt(end + 1) === LF;
    this.end = end;
    this.after = end + (pair ? 2 : 1);
    if (end === this.text.length) this.lineBreak = undefined;
    else if (pair) this.lineBreak = "CRLF";
    else this.lineBreak = code === LF ? "LF" : "CR";
  }
}

/** The quotation mark that closes the one at `open`, two in a row being one of the text; -1 where there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== LF && text.charCodeAt(at) !== CR) at += 1;
  return at;
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

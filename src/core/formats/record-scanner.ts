import type { TableDescription } from "./sheet-table.ts";

export type LineEnding = TableDescription["lineEnding"];

/** As many as a sheet of a workbook has. */
export const COLUMNS_MAXIMUM = 16_384;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** One record of a table, its fields where they stand in the text: good until the next record is read. */
export interface TableRecord {
  /** How many fields it has. */
  readonly fields: number;
  /** The field in that column, 0 being the first; empty where the record has none. */
  text(column: number): string;
  /** Every field. */
  texts(): readonly string[];
  /** What is written from one column to another, as it stands in the file. */
  part(first: number, last: number): string;
  /** What `parse` makes of a field: it is given a text, and from where to where in it the field stands. */
  read<Value>(column: number, parse: (text: string, from: number, to: number) => Value): Value;
}

/**
 * Finds one record after another and the fields in it, whichever line break it ends with (RFC 4180). A field is quoted
 * where a quotation mark is its first character; a wrongly quoted record ends with its line, so that it cannot swallow
 * the records after it.
 */
export class RecordScanner implements TableRecord {
  fields = 0;
  /** Whether no field holds anything but spaces outside quotation marks. */
  blank = true;
  /** What is wrong with its quotation marks: its fields are not known then. */
  flaw: string | undefined;
  /** Where the record ends, with which line break, and where the next begins. */
  end: number;
  lineBreak: LineEnding | undefined;
  after: number;
  readonly #text: string;
  readonly #delimiter: number;
  /** The place before the first field, and the one after each field as far as a table may have columns. */
  readonly #marks = new Int32Array(COLUMNS_MAXIMUM + 1);

  constructor(text: string, delimiter: string, from: number) {
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
    this.end = from;
    this.after = from;
  }

  /** Goes on to the next record; false where there is none. */
  next(): boolean {
    const [text, delimiter, marks] = [this.#text, this.#delimiter, this.#marks];
    const highest = Math.max(delimiter, QUOTE);
    let at = this.after;
    let fieldStart = at;
    let fields = 0;
    let blank = true;
    if (at >= text.length) return false;
    this.flaw = undefined;
    marks[0] = at - 1;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > highest) blank = false;
      else if (code === delimiter) {
        marks[++fields] = at;
        fieldStart = at + 1;
      } else if (code === LF || code === CR) break;
      else if (code === QUOTE && at === fieldStart) {
        const close = closingQuote(text, at);
        this.flaw = this.#flawAt(close);
        if (this.flaw !== undefined) {
          at = lineEnd(text, this.after);
          break;
        }
        if (close > at + 1) blank = false;
        at = close;
      } else if (code > SPACE) blank = false;
    }
    marks[++fields] = at;
    this.fields = fields;
    this.blank = blank;
    this.#endAt(at);
    return true;
  }

  text(column: number): string {
    if (column < 0 || column >= this.fields) return "";
    const from = this.#from(column);
    const to = this.#to(column);
    if (!this.#isQuoted(from)) return this.#text.slice(from, to);
    return this.#text.slice(from + 1, to - 1).replaceAll('""', '"');
  }

  texts(): readonly string[] {
    return Array.from({ length: this.fields }, (_, column) => this.text(column));
  }

  part(first: number, last: number): string {
    return this.#text.slice(this.#from(first), this.#to(last));
  }

  read<Value>(column: number, parse: (text: string, from: number, to: number) => Value): Value {
    if (column >= 0 && column < this.fields) {
      const from = this.#from(column);
      if (!this.#isQuoted(from)) return parse(this.#text, from, this.#to(column));
    }
    const text = this.text(column);
    return parse(text, 0, text.length);
  }

  #from(column: number): number {
    return (this.#marks[column] ?? 0) + 1;
  }

  #to(column: number): number {
    return this.#marks[column + 1] ?? 0;
  }

  #isQuoted(from: number): boolean {
    return from < this.#text.length && this.#text.charCodeAt(from) === QUOTE;
  }

  #flawAt(close: number): string | undefined {
    if (close < 0) return "a quotation mark opens a field and is never closed";
    const end = close + 1;
    if (end === this.#text.length) return undefined;
    const code = this.#text.charCodeAt(end);
    if (code === this.#delimiter || isLineBreak(code)) return undefined;
    return "text follows the quotation mark that closes a field";
  }

  #endAt(end: number): void {
    this.lineBreak = lineBreakAt(this.#text, end);
    this.end = end;
    this.after = end + (this.lineBreak === "CRLF" ? 2 : 1);
  }
}

function isLineBreak(code: number): boolean {
  return code === LF || code === CR;
}

function lineBreakAt(text: string, at: number): LineEnding | undefined {
  if (at === text.length) return undefined;
  if (text.charCodeAt(at) === LF) return "LF";
  return text.startsWith("\n", at + 1) ? "CRLF" : "CR";
}

/** Where the line that `from` stands in ends. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineBreak(text.charCodeAt(at))) at += 1;
  return at;
}

/** The quotation mark that closes the one at `open`, two in a row being one of the text; -1 where there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

import { InputError } from "../input-error.ts";
import { decodeText, eachRecord, parseTable, quoted } from "./table.ts";

/** More than anybody could go through by hand. */
const ROWS_MOST = 100_000;

/**
 * Every record of a CSV file, rows numbered from 1 after the line of column names. What the header or a row does wrong
 * is gathered, and thrown together as one InputError.
 */
export function readRows<Read>(
  bytes: Uint8Array,
  what: string,
  begin: (columns: readonly string[]) => {
    readonly problems: readonly string[];
    readonly read: (row: Row) => Read | undefined;
  },
): readonly Read[] {
  try {
    const table = parseTable(decodeText(bytes).text);
    const { columns } = table;
    const { problems: ofHeader, read } = begin(columns);
    if (ofHeader.length > 0) throw new InputError(what, ofHeader);
    const inRows: string[] = [];
    const rows: Read[] = [];
    const { records, refused } = eachRecord(table, (record, row) => {
      if (row > ROWS_MOST) return;
      const value = read(new Row({ columns, fields: record.texts(), row }, inRows));
      if (value !== undefined) rows.push(value);
    });
    if (records > ROWS_MOST)
      throw new InputError(what, [`has ${records} rows; at most ${ROWS_MOST} are read`]);
    const problems = [...refused.map(({ row, reason }) => `row ${row}: ${reason}`), ...inRows];
    if (problems.length > 0) throw new InputError(what, problems);
    return rows;
  } catch (error) {
    if (error instanceof InputError && error.what !== what) throw new InputError(what, error.problems);
    throw error;
  }
}

/** The cells of one record, read by the name of their column; what is wrong is kept with its row and column. */
export class Row {
  readonly #columns: readonly string[];
  readonly #fields: readonly string[];
  readonly #row: number;
  readonly #problems: string[];

  constructor(
    given: { readonly columns: readonly string[]; readonly fields: readonly string[]; readonly row: number },
    problems: string[],
  ) {
    this.#columns = given.columns;
    this.#fields = given.fields;
    this.#row = given.row;
    this.#problems = problems;
  }

  text(column: string): string {
    const at = this.#columns.indexOf(column);
    return at < 0 ? "" : (this.#fields[at] ?? "").trim();
  }

  required(column: string): string {
    const text = this.text(column);
    if (text === "") this.refuse("is empty", column);
    return text;
  }

  /** A whole number of plain digits; undefined where the cell is empty or no such number, the latter being a problem. */
  count(column: string): number | undefined {
    const text = this.text(column);
    if (text === "") return undefined;
    if (/^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
    this.refuse(`${quoted(text)} is not a whole number in plain digits`, column);
    return undefined;
  }

  refuse(problem: string, column?: string): void {
    const place = column === undefined ? "" : `, column ${quoted(column)}`;
    this.#problems.push(`row ${this.#row}${place}: ${problem}`);
  }
}

import { utf8 } from "../bytes.ts";

/** A cell: text, a number, or nothing. */
export type Cell = string | number | undefined;

/**
 * RFC 4180 with LF. A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a return)
 * gets an apostrophe before it, since whoever opens the file in a spreadsheet must not run what a stranger wrote.
 */
export function formatCsvRow(cells: readonly Cell[]): string {
  return `${cells.map(formatCell).join(",")}\n`;
}

function formatCell(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows gathered into the bytes of one file. */
export function csvBytes(header: readonly string[], rows: Iterable<readonly Cell[]>): Uint8Array {
  const parts = [formatCsvRow(header)];
  for (const row of rows) parts.push(formatCsvRow(row));
  return utf8(parts.join(""));
}

/** Rows as they stand in a file. */
export function csvRows(rows: Iterable<readonly Cell[]>): Uint8Array {
  let text = "";
  for (const row of rows) text += formatCsvRow(row);
  return utf8(text);
}

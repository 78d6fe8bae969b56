import { formatCount as count, formatShare as share, type NumberMarks } from "../core/site/number-format.ts";

const MARKS: NumberMarks = { thousands: ",", decimal: ".", percent: "%" };

/** A count for a terminal; what is not known is never a zero. */
export function formatCount(value: number | null | undefined): string {
  return value === undefined || value === null ? "unknown" : count(value, MARKS);
}

export function formatShare(part: number, whole: number): string {
  return share(part, whole, MARKS) ?? "";
}

/** Rows in columns: the first column to the left, the others to the right. */
export function formatColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** An argument as it can be pasted into a shell. */
export function quoted(argument: string): string {
  return /^[\w./:@%+=,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** The first lines of a list, and how many more there are. */
export function formatSome(lines: readonly string[], most: number, rest: string): string[] {
  return lines.length <= most
    ? [...lines]
    : [...lines.slice(0, most), `... and ${formatCount(lines.length - most)} more ${rest}`];
}

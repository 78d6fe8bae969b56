import { rangeOf } from "../core/range-of.ts";
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
  const widths = (rows[0] ?? []).map((_, column) => rangeOf(rows.map((row) => row[column]?.length ?? 0))[1]);
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

/** The largest time a Date can hold, in seconds. */
const TIME_MAXIMUM = 8_640_000_000_000;

/** A time in seconds since 1970, as somebody's clock said it: what is no date is told as the number it is. */
export function formatTime(seconds: number): string {
  return seconds <= TIME_MAXIMUM
    ? new Date(seconds * 1_000).toISOString().replace(".000Z", "Z")
    : `${seconds} seconds after 1970`;
}

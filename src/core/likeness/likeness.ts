import { z } from "zod";

import type { InkBits } from "./ink-bits.ts";

/** The method of `ink-bits.ts`; another one gets another name, and only likenesses of one method are compared. */
export const LIKENESS_METHOD = "ink-1";

const cellsSchema = z
  .string()
  .regex(
    /^(?:(?:[0-9a-f]{2,64}|blank|\?)(?: |$))+$/,
    "bits in hexadecimal, blank or ?, with one space between",
  )
  .max(1_000);

/**
 * How the numbers of a sheet look, row by row of its template: what is compared to find images of the same sheet. Each cell is
 * its bits in hexadecimal, "blank", or "?" where it could not be seen. docs/formats/openings.md.
 */
export const likenessSchema = z.strictObject({
  method: z.string().min(1).max(40),
  template: z.string().min(1).max(63),
  rows: z.record(z.string(), cellsSchema),
});
export type Likeness = z.infer<typeof likenessSchema>;

/** The likeness of a sheet whose rows' cells look so. */
export function likenessOf(
  template: string,
  rows: readonly { readonly id: string; readonly cells: readonly (InkBits | undefined)[] }[],
): Likeness {
  return {
    method: LIKENESS_METHOD,
    template,
    rows: Object.fromEntries(
      rows
        .filter(({ cells }) => cells.some((cell) => cell !== undefined))
        .map(({ id, cells }) => [id, cells.map(formatCell).join(" ")]),
    ),
  };
}

function formatCell(cell: InkBits | undefined): string {
  if (cell === undefined) return "?";
  if (cell === "blank") return "blank";
  let text = "";
  for (let at = 0; at < cell.length; at += 4) {
    const digit = [0, 1, 2, 3].reduce((value, bit) => value * 2 + (cell[at + bit] ?? 0), 0);
    text += digit.toString(16);
  }
  return text;
}

/** A likeness as numbers: of each row, of each cell 32 bits at a time; undefined for a cell that could not be seen. */
export type InkRows = ReadonlyMap<string, readonly (Uint32Array | undefined)[]>;

/** As numbers to compare; undefined where another method made it. */
export function parseLikeness({ method, rows }: Likeness): InkRows | undefined {
  if (method !== LIKENESS_METHOD) return undefined;
  return new Map(Object.entries(rows).map(([id, cells]) => [id, cells.split(" ").map(parseCell)]));
}

function parseCell(text: string): Uint32Array | undefined {
  if (text === "?") return undefined;
  if (text === "blank") return new Uint32Array(0);
  return Uint32Array.from({ length: Math.ceil(text.length / 8) }, (_, at) =>
    parseInt(text.slice(at * 8, at * 8 + 8).padEnd(8, "0"), 16),
  );
}

/** What two likenesses come to, side by side. */
export interface LikenessCompared {
  /** Rows that could be seen on both, with ink on one of them at least. */
  readonly rows: number;
  /** Those that look different, by their ids. */
  readonly differ: readonly string[];
  /** How much of all ink is common to both, 0 to 100. */
  readonly percent: number;
  /** Whether they may be of the same sheet, or the same image: look at both. */
  readonly alike: boolean;
}

/** A row looks different where less than this part of its ink is common to both (Jaccard 1912). */
const ROW_COMMON = 0.65;
/** Alike are images of which no more than this part of the rows, and of the ink, looks different. docs/decisions/0022. */
const PART_DIFFERENT = 0.2;
/** Of the largest numbers, which are the rows with the most ink, no more may look different; how many of all rows those are. */
const LARGEST_DIFFERENT = 1;
const LARGEST = 1 / 6;
/** What must be seen on both: fewer rows tell nothing, nor do fewer looks: a form full of zeros is like any other. */
const ROWS_MINIMUM = 6;
const ROWS_SEEN = 0.75;
const LOOKS_MINIMUM = 4;

/** Compares what can be seen on both, row by row. */
export function compareLikeness(one: InkRows, other: InkRows): LikenessCompared {
  const rows: { readonly id: string; readonly common: number; readonly all: number }[] = [];
  for (const [id, cells] of one) {
    const ink = commonInk(cells, other.get(id) ?? []);
    if (ink.all > 0) rows.push({ id, ...ink });
  }
  const differ = rows.filter(isDifferent);
  const largest = rows
    .toSorted((first, second) => second.all - first.all)
    .slice(0, Math.max(3, Math.round(rows.length * LARGEST)));
  const all = sumOf(rows, (row) => row.all);
  return {
    rows: rows.length,
    differ: differ.map(({ id }) => id),
    percent: all === 0 ? 0 : Math.floor((100 * sumOf(rows, (row) => row.common)) / all),
    alike:
      rows.length >= Math.max(ROWS_MINIMUM, ROWS_SEEN * Math.max(one.size, other.size)) &&
      differ.length <= PART_DIFFERENT * rows.length &&
      sumOf(differ, (row) => row.all) <= PART_DIFFERENT * all &&
      largest.filter(isDifferent).length <= LARGEST_DIFFERENT,
  };
}

function isDifferent({ common, all }: { readonly common: number; readonly all: number }): boolean {
  return common < ROW_COMMON * all;
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** Whether its rows look different enough from one another for anything to follow from another image that looks the same. */
export function isTelling(likeness: InkRows): boolean {
  const looks: (readonly (Uint32Array | undefined)[])[] = [];
  for (const cells of likeness.values()) {
    const isNew = looks.every((known) => isDifferent(commonInk(cells, known)));
    if (isNew) looks.push(cells);
    if (looks.length >= LOOKS_MINIMUM) return true;
  }
  return false;
}

function commonInk(
  one: readonly (Uint32Array | undefined)[],
  other: readonly (Uint32Array | undefined)[],
): { readonly common: number; readonly all: number } {
  let [common, all] = [0, 0];
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const [first, second] = [one[at], other[at]];
    if (first === undefined || second === undefined) continue;
    for (let word = 0; word < Math.max(first.length, second.length); word++) {
      const [bits, beside] = [first[word] ?? 0, second[word] ?? 0];
      common += countBits(bits & beside);
      all += countBits(bits | beside);
    }
  }
  return { common, all };
}

/** The bits set of 32 (Warren, Hacker's Delight, 2012, 5-1). */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

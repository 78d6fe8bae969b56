import type { Box, BoxName } from "../tally-sheet.ts";
import type { SheetTemplate } from "./sheet-template.ts";
import { parseDigitNames } from "./digit-names.ts";

/** What a reader made of one row in one attempt: the digits and the words, each from its own part of the image. */
export interface RowAttempt {
  readonly digits: string;
  readonly words: string;
}

/** What all attempts at one row come to. */
export type RowReading =
  | { readonly kind: "agreed"; readonly value: number }
  /** Both were read alike again and again, and say different numbers: the paper may do so itself. */
  | { readonly kind: "differ"; readonly digits: number; readonly words: number }
  | { readonly kind: "illegible" };

/** Attempts that must read a part alike, and the words without a wrong letter, before one is held against the other. */
const SURE = 3;

/**
 * Reconciles the digits of a row with its words. A number is taken only where both say it: they are read apart, so that the
 * same mistake in both is next to impossible. Attempts that read one of them otherwise are outvoted only by more that do not.
 */
export function reconcileRow(attempts: readonly RowAttempt[], template: SheetTemplate): RowReading {
  const digits = new Map<number, number>();
  const words = new Map<number, number>();
  let letters = 0;
  for (const attempt of attempts) {
    const number = parseDigits(attempt.digits, template.spelling.digits);
    const spelt = parseDigitNames(attempt.words, template.spelling);
    if (number !== undefined) digits.set(number, (digits.get(number) ?? 0) + 1);
    if (spelt === undefined) continue;
    words.set(spelt.value, (words.get(spelt.value) ?? 0) + 1);
    letters += spelt.distance;
  }
  const [number, spelt] = [mostFrequent(digits), mostFrequent(words)];
  if (number === undefined || spelt === undefined) return { kind: "illegible" };
  if (number.value === spelt.value) return { kind: "agreed", value: number.value };
  // An engine that overlooks one of two digits does so every time: that is not what the paper says.
  if (String(number.value).length !== String(spelt.value).length) return { kind: "illegible" };
  const isSure = number.times >= SURE && spelt.times >= SURE && digits.size === 1 && words.size === 1;
  if (isSure && letters === 0) return { kind: "differ", digits: number.value, words: spelt.value };
  return { kind: "illegible" };
}

/** A number in digits and nothing else, in its shortest form. */
function parseDigits(text: string, places: number): number | undefined {
  const bare = text.replaceAll(/\s/g, "");
  return /^(?:0|[1-9]\d*)$/.test(bare) && bare.length <= places ? Number(bare) : undefined;
}

/** The value seen most often; undefined where there is none, or two are as frequent. */
function mostFrequent(counts: ReadonlyMap<number, number>) {
  const [first, second] = [...counts]
    .map(([value, times]) => ({ value, times }))
    .toSorted((one, other) => other.times - one.times);
  return first === undefined || first.times === second?.times ? undefined : first;
}

/** The boxes that the rows come to. A box of several rows is illegible where one of them is. */
export function boxesOfRows(
  template: SheetTemplate,
  rows: ReadonlyMap<string, RowReading>,
): ReadonlyMap<BoxName, Box> {
  const boxes = new Map<BoxName, Box>();
  for (const { id, box } of template.rows) {
    const row = rows.get(id);
    const known = boxes.get(box) ?? 0;
    boxes.set(box, row?.kind === "agreed" && typeof known === "number" ? known + row.value : "illegible");
  }
  return boxes;
}

import { COUNT_MAXIMUM, ILLEGIBLE, NOT_ON_FORM } from "../tally-sheet.ts";
import type { Mapping } from "./mapping.ts";

/** No box says this: what `parse` gives for a text that is neither a count nor one of the mapping's words. */
export const NO_BOX = -4;

/** What a box that cannot be read is refused with. */
export const NOT_A_COUNT = `is not a count (a whole number from 0 to ${COUNT_MAXIMUM})`;

/** How a mapping's tables write a box: the digits of a count, or a word for the two things that are none. */
export interface BoxText {
  /** A count, ILLEGIBLE or NOT_ON_FORM, or NO_BOX where the text (or the part of it) is none of them. */
  parse(text: string, from?: number, to?: number): number;
  /** The text that parses back to the value; undefined where the mapping has none for it. */
  format(value: number): string | undefined;
}

export function boxTextOf(mapping: Pick<Mapping, "illegible" | "notOnForm" | "numbers">): BoxText {
  const words = new Map<string, number>([
    ...mapping.illegible.map((word) => [word, ILLEGIBLE] as const),
    ...mapping.notOnForm.map((word) => [word, NOT_ON_FORM] as const),
  ]);
  // Words such as 9999 must be looked for first; otherwise they would cost a look-up per cell.
  const wordsFirst = [...words.keys()].some((word) => parseMarked(word, mapping.numbers) !== NO_BOX);
  const parse = (text: string, from = 0, to = text.length) => {
    if (!wordsFirst) {
      const count = parseDigits(text, from, to);
      if (count !== NO_BOX) return count;
    }
    const trimmed = text.slice(from, to).trim();
    return words.get(trimmed) ?? parseMarked(trimmed, mapping.numbers);
  };
  const format = (value: number) => {
    if (value === ILLEGIBLE) return mapping.illegible[0];
    if (value === NOT_ON_FORM) return mapping.notOnForm[0];
    return parse(String(value)) === value ? String(value) : undefined;
  };
  return { parse, format };
}

/** The count that decimal digits alone spell; NO_BOX for everything else, and above the largest count. */
function parseDigits(text: string, from = 0, to = text.length): number {
  if (from === to) return NO_BOX;
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NO_BOX;
    count = count * 10 + digit;
    if (count > COUNT_MAXIMUM) return NO_BOX;
  }
  return count;
}

/** Digits that may stand in groups of three, and before a fraction of zeros, where the mapping says so. */
function parseMarked(text: string, numbers: Mapping["numbers"]): number {
  let whole = text;
  if (numbers.fraction !== undefined) {
    const [before = "", zeros, ...more] = text.split(numbers.fraction);
    if (more.length > 0 || (zeros !== undefined && !/^0+$/.test(zeros))) return NO_BOX;
    whole = before;
  }
  if (numbers.thousands === undefined) return parseDigits(whole);
  const spaced = numbers.thousands === " " ? whole.replaceAll(/[\u00a0\u2009\u202f]/g, " ") : whole;
  const [first = "", ...groups] = spaced.split(numbers.thousands);
  if (groups.length === 0) return parseDigits(first);
  if (!/^[1-9][0-9]{0,2}$/.test(first) || groups.some((group) => group.length !== 3)) return NO_BOX;
  return parseDigits(first + groups.join(""));
}

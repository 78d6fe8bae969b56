import { foldText } from "./fold-text.ts";
import type { Range } from "./span.ts";

/** What stands for every unit of a name that is not shown. */
export const MASK = "\u2588";

/** A text with some places blacked out, unit for unit: all other offsets stay. */
export function maskRanges(text: string, ranges: readonly Range[]): string {
  let masked = "";
  let at = 0;
  for (const { start, end } of mergeRanges(ranges)) {
    masked += text.slice(at, start) + MASK.repeat(end - start);
    at = end;
  }
  return masked + text.slice(at);
}

/** Ranges in order, those that overlap made one. */
export function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    const last = merged.at(-1);
    if (last === undefined || range.start >= last.end) merged.push({ start: range.start, end: range.end });
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return merged;
}

/** Every place of a text where a name stands as words of its own, whatever its capitals and accents. */
export function placesOfName(text: string, name: string): readonly Range[] {
  const [folded, wanted] = [foldText(text), foldText(name.trim())];
  if (wanted === "") return [];
  const places: Range[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isInside = isLetter(folded[at - 1]) || isLetter(folded[end]);
    if (!isInside) places.push({ start: at, end });
  }
  return places;
}

/**
 * Every place of a person's name in a text: the whole name, and, where it stands there, the words after the first
 * wherever they stand capitalised, as a surname does alone. Of the first word alone nobody knows whose it is.
 */
export function placesOfPerson(text: string, name: string): readonly Range[] {
  const whole = placesOfName(text, name);
  if (whole.length === 0) return whole;
  const parts = namePartsOf(name).flatMap((part) => placesOfName(text, part));
  return mergeRanges([...whole, ...parts.filter(({ start }) => /\p{Lu}/u.test(text[start] ?? ""))]);
}

/** The words of a name after the first, particles aside: any of them may stand for the person. */
export function namePartsOf(name: string): readonly string[] {
  return name
    .trim()
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{Lu}.{2,}/u.test(word));
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\p{L}/u.test(character);
}

/** The words that a public text hides of the text it was made from. */
export function maskedNames(text: string, publicText: string): readonly string[] {
  const names = new Set<string>();
  for (let at = 0; at < text.length; at += 1) {
    if (publicText[at] === text[at]) continue;
    let end = at + 1;
    while (end < text.length && publicText[end] === MASK && text[end] !== "\n") end += 1;
    names.add(text.slice(at, end).trim());
    at = end;
  }
  names.delete("");
  return [...names];
}

/** Words with every one of the names in them blacked out. */
export function maskNames(words: string, names: readonly string[]): string {
  return maskRanges(
    words,
    names.flatMap((name) => placesOfName(words, name)),
  );
}

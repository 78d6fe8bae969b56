import { phrasesOf } from "./phrase-table.ts";
import type { Unit } from "./quantity.ts";

/** Words for numbers one after the other, from the first on. */
export function numbered(from: number, list: string): readonly (readonly [string, number])[] {
  return list.split(" ").map((word, at) => [word, from + at] as const);
}

/** Words for numbers by their value. */
export function valued(list: Readonly<Record<number, string>>): readonly (readonly [string, number])[] {
  return Object.entries(list).flatMap(([value, words]) =>
    words.split(" ").map((word) => [word, Number(value)] as const),
  );
}

/** Nouns that take the number away from what the record counts: time, money, length and the like. */
export const SHARED_UNITS = [
  ...phrasesOf<Unit>("percent", "%"),
  ...phrasesOf<Unit>("money", "$, €, £, usd, eur"),
  ...phrasesOf<Unit>("length", "km, km2, m2, cm"),
  ...phrasesOf<Unit>("clock", "h, hs, hrs, gmt, utc"),
];

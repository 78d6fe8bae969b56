import type { Language } from "./language.ts";

/** What digits with separators may mean. `other` is the second meaning of an ambiguous one: "2.400" is 2400 or 2.4. */
export interface Numeral {
  readonly value: number;
  readonly other?: number;
}

/**
 * The value of digits with separators. Where a text leaves no doubt the separators decide, whatever the language:
 * "5.150.092" and "51.2" stand in one Spanish sentence. Only a single separator before exactly three digits depends on
 * the language: "2.400" is thousands in Spanish and Portuguese and a decimal in English, "2,400" the other way round.
 * The unit may later choose the other meaning (no 2.4 persons, no 51,951 percent).
 */
export function parseNumeral(digits: string, language: Language): Numeral {
  const plain = digits.replaceAll(/['\u2019\u00A0\u202F\u2009 ]/g, "");
  const separators = [...plain.matchAll(/[.,]/g)].map(([mark]) => mark);
  const last = separators.at(-1);
  if (last === undefined) return { value: Number(plain) };
  const tail = plain.slice(plain.lastIndexOf(last) + 1);
  const groups = plain.split(/[.,]/);
  const allThousands = groups.slice(1).every((group) => group.length === 3) && (groups[0]?.length ?? 0) <= 3;
  const mixed = separators.some((mark) => mark !== last);
  if (mixed) return { value: Number(`${plain.slice(0, -tail.length - 1).replaceAll(/[.,]/g, "")}.${tail}`) };
  if (separators.length > 1) return { value: Number(groups.join("")) };
  const decimal = Number(groups.join("."));
  if (!allThousands || groups[0] === "0") return { value: decimal };
  const thousands = Number(groups.join(""));
  const isThousands = last === (language === "en" ? "," : ".");
  return isThousands ? { value: thousands, other: decimal } : { value: decimal, other: thousands };
}

import { foldText } from "./fold-text.ts";

/** The languages whose words the record knows. */
export type Language = "en" | "es" | "pt";

/**
 * Small words that make up a large part of any text and are not shared, or seldom, with the other two languages. Folded:
 * small letters, no accents.
 */
const TELLING: Readonly<Record<Language, readonly string[]>> = {
  en: words(`the of and to in that for was is on with as by at from were has have had been who which their they
    this not are it his her after said will would an or be more than over its he she about`),
  es: words(`el la los las y del que en con por una un se al su sus lo como pero fue fueron han mas es son segun
    entre tras hasta desde sin sobre tambien este esta estos ha hubo dijo personas elecciones ser muy ya`),
  pt: words(`o os as e do da dos das que em com por uma um se ao aos na no nas nos sua seu como mas foi foram mais
    sao segundo entre apos ate desde sem sobre tambem este esta nao pelo pela pelos pelas ha disse pessoas eleicoes ser`),
};

/** Letter groups that one of Spanish and Portuguese has and the other has not, weighed like two small words. */
const LETTERS: readonly (readonly [Language, RegExp])[] = [
  ["pt", /[ãõ]|ç|lh|nh|ção|ções/],
  ["es", /ñ|ción\b|ciones\b|ll|¿|¡/],
];

function words(list: string): readonly string[] {
  return list.split(/\s+/);
}

const weights: ReadonlyMap<string, readonly Language[]> = weightsOf();

function weightsOf(): Map<string, Language[]> {
  const found = new Map<string, Language[]>();
  for (const language of ["en", "es", "pt"] as const)
    for (const word of TELLING[language]) found.set(word, [...(found.get(word) ?? []), language]);
  return found;
}

/**
 * The language of a text by its small words: a word that two languages share counts half for each. Undefined where
 * there are too few words, none of the three stands out, or the text is mostly in none of them (French and Italian
 * share small words with Spanish, but not enough of them).
 */
export function languageOf(text: string): Language | undefined {
  const score: Record<Language, number> = { en: 0, es: 0, pt: 0 };
  let total = 0;
  for (const [word] of text.slice(0, 20_000).matchAll(/\p{L}+/gu)) {
    total += 1;
    const languages = weights.get(foldText(word)) ?? [];
    for (const language of languages) score[language] += 1 / languages.length;
    for (const [language, letters] of LETTERS) if (letters.test(word)) score[language] += 0.5;
  }
  const order = (["en", "es", "pt"] as const).toSorted((one, other) => score[other] - score[one]);
  const [first = "en", second = "es"] = order;
  if (total < 4 || score[first] < total * 0.12 || score[first] < score[second] * 1.15) return undefined;
  return first;
}

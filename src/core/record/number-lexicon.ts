import type { Language } from "./language.ts";
import { NUMBER_WORDS_EN } from "./number-words-en.ts";
import { NUMBER_WORDS_ES } from "./number-words-es.ts";
import { NUMBER_WORDS_PT } from "./number-words-pt.ts";
import type { PhraseTable } from "./phrase-table.ts";
import type { Bound, Unit } from "./quantity.ts";

/** What a language says numbers with. Words are folded: small letters, no accents. */
export interface NumberLexicon {
  /** 0 to 19, and the words for 21 to 29 where they are one word. */
  readonly small: ReadonlyMap<string, number>;
  readonly tens: ReadonlyMap<string, number>;
  readonly hundreds: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, number>;
  /** Between tens and units, and after hundreds: "y", "e", "and". */
  readonly joins: ReadonlySet<string>;
  /** Words that are a number only where they count something of ours: "una persona". */
  readonly articles: ReadonlySet<string>;
  /** "A dozen", "un centenar": about so many. */
  readonly collectives: PhraseTable<number>;
  /** The same words after a number: "two dozen", "dos centenares". */
  readonly multiples: ReadonlyMap<string, number>;
  readonly vague: PhraseTable<true>;
  readonly boundsBefore: PhraseTable<Bound>;
  readonly boundsAfter: PhraseTable<Bound>;
  /** Between a bound and its number: "más de las 2.000". */
  readonly skipped: ReadonlySet<string>;
  readonly rangeOpens: ReadonlySet<string>;
  readonly rangeJoins: ReadonlySet<string>;
  readonly ratios: PhraseTable<true>;
  readonly units: PhraseTable<Unit>;
  readonly months: ReadonlySet<string>;
  readonly weekdays: ReadonlySet<string>;
  /** Right before a number that is an age. */
  readonly ageBefore: PhraseTable<true>;
  /** Right before a number that is a day or an hour: "el 22", "a las". */
  readonly dateBefore: PhraseTable<true>;
  readonly clockBefore: PhraseTable<true>;
  readonly identifierBefore: PhraseTable<true>;
}

/** The number words of a language. */
export const NUMBER_LEXICON: Readonly<Record<Language, NumberLexicon>> = {
  en: NUMBER_WORDS_EN,
  es: NUMBER_WORDS_ES,
  pt: NUMBER_WORDS_PT,
};

import type { Language } from "./language.ts";
import type { PersonMeasure } from "./measure.ts";
import { MEASURE_WORDS_EN } from "./measure-words-en.ts";
import { MEASURE_WORDS_ES } from "./measure-words-es.ts";
import { MEASURE_WORDS_PT } from "./measure-words-pt.ts";
import type { PhraseTable } from "./phrase-table.ts";

/** With what words a language says what a number counts. Words are folded. */
export interface MeasureLexicon {
  /** Nouns for people, whatever happened to them. */
  readonly people: ReadonlySet<string>;
  /** Nouns for what happened: "27 deaths". Nothing said later about them changes what they count. */
  readonly events: PhraseTable<PersonMeasure>;
  /** Nouns and participles for people in a state: "27 dead", "192 heridos". A verb may say more: "detainees were freed". */
  readonly states: PhraseTable<PersonMeasure>;
  /** Right before the number: "killed 27", "la muerte de 27", "murieron 27". */
  readonly governors: PhraseTable<PersonMeasure>;
  /** Verbs that need no help: "27 people died". */
  readonly verbs: PhraseTable<PersonMeasure>;
  /** After an auxiliary: "27 people were killed", "27 personas han sido detenidas". */
  readonly participles: PhraseTable<PersonMeasure>;
  readonly auxiliaries: ReadonlySet<string>;
  /** What may stand between a noun and its verb without being a subject of its own. */
  readonly fillers: ReadonlySet<string>;
  /** Words that begin another statement. */
  readonly barriers: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
  /** "The death toll", "el número de muertos": the number comes after a verb or preposition. */
  readonly tolls: PhraseTable<PersonMeasure>;
  /** What brings a toll to its number: "rose to", "es de", "asciende a". */
  readonly reaches: ReadonlySet<string>;
  /** "Including", "entre ellos", "of them": a part of a figure before. */
  readonly partBefore: PhraseTable<true>;
  readonly partAfter: PhraseTable<true>;
  /** "More", "otros", "another": added to a figure before. */
  readonly additions: ReadonlySet<string>;
  readonly crowdVerbs: PhraseTable<true>;
  readonly crowdNouns: ReadonlySet<string>;
  /** Countries, governments, nations; "states" only of a union. */
  readonly stateNouns: PhraseTable<true>;
  readonly voteNouns: ReadonlySet<string>;
  readonly sheetNouns: ReadonlySet<string>;
  /** "Counted", "escrutadas": said of votes or sheets, the share is of the count. */
  readonly counted: ReadonlySet<string>;
  readonly voterNouns: ReadonlySet<string>;
  readonly votedVerbs: PhraseTable<true>;
  readonly turnoutNouns: ReadonlySet<string>;
  /** "Won", "obtuvo", "with": what gives a candidate a share. */
  readonly shareVerbs: ReadonlySet<string>;
  /** Economy, opinion, margins: a percentage or a number of votes next to these is none of ours. */
  readonly otherTopics: ReadonlySet<string>;
  readonly marginNouns: ReadonlySet<string>;
  readonly asylumNouns: ReadonlySet<string>;
  /** Exit polls, quick counts, opinion polls. */
  readonly pollNouns: PhraseTable<"exit-poll" | "quick-count" | "opinion-poll">;
  /** Words that make an expected thing of a number: "the arrest of another thousand". */
  readonly unreal: PhraseTable<true>;
}

/** The words of a language for what a number counts. */
export const MEASURE_LEXICON: Readonly<Record<Language, MeasureLexicon>> = {
  en: MEASURE_WORDS_EN,
  es: MEASURE_WORDS_ES,
  pt: MEASURE_WORDS_PT,
};

import type { Language } from "./language.ts";
import type { PhraseTable } from "./phrase-table.ts";
import { STANCE_WORDS_EN } from "./stance-words-en.ts";
import { STANCE_WORDS_ES } from "./stance-words-es.ts";
import { STANCE_WORDS_PT } from "./stance-words-pt.ts";

/** What a state or an organisation does or says about an election and what follows it. */
export type Stance =
  | "recognises"
  | "refuses-recognition"
  | "congratulates"
  | "rejects-result"
  | "validates-result"
  | "demands-breakdown"
  | "demands-verification"
  | "demands-investigation"
  | "demands-release"
  | "finds-not-democratic"
  | "alleges-manipulation"
  | "expresses-concern"
  | "condemns"
  | "calls-for-dialogue"
  | "offers-asylum"
  | "seeks-asylum"
  | "grants-asylum"
  | "severs-relations"
  | "withdraws-diplomats"
  | "expels-envoys"
  | "sanctions";

/** Words that show a stance: a verb, and something it must be about within the next words. */
export interface StanceRule {
  readonly stance: Stance;
  readonly verbs: PhraseTable<true>;
  /** Folded words of which one must stand in the fourteen after the verb; absent where the verb suffices. */
  readonly about?: RegExp;
  /** Where one of these stands there, the words mean something else. */
  readonly unless?: RegExp;
  /** Whoever says so takes the stance, not the subject: "X noted that the candidate received the most votes". */
  readonly isReported?: true;
  /** What the stance becomes where the verb is denied; absent where a denied verb shows nothing. */
  readonly denied?: Stance;
}

/** The rules of a language, tried in order; the first that fits a verb wins. */
export const STANCE_LEXICON: Readonly<Record<Language, readonly StanceRule[]>> = {
  en: STANCE_WORDS_EN,
  es: STANCE_WORDS_ES,
  pt: STANCE_WORDS_PT,
};

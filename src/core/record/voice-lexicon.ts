import type { Language } from "./language.ts";
import type { PhraseTable } from "./phrase-table.ts";
import { VOICE_WORDS_EN } from "./voice-words-en.ts";
import { VOICE_WORDS_ES } from "./voice-words-es.ts";
import { VOICE_WORDS_PT } from "./voice-words-pt.ts";

/** How a voice puts what it says. */
export type Modality =
  | "declared"
  | "said"
  | "reported"
  | "counted"
  | "estimated"
  | "claimed"
  | "accused"
  | "denied"
  | "confirmed"
  | "found"
  /** Attributed by "according to" alone. */
  | "attributed";

/** With what words a language says who says something. Words are folded. */
export interface VoiceLexicon {
  /** Finite verbs of saying and counting. */
  readonly says: PhraseTable<Modality>;
  /** Verbs that give a result to a candidate: "declared him the winner with 52%". */
  readonly results: PhraseTable<Modality>;
  /** "According to" and its like, before the actor. */
  readonly accords: PhraseTable<Modality>;
  /** Participles right after what was said: "the 70.7% announced by", "27 muertes admitidas por". */
  readonly participles: PhraseTable<Modality>;
  /** After "according to", before the actor: "figures from", "datos de". */
  readonly figuresOf: PhraseTable<true>;
  /** After an actor's possessive, before what it says: "the authorities' assertion that". */
  readonly claims: ReadonlySet<string>;
  readonly actorNouns: ReadonlySet<string>;
  /** Persons by office: resolved and kept as persons. */
  readonly personNouns: ReadonlySet<string>;
  readonly pronouns: ReadonlyMap<string, "person" | "group">;
  /** "The group", "la organización": the last group that spoke. */
  readonly groupWords: ReadonlySet<string>;
  /** Of these, the ones that any group may be called: "the group", "la organización". */
  readonly anyGroup: ReadonlySet<string>;
  /** What begins another voice's statement. */
  readonly contrasts: PhraseTable<true>;
  /** What begins a subordinate clause: no subject reaches over it. */
  readonly openers: ReadonlySet<string>;
  readonly relatives: ReadonlySet<string>;
  readonly complementizers: ReadonlySet<string>;
  /** Words of time and manner after a verb of saying. */
  readonly adjuncts: ReadonlySet<string>;
  /** Words of time before it, and the small words that go with them. */
  readonly times: ReadonlySet<string>;
  readonly timeLinks: ReadonlySet<string>;
  readonly auxiliaries: ReadonlySet<string>;
  /** Inside a name or a title: of, de, for. */
  readonly links: ReadonlySet<string>;
  readonly by: PhraseTable<true>;
}

/** The words of a language for who says what. */
export const VOICE_LEXICON: Readonly<Record<Language, VoiceLexicon>> = {
  en: VOICE_WORDS_EN,
  es: VOICE_WORDS_ES,
  pt: VOICE_WORDS_PT,
};

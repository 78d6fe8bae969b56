import { PhraseTable, phrasesOf } from "./phrase-table.ts";
import type { Modality } from "./voice-lexicon.ts";

/** Every phrase of one list followed by every one of another. */
export function pairs(heads: string, tails: string): PhraseTable<true> {
  const after = phrasesOf(true, tails);
  return new PhraseTable(
    phrasesOf(true, heads).flatMap(([head]) => after.map(([tail]) => [`${head} ${tail}`, true] as const)),
  );
}

/** Phrases that all say one modality. */
export const modalityPhrases = (modality: Modality, list: string) => phrasesOf<Modality>(modality, list);

/** The forms of the third person in which news says what somebody says: regular verbs only. */
const ENDINGS = {
  es: {
    ar: { simple: "a an o aron aba aban", participle: "ado", helpers: "ha han hemos habia habian habria" },
    er: { simple: "e en io ieron ia ian", participle: "ido", helpers: "ha han hemos habia habian habria" },
    ir: { simple: "e en io ieron ia ian", participle: "ido", helpers: "ha han hemos habia habian habria" },
  },
  pt: {
    ar: {
      simple: "a am ou aram ava avam ara",
      participle: "ado",
      helpers: "tem temos tinha tinham havia haviam",
    },
    er: { simple: "e em eu eram ia iam", participle: "ido", helpers: "tem temos tinha tinham havia haviam" },
    ir: { simple: "e em iu iram ia iam", participle: "ido", helpers: "tem temos tinha tinham havia haviam" },
  },
} as const;

/** Regular verbs of saying in every form. Throws where a word is no infinitive. */
export function verbs(
  language: "es" | "pt",
  modality: Modality,
  list: string,
): readonly (readonly [string, Modality])[] {
  return list.split(/\s+/).flatMap((infinitive) => {
    const ending = infinitive.slice(-2);
    if (ending !== "ar" && ending !== "er" && ending !== "ir")
      throw new Error(`${infinitive} is no infinitive`);
    const stem = infinitive.slice(0, -2);
    const { simple, participle, helpers } = ENDINGS[language][ending];
    return [
      ...simple.split(" ").map((suffix) => [stem + suffix, modality] as const),
      ...helpers.split(" ").map((helper) => [`${helper} ${stem}${participle}`, modality] as const),
    ];
  });
}

import type { CopyAlignment } from "./align-copies.ts";
import { foldText } from "./fold-text.ts";
import type { Language } from "./language.ts";
import type { Overlap } from "./wire-index.ts";

/** How one document comes from another. The machine suggests it with its evidence; a person confirms it. */
export type Derivation =
  | "exact-copy"
  | "edited-wire"
  | "wire-update"
  | "translation"
  | "paraphrase"
  | "same-primary-statement"
  | "not-derived";

/** What a suggestion rests on. */
export interface DerivationSuggestion {
  readonly derivation: Exclude<Derivation, "same-primary-statement" | "not-derived">;
  readonly overlap: Overlap;
  /** News agencies that both texts name. */
  readonly agencies: readonly string[];
  /** Sentences of the shorter text that have a copy in the other, of all its sentences. */
  readonly sentencesCopied: number;
  readonly sentences: number;
}

export interface DerivationInput {
  readonly texts: readonly [string, string];
  readonly languages: readonly [Language | undefined, Language | undefined];
  readonly overlap: Overlap;
  readonly alignment: CopyAlignment;
}

/** So much of the words shared is a copy with edits; less is a paraphrase. */
const EDITED = 0.4;

/**
 * What kind of derivation the evidence of two documents in one story suggests. Figures that changed in an edited copy
 * suggest a later take of the same wire. That two documents only report the same primary statement the words alone do
 * not show: a person says so.
 */
export function suggestDerivation({
  texts,
  languages,
  overlap,
  alignment,
}: DerivationInput): DerivationSuggestion {
  const paired = alignment.sentences.filter(
    ({ first, second }) => first !== undefined && second !== undefined,
  );
  const count = (side: "first" | "second") =>
    alignment.sentences.filter((sentence) => sentence[side] !== undefined).length;
  return {
    derivation: kindOf({ texts, languages, overlap, alignment }),
    overlap,
    agencies: agenciesIn(texts[0]).filter((agency) => agenciesIn(texts[1]).includes(agency)),
    sentencesCopied: paired.length,
    sentences: Math.min(count("first"), count("second")),
  };
}

function kindOf({
  texts,
  languages,
  overlap,
  alignment,
}: DerivationInput): DerivationSuggestion["derivation"] {
  if (plain(texts[0]) === plain(texts[1])) return "exact-copy";
  if (languages[0] !== languages[1] && overlap.content < EDITED) return "translation";
  if (overlap.content < EDITED) return "paraphrase";
  return alignment.changes.some(({ kind }) => kind === "number-changed") ? "wire-update" : "edited-wire";
}

/** Words and digits only: a copy may differ in line ends, quotation marks and capitals. */
function plain(text: string): string {
  return foldText(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const AGENCIES: readonly (readonly [string, RegExp])[] = [
  ["AFP", /\bAFP\b|Agence France-Presse/i],
  ["AP", /\bAP\b|Associated Press/],
  ["Reuters", /\bReuters\b/i],
  ["EFE", /\bEFE\b/],
  ["dpa", /\bdpa\b/],
  ["Europa Press", /Europa Press/i],
  ["Lusa", /\bLusa\b/],
  ["ANSA", /\bANSA\b/],
  ["Xinhua", /\bXinhua\b/i],
  ["TASS", /\bTASS\b/],
  ["Bloomberg", /\bBloomberg\b/],
  ["Agência Brasil", /Ag[eê]ncia Brasil/i],
];

/** The news agencies a text names anywhere. */
export function agenciesIn(text: string): readonly string[] {
  return AGENCIES.flatMap(([name, words]) => (words.test(text) ? [name] : []));
}

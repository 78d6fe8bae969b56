import type { Figure } from "./figure.ts";
import { languageOf, type Language } from "./language.ts";
import type { NumberMention } from "./number-mention.ts";
import { passageOf } from "./passage.ts";
import { suggestFigures } from "./suggest-figures.ts";
import { suggestPositions, type Position } from "./suggest-positions.ts";
import { suggestPrivateNames, type PrivateName } from "./suggest-private-names.ts";
import { suggestQuotes, type Quote } from "./suggest-quotes.ts";
import { voicesOf } from "./voice.ts";

/** What the words of one document suggest. Nothing here is a fact before a person confirms it. */
export interface Suggestions {
  /** Undefined where the text is in none of the languages the record knows: then nothing is suggested. */
  readonly language: Language | undefined;
  /** Every number of the text, for highlighting. */
  readonly numbers: readonly NumberMention[];
  readonly figures: readonly Figure[];
  readonly quotes: readonly Quote[];
  readonly positions: readonly Position[];
  /** Names to be masked in public unless a person decides otherwise. */
  readonly privateNames: readonly PrivateName[];
}

/** Suggests cards for a canonical text. Offsets are those of the text; the same text gives the same cards everywhere. */
export function suggestCards(text: string, language = languageOf(text)): Suggestions {
  if (language === undefined)
    return { language, numbers: [], figures: [], quotes: [], positions: [], privateNames: [] };
  const passage = passageOf(text, language);
  const voices = voicesOf(passage);
  return {
    language,
    numbers: passage.mentions,
    figures: suggestFigures(passage, voices),
    quotes: suggestQuotes(passage, voices),
    positions: suggestPositions(passage, voices),
    privateNames: suggestPrivateNames(passage),
  };
}

import type { Passage } from "./passage.ts";
import type { Voice, Voices, Words } from "./voice.ts";

/** Words in quotation marks and who speaks them, as far as the words around say: a card for a person to confirm. */
export interface Quote extends Words {
  readonly kind: "quote";
  readonly voice?: Voice;
  /** Fewer than five words that end no sentence: a term in marks rather than a statement. */
  readonly isFragment: boolean;
}

/** The quotations of a passage with their speakers; blank where they are not sure. */
export function suggestQuotes(passage: Passage, voices: Voices): readonly Quote[] {
  return voices.quotations.map((quotation) => {
    const { start, end, open, close } = quotation;
    const words = passage.text.slice(start, end);
    const voice = voices.voiceOfQuotation(quotation);
    const isFragment = close - open - 1 < 5 && !/[.!?]$/.test(words);
    return { kind: "quote", start, end, words, isFragment, ...(voice && { voice }) };
  });
}

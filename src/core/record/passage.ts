import type { Language } from "./language.ts";
import { MEASURE_LEXICON, type MeasureLexicon } from "./measure-lexicon.ts";
import { numbersAmong, type NumberMention } from "./number-mention.ts";
import { sentencesOf, type Sentence } from "./sentence.ts";
import type { Range } from "./span.ts";
import { tokensOf, type Token } from "./token.ts";

/** A text taken apart once, for every rule that reads it. */
export interface Passage {
  readonly text: string;
  readonly language: Language;
  readonly lexicon: MeasureLexicon;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly NumberMention[];
  /** The number that a token belongs to. */
  readonly mentionAt: ReadonlyMap<number, NumberMention>;
}

export function passageOf(text: string, language: Language): Passage {
  const tokens = tokensOf(text);
  const mentions = numbersAmong(tokens, language);
  const mentionAt = new Map<number, NumberMention>();
  for (const mention of mentions)
    for (let at = mention.tokens.from; at < mention.tokens.to; at += 1) mentionAt.set(at, mention);
  const sentences = sentencesOf(text, tokens);
  return { text, language, lexicon: MEASURE_LEXICON[language], tokens, sentences, mentions, mentionAt };
}

/** The folded form of a token, "" outside the text. */
export function foldAt(passage: Passage, index: number): string {
  return passage.tokens[index]?.fold ?? "";
}

/** The text from the first of some tokens to the last. */
export function rangeOfTokens(passage: Passage, first: number, next: number): Range {
  return { start: passage.tokens[first]?.start ?? 0, end: passage.tokens[next - 1]?.end ?? 0 };
}

/** The sentence a token stands in. */
export function sentenceOf(passage: Passage, index: number): Sentence {
  let [low, high] = [0, passage.sentences.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((passage.sentences[middle]?.next ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  const found = passage.sentences[low];
  if (found === undefined) throw new Error(`no sentence holds token ${index}`);
  return found;
}

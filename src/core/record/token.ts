import { foldText } from "./fold-text.ts";
import type { Range } from "./span.ts";

/** One word, one group of digits, or one mark of a text. */
export interface Token extends Range {
  readonly kind: "word" | "digits" | "mark";
  /** Small letters, no accents. */
  readonly fold: string;
  /** Whether a word begins with a capital letter. */
  readonly isCapital: boolean;
  /** Whether white space stands before it. */
  readonly isSpaced: boolean;
}

/**
 * An abbreviation with dots ("U.S."), a word, the English possessive, digits with the separators inside them, or one
 * mark. A word may hold digits after its first letter ("G7"), so that they are not taken for a number.
 */
const PIECE =
  /(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}\p{N}]*|['\u2019]s(?![\p{L}\p{N}])|\d+(?:[.,'\u2019\u00A0\u202F\u2009]\d+)*|\S/gu;

/** The tokens of a text, in order, covering everything but white space. */
export function tokensOf(text: string): readonly Token[] {
  const folded = foldText(text);
  const tokens: Token[] = [];
  for (const match of text.matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    tokens.push({
      kind: /^\d/.test(match[0]) ? "digits" : /^\p{L}/u.test(match[0]) ? "word" : "mark",
      start,
      end,
      fold: folded.slice(start, end),
      isCapital: /^\p{Lu}/u.test(match[0]),
      isSpaced: start > 0 && /\s/.test(text[start - 1] ?? ""),
    });
  }
  return tokens;
}

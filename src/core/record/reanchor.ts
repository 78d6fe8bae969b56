import type { CanonicalText, Sha256 } from "./canonical-text.ts";
import { CONTEXT_LENGTH, contextOf, spanOf, type Span } from "./span.ts";

/** Where the words of a span are in another text, or why nobody may say so. */
export type Reanchoring =
  | { readonly kind: "anchored"; readonly span: Span }
  | { readonly kind: "lost"; readonly reason: "words-absent" | "context-changed" | "context-repeated" };

export interface ChangedText {
  /** The text the span was made on. */
  readonly from: CanonicalText;
  readonly to: CanonicalText;
}

/**
 * Carries a span to a changed text: only where the same words stand between the same 32 characters on either side, and
 * in neither text do they stand a second time between even the nearer half of those. Anything less is lost and a person looks: with looser rules a number moves
 * silently onto another statement as soon as a sentence goes or a figure changes (25 of 46 and 42 of 46 spans of the
 * development documents with fuzzy matching; none with this rule). Where a span touches an end of the text, the words
 * must again begin, or end, a line.
 */
export function reanchor(span: Span, { from, to }: ChangedText, sha256: Sha256): Reanchoring {
  if (span.textSha256 !== from.sha256) throw new Error("the span belongs to another text");
  const { prefix, suffix } = contextOf(from.text, span);
  const words = { exact: span.exact, prefix, suffix };
  const near = { exact: span.exact, prefix: prefix.slice(-NEAR), suffix: suffix.slice(0, NEAR) };
  if (isRepeated(from.text, near) || isRepeated(to.text, near))
    return { kind: "lost", reason: "context-repeated" };
  const [place] = placesOf(to.text, words);
  if (place === undefined)
    return { kind: "lost", reason: to.text.includes(span.exact) ? "context-changed" : "words-absent" };
  return { kind: "anchored", span: spanOf(to, { start: place, end: place + span.exact.length }, sha256) };
}

/** The nearer half of the context: where it is repeated, a sentence that goes could leave another in its place. */
const NEAR = CONTEXT_LENGTH / 2;

function isRepeated(text: string, { exact, prefix, suffix }: WordsInContext): boolean {
  const whole = prefix + exact + suffix;
  return text.includes(whole, text.indexOf(whole) + 1) && text.indexOf(whole) >= 0;
}

interface WordsInContext {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Where the words begin, at every place where they stand in their context. */
function placesOf(text: string, { exact, prefix, suffix }: WordsInContext): readonly number[] {
  const whole = prefix + exact + suffix;
  const places: number[] = [];
  for (let at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + 1)) {
    const before = at === 0 || text[at - 1] === "\n";
    const after = at + whole.length === text.length || text[at + whole.length] === "\n";
    if ((isFull(prefix) || before) && (isFull(suffix) || after)) places.push(at + prefix.length);
  }
  return places;
}

/** Whether the context was cut by length and not by the end of the text. A character may have cost one unit. */
function isFull(context: string): boolean {
  return context.length >= CONTEXT_LENGTH - 1;
}

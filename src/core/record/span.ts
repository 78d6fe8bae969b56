import { formatHex, utf8, type Sha256Hex } from "../bytes.ts";
import type { CanonicalText, Sha256 } from "./canonical-text.ts";
import { codePointOffset, cutsCharacter } from "./code-point-offset.ts";

/** How many characters of context a span keeps on either side. */
export const CONTEXT_LENGTH = 32;

/**
 * Exact words of one canonical text. Valid for the text whose hash it names and for no other: to carry it to a changed
 * text, see reanchor.ts.
 */
export interface Span {
  readonly textSha256: Sha256Hex;
  /** UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  /** SHA-256 of the UTF-8 bytes of `exact`. */
  readonly exactSha256: Sha256Hex;
  /** The 32 UTF-16 units before, fewer at the beginning of the text or where 32 would cut a character. */
  readonly prefix: string;
  readonly suffix: string;
}

/** A place in a text, in UTF-16 units, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The span of a range of the text. Throws where the range is empty, outside the text, or cuts a character. */
export function spanOf(document: CanonicalText, range: Range, sha256: Sha256): Span {
  const { text } = document;
  const { start, end } = range;
  const whole = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= text.length;
  if (!whole || start >= end) throw new Error(`no words between ${start} and ${end}`);
  if (cutsCharacter(text, start) || cutsCharacter(text, end))
    throw new Error(`${start} to ${end} cuts a character in two`);
  const exact = text.slice(start, end);
  return {
    textSha256: document.sha256,
    start,
    end,
    exact,
    exactSha256: formatHex(sha256(utf8(exact))),
    ...contextOf(text, range),
  };
}

/** The words before and after a range that a span keeps. */
export function contextOf(text: string, { start, end }: Range): { prefix: string; suffix: string } {
  let from = Math.max(0, start - CONTEXT_LENGTH);
  if (cutsCharacter(text, from)) from += 1;
  let to = Math.min(text.length, end + CONTEXT_LENGTH);
  if (cutsCharacter(text, to)) to -= 1;
  return { prefix: text.slice(from, start), suffix: text.slice(end, to) };
}

/**
 * Whether a span says what this text says at that place: every part of it is checked, the hash of the words too.
 * "another-text" where the span was made on a text with another hash, whatever stands there.
 */
export function checkSpan(
  document: CanonicalText,
  span: Span,
  sha256: Sha256,
): "exact" | "another-text" | "altered" {
  if (span.textSha256 !== document.sha256) return "another-text";
  const { start, end } = span;
  if (!(start >= 0 && start < end && end <= document.text.length)) return "altered";
  if (cutsCharacter(document.text, start) || cutsCharacter(document.text, end)) return "altered";
  const again = spanOf(document, span, sha256);
  const equal =
    again.exact === span.exact &&
    again.exactSha256 === span.exactSha256 &&
    again.prefix === span.prefix &&
    again.suffix === span.suffix;
  return equal ? "exact" : "altered";
}

/** W3C Web Annotation Data Model, 4.2.4. */
export interface TextQuoteSelector {
  readonly type: "TextQuoteSelector";
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** W3C Web Annotation Data Model, 4.2.5: offsets in code points of the text. */
export interface TextPositionSelector {
  readonly type: "TextPositionSelector";
  readonly start: number;
  readonly end: number;
}

/** The two selectors of a span for an export, offsets in code points. The document must be the span's own. */
export function formatSelectors(
  document: CanonicalText,
  span: Span,
): readonly [TextQuoteSelector, TextPositionSelector] {
  if (span.textSha256 !== document.sha256) throw new Error("the span belongs to another text");
  const { exact, prefix, suffix } = span;
  return [
    { type: "TextQuoteSelector", exact, prefix, suffix },
    {
      type: "TextPositionSelector",
      start: codePointOffset(document.text, span.start),
      end: codePointOffset(document.text, span.end),
    },
  ];
}

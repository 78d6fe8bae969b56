import { formatHex, utf8, type Sha256Hex } from "../bytes.ts";
import { composeText, MARKS_MAXIMUM } from "../formats/compose-text.ts";
import { InputError } from "../input-error.ts";

/**
 * The one text of a document that spans point into. Its hash names it: a span is valid for this text and no other.
 * Offsets everywhere in the record are UTF-16 units of `text`, as JavaScript counts them.
 */
export interface CanonicalText {
  readonly text: string;
  /** SHA-256 of the UTF-8 bytes of `text`. */
  readonly sha256: Sha256Hex;
}

/** SHA-256 of the bytes: 32 bytes. Callers pass the platform's, see crypto.ts. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/**
 * Makes the canonical text of what a reader of text, HTML or PDF gave us. It changes only what nobody reads: a byte
 * order mark goes, every kind of line end becomes a line feed, control characters become spaces, half a surrogate pair
 * becomes U+FFFD, and letters are composed (Unicode NFC, stable across versions for assigned characters). White space,
 * quotation marks and dashes stay as they are. Doing it twice changes nothing. Throws InputError where more combining marks
 * follow each other than any script needs: composing them would take hours.
 */
export function canonicalText(source: string, sha256: Sha256): CanonicalText {
  const plain = source
    .replace(/^\uFEFF+/, "")
    .replaceAll(/\r\n?|\u2028|\u2029|\u0085|\v|\f/g, "\n")
    .replaceAll(/[^\P{Cc}\t\n]/gu, " ")
    .toWellFormed();
  const text = composeText(plain);
  if (text === undefined)
    throw new InputError("document", [
      `has more than ${MARKS_MAXIMUM} combining marks in a row: it is no text`,
    ]);
  return { text, sha256: formatHex(sha256(utf8(text))) };
}

import { base64, hex } from "@scure/base";

import { InputError } from "./input-error.ts";

/** Lower-case hexadecimal of a SHA-256, as blobs and commitments are named everywhere in the project. */
export type Sha256Hex = string;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes, byte for byte (a byte order mark stays). Throws InputError, naming `what`, on anything else. */
export function parseUtf8(bytes: Uint8Array, what = "text"): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError(what, ["is not text in UTF-8"]);
  }
}

export function formatHex(bytes: Uint8Array): Sha256Hex {
  return hex.encode(bytes);
}

/** The bytes of lower-case hexadecimal text; throws where it is anything else. */
export function parseHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new TypeError("not lower-case hexadecimal");
  return hex.decode(text);
}

export function formatBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/**
 * The bytes of standard base64 (RFC 4648, section 4) that re-encodes to the same characters: padding is
 * required and the unused bits are zero, so that one signature has exactly one spelling.
 */
export function parseBase64(text: string): Uint8Array {
  const bytes = base64.decode(text);
  if (base64.encode(bytes) !== text) throw new TypeError("base64 in another spelling than its canonical one");
  return bytes;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return joinBytes(parts);
}

/** The same for a list of any length: a call takes some hundred thousand arguments at most. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equalBytes(first: Uint8Array, second: Uint8Array): boolean {
  if (first.length !== second.length) return false;
  // Four at a time as far as that goes: tiles and pages are compared by the gigabyte.
  const whole = isAligned(first) && isAligned(second) ? first.length >> 2 : 0;
  if (whole > 0 && !equalWords(wordsOf(first, whole), wordsOf(second, whole))) return false;
  for (let at = whole * 4; at < first.length; at += 1) if (first[at] !== second[at]) return false;
  return true;
}

function isAligned(bytes: Uint8Array): boolean {
  return bytes.byteOffset % 4 === 0;
}

function wordsOf(bytes: Uint8Array, whole: number): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, whole);
}

function equalWords(first: Int32Array, second: Int32Array): boolean {
  for (let at = 0; at < first.length; at += 1) if (first[at] !== second[at]) return false;
  return true;
}

import canonicalize from "canonicalize";

import { parseUtf8, utf8 } from "./bytes.ts";
import { InputError } from "./input-error.ts";

/** The RFC 8785 bytes of a value made of JSON's own types; throws on anything RFC 8785 has no spelling for. */
export function formatCanonicalJson(value: unknown): Uint8Array {
  const text = isWellFormedDeep(value, 0) ? canonicalize(value) : undefined;
  if (text === undefined) throw new TypeError("not a value that RFC 8785 has a spelling for");
  return utf8(text);
}

/**
 * The value of canonical JSON bytes. Bytes that are JSON in another spelling (order of names, white space, a name
 * twice, a lone surrogate, 1.0 for 1) are refused, so that one meaning has one hash.
 */
export function parseCanonicalJson(bytes: Uint8Array, what: string): unknown {
  let text: string;
  let value: unknown;
  try {
    text = parseUtf8(bytes, what);
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(what, [
      `is not JSON in UTF-8 (${error instanceof Error ? error.message : String(error)})`,
    ]);
  }
  if (!isWellFormedDeep(value, 0) || canonicalize(value) !== text)
    throw new InputError(what, ["is not in the canonical form of RFC 8785"]);
  return value;
}

/** Nothing of ours nests deeper; without a bound, brackets alone could exhaust the stack. */
const DEPTH_MAXIMUM = 32;

/** JSON.parse accepts "\ud800"; RFC 8785 (3.2.2.2) demands that lone surrogates end the parse. */
function isWellFormedDeep(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value);
  if (depth > DEPTH_MAXIMUM) return false;
  if (Array.isArray(value)) return value.every((member) => isWellFormedDeep(member, depth + 1));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).every(
      // A member called __proto__ is dropped in silence by what reads the value: two texts would mean one thing.
      ([name, member]) => name !== "__proto__" && name.isWellFormed() && isWellFormedDeep(member, depth + 1),
    );
  return true;
}

import { parseBase64 } from "../bytes.ts";
import { InputError } from "../input-error.ts";
import { HASH_LENGTH } from "./merkle.ts";

/**
 * The number of an ASCII decimal with no sign, space or leading zero, at most 2^53 - 1. `what` names the
 * field in the InputError.
 */
export function parseDecimalField(text: string, what: string): number {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) {
    throw new InputError(what, [`${JSON.stringify(text.slice(0, 40))} is not a plain decimal number`]);
  }
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InputError(what, [`${text} is more than 2^53 - 1`]);
  return value;
}

/** The bytes of base64 in its one canonical spelling. `what` names the field in the InputError. */
export function parseBase64Field(text: string, what: string): Uint8Array {
  try {
    return parseBase64(text);
  } catch {
    throw new InputError(what, ["is not base64 in its canonical spelling"]);
  }
}

/** The 32 bytes of a SHA-256 in canonical base64. `what` names the field in the InputError. */
export function parseHashField(text: string, what: string): Uint8Array {
  const hash = parseBase64Field(text, what);
  if (hash.length !== HASH_LENGTH) {
    throw new InputError(what, [`has ${hash.length} bytes where a hash has ${HASH_LENGTH}`]);
  }
  return hash;
}

import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

import { concatBytes, formatBase64, formatHex, parseHex } from "../core/bytes.ts";
import type { Crypto } from "../core/crypto.ts";
import { InputError } from "../core/input-error.ts";
import { parseBase64Field } from "../core/tlog/field.ts";
import { keyIdOf, type Signer } from "../core/tlog/note.ts";

const ED25519_PUBLIC_PREFIX = parseHex("302a300506032b6570032100");
const ED25519_PRIVATE_PREFIX = parseHex("302e020100300506032b657004220420");
const ED25519_TYPE = 0x01;

/** Core's two functions by Node's own cryptography. */
export const nodeCrypto: Crypto = {
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const der = Buffer.from(concatBytes(ED25519_PUBLIC_PREFIX, publicKey));
    return verify(null, message, createPublicKey({ key: der, format: "der", type: "spki" }), signature);
  },
};

/**
 * The signing key of a seed of 32 random bytes, in the spelling of Go's sumdb/note: `PRIVATE+KEY+name+id+base64(01 || seed)`. Whoever has the text
 * can sign in the log's name.
 */
export function formatSigningKey(name: string, seed: Uint8Array): string {
  const { verifier } = signerOf({ name, seed });
  const encoded = formatBase64(concatBytes(Uint8Array.of(ED25519_TYPE), seed));
  return `PRIVATE+KEY+${name}+${formatHex(verifier.keyId)}+${encoded}`;
}

/** The signer of a key in that spelling. Throws InputError where it is anything else; the text is never repeated. */
export function parseSigningKey(text: string): Signer {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text.trim());
  const [, name, id, encoded] = match ?? [];
  if (name === undefined || id === undefined || encoded === undefined)
    throw new InputError("signing key", ["is not of the form PRIVATE+KEY+name+id+key"]);
  const bytes = parseBase64Field(encoded, "signing key");
  if (bytes.length !== 33 || bytes[0] !== ED25519_TYPE)
    throw new InputError("signing key", ["is not an Ed25519 key"]);
  const signer = signerOf({ name, seed: bytes.slice(1) });
  if (formatHex(signer.verifier.keyId) !== id)
    throw new InputError("signing key", ["does not match its own key id"]);
  return signer;
}

function signerOf({ name, seed }: { readonly name: string; readonly seed: Uint8Array }): Signer {
  const der = Buffer.from(concatBytes(ED25519_PRIVATE_PREFIX, seed));
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const publicKey = new Uint8Array(spki.subarray(ED25519_PUBLIC_PREFIX.length));
  const keyId = keyIdOf(nodeCrypto, { name, type: "ed25519", publicKey });
  return {
    verifier: { name, keyId, type: "ed25519", publicKey },
    sign: (message) => sign(null, message, privateKey),
  };
}

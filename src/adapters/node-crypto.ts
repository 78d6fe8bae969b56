import { createHash, createPrivateKey, createPublicKey, hash, sign, verify } from "node:crypto";

import { concatBytes, formatBase64, formatHex, parseHex } from "../core/bytes.ts";
import type { Crypto, Sha512 } from "../core/crypto.ts";
import { InputError } from "../core/input-error.ts";
import { parseBase64Field } from "../core/tlog/field.ts";
import { keyIdOf, TYPE_BYTES, type KeyType, type Signer } from "../core/tlog/note.ts";

const SHA256_BYTES = 32;
const ED25519_PUBLIC_PREFIX = parseHex("302a300506032b6570032100");
const ED25519_PRIVATE_PREFIX = parseHex("302e020100300506032b657004220420");

/** Core's functions by Node's own cryptography. */
export const nodeCrypto: Crypto & Sha512 = {
  sha256: (bytes) => {
    const digest = new Uint8Array(SHA256_BYTES);
    sha256Into(bytes, digest, 0);
    return digest;
  },
  sha256Into,
  sha512: (bytes) => createHash("sha512").update(bytes).digest(),
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const der = Buffer.from(concatBytes(ED25519_PUBLIC_PREFIX, publicKey));
    return verify(null, message, createPublicKey({ key: der, format: "der", type: "spki" }), signature);
  },
};

/**
 * In one call, and as text, one character a byte: a short hash costs a third of what it would with a buffer of its own, and
 * logs and draws take millions.
 */
function sha256Into(bytes: Uint8Array, target: Uint8Array, at: number): void {
  const digest = hash("sha256", bytes, "binary");
  for (let byte = 0; byte < SHA256_BYTES; byte += 1) target[at + byte] = digest.charCodeAt(byte);
}

/**
 * The signing key of a seed of 32 random bytes, in the spelling of Go's sumdb/note: `PRIVATE+KEY+name+id+base64(type || seed)`. Whoever has the text
 * can sign in the name of the log, or of the witness.
 */
export function formatSigningKey(name: string, seed: Uint8Array, type: KeyType = "ed25519"): string {
  const { verifier } = signerOf({ name, seed, type });
  const encoded = formatBase64(concatBytes(Uint8Array.of(TYPE_BYTES[type]), seed));
  return `PRIVATE+KEY+${name}+${formatHex(verifier.keyId)}+${encoded}`;
}

/**
 * The signer of a key in that spelling, and of that type: no key signs both checkpoints and cosignatures. Throws
 * InputError where it is anything else; the text is never repeated.
 */
export function parseSigningKey(text: string, type: KeyType = "ed25519"): Signer {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text.trim());
  const [, name, id, encoded] = match ?? [];
  if (name === undefined || id === undefined || encoded === undefined)
    throw new InputError("signing key", ["is not of the form PRIVATE+KEY+name+id+key"]);
  const bytes = parseBase64Field(encoded, "signing key");
  if (bytes.length !== 33 || bytes[0] !== TYPE_BYTES[type])
    throw new InputError("signing key", [
      `is not an Ed25519 key${type === "ed25519" ? "" : " for cosignatures"}`,
    ]);
  const signer = signerOf({ name, seed: bytes.slice(1), type });
  if (formatHex(signer.verifier.keyId) !== id)
    throw new InputError("signing key", ["does not match its own key id"]);
  return signer;
}

function signerOf(key: { readonly name: string; readonly seed: Uint8Array; readonly type: KeyType }): Signer {
  const { name, seed, type } = key;
  const der = Buffer.from(concatBytes(ED25519_PRIVATE_PREFIX, seed));
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const publicKey = new Uint8Array(spki.subarray(ED25519_PUBLIC_PREFIX.length));
  const keyId = keyIdOf(nodeCrypto, { name, type, publicKey });
  return {
    verifier: { name, keyId, type, publicKey },
    sign: (message) => sign(null, message, privateKey),
  };
}

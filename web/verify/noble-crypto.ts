import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";

import type { Crypto } from "../../src/core/crypto.ts";

/** Core's functions by an audited library: what browsers have built in answers later, and only to pages from HTTPS. */
export const nobleCrypto: Crypto = {
  sha256,
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      // A key or signature that is no point of the curve.
      return false;
    }
  },
};

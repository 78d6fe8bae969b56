import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { concatBytes, formatBase64, formatHex, parseHex, utf8 } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { formatNote, formatVerifierKey, keyIdOf, parseVerifierKey, signNote } from "../core/tlog/note.ts";
import { formatSigningKey, nodeCrypto, parseSigningKey } from "./node-crypto.ts";

/** RFC 8032, section 7.1, tests 1 to 3. */
const VECTORS = [
  {
    secret: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature:
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    secret: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature:
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
  {
    secret: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    message: "af82",
    signature:
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  },
].map(({ secret, publicKey, message, signature }) => ({
  secret: parseHex(secret),
  publicKey: parseHex(publicKey),
  message: parseHex(message),
  signature: parseHex(signature),
}));

/** The spelling of a key with this secret, and the right key id. */
function spellingOf(name: string, secret: Uint8Array, publicKey: Uint8Array): string {
  const keyId = formatHex(keyIdOf(nodeCrypto, { name, type: "ed25519", publicKey }));
  return `PRIVATE+KEY+${name}+${keyId}+${formatBase64(concatBytes(Uint8Array.of(1), secret))}`;
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const at = (bit >> 3) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

test("SHA-256 gives the digests of FIPS 180-4's examples", () => {
  const digest = (text: string) => formatHex(nodeCrypto.sha256(utf8(text)));
  expect(digest("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(digest("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
});

describe("Ed25519", () => {
  test("the signatures of RFC 8032 verify", () => {
    for (const { publicKey, message, signature } of VECTORS)
      expect(nodeCrypto.verifyEd25519(publicKey, message, signature)).toBe(true);
  });

  test("the keys of RFC 8032 make exactly those signatures", () => {
    for (const { secret, publicKey, message, signature } of VECTORS) {
      const signer = parseSigningKey(spellingOf("example.org/log", secret, publicKey));
      expect(signer.verifier.publicKey).toEqual(publicKey);
      expect(new Uint8Array(signer.sign(message))).toEqual(signature);
    }
  });

  test("one bit changed in the signature, the message or the key, and nothing verifies", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VECTORS.slice(1)),
        fc.nat({ max: 511 }),
        ({ publicKey, message, signature }, bit) => {
          expect(nodeCrypto.verifyEd25519(publicKey, message, flipped(signature, bit))).toBe(false);
          expect(nodeCrypto.verifyEd25519(publicKey, flipped(message, bit), signature)).toBe(false);
          expect(nodeCrypto.verifyEd25519(flipped(publicKey, bit), message, signature)).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("a message cut or continued does not verify", () => {
    for (const { publicKey, message, signature } of VECTORS)
      expect(nodeCrypto.verifyEd25519(publicKey, concatBytes(message, Uint8Array.of(0)), signature)).toBe(
        false,
      );
  });

  test("a signature whose scalar is not reduced is refused (RFC 8032, 5.1.7): each has one spelling", () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    for (const { publicKey, message, signature } of VECTORS) {
      let scalar = order;
      for (let at = 63; at >= 32; at--) scalar += BigInt(signature[at] ?? 0) << BigInt(8 * (at - 32));
      const malleated = signature.slice();
      for (let at = 32; at < 64; at++) malleated[at] = Number((scalar >> BigInt(8 * (at - 32))) & 255n);
      expect(nodeCrypto.verifyEd25519(publicKey, message, malleated)).toBe(false);
    }
  });

  test("whatever lengths and bytes come, the answer is no and nothing throws", () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 32, maxLength: 32 }));
    const signature = fc.oneof(bytes, fc.uint8Array({ minLength: 64, maxLength: 64 }));
    fc.assert(
      fc.property(bytes, bytes, signature, (publicKey, message, signature) => {
        expect(nodeCrypto.verifyEd25519(publicKey, message, signature)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a signing key", () => {
  test("of Go's sumdb/note documentation signs that documentation's note", () => {
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signer = parseSigningKey(
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
    );
    expect(formatVerifierKey(signer.verifier)).toBe(
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    );
    expect(formatNote({ body: text, signatures: [signNote(text, signer)] })).toBe(
      `${text}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`,
    );
  });

  test("comes back from its spelling: what it signs verifies with the public half that it hands out", () => {
    const text = formatSigningKey("example.org/log", new Uint8Array(32).fill(9));
    const signer = parseSigningKey(`${text}\n`);
    const key = parseVerifierKey(nodeCrypto, formatVerifierKey(signer.verifier));
    expect(key).toEqual(signer.verifier);
    expect(nodeCrypto.verifyEd25519(key.publicKey, utf8("a"), signer.sign(utf8("a")))).toBe(true);
    expect(nodeCrypto.verifyEd25519(key.publicKey, utf8("b"), signer.sign(utf8("a")))).toBe(false);
  });

  test("of another seed is another one", () => {
    expect(formatSigningKey("example.org/log", new Uint8Array(32).fill(1))).not.toBe(
      formatSigningKey("example.org/log", new Uint8Array(32).fill(2)),
    );
  });

  const [{ secret, publicKey } = { secret: new Uint8Array(32), publicKey: new Uint8Array(32) }] = VECTORS;
  const good = spellingOf("example.org/log", secret, publicKey);
  const material = (bytes: Uint8Array) => good.replace(/[^+]*$/, "").concat(formatBase64(bytes));
  const refused: readonly (readonly [string, string])[] = [
    ["another key id", good.replace(/\+[0-9a-f]{8}\+/, "+00000000+")],
    ["another name", good.replace("example.org/log", "example.org/other")],
    ["a key id in capitals", good.replace(/\+([0-9a-f]{8})\+/, (_, id: string) => `+${id.toUpperCase()}+`)],
    ["another type", material(concatBytes(Uint8Array.of(4), secret))],
    ["a secret one byte short", material(concatBytes(Uint8Array.of(1), secret.slice(1)))],
    ["a secret one byte long", material(concatBytes(Uint8Array.of(1), secret, Uint8Array.of(0)))],
    ["what is no base64", good.replace(/[^+]*$/, "!!!!")],
    ["base64 cut short", good.slice(0, -1)],
    ["no name", good.replace("example.org/log", "")],
    ["the public key's spelling", good.replace("PRIVATE+KEY+", "")],
    ["nothing", ""],
  ];
  for (const [claim, text] of refused)
    test(`with ${claim} is refused, and its text is not repeated`, () => {
      let message = "";
      try {
        parseSigningKey(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        message = error instanceof Error ? error.message : "";
      }
      expect(message).toMatch(/^signing key: /);
      expect(message).not.toContain(formatBase64(secret).slice(0, 8));
    });
});

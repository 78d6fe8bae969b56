import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatBase64, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { formatCheckpointBody } from "./checkpoint.ts";
import { MerkleTree, leafHash } from "./merkle.ts";
import { formatNote, keyIdOf, signNote, type Signer } from "./note.ts";
import { formatLogProof, parseLogProof, verifyLogProof, type LogProof } from "./proof.ts";

const crypto: Crypto = {
  sha256: (bytes) => sha256(bytes),
  verifyEd25519: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey),
};

function signerNamed(name: string): Signer {
  const secret = sha256(utf8(name));
  const key = { name, type: "ed25519" as const, publicKey: ed25519.getPublicKey(secret) };
  return {
    verifier: { ...key, keyId: keyIdOf(crypto, key) },
    sign: (message) => ed25519.sign(message, secret),
  };
}

const SIZE = 11;
const log = signerNamed("example.org/log");
const key = log.verifier;
const tree = new MerkleTree(crypto);
const leafOf = (index: number) => leafHash(crypto, utf8(`entry ${index}`));
for (let index = 0; index < SIZE; index += 1) tree.append(leafOf(index));
const body = formatCheckpointBody({ origin: "example.org/log", size: SIZE, root: tree.root() });
const checkpoint = formatNote({ body, signatures: [signNote(body, log)] });
const proofOf = (index: number): LogProof => ({ index, hashes: tree.inclusionProof(index), checkpoint });
const HASH = formatBase64(leafOf(0));

describe("the file", () => {
  test("has the layout of the specification", () => {
    const proof: LogProof = {
      extra: Uint8Array.of(1, 2, 3),
      index: 73_894,
      hashes: [leafOf(0), leafOf(1)],
      checkpoint: "the checkpoint\n",
    };
    const text = `c2sp.org/tlog-proof@v1
extra AQID
index 73894
${HASH}
${formatBase64(leafOf(1))}

the checkpoint
`;
    expect(formatLogProof(proof)).toBe(text);
    expect(parseLogProof(text)).toEqual(proof);
  });

  test("keeps the checkpoint character for character, blank lines included", () => {
    expect(parseLogProof(formatLogProof(proofOf(4)))).toEqual(proofOf(4));
    expect(parseLogProof(formatLogProof(proofOf(4))).checkpoint).toBe(checkpoint);
  });

  test("comes back as it was, whatever it holds", () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const required = {
      index: fc.maxSafeNat(),
      hashes: fc.array(hash, { maxLength: 64 }),
      checkpoint: fc.string(),
    };
    const withExtra = fc.record({ ...required, extra: fc.uint8Array({ minLength: 1 }) });
    fc.assert(
      fc.property(fc.oneof(fc.record(required), withExtra), (proof) => {
        expect(parseLogProof(formatLogProof(proof))).toEqual(proof);
      }),
    );
  });

  test.each([
    ["another version", "c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n"],
    ["no first line", "index 0\n\ncheckpoint\n"],
    ["no index", `c2sp.org/tlog-proof@v1\n${HASH}\n\ncheckpoint\n`],
    ["an index with a leading zero", "c2sp.org/tlog-proof@v1\nindex 01\n\ncheckpoint\n"],
    ["a negative index", "c2sp.org/tlog-proof@v1\nindex -1\n\ncheckpoint\n"],
    ["a hexadecimal index", "c2sp.org/tlog-proof@v1\nindex 0x1\n\ncheckpoint\n"],
    ["an index past 2^53", "c2sp.org/tlog-proof@v1\nindex 9007199254740992\n\ncheckpoint\n"],
    ["extra data after the index", "c2sp.org/tlog-proof@v1\nindex 0\nextra AQID\n\ncheckpoint\n"],
    ["extra data twice", "c2sp.org/tlog-proof@v1\nextra AQID\nextra AQID\nindex 0\n\ncheckpoint\n"],
    ["empty extra data", "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\ncheckpoint\n"],
    ["extra data in another spelling", "c2sp.org/tlog-proof@v1\nextra AQI\nindex 0\n\ncheckpoint\n"],
    ["a short hash", "c2sp.org/tlog-proof@v1\nindex 0\nAQID\n\ncheckpoint\n"],
    [
      "a hash in another spelling",
      `c2sp.org/tlog-proof@v1\nindex 0\n${HASH.replace("=", "")}\n\ncheckpoint\n`,
    ],
    ["65 hashes", `c2sp.org/tlog-proof@v1\nindex 0\n${`${HASH}\n`.repeat(65)}\ncheckpoint\n`],
    ["carriage returns", "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\ncheckpoint\r\n"],
    ["no empty line", "c2sp.org/tlog-proof@v1\nindex 0\n"],
    ["nothing", ""],
  ])("with %s is refused", (_, text) => {
    expect(() => parseLogProof(text)).toThrow(InputError);
  });

  test("that would not parse is not formatted", () => {
    expect(() => formatLogProof({ ...proofOf(0), extra: new Uint8Array(0) })).toThrow("assertion");
    expect(() => formatLogProof({ ...proofOf(0), index: -1 })).toThrow("assertion");
    expect(() => formatLogProof({ ...proofOf(0), hashes: [new Uint8Array(31)] })).toThrow("assertion");
  });
});

describe("verifying", () => {
  test("every entry's own proof verifies, and gives the checkpoint it was verified against", () => {
    for (let index = 0; index < SIZE; index += 1) {
      const verification = verifyLogProof(crypto, { proof: proofOf(index), leaf: leafOf(index), key });
      expect(verification).toMatchObject({
        kind: "verified",
        checkpoint: { origin: "example.org/log", size: SIZE, root: tree.root() },
        note: { body },
      });
    }
  });

  test("extra data changes nothing: it is not authenticated", () => {
    const proof = { ...proofOf(3), extra: utf8("anything") };
    expect(verifyLogProof(crypto, { proof, leaf: leafOf(3), key }).kind).toBe("verified");
  });

  const proof = proofOf(3);
  test.each<[string, LogProof, string]>([
    ["another index", { ...proof, index: 4 }, "do not lead"],
    ["an index past the end", { ...proof, index: SIZE }, "outside"],
    ["an index that is no number", { ...proof, index: NaN }, "do not lead"],
    ["a hash too few", { ...proof, hashes: proof.hashes.slice(1) }, "do not lead"],
    ["hashes in reverse", { ...proof, hashes: proof.hashes.toReversed() }, "do not lead"],
    ["a hash of another length", { ...proof, hashes: [new Uint8Array(31)] }, "do not lead"],
    [
      "a changed checkpoint",
      { ...proof, checkpoint: checkpoint.replace("\n11\n", "\n12\n") },
      "does not verify",
    ],
    ["no checkpoint", { ...proof, checkpoint: "" }, "note"],
  ])("a proof with %s is refused with the reason", (_, wrong, reason) => {
    expect(verifyLogProof(crypto, { proof: wrong, leaf: leafOf(3), key })).toEqual({
      kind: "refused",
      reason: expect.stringContaining(reason),
    });
  });

  test("another leaf is refused, and so is another log's key", () => {
    expect(verifyLogProof(crypto, { proof, leaf: leafOf(4), key }).kind).toBe("refused");
    const stranger = signerNamed("example.org/stranger").verifier;
    expect(verifyLogProof(crypto, { proof, leaf: leafOf(3), key: stranger })).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("example.org/stranger"),
    });
  });
});

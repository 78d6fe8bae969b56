import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatHex, parseUtf8, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { formatCheckpointBody } from "./checkpoint.ts";
import {
  cosignedMessage,
  formatTimestampedSignature,
  parseTimestampedSignature,
  quorumOf,
  signCosignature,
  verifyCosignature,
} from "./cosignature.ts";
import { formatNote, keyIdOf, parseNote, signNote, type KeyType, type Note, type Signer } from "./note.ts";

const crypto: Crypto = {
  sha256: (bytes) => sha256(bytes),
  verifyEd25519: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey),
};

function signerNamed(name: string, type: KeyType): Signer {
  const secret = sha256(utf8(name));
  const key = { name, type, publicKey: ed25519.getPublicKey(secret) };
  return {
    verifier: { ...key, keyId: keyIdOf(crypto, key) },
    sign: (message) => ed25519.sign(message, secret),
  };
}

/** The example of the specification c2sp.org/tlog-cosignature. */
const EXAMPLE = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

const TIME = 1_679_315_147;
const log = signerNamed("example.org/log", "ed25519");
const witnesses = ["one", "two", "three"].map((name) =>
  signerNamed(`witness.example/${name}`, "cosignature"),
);
const [first = log, second = log] = witnesses;
const body = formatCheckpointBody({ origin: "example.org/log", size: 3, root: sha256(utf8("root")) });
const cosigned: Note = {
  body,
  signatures: [
    signNote(body, log),
    ...witnesses.map((witness, at) => signCosignature(body, TIME + at, witness)),
  ],
};

test("the time and message of the specification's example are those it prints", () => {
  const { body: exampleBody, signatures } = parseNote(EXAMPLE);
  const { time, signature } = parseTimestampedSignature(signatures[1]?.signature ?? new Uint8Array(0));
  expect(time).toBe(1_679_315_147);
  expect(signature).toHaveLength(64);
  expect(parseUtf8(cosignedMessage(time, exampleBody))).toBe(
    `cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n` +
      `CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n`,
  );
});

describe("the timestamped signature", () => {
  test("is the time as a big-endian uint64 and then the signature", () => {
    const bytes = formatTimestampedSignature({
      time: 0x01_02_03_04_05,
      signature: new Uint8Array(64).fill(9),
    });
    expect(formatHex(bytes)).toBe(`0000000102030405${"09".repeat(64)}`);
  });

  test("comes back as it was", () => {
    const some = fc.record({
      time: fc.maxSafeNat(),
      signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
    });
    fc.assert(
      fc.property(some, (timestamped) => {
        expect(parseTimestampedSignature(formatTimestampedSignature(timestamped))).toEqual(timestamped);
      }),
    );
  });

  test("with a time past 2^53 - 1 or another length is refused", () => {
    const bytes = new Uint8Array(72);
    expect(parseTimestampedSignature(bytes.with(1, 0x1f).fill(0xff, 2, 8)).time).toBe(2 ** 53 - 1);
    expect(() => parseTimestampedSignature(bytes.with(1, 0x20))).toThrow("time");
    expect(() => parseTimestampedSignature(bytes.with(0, 0xff))).toThrow("time");
    expect(() => parseTimestampedSignature(new Uint8Array(71))).toThrow("71 bytes");
    expect(() => parseTimestampedSignature(new Uint8Array(73))).toThrow("73 bytes");
  });

  test("of a time that is no count of seconds is not made", () => {
    expect(() => signCosignature(body, -1, first)).toThrow("assertion");
    expect(() => signCosignature(body, 1.5, first)).toThrow("assertion");
  });
});

describe("verifying", () => {
  test("each of three witnesses is verified, with its own time, after the note was written and read", () => {
    const note = parseNote(formatNote(cosigned));
    expect(witnesses.map(({ verifier }) => verifyCosignature(crypto, note, verifier))).toEqual([
      { kind: "verified", time: TIME },
      { kind: "verified", time: TIME + 1 },
      { kind: "verified", time: TIME + 2 },
    ]);
  });

  test("a witness that did not sign is absent", () => {
    const fourth = signerNamed("witness.example/four", "cosignature");
    expect(verifyCosignature(crypto, cosigned, fourth.verifier)).toMatchObject({ kind: "absent" });
  });

  test("a cosignature for another body is refused", () => {
    const note = { ...cosigned, body: body.replace("\n3\n", "\n4\n") };
    expect(verifyCosignature(crypto, note, first.verifier)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("witness.example/one"),
    });
  });

  test("a cosignature changed in any byte, its time included, is refused", () => {
    const line = signCosignature(body, TIME, first);
    for (let at = 0; at < line.signature.length; at += 1) {
      const signature = line.signature.with(at, (line.signature[at] ?? 0) ^ 1);
      const note = { body, signatures: [{ ...line, signature }] };
      expect(verifyCosignature(crypto, note, first.verifier).kind).toBe("refused");
    }
  });

  test("a cosignature cut short is refused, not thrown", () => {
    const line = signCosignature(body, TIME, first);
    const note = { body, signatures: [{ ...line, signature: line.signature.slice(8) }] };
    expect(verifyCosignature(crypto, note, first.verifier)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("64 bytes"),
    });
  });

  test("one witness cannot sign in the name of another", () => {
    const { name, keyId } = second.verifier;
    const forged = { ...signCosignature(body, TIME, first), name, keyId };
    expect(verifyCosignature(crypto, { body, signatures: [forged] }, second.verifier).kind).toBe("refused");
  });

  test("of two cosignatures by one witness the later counts, unless one is wrong", () => {
    const early = signCosignature(body, TIME, first);
    const late = signCosignature(body, TIME + 60, first);
    const wrong = signCosignature(`${body}more\n`, TIME + 90, first);
    const verify = (signatures: Note["signatures"]) =>
      verifyCosignature(crypto, { body, signatures }, first.verifier);
    expect(verify([late, early])).toEqual({ kind: "verified", time: TIME + 60 });
    expect(verify([early, late, wrong]).kind).toBe("refused");
  });

  test("a log key is no witness, and a witness's key no log key", () => {
    expect(verifyCosignature(crypto, cosigned, log.verifier).kind).toBe("refused");
    const { name, keyId } = log.verifier;
    const signature = formatTimestampedSignature({
      time: TIME,
      signature: log.sign(cosignedMessage(TIME, body)),
    });
    const note = { body, signatures: [{ name, keyId, signature }] };
    expect(verifyCosignature(crypto, note, log.verifier).kind).toBe("refused");
    expect(() => signCosignature(body, TIME, log)).toThrow("assertion");
  });
});

describe("the quorum", () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 3],
    [7, 5],
    [10, 7],
  ])("of %d witnesses is %d", (count, quorum) => {
    expect(quorumOf(count)).toBe(quorum);
  });

  test("of any number cannot be met twice while fewer than a third are dishonest, and no smaller one does", () => {
    for (let count = 1; count <= 100; count += 1) {
      const dishonest = Math.ceil(count / 3) - 1;
      const honestTwice = (quorum: number) => 2 * quorum - count - dishonest;
      expect(honestTwice(quorumOf(count))).toBeGreaterThan(0);
      expect(quorumOf(count)).toBeLessThanOrEqual(count);
      expect(count - dishonest).toBeGreaterThanOrEqual(quorumOf(count));
    }
  });

  test("of no witnesses stops the program", () => {
    expect(() => quorumOf(0)).toThrow("assertion");
  });
});

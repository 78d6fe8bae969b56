import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatBase64, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { formatCheckpointBody, openCheckpoint, parseCheckpointBody, type Checkpoint } from "./checkpoint.ts";
import { formatNote, keyIdOf, parseNote, signNote, type KeyType, type Signer } from "./note.ts";

const crypto: Crypto = {
  sha256: (bytes) => sha256(bytes),
  verifyEd25519: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey),
};

function signerNamed(name: string, type: KeyType = "ed25519"): Signer {
  const secret = sha256(utf8(name));
  const key = { name, type, publicKey: ed25519.getPublicKey(secret) };
  return {
    verifier: { ...key, keyId: keyIdOf(crypto, key) },
    sign: (message) => ed25519.sign(message, secret),
  };
}

const log = signerNamed("example.org/log");
const checkpoint: Checkpoint = { origin: "example.org/log", size: 70_000, root: sha256(utf8("root")) };
const signedBy = (signer: Signer, body: string) => formatNote({ body, signatures: [signNote(body, signer)] });
const text = signedBy(log, formatCheckpointBody(checkpoint));

/** The example of the specification c2sp.org/tlog-checkpoint. */
const EXAMPLE_BODY = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
`;

describe("the body", () => {
  test("the specification's example parses and comes back as it was", () => {
    const parsed = parseCheckpointBody(EXAMPLE_BODY);
    expect(parsed).toMatchObject({ origin: "example.com/behind-the-sofa", size: 20_852_163 });
    expect(formatCheckpointBody(parsed)).toBe(EXAMPLE_BODY);
  });

  test("any checkpoint comes back as it was", () => {
    const checkpoints = fc.record({
      origin: fc.stringMatching(/^[a-zé ./+-]{1,40}$/),
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(
      fc.property(checkpoints, (some) => {
        expect(parseCheckpointBody(formatCheckpointBody(some))).toEqual(some);
      }),
    );
  });

  test.each(["", "00", "01", "-1", "+1", "1.0", "1e3", "0x10", " 1", "1 ", "١", "9007199254740992", "1_000"])(
    "the size %j is refused",
    (size) => {
      expect(() => parseCheckpointBody(EXAMPLE_BODY.replace("20852163", size))).toThrow("checkpoint size");
    },
  );

  test("the largest safe integer is a size", () => {
    const body = EXAMPLE_BODY.replace("20852163", "9007199254740991");
    expect(parseCheckpointBody(body).size).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([
    ["an extension line", `${EXAMPLE_BODY}extension\n`],
    ["an empty extension line", `${EXAMPLE_BODY}\n`],
    ["text after the last newline", `${EXAMPLE_BODY}x`],
    ["no final newline", EXAMPLE_BODY.trimEnd()],
    ["no root", "origin\n1\n"],
    ["an empty origin", EXAMPLE_BODY.replace("example.com/behind-the-sofa", "")],
    ["a root without padding", EXAMPLE_BODY.replace("=", "")],
    ["a root with unused bits set", EXAMPLE_BODY.replace("2I=", "2J=")],
    ["a short root", `origin\n1\n${formatBase64(new Uint8Array(31))}\n`],
    ["a long root", `origin\n1\n${formatBase64(new Uint8Array(33))}\n`],
    ["nothing", ""],
  ])("a body with %s is refused", (_, body) => {
    expect(() => parseCheckpointBody(body)).toThrow(InputError);
  });

  test("a checkpoint that would not parse is not formatted", () => {
    expect(() => formatCheckpointBody({ ...checkpoint, origin: "two\nlines" })).toThrow("assertion");
    expect(() => formatCheckpointBody({ ...checkpoint, origin: "" })).toThrow("assertion");
    expect(() => formatCheckpointBody({ ...checkpoint, size: 0.5 })).toThrow("assertion");
    expect(() => formatCheckpointBody({ ...checkpoint, root: new Uint8Array(31) })).toThrow("assertion");
  });
});

describe("opening", () => {
  test("what the log signed opens", () => {
    const opening = openCheckpoint(crypto, text, log.verifier);
    expect(opening).toEqual({ kind: "opened", checkpoint, note: parseNote(text) });
  });

  test("signatures of others neither help nor hinder", () => {
    const body = formatCheckpointBody(checkpoint);
    const stranger = signNote(body, signerNamed("example.org/stranger"));
    const both = formatNote({ body, signatures: [stranger, signNote(body, log)] });
    expect(openCheckpoint(crypto, both, log.verifier).kind).toBe("opened");
    const withoutLog = formatNote({ body, signatures: [stranger] });
    expect(openCheckpoint(crypto, withoutLog, log.verifier)).toEqual({
      kind: "refused",
      reason: "checkpoint: no signature by example.org/log",
    });
  });

  const emptyLog = { ...checkpoint, size: 0 };
  test.each<[string, string, string]>([
    ["a changed size", text.replace("70000", "70001"), "does not verify"],
    ["an extension line", signedBy(log, `${formatCheckpointBody(checkpoint)}more\n`), "three lines"],
    ["the origin of another log", signedBy(log, EXAMPLE_BODY), "example.com/behind-the-sofa"],
    ["size 0 but a root", signedBy(log, formatCheckpointBody(emptyLog)), "size 0"],
    ["no note", "not a note", "note"],
    ["a body that is no checkpoint", signedBy(log, "hello\n"), "fewer than three lines"],
  ])("a text with %s is refused with the reason", (_, wrong, reason) => {
    const opening = openCheckpoint(crypto, wrong, log.verifier);
    expect(opening).toEqual({ kind: "refused", reason: expect.stringContaining(reason) });
  });

  test("the empty log opens with the root of the empty tree", () => {
    const empty = { ...emptyLog, root: sha256(new Uint8Array(0)) };
    const opening = openCheckpoint(crypto, signedBy(log, formatCheckpointBody(empty)), log.verifier);
    expect(opening).toMatchObject({ kind: "opened", checkpoint: empty });
  });

  test("a key for cosignatures opens no checkpoint", () => {
    const witness = signerNamed("example.org/log", "cosignature");
    expect(openCheckpoint(crypto, text, witness.verifier)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("cosignatures"),
    });
  });

  test("no text makes it throw", () => {
    const pieces = fc.constantFrom(
      "\n",
      "\n\n",
      "— ",
      "example.org/log ",
      "70000",
      "AAAA",
      "=",
      "\u0000",
      "\ud800",
    );
    const texts = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (some) => {
        expect(openCheckpoint(crypto, some, log.verifier).kind).toBe("refused");
      }),
    );
  });
});

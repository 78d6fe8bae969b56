import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalBytes, formatBase64, formatHex, parseBase64, parseUtf8, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import {
  formatNote,
  formatVerifierKey,
  keyIdOf,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyNote,
  type KeyType,
  type Note,
  type Signer,
} from "./note.ts";

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

/** The key and note of the documentation of Go's sumdb/note, the first implementation of the format. */
const GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
/** The key of the Go checksum database, whose base64 holds a plus. */
const GO_SUM_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

const log = signerNamed("example.org/log");
const other = signerNamed("example.org/other");
const body = "example.org/log\n3\nsecond paragraph:\n\nend\n";
const signed: Note = { body, signatures: [signNote(body, log), signNote(body, other)] };
const LINE = `— example.org/log ${formatBase64(new Uint8Array(68))}\n`;

const noteWith = (signature: string) => `text\n\n— name ${signature}\n`;

/** A verifier key whose key id is right for its material, whatever that is. */
function withMaterial(material: Uint8Array, name = "name"): string {
  const keyId = crypto.sha256(Uint8Array.from([...utf8(`${name}\n`), ...material])).slice(0, 4);
  return `${name}+${formatHex(keyId)}+${formatBase64(material)}`;
}

const typeByte = (keyText: string) => parseBase64(keyText.split("+").slice(2).join("+"))[0];

describe("verifying", () => {
  test("the note of the first implementation verifies with its key", () => {
    expect(verifyNote(crypto, parseNote(GO_NOTE), parseVerifierKey(crypto, GO_KEY))).toBe(true);
  });

  test("the specification's example has the key id and text it says", () => {
    const [line] = parseNote(GO_NOTE).signatures;
    expect(line?.name).toBe("PeterNeumann");
    expect(formatHex(line?.keyId ?? new Uint8Array(0))).toBe("c74f20a3");
    expect(line?.signature).toHaveLength(64);
  });

  test("a note changed in any byte no longer verifies", () => {
    const key = parseVerifierKey(crypto, GO_KEY);
    const bytes = utf8(GO_NOTE);
    const verifies = (changed: Uint8Array): boolean => {
      try {
        return verifyNote(crypto, parseNote(parseUtf8(changed)), key);
      } catch (error) {
        if (error instanceof InputError || error instanceof TypeError) return false;
        throw error;
      }
    };
    expect(verifies(bytes)).toBe(true);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const mask of [0x01, 0x20, 0x80]) {
        const changed = bytes.map((byte, place) => (place === at ? byte ^ mask : byte));
        if (verifies(changed)) expect.fail(`byte ${at} xor ${mask}`);
      }
    }
  });

  test("each of several keys is verified by its own line, whatever the other lines are", () => {
    expect(verifyNote(crypto, signed, log.verifier)).toBe(true);
    expect(verifyNote(crypto, signed, other.verifier)).toBe(true);
    expect(verifyNote(crypto, signed, signerNamed("example.org/third").verifier)).toBe(false);
  });

  test("a line by the key that does not verify refuses the note, though another one does", () => {
    const wrong = signNote(`${body}more\n`, log);
    const note = { body, signatures: [...signed.signatures, wrong] };
    expect(verifyNote(crypto, note, log.verifier)).toBe(false);
    expect(verifyNote(crypto, note, other.verifier)).toBe(true);
  });

  test("the name and the key id must both match", () => {
    const { keyId } = log.verifier;
    const [line = signNote(body, log)] = signed.signatures;
    const under = (change: object): Note => ({ body, signatures: [{ ...line, ...change }] });
    expect(verifyNote(crypto, under({}), log.verifier)).toBe(true);
    expect(verifyNote(crypto, under({ name: "example.org/log2" }), log.verifier)).toBe(false);
    expect(verifyNote(crypto, under({ keyId: keyId.toReversed() }), log.verifier)).toBe(false);
  });

  test("a signature of another length is refused without asking the cryptography", () => {
    const careless: Crypto = { ...crypto, verifyEd25519: () => true };
    const [line = signNote(body, log)] = signed.signatures;
    const long = { ...line, signature: new Uint8Array(65) };
    expect(verifyNote(careless, { body, signatures: [line] }, log.verifier)).toBe(true);
    expect(verifyNote(careless, { body, signatures: [long] }, log.verifier)).toBe(false);
  });

  test("a key for cosignatures neither signs nor verifies notes", () => {
    const witness = signerNamed("example.org/witness", "cosignature");
    const { name, keyId } = witness.verifier;
    const line = { name, keyId, signature: witness.sign(utf8(body)) };
    expect(verifyNote(crypto, { body, signatures: [line] }, witness.verifier)).toBe(false);
    expect(() => signNote(body, witness)).toThrow("assertion");
  });
});

describe("parsing", () => {
  test("a note comes back as it was: the last blank line separates", () => {
    expect(parseNote(formatNote(signed))).toEqual(signed);
    expect(parseNote(formatNote(signed)).body).toBe(body);
  });

  test("any text that parses is what is formatted, and any note comes back", () => {
    const name = fc.stringMatching(/^[a-zé.\u{1F5F3}/-]{1,20}$/u);
    const line = fc.record({
      name,
      keyId: fc.uint8Array({ minLength: 4, maxLength: 4 }),
      signature: fc.uint8Array({ minLength: 1, maxLength: 90 }),
    });
    const text = fc.stringMatching(/^[a-z —\n\u{1F5F3}]{0,60}\n$/u);
    const notes = fc.record({ body: text, signatures: fc.array(line, { minLength: 1, maxLength: 100 }) });
    fc.assert(
      fc.property(notes, (note) => {
        expect(parseNote(formatNote(note))).toEqual(note);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["no blank line", `text\n${LINE}`],
    ["no signature", "text\n\n"],
    ["no final newline", `text\n\n${LINE.trimEnd()}`],
    ["a line after the signatures", `text\n\n${LINE}more\n`],
    ["a blank line after the signatures", `text\n\n${LINE}\n`],
    ["a hyphen for the em dash", `text\n\n${LINE.replace("—", "-")}`],
    ["an en dash for the em dash", `text\n\n${LINE.replace("—", "–")}`],
    ["two spaces", `text\n\n${LINE.replace("— ", "—  ")}`],
    ["a space at the end of a line", `text\n\n${LINE.replace("\n", " \n")}`],
    ["no name", `text\n\n${LINE.replace("example.org/log ", "")}`],
    ["a plus in the name", `text\n\n${LINE.replace("/", "+")}`],
    ["a no-break space in the name", `text\n\n${LINE.replace("/", "\u00a0")}`],
    ["a next-line character in the name", `text\n\n${LINE.replace("/", "\u0085")}`],
    ["a line separator in the name", `text\n\n${LINE.replace("/", "\u2028")}`],
    ["a carriage return", `text\r\n\n${LINE}`],
    ["a tab", `te\txt\n\n${LINE}`],
    ["a NUL", `te\0xt\n\n${LINE}`],
    ["a lone surrogate", `te\ud800xt\n\n${LINE}`],
    ["a key id alone", "text\n\n— name AAAAAA==\n"],
    ["nothing", ""],
    ["two newlines", "\n\n"],
  ])("a note with %s is refused", (_, text) => {
    expect(() => parseNote(text)).toThrow(InputError);
  });

  test.each([
    ["without padding", (base64: string) => base64.replaceAll("=", "")],
    ["with unused bits set", (base64: string) => base64.replace(/.(?==*$)/, "B")],
    ["in the URL alphabet", (base64: string) => base64.replaceAll("/", "_").replaceAll("+", "-")],
    ["with a line feed inside", (base64: string) => `${base64.slice(0, 8)}\n${base64.slice(8)}`],
    ["with a space inside", (base64: string) => `${base64.slice(0, 8)} ${base64.slice(8)}`],
    ["with padding twice", (base64: string) => `${base64}====`],
  ])("a signature spelt %s is refused", (_, respell) => {
    const signature = formatBase64(new Uint8Array(68).fill(0xff));
    expect(respell(signature)).not.toBe(signature);
    expect(parseNote(noteWith(signature)).signatures).toHaveLength(1);
    expect(() => parseNote(noteWith(respell(signature)))).toThrow(InputError);
  });

  test("100 signatures are accepted and 101 are not", () => {
    expect(parseNote(`text\n\n${LINE.repeat(100)}`).signatures).toHaveLength(100);
    expect(() => parseNote(`text\n\n${LINE.repeat(101)}`)).toThrow("100");
  });

  test("the reason names the line", () => {
    expect(() => parseNote(`text\n\n${LINE}— name !\n`)).toThrow("note signature 2");
  });

  test("a note that would not parse is not formatted", () => {
    const [line = signNote(body, log)] = signed.signatures;
    expect(() => formatNote({ body: "no newline", signatures: [line] })).toThrow("assertion");
    expect(() => formatNote({ body: "a\u0007\n", signatures: [line] })).toThrow("assertion");
    expect(() => formatNote({ body, signatures: [] })).toThrow("assertion");
    const nameOfTwoLines = { ...line, name: "a\n\n—" };
    expect(() => formatNote({ body, signatures: [nameOfTwoLines] })).toThrow("assertion");
    const nameWithControl = { ...line, name: "a\u0001" };
    expect(() => formatNote({ body, signatures: [nameWithControl] })).toThrow("assertion");
    expect(() => formatNote({ body, signatures: [{ ...line, signature: new Uint8Array(0) }] })).toThrow(
      "assertion",
    );
    expect(() => formatNote({ body, signatures: [{ ...line, keyId: new Uint8Array(5) }] })).toThrow(
      "assertion",
    );
  });
});

describe("verifier keys", () => {
  test("the keys of other programs parse and come back as they were", () => {
    for (const text of [GO_KEY, GO_SUM_KEY]) {
      expect(formatVerifierKey(parseVerifierKey(crypto, text))).toBe(text);
    }
    expect(parseVerifierKey(crypto, GO_SUM_KEY)).toMatchObject({ name: "sum.golang.org", type: "ed25519" });
  });

  test("keys for cosignatures have another type and key id than keys for notes", () => {
    const witness = signerNamed("example.org/log", "cosignature").verifier;
    expect(parseVerifierKey(crypto, formatVerifierKey(witness))).toEqual(witness);
    expect(typeByte(formatVerifierKey(witness))).toBe(0x04);
    expect(typeByte(formatVerifierKey(log.verifier))).toBe(0x01);
    expect(equalBytes(witness.publicKey, log.verifier.publicKey)).toBe(true);
    expect(equalBytes(witness.keyId, log.verifier.keyId)).toBe(false);
  });

  test("any key comes back as it was", () => {
    const keys = fc.record({
      name: fc.stringMatching(/^[a-zñ0-9./-]{1,30}$/),
      type: fc.constantFrom<KeyType>("ed25519", "cosignature"),
      publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(
      fc.property(keys, (key) => {
        const whole = { ...key, keyId: keyIdOf(crypto, key) };
        expect(parseVerifierKey(crypto, formatVerifierKey(whole))).toEqual(whole);
      }),
    );
  });

  test("a key changed in any character is refused", () => {
    for (let at = 0; at < GO_SUM_KEY.length; at += 1) {
      const replacement = GO_SUM_KEY[at] === "A" ? "B" : "A";
      const changed = GO_SUM_KEY.slice(0, at) + replacement + GO_SUM_KEY.slice(at + 1);
      expect(() => parseVerifierKey(crypto, changed)).toThrow(InputError);
    }
  });

  const material = parseBase64(GO_KEY.split("+")[2] ?? "");

  test.each([
    ["an unknown type", withMaterial(material.with(0, 0x06))],
    ["a short public key", withMaterial(material.slice(0, 32))],
    ["a long public key", withMaterial(Uint8Array.from([...material, 0]))],
    ["a space in the name", withMaterial(material, "na me")],
    ["no name", withMaterial(material, "")],
    ["an upper-case key id", GO_KEY.replace("c74f20a3", "C74F20A3")],
    ["a space at the end", `${GO_KEY} `],
    ["a newline at the end", `${GO_KEY}\n`],
    ["no key", "name+00000000+"],
    ["one plus", "name+00000000"],
    ["nothing", ""],
  ])("a key with %s is refused", (_, text) => {
    expect(() => parseVerifierKey(crypto, withMaterial(material))).not.toThrow();
    expect(() => parseVerifierKey(crypto, text)).toThrow(InputError);
  });
});

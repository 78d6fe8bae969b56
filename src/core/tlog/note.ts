/**
 * C2SP signed-note (c2sp.org/signed-note): a text, a blank line, and one line for each signature over the text.
 */
import { concatBytes, equalBytes, formatBase64, formatHex, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { assert } from "./assert.ts";
import { parseBase64Field } from "./field.ts";

/** Signature lines a note may have: far above what a log with its witnesses needs, so that no note costs much to verify. */
const SIGNATURES_MAX = 100;

const KEY_ID_LENGTH = 4;
const PUBLIC_KEY_LENGTH = 32;
const ED25519_SIGNATURE_LENGTH = 64;
const LINE_START = "\u2014 ";

/** What one line says: `signature` is what follows the key id, and its meaning depends on the type of the key. */
export interface SignatureLine {
  readonly name: string;
  /** Four bytes. With the name it identifies the key, but it is no proof of it. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Note {
  /** The signed text, with its final newline. */
  readonly body: string;
  readonly signatures: readonly SignatureLine[];
}

/** What a key signs: notes as they are, or checkpoints with a time (c2sp.org/tlog-cosignature). */
export type KeyType = "ed25519" | "cosignature";

/** The byte that stands for a type in key ids and keys. */
export const TYPE_BYTES: Readonly<Record<KeyType, number>> = { ed25519: 0x01, cosignature: 0x04 };

/** A public key one trusts, known from elsewhere than the note. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly type: KeyType;
  readonly publicKey: Uint8Array;
}

/** A key that signs. Core never sees the private half. */
export interface Signer {
  readonly verifier: VerifierKey;
  /** The Ed25519 signature over the message: 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/**
 * The parts of a note. Throws InputError unless the text has one meaning only: no control character but the
 * newline, the last blank line before 1 to 100 signature lines, each signature in canonical base64.
 */
export function parseNote(text: string): Note {
  if (!isText(text))
    throw new InputError("note", ["a lone surrogate or a control character other than newline"]);
  if (!text.endsWith("\n")) throw new InputError("note", ["does not end with a newline"]);
  const blank = text.lastIndexOf("\n\n");
  if (blank === -1) throw new InputError("note", ["no blank line between text and signatures"]);
  const lines = text.slice(blank + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) throw new InputError("note", [`more than ${SIGNATURES_MAX} signatures`]);
  return {
    body: text.slice(0, blank + 1),
    signatures: lines.map((line, at) => parseSignatureLine(line, `note signature ${at + 1}`)),
  };
}

/** The text of a note: the inverse of `parseNote`. */
export function formatNote(note: Note): string {
  const { body, signatures } = note;
  assert(isText(body) && body.endsWith("\n"), "a note body is text that ends with a newline");
  assert(signatures.length >= 1 && signatures.length <= SIGNATURES_MAX, "a note has 1 to 100 signatures");
  return `${body}\n${signatures.map(formatSignatureLine).join("")}`;
}

function parseSignatureLine(line: string, where: string): SignatureLine {
  if (!line.startsWith(LINE_START))
    throw new InputError(where, ["does not start with an em dash and a space"]);
  const space = line.indexOf(" ", LINE_START.length);
  if (space === -1) throw new InputError(where, ["no signature after the key name"]);
  const name = line.slice(LINE_START.length, space);
  if (!isKeyName(name)) throw new InputError(where, ["the key name is empty or has a space or a plus"]);
  const bytes = parseBase64Field(line.slice(space + 1), where);
  if (bytes.length <= KEY_ID_LENGTH) throw new InputError(where, ["no bytes after the key id"]);
  return { name, keyId: bytes.slice(0, KEY_ID_LENGTH), signature: bytes.slice(KEY_ID_LENGTH) };
}

/** One signature line of a note, with its newline. */
export function formatSignatureLine(line: SignatureLine): string {
  assert(isKeyName(line.name), "a key name is not empty and has no space or plus");
  assert(line.keyId.length === KEY_ID_LENGTH, "a key id has four bytes");
  assert(line.signature.length > 0, "a signature is not empty");
  return `${LINE_START}${line.name} ${formatBase64(concatBytes(line.keyId, line.signature))}\n`;
}

/** The first four bytes of `SHA256(name || 0A || type || public key)`. */
export function keyIdOf(
  crypto: Crypto,
  key: { readonly name: string; readonly type: KeyType; readonly publicKey: Uint8Array },
): Uint8Array {
  const typeByte = Uint8Array.of(TYPE_BYTES[key.type]);
  return crypto.sha256(concatBytes(utf8(`${key.name}\n`), typeByte, key.publicKey)).slice(0, KEY_ID_LENGTH);
}

/**
 * The key of `name+keyid+base64(type || public key)`, the form in which public keys are handed out. Throws
 * InputError unless the key id is the one of this name, type and public key. Base64 may itself hold a plus,
 * so only the first two separate.
 */
export function parseVerifierKey(crypto: Crypto, text: string): VerifierKey {
  const [, name = "", keyIdHex = "", material = ""] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? [];
  if (!isKeyName(name)) {
    throw new InputError("verifier key", ["not name+keyid+key, or a name with a space"]);
  }
  const [typeByte, ...publicKeyBytes] = parseBase64Field(material, "verifier key");
  const type = KEY_TYPES.find((candidate) => TYPE_BYTES[candidate] === typeByte);
  if (type === undefined) throw new InputError("verifier key", [`unknown type ${typeByte}`]);
  const publicKey = Uint8Array.from(publicKeyBytes);
  if (publicKey.length !== PUBLIC_KEY_LENGTH) {
    throw new InputError("verifier key", [`${publicKey.length} bytes where an Ed25519 key has 32`]);
  }
  const keyId = keyIdOf(crypto, { name, type, publicKey });
  if (keyIdHex !== formatHex(keyId)) throw new InputError("verifier key", ["the key id is of another key"]);
  return { name, keyId, type, publicKey };
}

const KEY_TYPES: readonly KeyType[] = ["ed25519", "cosignature"];

/** The text of a key to hand out: the inverse of `parseVerifierKey`. */
export function formatVerifierKey(key: VerifierKey): string {
  assert(isKeyName(key.name), "a key name is not empty and has no space or plus");
  assert(key.publicKey.length === PUBLIC_KEY_LENGTH, "an Ed25519 public key has 32 bytes");
  const material = concatBytes(Uint8Array.of(TYPE_BYTES[key.type]), key.publicKey);
  return `${key.name}+${formatHex(key.keyId)}+${formatBase64(material)}`;
}

/** The lines of a note that claim to be by this key. A matching name and key id are a claim, not yet a proof. */
export function signaturesBy(note: Note, key: VerifierKey): SignatureLine[] {
  return note.signatures.filter((line) => line.name === key.name && equalBytes(line.keyId, key.keyId));
}

/**
 * Whether the note is signed by this Ed25519 key: at least one line claims it, and every line that does
 * verifies. Lines of other keys say nothing here. False for a key of another type. Never throws.
 */
export function verifyNote(crypto: Crypto, note: Note, key: VerifierKey): boolean {
  if (key.type !== "ed25519") return false;
  const claims = signaturesBy(note, key);
  const message = utf8(note.body);
  return (
    claims.length > 0 &&
    claims.every(
      ({ signature }) =>
        signature.length === ED25519_SIGNATURE_LENGTH &&
        crypto.verifyEd25519(key.publicKey, message, signature),
    )
  );
}

/** The signature line of an Ed25519 key over a note body. */
export function signNote(body: string, signer: Signer): SignatureLine {
  const { name, keyId, type } = signer.verifier;
  assert(type === "ed25519", "a note is signed by a key for notes");
  assert(isText(body) && body.endsWith("\n"), "a note body is text that ends with a newline");
  const signature = signer.sign(utf8(body));
  assert(signature.length === ED25519_SIGNATURE_LENGTH, "an Ed25519 signature has 64 bytes");
  return { name, keyId, signature };
}

/** Names are text, not empty, and hold neither Unicode spaces nor a plus. */
export function isKeyName(name: string): boolean {
  return isText(name) && /^[^\p{White_Space}+]+$/u.test(name);
}

/** Whether the text has a UTF-8 form and no control character (below U+0020) other than the newline. */
function isText(text: string): boolean {
  if (!text.isWellFormed()) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return false;
  }
  return true;
}

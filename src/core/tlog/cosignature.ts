/**
 * C2SP tlog-cosignature (c2sp.org/tlog-cosignature), version 1: a witness states at what time a checkpoint was
 * the largest it had seen of the log, and that it only ever grew.
 */
import { concatBytes, utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { assert, isCount } from "./assert.ts";
import { signaturesBy, type Note, type SignatureLine, type Signer, type VerifierKey } from "./note.ts";
import { attempt, refused, type Refusal } from "./refusal.ts";

const TIME_LENGTH = 8;
const SIGNATURE_LENGTH = 64;

/** The `timestamped_signature` structure of the specification. */
export interface TimestampedSignature {
  /** Seconds since 1970, UTC. */
  readonly time: number;
  readonly signature: Uint8Array;
}

/** The bytes that a witness signs: two header lines, then the note body of the checkpoint. */
export function cosignedMessage(time: number, body: string): Uint8Array {
  assert(isCount(time), "a time is whole seconds since 1970");
  return utf8(`cosignature/v1\ntime ${time}\n${body}`);
}

/** Throws InputError unless the bytes are a uint64 time and a 64-byte signature. */
export function parseTimestampedSignature(bytes: Uint8Array): TimestampedSignature {
  if (bytes.length !== TIME_LENGTH + SIGNATURE_LENGTH) {
    throw new InputError("cosignature", [`has ${bytes.length} bytes where time and signature have 72`]);
  }
  const time = bytes.subarray(0, TIME_LENGTH).reduce((sum, byte) => sum * 0x100 + byte, 0);
  if (!isCount(time)) throw new InputError("cosignature", ["its time is more than 2^53 - 1 seconds"]);
  return { time, signature: bytes.slice(TIME_LENGTH) };
}

/** The inverse of `parseTimestampedSignature`: `uint64 time || signature`, big-endian. */
export function formatTimestampedSignature(timestamped: TimestampedSignature): Uint8Array {
  const { time, signature } = timestamped;
  assert(isCount(time), "a time is whole seconds since 1970");
  assert(signature.length === SIGNATURE_LENGTH, "an Ed25519 signature has 64 bytes");
  const timeBytes = new Uint8Array(TIME_LENGTH);
  new DataView(timeBytes.buffer).setBigUint64(0, BigInt(time));
  return concatBytes(timeBytes, signature);
}

/** The signature line of a witness over the body of a checkpoint it found consistent, at `time`. */
export function signCosignature(body: string, time: number, signer: Signer): SignatureLine {
  const { name, keyId, type } = signer.verifier;
  assert(type === "cosignature", "a cosignature is made by a key for cosignatures");
  const signature = signer.sign(cosignedMessage(time, body));
  return { name, keyId, signature: formatTimestampedSignature({ time, signature }) };
}

export type CosignatureVerification =
  | { readonly kind: "verified"; readonly time: number }
  | { readonly kind: "absent"; readonly reason: string }
  | Refusal;

/**
 * Whether the witness with this key cosigned the note, and when. Every line that claims this key must verify;
 * of several, the latest time counts. Never throws.
 */
export function verifyCosignature(crypto: Crypto, note: Note, key: VerifierKey): CosignatureVerification {
  if (key.type !== "cosignature") return refused(`${key.name} is not a key for cosignatures`);
  const claims = signaturesBy(note, key);
  if (claims.length === 0) return { kind: "absent", reason: `no cosignature by ${key.name}` };
  const times: number[] = [];
  for (const claim of claims) {
    const parsed = attempt(() => parseTimestampedSignature(claim.signature));
    if (parsed.kind === "refused") return refused(`${key.name}: ${parsed.reason}`);
    const { time, signature } = parsed.value;
    if (!crypto.verifyEd25519(key.publicKey, cosignedMessage(time, note.body), signature)) {
      return refused(`a cosignature by ${key.name} does not verify`);
    }
    times.push(time);
  }
  return { kind: "verified", time: Math.max(...times) };
}

/**
 * How many of the witnesses must cosign so that two different histories would each need a witness that signs
 * both, while fewer than a third of the witnesses are dishonest: 3 of 4, 5 of 7, 7 of 10.
 */
export function quorumOf(witnesses: number): number {
  assert(isCount(witnesses) && witnesses >= 1, "a quorum is of one witness at least");
  return 1 + Math.floor((2 * witnesses) / 3);
}

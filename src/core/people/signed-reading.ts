import { parseBase64, utf8, type Sha256Hex } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { originOf } from "../election.ts";
import type { State } from "../state.ts";
import { redactionMessage } from "../redaction.ts";

/** Which reading of which file in which log: what a person's signature is about. */
export interface ReadingSigned {
  readonly origin: string;
  /** The commitment of the evidence that was read. */
  readonly evidence: Sha256Hex;
  /** The commitment of what was read. */
  readonly reading: Sha256Hex;
}

/**
 * The bytes that a person signs. Its first line is of no other thing that is ever signed, and log and file are in it, so
 * that a signature serves nowhere else. docs/formats/entries.md.
 */
export function readingMessage({ origin, evidence, reading }: ReadingSigned): Uint8Array {
  return utf8(`cotejo-reading/1\n${origin}\n${evidence}\n${reading}\n`);
}

/** Every signed reading whose signature is not that of the key admitted: whoever keeps the log has made it up. */
export function checkSignedReadings(
  crypto: Crypto,
  state: State,
): { readonly entry: number; readonly reason: string }[] {
  if (state.election === undefined) return [];
  const origin = originOf(state.election);
  return state.readings.flatMap(({ entry, evidence: file, commitment, reader, signed }) => {
    if (signed === undefined) return [];
    const key = state.actors.get(signed.actor)?.key ?? "";
    const evidence = state.evidence.get(file)?.commitment ?? "";
    const message = readingMessage({ origin, evidence, reading: commitment });
    return crypto.verifyEd25519(parseBase64(key), message, signatureBytes(signed.signature))
      ? []
      : [{ entry, reason: `is not signed with the key of ${reader}` }];
  });
}

/** Every signed decision on showing an image whose signature is not that of the key admitted. */
export function checkSignedRedactions(
  crypto: Crypto,
  state: State,
): { readonly entry: number; readonly reason: string }[] {
  if (state.election === undefined) return [];
  const origin = originOf(state.election);
  return state.redactions.flatMap(({ entry, evidence: file, outcome, seen, supersedes, signed }) => {
    if (signed === undefined) return [];
    const { key = "", reader = "" } = state.actors.get(signed.actor) ?? {};
    const evidence = state.evidence.get(file)?.commitment ?? "";
    const message = redactionMessage(crypto, { origin, evidence, outcome, seen, supersedes });
    return crypto.verifyEd25519(parseBase64(key), message, signatureBytes(signed.signature))
      ? []
      : [{ entry, reason: `is not signed with the key of ${reader}` }];
  });
}

/** No bytes, which sign nothing, where the text has another spelling than the canonical one. */
function signatureBytes(text: string): Uint8Array {
  try {
    return parseBase64(text);
  } catch {
    return new Uint8Array();
  }
}

/**
 * C2SP tlog-proof (c2sp.org/tlog-proof): the receipt of one entry, to be kept and verified offline. Files are
 * named `.tlog-proof`.
 */
import { formatBase64 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { assert, isCount } from "./assert.ts";
import { openCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { parseBase64Field, parseDecimalField, parseHashField } from "./field.ts";
import { HASH_LENGTH, verifyInclusion } from "./merkle.ts";
import type { Note, VerifierKey } from "./note.ts";
import { refused, type Refusal } from "./refusal.ts";

const HEADER = "c2sp.org/tlog-proof@v1";
/** No tree whose size is a uint64 has a longer inclusion proof. */
const HASHES_MAX = 64;

export interface LogProof {
  /** Bytes that travel with the proof and that nothing in it authenticates. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** The inclusion proof, the leaf's sibling first. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint, character for character. */
  readonly checkpoint: string;
}

/** Throws InputError unless the text is exactly what `formatLogProof` gives. The checkpoint is not looked into. */
export function parseLogProof(text: string): LogProof {
  const blank = text.indexOf("\n\n");
  if (blank === -1) throw new InputError("log proof", ["no empty line before the checkpoint"]);
  const [header, ...fields] = text.slice(0, blank).split("\n");
  if (header !== HEADER) throw new InputError("log proof", [`the first line is not ${HEADER}`]);
  const extraText = takeField(fields, "extra ");
  const indexText = takeField(fields, "index ");
  if (indexText === undefined) throw new InputError("log proof", ["no index line"]);
  if (extraText === "") throw new InputError("log proof", ["an extra line without data"]);
  if (fields.length > HASHES_MAX) throw new InputError("log proof", [`more than ${HASHES_MAX} hashes`]);
  return {
    ...(extraText !== undefined && { extra: parseBase64Field(extraText, "log proof extra") }),
    index: parseDecimalField(indexText, "log proof index"),
    hashes: fields.map((line, at) => parseHashField(line, `log proof hash ${at + 1}`)),
    checkpoint: text.slice(blank + 2),
  };
}

/** Takes the first of the lines left if it starts with `start`, and gives what follows. */
function takeField(lines: string[], start: string): string | undefined {
  if (lines[0]?.startsWith(start) !== true) return undefined;
  return lines.shift()?.slice(start.length);
}

/** The text of a `.tlog-proof` file: the inverse of `parseLogProof`. */
export function formatLogProof(proof: LogProof): string {
  const { extra, index, hashes, checkpoint } = proof;
  assert(extra === undefined || extra.length > 0, "extra data is absent rather than empty");
  assert(isCount(index), "an index is a whole number");
  assert(hashes.length <= HASHES_MAX, "a proof has at most 64 hashes");
  assert(
    hashes.every((hash) => hash.length === HASH_LENGTH),
    "a proof holds hashes of 32 bytes",
  );
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${formatBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(formatBase64),
  ];
  return `${lines.join("\n")}\n\n${checkpoint}`;
}

export type LogProofVerification =
  { readonly kind: "verified"; readonly checkpoint: Checkpoint; readonly note: Note } | Refusal;

/**
 * Whether the log with this key holds the leaf (a leaf hash) at the index of the proof. The note is given back
 * so that the caller can count cosignatures on it. Never throws.
 */
export function verifyLogProof(
  crypto: Crypto,
  claim: { readonly proof: LogProof; readonly leaf: Uint8Array; readonly key: VerifierKey },
): LogProofVerification {
  const { proof, leaf, key } = claim;
  const opening = openCheckpoint(crypto, proof.checkpoint, key);
  if (opening.kind === "refused") return opening;
  const { checkpoint, note } = opening;
  const { index, hashes } = proof;
  if (index >= checkpoint.size) {
    return refused(`log proof: index ${index} is outside a log of size ${checkpoint.size}`);
  }
  const { size, root } = checkpoint;
  if (!verifyInclusion(crypto, { index, size, leaf, root, proof: hashes })) {
    return refused(`log proof: the hashes do not lead from the leaf at ${index} to the root`);
  }
  return { kind: "verified", checkpoint, note };
}

/** C2SP tlog-checkpoint (c2sp.org/tlog-checkpoint): the signed statement of how large a log is and what it holds. */
import { equalBytes, formatBase64 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { assert, isCount } from "./assert.ts";
import { parseDecimalField, parseHashField } from "./field.ts";
import { HASH_LENGTH, emptyRoot } from "./merkle.ts";
import { parseNote, signaturesBy, verifyNote, type Note, type VerifierKey } from "./note.ts";
import { attempt, refused, type Refusal } from "./refusal.ts";

export interface Checkpoint {
  /** The name of the log, the same for all its checkpoints and keys. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * The checkpoint of a note body. Throws InputError unless it is exactly three lines: origin, size, root.
 * The specification advises against extension lines, as nobody audits them, and we have none.
 */
export function parseCheckpointBody(body: string): Checkpoint {
  const [origin, size, root, end, ...extensions] = body.split("\n");
  if (origin === undefined || origin === "") throw new InputError("checkpoint origin", ["is empty"]);
  if (size === undefined || root === undefined || end === undefined) {
    throw new InputError("checkpoint", ["has fewer than three lines"]);
  }
  if (end !== "" || extensions.length > 0) throw new InputError("checkpoint", ["has more than three lines"]);
  return {
    origin,
    size: parseDecimalField(size, "checkpoint size"),
    root: parseHashField(root, "checkpoint root"),
  };
}

/** The note body of a checkpoint: the inverse of `parseCheckpointBody`. */
export function formatCheckpointBody(checkpoint: Checkpoint): string {
  const { origin, size, root } = checkpoint;
  assert(origin !== "" && !origin.includes("\n"), "an origin is one line");
  assert(isCount(size), "a tree size is a whole number");
  assert(root.length === HASH_LENGTH, "a root has 32 bytes");
  return `${origin}\n${size}\n${formatBase64(root)}\n`;
}

export type CheckpointOpening =
  { readonly kind: "opened"; readonly checkpoint: Checkpoint; readonly note: Note } | Refusal;

/**
 * The checkpoint of a signed text, if the log's key signed it. The origin must be the name of the key, so
 * that a key that serves two logs cannot pass the one for the other. Never throws.
 */
export function openCheckpoint(crypto: Crypto, text: string, key: VerifierKey): CheckpointOpening {
  const parsed = attempt(() => {
    const note = parseNote(text);
    return { note, checkpoint: parseCheckpointBody(note.body) };
  });
  if (parsed.kind === "refused") return parsed;
  const { note, checkpoint } = parsed.value;
  if (key.type !== "ed25519") return refused(`${key.name} is a key for cosignatures, not for checkpoints`);
  if (signaturesBy(note, key).length === 0) return refused(`checkpoint: no signature by ${key.name}`);
  if (!verifyNote(crypto, note, key))
    return refused(`checkpoint: a signature by ${key.name} does not verify`);
  if (checkpoint.origin !== key.name) {
    return refused(`checkpoint: of the log ${checkpoint.origin}, not ${key.name}`);
  }
  if (checkpoint.size === 0 && !equalBytes(checkpoint.root, emptyRoot(crypto))) {
    return refused("checkpoint: size 0 with another root than the empty tree's");
  }
  return { kind: "opened", checkpoint, note };
}

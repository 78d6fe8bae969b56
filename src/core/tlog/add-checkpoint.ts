/** C2SP tlog-witness (c2sp.org/tlog-witness), the call `add-checkpoint`: what a log sends, and what a witness makes of it. */
import { equalBytes, formatBase64 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { assert, isCount } from "./assert.ts";
import { parseCheckpointBody, type Checkpoint } from "./checkpoint.ts";
import { parseDecimalField, parseHashField } from "./field.ts";
import { emptyRoot, HASH_LENGTH, verifyConsistency } from "./merkle.ts";
import { parseNote, verifyNote, type Note, type VerifierKey } from "./note.ts";
import { attempt } from "./refusal.ts";

/** No tree whose size is a 64-bit number needs a longer consistency proof. */
const PROOF_LINES_MAX = 63;

export interface AddCheckpoint {
  /** The size of the tree that the witness is believed to have cosigned last; 0 for none. */
  readonly sizeOld: number;
  /** The consistency proof from that tree to the checkpoint's. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, character for character. */
  readonly checkpoint: string;
}

/** Throws InputError unless the text is exactly what `formatAddCheckpoint` gives. The checkpoint is not looked into. */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const blank = text.indexOf("\n\n");
  if (blank === -1) throw new InputError("add-checkpoint", ["no empty line before the checkpoint"]);
  const [first = "", ...lines] = text.slice(0, blank).split("\n");
  if (!first.startsWith("old ")) throw new InputError("add-checkpoint", ['the first line is not "old SIZE"']);
  if (lines.length > PROOF_LINES_MAX)
    throw new InputError("add-checkpoint", [`more than ${PROOF_LINES_MAX} lines of proof`]);
  return {
    sizeOld: parseDecimalField(first.slice("old ".length), "old size"),
    proof: lines.map((line, at) => parseHashField(line, `proof line ${at + 1}`)),
    checkpoint: text.slice(blank + 2),
  };
}

/** The body of the request: the inverse of `parseAddCheckpoint`. */
export function formatAddCheckpoint(request: AddCheckpoint): string {
  const { sizeOld, proof, checkpoint } = request;
  assert(isCount(sizeOld), "a tree size is a whole number");
  assert(proof.length <= PROOF_LINES_MAX, "a consistency proof has at most 63 hashes");
  assert(
    proof.every((hash) => hash.length === HASH_LENGTH),
    "a proof holds hashes of 32 bytes",
  );
  return `${[`old ${sizeOld}`, ...proof.map(formatBase64)].join("\n")}\n\n${checkpoint}`;
}

/** A log that a witness knows, and the last of its checkpoints that it cosigned. */
export interface WitnessedLog {
  readonly key: VerifierKey;
  readonly latest?: Checkpoint;
}

/** What a witness must do with a request. */
export type Judgement =
  | { readonly kind: "cosign"; readonly checkpoint: Checkpoint; readonly note: Note }
  | {
      readonly kind: "refuse";
      /** Of the HTTP answer. */
      readonly status: 400 | 403 | 404 | 409 | 422;
      readonly reason: string;
      /** The size cosigned last: what an answer with status 409 consists of. */
      readonly size?: number;
      /**
       * The log, where it signed what this witness cannot tie to what it cosigned before: either the proof is wrong, or
       * the log tells two stories. Worth keeping.
       */
      readonly conflictOf?: string;
    };

/**
 * The checks of the specification in its order. Cosign only what comes out as `cosign`, and only after its checkpoint was
 * written durably in the place of the latest, with nothing judged in between. Never throws.
 */
export function judgeAddCheckpoint(
  crypto: Crypto,
  text: string,
  logOf: (origin: string) => WitnessedLog | undefined,
): Judgement {
  const parsed = attempt(() => {
    const request = parseAddCheckpoint(text);
    const note = parseNote(request.checkpoint);
    return { ...request, note, checkpoint: parseCheckpointBody(note.body) };
  });
  if (parsed.kind === "refused") return refuse(400, parsed.reason);
  const { sizeOld, proof, note, checkpoint } = parsed.value;
  const { origin, size, root } = checkpoint;
  const log = logOf(origin);
  if (log === undefined) return refuse(404, `the log ${JSON.stringify(origin)} is not known here`);
  if (!verifyNote(crypto, note, log.key)) return refuse(403, `not signed by the key of ${origin}`);
  if (sizeOld > size) return refuse(400, `the old size ${sizeOld} is more than the checkpoint's ${size}`);

  const latest = log.latest ?? { origin, size: 0, root: emptyRoot(crypto) };
  const conflict = (reason: string) => ({ ...refuse(409, reason), size: latest.size });
  if (sizeOld !== latest.size) return conflict(`the latest size is ${latest.size}, not ${sizeOld}`);
  if (size === latest.size && !equalBytes(root, latest.root))
    return { ...conflict(`another tree of ${size} entries was cosigned`), conflictOf: origin };
  const claim = { sizeOld, sizeNew: size, rootOld: latest.root, rootNew: root, proof };
  if (!verifyConsistency(crypto, claim))
    return {
      ...refuse(422, `the proof does not lead from the tree of ${sizeOld} entries to that of ${size}`),
      conflictOf: origin,
    };
  return { kind: "cosign", checkpoint, note };
}

function refuse(
  status: Extract<Judgement, { kind: "refuse" }>["status"],
  reason: string,
): Extract<Judgement, { kind: "refuse" }> {
  return { kind: "refuse", status, reason };
}

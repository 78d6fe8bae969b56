import { equalBytes } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { formatAddCheckpoint } from "../core/tlog/add-checkpoint.ts";
import { parseCheckpointBody } from "../core/tlog/checkpoint.ts";
import { verifyCosignature } from "../core/tlog/cosignature.ts";
import { parseDecimalField } from "../core/tlog/field.ts";
import { consistencyProof } from "../core/tlog/merkle.ts";
import { formatNote, parseNote, signaturesBy, type SignatureLine } from "../core/tlog/note.ts";
import { isQuorum, type Policy, type PolicyWitness } from "../core/tlog/policy.ts";
import { attempt } from "../core/tlog/refusal.ts";
import { hashesFromTiles } from "../core/tlog/tile.ts";
import { AppError, type WitnessClient, type World } from "../world.ts";

/** What became of asking one witness. */
export type AskedWitness =
  | { readonly kind: "cosigned"; readonly witness: string; readonly time: number }
  | { readonly kind: "failed"; readonly witness: string; readonly reason: string };

export interface CollectedCosignatures {
  /** The log's checkpoint with the cosignatures after its own signature, in the order of the policy. */
  readonly checkpoint: string;
  readonly asked: readonly AskedWitness[];
  readonly isQuorum: boolean;
}

/** The first answer may only say what size the witness is at, and another log of this key may move it on meanwhile. */
const ATTEMPTS = 3;

/**
 * Asks every witness of the policy at once to cosign the log as it is. One that fails is told with its reason and holds up
 * nobody. Throws InputError where the policy is about other logs.
 */
export async function collectCosignatures(
  world: World,
  policy: Policy,
  client: WitnessClient,
): Promise<CollectedCosignatures> {
  const { logs, witnesses, quorum } = policy;
  if (logs.length > 0 && !logs.some(({ key }) => equalBytes(key.publicKey, world.verifierKey.publicKey)))
    throw new InputError("policy", [`names other logs, and not ${world.verifierKey.name}`]);
  const note = parseNote(world.checkpoint());
  const answers = await Promise.all(witnesses.map((witness) => ask(world, witness, client)));
  const lines = answers.flatMap((answer) => (answer.kind === "line" ? [answer.line] : []));
  const asked = answers.map((answer, at): AskedWitness => {
    const witness = witnesses[at]?.name ?? "";
    return answer.kind === "line"
      ? { kind: "cosigned", witness, time: answer.time }
      : { kind: "failed", witness, reason: answer.reason };
  });
  const cosigned = asked.flatMap(({ kind, witness }) => (kind === "cosigned" ? [witness] : []));
  return {
    checkpoint: formatNote({ body: note.body, signatures: [...note.signatures, ...lines] }),
    asked,
    isQuorum: isQuorum(quorum, new Set(cosigned)),
  };
}

type Answer =
  | { readonly kind: "line"; readonly line: SignatureLine; readonly time: number }
  | { readonly kind: "failed"; readonly reason: string };

const failed = (reason: string): Answer => ({ kind: "failed", reason });

async function ask(world: World, witness: PolicyWitness, client: WitnessClient): Promise<Answer> {
  const { url } = witness;
  if (url === undefined) return failed("the policy gives no address for it");
  const checkpoint = world.checkpoint();
  const { size } = parseCheckpointBody(parseNote(checkpoint).body);
  let sizeOld = 0;
  try {
    for (let attempts = 0; attempts < ATTEMPTS; attempts += 1) {
      const request = formatAddCheckpoint({ sizeOld, proof: proofFrom(world, sizeOld, size), checkpoint });
      const { status, body } = await client.addCheckpoint(url, request);
      if (status === 200) return lineOf(world, witness, body);
      const latest = status === 409 ? attempt(() => parseDecimalField(body.trimEnd(), "size")) : undefined;
      if (latest?.kind !== "parsed") return failed(refusalOf(status, { sizeOld, body }));
      if (latest.value === sizeOld)
        return failed(
          `has cosigned another log of ${sizeOld} entries under this name: one of the two is not the record`,
        );
      if (latest.value > size)
        return failed(
          `has cosigned ${latest.value} entries of this log, and this folder has ${size}: it is an older copy`,
        );
      sizeOld = latest.value;
    }
    return failed("another process is asking it about this log at the same time");
  } catch (error) {
    if (error instanceof AppError) return failed(error.message);
    throw error;
  }
}

function proofFrom(world: World, sizeOld: number, sizeNew: number): Uint8Array[] {
  const hashes = hashesFromTiles(world.crypto, sizeNew, (path) => world.tile(path));
  return consistencyProof(world.crypto, { sizeOld, sizeNew }, hashes);
}

/** The witness's own line among those it sent, if it verifies. Lines of other keys say nothing here. */
function lineOf(world: World, { key }: PolicyWitness, body: string): Answer {
  const { body: signed } = parseNote(world.checkpoint());
  const parsed = attempt(() => parseNote(`${signed}\n${body}`));
  if (parsed.kind === "refused") return failed(`its answer is none: ${parsed.reason}`);
  const verified = verifyCosignature(world.crypto, parsed.value, key);
  const [line] = signaturesBy(parsed.value, key);
  if (verified.kind !== "verified" || line === undefined)
    return failed(verified.kind === "verified" ? "answered with no line" : verified.reason);
  return { kind: "line", line, time: verified.time };
}

function refusalOf(status: number, asked: { readonly sizeOld: number; readonly body: string }): string {
  switch (status) {
    case 404:
      return "does not know this log: its operator must add the log's key";
    case 403:
      return "knows this log by another key";
    case 422:
      return `refuses: this log does not continue the ${asked.sizeOld} entries that it cosigned before`;
    default:
      // What a stranger's server says is shown, but may not steer a terminal.
      return `answered ${status}: ${asked.body
        .slice(0, 200)
        .replaceAll(/[^\x21-\x7e]+/g, " ")
        .trim()}`;
  }
}

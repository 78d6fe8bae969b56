import { assignmentOf, type Assignment } from "../core/people/assignment.ts";
import { filesToRead, nextFile, ruleOf } from "../core/people/blind-queue.ts";
import { InputError } from "../core/input-error.ts";
import type { VerifierKey } from "../core/tlog/note.ts";
import type { Sha256Hex } from "../core/bytes.ts";
import type { World } from "../world.ts";
import { requireTranscriber } from "./admit-transcriber.ts";
import { fileFacts } from "./file-facts.ts";
import { heldLeases, keepLeases, queueSeed } from "./leases.ts";
import { load } from "./load.ts";
import { requireElection } from "../core/state.ts";

/** How long a file is lent: after it somebody else may be given it, and who has it may still hand it in. */
export const LEASE_MINUTES = 30;

export interface AssignedSheet {
  readonly assignment: Assignment;
  /** The file to look at. */
  readonly image: Sha256Hex;
  readonly until: Date;
}

/**
 * Lends the next sheet to the holder of a key, or the one that they have already. It is nowhere in the log: a session that
 * stops leaves nothing behind. Undefined where nothing is left for them to read.
 */
export async function assignSheet(world: World, key: VerifierKey): Promise<AssignedSheet | undefined> {
  const loaded = load(world);
  const { state, openings } = loaded;
  const election = requireElection(state);
  const { reader } = requireTranscriber(state, key);
  const files = filesToRead(state, fileFacts(world, loaded));
  const leases = heldLeases(world);
  const now = world.now().getTime();
  const asking = { reader, now, leases, seed: await queueSeed(world) };
  const evidence = nextFile(world.crypto, { files, rule: ruleOf(state) }, asking);
  if (evidence === undefined) return undefined;
  const until = now + LEASE_MINUTES * 60_000;
  const others = leases.filter((lease) => lease.reader !== reader);
  await keepLeases(world, [...others, { evidence, reader, until }]);
  const entry = state.evidence.get(evidence);
  const payload = openings.get(entry?.commitment ?? "")?.payload;
  if (payload?.kind !== "evidence") throw new InputError("evidence", [`entry ${evidence} is not held here`]);
  const claimed = entry?.contest === undefined ? {} : { claimed: entry.contest };
  return {
    assignment: assignmentOf(election, { evidence, ...claimed }),
    image: payload.sha256,
    until: new Date(until),
  };
}

import type { ReadingPayload } from "../core/commitment.ts";
import type { FileFacts } from "../core/people/blind-queue.ts";
import { settles } from "../core/reader-kind.ts";
import type { World } from "../world.ts";
import type { Loaded } from "./load.ts";

/** What the queue needs to know of files that the log does not tell: facts about them, no number from them. */
export function fileFacts(world: World, { state, openings, due }: Loaded): FileFacts {
  const files = world.evidenceHeld();
  const held = new Set<number>();
  const programs = new Map<number, number>();
  const revealed = new Set<number>();
  const open = new Set(due.map(({ entry }) => entry));
  for (const evidence of state.evidence.values()) {
    const file = openings.get(evidence.commitment)?.payload;
    if (file?.kind === "evidence" && files.has(file.sha256)) held.add(evidence.entry);
  }
  for (const [evidence, readings] of state.readingsOf) {
    const read = readings.filter(({ commitment }) => saysBoxes(openings.get(commitment)?.payload));
    const byPrograms = read.filter(
      ({ signed, reader }) =>
        signed === undefined && state.election !== undefined && settles(reader, state.election.policy),
    );
    programs.set(evidence, new Set(byPrograms.map(({ reader }) => reader)).size);
    if (read.some(({ entry }) => open.has(entry))) revealed.add(evidence);
  }
  return { held, programs, revealed };
}

function saysBoxes(
  payload: { readonly kind: string; readonly outcome?: ReadingPayload["outcome"] } | undefined,
) {
  return payload?.kind === "reading" && payload.outcome === "read";
}

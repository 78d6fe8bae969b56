import { asReading, type Payload, type ReadingPayload } from "../core/commitment.ts";
import type { Election } from "../core/election.ts";
import { formOf } from "../core/formats/form.ts";
import type { FileFacts } from "../core/people/blind-queue.ts";
import { isProposal, readBy, settles } from "../core/reader-kind.ts";
import { checkTypedSheet } from "../core/people/check-typed-sheet.ts";
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
  return { held, programs, revealed, priorities: prioritiesByProposals(state, openings) };
}

/**
 * What a program could not propose, or proposed against the form's own sums, is what people are wanted for most: such files
 * come first. Of the numbers only this one is told, 0 to 2.
 */
function prioritiesByProposals(
  state: Loaded["state"],
  openings: Loaded["openings"],
): ReadonlyMap<number, number> {
  const priorities = new Map<number, number>();
  const { election } = state;
  if (election === undefined) return priorities;
  for (const reading of state.readings) {
    const { evidence, commitment } = reading;
    if (!isProposal(readBy(reading))) continue;
    const payload = asReading(openings.get(commitment)?.payload);
    if (payload !== undefined) priorities.set(evidence, priorityOf(payload, election));
  }
  return priorities;
}

function priorityOf(payload: ReadingPayload, election: Election): number {
  if (payload.outcome === "nothing-read") return 1;
  const contest = election.contests.find(({ id }) => id === payload.contest);
  const selections = contest?.selections.map(({ id }) => id) ?? [];
  const warnings = checkTypedSheet(payload.boxes, { form: formOf(election.sheet), selections });
  if (warnings.length > 0) return 2;
  return Object.values(payload.boxes).includes("illegible") ? 1 : 0;
}

function saysBoxes(payload: Payload | undefined) {
  return asReading(payload)?.outcome === "read";
}

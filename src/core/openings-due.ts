import type { Sha256Hex } from "./bytes.ts";
import { commitmentOf, type Opening, type Payload } from "./commitment.ts";
import type { Crypto } from "./crypto.ts";
import { readingsDue } from "./fold-readings.ts";
import type { ReadingEntry, State } from "./state.ts";
import { isLikeness, isProposal, readBy } from "./reader-kind.ts";
import { recordEntriesDue } from "./record/record-due.ts";
import { mayShowOriginal, numbersShownUntil } from "./redaction.ts";

/** An opening with the index of the entry it opens. */
export interface DueOpening {
  readonly entry: number;
  readonly opening: Opening;
}

/**
 * The entries whose openings are published, in order: evidence whose sender, or whoever decided since, said that it may be
 * shown as it is; all readings of an evidence once as many different readers have committed as the election file's quorum asks
 * for, of those kinds that count towards it, and as many people, proposals of handwriting only after a person; how a sheet's
 * numbers look once anybody may see them in its image; what is known of sheets, once the log says that it is opened; of the
 * record, what persons have confirmed. Everything else stays a commitment: whoever reads the log cannot see a number before
 * committing their own. The log alone decides, so that anybody can tell an opening held back from one that is not due.
 */
export function entriesDue(state: State): readonly number[] {
  const evidence = [...state.evidence.values()].filter(mayShowOriginal);
  const shownUntil = numbersShownUntil(state);
  const readings = [...state.readingsOf].flatMap(([file, group]) => {
    const isDue = readingsDue(state, file);
    return group.filter((each) =>
      isLikeness(readBy(each)) ? each.entry < (shownUntil.get(file) ?? 0) : isDue && isOpenAmong(each, group),
    );
  });
  const truths = state.truthsOpened === undefined ? [] : state.truths;
  const entries = [...evidence, ...readings, ...truths].map((each) => each.entry);
  return entries.concat(recordEntriesDue(state.record)).sort((one, other) => one - other);
}

/** What a program proposes of handwriting is not shown before a person has read the file: the next one would see it first. */
function isOpenAmong(reading: ReadingEntry, group: readonly ReadingEntry[]): boolean {
  return !isProposal(readBy(reading)) || group.some((each) => each.signed !== undefined);
}

/** The openings due, of those held: what the publisher has lost stays closed, and verifying the publication says so. */
export function openingsDue(state: State, held: ReadonlyMap<Sha256Hex, Opening>): DueOpening[] {
  const commitments = commitmentsOf(state);
  return entriesDue(state).flatMap((entry) => {
    const commitment = commitments.get(entry)?.commitment;
    const opening = commitment === undefined ? undefined : held.get(commitment);
    return opening === undefined ? [] : [{ entry, opening }];
  });
}

/** The payloads by commitment, as a view takes them. */
export function openingsByCommitment(
  crypto: Crypto,
  openings: readonly DueOpening[],
): ReadonlyMap<Sha256Hex, Payload> {
  return new Map(openings.map(({ opening }) => [commitmentOf(crypto, opening), opening.payload]));
}

/** What an entry that can be opened committed to. */
export interface Committed {
  readonly kind: Payload["kind"];
  readonly commitment: Sha256Hex;
}

/** By the index of the entry. */
export function commitmentsOf(state: State): ReadonlyMap<number, Committed> {
  const commitments = new Map<number, Committed>();
  for (const { entry, commitment } of state.evidence.values())
    commitments.set(entry, { kind: "evidence", commitment });
  for (const { entry, commitment } of state.readings) commitments.set(entry, { kind: "reading", commitment });
  for (const { entry, commitment } of state.record.documents.values())
    commitments.set(entry, { kind: "document", commitment });
  for (const { versions } of state.record.statements.values())
    for (const { entry, commitment } of versions) commitments.set(entry, { kind: "statement", commitment });
  for (const { entry, commitment } of state.truths) commitments.set(entry, { kind: "truth", commitment });
  return commitments;
}

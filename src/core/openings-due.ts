import type { Opening } from "./commitment.ts";
import type { Sha256Hex } from "./bytes.ts";
import type { State } from "./fold.ts";
import { groupBy } from "./group-by.ts";

/** An opening with the index of the entry it opens. */
export interface DueOpening {
  readonly entry: number;
  readonly opening: Opening;
}

/**
 * The openings that may be published now, in the order of their entries: evidence whose sender said that it may be
 * shown, and readings once as many readers of the same evidence have committed as the election file's quorum asks for. Everything
 * else stays a commitment: whoever reads the log cannot see a number before committing their own.
 */
export function openingsDue(state: State, held: ReadonlyMap<Sha256Hex, Opening>): DueOpening[] {
  const quorum = state.election?.policy.settle.readings ?? 1;
  const due: DueOpening[] = [];
  const open = (entry: number, commitment: Sha256Hex) => {
    const opening = held.get(commitment);
    if (opening !== undefined) due.push({ entry, opening });
  };
  for (const evidence of state.evidence.values())
    if (evidence.redactedBySource) open(evidence.entry, evidence.commitment);
  for (const readings of groupBy(state.readings, (reading) => reading.evidence).values())
    if (new Set(readings.map((reading) => reading.reader)).size >= quorum)
      for (const reading of readings) open(reading.entry, reading.commitment);
  return due.sort((one, other) => one.entry - other.entry);
}

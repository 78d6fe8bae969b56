import type { FindingCode } from "../../core/finding.ts";
import type { Box, BoxName, SourceId, StationId, UnitId } from "../../core/tally-sheet.ts";
import { CANDIDATE_AHEAD } from "./ballot.ts";
import type { Collection } from "./collection.ts";
import { seededRandom, type Random } from "./random.ts";
import {
  moveVotes,
  type PresidentSheet,
  type SheetNumbers,
  type StationTruth,
  type VoteVectors,
} from "./votes.ts";

/** One flaw that was put into the demo on purpose. */
export interface Planted {
  /** A short name; several entries may share one. */
  readonly flaw: string;
  /** The finding it must raise, where a check can see it at all. */
  readonly code?: FindingCode;
  readonly source: SourceId;
  readonly stations: readonly StationId[];
  /** For flaws of a declaration. */
  readonly declaration?: string;
  readonly unit?: UnitId;
  /** For flaws of photos: the files that show it. */
  readonly files?: readonly string[];
  /** Whether it arrives after the first publication. */
  readonly late: boolean;
  readonly explanation: string;
  /**
   * What the source's tabulation under the default policy makes of these stations; absent for declarations. A station
   * of which evidence is held that nobody has read is explained, not missing.
   */
  readonly expected?: "counted" | "explained";
  /** What is counted for the station where that is not the truth. */
  readonly counted?: SheetNumbers;
}

/** One row of a table: what it says in each box. */
export type StatedSheet = Readonly<Record<BoxName, Box>>;

/** The flaws so far, and what is needed to plant more. Stations are used for one flaw only. */
export interface Planting {
  readonly random: Random;
  readonly vectors: VoteVectors;
  readonly collection: Collection;
  readonly planted: Planted[];
  /** Per source, the rows of a station that are not simply its true sheet. */
  readonly rows: Readonly<
    Record<"witnesses" | "observers" | "authority", Map<StationId, readonly StatedSheet[]>>
  >;
  /** Takes ordinary stations of the witnesses' first table that no flaw has used, in random order. */
  take(count: number, suits?: (station: StationTruth) => boolean): StationTruth[];
}

export function startPlanting(seed: number, collection: Collection, vectors: VoteVectors): Planting {
  const random = seededRandom(seed, "flaws");
  const unused = random.shuffled(
    collection.witnessesFirst.filter((station) => station.inRegister && !station.specialList),
  );
  return {
    random,
    vectors,
    collection,
    planted: [],
    rows: { witnesses: new Map(), observers: new Map(), authority: new Map() },
    take: (count, suits = () => true) => {
      const taken = unused.filter(suits).slice(0, count);
      if (taken.length < count)
        throw new RangeError(`only ${taken.length} stations suit, ${count} are needed`);
      for (const station of taken) unused.splice(unused.indexOf(station), 1);
      return taken;
    },
  };
}

export function stateSheet(sheet: SheetNumbers): StatedSheet {
  const { registeredVoters, ballotsCast, validVotes, blankVotes, nullVotes, votes } = sheet;
  return { registeredVoters, ballotsCast, validVotes, blankVotes, nullVotes, ...votes };
}

/** Whether enough votes stand on the sheet for a mistake among them to be large. */
export function hasVotesToMove({ president }: StationTruth): boolean {
  return (president.votes[CANDIDATE_AHEAD] ?? 0) > 90;
}

/** Moves at least `count` votes, and as many more as it takes for the vector to be one nobody else has. */
export function moveToFreeVector(
  planting: Planting,
  sheet: PresidentSheet,
  move: Parameters<typeof moveVotes>[1],
): PresidentSheet {
  for (let count = move.count; ; count++) {
    const moved = moveVotes(sheet, { ...move, count });
    if (planting.vectors.claim(moved.votes)) return moved;
  }
}

/** The sheet with one candidate's number replaced and nothing else; undefined where another sheet has that vector. */
export function mistypeVotes(
  planting: Planting,
  sheet: PresidentSheet,
  mistyped: Readonly<Record<string, number>>,
): SheetNumbers | undefined {
  const votes = { ...sheet.votes, ...mistyped };
  return planting.vectors.claim(votes) ? { ...sheet, votes } : undefined;
}

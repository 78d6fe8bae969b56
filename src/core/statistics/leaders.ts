import type { SelectionId } from "../tally-sheet.ts";
import type { CollectedSheets } from "./collected-sheets.ts";
import { columnSum } from "./exact-sum.ts";

/** A selection with its votes on every collected sheet. */
export interface SelectionVotes {
  readonly selection: SelectionId;
  readonly votes: Int32Array;
  readonly total: number;
}

export interface Leaders {
  readonly ahead: SelectionVotes;
  readonly behind: SelectionVotes;
}

/** Selections from most to fewest votes; equal ones in ballot order. */
export function rankOf(sheets: Pick<CollectedSheets, "selections" | "votes">): readonly SelectionVotes[] {
  return sheets.selections
    .map((selection, at): SelectionVotes => {
      const votes = sheets.votes[at] ?? new Int32Array(0);
      return { selection, votes, total: columnSum(votes) };
    })
    .sort((one, other) => other.total - one.total);
}

/** The two with most votes; undefined where there are fewer than two, or no votes at all. */
export function leadersOf(sheets: Pick<CollectedSheets, "selections" | "votes">): Leaders | undefined {
  const [ahead, behind] = rankOf(sheets);
  return ahead === undefined || behind === undefined || ahead.total === 0 ? undefined : { ahead, behind };
}

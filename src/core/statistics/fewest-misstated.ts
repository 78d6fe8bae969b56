import type { LargestVotes } from "./largest-votes.ts";

/** One selection: its votes on the collected sheets, and what was declared. */
export interface SelectionBeside {
  readonly votes: LargestVotes;
  readonly declared: number;
}

export interface FewestMisstated {
  /** In the order of the question; 0 for a selection whose declared votes the sheets do not exceed. */
  readonly bySelection: readonly number[];
  /** The largest of them: so many sheets at least state what was not voted, whatever else is true. */
  readonly overall: number;
}

/**
 * The fewest collected sheets that must state more votes than were cast for the declared totals to be right, if the
 * declaration leaves out `omitted` stations, and those are the ones that explain most of the difference. Each sheet is
 * taken to be wrong by all of its votes of the selection, so the number is a lower bound: sheets that are wrong by less
 * are more of them. For each selection alone it is attained.
 */
export function fewestMisstated(selections: readonly SelectionBeside[], omitted: number): FewestMisstated {
  const bySelection = selections.map(({ votes, declared }) => {
    const difference = votes.total - votes.sumOfLargest(omitted) - declared;
    const fewest = votes.fewestHolding(difference, omitted);
    if (declared < 0 || fewest === undefined) throw new Error("a declaration of less than no votes");
    return fewest;
  });
  return { bySelection, overall: bySelection.reduce((most, fewest) => Math.max(most, fewest), 0) };
}

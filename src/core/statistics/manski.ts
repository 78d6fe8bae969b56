import { capacityOf } from "./capacity.ts";
import { exactSum } from "./exact-sum.ts";
import { compare, ONE, rational, type Rational, type RationalRange } from "./rational.ts";

export interface ManskiQuestion {
  /** Votes per selection on the collected sheets. All votes that shares are of are among them. */
  readonly collected: readonly number[];
  /** Registered voters of the missing stations; undefined where nobody knows. */
  readonly registeredVotersMissing: number | undefined;
  readonly turnoutCap: Rational;
}

export type ManskiBounds =
  | {
      readonly kind: "bounded";
      /** A cap of 1 assumes nothing; the answer under any other cap hangs on that cap. */
      readonly assumesTurnout: boolean;
      /** The most votes that the missing stations can add. */
      readonly capacity: number;
      /** In the order of the question: the final share of each selection; undefined where there are no votes at all. */
      readonly shares: readonly (RationalRange | undefined)[];
    }
  | { readonly kind: "refused"; readonly reason: "registered-voters-missing-unknown" };

/**
 * The final shares that are possible whatever the missing stations hold: none of their votes are the selection's, or all.
 * Ends are attained: where the missing registered voters all vote, up to the cap, for one selection.
 * Bounds of Manski 1989, Anatomy of the Selection Problem.
 */
export function manskiBounds(question: ManskiQuestion): ManskiBounds {
  const { collected, registeredVotersMissing, turnoutCap } = question;
  if (registeredVotersMissing === undefined)
    return { kind: "refused", reason: "registered-voters-missing-unknown" };
  const capacity = capacityOf(registeredVotersMissing, turnoutCap);
  const all = exactSum([...collected, capacity]);
  // With one selection only, every vote is its own.
  const others = collected.length > 1 ? capacity : 0;
  const shares = collected.map((votes): RationalRange | undefined =>
    all === 0
      ? undefined
      : { least: rational(votes + capacity - others, all), most: rational(votes + capacity, all) },
  );
  return { kind: "bounded", assumesTurnout: compare(turnoutCap, ONE) < 0, capacity, shares };
}

/** The final margin of one selection over another: the missing stations give all to the one, or all to the other. */
export function marginBounds(
  collected: { readonly one: number; readonly other: number },
  capacity: number,
): { readonly least: number; readonly most: number } {
  const margin = collected.one - collected.other;
  return { least: margin - capacity, most: margin + capacity };
}

import { ceil, rational, toSafeInteger, type Rational } from "./rational.ts";

export interface BreakEvenQuestion {
  /** Votes on the collected sheets of the selection that leads on them, one a sheet, and of the one behind. */
  readonly leader: Int32Array;
  readonly other: Int32Array;
  readonly stationsMissing: number;
}

export type BreakEven =
  | {
      readonly kind: "answered";
      /** The leader's votes minus the other's on all collected sheets. */
      readonly lead: number;
      /** The other's margin in the average missing station that gives a tie; anything more changes the order. */
      readonly marginNeeded: Rational;
      /** The other's largest margin on any collected sheet; below zero where it never leads. */
      readonly largestMargin: number;
      /** How many sheets have at least the margin needed. */
      readonly sheetsReaching: number;
      /** The final lead if every missing station had the largest margin seen. */
      readonly leadIfAllExtreme: number;
    }
  | { readonly kind: "refused"; readonly reason: "no-sheets" | "no-missing-stations" };

/**
 * What the average missing station must give to the one behind for the order to change, next to the most extreme sheet
 * collected. Arithmetic; that missing stations are like the collected ones is for the reader to judge.
 */
export function breakEvenOf(question: BreakEvenQuestion): BreakEven {
  const { leader, other, stationsMissing } = question;
  if (leader.length !== other.length) throw new Error("columns of different length");
  if (leader.length === 0) return { kind: "refused", reason: "no-sheets" };
  if (stationsMissing <= 0) return { kind: "refused", reason: "no-missing-stations" };
  let lead = 0;
  let largestMargin = (other[0] ?? 0) - (leader[0] ?? 0);
  for (let sheet = 0; sheet < leader.length; sheet++) {
    const margin = (other[sheet] ?? 0) - (leader[sheet] ?? 0);
    lead -= margin;
    largestMargin = Math.max(largestMargin, margin);
  }
  if (lead < 0) throw new Error("the selection named as leader is behind");
  const marginNeeded = rational(lead, stationsMissing);
  return {
    kind: "answered",
    lead,
    marginNeeded,
    largestMargin,
    sheetsReaching: countReaching(question, toSafeInteger(ceil(marginNeeded))),
    leadIfAllExtreme: lead - stationsMissing * largestMargin,
  };
}

/** How many sheets give the one behind at least this margin. */
export function countReaching(question: Pick<BreakEvenQuestion, "leader" | "other">, margin: number): number {
  let count = 0;
  for (let sheet = 0; sheet < question.leader.length; sheet++)
    if ((question.other[sheet] ?? 0) - (question.leader[sheet] ?? 0) >= margin) count++;
  return count;
}

import { assert, isCount } from "../tlog/assert.ts";
import { drawsToLimit } from "./macro.ts";
import { toNumber } from "./rational.ts";

/** A simple random sample without replacement from stations of which some differ. All are counts. */
export interface HiddenDifferences {
  readonly stations: number;
  /** How many of them differ; at most all. */
  readonly differing: number;
  /** How many were drawn; at most all. */
  readonly drawn: number;
}

/**
 * The chance that none of the stations drawn is one that differs: C(N - K, n) / C(N, n), the hypergeometric
 * probability of zero, from exact integers, as the nearest double. Takes min(K, n) steps.
 */
export function chanceOfNoDifference({ stations, differing, drawn }: HiddenDifferences): number {
  assert([stations, differing, drawn].every(isCount), "stations are counted");
  assert(differing <= stations && drawn <= stations, "no more differ or are drawn than there are");
  // The formula is the same with K and n exchanged: the smaller one has fewer factors.
  const [few, many] = differing < drawn ? [differing, drawn] : [drawn, differing];
  // Not in lowest terms: finding the common divisor would take longer than all the rest, and the quotient is the same.
  return toNumber({
    numerator: fallingProduct(stations - many, few),
    denominator: fallingProduct(stations, few),
  });
}

/**
 * The fewest stations to draw so that, if at least `differing` of all stations differ, the chance that none of those
 * drawn does is at most `riskLimit` (0.05 for a detection of 95%). `differing` is at least 1.
 */
export function drawsForDetection(aim: {
  readonly stations: number;
  readonly differing: number;
  readonly riskLimit: number;
}): number {
  const { stations, differing, riskLimit } = aim;
  assert(differing >= 1, "something to detect");
  let [low, high] = [0, stations - differing + 1];
  while (low < high) {
    const drawn = Math.floor((low + high) / 2);
    if (chanceOfNoDifference({ stations, differing, drawn }) <= riskLimit) high = drawn;
    else low = drawn + 1;
  }
  return low;
}

/** Totals that were declared, when no result was declared station by station. */
export interface DeclaredTotals {
  /** First minus second; above zero. */
  readonly margin: number;
  /** All ballots declared; no fewer than the margin. */
  readonly ballots: number;
}

export interface TotalsPlan {
  /** U = (B + V) / V: every ballot could be misstated, and one pair is tested. */
  readonly totalBound: number;
  /** Draws, with probability proportional to the bounds, if none shows a difference. */
  readonly draws: number;
}

/**
 * How many stations an audit of a declared total would have to draw if the station results were declared and no sheet
 * showed a difference: MACRO's n0 with U = (B + V) / V. A plan only: totals alone cannot be compared with sheets.
 */
export function planFromTotals(
  totals: DeclaredTotals,
  riskLimit: number,
): TotalsPlan | { readonly kind: "refused"; readonly reason: "tie-or-behind" } {
  const { margin, ballots } = totals;
  if (margin <= 0) return { kind: "refused", reason: "tie-or-behind" };
  const totalBound = (ballots + margin) / margin;
  return { totalBound, draws: drawsToLimit({ totalBound, riskLimit, risk: 1 }) };
}

/**
 * top (top - 1) ... (top - factors + 1), zero where that passes zero; by halves, so that large numbers meet numbers
 * of their own size.
 */
function fallingProduct(top: number, factors: number): bigint {
  if (factors === 0) return 1n;
  if (factors === 1) return BigInt(top);
  const half = Math.floor(factors / 2);
  return fallingProduct(top, half) * fallingProduct(top - half, factors - half);
}

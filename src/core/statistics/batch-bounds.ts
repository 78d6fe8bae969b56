import { assert, isCount } from "../tlog/assert.ts";
import { add, compare, greatestCommonDivisor, rational, toNumber, ZERO, type Rational } from "./rational.ts";

/** What was declared station by station, and how many votes a station can have had at most. */
export interface DeclaredBatches {
  readonly selections: number;
  /** The declared votes, one row of `selections` counts after the other, one row a batch (polling station). */
  readonly votes: ArrayLike<number>;
  /**
   * For every batch a number of votes that no true count can exceed. A station without a declared result stands in the
   * list with zero votes and its size, so that the list is the full register.
   */
  readonly sizes: ArrayLike<number>;
  /** Which number that is. Ballots will do where nobody disputes how many there were; else the registered voters. */
  readonly sizesAre: "ballots" | "registered-voters";
  /** The selections that were declared elected. Every other one is a loser. */
  readonly winners: readonly number[];
  /** Votes that are in no batch (pending or out of reach); all of them may be for the loser. */
  readonly votesOutside: number;
}

/** A declared winner and a declared loser, and how far apart they are. All numbers are votes. */
export interface ReportedPair {
  readonly winner: number;
  readonly loser: number;
  /** Winner minus loser over all batches, as declared. */
  readonly margin: number;
  /** V: the margin less the votes outside. Errors must add up to this before the order can be another. */
  readonly marginTested: number;
  /** The sum over all batches of the largest error w - l + n that each can hide. */
  readonly largestErrors: number;
}

export interface BatchBounds {
  readonly kind: "bounds";
  readonly pairs: readonly ReportedPair[];
  /** For every batch the index of the pair with the largest bound, -1 where no pair has one above zero. */
  readonly widest: Int16Array;
  /** u for every batch, in margins: the nearest doubles, never below zero. Stations are drawn in proportion to it. */
  readonly bounds: Float64Array;
  /** U, the sum of all u, exactly. */
  readonly totalExactly: Rational;
  /** U as the nearest double. */
  readonly total: number;
}

export interface BoundsRefusal {
  readonly kind: "refused";
  readonly reason:
    "no-batches" | "no-winner" | "no-loser" | "tie" | "winner-behind" | "votes-outside-reach-margin";
  /** The first pair of which the reason is true, where it is about a pair. */
  readonly pair?: { readonly winner: number; readonly loser: number };
}

/**
 * How much each batch can hide. A batch that declares w votes for the winner, l for the loser, and had at most n
 * votes cannot overstate the margin by more than w - l + n: all of its votes were the loser's. In units of the margin
 * V of the pair, u = max over pairs of (w - l + n) / V. If the declared outcome is wrong, the errors of all batches
 * add up to at least one such unit for some pair. U is summed exactly, as one fraction a pair.
 *
 * Refused where the declared winner is not ahead, by the batches themselves, of every loser with all votes outside
 * against it.
 *
 * Source: Stark 2008, Conservative statistical post-election audits; Stark 2009, Efficient post-election audits of
 * multiple contests (MACRO, the maximum over pairs).
 */
export function boundBatches(declared: DeclaredBatches): BatchBounds | BoundsRefusal {
  const batches = declared.sizes.length;
  checkShape(declared);
  if (batches === 0) return { kind: "refused", reason: "no-batches" };
  if (declared.winners.length === 0) return { kind: "refused", reason: "no-winner" };
  const pairs = reportedPairs(declared);
  if (pairs.length === 0) return { kind: "refused", reason: "no-loser" };
  for (const { winner, loser, margin, marginTested } of pairs) {
    const pair = { winner, loser };
    if (margin < 0) return { kind: "refused", reason: "winner-behind", pair };
    if (margin === 0) return { kind: "refused", reason: "tie", pair };
    if (marginTested <= 0) return { kind: "refused", reason: "votes-outside-reach-margin", pair };
  }
  const widest = new Int16Array(batches);
  const bounds = new Float64Array(batches);
  const sums = pairs.map(() => 0);
  for (let batch = 0; batch < batches; batch++) {
    const at = widestPair(declared, batch, pairs);
    widest[batch] = at;
    const pair = pairs[at];
    if (pair === undefined) continue;
    const votes = largestError(declared, batch, pair);
    bounds[batch] = votes / pair.marginTested;
    sums[at] = (sums[at] ?? 0) + votes;
  }
  const totalExactly = pairs.reduce(
    (sum, pair, at) => add(sum, rational(sums[at] ?? 0, pair.marginTested)),
    ZERO,
  );
  return { kind: "bounds", pairs, widest, bounds, totalExactly, total: toNumber(totalExactly) };
}

/**
 * The bounds u as whole numbers over one common denominator, for a draw with probability proportional to them. Where
 * one pair is the widest everywhere they are votes, and numbers: w - l + n.
 */
export function drawSizes(
  declared: DeclaredBatches,
  { pairs, widest }: BatchBounds,
): readonly bigint[] | Float64Array {
  const used = new Set(widest);
  const [only] = used;
  const alone = used.size === 1 ? pairs[only ?? -1] : undefined;
  if (alone !== undefined) {
    const sizes = new Float64Array(widest.length);
    for (let batch = 0; batch < sizes.length; batch++) sizes[batch] = largestError(declared, batch, alone);
    return sizes;
  }
  const denominator = pairs
    .filter((_, at) => used.has(at))
    .map((pair) => BigInt(pair.marginTested))
    .reduce((common, margin) => (common / greatestCommonDivisor(common, margin)) * margin, 1n);
  const factors = pairs.map((pair) => denominator / BigInt(pair.marginTested));
  return Array.from(widest, (at, batch) => {
    const [pair, factor] = [pairs[at], factors[at]];
    return pair === undefined || factor === undefined
      ? 0n
      : BigInt(largestError(declared, batch, pair)) * factor;
  });
}

/**
 * The largest error of one batch for one pair, in votes: w - l + n. Below zero where more than n were declared for
 * the loser.
 */
export function largestError(
  declared: DeclaredBatches,
  batch: number,
  pair: { readonly winner: number; readonly loser: number },
): number {
  return declaredMargin(declared, batch, pair) + (declared.sizes[batch] ?? 0);
}

/** Winner minus loser in one batch, as declared. */
export function declaredMargin(
  { votes, selections }: DeclaredBatches,
  batch: number,
  pair: { readonly winner: number; readonly loser: number },
): number {
  return (votes[batch * selections + pair.winner] ?? 0) - (votes[batch * selections + pair.loser] ?? 0);
}

/** The index of the pair with the largest bound in this batch; -1 where none is above zero. */
function widestPair(declared: DeclaredBatches, batch: number, pairs: readonly ReportedPair[]): number {
  let widest = -1;
  let widestBound = 0;
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at];
    if (pair === undefined) continue;
    const bound = largestError(declared, batch, pair) / pair.marginTested;
    if (bound < widestBound || bound === 0) continue;
    // Division rounds, but never turns the order of two quotients: only equal ones need a look at the fractions.
    const isTie = bound === widestBound;
    if (isTie && compare(exactBound(declared, batch, pair), exactBound(declared, batch, pairs[widest])) <= 0)
      continue;
    widest = at;
    widestBound = bound;
  }
  return widest;
}

function exactBound(declared: DeclaredBatches, batch: number, pair: ReportedPair | undefined): Rational {
  return pair === undefined ? ZERO : rational(largestError(declared, batch, pair), pair.marginTested);
}

function reportedPairs(declared: DeclaredBatches): ReportedPair[] {
  const { selections, votes, sizes, winners, votesOutside } = declared;
  const totals = new Float64Array(selections);
  let largest = 0;
  for (let batch = 0; batch < sizes.length; batch++) {
    largest += sizes[batch] ?? 0;
    for (let selection = 0; selection < selections; selection++)
      totals[selection] = (totals[selection] ?? 0) + (votes[batch * selections + selection] ?? 0);
  }
  for (const total of [...totals, largest]) assert(isCount(total), "totals of votes are exact");
  const losers = [...totals.keys()].filter((selection) => !winners.includes(selection));
  return winners.flatMap((winner) =>
    losers.map((loser): ReportedPair => {
      const margin = (totals[winner] ?? 0) - (totals[loser] ?? 0);
      return { winner, loser, margin, marginTested: margin - votesOutside, largestErrors: margin + largest };
    }),
  );
}

/** Whoever calls has parsed the counts: anything else than whole numbers in rows of equal length is wrong code. */
function checkShape({ selections, votes, sizes, winners, votesOutside }: DeclaredBatches): void {
  assert(isCount(selections) && votes.length === sizes.length * selections, "one row of votes a batch");
  assert(isCount(votesOutside), "votes outside are a count");
  assert(
    winners.every((winner) => isCount(winner) && winner < selections),
    "winners are selections",
  );
  for (let cell = 0; cell < votes.length; cell++) assert(isCount(votes[cell] ?? -1), "votes are counts");
  for (let batch = 0; batch < sizes.length; batch++) assert(isCount(sizes[batch] ?? -1), "sizes are counts");
}

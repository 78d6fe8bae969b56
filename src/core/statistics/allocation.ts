import { assert, isCount } from "../tlog/assert.ts";

/** What is to be shared out over strata. Units are stations, or polling places where those are drawn. */
export interface AllocationPlan {
  /** Of each stratum the units of its frame. */
  readonly units: ArrayLike<number>;
  /** Units to draw in all. */
  readonly size: number;
  /** No stratum gets fewer, but for strata that have fewer. Two is the least that shows a spread. */
  readonly fewest?: number;
  /**
   * Neyman's allocation: of each stratum how much its units vary (`pastSpread(...).byStratum`). Left out, the allocation is
   * proportional to the units.
   */
  readonly spread?: ArrayLike<number>;
}

/**
 * Why there is no allocation:
 * - `more-than-the-frame`: the size is larger than all strata together.
 * - `fewer-than-the-least`: the size does not give every stratum its fewest.
 */
export interface AllocationRefused {
  readonly kind: "refused";
  readonly reason: "more-than-the-frame" | "fewer-than-the-least";
  /** The largest, or the smallest, size that there is an allocation for. */
  readonly limit: number;
}

export interface Allocation {
  readonly kind: "allocated";
  /** Of each stratum the units to draw: together exactly the size. */
  readonly sizes: readonly number[];
}

/**
 * Shares a sample out over strata, in proportion to their units N_h or to N_h S_h (which gives the smallest variance for
 * a total, where S_h is known), by largest remainders, with at least `fewest` and at most all units of each stratum.
 * Equal remainders go to the stratum that stands first. Where no stratum varies, Neyman's allocation is the
 * proportional one.
 *
 * Jerzy Neyman, "On the Two Different Aspects of the Representative Method" (1934); William G. Cochran, Sampling
 * Techniques (3rd edition, 1977), sections 5.5 and 5.8.
 */
export function allocate(plan: AllocationPlan): Allocation | AllocationRefused {
  const units = Array.from(plan.units);
  assert(units.every(isCount) && isCount(plan.size), "units and sizes are counts");
  const least = units.map((count) => Math.min(count, plan.fewest ?? 2));
  const total = sum(units);
  if (plan.size > total) return { kind: "refused", reason: "more-than-the-frame", limit: total };
  if (plan.size < sum(least)) return { kind: "refused", reason: "fewer-than-the-least", limit: sum(least) };
  const neyman = units.map((count, stratum) => count * (plan.spread?.[stratum] ?? 1));
  const weights = sum(neyman) > 0 ? neyman : units;
  return { kind: "allocated", sizes: shareOut({ weights, least, most: units, size: plan.size }) };
}

interface Bounded {
  readonly weights: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly size: number;
}

/**
 * Strata whose share lies beyond a bound are given that bound, the ones of the side that is beyond by more in all first,
 * and the rest is shared out again over the others until every share lies within bounds: the shares are then the
 * weights times one common factor, cut at the bounds.
 */
function shareOut({ weights, least, most, size }: Bounded): readonly number[] {
  const sizes: (number | undefined)[] = weights.map(() => undefined);
  for (;;) {
    const open = [...sizes.keys()].filter((stratum) => sizes[stratum] === undefined);
    const rest = size - sum(sizes.map((given) => given ?? 0));
    const shares = sharesOf(rest, open, open.some((stratum) => at(weights, stratum) > 0) ? weights : most);
    const below = shares.filter(({ stratum, share }) => share < at(least, stratum));
    const above = shares.filter(({ stratum, share }) => share > at(most, stratum));
    if (below.length === 0 && above.length === 0) {
      for (const [stratum, whole] of wholeShares(shares, rest)) sizes[stratum] = whole;
      return sizes.map((given) => given ?? 0);
    }
    const lacking = sum(below.map(({ stratum, share }) => at(least, stratum) - share));
    const exceeding = sum(above.map(({ stratum, share }) => share - at(most, stratum)));
    const [beyond, bound] = lacking >= exceeding ? [below, least] : [above, most];
    for (const { stratum } of beyond) sizes[stratum] = at(bound, stratum);
  }
}

interface Share {
  readonly stratum: number;
  readonly share: number;
  /** What is left of the share beyond its whole part, times the sum of all weights: exact where the weights are whole. */
  readonly remainder: number;
}

function sharesOf(rest: number, open: readonly number[], weights: readonly number[]): readonly Share[] {
  const total = sum(open.map((stratum) => at(weights, stratum)));
  return open.map((stratum) => {
    const product = rest * at(weights, stratum);
    const share = total === 0 ? 0 : product / total;
    return { stratum, share, remainder: product - Math.floor(share) * total };
  });
}

/** The whole parts, and one more for the largest remainders until nothing is left. */
function wholeShares(shares: readonly Share[], rest: number): ReadonlyMap<number, number> {
  const left = rest - sum(shares.map(({ share }) => Math.floor(share)));
  const rounded = shares.toSorted((one, other) => other.remainder - one.remainder);
  return new Map(
    rounded.map(({ stratum, share }, rank) => [stratum, Math.floor(share) + (rank < left ? 1 : 0)]),
  );
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

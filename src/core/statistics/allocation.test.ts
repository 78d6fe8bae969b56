import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { allocate, type AllocationPlan } from "./allocation.ts";

const sizesOf = (plan: AllocationPlan) => {
  const allocation = allocate(plan);
  if (allocation.kind === "refused") throw new Error(allocation.reason);
  return allocation.sizes;
};
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const plans = fc
  .record({
    units: fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }),
    spread: fc.option(fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 })),
    fewest: fc.nat(3),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ units, spread, fewest, part }) => {
    const least = sum(units.map((count) => Math.min(count, fewest)));
    const size = least + Math.round(part * (sum(units) - least));
    return { units, size, fewest, ...(spread === null ? {} : { spread }) };
  });

describe("an allocation", () => {
  test("gives a stratum whose share is a little more than it has just what it has", () => {
    expect(sizesOf({ units: [2, 4], spread: [5, 1], size: 4, fewest: 0 })).toEqual([2, 2]);
  });

  test("adds up to the size, and gives each stratum its fewest and at most all it has", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const sizes = sizesOf(plan);
        expect(sum(sizes)).toBe(plan.size);
        for (const [stratum, size] of sizes.entries()) {
          const units = plan.units[stratum] ?? 0;
          expect(size).toBeGreaterThanOrEqual(Math.min(units, plan.fewest));
          expect(size).toBeLessThanOrEqual(units);
        }
      }),
    );
  });

  test("is proportional, by largest remainders", () => {
    expect(sizesOf({ units: [600, 300, 100], size: 10 })).toEqual([5, 3, 2]);
    expect(sizesOf({ units: [500, 300, 200], size: 9, fewest: 0 })).toEqual([4, 3, 2]);
    expect(sizesOf({ units: [470, 160, 158, 120, 61, 31], size: 10, fewest: 0 })).toEqual([5, 2, 1, 1, 1, 0]);
  });

  test("lies within one unit of the exact share where no bound is met", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (units, part) => {
          const size = Math.floor(part * sum(units));
          for (const [stratum, given] of sizesOf({ units, size, fewest: 0 }).entries())
            expect(Math.abs(given - (size * (units[stratum] ?? 0)) / sum(units))).toBeLessThan(1);
        },
      ),
    );
  });

  test("gives equal remainders to the stratum that stands first", () => {
    expect(sizesOf({ units: [10, 10, 10], size: 7, fewest: 0 })).toEqual([3, 2, 2]);
    expect(sizesOf({ units: [10, 10, 10], size: 8 })).toEqual([3, 3, 2]);
  });

  test("gives two to a stratum that its share would give none, and all to one that has fewer", () => {
    expect(sizesOf({ units: [1000, 3, 1], size: 50 })).toEqual([47, 2, 1]);
  });

  test("by Neyman follows the units times their spread, and never draws more than there are", () => {
    expect(sizesOf({ units: [100, 100], spread: [3, 1], size: 40 })).toEqual([30, 10]);
    expect(sizesOf({ units: [20, 100], spread: [9, 1], size: 60 })).toEqual([20, 40]);
    expect(sizesOf({ units: [100, 100], spread: [1, 0], size: 40 })).toEqual([38, 2]);
  });

  test("by Neyman with no spread anywhere is the proportional one, as is what is left when all that vary are taken", () => {
    expect(sizesOf({ units: [30, 10], spread: [0, 0], size: 20 })).toEqual([15, 5]);
    expect(sizesOf({ units: [5, 30, 10], spread: [1, 0, 0], size: 25 })).toEqual([5, 15, 5]);
  });

  /** All allocations of small cases, and the variance that Neyman's has the least of. */
  test("by Neyman has a variance no larger than any other by more than rounding makes it", () => {
    const [units, spread, size] = [[20, 30, 25], [1, 2, 0.5], 20] as const;
    const variance = (sizes: readonly number[]) =>
      sum(sizes.map((n, at) => ((units[at] ?? 0) * (spread[at] ?? 0)) ** 2 / n));
    const best = variance(sizesOf({ units, spread, size }));
    for (let first = 2; first <= 16; first++)
      for (let second = 2; first + second <= 18; second++)
        expect(variance([first, second, size - first - second])).toBeGreaterThan(best * 0.999);
  });

  test("of more than there is, or of fewer than the strata need, is refused with the limit", () => {
    expect(allocate({ units: [3, 4], size: 8 })).toEqual({
      kind: "refused",
      reason: "more-than-the-frame",
      limit: 7,
    });
    expect(allocate({ units: [3, 4, 1], size: 4 })).toEqual({
      kind: "refused",
      reason: "fewer-than-the-least",
      limit: 5,
    });
  });
});

import { expect, test } from "vitest";

import { falsePositiveExamples } from "./false-positive-example.ts";

const examples = falsePositiveExamples();

test("small stations have integer shares by arithmetic alone, which the expectation station by station knows", () => {
  const { observed, expectedIfEven, zIfEven, zByArithmetic, stations } = examples.coarseShares;
  expect(stations).toBe(200);
  expect(observed).toBeGreaterThan(1.5 * expectedIfEven);
  expect(zIfEven).toBeGreaterThan(3);
  expect(Math.abs(zByArithmetic)).toBeLessThan(1);
});

test("small counts have uneven last digits in an election without any doing", () => {
  expect(examples.smallCounts.digits.pValue).toBeLessThan(1e-5);
  expect(examples.smallCounts.digits.observed.reduce((sum, times) => sum + times, 0)).toBe(
    examples.smallCounts.digits.counts,
  );
});

test("two places of one cloud each make a corner and votes above the ratio when they are merged", () => {
  const { towns, together, votesAboveRatioInTowns, votesAboveRatioTogether, votesOnIslands } =
    examples.twoPlaces;
  expect(towns.corner.stations).toBe(0);
  expect(together.corner.stations).toBeGreaterThan(30);
  expect(votesAboveRatioTogether - votesAboveRatioInTowns).toBeGreaterThan(0.9 * votesOnIslands);
});

test("the examples are the same every time", () => {
  expect(falsePositiveExamples()).toEqual(examples);
});

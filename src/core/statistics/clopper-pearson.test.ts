import { expect, test } from "vitest";

import { clopperPearson } from "./clopper-pearson.ts";

test("the bounds are those that the closed forms at the ends give", () => {
  for (const trials of [1, 10, 300]) {
    const { lower, upper } = clopperPearson(0, trials, 0.95);
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo(1 - 0.025 ** (1 / trials), 9);
    expect(clopperPearson(trials, trials, 0.95).lower).toBeCloseTo(0.025 ** (1 / trials), 9);
  }
});

test("5 of 10 give the interval that the beta distribution gives", () => {
  const { lower, upper } = clopperPearson(5, 10, 0.95);
  expect(lower).toBeCloseTo(0.187086, 5);
  expect(upper).toBeCloseTo(0.812914, 5);
});

test("nothing is known without a trial", () => {
  expect(clopperPearson(0, 0, 0.95)).toEqual({ lower: 0, upper: 1 });
});

test("at every rate the intervals cover it as often as they say: the exact sum over all outcomes", () => {
  for (const trials of [5, 40])
    for (const rate of [0.003, 0.02, 0.1, 0.5, 0.97]) {
      let covered = 0;
      let probability = (1 - rate) ** trials;
      for (let wrong = 0; wrong <= trials; wrong++) {
        const { lower, upper } = clopperPearson(wrong, trials, 0.95);
        if (lower <= rate && rate <= upper) covered += probability;
        probability *= ((trials - wrong) / (wrong + 1)) * (rate / (1 - rate));
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
});

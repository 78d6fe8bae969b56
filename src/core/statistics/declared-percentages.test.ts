import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { closingTriples } from "./closing-triples.ts";
import { testDeclaredPercentages } from "./declared-percentages.ts";

function answered(votes: readonly number[]) {
  const tested = testDeclaredPercentages({ votes, total: votes.reduce((sum, count) => sum + count, 0) });
  if (tested.kind !== "answered") throw new Error(tested.reason);
  return tested;
}

const rulesOf = (votes: readonly number[], decimals: number) => {
  const grid = answered(votes).grids[decimals];
  return grid?.kind === "tested" ? grid.rulesThatFit : grid?.reason;
};

describe("counts that are round percentages of their total", () => {
  test("fit the coarsest grid that has the percentages, and the finer ones too", () => {
    // 51.2%, 44.2% and 4.6% of 1,000,007, each to the nearest vote.
    const tested = answered([512_004, 442_003, 46_000]);
    expect(tested.grids.map((grid) => (grid.kind === "tested" ? grid.rulesThatFit : grid.reason))).toEqual([
      [],
      ["nearest"],
      ["nearest"],
      "total-too-small-for-grid",
    ]);
    expect(tested).toMatchObject({
      parts: 3,
      pairsTried: 9,
      fit: { decimals: 1, grid: 1000, rule: "nearest" },
    });
  });

  test("no longer fit when one vote goes from one selection to another", () => {
    expect(answered([512_005, 442_002, 46_000]).fit).toBeUndefined();
    // Where the vote comes from the last part, all others may have been cut, or raised, to whole votes.
    expect(rulesOf([512_003, 442_003, 46_001], 1)).toEqual(["floor"]);
    expect(rulesOf([512_004, 442_004, 45_999], 1)).toEqual(["ceil"]);
  });

  test("fit to half a vote and not beyond", () => {
    // 50.5% of 1,000,100 is 505,050.5 votes: both ways of rounding are within half a vote.
    expect(rulesOf([505_050, 495_050], 1)).toEqual(["nearest", "floor"]);
    expect(rulesOf([505_051, 495_049], 1)).toEqual(["nearest", "ceil"]);
    expect(rulesOf([505_052, 495_048], 1)).toEqual([]);
    expect(rulesOf([505_049, 495_051], 1)).toEqual([]);
  });

  test("may have been cut or raised to whole votes, the last part being what is left", () => {
    // 51.3% and 44.3% of 1,000,007 are 513,003.591 and 443,003.101.
    expect(rulesOf([513_003, 443_003, 44_001], 1)).toEqual(["floor"]);
    expect(rulesOf([513_004, 443_004, 43_999], 1)).toEqual(["ceil"]);
    expect(rulesOf([513_003, 443_004, 44_000], 1)).toEqual([]);
    // Exactly whole: nothing was rounded, and every rule fits.
    expect(rulesOf([510_000, 440_000, 50_000], 0)).toEqual(["nearest", "floor", "ceil"]);
    // One whole vote off is neither.
    expect(rulesOf([510_001, 440_000, 49_999], 0)).toEqual([]);
    expect(rulesOf([509_999, 440_000, 50_001], 0)).toEqual([]);
  });

  test("are found from any percentages, whatever the total, by the rule that made them", () => {
    const share = fc.integer({ min: 1, max: 499 });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 50_000, max: 30_000_000 }), (one, two, total) => {
        for (const [rule, round] of [
          ["floor", (step: number) => Math.floor((total * step) / 1000)],
          ["ceil", (step: number) => Math.ceil((total * step) / 1000)],
        ] as const) {
          const votes = [round(one), round(two)];
          expect(rulesOf([...votes, total - (votes[0] ?? 0) - (votes[1] ?? 0)], 1)).toContain(rule);
        }
        const votes = [one, two, 1000 - one - two].map((step) =>
          Math.floor((2 * total * step + 1000) / 2000),
        );
        if (votes.reduce((sum, count) => sum + count, 0) === total)
          expect(rulesOf(votes, 1)).toContain("nearest");
      }),
      { numRuns: 40 },
    );
  });
});

describe("how surprising a fit is", () => {
  test("of two parts, by trying every division: as often as the grid has steps, which the formula gives", () => {
    const total = 5003;
    let fits = 0;
    for (let first = 1; first < total; first++) {
      const tested = answered([first, total - first]);
      if (tested.fit !== undefined) fits++;
    }
    // Floor, ceil and nearest, on the one grid that the total is large enough for: 99 steps inside, and the counts just
    // below and above each, of which the nearest is one.
    expect(fits).toBe(99 * 2);
    expect(answered([2501, 2502]).fit?.probability).toBe(100 / 5003);
  });

  test("of three parts is the square of the grid over the total, and the pairs tried are paid for", () => {
    const { fit, pairsTried } = answered([512_004, 442_003, 46_000]);
    const probability = (1000 / 1_000_007) ** 2;
    expect(pairsTried).toBe(9);
    expect(fit?.probability).toBeCloseTo(probability, 18);
    expect(fit?.probabilityCorrected).toBeCloseTo(9 * probability, 17);
    expect(fit?.oneIn).toBeCloseTo(1 / probability, 3);
    expect(fit?.likelihoodRatio).toBe(fit?.oneIn);
    expect(fit?.likelihoodRatioCorrected).toBeCloseTo(1 / probability / 9, 3);
  });

  test("of three parts is counted out where the parts all had to fit", () => {
    const { fit } = answered([512_004, 442_003, 46_000]);
    const { triples, closing, closingEitherWay } = closingTriples(1_000_007, 1000);
    const divisions = (1_000_009 * 1_000_008) / 2;
    expect(fit?.enumeration).toMatchObject({ triples, closing, closingEitherWay });
    expect(fit?.enumeration?.probability).toBeCloseTo(closing / divisions, 18);
    expect(fit?.enumeration?.oneIn).toBeCloseTo(divisions / closing, 3);
    expect(fit?.enumeration?.probabilityEitherWay).toBeCloseTo(closingEitherWay / divisions, 18);
    expect(fit?.enumeration?.likelihoodRatio).toBeCloseTo(divisions / triples, 3);
    expect(fit?.enumeration?.probability).toBeLessThan(fit?.probability ?? 0);
  });

  test("is never above certainty", () => {
    const { fit } = answered([2501, 2502]);
    expect([fit?.probabilityCorrected, fit?.enumeration]).toEqual([3 * (100 / 5003), undefined]);
    expect(answered([50_000, 50_000]).fit?.probabilityCorrected).toBeLessThan(1);
  });

  test("is not counted out for four parts, nor for counts that were cut", () => {
    expect(answered([400_003, 300_002, 200_001, 100_001]).fit?.enumeration).toBeUndefined();
    expect(answered([513_003, 443_003, 44_001]).fit).toMatchObject({ rule: "floor", enumeration: undefined });
  });

  test("does not grow with parts that have no votes", () => {
    const [without, having] = [
      answered([512_004, 442_003, 46_000]),
      answered([512_004, 0, 442_003, 46_000, 0]),
    ];
    expect(having.parts).toBe(3);
    expect(having.fit).toEqual(without.fit);
    // The last part that has votes is the one that the others leave.
    expect(answered([513_003, 443_003, 44_001, 0]).fit?.rule).toBe("floor");
  });
});

describe("a test of percentages is refused", () => {
  test("where a cell of the grid has fewer than 50 votes, grid by grid", () => {
    const grids = answered([2500, 2500]).grids;
    expect(grids.map((grid) => grid.kind)).toEqual(["tested", "refused", "refused", "refused"]);
    expect(grids[1]).toEqual({
      kind: "refused",
      decimals: 1,
      grid: 1000,
      reason: "total-too-small-for-grid",
      cell: 5,
    });
    expect(testDeclaredPercentages({ votes: [2500, 2499], total: 4999 })).toEqual({
      kind: "refused",
      reason: "total-too-small-for-every-grid",
    });
  });

  test("where the parts do not make the total, or there is only one", () => {
    expect(testDeclaredPercentages({ votes: [2500, 2499], total: 5000 })).toEqual({
      kind: "refused",
      reason: "parts-do-not-make-total",
    });
    expect(testDeclaredPercentages({ votes: [5000, 0], total: 5000 })).toEqual({
      kind: "refused",
      reason: "fewer-than-two-parts",
    });
  });
});

test("counts drawn without any grid fit about as often as the probability says", () => {
  // Every division of 20,011 votes between two: 99 steps inside, and the one at half has a tie.
  const total = 20_011;
  let nearest = 0;
  for (let first = 1; first < total; first++)
    if (rulesOf([first, total - first], 0)?.includes("nearest")) nearest++;
  expect(nearest).toBe(100);
  expect(nearest / (total - 1)).toBeCloseTo(100 / total, 4);
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { boundBatches, type BatchBounds, type DeclaredBatches } from "./batch-bounds.ts";
import {
  batchError,
  batchTaint,
  drawsToLimit,
  drawsToLimitByArlo,
  errorInVotes,
  kaplanMarkov,
  type KaplanMarkovRisk,
  type TaintedDraws,
} from "./macro.ts";

function riskOf(draws: TaintedDraws): KaplanMarkovRisk {
  const result = kaplanMarkov(draws);
  if (result.kind === "refused") throw new Error(result.reason);
  return result;
}

function boundsOf(declared: DeclaredBatches): BatchBounds {
  const bounds = boundBatches(declared);
  if (bounds.kind === "refused") throw new Error(bounds.reason);
  return bounds;
}

const DECLARED: DeclaredBatches = {
  selections: 3,
  votes: [60, 40, 10, 20, 15, 0],
  sizes: [120, 50],
  sizesAre: "ballots",
  winners: [0],
  votesOutside: 0,
};

describe("the error of a batch", () => {
  const bounds = boundsOf(DECLARED);

  test("is how much the margin was overstated, in margins, by the pair that it matters most to", () => {
    // The margins are 25 and 70: 5 of 25 against 15 of 70, then 5 of 25 against 4 of 70.
    expect(batchError(DECLARED, bounds, { batch: 0, votes: [60, 45, 25] })).toBe(15 / 70);
    expect(batchError(DECLARED, bounds, { batch: 0, votes: [60, 45, 14] })).toBe(5 / 25);
    expect(batchError(DECLARED, bounds, { batch: 0, votes: [60, 40, 10] })).toBe(0);
  });

  test("is below zero only where no pair was overstated, and then it is the smallest gain", () => {
    expect(batchError(DECLARED, bounds, { batch: 0, votes: [61, 40, 10] })).toBe(-1 / 70);
    expect(batchError(DECLARED, bounds, { batch: 0, votes: [61, 41, 10] })).toBe(0);
  });

  test("in votes is declared minus sheet", () => {
    const pair = { winner: 0, loser: 1 };
    expect(errorInVotes(DECLARED, pair, { batch: 1, votes: [19, 17, 0] })).toBe(3);
    expect(errorInVotes(DECLARED, pair, { batch: 1, votes: [20, 14, 0] })).toBe(-1);
  });

  test("over its bound is the taint, 1 at the worst", () => {
    expect(batchTaint(DECLARED, bounds, { batch: 1, votes: [0, 50, 0] })).toBe(1);
    expect(batchTaint(DECLARED, bounds, { batch: 1, votes: [20, 26, 0] })).toBe(11 / 25 / (55 / 25));
  });
});

describe("Kaplan-Markov", () => {
  test("multiplies one factor a draw, and a batch drawn twice counts twice", () => {
    const { history, risk, riskNow } = riskOf({ totalBound: 4, taints: [0, 0.5, 0, 0], errors: "signed" });
    expect([...history]).toEqual([0.75, 1.125, 0.84375, 0.6328125]);
    expect([risk, riskNow]).toEqual([0.6328125, 0.6328125]);
  });

  test("keeps the smallest P, since stopping there was allowed", () => {
    const { risk, riskNow } = riskOf({ totalBound: 2, taints: [0, 0, 0.9], errors: "signed" });
    expect(risk).toBe(0.25);
    expect(riskNow).toBeCloseTo(1.25, 14);
  });

  test("before any draw has the risk 1, and a P above 1 is still the risk 1", () => {
    expect(riskOf({ totalBound: 2, taints: [], errors: "signed" })).toMatchObject({ risk: 1, riskNow: 1 });
    expect(riskOf({ totalBound: 2, taints: [0.75], errors: "signed" })).toMatchObject({
      risk: 1,
      riskNow: 2,
    });
  });

  test("lets negative taints count when signed, and as none when clamped", () => {
    const draws = { totalBound: 2, taints: [-1] };
    expect(riskOf({ ...draws, errors: "signed" }).risk).toBe(0.25);
    expect(riskOf({ ...draws, errors: "clamped" }).risk).toBe(0.5);
  });

  test("is refused at the draw of a missing sheet, and says the risk before", () => {
    expect(kaplanMarkov({ totalBound: 2, taints: [0, "missing", 0], errors: "signed" })).toEqual({
      kind: "refused",
      reason: "sheet-missing",
      draw: 1,
      riskBefore: 0.5,
    });
    const reason = (taint: number) => {
      const result = kaplanMarkov({ totalBound: 2, taints: [taint], errors: "clamped" });
      return result.kind === "refused" ? result.reason : "risk";
    };
    expect([reason(1), reason(1.01), reason(0.99)]).toEqual(["taint-reaches-one", "taint-above-one", "risk"]);
  });

  test("does not depend on the order of the draws, but for the smallest P on the way", () => {
    const taint = fc.double({ min: -1, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(taint, { maxLength: 12 }),
        fc.double({ min: 2, max: 50, noNaN: true }),
        (taints, totalBound) => {
          const forward = riskOf({ totalBound, taints, errors: "signed" });
          const backward = riskOf({ totalBound, taints: taints.toReversed(), errors: "signed" });
          expect(forward.riskNow / backward.riskNow).toBeCloseTo(1, 12);
          expect(forward.risk).toBeLessThanOrEqual(Math.min(1, forward.riskNow));
        },
      ),
    );
  });

  for (const errors of ["signed", "clamped"] as const)
    test(`never has a P of at most p with more than the chance p if the outcome is wrong: all draws, ${errors}`, () => {
      const declared: DeclaredBatches = {
        selections: 2,
        votes: [3, 1, 2, 1, 1, 2],
        sizes: [4, 3, 3],
        sizesAre: "ballots",
        winners: [0],
        votesOutside: 0,
      };
      const bounds = boundsOf(declared);
      const sheets = [4, 3, 3].map((size) => sheetsOf(size));
      let elections = 0;
      for (const one of sheets[0] ?? [])
        for (const two of sheets[1] ?? [])
          for (const three of sheets[2] ?? []) {
            const truth = [one, two, three];
            if (truth.reduce((sum, [winner = 0, loser = 0]) => sum + winner - loser, 0) > 0) continue;
            elections++;
            const taints = truth.map((votes, batch) => batchTaint(declared, bounds, { batch, votes }));
            expectRiskKept(chancesOf(bounds, taints, errors));
          }
      expect(elections).toBeGreaterThan(500);
    });
});

/** All sheets of two selections whose votes and blanks are just so many. */
function sheetsOf(size: number): number[][] {
  const sheets: number[][] = [];
  for (let winner = 0; winner <= size; winner++)
    for (let loser = 0; winner + loser <= size; loser++) sheets.push([winner, loser]);
  return sheets;
}

/** The smallest P over four draws and its chance, for every sequence of draws. */
function chancesOf(bounds: BatchBounds, taints: readonly number[], errors: TaintedDraws["errors"]) {
  const outcomes: { readonly risk: number; readonly chance: number }[] = [];
  const count = taints.length;
  for (let sequence = 0; sequence < count ** 4; sequence++) {
    const draws = [0, 1, 2, 3].map((at) => Math.floor(sequence / count ** at) % count);
    const chance = draws.reduce(
      (product, batch) => (product * (bounds.bounds[batch] ?? 0)) / bounds.total,
      1,
    );
    const result = kaplanMarkov({
      totalBound: bounds.total,
      taints: draws.map((batch) => taints[batch] ?? 0),
      errors,
    });
    outcomes.push({ risk: result.kind === "refused" ? result.riskBefore : result.risk, chance });
  }
  return outcomes;
}

function expectRiskKept(outcomes: readonly { readonly risk: number; readonly chance: number }[]): void {
  for (const limit of new Set(outcomes.map(({ risk }) => risk))) {
    const chance = outcomes.reduce((sum, each) => sum + (each.risk <= limit ? each.chance : 0), 0);
    if (chance > limit * (1 + 1e-12)) throw new Error(`a risk of at most ${limit} has the chance ${chance}`);
  }
}

describe("the draws that are left", () => {
  test("are the fewest clean ones that bring P to the limit", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.5, max: 300, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.double({ min: 0.001, max: 3, noNaN: true }),
        (totalBound, riskLimit, risk) => {
          let [draws, left] = [0, risk];
          while (left > riskLimit && draws < 10_000) {
            left *= 1 - 1 / totalBound;
            draws++;
          }
          expect(drawsToLimit({ totalBound, riskLimit, risk })).toBe(draws);
        },
      ),
    );
  });

  test("are not one too many where a whole number of draws reaches the limit exactly", () => {
    for (let draws = 1; draws <= 50; draws++)
      expect(drawsToLimit({ totalBound: 2, riskLimit: 0.5 ** draws, risk: 1 })).toBe(draws);
    expect(drawsToLimit({ totalBound: 2, riskLimit: 0.25, risk: 0.25 })).toBe(0);
    expect(drawsToLimit({ totalBound: 4, riskLimit: 0.421875, risk: 1 })).toBe(3);
  });

  test("are one more as Arlo plans them", () => {
    expect(drawsToLimit({ totalBound: 21, riskLimit: 0.25, risk: 1 })).toBe(29);
    expect(drawsToLimitByArlo({ totalBound: 21, riskLimit: 0.25, risk: 1 })).toBe(30);
  });

  test("need a risk limit and a U that mean something", () => {
    expect(() => drawsToLimit({ totalBound: 1, riskLimit: 0.05, risk: 1 })).toThrow(/bounds/);
    expect(() => drawsToLimit({ totalBound: 9, riskLimit: 0, risk: 1 })).toThrow(/risk limit/);
    expect(() => drawsToLimit({ totalBound: 9, riskLimit: 1, risk: 1 })).toThrow(/risk limit/);
  });
});

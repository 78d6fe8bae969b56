import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  boundBatches,
  declaredMargin,
  drawSizes,
  largestError,
  type BatchBounds,
  type DeclaredBatches,
} from "./batch-bounds.ts";
import { add, compare, divide, greater, rational, toNumber, ZERO, type Rational } from "./rational.ts";

/** Rows of votes with the batch's size at the end. */
function declaredIn(
  rows: readonly (readonly number[])[],
  rest: Partial<DeclaredBatches> = {},
): DeclaredBatches {
  return {
    selections: (rows[0]?.length ?? 3) - 1,
    votes: rows.flatMap((row) => row.slice(0, -1)),
    sizes: rows.map((row) => row.at(-1) ?? 0),
    sizesAre: "registered-voters",
    winners: [0],
    votesOutside: 0,
    ...rest,
  };
}

function boundsOf(declared: DeclaredBatches): BatchBounds {
  const bounds = boundBatches(declared);
  if (bounds.kind === "refused") throw new Error(bounds.reason);
  return bounds;
}

/** Elections of up to six batches and three selections of which the first is ahead. */
const elections = fc
  .array(
    fc
      .tuple(fc.nat(30), fc.nat(20), fc.nat(20), fc.nat(9))
      .map(([a, b, c, none]) => [a, b, c, a + b + c + none]),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows) => declaredIn(rows))
  .filter((declared) => boundBatches(declared).kind === "bounds");

describe("what a batch can hide", () => {
  test("is the declared margin of the batch and all of its voters, in margins of the contest", () => {
    const { pairs, bounds, totalExactly, total } = boundsOf(
      declaredIn([
        [60, 40, 100],
        [0, 10, 50],
      ]),
    );
    expect(pairs).toEqual([{ winner: 0, loser: 1, margin: 10, marginTested: 10, largestErrors: 160 }]);
    expect([...bounds]).toEqual([12, 4]);
    expect(totalExactly).toEqual(rational(16n));
    expect(total).toBe(16);
  });

  test("is the most over all pairs, each in its own margin", () => {
    const declared = declaredIn([
      [60, 40, 0, 100],
      [0, 5, 30, 100],
    ]);
    const { pairs, bounds, widest, totalExactly } = boundsOf(declared);
    expect(pairs.map(({ margin }) => margin)).toEqual([15, 30]);
    // 120/15 against 160/30, and 95/15 against 70/30.
    expect([...bounds]).toEqual([120 / 15, 95 / 15]);
    expect([...widest]).toEqual([0, 0]);
    expect(totalExactly).toEqual(rational(215n, 15n));
  });

  test("takes every declared winner against every loser", () => {
    const { pairs } = boundsOf(declaredIn([[50, 40, 30, 20, 140]], { winners: [0, 1] }));
    expect(pairs.map(({ winner, loser, margin }) => [winner, loser, margin])).toEqual([
      [0, 2, 20],
      [0, 3, 30],
      [1, 2, 10],
      [1, 3, 20],
    ]);
  });

  test("is nothing where the loser was declared more votes than the batch can have", () => {
    const { bounds, widest, total } = boundsOf(
      declaredIn([
        [80, 0, 90],
        [0, 30, 20],
      ]),
    );
    expect([...bounds]).toEqual([170 / 50, 0]);
    expect([...widest]).toEqual([0, -1]);
    expect(total).toBe(170 / 50);
  });

  test("grows as votes outside come off every margin", () => {
    const rows = [[60, 40, 10, 120]];
    const { pairs, total, bounds } = boundsOf(declaredIn(rows, { votesOutside: 4 }));
    expect(pairs.map(({ margin, marginTested }) => [margin, marginTested])).toEqual([
      [20, 16],
      [50, 46],
    ]);
    expect(total).toBe(140 / 16);
    expect([...bounds]).toEqual([140 / 16]);
  });

  test("is reached by the sheet that gives all votes to the loser, and by no other is it passed", () => {
    const declared = declaredIn([[3, 2, 6]]);
    const pair = { winner: 0, loser: 1 };
    let worst = -Infinity;
    for (let winner = 0; winner <= 6; winner++)
      for (let loser = 0; winner + loser <= 6; loser++)
        worst = Math.max(worst, declaredMargin(declared, 0, pair) - (winner - loser));
    expect(worst).toBe(largestError(declared, 0, pair));
  });

  test("adds up exactly, whatever the order of the stations", () => {
    fc.assert(
      fc.property(elections, (declared) => {
        const bounds = boundsOf(declared);
        let sum: Rational = ZERO;
        for (let batch = 0; batch < declared.sizes.length; batch++) {
          let most: Rational = ZERO;
          for (const pair of bounds.pairs)
            most = greater(most, rational(largestError(declared, batch, pair), pair.marginTested));
          expect(bounds.bounds[batch]).toBe(toNumber(most));
          sum = add(sum, most);
        }
        expect(bounds.totalExactly).toEqual(sum);
        const rows = Array.from({ length: declared.sizes.length }, (_, batch) => [
          ...Array.from({ length: 3 }, (__, at) => declared.votes[batch * 3 + at] ?? 0),
          declared.sizes[batch] ?? 0,
        ]);
        const turned = boundsOf(declaredIn(rows.toReversed()));
        expect(turned.totalExactly).toEqual(sum);
        expect([...turned.bounds]).toEqual([...bounds.bounds].toReversed());
      }),
    );
  });

  test("has at least one margin of error in every set of sheets that gives another order", () => {
    const rows = [
      [3, 1, 0, 4],
      [1, 1, 1, 3],
      [2, 1, 0, 3],
    ];
    const declared = declaredIn(rows);
    const bounds = boundsOf(declared);
    const sheets = rows.map((row) => sheetsOf(row.at(-1) ?? 0));
    let wrong = 0;
    for (const one of sheets[0] ?? [])
      for (const two of sheets[1] ?? [])
        for (const three of sheets[2] ?? []) {
          const votes = [one, two, three];
          const [a = 0, b = 0, c = 0] = [0, 1, 2].map((at) =>
            votes.reduce((sum, sheet) => sum + (sheet[at] ?? 0), 0),
          );
          if (a > b && a > c) continue;
          wrong++;
          let errors: Rational = ZERO;
          for (const [batch, sheet] of votes.entries()) {
            const each = bounds.pairs.map((pair) =>
              rational(
                declaredMargin(declared, batch, pair) -
                  ((sheet[pair.winner] ?? 0) - (sheet[pair.loser] ?? 0)),
                pair.marginTested,
              ),
            );
            errors = add(errors, each.reduce(greater));
          }
          if (compare(errors, rational(1n)) < 0) throw new Error(JSON.stringify(votes));
        }
    expect(wrong).toBeGreaterThan(1000);
  });
});

/** All sheets of three selections with at most so many votes. */
function sheetsOf(size: number): number[][] {
  const sheets: number[][] = [];
  for (let a = 0; a <= size; a++)
    for (let b = 0; a + b <= size; b++) for (let c = 0; a + b + c <= size; c++) sheets.push([a, b, c]);
  return sheets;
}

describe("the sizes for a draw", () => {
  test("are votes where one pair is the widest everywhere", () => {
    const declared = declaredIn([
      [60, 40, 3, 100],
      [0, 10, 0, 50],
    ]);
    expect(drawSizes(declared, boundsOf(declared))).toEqual(Float64Array.of(120, 40));
  });

  test("are in exact proportion to the bounds", () => {
    fc.assert(
      fc.property(elections, (declared) => {
        const bounds = boundsOf(declared);
        const sizes = Array.from(drawSizes(declared, bounds), BigInt);
        const all = sizes.reduce((sum, size) => sum + size, 0n);
        for (const [batch, size] of sizes.entries()) {
          const pair = bounds.pairs[bounds.widest[batch] ?? -1];
          const bound =
            pair === undefined ? ZERO : rational(largestError(declared, batch, pair), pair.marginTested);
          expect(rational(size, all)).toEqual(divide(bound, bounds.totalExactly));
        }
      }),
    );
  });
});

describe("there are no bounds", () => {
  const reasonOf = (declared: DeclaredBatches) => {
    const bounds = boundBatches(declared);
    return bounds.kind === "refused" ? [bounds.reason, bounds.pair] : "bounds";
  };

  test("for a tie, or a winner that is not ahead of everybody", () => {
    const pair = { winner: 0, loser: 1 };
    expect(reasonOf(declaredIn([[5, 5, 20]]))).toEqual(["tie", pair]);
    expect(reasonOf(declaredIn([[5, 6, 20]]))).toEqual(["winner-behind", pair]);
    expect(reasonOf(declaredIn([[5, 4, 5, 20]]))).toEqual(["tie", { winner: 0, loser: 2 }]);
    expect(reasonOf(declaredIn([[9, 5, 6, 20]], { winners: [0, 1] }))).toEqual([
      "winner-behind",
      { winner: 1, loser: 2 },
    ]);
  });

  test("where the votes outside could turn the order or tie it", () => {
    expect(reasonOf(declaredIn([[8, 5, 20]], { votesOutside: 2 }))).toBe("bounds");
    for (const votesOutside of [3, 4])
      expect(reasonOf(declaredIn([[8, 5, 20]], { votesOutside }))).toEqual([
        "votes-outside-reach-margin",
        { winner: 0, loser: 1 },
      ]);
  });

  test("without batches, winners or losers", () => {
    expect(reasonOf(declaredIn([], { selections: 2 }))).toEqual(["no-batches", undefined]);
    expect(reasonOf(declaredIn([[8, 5, 20]], { winners: [] }))).toEqual(["no-winner", undefined]);
    expect(reasonOf(declaredIn([[8, 5, 20]], { winners: [0, 1] }))).toEqual(["no-loser", undefined]);
  });

  test("for what is no count: the caller has parsed it", () => {
    expect(() => boundBatches(declaredIn([[8.5, 5, 20]]))).toThrow(/counts/);
    expect(() => boundBatches(declaredIn([[8, -5, 20]]))).toThrow(/counts/);
    expect(() => boundBatches(declaredIn([[8, 5, NaN]]))).toThrow(/counts/);
    expect(() => boundBatches(declaredIn([[8, 5, 20]], { selections: 3 }))).toThrow(/one row of votes/);
    expect(() => boundBatches(declaredIn([[8, 5, 20]], { winners: [2] }))).toThrow(/winners/);
    expect(() => boundBatches(declaredIn([[8, 5, 20]], { votesOutside: -1 }))).toThrow(/votes outside/);
  });
});

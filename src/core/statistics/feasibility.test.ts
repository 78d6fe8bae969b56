import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { feasibilityOf, type FeasibilityQuestion } from "./feasibility.ts";
import { fromDecimalText, ONE, rational } from "./rational.ts";

/** Collected and declared votes of A, B, and so on. */
function asked(
  pairs: readonly (readonly [collected: number, declared: number])[],
  rest: Partial<FeasibilityQuestion> = {},
) {
  return feasibilityOf({
    totals: pairs.map(([collected, declared], at) => ({ selection: "ABC".charAt(at), collected, declared })),
    stationsMissing: 2,
    registeredVotersMissing: 500,
    turnoutCap: ONE,
    ...rest,
  });
}

describe("a declaration of all stations beside the sheets collected", () => {
  test("is possible where the missing stations can hold what each selection needs", () => {
    const found = asked([
      [600, 650],
      [350, 700],
    ]);
    expect(found).toMatchObject({ possible: "yes", violations: [], votesLeft: 400, votesNeeded: 400 });
    expect(found.capacity).toEqual({ kind: "checked", capacity: 500, requiredTurnout: rational(4, 5) });
    expect(found.required[1]).toEqual({
      selection: "B",
      collected: 350,
      declared: 700,
      needed: 350,
      shareCollected: rational(350, 950),
      shareMissing: rational(7, 8),
      perMissingStation: rational(175),
    });
  });

  test("is not where it gives a selection fewer votes than its sheets do, and no share is told then", () => {
    const found = asked([
      [600, 580],
      [350, 700],
    ]);
    expect(found.violations).toEqual([{ kind: "declared-below-collected", selection: "A", votes: 20 }]);
    expect(found).toMatchObject({ possible: "no", votesLeft: 330, votesNeeded: 350 });
    expect(found.required.map((each) => each.shareMissing)).toEqual([undefined, undefined]);
  });

  test("is not where it needs more votes than voters are missing, by what selections need that need any", () => {
    expect(asked([[600, 1100]]).possible).toBe("yes");
    expect(asked([[600, 1101]]).violations).toEqual([{ kind: "needed-above-capacity", votes: 1 }]);
    const both = asked([
      [600, 500],
      [100, 601],
    ]);
    expect(both.violations).toEqual([
      { kind: "declared-below-collected", selection: "A", votes: 100 },
      { kind: "needed-above-capacity", votes: 1 },
    ]);
  });

  test("must fit the turnout cap, where one is assumed", () => {
    const turnoutCap = fromDecimalText("0.79");
    const pairs = [
      [600, 650],
      [350, 700],
    ] as const;
    expect(asked(pairs, { turnoutCap })).toMatchObject({
      possible: "no",
      capacity: { capacity: 395, requiredTurnout: rational(4, 5) },
      violations: [{ kind: "needed-above-capacity", votes: 5 }],
    });
  });

  test("is neither possible nor impossible where nobody knows how many voters are missing", () => {
    const unknown = { registeredVotersMissing: undefined };
    const found = asked([[600, 650]], unknown);
    expect(found.capacity).toEqual({ kind: "refused", reason: "registered-voters-missing-unknown" });
    expect(found.possible).toBe("unknown");
    expect(asked([[600, 599]], unknown).possible).toBe("no");
  });

  test("must be the sum of the sheets where no station is missing", () => {
    const none = { stationsMissing: 0, registeredVotersMissing: undefined };
    expect(asked([[600, 600]], none).possible).toBe("yes");
    const found = asked([[600, 601]], none);
    expect(found.violations).toEqual([{ kind: "needed-above-capacity", votes: 1 }]);
    expect(found.capacity).toEqual({ kind: "checked", capacity: 0, requiredTurnout: undefined });
    expect(found.required[0]?.perMissingStation).toBeUndefined();
  });

  test("has no shares where there are no votes", () => {
    expect(asked([[0, 0]]).required[0]).toMatchObject({ shareCollected: undefined, shareMissing: undefined });
  });
});

test("it is possible exactly where trying all votes of the missing stations finds an example", () => {
  const small = fc.record({
    collected: fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 2 }),
    declared: fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 2 }),
    missing: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(small, ({ collected, declared, missing }) => {
      const reachable = missing.reduce<number[][]>(
        (totals, registered) =>
          totals.flatMap(([a = 0, b = 0]) =>
            votesOf(registered).map(([more, other]) => [a + more, b + other]),
          ),
        [collected],
      );
      const found = asked(
        collected.map((votes, at) => [votes, declared[at] ?? 0]),
        {
          stationsMissing: missing.length,
          registeredVotersMissing: missing.reduce((sum, registered) => sum + registered, 0),
        },
      );
      const isReached = reachable.some(([a, b]) => a === declared[0] && b === declared[1]);
      expect(found.possible).toBe(isReached ? "yes" : "no");
    }),
    { numRuns: 500 },
  );
});

/** All votes for two selections that so many registered voters can give. */
function votesOf(registered: number): [number, number][] {
  return Array.from({ length: registered + 1 }, (_, one) => one).flatMap((one) =>
    Array.from({ length: registered - one + 1 }, (_, other): [number, number] => [one, other]),
  );
}

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  add,
  compare,
  divide,
  fromDecimalText,
  multiply,
  ONE,
  rational,
  subtract,
  ZERO,
  type Rational,
  type RationalRange,
} from "./rational.ts";
import {
  LARGEST_COUPLED_CELLS,
  strataBoundsOf,
  type ShareCap,
  type Stratum,
  type StratumBounds,
} from "./strata-bounds.ts";

const strataOf = (...registered: readonly (number | undefined)[]): Stratum[] =>
  registered.map((registeredVotersMissing) => ({ registeredVotersMissing, turnoutCap: ONE }));
const whole = (least: number, most: number): RationalRange => ({
  least: rational(least),
  most: rational(most),
});

/** The bounds, or the test stops. */
function bounds(
  strata: readonly Stratum[],
  needed: readonly number[],
  shareCaps: readonly ShareCap[] = [],
): readonly StratumBounds[] {
  const found = strataBoundsOf({ strata, needed, shareCaps });
  if (found.kind !== "feasible") throw new Error(found.reason);
  return found.strata;
}

describe("votes needed, spread over strata", () => {
  test("stay in a stratum as far as they do not fit elsewhere, and go into it as far as it has room", () => {
    const [north, south] = bounds(strataOf(100, 40), [70, 30]);
    expect(north).toEqual({
      capacity: 100,
      total: whole(60, 100),
      turnout: { least: rational(3, 5), most: ONE },
      votes: [whole(30, 70), whole(0, 30)],
      shares: [
        { least: rational(1, 2), most: ONE },
        { least: ZERO, most: rational(1, 2) },
      ],
    });
    expect(south).toEqual({
      capacity: 40,
      total: whole(0, 40),
      turnout: { least: ZERO, most: ONE },
      votes: [whole(0, 40), whole(0, 30)],
      shares: [
        { least: ZERO, most: ONE },
        { least: ZERO, most: ONE },
      ],
    });
  });

  test("have no turnout nor shares where no voters are missing, nor shares where no votes are needed", () => {
    const [empty, full] = bounds(strataOf(0, 10), [4, 0]);
    expect(empty).toMatchObject({ total: whole(0, 0), turnout: undefined, shares: undefined });
    expect(full).toMatchObject({ total: whole(4, 4), votes: [whole(4, 4), whole(0, 0)] });
    expect(bounds(strataOf(5), [0, 0])[0]).toMatchObject({
      turnout: { least: ZERO, most: ZERO },
      shares: undefined,
    });
  });

  test("are held to each stratum's own turnout cap, in whole votes", () => {
    const capped = (registeredVotersMissing: number, cap: string) => ({
      registeredVotersMissing,
      turnoutCap: fromDecimalText(cap),
    });
    const [north, south] = bounds([capped(15, "0.5"), capped(10, "1")], [9]);
    expect([north?.capacity, south?.capacity]).toEqual([7, 10]);
    expect(north).toMatchObject({ total: whole(0, 7), turnout: { most: rational(7, 15) } });
    expect(south).toMatchObject({ total: whole(2, 9) });
  });

  test("cannot be spread where there are too many of them, or less than none", () => {
    const reasonOf = (needed: readonly number[], ...registered: readonly (number | undefined)[]) =>
      strataBoundsOf({ strata: strataOf(...registered), needed, shareCaps: [] });
    expect(reasonOf([6, 5], 4, 6)).toEqual({ kind: "infeasible", reason: "needed-above-capacity" });
    expect(reasonOf([6, 4], 4, 6).kind).toBe("feasible");
    expect(reasonOf([6, -1], 4, 6)).toEqual({ kind: "infeasible", reason: "declared-below-collected" });
    expect(reasonOf([6, 4], 4, undefined)).toEqual({
      kind: "refused",
      reason: "registered-voters-missing-unknown",
    });
  });

  test("have exactly the ranges that trying every way to spread them finds", () => {
    const small = fc.record({
      registered: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
      needed: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
    });
    let feasible = 0;
    fc.assert(
      fc.property(small, ({ registered, needed }) => {
        const ways = spreads(needed, registered);
        const found = strataBoundsOf({ strata: strataOf(...registered), needed, shareCaps: [] });
        expect(found.kind).toBe(ways.length > 0 ? "feasible" : "infeasible");
        if (found.kind !== "feasible") return;
        feasible++;
        for (const [stratum, range] of found.strata.entries()) {
          const inside = ways.map((way) => way.map((ofSelection) => ofSelection[stratum] ?? 0));
          const totals = inside.map(sumOf);
          expect(range.total).toEqual(whole(Math.min(...totals), Math.max(...totals)));
          for (const [selection, votes] of range.votes.entries()) {
            const values = inside.map((each) => each[selection] ?? 0);
            expect(votes).toEqual(whole(Math.min(...values), Math.max(...values)));
            const shares = values.flatMap((value, way) =>
              (totals[way] ?? 0) > 0 ? [rational(value, totals[way])] : [],
            );
            expect(range.shares?.[selection]).toEqual(endsOf(shares));
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(feasible).toBeGreaterThan(100);
  });

  test("have the same ranges whatever the order of strata and selections", () => {
    const strata = strataOf(9, 4, 6);
    const found = bounds(strata, [7, 5, 1]);
    expect(bounds(strata.toReversed(), [7, 5, 1])).toEqual(found.toReversed());
    expect(bounds(strata, [1, 5, 7])[0]?.votes).toEqual(found[0]?.votes.toReversed());
  });

  test("over 340 strata and 12 selections there is an answer without linear programs", () => {
    const strata = strataOf(...Array.from({ length: 340 }, (_, at) => 1000 + at));
    expect(
      bounds(
        strata,
        Array.from({ length: 12 }, (_, at) => 1000 * (at + 1)),
      ),
    ).toHaveLength(340);
  });
});

describe("shares capped by stratum", () => {
  const cap = (selection: number, stratum: number, text: string): ShareCap => ({
    selection,
    stratum,
    cap: fromDecimalText(text),
  });

  test("narrow the ranges", () => {
    const [north, south] = bounds(strataOf(100, 40), [70, 30], [cap(0, 0, "0.6")]);
    // In the north a of the first selection and b of the other: 2a <= 3b by the cap, a + b >= 60, a >= 30, b <= 30.
    expect(north).toMatchObject({ votes: [whole(30, 45), whole(24, 30)] });
    expect(north?.shares?.[0]).toEqual({ least: rational(1, 2), most: rational(3, 5) });
    expect(south).toMatchObject({ votes: [whole(25, 40), whole(0, 6)] });
  });

  test("can exclude every way, which is an answer", () => {
    const shareCaps = [cap(0, 0, "0.6"), cap(0, 1, "0.6")];
    expect(strataBoundsOf({ strata: strataOf(100, 40), needed: [70, 30], shareCaps })).toEqual({
      kind: "infeasible",
      reason: "share-caps-exclude-all",
    });
  });

  test("of 1 or more are no caps, and need no linear program", () => {
    const strata = strataOf(...Array.from({ length: 340 }, () => 100));
    expect(bounds(strata, [700, 30], [cap(0, 5, "1")])).toEqual(bounds(strata, [700, 30]));
  });

  test("are refused where there are too many strata and selections", () => {
    const strata = strataOf(...Array.from({ length: LARGEST_COUPLED_CELLS / 2 + 1 }, () => 100));
    expect(strataBoundsOf({ strata, needed: [10, 10], shareCaps: [cap(0, 0, "0.5")] })).toEqual({
      kind: "refused",
      reason: "too-large-for-share-caps",
    });
  });

  test("on what is not there, or below 0, stop the program", () => {
    for (const wrong of [cap(2, 0, "0.5"), cap(0, 2, "0.5"), cap(0, 0, "-0.5")])
      expect(() => bounds(strataOf(9, 9), [1, 1], [wrong])).toThrow(Error);
  });

  test("leave no share to a stratum that can have no votes under them", () => {
    const [north] = bounds(strataOf(10, 10), [8], [cap(0, 0, "0.5")]);
    expect(north).toMatchObject({ total: whole(0, 0), votes: [whole(0, 0)], shares: undefined });
  });

  test("that are too loose to matter leave the ranges of the closed form", () => {
    const small = fc.record({
      registered: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 3 }),
      needed: fc.array(fc.nat({ max: 6 }), { minLength: 2, maxLength: 3 }),
    });
    fc.assert(
      fc.property(small, ({ registered, needed }) => {
        const closed = strataBoundsOf({ strata: strataOf(...registered), needed, shareCaps: [] });
        // A selection that nobody needs is held to half of the votes, which says nothing; it makes the program run.
        const shareCaps = registered.map((_, stratum) => cap(needed.length, stratum, "0.5"));
        const coupled = strataBoundsOf({
          strata: strataOf(...registered),
          needed: [...needed, 0],
          shareCaps,
        });
        expect(coupled.kind).toBe(closed.kind);
        if (coupled.kind !== "feasible" || closed.kind !== "feasible") return;
        const without = coupled.strata.map((each) => ({
          ...each,
          votes: each.votes.slice(0, -1),
          shares: each.shares?.slice(0, -1),
        }));
        expect(without).toEqual(closed.strata);
      }),
      { numRuns: 100 },
    );
  });

  test("have exactly the ranges at the corners of what they leave, in two strata with two selections", () => {
    const small = fc.record({
      registered: fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })),
      needed: fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 })),
      caps: fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })),
    });
    const seen = { feasible: 0, infeasible: 0, refused: 0 };
    fc.assert(
      fc.property(small, ({ registered, needed, caps }) => {
        const shareCaps = caps.map((tenths, stratum) => cap(0, stratum, `0.${tenths}`));
        const found = strataBoundsOf({ strata: strataOf(...registered), needed, shareCaps });
        seen[found.kind]++;
        const corners = cornersOf({ registered, needed, caps });
        expect(found.kind).toBe(corners.length > 0 ? "feasible" : "infeasible");
        if (found.kind !== "feasible") return;
        for (const [stratum, range] of found.strata.entries()) {
          const inside = corners.map((corner) => corner[stratum] ?? []);
          for (const selection of [0, 1])
            expect(range.votes[selection]).toEqual(endsOf(inside.map((each) => each[selection] ?? ZERO)));
          const totals = inside.map(([one = ZERO, other = ZERO]) => add(one, other));
          expect(range.total).toEqual(endsOf(totals));
          const shares = inside.flatMap(([one = ZERO], at) => {
            const total = totals[at] ?? ZERO;
            return total.numerator === 0n ? [] : [divide(one, total)];
          });
          expect(range.shares?.[0]).toEqual(endsOf(shares));
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.feasible, seen.infeasible)).toBeGreaterThan(30);
  });
});

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function endsOf(values: readonly Rational[]): RationalRange | undefined {
  const ordered = values.toSorted(compare);
  const [least, most] = [ordered[0], ordered.at(-1)];
  return least === undefined || most === undefined ? undefined : { least, most };
}

/** All ways to spread each selection's votes over strata with so much room. */
function spreads(needed: readonly number[], room: readonly number[]): number[][][] {
  const [votes, ...others] = needed;
  if (votes === undefined) return [[]];
  return compositions(votes, room).flatMap((way) =>
    spreads(
      others,
      room.map((places, at) => places - (way[at] ?? 0)),
    ).map((rest) => [way, ...rest]),
  );
}

function compositions(votes: number, room: readonly number[]): number[][] {
  const [first, ...others] = room;
  if (first === undefined) return votes === 0 ? [[]] : [];
  return Array.from({ length: Math.min(votes, first) + 1 }, (_, here) => here).flatMap((here) =>
    compositions(votes - here, others).map((rest) => [here, ...rest]),
  );
}

/**
 * The corners in the plane of the first stratum's votes a and b, the second having the rest: where two of the lines
 * p a + q b = r cross that bound the region p a + q b <= r.
 */
function cornersOf(of: {
  readonly registered: readonly [number, number];
  readonly needed: readonly [number, number];
  readonly caps: readonly [number, number];
}): [Rational, Rational][][] {
  const [[r1, r2], [n1, n2], [c1, c2]] = [of.registered, of.needed, of.caps];
  const lines: (readonly [p: number, q: number, r: number])[] = [
    [-1, 0, 0],
    [0, -1, 0],
    [1, 0, n1],
    [0, 1, n2],
    [1, 1, r1],
    [-1, -1, r2 - n1 - n2],
    [10 - c1, -c1, 0],
    [c2 - 10, c2, c2 * (n1 + n2) - 10 * n1],
  ];
  return lines.flatMap(([p, q, r], at) =>
    lines.slice(at + 1).flatMap(([s, t, u]) => {
      const determinant = p * t - q * s;
      if (determinant === 0) return [];
      const [a, b] = [r * t - q * u, p * u - r * s].map((part) => rational(part, determinant));
      if (a === undefined || b === undefined) return [];
      const isAllowed = lines.every(([x, y, z]) => {
        const value = add(multiply(rational(x), a), multiply(rational(y), b));
        return compare(value, rational(z)) <= 0;
      });
      if (!isAllowed) return [];
      const rest = (votes: number, here: Rational) => subtract(rational(votes), here);
      return [
        [
          [a, b],
          [rest(n1, a), rest(n2, b)],
        ] as [Rational, Rational][],
      ];
    }),
  );
}

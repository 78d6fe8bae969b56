import * as fc from "fast-check";
import { expect, test } from "vitest";

import { manskiBounds, marginBounds } from "./manski.ts";
import { compare, fromDecimalText, ONE, rational, ZERO } from "./rational.ts";

function asked(collected: readonly number[], registeredVotersMissing: number, cap = "1") {
  const turnoutCap = fromDecimalText(cap);
  const found = manskiBounds({ collected, registeredVotersMissing, turnoutCap });
  if (found.kind === "refused") throw new Error(found.reason);
  return found;
}

test("a selection gets none or all of the votes of the missing stations", () => {
  expect(asked([600, 350, 35], 500)).toEqual({
    kind: "bounded",
    assumesTurnout: false,
    capacity: 500,
    shares: [
      { least: rational(600, 1485), most: rational(1100, 1485) },
      { least: rational(350, 1485), most: rational(850, 1485) },
      { least: rational(35, 1485), most: rational(535, 1485) },
    ],
  });
});

test("a turnout cap narrows the bounds, and is an assumption", () => {
  expect(asked([600, 385], 500, "0.7")).toMatchObject({
    assumesTurnout: true,
    capacity: 350,
    shares: [{ least: rational(600, 1335), most: rational(950, 1335) }, {}],
  });
});

test("nothing is bounded where nobody knows how many voters are missing", () => {
  expect(manskiBounds({ collected: [1], registeredVotersMissing: undefined, turnoutCap: ONE })).toEqual({
    kind: "refused",
    reason: "registered-voters-missing-unknown",
  });
});

test("the only selection has every vote, and no votes have no shares", () => {
  expect(asked([5], 3).shares).toEqual([{ least: ONE, most: ONE }]);
  expect(asked([0, 0], 0).shares).toEqual([undefined, undefined]);
});

test("the margin ends where all the missing votes go to the one or to the other", () => {
  expect(marginBounds({ one: 600, other: 350 }, 500)).toEqual({ least: -250, most: 750 });
});

test("ends are those of all votes that the missing stations can hold", () => {
  const small = fc.record({
    collected: fc.array(fc.nat({ max: 4 }), { minLength: 2, maxLength: 3 }),
    registered: fc.nat({ max: 6 }),
    tenths: fc.nat({ max: 10 }),
  });
  fc.assert(
    fc.property(small, ({ collected, registered, tenths }) => {
      const cap = rational(tenths, 10);
      const found = manskiBounds({ collected, registeredVotersMissing: registered, turnoutCap: cap });
      if (found.kind === "refused") throw new Error(found.reason);
      const finals = additions(collected.length, Math.floor((registered * tenths) / 10)).map((added) =>
        collected.map((votes, at) => votes + (added[at] ?? 0)),
      );
      for (const [at, range] of found.shares.entries()) {
        const shares = finals.flatMap((votes) => {
          const all = votes.reduce((sum, each) => sum + each, 0);
          return all === 0 ? [] : [rational(votes[at] ?? 0, all)];
        });
        const ordered = shares.sort(compare);
        expect([range?.least, range?.most]).toEqual([ordered[0], ordered.at(-1)]);
      }
      const margins = finals.map(([one = 0, other = 0]) => one - other);
      const [one = 0, other = 0] = collected;
      expect(marginBounds({ one, other }, found.capacity)).toEqual({
        least: Math.min(...margins),
        most: Math.max(...margins),
      });
    }),
    { numRuns: 200 },
  );
});

test("a share is never below 0 nor above 1", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), fc.nat(), (collected, registered) => {
      for (const range of asked(collected, registered).shares)
        if (range !== undefined) {
          expect(compare(range.least, ZERO)).toBeGreaterThanOrEqual(0);
          expect(compare(range.most, ONE)).toBeLessThanOrEqual(0);
        }
    }),
  );
});

/** All votes for so many selections that sum to at most so many. */
function additions(selections: number, most: number): number[][] {
  if (selections === 0) return [[]];
  return Array.from({ length: most + 1 }, (_, first) => first).flatMap((first) =>
    additions(selections - 1, most - first).map((rest) => [first, ...rest]),
  );
}

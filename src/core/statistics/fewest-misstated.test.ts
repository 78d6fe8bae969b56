import * as fc from "fast-check";
import { expect, test } from "vitest";

import { fewestMisstated } from "./fewest-misstated.ts";
import { LargestVotes } from "./largest-votes.ts";

const column = (...votes: readonly number[]) => new LargestVotes(Int32Array.from(votes));
const selection = (declared: number, ...votes: readonly number[]) => ({ votes: column(...votes), declared });

test("the fullest sheets explain a difference with the fewest", () => {
  const fewest = (declared: number) => fewestMisstated([selection(declared, 200, 150, 250)], 0).overall;
  expect([650, 600, 599, 350, 349, 150, 149, 0].map(fewest)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
});

test("after the fullest are left out of the count, the next ones must misstate", () => {
  const fewest = (declared: number) => fewestMisstated([selection(declared, 200, 150, 250)], 1).overall;
  expect([350, 349, 150, 149, 0].map(fewest)).toEqual([0, 1, 1, 2, 2]);
  expect(fewestMisstated([selection(0, 200, 150, 250)], 5).overall).toBe(0);
});

test("a sheet may misstate several selections, so that the largest number over selections counts", () => {
  const found = fewestMisstated([selection(5, 4, 4), selection(0, 1, 1), selection(99, 9, 9)], 0);
  expect(found).toEqual({ bySelection: [1, 2, 0], overall: 2 });
  expect(fewestMisstated([], 0).overall).toBe(0);
});

test("it is the fewest of all ways to leave sheets out and to correct others", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 4 }), { maxLength: 6 }),
      fc.nat({ max: 12 }),
      fc.nat({ max: 3 }),
      (votes, declared, omitted) => {
        let fewest = Number.POSITIVE_INFINITY;
        // Each sheet is as stated (0), left out (1) or misstates (2), and then any smaller number may be true.
        for (let way = 0; way < 3 ** votes.length; way++) {
          const roles = votes.map((_, at) => Math.floor(way / 3 ** at) % 3);
          const count = (role: number) => roles.filter((each) => each === role).length;
          const stated = votes.reduce((sum, each, at) => sum + (roles[at] === 0 ? each : 0), 0);
          if (count(1) <= omitted && stated <= declared) fewest = Math.min(fewest, count(2));
        }
        expect(fewestMisstated([selection(declared, ...votes)], omitted).overall).toBe(fewest);
        expect(fewestMisstated([selection(declared, ...votes.toReversed())], omitted).overall).toBe(fewest);
      },
    ),
    { numRuns: 200 },
  );
});

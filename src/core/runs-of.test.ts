import * as fc from "fast-check";
import { expect, test } from "vitest";

import { runsOf } from "./runs-of.ts";

test("numbers that follow one another are one run", () => {
  expect(runsOf([])).toEqual([]);
  expect(runsOf([4, 5, 6, 9, 8, 8])).toEqual([
    { first: 4, length: 3 },
    { first: 9, length: 1 },
    { first: 8, length: 1 },
    { first: 8, length: 1 },
  ]);
});

test("runs are the numbers in their order, and no two of them could be one", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 30 }), (numbers) => {
      const runs = runsOf(numbers);
      expect(runs.flatMap(({ first, length }) => Array.from({ length }, (_, at) => first + at))).toEqual(
        numbers,
      );
      for (const [at, { first, length }] of runs.entries())
        expect(runs[at + 1]?.first).not.toBe(first + length);
    }),
  );
});

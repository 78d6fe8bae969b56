import { expect, test } from "vitest";

import { rangeOf } from "./range-of.ts";

test("the range of more values than a call takes arguments, of one, and of what is no number", () => {
  const values = Array.from({ length: 300_000 }, (_, at) => Math.abs(at - 1_000) - 7);
  expect(() => Math.max(...values)).toThrow(RangeError);
  expect(rangeOf(values)).toEqual([-7, 298_992]);
  expect(rangeOf([4])).toEqual([4, 4]);
  expect(rangeOf([1, NaN])).toEqual([Math.min(1, NaN), Math.max(1, NaN)]);
});

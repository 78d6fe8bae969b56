import { expect, test } from "vitest";

import { exactSum } from "./exact-sum.ts";

test("integers are summed, below zero too", () => {
  expect(exactSum([3, -5, 4])).toBe(2);
  expect(exactSum([])).toBe(0);
});

test("a sum that is no exact integer stops the program", () => {
  for (const values of [[2 ** 52, 2 ** 52], [0.5], [Number.NaN]])
    expect(() => exactSum(values)).toThrow(Error);
});

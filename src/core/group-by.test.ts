import { expect, test } from "vitest";

import { groupBy } from "./group-by.ts";

test("keys stand in the order of their first appearance, and items in theirs", () => {
  const groups = groupBy(["b1", "a1", "b2", "c1", "a2"], (item) => item[0]);
  expect([...groups]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1", "a2"]],
    ["c", ["c1"]],
  ]);
});

test("keys are told apart as a Map does: a number is not its text, and undefined is a key", () => {
  expect([...groupBy([1, "1", undefined, 1], (item) => item).values()]).toEqual([[1, 1], ["1"], [undefined]]);
});

test("nothing has no groups", () => {
  expect(groupBy([], () => 1).size).toBe(0);
});

import assert from "node:assert/strict";

import * as fc from "fast-check";
import { test } from "vitest";

import { apportion } from "./apportionment.ts";
import { itemAt, seededRandom } from "./random.ts";

const draws = (seed: number, stream: string) => {
  const random = seededRandom(seed, stream);
  return Array.from({ length: 8 }, () => random.between(0, 999_999));
};

test("a seed and a stream name always give the same numbers, and another of either gives others", () => {
  assert.deepEqual(draws(7, "votes"), draws(7, "votes"));
  assert.notDeepEqual(draws(7, "votes"), draws(8, "votes"));
  assert.notDeepEqual(draws(7, "votes"), draws(7, "flaws"));
});

test("draws stay within both ends and reach them", () => {
  const random = seededRandom(1, "ends");
  const drawn = new Set(Array.from({ length: 400 }, () => random.between(-2, 2)));
  assert.deepEqual(
    [...drawn].sort((one, other) => one - other),
    [-2, -1, 0, 1, 2],
  );
});

test("noise has mean nought and deviation one", () => {
  const random = seededRandom(1, "noise");
  const values = Array.from({ length: 20_000 }, () => random.noise());
  const mean = values.reduce((all, value) => all + value, 0) / values.length;
  const variance = values.reduce((all, value) => all + value * value, 0) / values.length;
  assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.04);
});

test("shuffling keeps every item once and leaves the original alone", () => {
  const items = Array.from({ length: 50 }, (_, at) => at);
  const shuffled = seededRandom(1, "shuffle").shuffled(items);
  assert.notDeepEqual(shuffled, items);
  assert.deepEqual(
    shuffled.sort((one, other) => one - other),
    Array.from({ length: 50 }, (_, at) => at),
  );
  assert.throws(() => itemAt(items, 50), RangeError);
});

test("parts of an apportionment are whole, sum to the total, and lie within one of their exact share", () => {
  const weights = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.nat(5_000), weights, (total, weights) => {
      const parts = apportion(total, weights);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      assert.equal(
        parts.reduce((all, part) => all + part, 0),
        total,
      );
      for (const [at, part] of parts.entries())
        assert.ok(Number.isInteger(part) && Math.abs(part - (total * (weights[at] ?? 0)) / sum) <= 1);
    }),
  );
});

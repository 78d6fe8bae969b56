import * as fc from "fast-check";
import { expect, test } from "vitest";

import { LargestVotes } from "./largest-votes.ts";

const columns = fc.array(fc.nat({ max: 9 }), { maxLength: 8 });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test("sums of the largest, and how many of them hold so many votes", () => {
  const votes = new LargestVotes(Int32Array.of(200, 150, 250));
  expect([votes.sheets, votes.total]).toEqual([3, 600]);
  expect([0, 1, 2, 3, 4].map((count) => votes.sumOfLargest(count))).toEqual([0, 250, 450, 600, 600]);
  expect([-1, 0, 1, 250, 251, 600, 601].map((sought) => votes.fewestHolding(sought))).toEqual([
    0,
    0,
    1,
    1,
    2,
    3,
    undefined,
  ]);
  expect([1, 200, 201, 350, 351].map((sought) => votes.fewestHolding(sought, 1))).toEqual([
    1,
    1,
    2,
    2,
    undefined,
  ]);
});

test("no sheets hold nothing", () => {
  const none = new LargestVotes(new Int32Array(0));
  expect([none.total, none.sumOfLargest(3), none.fewestHolding(0), none.fewestHolding(1)]).toEqual([
    0,
    0,
    0,
    undefined,
  ]);
});

test("a sheet with less than no votes, which is a box nobody could read, stops the program", () => {
  expect(() => new LargestVotes(Int32Array.of(3, -1))).toThrow(Error);
});

test("the column given keeps its order", () => {
  const column = Int32Array.of(3, 1, 2);
  expect(new LargestVotes(column).total).toBe(6);
  expect([...column]).toEqual([3, 1, 2]);
});

test("sums agree with sorting, and the order of sheets makes no difference", () => {
  fc.assert(
    fc.property(columns, fc.nat({ max: 9 }), fc.nat({ max: 9 }), (column, count, further) => {
      const [votes, turned] = [column, column.toReversed()].map(
        (each) => new LargestVotes(Int32Array.from(each)),
      );
      const descending = column.toSorted((one, other) => other - one);
      const ascending = [...column, further].sort((one, other) => one - other);
      for (const each of [votes, turned]) {
        expect(each?.sumOfLargest(count)).toBe(sum(descending.slice(0, count)));
        expect(each?.sumOfSmallestWith(count, further)).toBe(sum(ascending.slice(0, count)));
      }
    }),
  );
});

test("the fewest sheets hold enough, and one less of any sheets do not", () => {
  fc.assert(
    fc.property(columns, fc.nat({ max: 40 }), fc.nat({ max: 9 }), (column, sought, omitted) => {
      const descending = column.toSorted((one, other) => other - one).slice(omitted);
      const counts = descending
        .map((_, at) => at + 1)
        .filter((count) => sum(descending.slice(0, count)) >= sought);
      const expected = sought === 0 ? 0 : counts[0];
      expect(new LargestVotes(Int32Array.from(column)).fewestHolding(sought, omitted)).toBe(expected);
    }),
  );
});

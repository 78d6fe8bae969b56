import * as fc from "fast-check";
import { expect, test } from "vitest";

import { closingTriples, TRIPLES_GRID_LIMIT } from "./closing-triples.ts";

const roundHalfUp = (total: number, step: number, grid: number) =>
  Math.floor((2 * total * step + grid) / (2 * grid));

/** By listing: every triple of steps with its three counts, and every division of the total held against all steps. */
function listed(total: number, grid: number) {
  let [triples, closing, closingEitherWay] = [0, 0, 0];
  for (let one = 0; one <= grid; one++)
    for (let two = 0; one + two <= grid; two++) {
      triples++;
      const steps = [one, two, grid - one - two];
      if (steps.reduce((sum, step) => sum + roundHalfUp(total, step, grid), 0) === total) closing++;
    }
  const isOnGrid = Array.from({ length: total + 1 }, (_, count) =>
    Array.from({ length: grid + 1 }, (_, step) => step).some(
      (step) => 2 * Math.abs(count * grid - total * step) <= grid,
    ),
  );
  for (let one = 0; one <= total; one++)
    for (let two = 0; one + two <= total; two++)
      if (isOnGrid[one] && isOnGrid[two] && isOnGrid[total - one - two]) closingEitherWay++;
  return { triples, closing, closingEitherWay };
}

test("are as many as a list of all of them has, ties included", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 4, max: 12 }), (grid, cell) => {
      for (const total of [grid * cell, grid * cell + (grid >> 1), grid * cell + 1])
        expect(closingTriples(total, grid)).toEqual(listed(total, grid));
    }),
    { numRuns: 30 },
  );
});

test("are all of them where the total is a multiple of the grid", () => {
  expect(closingTriples(5000, 100)).toEqual({ triples: 5151, closing: 5151, closingEitherWay: 5151 });
});

test("are three in four where nothing special is the matter, also on the largest grid", () => {
  const { triples, closing } = closingTriples(158_429_631, TRIPLES_GRID_LIMIT);
  expect(triples).toBe(50_015_001);
  expect(closing / triples).toBeCloseTo(0.75, 3);
});

test("stop where they cannot be counted exactly or in time", () => {
  expect(() => closingTriples(2 ** 45, 1000)).toThrow("too large");
  expect(() => closingTriples(5_000_000, 100_000)).toThrow("too many");
});

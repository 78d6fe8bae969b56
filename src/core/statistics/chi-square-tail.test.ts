import * as fc from "fast-check";
import { expect, test } from "vitest";

import { chisquareCdf } from "../distributions.ts";
import { chiSquareTail } from "./chi-square-tail.ts";

test("the upper tail is one less the distribution function where that has digits to spare", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 3000, noNaN: true }),
      fc.integer({ min: 1, max: 1500 }),
      (statistic, degreesOfFreedom) => {
        expect(chiSquareTail(statistic, degreesOfFreedom)).toBeCloseTo(
          1 - chisquareCdf(statistic, degreesOfFreedom),
          11,
        );
      },
    ),
  );
});

test("a far tail keeps its digits", () => {
  // R: pchisq(c(116.1, 1000, 30, 5), c(9, 24, 1, 2), lower.tail = FALSE)
  for (const [statistic, degreesOfFreedom, tail] of [
    [116.1, 9, 8.382713021979868e-21],
    [1000, 24, 8.910757573473419e-196],
    [30, 1, 4.3204630578274955e-8],
    [5, 2, 0.0820849986238988],
  ] as const)
    expect(chiSquareTail(statistic, degreesOfFreedom) / tail).toBeCloseTo(1, 11);
});

test("no statistic is more usual than none", () => {
  expect(chiSquareTail(0, 5)).toBe(1);
  expect(chiSquareTail(1e-9, 5)).toBeLessThanOrEqual(1);
});

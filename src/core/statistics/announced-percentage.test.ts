import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { InputError } from "../input-error.ts";
import {
  denominatorsFor,
  fractionsPrintedAs,
  intersection,
  nominalOf,
  overlaps,
  parsePercentage,
  ROUNDINGS,
  type Rounding,
} from "./announced-percentage.ts";
import { rational } from "./rational.ts";

describe("an announced percentage", () => {
  test("keeps its digits: 51.20 is 5120 of 10,000 and 51.2 is 512 of 1,000", () => {
    expect(parsePercentage("51.20")).toEqual({ text: "51.20", units: 5120n, whole: 10_000n });
    expect(parsePercentage("51.2")).toEqual({ text: "51.2", units: 512n, whole: 1000n });
    expect(parsePercentage("59")).toEqual({ text: "59", units: 59n, whole: 100n });
    expect(nominalOf(parsePercentage("51.20"))).toEqual(rational(64, 125));
  });

  test.each(["", "51,20", "-1", "51.", ".5", "51.2%", "1e2", "1000", "0.1234567"])("refuses %j", (text) => {
    expect(() => parsePercentage(text)).toThrow(InputError);
  });
});

/** By the meaning of the words: half a unit either side at most, or the digits that are left when the rest is cut. */
function isPrintedAs(
  numerator: number,
  denominator: number,
  printed: { k: number; whole: number; by: Rounding },
) {
  const scaled = numerator * printed.whole;
  if (printed.by === "truncated") return Math.floor(scaled / denominator) === printed.k;
  return 2 * Math.abs(scaled - printed.k * denominator) <= denominator;
}

const percentages = fc.record({
  decimals: fc.integer({ min: 0, max: 2 }),
  k: fc.integer({ min: 0, max: 10_000 }),
  by: fc.constantFrom(...ROUNDINGS),
});

test("the denominators solved for are exactly those that give the digits, by trying every one", () => {
  fc.assert(
    fc.property(percentages, fc.integer({ min: 0, max: 400 }), ({ decimals, k, by }, numerator) => {
      const whole = 10 ** (decimals + 2);
      const units = k % (whole + 1);
      const text = (units / 10 ** decimals).toFixed(decimals);
      const solved = denominatorsFor(numerator, fractionsPrintedAs(parsePercentage(text), by));
      for (let denominator = 1; denominator <= 1000; denominator++) {
        const isIn =
          solved !== undefined && denominator >= solved.low && denominator <= (solved.high ?? Infinity);
        if (isIn !== isPrintedAs(numerator, denominator, { k: units, whole, by }))
          throw new Error(`${numerator}/${denominator} as ${text} ${by}: ${isIn}`);
      }
    }),
  );
});

test("a tie may have been rounded either way, and cutting off never rounds up", () => {
  const fifty = parsePercentage("50");
  // 99/200 is 49.5%, 101/200 is 50.5%.
  for (const [above, nearest, truncated] of [
    [99, true, false],
    [100, true, true],
    [101, true, true],
    [102, false, false],
  ] as const) {
    const share = rational(above, 200);
    expect(overlaps(fractionsPrintedAs(fifty, "nearest"), share, share)).toBe(nearest);
    expect(overlaps(fractionsPrintedAs(fifty, "truncated"), share, share)).toBe(truncated);
  }
});

test("zero percent has no largest denominator, and no votes at all are zero percent of anything", () => {
  const zero = fractionsPrintedAs(parsePercentage("0"), "nearest");
  expect(denominatorsFor(1, zero)).toEqual({ low: 200, high: undefined });
  expect(denominatorsFor(0, zero)).toEqual({ low: 1, high: undefined });
  expect(denominatorsFor(0, fractionsPrintedAs(parsePercentage("1"), "nearest"))).toBeUndefined();
});

test("denominators beyond exact numbers are none", () => {
  const tiny = fractionsPrintedAs(parsePercentage("0.000000"), "nearest");
  expect(denominatorsFor(1_000_000_000, tiny)).toBeUndefined();
});

test("an intersection is what both allow", () => {
  expect(intersection({ low: 1, high: 5 }, { low: 4, high: undefined })).toEqual({ low: 4, high: 5 });
  expect(intersection({ low: 2, high: undefined }, { low: 4, high: undefined })).toEqual({
    low: 4,
    high: undefined,
  });
  expect(intersection({ low: 1, high: 5 }, { low: 5, high: 9 })).toEqual({ low: 5, high: 5 });
  expect(intersection({ low: 1, high: 5 }, { low: 6, high: 9 })).toBeUndefined();
  expect(intersection(undefined, { low: 6, high: 9 })).toBeUndefined();
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { add, compare, divide, multiply, ONE, rational, ZERO, type Rational } from "./rational.ts";
import { selectionSensitivityOf } from "./selection-sensitivity.ts";

function asked(margins: readonly number[], stationsMissing: number, distortions: readonly Rational[] = []) {
  const found = selectionSensitivityOf({ margins: Int32Array.from(margins), stationsMissing, distortions });
  if (found.kind === "refused") throw new Error(found.reason);
  return found;
}

/** Margins of which the first is behind or level on none in the sum, so that there is a lead to lose. */
const leading = fc
  .array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 7 })
  .map((margins) => (sumOf(margins) < 0 ? margins.map((margin) => 0 - margin) : margins));
const distortion = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 30 }))
  .map(([below, further]) => rational(below + further, below));

describe("the worst mean margin of the missing stations", () => {
  test("is the mean seen where they are alike", () => {
    const found = asked([9, 3, -3], 4, [ONE]);
    expect(found).toMatchObject({
      lead: 9,
      worstCases: [{ meanMargin: rational(3), finalLead: rational(21) }],
    });
  });

  test("weighs the worst sheets G times and the others 1/G", () => {
    // (2 * -3 + 3/2 + 9/2) / (2 + 1/2 + 1/2) = 0; with 3 among the heavy ones it would be (2 * 0 + 9/2) / (9/2) = 1.
    expect(asked([9, 3, -3], 4, [rational(2)]).worstCases[0]).toEqual({
      distortion: rational(2),
      meanMargin: ZERO,
      finalLead: rational(9),
    });
  });

  test("is that of all weights at 1/G or G, tried one by one, and no weights between are worse", () => {
    fc.assert(
      fc.property(
        leading,
        distortion,
        fc.array(fc.nat({ max: 10 }), { minLength: 7, maxLength: 7 }),
        (margins, g, tenths) => {
          const [least] = asked(margins, 1, [g]).worstCases;
          const light = divide(ONE, g);
          const means = Array.from({ length: 2 ** margins.length }, (_, way) =>
            weightedMean(margins, (at) => (Math.floor(way / 2 ** at) % 2 === 0 ? g : light)),
          ).sort(compare);
          expect(least?.meanMargin).toEqual(means[0]);
          const between = weightedMean(margins, (at) =>
            add(light, multiply(rational(tenths[at] ?? 0, 10), add(g, multiply(rational(-1), light)))),
          );
          expect(compare(between, least?.meanMargin ?? ZERO)).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("never rises with G, never falls below the worst sheet, and does not depend on the order of sheets", () => {
    fc.assert(
      fc.property(leading, distortion, distortion, (margins, one, other) => {
        const gs = [one, other].sort(compare);
        const found = asked(margins, 3, gs);
        const [first = ZERO, second = ZERO] = found.worstCases.map((each) => each.meanMargin);
        expect(compare(second, first)).toBeLessThanOrEqual(0);
        expect(compare(second, rational(Math.min(...margins)))).toBeGreaterThanOrEqual(0);
        expect(asked(margins.toReversed(), 3, gs)).toEqual(found);
      }),
    );
  });
});

describe("the smallest distortion that changes the order", () => {
  test("is where the worst case is a tie", () => {
    // With 2 missing, a tie needs a mean of -3: what is below it is 6, what is above it 15 + 6 + 3.
    const found = asked([12, 3, -9, 0], 2);
    expect(found.flipping).toEqual({ kind: "at", squared: rational(4), distortion: 2 });
  });

  test("is none where not even the worst sheet everywhere would lose the lead, nor where it would just tie", () => {
    expect(asked([9, 3, -3], 2).flipping).toEqual({ kind: "none" });
    expect(asked([9, 3, -3], 3).flipping).toEqual({ kind: "none" });
    expect(asked([9, 3, -3], 4).flipping.kind).toBe("at");
  });

  test("is 1 where there is no lead, for any sheets that differ", () => {
    expect(asked([5, -5], 2).flipping).toEqual({ kind: "at", squared: ONE, distortion: 1 });
    expect(asked([0, 0], 2).flipping).toEqual({ kind: "none" });
  });

  test("separates the distortions under which the lead is kept from those under which it can be lost", () => {
    let flipped = 0;
    fc.assert(
      fc.property(leading, distortion, fc.integer({ min: 1, max: 12 }), (margins, g, stationsMissing) => {
        const { flipping, worstCases } = asked(margins, stationsMissing, [g]);
        const kept = compare(worstCases[0]?.finalLead ?? ZERO, ZERO);
        if (flipping.kind === "none") expect(kept).toBeGreaterThanOrEqual(0);
        else {
          flipped++;
          expect(kept).toBe(compare(flipping.squared, multiply(g, g)));
          expect(compare(flipping.squared, ONE)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
    expect(flipped).toBeGreaterThan(50);
  });
});

test("there is no answer without sheets or without missing stations", () => {
  const question = { margins: Int32Array.of(3), stationsMissing: 0, distortions: [] };
  expect(selectionSensitivityOf(question)).toEqual({ kind: "refused", reason: "no-missing-stations" });
  expect(selectionSensitivityOf({ ...question, margins: new Int32Array(0), stationsMissing: 2 })).toEqual({
    kind: "refused",
    reason: "no-sheets",
  });
});

test("a lead of the other, or a distortion below 1, stops the program", () => {
  expect(() => asked([-1], 2)).toThrow(Error);
  expect(() => asked([1], 2, [rational(1, 2)])).toThrow(Error);
});

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function weightedMean(margins: readonly number[], weightOf: (at: number) => Rational): Rational {
  const weights = margins.map((_, at) => weightOf(at));
  const total = margins.reduce(
    (sum, margin, at) => add(sum, multiply(rational(margin), weights[at] ?? ZERO)),
    ZERO,
  );
  return divide(total, weights.reduce(add, ZERO));
}

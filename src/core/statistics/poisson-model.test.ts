import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fitPoisson, solveSymmetric } from "./poisson-model.ts";

const matrix = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());

describe("a Poisson model", () => {
  test("of a constant expects the mean", () => {
    const fit = fitPoisson({ counts: [3, 5, 10], design: matrix([[1], [1], [1]]), columns: 1 });
    if (fit.kind !== "fitted") throw new Error(fit.kind);
    expect(fit.atZero).toBeCloseTo(6, 12);
    const deviance = 2 * (3 * Math.log(3 / 6) + 5 * Math.log(5 / 6) + 10 * Math.log(10 / 6));
    expect(fit.deviance).toBeCloseTo(deviance, 12);
    // Away from the estimate the counts and what is expected of them do not cancel.
    const mean = fit.steps[0]?.atZero ?? NaN;
    const early = [3, 5, 10].reduce(
      (sum, count) => sum + 2 * (count * Math.log(count / mean) - count + mean),
      0,
    );
    expect(Math.abs(mean - 6)).toBeGreaterThan(0.01);
    expect(fit.steps[0]?.deviance).toBeCloseTo(early, 12);
  });

  test("with as many columns as counts repeats the counts", () => {
    const fit = fitPoisson({
      counts: [3, 50, 1000],
      design: matrix([
        [1, 0, 0],
        [1, 1, 0],
        [1, 1, 1],
      ]),
      columns: 3,
    });
    if (fit.kind !== "fitted") throw new Error(fit.kind);
    for (const [at, count] of [3, 50, 1000].entries()) expect(fit.expected[at]).toBeCloseTo(count, 9);
    expect(fit.deviance).toBeCloseTo(0, 9);
  });

  test("settles where its equations hold: what is expected of each column is what was counted", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 7, maxLength: 7 }), (counts) => {
        const rows = counts.map((_, at) => [1, (at + 1) & 1, ((at + 1) >> 1) & 1, ((at + 1) >> 2) & 1]);
        const fit = fitPoisson({ counts, design: matrix(rows), columns: 4 });
        if (fit.kind !== "fitted") throw new Error(fit.kind);
        for (let column = 0; column < 4; column++) {
          let [counted, expected] = [0, 0];
          for (const [at, count] of counts.entries()) {
            counted += count * (rows[at]?.[column] ?? 0);
            expected += (fit.expected[at] ?? 0) * (rows[at]?.[column] ?? 0);
          }
          expect(expected / counted).toBeCloseTo(1, 10);
        }
      }),
    );
  });

  test("without a finite estimate is refused, and not stopped somewhere on the way", () => {
    const design = matrix([
      [1, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(fitPoisson({ counts: [3, 4, 0], design, columns: 2 })).toEqual({ kind: "no-finite-estimate" });
    const fit = fitPoisson({ counts: [0, 4, 1], design, columns: 2 });
    expect(fit).toMatchObject({ kind: "fitted" });
    expect(fit.kind === "fitted" && fit.atZero).toBeCloseTo(2, 12);
  });

  test("whose columns depend on each other is refused", () => {
    const design = matrix([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(fitPoisson({ counts: [3, 4, 5], design, columns: 2 })).toEqual({ kind: "no-finite-estimate" });
  });
});

test("a symmetric system is solved by its lower half", () => {
  // 4x + 2y = 10 and 2x + 2y = 8: x = 1, y = 3.
  expect([...(solveSymmetric(Float64Array.of(4, NaN, 2, 2), Float64Array.of(10, 8)) ?? [])]).toEqual([1, 3]);
  expect(solveSymmetric(Float64Array.of(1, 0, 2, 4), Float64Array.of(1, 2))).toBeUndefined();
  expect(solveSymmetric(Float64Array.of(1, 0, 3, 4), Float64Array.of(1, 2))).toBeUndefined();
});

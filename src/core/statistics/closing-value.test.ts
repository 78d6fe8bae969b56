import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { closingValues, slipBetween } from "./closing-value.ts";

describe("a sum with one figure wrong or missing", () => {
  test("that closes needs no other value", () => {
    expect(closingValues({ parts: { ANA: 60, BEA: 30 }, total: 90 })).toEqual({ kind: "closes" });
  });

  test("is closed by one value of each part, or by another total", () => {
    expect(closingValues({ parts: { ANA: 63, BEA: 30 }, total: 66 })).toEqual({
      kind: "answered",
      values: [
        { part: "ANA", printed: 63, closing: 36, slip: "digits-swapped" },
        { part: "BEA", printed: 30, closing: 3, slip: "digit-left-out" },
      ],
      total: { printed: 66, closing: 93, slip: "none" },
    });
  });

  test("is not closed by less than no votes", () => {
    const solved = closingValues({ parts: { ANA: 63, BEA: 10 }, total: 53 });
    expect(solved).toMatchObject({ values: [{ part: "ANA", closing: 43 }] });
    expect(closingValues({ parts: { ANA: 63, BEA: 10 }, total: 63 })).toMatchObject({
      values: [
        { part: "ANA", closing: 53 },
        { part: "BEA", closing: 0 },
      ],
    });
  });

  test("has one value where one part was not printed, and none that is possible where the others exceed the total", () => {
    expect(closingValues({ parts: { ANA: 60, BEA: undefined }, total: 90 })).toEqual({
      kind: "answered",
      values: [{ part: "BEA", printed: undefined, closing: 30, slip: "none" }],
      total: undefined,
    });
    expect(closingValues({ parts: { ANA: 60, BEA: undefined }, total: 50 })).toMatchObject({ values: [] });
  });

  test("is not solved for two parts at once", () => {
    expect(closingValues({ parts: { ANA: undefined, BEA: undefined }, total: 50 })).toEqual({
      kind: "refused",
      reason: "more-than-one-part-missing",
    });
  });

  test("closes with any of the values in the place of its part", () => {
    const counts = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), counts, { minKeys: 1 }), counts, (parts, total) => {
        const solved = closingValues({ parts, total });
        if (solved.kind !== "answered") return solved.kind === "closes";
        return solved.values.every(
          (value) =>
            closingValues({ parts: { ...parts, [value.part]: value.closing }, total }).kind === "closes",
        );
      }),
    );
  });
});

test.each([
  [152_306, 152_360, "digits-swapped"],
  [6_480_844, 6_408_844, "digits-swapped"],
  [1234, 4231, "digits-swapped"],
  [1234, 1734, "one-digit-differs"],
  [1234, 124, "digit-left-out"],
  [124, 1234, "digit-left-out"],
  [1000, 100, "digit-left-out"],
  [1234, 12, "none"],
  [1234, 1324, "digits-swapped"],
  [1234, 1342, "none"],
  [1234, 2135, "none"],
  [1234, 1243, "digits-swapped"],
  [1234, 1245, "none"],
  [1234, 567, "none"],
  [12, 12, "none"],
  [10, -1, "none"],
] as const)("from %d to %d: %s", (one, other, slip) => {
  expect(slipBetween(one, other)).toBe(slip);
  expect(slipBetween(other, one)).toBe(slip);
});

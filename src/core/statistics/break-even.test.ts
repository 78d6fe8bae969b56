import * as fc from "fast-check";
import { expect, test } from "vitest";

import { breakEvenOf, countReaching } from "./break-even.ts";
import { compare, multiply, rational } from "./rational.ts";

const asked = (leader: readonly number[], other: readonly number[], stationsMissing: number) =>
  breakEvenOf({ leader: Int32Array.from(leader), other: Int32Array.from(other), stationsMissing });

test("the margin that gives a tie stands next to the largest margin seen", () => {
  expect(asked([200, 100, 50], [100, 90, 60], 4)).toEqual({
    kind: "answered",
    lead: 100,
    marginNeeded: rational(25),
    largestMargin: 10,
    sheetsReaching: 0,
    leadIfAllExtreme: 60,
  });
});

test("a sheet that has just the margin needed reaches it, one with a part of a vote less does not", () => {
  expect(asked([30, 0], [0, 10], 2)).toMatchObject({
    marginNeeded: rational(10),
    sheetsReaching: 1,
    leadIfAllExtreme: 0,
  });
  expect(asked([31, 0], [0, 10], 2)).toMatchObject({ marginNeeded: rational(21, 2), sheetsReaching: 0 });
});

test("where the one behind leads on no sheet, the largest margin is below zero", () => {
  expect(asked([30, 20], [10, 10], 3)).toMatchObject({ largestMargin: -10, leadIfAllExtreme: 60 });
});

test("there is no answer without sheets or without missing stations", () => {
  expect(asked([], [], 3)).toEqual({ kind: "refused", reason: "no-sheets" });
  expect(asked([1], [0], 0)).toEqual({ kind: "refused", reason: "no-missing-stations" });
});

test("the wrong one named as leader, or columns of different length, stop the program", () => {
  expect(() => asked([1], [2], 3)).toThrow(Error);
  expect(() => asked([1, 1], [0], 3)).toThrow(Error);
});

test("it agrees with looking at every sheet, in any order", () => {
  const sheets = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(sheets, fc.integer({ min: 1, max: 5 }), (pairs, stationsMissing) => {
      const margins = pairs.map(([one, other]) => other - one);
      const lead = -margins.reduce((sum, margin) => sum + margin, 0);
      const [ahead, behind] = lead >= 0 ? [0, 1] : [1, 0];
      const columns = (rows: readonly (readonly [number, number])[]) =>
        [rows.map((row) => row[ahead] ?? 0), rows.map((row) => row[behind] ?? 0)] as const;
      const found = asked(...columns(pairs), stationsMissing);
      if (found.kind === "refused") throw new Error(found.reason);
      const oriented = lead >= 0 ? margins : margins.map((margin) => 0 - margin);
      expect(found.lead).toBe(Math.abs(lead));
      expect(multiply(found.marginNeeded, rational(stationsMissing))).toEqual(rational(found.lead));
      expect(found.largestMargin).toBe(Math.max(...oriented));
      expect(found.sheetsReaching).toBe(
        oriented.filter((margin) => compare(rational(margin), found.marginNeeded) >= 0).length,
      );
      expect(asked(...columns(pairs.toReversed()), stationsMissing)).toEqual(found);
    }),
  );
});

test("sheets that reach any other margin can be counted", () => {
  const columns = { leader: Int32Array.of(0, 5, 5), other: Int32Array.of(4, 9, 8) };
  expect([3, 4, 5].map((margin) => countReaching(columns, margin))).toEqual([3, 2, 0]);
});

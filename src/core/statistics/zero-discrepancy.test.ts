import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { chanceOfNoDifference, drawsForDetection, planFromTotals } from "./zero-discrepancy.ts";

describe("the chance to see none of the stations that differ", () => {
  test("is the share of all samples that hold none of them", () => {
    for (let stations = 1; stations <= 9; stations++)
      for (let differing = 0; differing <= stations; differing++)
        for (let drawn = 0; drawn <= stations; drawn++) {
          let [samples, without] = [0, 0];
          for (let sample = 0; sample < 2 ** stations; sample++) {
            if (sample.toString(2).replaceAll("0", "").length !== drawn) continue;
            samples++;
            // The stations that differ are the lowest bits.
            if (sample % 2 ** differing === 0) without++;
          }
          expect(chanceOfNoDifference({ stations, differing, drawn })).toBe(without / samples);
        }
  });

  test("is the same when those drawn and those that differ change places", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), fc.nat(), (stations, one, other) => {
        const [differing, drawn] = [one % (stations + 1), other % (stations + 1)];
        expect(chanceOfNoDifference({ stations, differing, drawn })).toBe(
          chanceOfNoDifference({ stations, differing: drawn, drawn: differing }),
        );
      }),
    );
  });

  test("is exact far below what logarithms of factorials can hold", () => {
    expect(chanceOfNoDifference({ stations: 1000, differing: 1, drawn: 999 })).toBe(1 / 1000);
    expect(chanceOfNoDifference({ stations: 60, differing: 30, drawn: 30 })).toBe(1 / 118264581564861424);
    expect(chanceOfNoDifference({ stations: 60, differing: 30, drawn: 31 })).toBe(0);
  });

  test("has no meaning where more differ or are drawn than there are", () => {
    expect(() => chanceOfNoDifference({ stations: 5, differing: 6, drawn: 1 })).toThrow(/no more/);
    expect(() => chanceOfNoDifference({ stations: 5, differing: 1, drawn: 6 })).toThrow(/no more/);
    expect(() => chanceOfNoDifference({ stations: 5, differing: 1, drawn: 0.5 })).toThrow(/counted/);
  });
});

describe("the draws for detection", () => {
  test("are the fewest with a chance of at most the limit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(),
        fc.constantFrom(0.5, 0.1, 0.05, 0.01),
        (stations, some, riskLimit) => {
          const differing = 1 + (some % stations);
          const drawn = drawsForDetection({ stations, differing, riskLimit });
          expect(chanceOfNoDifference({ stations, differing, drawn })).toBeLessThanOrEqual(riskLimit);
          expect(chanceOfNoDifference({ stations, differing, drawn: drawn - 1 })).toBeGreaterThan(riskLimit);
        },
      ),
    );
  });

  test("count a chance that is the limit as enough", () => {
    expect(drawsForDetection({ stations: 20, differing: 1, riskLimit: 0.05 })).toBe(19);
    expect(drawsForDetection({ stations: 10, differing: 1, riskLimit: 0.3 })).toBe(7);
  });

  test("need something to detect", () => {
    expect(() => drawsForDetection({ stations: 20, differing: 0, riskLimit: 0.05 })).toThrow(/detect/);
  });
});

describe("a plan from declared totals alone", () => {
  test("takes every ballot as one that could be misstated", () => {
    expect(planFromTotals({ margin: 100, ballots: 900 }, 0.05)).toEqual({ totalBound: 10, draws: 29 });
  });

  test("is refused for a tie, and for a winner that is behind", () => {
    for (const margin of [0, -1])
      expect(planFromTotals({ margin, ballots: 900 }, 0.05)).toEqual({
        kind: "refused",
        reason: "tie-or-behind",
      });
  });
});

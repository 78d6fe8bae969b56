import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { MASK, maskedNames, maskNames, maskRanges, mergeRanges, placesOfName } from "./mask.ts";

describe("blacking out", () => {
  test("keeps the length and every other offset, whatever the ranges", () => {
    const ranges = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: "grapheme" }), ranges, (text, pairs) => {
        const places = pairs.flatMap(([one, other]) => {
          const [start, end] = [
            Math.min(one, other, text.length),
            Math.min(Math.max(one, other), text.length),
          ];
          return start < end ? [{ start, end }] : [];
        });
        const masked = maskRanges(text, places);
        expect(masked).toHaveLength(text.length);
        for (let at = 0; at < text.length; at += 1) {
          const isHidden = places.some(({ start, end }) => start <= at && at < end);
          expect(masked[at]).toBe(isHidden ? MASK : text[at]);
        }
      }),
    );
  });

  test("ranges that overlap are one, those that touch stay two", () => {
    const ranges = [
      { start: 5, end: 9 },
      { start: 0, end: 3 },
      { start: 2, end: 5 },
    ];
    expect(mergeRanges(ranges)).toEqual([
      { start: 0, end: 5 },
      { start: 5, end: 9 },
    ]);
  });
});

describe("names", () => {
  test("stand as words of their own, in any capitals and accents", () => {
    const text = "María Peña spoke. MARIA PENA left. Mariapena and Peñaranda stayed.";
    expect(placesOfName(text, "Maria Peña").map(({ start, end }) => text.slice(start, end))).toEqual([
      "María Peña",
      "MARIA PENA",
    ]);
    expect(maskNames("said Peña, 47", ["Peña"])).toBe(`said ${MASK.repeat(4)}, 47`);
    expect(placesOfName(text, "  ")).toEqual([]);
  });

  test("are found again from the two texts", () => {
    const text = "Ilsa Brandt, a baker. Later Brandt left.";
    const hidden = maskRanges(text, [
      { start: 0, end: 11 },
      { start: 28, end: 34 },
    ]);
    expect(maskedNames(text, hidden)).toEqual(["Ilsa Brandt", "Brandt"]);
    expect(maskedNames(text, text)).toEqual([]);
  });
});

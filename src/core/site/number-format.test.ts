import * as fc from "fast-check";
import { expect, test } from "vitest";

import { en } from "./messages-en.ts";
import { es } from "./messages-es.ts";
import {
  formatCount,
  formatShare,
  formatSigned,
  formatWidth,
  fractionAnnounced,
  proportion,
} from "./number-format.ts";

test("counts are parted in threes with the marks of the language", () => {
  expect(formatCount(1_234_567, es.marks)).toBe("1.234.567");
  expect(formatCount(1_234_567, en.marks)).toBe("1,234,567");
  expect([0, 7, 999, 1000, 100_000].map((value) => formatCount(value, en.marks))).toEqual([
    "0",
    "7",
    "999",
    "1,000",
    "100,000",
  ]);
});

test("a difference carries its sign, with a minus and not a hyphen, and zero has none", () => {
  expect([1200, -1200, 0].map((value) => formatSigned(value, es.marks))).toEqual([
    "+1.200",
    "\u22121.200",
    "0",
  ]);
});

test("percentages are rounded half up from whole numbers", () => {
  expect(formatShare(523, 1000, es.marks)).toBe("52,3\u00a0%");
  expect(formatShare(523, 1000, en.marks)).toBe("52.3%");
  expect(formatShare(1, 2000, en.marks)).toBe("0.1%");
  expect(formatShare(1, 8, en.marks)).toBe("12.5%");
  expect(formatShare(1005, 10_000, en.marks)).toBe("10.1%");
  expect(formatShare(5, 3, en.marks)).toBe("166.7%");
});

test("nearly nothing is not shown as nothing, nor nearly everything as everything", () => {
  expect(formatShare(1, 30_026, en.marks)).toBe("< 0.1%");
  expect(formatShare(30_025, 30_026, en.marks)).toBe("> 99.9%");
  expect(formatShare(0, 30_026, en.marks)).toBe("0.0%");
  expect(formatShare(30_026, 30_026, en.marks)).toBe("100.0%");
});

test("a share of nothing is not a number", () => {
  expect(formatShare(0, 0, en.marks)).toBeUndefined();
});

test("a proportion is the one that exact arithmetic gives", () => {
  const count = fc.integer({ min: 0, max: 2_000_000_000 });
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 2_000_000_000 }), (part, whole) => {
      const [p, w] = [BigInt(part), BigInt(whole)];
      expect(proportion(part, whole, 1000)).toBe(Number((2n * p * 1000n + w) / (2n * w)));
    }),
  );
});

test("the width of a bar stays within its frame", () => {
  expect([formatWidth(1, 3), formatWidth(5, 3), formatWidth(0, 3), formatWidth(1, 0)]).toEqual([
    "33.33",
    "100.00",
    "0",
    "0",
  ]);
});

test("a percentage as announced is a fraction of whole numbers, with every decimal it was given", () => {
  expect(["45.28", "54", "0.000001", "100.000000"].map(fractionAnnounced)).toEqual([
    { part: 4528, whole: 10_000 },
    { part: 54, whole: 100 },
    { part: 1, whole: 100_000_000 },
    { part: 100_000_000, whole: 100_000_000 },
  ]);
});

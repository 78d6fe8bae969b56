import * as fc from "fast-check";
import { expect, test } from "vitest";

import { histogramOf } from "./histogram.ts";

test("every number is in exactly one bin, and the bins are few and of a round width", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9_999, max: 9_999 }), { minLength: 1 }), (values) => {
      const { from, width, counts } = histogramOf(Int32Array.from(values), 60);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      expect(counts.length).toBeLessThanOrEqual(60);
      expect(String(width)).toMatch(/^[125]0*$/);
      for (const value of values) expect(counts[Math.floor((value - from) / width)]).toBeGreaterThan(0);
    }),
  );
});

test("no numbers make no bins", () => {
  expect(histogramOf(new Int32Array(0), 60).counts).toEqual([]);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { equalBytes } from "./bytes.ts";

test("bytes are equal where each one is, wherever in their memory they begin", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 40 }),
      fc.nat({ max: 5 }),
      fc.option(fc.nat({ max: 39 })),
      (bytes, offset, flipped) => {
        const memory = new Uint8Array(offset + bytes.length);
        const copy = memory.subarray(offset);
        copy.set(bytes);
        const isFlipped = flipped !== null && flipped < bytes.length;
        if (isFlipped) copy[flipped] = (copy[flipped] ?? 0) ^ 1;
        expect(equalBytes(bytes, copy)).toBe(!isFlipped);
        expect(equalBytes(bytes, copy.subarray(0, Math.max(0, bytes.length - 1)))).toBe(bytes.length === 0);
      },
    ),
  );
});

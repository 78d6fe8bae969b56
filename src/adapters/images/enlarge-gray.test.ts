import * as fc from "fast-check";
import { expect, test } from "vitest";

import { enlargeGray, type Enlarging } from "./enlarge-gray.ts";

const KINDS: readonly Enlarging[] = ["sharp", "smooth"];

test.each(KINDS)("%s: plain paper stays what it is, in any size", (by) => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(sizes, fc.nat(255), fc.integer({ min: 1, max: 4 }), ({ width, height }, value, factor) => {
      const image = { width, height, data: new Uint8Array(width * height).fill(value) };
      const large = enlargeGray(image, factor, by);
      expect([large.width, large.height]).toEqual([width * factor, height * factor]);
      expect(large.data).toEqual(new Uint8Array(width * factor * height * factor).fill(value));
    }),
  );
});

test.each(KINDS)("%s: a slope stays a slope, across as down, and each pixel lies where it was", (by) => {
  const [side, factor] = [20, 3];
  const across = Uint8Array.from({ length: side * side }, (_, at) => (at % side) * 12);
  const down = Uint8Array.from({ length: side * side }, (_, at) => Math.floor(at / side) * 12);
  const large = (data: Uint8Array) => enlargeGray({ width: side, height: side, data }, factor, by).data;
  const [right, low] = [large(across), large(down)];
  for (let y = 6; y < 54; y++)
    for (let x = 6; x < 54; x++) {
      const value = right[y * 60 + x] ?? 0;
      expect(Math.abs(value - ((x + 0.5) / factor - 0.5) * 12)).toBeLessThanOrEqual(0.51);
      expect(low[x * 60 + y]).toBe(value);
    }
});

test("once as large and sharp is the image itself; smooth takes single dots down", () => {
  const data = new Uint8Array(49).fill(200);
  data[24] = 20;
  const image = { width: 7, height: 7, data };
  expect(enlargeGray(image, 1, "sharp").data).toEqual(data);
  expect(enlargeGray(image, 1, "smooth").data[24]).toBe(200 - Math.round(180 * (4 / 6) ** 2));
});

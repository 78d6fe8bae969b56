import * as fc from "fast-check";
import { expect, test } from "vitest";

import { evenContrast } from "./even-contrast.ts";
import type { GrayImage } from "./gray-image.ts";

const images = fc
  .record({ width: fc.integer({ min: 1, max: 14 }), height: fc.integer({ min: 1, max: 14 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data): GrayImage => ({ width, height, data })),
  );

/** The definition, pixel by pixel. */
function plainly({ data, width }: GrayImage, radius: number): number[] {
  return Array.from(data, (value, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const near = Array.from(data).filter(
      (_, other) =>
        Math.abs((other % width) - x) <= radius && Math.abs(Math.floor(other / width) - y) <= radius,
    );
    const mean = near.reduce((sum, each) => sum + each, 0) / near.length;
    const variance = near.reduce((sum, each) => sum + (each - mean) ** 2, 0) / near.length;
    return Math.min(255, Math.max(0, 128 + ((value - mean) * 48) / Math.max(6, Math.sqrt(variance))));
  });
}

test("a pixel is laid as many standard deviations from middle gray as it lies from the mean around it", () => {
  fc.assert(
    fc.property(images, fc.integer({ min: 1, max: 16 }), (image, radius) => {
      const expected = plainly(image, radius);
      evenContrast(image, radius).data.forEach((value, at) => {
        expect(Math.abs(value - (expected[at] ?? 0))).toBeLessThanOrEqual(0.51);
      });
    }),
  );
});

test("print in the shadow becomes as dark as print in the light, and plain paper stays plain", () => {
  const side = 60;
  const isPrint = (x: number, y: number) => (x >> 1) % 2 === 0 && y % 30 > 10;
  const data = Uint8Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    const light = y < 30 ? 200 : 60;
    return isPrint(x, y) ? light * 0.7 : light;
  });
  const even = evenContrast({ width: side, height: side, data }, 6);
  const at = (x: number, y: number) => even.data[y * side + x] ?? 0;
  const [print, paper, inShadow] = [32, 34, 30];
  expect(at(print, 20)).toBeLessThan(100);
  expect(at(paper, 20)).toBeGreaterThan(150);
  for (const x of [print, paper]) expect(Math.abs(at(x, 20) - at(x, 20 + inShadow))).toBeLessThan(5);
  const bare = evenContrast({ width: side, height: side, data: data.fill(60) }, 6);
  expect(new Set(bare.data)).toEqual(new Set([128]));
});

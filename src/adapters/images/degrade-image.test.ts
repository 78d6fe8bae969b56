import * as fc from "fast-check";
import { expect, test } from "vitest";

import { seededRandom } from "../../pipeline/demo/random.ts";
import { drawDegradation } from "../../pipeline/proving/degradation.ts";
import { degradeImage, homography } from "./degrade-image.ts";
import { openGray } from "./gray-image.ts";

const DRAWING = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="180" height="240"><rect width="100%" height="100%" fill="#fff"/><rect x="40" y="60" width="90" height="90" fill="#111"/></svg>`,
);

test.each(["easy", "hard", "folds", "low-light"] as const)(
  "%s: the same seed gives the same image, another seed another",
  async (name) => {
    const make = async (seed: number) => {
      const random = seededRandom(seed, name);
      return degradeImage(DRAWING, drawDegradation(name, random, 9).degradation, random.fraction);
    };
    const [once, again, other] = [await make(1), await make(1), await make(2)];
    expect(Buffer.from(once).equals(again)).toBe(true);
    expect(Buffer.from(once).equals(other)).toBe(false);
    const { width, height } = await openGray(once);
    expect(Math.min(width, height)).toBeGreaterThan(10);
  },
);

test("a projective map takes its four points where it is told", () => {
  const corner = fc.tuple(
    fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    fc.double({ min: -0.2, max: 0.2, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.tuple(corner, corner, corner, corner), (moves) => {
      const square = [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ] as const;
      const to = square.map(([x, y], at) => [x + (moves[at]?.[0] ?? 0), y + (moves[at]?.[1] ?? 0)] as const);
      const [a, b, c, d, e, f, g, h] = homography(square, to);
      for (const [at, [x, y]] of square.entries()) {
        const depth = g * x + h * y + 1;
        expect((a * x + b * y + c) / depth).toBeCloseTo(to[at]?.[0] ?? 0, 6);
        expect((d * x + e * y + f) / depth).toBeCloseTo(to[at]?.[1] ?? 0, 6);
      }
    }),
  );
});

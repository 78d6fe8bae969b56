import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { GrayImage } from "./gray-image.ts";
import { findPage, flattenPage } from "./page-finder.ts";

type Corner = readonly [x: number, y: number];

/** A bright sheet with lines of print on a darker table; its corners clockwise from the left top. */
function photo(
  corners: readonly Corner[],
  { width, height, table = 70 }: { width: number; height: number; table?: number },
): GrayImage {
  const data = new Uint8Array(width * height).fill(table);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isInside = corners.every(([fromX, fromY], at) => {
        const [toX, toY] = corners[(at + 1) % corners.length] ?? [0, 0];
        return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX) >= 0;
      });
      if (isInside) data[y * width + x] = y % 24 < 4 && x % 9 < 6 ? 40 : 225;
    }
  return { width, height, data };
}

const inPlay = (low: number, high: number) => fc.integer({ min: low, max: high });

describe("the page in a photo", () => {
  test("is found where it lies, whatever its corners are", () => {
    fc.assert(
      fc.property(
        fc.tuple(inPlay(30, 130), inPlay(20, 120)),
        fc.tuple(inPlay(470, 570), inPlay(20, 120)),
        fc.tuple(inPlay(470, 570), inPlay(680, 780)),
        fc.tuple(inPlay(30, 130), inPlay(680, 780)),
        (...corners) => {
          const found = findPage(photo(corners, { width: 600, height: 800 }));
          expect(found?.isWhole).toBe(true);
          expect(found?.edgeMissing).toBeUndefined();
          for (const [at, [x, y]] of corners.entries()) {
            expect(Math.abs((found?.corners[at]?.x ?? 0) - x)).toBeLessThanOrEqual(9);
            expect(Math.abs((found?.corners[at]?.y ?? 0) - y)).toBeLessThanOrEqual(9);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test.each([
    { edge: "upper", upper: -200 },
    { edge: "right", right: -200 },
    { edge: "lower", lower: -200 },
    { edge: "left", left: -200 },
  ])("whose $edge edge is outside is said to lack it", ({ edge, ...outside }) => {
    const { upper, right, lower, left } = { upper: 60, right: 60, lower: 60, left: 60, ...outside };
    const corners: Corner[] = [
      [left, upper],
      [600 - right, upper],
      [600 - right, 800 - lower],
      [left, 800 - lower],
    ];
    const found = findPage(photo(corners, { width: 600, height: 800 }));
    expect(found).toMatchObject({ edgeMissing: edge, isWhole: false });
  });

  test("is the whole image where that is paper to its ends, without an edge that could be missing", () => {
    const data = new Uint8Array(600 * 800).map((_, at) => {
      const [x, y] = [at % 600, Math.floor(at / 600)];
      return y % 24 > 19 && x % 9 < 6 && x > 40 && x < 560 ? 40 : 220;
    });
    const found = findPage({ width: 600, height: 800, data });
    expect(found).toMatchObject({ fillsImage: true, isWhole: false });
    expect(found?.edgeMissing).toBeUndefined();
    expect(found?.corners[2]).toEqual({ x: 600, y: 800 });
  });

  test("is not made up where nothing is printed, where nothing stands out, or where the patch has no four corners", () => {
    const size = { width: 600, height: 800 };
    expect(findPage({ ...size, data: new Uint8Array(600 * 800).fill(220) })).toBeUndefined();
    const noise = new Uint8Array(600 * 800).map((_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 24) & 0xff);
    expect(findPage({ ...size, data: noise })?.isWhole ?? false).toBe(false);
    const cross = photo(
      [
        [250, 20],
        [350, 20],
        [350, 780],
        [250, 780],
      ],
      size,
    );
    const bar = photo(
      [
        [20, 350],
        [580, 350],
        [580, 450],
        [20, 450],
      ],
      size,
    );
    const both = cross.data.map((value, at) => Math.max(value, bar.data[at] ?? 0));
    expect(findPage({ ...size, data: both })).toBeUndefined();
  });
});

test("a page laid flat is paper up to its edges, and its corners go back to where they were", () => {
  const corners: Corner[] = [
    [80, 60],
    [540, 120],
    [500, 760],
    [40, 700],
  ];
  const flat = flattenPage(photo(corners, { width: 600, height: 800 }));
  if (flat === undefined) throw new Error("it lies askew and whole");
  const { width, height, data } = flat.image;
  const bright = data.filter((value) => value > 150).length;
  expect(bright / data.length).toBeGreaterThan(0.85);
  const places = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  for (const [at, [x, y]] of places.entries()) {
    const back = flat.back(x, y);
    const [cornerX = 0, cornerY = 0] = corners[at] ?? [];
    expect(Math.abs(back.x - cornerX) + Math.abs(back.y - cornerY)).toBeLessThan(14);
  }
});

test("a page that lies upright is left as it is", () => {
  const upright: Corner[] = [
    [50, 50],
    [550, 50],
    [550, 750],
    [50, 750],
  ];
  expect(flattenPage(photo(upright, { width: 600, height: 800 }))).toBeUndefined();
});

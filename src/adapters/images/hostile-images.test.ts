import { expect, test } from "vitest";

import { codeRegions } from "../readers/code-regions.ts";
import { assessGray } from "./assess-image.ts";
import type { GrayImage } from "./gray-image.ts";
import { findPage, flattenPage } from "./page-finder.ts";

const filled = (width: number, height: number, of: (at: number) => number): GrayImage => ({
  width,
  height,
  data: new Uint8Array(width * height).map((_, at) => of(at)),
});
const noise = (at: number) => (Math.imul(at + 1, 2_654_435_761) >>> 24) & 0xff;

test.each([
  ["nothing", filled(0, 0, () => 0)],
  ["no height", filled(100, 0, () => 0)],
  ["one pixel", filled(1, 1, () => 200)],
  ["one row", filled(60_000, 1, noise)],
  ["one column", filled(1, 60_000, noise)],
  ["a strip of seven rows", filled(20_000, 7, noise)],
  ["all black", filled(900, 700, () => 0)],
  ["all white", filled(900, 700, () => 255)],
  ["noise", filled(900, 700, noise)],
  [
    "a board of single pixels",
    filled(900, 700, (at) => (((at % 900) + Math.floor(at / 900)) % 2 === 0 ? 0 : 255)),
  ],
  ["lines", filled(900, 700, (at) => (Math.floor(at / 900) % 2) * 255)],
  ["a large image of noise", filled(5_000, 4_000, noise)],
])("%s: what looks for page, code and quality ends, in numbers", (_, image) => {
  const started = performance.now();
  for (const { x, y } of findPage(image)?.corners ?? []) expect(Number.isFinite(x + y)).toBe(true);
  const flat = flattenPage(image);
  if (flat !== undefined) expect(flat.image.data).toHaveLength(flat.image.width * flat.image.height);
  for (const { left, top, width, height } of codeRegions(image)) {
    expect(left >= 0 && top >= 0 && left + width <= image.width && top + height <= image.height).toBe(true);
    expect(width > 0 && height > 0).toBe(true);
  }
  for (const problem of assessGray(image))
    if ("tenths" in problem) expect(Number.isInteger(problem.tenths) && problem.tenths >= 1).toBe(true);
  // Seconds on a machine that others use too; what costs the square of an image's size would take hours.
  expect(performance.now() - started).toBeLessThan(20_000);
});

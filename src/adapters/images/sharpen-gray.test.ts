import { expect, test } from "vitest";

import { rawOf, toSharp, type GrayImage } from "./gray-image.ts";
import { sharpenGray } from "./sharpen-gray.ts";

const side = 40;
const square: GrayImage = {
  width: side,
  height: side,
  data: Uint8Array.from({ length: side * side }, (_, at) => (at % side < 20 ? 60 : 180)),
};

test("a soft edge becomes steeper, and plain paper beside it stays what it is", async () => {
  const soft = await rawOf(toSharp(square).blur(2));
  const { data } = await sharpenGray(soft);
  const line = (of: Uint8Array) => of.subarray(20 * side, 21 * side);
  const steepest = (of: Uint8Array) =>
    Math.max(...line(of).map((value, at) => (at === 0 ? 0 : Math.max(0, value - (line(of)[at - 1] ?? 0)))));
  expect(steepest(data)).toBeGreaterThan(1.3 * steepest(soft.data));
  for (const x of [2, 37])
    expect(Math.abs((line(data)[x] ?? 0) - (square.data[x] ?? 0))).toBeLessThanOrEqual(3);
});

test("where it would go beyond black or white it ends there", async () => {
  const hard = { ...square, data: square.data.map((value) => (value < 100 ? 0 : 255)) };
  expect((await sharpenGray(hard)).data).toEqual(hard.data);
});

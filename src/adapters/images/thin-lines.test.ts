import { expect, test } from "vitest";

import { withoutThinLines } from "./thin-lines.ts";

const SIDE = 40;
/** Black where it is told, on white. */
const drawn = (isInk: (x: number, y: number) => boolean) => ({
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: SIDE * SIDE }, (_, at) =>
    isInk(at % SIDE, Math.floor(at / SIDE)) ? 0 : 255,
  ),
});
const isBlock = (x: number, y: number) => x >= 10 && x < 22 && y >= 8 && y < 30;

test("a thin line goes, and what it crosses stays as it was", () => {
  const block = drawn(isBlock);
  const crossed = drawn((x, y) => isBlock(x, y) || y - x === 3 || y - x === 4);
  expect(withoutThinLines(crossed, 2).data).toEqual(withoutThinLines(block, 2).data);
  expect(withoutThinLines(block, 2).data).toEqual(block.data);
});

test("a thin bright cut in something thick is closed", () => {
  const cut = drawn((x, y) => isBlock(x, y) && y !== 17);
  expect(withoutThinLines(cut, 1).data).toEqual(drawn(isBlock).data);
});

test("with no radius nothing is done", () => {
  const image = drawn((x) => x === 7);
  expect(withoutThinLines(image, 0)).toBe(image);
});

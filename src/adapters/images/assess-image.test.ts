import { expect, test } from "vitest";

import { qualityAdvice } from "../../core/image-quality.ts";
import { seededRandom } from "../../pipeline/demo/random.ts";
import { assessGray } from "./assess-image.ts";
import { rawOf, toSharp, type GrayImage } from "./gray-image.ts";

const [WIDTH, HEIGHT] = [600, 800];

/** A sheet with print on a table; its lower edge may lie outside of the photo. */
function sheet({ paper = 220, print = 50, table = 80, lower = 740 } = {}): GrayImage {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(table);
  for (let y = 60; y < Math.min(HEIGHT, lower); y++)
    for (let x = 60; x < 540; x++) data[y * WIDTH + x] = y % 30 < 7 && x > 90 && x < 500 ? print : paper;
  return { width: WIDTH, height: HEIGHT, data };
}
const span = (start: number, length: number) => [start, start + length] as const;
const problems = (image: GrayImage) => assessGray(image).map(({ problem }) => problem);

test("a sheet in even light, in focus and whole has no problem", () => {
  expect(problems(sheet())).toEqual([]);
});

test("paper that is white as it is, on a table, is no reflection", () => {
  expect(problems(sheet({ paper: 254, table: 180, lower: 400 }))).toEqual([]);
});

test("each problem is found where it is", async () => {
  expect(assessGray(sheet({ lower: 900 }))).toEqual([{ problem: "edge-missing", edge: "lower" }]);
  expect(problems(sheet({ paper: 60, print: 20, table: 10 }))).toContain("too-dark");
  expect(problems(sheet({ paper: 200, print: 165, table: 150 }))).toContain("too-pale");
  expect(problems(await rawOf(toSharp(sheet()).blur(3)))).toContain("out-of-focus");
  const glare = sheet({ paper: 190 });
  for (let y = 200; y < 420; y++)
    for (let x = 150; x < 400; x++) {
      const away = Math.hypot(x - 275, y - 310) / 110;
      const at = y * WIDTH + x;
      if (away < 1) glare.data[at] = Math.min(255, (glare.data[at] ?? 0) + 220 * (1 - away * away));
    }
  expect(problems(glare)).toContain("reflection");
});

test("a code whose squares run into one another is out of focus, one with shadow over a part of it is not", async () => {
  const random = seededRandom(1, "squares");
  const image = sheet();
  const square = 5;
  for (let row = 0; row < 37; row++)
    for (let column = 0; column < 37; column++) {
      const value = random.fraction() < 0.5 ? 50 : 220;
      for (let y = 0; y < square; y++)
        image.data.fill(value, ...span((300 + row * square + y) * WIDTH + 200 + column * square, square));
    }
  expect(problems(image)).toEqual([]);
  expect(problems(await rawOf(toSharp(image).blur(0.5 * square)))).toEqual([]);
  expect(problems(await rawOf(toSharp(image).blur(0.9 * square)))).toEqual(["out-of-focus"]);
  for (let y = 300; y < 485; y++)
    for (let x = 200; x < 300; x++)
      image.data[y * WIDTH + x] = (image.data[y * WIDTH + x] ?? 0) * (1 - (y - 300) / 400);
  expect(problems(image)).toEqual([]);
});

test("the advice says what to do, in both languages", () => {
  const edge = { problem: "edge-missing", edge: "lower" } as const;
  expect(qualityAdvice(edge, "en")).toBe("the lower edge of the sheet is missing: take all of it");
  expect(qualityAdvice(edge, "es")).toBe("falta el borde inferior del acta: tómela entera");
  const small = { problem: "code-too-small", tenths: 21 } as const;
  expect(qualityAdvice(small, "en")).toContain("2.1 dots a square");
  expect(qualityAdvice(small, "es")).toContain("2,1 puntos por cuadro");
});

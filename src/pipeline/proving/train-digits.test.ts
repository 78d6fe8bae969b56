import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { digitInCell, DIGIT_SIDE } from "../../core/handwriting/digit-image.ts";
import {
  formatNetwork,
  guessDigit,
  makeActivations,
  parseNetwork,
  type DigitNetwork,
} from "../../core/handwriting/digit-network.ts";
import { DIGIT_WEIGHTS } from "../../core/handwriting/digit-weights.ts";
import { seededRandom } from "../demo/random.ts";
import { drawDigit, trainDigits } from "./train-digits.ts";

/** How many of so many new drawn digits the network takes for what they are. */
function rightOf(network: DigitNetwork, count: number, seed: number): number {
  const random = seededRandom(seed, "digits to test with");
  const work = makeActivations();
  let right = 0;
  for (let at = 0; at < count; at++) {
    const { digit, pixels } = drawDigit(random);
    if (guessDigit(network, pixels, work).digit === digit) right += 1;
  }
  return right;
}

test("drawn digits teach more than chance, and the same seed teaches the same", () => {
  const few = trainDigits({ seed: 3, digits: 64 });
  expect(formatNetwork(trainDigits({ seed: 3, digits: 64 }))).toBe(formatNetwork(few));
  const more = trainDigits({ seed: 3, digits: 960 });
  const [fewRight, moreRight] = [rightOf(few, 100, 1), rightOf(more, 100, 1)];
  expect(moreRight).toBeGreaterThan(Math.max(40, fewRight + 20));
});

test("the weights in the repository have the hash they state, and read drawn digits they never saw", () => {
  const text = DIGIT_WEIGHTS.lines.join("");
  const hash = createHash("sha256").update(Buffer.from(text, "base64")).digest("hex");
  expect(hash).toBe(DIGIT_WEIGHTS.sha256);
  const network = parseNetwork(text);
  expect(formatNetwork(network)).toBe(text);
  expect(rightOf(network, 200, 2)).toBeGreaterThan(190);
});

test("a network of another size is refused", () => {
  expect(() => parseNetwork(DIGIT_WEIGHTS.lines.slice(1).join(""))).toThrow(RangeError);
});

test("paper is blank, a line through a box is a stroke, and lines of the form at its edge are nothing", () => {
  const size = { width: 40, height: 30, margin: 4 };
  const paper = () => new Uint8Array(size.width * size.height).fill(230);
  const line = (row: number, from: number, to: number) => {
    const data = paper();
    for (const y of [row, row + 1]) data.fill(40, y * size.width + from, y * size.width + to);
    return data;
  };
  expect(digitInCell({ ...size, data: paper() }).kind).toBe("blank");
  expect(digitInCell({ ...size, data: line(15, 10, 30) }).kind).toBe("stroke");
  expect(digitInCell({ ...size, data: line(3, 0, 40) }).kind).toBe("blank");
});

test("the digit is cut out alike wherever it stands in its box", () => {
  // An 8 without any noise, so that only the place differs.
  const side = 40;
  const plain = new Uint8Array(side * side).fill(240);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const off = Math.min(...[14, 25].map((middle) => Math.abs(Math.hypot(x - 20, y - middle) - 5.5)));
      if (off < 1.2) plain[y * side + x] = 30;
    }
  const cell = { width: side, height: side, margin: 4, data: plain };
  const wide = cell.width + 14;
  const data = new Uint8Array(wide * (cell.height + 6)).fill(240);
  for (let y = 0; y < cell.height; y++)
    data.set(cell.data.subarray(y * cell.width, (y + 1) * cell.width), (y + 5) * wide + 9);
  const shifted = { ...cell, width: wide, height: cell.height + 6, data };
  const [one, other] = [digitInCell(cell), digitInCell(shifted)];
  expect([one.kind, other.kind]).toEqual(["ink", "ink"]);
  if (one.kind !== "ink" || other.kind !== "ink") return;
  const network = parseNetwork(DIGIT_WEIGHTS.lines.join(""));
  const guesses = [one, other].map(({ pixels }) => guessDigit(network, pixels, makeActivations()).digit);
  expect(guesses).toEqual([8, 8]);
  expect(one.pixels.length).toBe(DIGIT_SIDE * DIGIT_SIDE);
});

import { darkParts } from "../handwriting/dark-parts.ts";
import { digitInCell, DIGIT_SIDE, type DigitCell } from "../handwriting/digit-image.ts";

/** How the ink of one number, or of one digit written by hand, looks: bits row by row; or that nothing is written. */
export type InkBits = Uint8Array | "blank";

/** Bits of a printed number: as high as its digits, and so many columns for each of them. */
const PRINT_ROWS = 8;
const PRINT_COLUMNS = 20;
const DIGIT_COLUMNS = 5;
/** Width of a printed digit as a part of its height, with what stands between two. */
const DIGIT_WIDTH = 0.68;
const DIGITS_MAXIMUM = PRINT_COLUMNS / DIGIT_COLUMNS;
/** Bits of a digit written by hand, across and down. */
const HAND_SIDE = 8;
/** A bit is set where so much of its part is ink. */
const PRINT_INK = 0.5;
const HAND_INK = 0.3;
/** Ink less dark than this against its paper is none. */
const CONTRAST_MINIMUM = 40;
/** Samples across and down for each bit. */
const SAMPLES = 4;

/**
 * The printed digits of a cell, cut out around their ink, brought to one size by how many they are, and as bits of what is
 * mostly ink: block means held to a threshold, after Yang, Gu and Niu, Block mean value based image perceptual hashing (2006),
 * of the ink alone, so that where the cell was cut, how large it is and how bright do not matter. Undefined where no digits
 * stand out.
 */
export function printedInkBits(cell: DigitCell): InkBits | undefined {
  const { width, height, data, margin } = cell;
  const { paper, contrast } = levelsOf(data);
  if (contrast < CONTRAST_MINIMUM) return undefined;
  // Right and bottom are taken as where a part ends, one pixel on.
  const frames = darkParts(cell, paper - contrast / 2).map(({ frame: { left, right, top, bottom } }) => ({
    left,
    right: right + 1,
    top,
    bottom: bottom + 1,
  }));
  const parts = frames.filter(({ left, right, top, bottom }) => {
    const [high, x, y] = [bottom - top, (left + right) / 2, (top + bottom) / 2];
    const isWithin =
      y > margin &&
      y < height - margin &&
      x > margin / 2 &&
      x < width - margin / 2 &&
      right - left < 0.9 * width;
    return isWithin && high > 0.25 * (height - 2 * margin) && high < 0.95 * height;
  });
  const highest = Math.max(0, ...parts.map(({ top, bottom }) => bottom - top));
  const digits = parts.filter(({ top, bottom }) => bottom - top >= 0.6 * highest);
  if (digits.length === 0) return undefined;
  const left = Math.min(...digits.map((part) => part.left));
  const right = Math.max(...digits.map((part) => part.right));
  const top = Math.min(...digits.map((part) => part.top));
  const bottom = Math.max(...digits.map((part) => part.bottom));
  const wide = (right - left) / (bottom - top) / DIGIT_WIDTH;
  const columns = DIGIT_COLUMNS * Math.max(1, Math.min(DIGITS_MAXIMUM, Math.round(wide)));
  const [down, across] = [(bottom - top) / PRINT_ROWS, (right - left) / columns];
  const grid = { rows: PRINT_ROWS, columns: PRINT_COLUMNS, ink: PRINT_INK };
  return bitsOf(grid, (row, column) =>
    column >= columns
      ? 0
      : inkBetween(
          cell,
          { x: left + column * across, y: top + row * down },
          (value) => (paper - value) / contrast,
        ),
  );
}

/** The same of one digit written by hand, from its box. Undefined where a stroke goes through it. */
export function writtenInkBits(cell: DigitCell): InkBits | undefined {
  const content = digitInCell(cell);
  if (content.kind !== "ink") return content.kind === "blank" ? "blank" : undefined;
  const square = { width: DIGIT_SIDE, height: DIGIT_SIDE, data: content.pixels };
  const pitch = DIGIT_SIDE / HAND_SIDE;
  return bitsOf({ rows: HAND_SIDE, columns: HAND_SIDE, ink: HAND_INK }, (row, column) =>
    inkBetween(square, { x: column * pitch, y: row * pitch }, (value) => value),
  );
}

/** A bit for each part of a grid: whether the mean of what is sampled in it reaches `ink`. */
function bitsOf(
  { rows, columns, ink }: { readonly rows: number; readonly columns: number; readonly ink: number },
  inkAt: (row: number, column: number) => number,
): Uint8Array {
  const bits = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let down = 0; down < SAMPLES; down++)
        for (let across = 0; across < SAMPLES; across++)
          sum += inkAt(row + (down + 0.5) / SAMPLES, column + (across + 0.5) / SAMPLES);
      bits[row * columns + column] = sum / (SAMPLES * SAMPLES) >= ink ? 1 : 0;
    }
  return bits;
}

/** How much ink there is at a point, between four pixels, each as ink from 0 to 1; none outside. */
function inkBetween(
  of: { readonly width: number; readonly height: number; readonly data: Uint8Array | Float32Array },
  at: { readonly x: number; readonly y: number },
  inkOf: (value: number) => number,
): number {
  const [x, y] = [at.x - 0.5, at.y - 0.5];
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const value = (column: number, line: number) =>
    column < 0 || line < 0 || column >= of.width || line >= of.height
      ? 0
      : Math.max(0, Math.min(1, inkOf(of.data[line * of.width + column] ?? 0)));
  const [partX, partY] = [x - left, y - top];
  const upper = value(left, top) * (1 - partX) + value(left + 1, top) * partX;
  const lower = value(left, top + 1) * (1 - partX) + value(left + 1, top + 1) * partX;
  return upper * (1 - partY) + lower * partY;
}

/** The brightness of the paper, which is most of the cell, and how much darker the darkest ink is. */
function levelsOf(data: Uint8Array): { readonly paper: number; readonly contrast: number } {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  const quantile = (part: number) => {
    let seen = 0;
    return counts.findIndex((count) => (seen += count) >= part * data.length);
  };
  const paper = quantile(0.7);
  return { paper, contrast: paper - quantile(0.01) };
}

import { darkParts, type DarkPart, type Frame } from "./dark-parts.ts";

/** Side of the square that the network sees, and of the digit in it, in pixels. */
export const DIGIT_SIDE = 20;
const DIGIT_HEIGHT = 16;

/** Brightness of a box for one digit, one byte a pixel, row by row; `margin` pixels around it belong to what is beside it. */
export interface DigitCell {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly margin: number;
}

/** What stands in a box for one digit. */
export type CellContent =
  | { readonly kind: "blank" }
  /** Ink that is no digit: a stroke through the box. */
  | { readonly kind: "stroke" }
  /** The ink in a square of `DIGIT_SIDE`, 0 for paper to 1 for the darkest ink. */
  | { readonly kind: "ink"; readonly pixels: Float32Array };

/** Ink less dark than this against its paper is dirt or shows through from behind. */
const CONTRAST_MINIMUM = 22;
/** A part of the ink counts as part of the digit from this share of the largest part on: the bar of a 5 may stand alone. */
const PART_SHARE = 0.12;

/**
 * The ink of the box, cut out from what comes in from beside it, and brought to one size in the middle of a square. Only
 * sums, products and comparisons, so that every machine makes the same of it.
 */
export function digitInCell(cell: DigitCell): CellContent {
  const { paper, contrast, noise } = levelsOf(cell);
  if (contrast < Math.max(CONTRAST_MINIMUM, 5 * noise)) return { kind: "blank" };
  // A pen that hardly touches leaves gaps: what is half as dark as the darkest is ink, and so is what it joins on to.
  const pale = paper - Math.max(CONTRAST_MINIMUM / 2, contrast * 0.3, 3 * noise);
  const dark = paper - contrast * 0.55;
  const parts = darkParts(cell, pale).filter(
    (part) => isInside(part, cell) && part.pixels.some((at) => (cell.data[at] ?? 255) <= dark),
  );
  const largest = Math.max(0, ...parts.map(({ pixels }) => pixels.length));
  const inside = (cell.height - 2 * cell.margin) * (cell.width - 2 * cell.margin);
  if (largest < Math.max(5, inside * 0.008)) return { kind: "blank" };
  const kept = parts.filter(
    ({ pixels, frame }) =>
      pixels.length === largest || (pixels.length >= largest * PART_SHARE && !isCut(frame, cell)),
  );
  const frame = frameOf(kept);
  const [width, height] = [frame.right - frame.left + 1, frame.bottom - frame.top + 1];
  if (width > 2.2 * height || height < 0.22 * (cell.height - 2 * cell.margin)) return { kind: "stroke" };
  return { kind: "ink", pixels: squareOf(inkOf(cell, kept, { paper, contrast, noise }), frame) };
}

interface Levels {
  readonly paper: number;
  readonly contrast: number;
  /** How far the brightness of paper strays upwards. */
  readonly noise: number;
}

/** The brightness of the paper, which is most of the box, and how much darker the darkest ink is: inside the box alone. */
function levelsOf({ data, width, height, margin }: DigitCell): Levels {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = margin; y < height - margin; y++)
    for (let x = margin; x < width - margin; x++) {
      const value = data[y * width + x] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
      total += 1;
    }
  const quantile = (part: number) => {
    let seen = 0;
    return counts.findIndex((count) => (seen += count) >= part * total);
  };
  const paper = quantile(0.6);
  return { paper, contrast: paper - quantile(0.015), noise: (quantile(0.95) - paper) / 1.4 };
}

/** Whether most of the part lies in the box, and it is no line of the form. */
function isInside({ pixels, frame }: DarkPart, { width, height, margin }: DigitCell): boolean {
  let within = 0;
  for (const at of pixels) {
    const x = at % width;
    const y = (at - x) / width;
    if (x >= margin && x < width - margin && y >= margin && y < height - margin) within += 1;
  }
  const [wide, high] = [frame.right - frame.left + 1, frame.bottom - frame.top + 1];
  const isRule =
    (wide > 0.85 * width && high < 0.2 * height) || (high > 0.93 * height && wide < 0.12 * width);
  return within * 2 > pixels.length && !isRule;
}

/** Whether it goes on beyond what was cut out: then it belongs to what stands beside. */
function isCut({ left, right, top, bottom }: Frame, { width, height }: DigitCell): boolean {
  return left === 0 || top === 0 || right === width - 1 || bottom === height - 1;
}

function frameOf(parts: readonly DarkPart[]): Frame {
  const frames = parts.map(({ frame }) => frame);
  return {
    left: Math.min(...frames.map(({ left }) => left)),
    right: Math.max(...frames.map(({ right }) => right)),
    top: Math.min(...frames.map(({ top }) => top)),
    bottom: Math.max(...frames.map(({ bottom }) => bottom)),
  };
}

interface Ink {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** How dark each pixel of the parts is, and each beside them: their pale edges belong to them. */
function inkOf(
  { width, height, data }: DigitCell,
  parts: readonly DarkPart[],
  { paper, contrast }: Levels,
): Ink {
  const ink = new Float32Array(data.length);
  for (const { pixels } of parts)
    for (const at of pixels) {
      const x = at % width;
      const y = (at - x) / width;
      for (let line = Math.max(0, y - 1); line <= Math.min(height - 1, y + 1); line++)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const beside = line * width + column;
          ink[beside] = Math.max(0, Math.min(1, (paper - (data[beside] ?? 255)) / contrast));
        }
    }
  return { width, height, data: ink };
}

/** The frame's ink with its longer side as `DIGIT_HEIGHT`, in the middle of the square: each pixel the mean of what it covers. */
function squareOf(ink: Ink, frame: Frame): Float32Array {
  const [width, height] = [frame.right - frame.left + 1, frame.bottom - frame.top + 1];
  const step = Math.max(width, height) / DIGIT_HEIGHT;
  const [middleX, middleY] = [(frame.left + frame.right + 1) / 2, (frame.top + frame.bottom + 1) / 2];
  const samples = Math.max(2, Math.ceil(step * 1.5));
  const pixels = new Float32Array(DIGIT_SIDE * DIGIT_SIDE);
  for (let row = 0; row < DIGIT_SIDE; row++)
    for (let column = 0; column < DIGIT_SIDE; column++) {
      let sum = 0;
      for (let below = 0; below < samples; below++)
        for (let beside = 0; beside < samples; beside++) {
          const x = middleX + (column + (beside + 0.5) / samples - DIGIT_SIDE / 2) * step;
          const y = middleY + (row + (below + 0.5) / samples - DIGIT_SIDE / 2) * step;
          sum += inkAt(ink, x - 0.5, y - 0.5);
        }
      pixels[row * DIGIT_SIDE + column] = sum / (samples * samples);
    }
  return pixels;
}

/** Between four pixels; nothing outside. */
function inkAt({ width, height, data }: Ink, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < -1 || top < -1 || left >= width || top >= height) return 0;
  const value = (column: number, line: number) =>
    column < 0 || line < 0 || column >= width || line >= height ? 0 : (data[line * width + column] ?? 0);
  const [partX, partY] = [x - left, y - top];
  const upper = value(left, top) * (1 - partX) + value(left + 1, top) * partX;
  const lower = value(left, top + 1) * (1 - partX) + value(left + 1, top + 1) * partX;
  return upper * (1 - partY) + lower * partY;
}

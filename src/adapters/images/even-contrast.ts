import type { GrayImage } from "./gray-image.ts";

/** How far from middle gray one standard deviation of the surroundings is laid. */
const SPREAD = 48;
/** Surroundings that differ less are plain paper, and their noise is not made print. */
const LEAST = 6;

/**
 * The image with the same contrast everywhere: each pixel's distance from the mean of the square around it, `radius` pixels to each
 * side, as a multiple of the standard deviation in that square; what lies outside of the image does not count. (Niblack 1986
 * puts a threshold at such a multiple.) Shadow, pale print and blur wider than the square disappear.
 */
export function evenContrast({ data, width, height }: GrayImage, radius: number): GrayImage {
  const even = new Uint8Array(data.length);
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const count = (row: number, sign: 1 | -1) => {
    const start = row * width;
    for (let x = 0; x < width; x++) {
      const value = data[start + x] ?? 0;
      sums[x] = (sums[x] ?? 0) + sign * value;
      squares[x] = (squares[x] ?? 0) + sign * value * value;
    }
  };
  for (let row = 0; row < Math.min(radius, height); row++) count(row, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) count(y + radius, 1);
    if (y - radius - 1 >= 0) count(y - radius - 1, -1);
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    evenRow({ sums, squares, rows, radius }, data.subarray(y * width), even.subarray(y * width));
  }
  return { data: even, width, height };
}

interface Columns {
  /** Of each column, the sum of the pixels in so many rows, and that of their squares. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly rows: number;
  readonly radius: number;
}

function evenRow({ sums, squares, rows, radius }: Columns, from: Uint8Array, to: Uint8Array): void {
  const width = sums.length;
  let sum = 0;
  let square = 0;
  for (let x = 0; x < Math.min(radius, width); x++) {
    sum += sums[x] ?? 0;
    square += squares[x] ?? 0;
  }
  for (let x = 0; x < width; x++) {
    const right = x + radius;
    const left = x - radius - 1;
    if (right < width) {
      sum += sums[right] ?? 0;
      square += squares[right] ?? 0;
    }
    if (left >= 0) {
      sum -= sums[left] ?? 0;
      square -= squares[left] ?? 0;
    }
    const pixels = rows * ((right < width ? right : width - 1) - (left >= 0 ? left : -1));
    const mean = sum / pixels;
    const deviation = Math.sqrt(Math.max(0, square / pixels - mean * mean));
    const value = 128.5 + (((from[x] ?? 0) - mean) * SPREAD) / Math.max(LEAST, deviation);
    to[x] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}

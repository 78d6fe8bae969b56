import type { GrayImage } from "./gray-image.ts";

/** `sharp` goes through the pixels (Catmull and Rom 1974), `smooth` between them (the cubic B-spline): it takes noise away. */
export type Enlarging = "sharp" | "smooth";

/** What the four pixels around a place count, and the first of them, for each place within a pixel. */
interface Phase {
  readonly first: number;
  readonly weights: readonly [number, number, number, number];
}

const KERNELS: Readonly<Record<Enlarging, (distance: number) => number>> = {
  sharp: (far) =>
    far < 1 ? 1.5 * far ** 3 - 2.5 * far ** 2 + 1 : -0.5 * far ** 3 + 2.5 * far ** 2 - 4 * far + 2,
  smooth: (far) => (far < 1 ? (4 - 6 * far ** 2 + 3 * far ** 3) / 6 : (2 - far) ** 3 / 6),
};

/** The image, a whole number of times as wide and high. Beyond its ends it goes on as it ends. */
export function enlargeGray(image: GrayImage, factor: number, by: Enlarging): GrayImage {
  const { data, width, height } = image;
  const large = { width: width * factor, height: height * factor };
  const to = new Uint8Array(large.width * large.height);
  const phases = phasesOf(factor, KERNELS[by]);
  // One line of the result, not yet enlarged across, with two pixels more at each end.
  const line = new Float32Array(width + 4);
  for (let y = 0; y < large.height; y++) {
    const phase = phases[y % factor];
    if (phase === undefined) break;
    const top = Math.floor(y / factor) + phase.first;
    const start = (row: number) => Math.max(0, Math.min(height - 1, row)) * width;
    const [a, b, c, d] = [start(top), start(top + 1), start(top + 2), start(top + 3)];
    const [wa, wb, wc, wd] = phase.weights;
    for (let x = 0; x < width; x++)
      line[x + 2] =
        (data[a + x] ?? 0) * wa + (data[b + x] ?? 0) * wb + (data[c + x] ?? 0) * wc + (data[d + x] ?? 0) * wd;
    line.fill(line[2] ?? 0, 0, 2);
    line.fill(line[width + 1] ?? 0, width + 2);
    enlargeLine(line, phases, to.subarray(y * large.width, (y + 1) * large.width));
  }
  return { ...large, data: to };
}

function enlargeLine(line: Float32Array, phases: readonly Phase[], to: Uint8Array): void {
  for (const [offset, { first, weights }] of phases.entries()) {
    const [wa, wb, wc, wd] = weights;
    for (let from = first + 2, at = offset; at < to.length; from++, at += phases.length) {
      const value =
        (line[from] ?? 0) * wa +
        (line[from + 1] ?? 0) * wb +
        (line[from + 2] ?? 0) * wc +
        (line[from + 3] ?? 0) * wd +
        0.5;
      to[at] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

function phasesOf(factor: number, kernel: (distance: number) => number): Phase[] {
  return Array.from({ length: factor }, (_, at) => {
    const place = (at + 0.5) / factor - 0.5;
    const before = Math.floor(place);
    const past = place - before;
    return {
      first: before - 1,
      weights: [kernel(1 + past), kernel(past), kernel(1 - past), kernel(2 - past)],
    };
  });
}

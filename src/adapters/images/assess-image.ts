import type { QualityProblem } from "../../core/image-quality.ts";
import { cropGray, halveGray, type GrayImage } from "./gray-image.ts";
import { codeRegions } from "../readers/code-regions.ts";
import { findPage } from "./page-finder.ts";

/** What the numbers below are held to. */
const BARS = {
  /** Brightness of the paper below which a photo is dark. */
  dark: 75,
  /** Difference of print and paper below which print is pale. */
  pale: 60,
  /** Part of the sheet that is burnt out, where the rest is not. */
  reflection: 0.02,
  /** Dots for a square of the code. */
  dots: 2.3,
  /** Part of the code that is neither dark nor light, but in between. */
  between: 0.52,
};

/** Above so many pixels half of the size is measured. */
const LARGE = 6_000_000;
/** Nothing smaller shows a sheet. */
const LEAST = 24;

/** What makes an image hard to read, for whoever can take another: nothing of it stops a reader. */
export function assessGray(whole: GrayImage): QualityProblem[] {
  const isLarge = whole.width * whole.height > LARGE;
  // Edges are held against the squares of the code, so that a smaller image says the same in less time.
  const [image, by] = isLarge ? [halveGray(whole), 2] : [whole, 1];
  if (image.width < LEAST || image.height < LEAST) return [{ problem: "code-too-small", tenths: 1 }];
  const problems: QualityProblem[] = [];
  const light = lightOf(image);
  const page = findPage(image);
  if (page?.edgeMissing !== undefined) problems.push({ problem: "edge-missing", edge: page.edgeMissing });
  if (light.paper < BARS.dark) problems.push({ problem: "too-dark" });
  else if (light.paper - light.print < BARS.pale) problems.push({ problem: "too-pale" });
  if (light.burnt >= BARS.reflection)
    problems.push({
      problem: "reflection",
      percent: Math.max(1, Math.min(100, Math.round(light.burnt * 100))),
    });
  const contrast = light.paper - light.print;
  const [region] = codeRegions(image);
  const code = region === undefined ? undefined : cropGray(image, region);
  const dots = code === undefined ? undefined : dotsOfCode(code);
  const width = edgeWidth(image, contrast);
  // An edge of print that takes longer than a square and a half of the code hides the squares beside it.
  const isWide = width > (dots === undefined ? 5 : Math.max(3.4, 1.3 * dots + 1.2));
  // Where the squares of a code run into one another, most of it is gray, however large they are.
  const isGray = code !== undefined && dots !== undefined && betweenInCode(code, contrast) >= BARS.between;
  if (isWide || isGray) problems.push({ problem: "out-of-focus" });
  else if (dots !== undefined && dots * by < BARS.dots)
    problems.push({ problem: "code-too-small", tenths: Math.max(1, Math.round(dots * by * 10)) });
  return problems;
}

/** Every so many pixels are looked at. */
const STEP = 3;
/** Around what is burnt out lies so much, as a part of it, that nearly is. */
const FADING = 0.15;

function lightOf({ width, height, data }: GrayImage) {
  const counts = new Uint32Array(256);
  let seen = 0;
  for (let y = 0; y < height; y += STEP)
    for (let x = 0; x < width; x += STEP) {
      const value = data[y * width + x] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
      seen += 1;
    }
  const quantile = (part: number) => {
    let below = 0;
    return counts.findIndex((count) => (below += count) >= part * seen);
  };
  const [paper, print] = [quantile(0.9), quantile(0.01)];
  const bright = counts.map((count, value) => (value >= (paper + print) / 2 ? count : 0));
  const half = bright.reduce((sum, count) => sum + count, 0) / 2;
  let below = 0;
  const middle = bright.findIndex((count) => (below += count) >= half);
  const burnt = counts.subarray(253).reduce((sum, count) => sum + count, 0) / seen;
  // A reflection fades into the paper around it; paper that is white as it is ends at its edge.
  const fading = counts.subarray(222, 247).reduce((sum, count) => sum + count, 0) / seen;
  return {
    paper,
    print,
    // Where most of the paper is white already, a scanner made it so.
    burnt: middle >= 225 || burnt > 0.4 || fading < burnt * FADING ? 0 : burnt,
  };
}

const BLOCK = 12;
/** With fewer edges nothing is said of them. */
const EDGES_MINIMUM = 12;

/**
 * How many pixels an edge of print takes from dark to light: in blocks with strong contrast, that contrast by its steepest step;
 * the median of them. An edge wider than a block is looked for in half of the size, and again.
 */
function edgeWidth(image: GrayImage, contrast: number, halvings = 3): number {
  const { width, height, data } = image;
  const widths: number[] = [];
  const every = Math.max(BLOCK, Math.round(Math.sqrt((width * height) / 8_000)));
  for (let top = 0; top + BLOCK < height; top += every)
    for (let left = 0; left + BLOCK < width; left += every) {
      let [least, most, steepest] = [255, 0, 0];
      for (let y = top; y < top + BLOCK; y++)
        for (let x = left; x < left + BLOCK; x++) {
          const here = data[y * width + x] ?? 0;
          if (here < least) least = here;
          if (here > most) most = here;
          const across = Math.abs((data[y * width + x + 1] ?? here) - here);
          const down = Math.abs((data[(y + 1) * width + x] ?? here) - here);
          if (across > steepest) steepest = across;
          if (down > steepest) steepest = down;
        }
      if (most - least > 0.55 * contrast && steepest > 0) widths.push((most - least) / steepest);
    }
  widths.sort((one, other) => one - other);
  if (widths.length >= EDGES_MINIMUM) return widths[widths.length >> 1] ?? 0;
  return halvings === 0 || Math.min(width, height) < 8 * BLOCK
    ? 0
    : 2 * edgeWidth(halveGray(image), contrast, halvings - 1);
}

/** What surely is code of a region that looks like one, as parts of its width and height. */
const INNER = { from: 0.2, to: 0.8 };

/** Pixels for a square of what looks like a code: half of the runs of dark or light in it are one square long. */
function dotsOfCode({ width, height, data }: GrayImage): number | undefined {
  const longest = width / 6;
  const runs = new Uint32Array(Math.ceil(longest));
  let known = 0;
  for (let y = Math.floor(height * INNER.from); y < height * INNER.to; y++) {
    const line = data.subarray(y * width, (y + 1) * width);
    let sum = 0;
    for (const value of line) sum += value;
    const mean = sum / Math.max(1, width);
    let start = 0;
    let isDark = (line[0] ?? 0) < mean;
    for (let x = 1; x < width; x++) {
      const dark = (line[x] ?? 0) < mean;
      if (dark === isDark) continue;
      if (x - start < longest) {
        runs[x - start] = (runs[x - start] ?? 0) + 1;
        known += 1;
      }
      start = x;
      isDark = dark;
    }
  }
  if (known < 60) return undefined;
  let below = 0;
  return runs.findIndex((count) => (below += count) > Math.floor(known * 0.4));
}

/** The code is looked at in so many parts across and down, since a shadow may lie over some. */
const PARTS = 3;
/** A part with less than this of the contrast of print is not code. */
const CODE_CONTRAST = 0.25;

/** How much of the code is brighter than a quarter of the way from its dark to its light, and darker than three quarters. */
function betweenInCode({ width, height, data }: GrayImage, contrast: number): number {
  const start = (side: number, part: number) =>
    Math.floor(side * (INNER.from + ((INNER.to - INNER.from) * part) / PARTS));
  let between = 0;
  let pixels = 0;
  for (let part = 0; part < PARTS * PARTS; part++) {
    const [across, down] = [part % PARTS, Math.floor(part / PARTS)];
    const [left, right] = [start(width, across), start(width, across + 1)];
    const counts = new Uint32Array(256);
    for (let y = start(height, down); y < start(height, down + 1); y++)
      for (const value of data.subarray(y * width + left, y * width + right))
        counts[value] = (counts[value] ?? 0) + 1;
    const all = counts.reduce((sum, count) => sum + count, 0);
    const quantile = (share: number) => {
      let below = 0;
      return counts.findIndex((count) => (below += count) >= share * all);
    };
    const [dark, light] = [quantile(0.05), quantile(0.95)];
    if (all === 0 || light - dark < CODE_CONTRAST * contrast) continue;
    const quarter = (light - dark) / 4;
    between += counts.reduce(
      (sum, count, value) => (value > dark + quarter && value < light - quarter ? sum + count : sum),
      0,
    );
    pixels += all;
  }
  return pixels === 0 ? 0 : between / pixels;
}

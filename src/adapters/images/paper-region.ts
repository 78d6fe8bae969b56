import type { GrayImage, Region } from "./gray-image.ts";

/** Every so many pixels are looked at. */
const STEP = 4;
/** A column or row is paper where at least this part of it is as bright as paper. */
const PAPER_SHARE = 0.5;

/**
 * The upright rectangle of an image that is mostly paper: what a scanner's dark bed leaves. The whole image where no such
 * rectangle stands out.
 */
export function paperRegion(image: GrayImage): Region {
  const { width, height, data } = image;
  const bright = brightness(image);
  const isPaper = (x: number, y: number) => (data[y * width + x] ?? 0) >= bright;
  const share = (count: number, of: (at: number) => boolean) => {
    let paper = 0;
    for (let at = 0; at < count; at += STEP) if (of(at)) paper += 1;
    return paper / Math.ceil(count / STEP);
  };
  const columns = span(width, (x) => share(height, (y) => isPaper(x, y)) >= PAPER_SHARE);
  const rows = span(height, (y) => share(width, (x) => isPaper(x, y)) >= PAPER_SHARE * 0.6);
  if (columns === undefined || rows === undefined) return { left: 0, top: 0, width, height };
  return {
    left: columns.from,
    top: rows.from,
    width: columns.to - columns.from,
    height: rows.to - rows.from,
  };
}

/** Half way between the dark and the bright of the image. */
function brightness({ data }: GrayImage): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at += STEP) counts[data[at] ?? 0] = (counts[data[at] ?? 0] ?? 0) + 1;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const quantile = (part: number) => {
    let seen = 0;
    return counts.findIndex((count) => (seen += count) >= part * total);
  };
  return (quantile(0.02) + quantile(0.9)) / 2;
}

function span(count: number, isInside: (at: number) => boolean) {
  let [from, to] = [-1, -1];
  for (let at = 0; at < count; at++)
    if (isInside(at)) {
      if (from < 0) from = at;
      to = at + 1;
    }
  return from < 0 || to - from < count / 4 ? undefined : { from, to };
}

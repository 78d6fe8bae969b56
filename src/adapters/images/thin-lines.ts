import type { GrayImage } from "./gray-image.ts";

const GAIN = 1.5;

/**
 * The image without dark lines thinner than twice the radius, and with the bright cuts closed that such lines left in what is
 * thicker: a closing, then an opening, with a square (Serra 1982).
 */
export function withoutThinLines(image: GrayImage, radius: number): GrayImage {
  if (radius < 1) return image;
  const closed = extreme(extreme(image, radius, Math.max), radius, Math.min);
  const opened = extreme(extreme(closed, radius, Math.min), radius, Math.max);
  // What is left of a line that was a little thicker is pale, and made paler.
  return { ...opened, data: opened.data.map((value) => Math.min(255, value * GAIN)) };
}

/** Each pixel the brightest, or the darkest, of the square around it; of those that are inside the image. */
function extreme(
  image: GrayImage,
  radius: number,
  choose: (one: number, other: number) => number,
): GrayImage {
  const { width, height } = image;
  const pass = (data: Uint8Array, step: number, length: number) => {
    const into = new Uint8Array(data.length);
    for (let at = 0; at < data.length; at++) {
      const place = step === 1 ? at % width : (at - (at % width)) / width;
      let best = data[at] ?? 0;
      const last = Math.min(radius, length - 1 - place);
      for (let by = -Math.min(radius, place); by <= last; by++)
        best = choose(best, data[at + by * step] ?? 0);
      into[at] = best;
    }
    return into;
  };
  return { width, height, data: pass(pass(image.data, 1, width), width, height) };
}

import { rawOf, toSharp, type GrayImage } from "./gray-image.ts";

/** Standard deviation of the blur, in pixels. */
const SIGMA = 2.5;

/** Each pixel is taken as far again from its blurred surroundings as it lies from them: unsharp masking. */
export async function sharpenGray(image: GrayImage): Promise<GrayImage> {
  const { data: blurred } = await rawOf(toSharp(image).blur(SIGMA));
  const sharpened = image.data.map((value, at) =>
    Math.max(0, Math.min(255, 2 * value - (blurred[at] ?? value))),
  );
  return { ...image, data: sharpened };
}

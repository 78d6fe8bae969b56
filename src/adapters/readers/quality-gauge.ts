import { codesSuffice } from "../../core/formats/codes-suffice.ts";
import { problemsBesideCode } from "../../core/image-quality.ts";
import type { QualityGauge } from "../../world.ts";
import { assessGray } from "../images/assess-image.ts";
import { halveGray, openGray, type GrayImage } from "../images/gray-image.ts";
import { zxingDecoder, type QrDecoder } from "./qr-decoder.ts";

/** A larger image is looked at in half its size: this is a first look. */
const LARGE = 6_000_000;

const isLarge = ({ width, height }: GrayImage) => width * height > LARGE;

/**
 * Measures what makes an image hard to read. Where something does, a code on it is looked for once: what can be read all the
 * same needs no other photo. Of an image at which a decoder breaks off nothing is said: it is received all the same.
 */
export function qualityGauge(startDecoder: () => Promise<QrDecoder> = zxingDecoder): QualityGauge {
  // Loaded for the first image that needs it: most need none.
  let decoder: Promise<QrDecoder> | undefined;
  return {
    measure: async (file, { formats, isCodeAll }) => {
      let image: GrayImage;
      try {
        image = await openGray(file);
      } catch {
        return [];
      }
      const problems = assessGray(image);
      if (problems.length === 0) return [];
      if (formats.length === 0) return problemsBesideCode(problems, false);
      decoder ??= startDecoder();
      const texts = await textsIn(isLarge(image) ? halveGray(image) : image, await decoder);
      if (texts === undefined) return [];
      const isRead = codesSuffice(texts, formats);
      return isRead ? problemsBesideCode(problems, isCodeAll) : problems;
    },
  };
}

async function textsIn(image: GrayImage, decoder: QrDecoder): Promise<readonly string[] | undefined> {
  try {
    return (await decoder.decode(image)).codes.map(({ text }) => text);
  } catch {
    return undefined;
  }
}

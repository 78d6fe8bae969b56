import sharp from "sharp";

import type { ImageRedactor } from "../../world.ts";
import { PIXELS_MAXIMUM } from "./gray-image.ts";

/** What stands for whatever was there. */
const BLACK = 0;
/** Losses of a second encoding are not to be seen, and digits keep their colours. */
const JPEG = { quality: 90, chromaSubsampling: "4:4:4" };

/**
 * Makes public images: the pixels of the file, turned as it says, with boxes of them set to black before anything is encoded.
 * No byte of the file itself is carried over: no metadata, colour profile, thumbnail, nor coefficients that were computed
 * from what is covered. A JPEG becomes a JPEG, anything else a PNG.
 */
export const imageRedactor: ImageRedactor = {
  measure: async (file) => {
    const { width, height } = (await sharp(file, { limitInputPixels: PIXELS_MAXIMUM }).metadata()).autoOrient;
    return { width, height };
  },
  redact: async (file, boxes) => {
    const opened = sharp(file, { limitInputPixels: PIXELS_MAXIMUM });
    const { format } = await opened.metadata();
    const { data, info } = await opened
      .rotate()
      .flatten({ background: "white" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    for (const box of boxes) {
      const right = Math.min(width, box.x + box.width);
      for (let y = box.y; y < Math.min(height, box.y + box.height); y++)
        if (right > box.x) data.fill(BLACK, (y * width + box.x) * channels, (y * width + right) * channels);
    }
    const covered = sharp(data, { raw: { width, height, channels } });
    const isJpeg = format === "jpeg";
    const encoded = isJpeg ? covered.jpeg(JPEG) : covered.png({ compressionLevel: 6 });
    const bytes = new Uint8Array(await encoded.toBuffer());
    return { bytes, mediaType: isJpeg ? "image/jpeg" : "image/png", width, height };
  },
};

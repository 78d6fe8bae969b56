import sharp, { type Sharp } from "sharp";

/** Brightness, one byte a pixel, row by row: 0 is black. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A part of an image in whole pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** No camera makes more; a small file can claim far more pixels than memory holds. */
export const PIXELS_MAXIMUM = 120_000_000;

/** Width, height and pixels as the image is to be seen. Throws where the file is no image or claims too many pixels. */
export async function measureImage(
  image: Uint8Array,
): Promise<{ readonly width: number; readonly height: number; readonly pixels: number }> {
  const { width, height } = (await sharp(image, { limitInputPixels: PIXELS_MAXIMUM }).metadata()).autoOrient;
  if (width * height > PIXELS_MAXIMUM)
    throw new RangeError(`has ${width} x ${height} pixels, more than ${PIXELS_MAXIMUM}`);
  return { width, height, pixels: width * height };
}

/**
 * The image as brightness, turned as its EXIF orientation says and laid on white where it is transparent. With `shrink`
 * its sides are that part of their length. Brightness is the green of a colour image, which is most of what the eye calls
 * bright and a third of the work. Throws where the file is no image, or has more than `PIXELS_MAXIMUM` pixels.
 */
export async function openGray(image: Uint8Array, shrink = 1): Promise<GrayImage> {
  const { width, height } = await measureImage(image);
  const opened = sharp(image, { limitInputPixels: PIXELS_MAXIMUM }).rotate();
  // Rounded down: a JPEG is opened at half its size in less time, but not at a pixel more than half.
  const size = {
    width: Math.max(1, Math.floor(width * shrink)),
    height: Math.max(1, Math.floor(height * shrink)),
  };
  const sized = shrink === 1 ? opened : opened.resize({ ...size, fit: "fill" });
  return rawOf(sized.flatten({ background: "white" }).toColourspace("srgb").extractChannel(1));
}

/** Half the width and height: each pixel is the mean of four. */
export function halveGray(image: GrayImage): GrayImage {
  const half = { width: image.width >> 1, height: image.height >> 1 };
  const data = new Uint8Array(half.width * half.height);
  if (image.width % 4 === 0 && image.data.byteOffset % 4 === 0) halveWords(image, data);
  else halvePixels(image, data);
  return { ...half, data };
}

function halvePixels({ data, width, height }: GrayImage, half: Uint8Array): void {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  for (let y = 0; y < halfHeight; y++)
    for (let x = 0, at = y * 2 * width; x < halfWidth; x++, at += 2)
      half[y * halfWidth + x] =
        ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + width] ?? 0) + (data[at + width + 1] ?? 0) + 2) >>
        2;
}

const EVERY_SECOND_BYTE = 0x00ff00ff;

/** The same in half the time: two pixels of the half out of a word of four bytes and the word below it. */
function halveWords({ data, width, height }: GrayImage, half: Uint8Array): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, (width * height) >> 2);
  const pairs = new Uint16Array(half.buffer);
  const perRow = width >> 2;
  let to = 0;
  for (let y = 0; y < height >> 1; y++)
    for (let at = y * 2 * perRow, end = at + perRow; at < end; at++) {
      const upper = words[at] ?? 0;
      const lower = words[at + perRow] ?? 0;
      const sums =
        (upper & EVERY_SECOND_BYTE) +
        ((upper >>> 8) & EVERY_SECOND_BYTE) +
        (lower & EVERY_SECOND_BYTE) +
        ((lower >>> 8) & EVERY_SECOND_BYTE) +
        0x00020002;
      // Each sum has ten bits; a quarter of it is in the byte it began in, and the bytes between are left out.
      pairs[to++] = ((sums >>> 2) & 0xff) | ((sums >>> 10) & 0xff00);
    }
}

/** A gray image to go on with in sharp. */
export function toSharp({ data, width, height }: GrayImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}

/** What a chain of sharp's steps comes to. */
export async function rawOf(image: Sharp): Promise<GrayImage> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  if (info.channels === 1) return { data, width: info.width, height: info.height };
  const one = new Uint8Array(info.width * info.height);
  for (let pixel = 0; pixel < one.length; pixel++) one[pixel] = data[pixel * info.channels] ?? 0;
  return { data: one, width: info.width, height: info.height };
}

/** The part of the image, copied. The region must lie inside it. */
export function cropGray(image: GrayImage, region: Region): GrayImage {
  const { left, top, width, height } = region;
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * image.width + left;
    data.set(image.data.subarray(start, start + width), row * width);
  }
  return { data, width, height };
}

/** The region in whole pixels, cut where the image ends; undefined where nothing is left of it. */
export function clampRegion(region: Region, image: GrayImage): Region | undefined {
  const left = Math.max(0, Math.floor(region.left));
  const top = Math.max(0, Math.floor(region.top));
  const width = Math.min(image.width, Math.ceil(region.left + region.width)) - left;
  const height = Math.min(image.height, Math.ceil(region.top + region.height)) - top;
  return width < 8 || height < 8 ? undefined : { left, top, width, height };
}

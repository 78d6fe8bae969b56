import type { Sharp } from "sharp";

import {
  clampRegion,
  cropGray,
  halveGray,
  measureImage,
  openGray,
  rawOf,
  toSharp,
  type GrayImage,
  type Region,
} from "../images/gray-image.ts";
import { codeRegions, withBorder } from "./code-regions.ts";
import type { QrDecoder } from "./qr-decoder.ts";

/** Above so many pixels the image is tried at half its size first, which opens and reads in a quarter of the time. */
const LARGE = 2_000_000;
/** Above so many it is opened at half its size to begin with. */
const PHOTO = 8_000_000;
/** Pixels given to decoders for one image before it is given up: about a second on one core. */
const PIXELS_TRIED_MAXIMUM = 16_000_000;
/** A region larger than this is not enlarged. */
const ENLARGED_MAXIMUM = 1_500_000;

type Step = (image: Sharp, size: { readonly width: number }) => Sharp;
const enlarge =
  (factor: number): Step =>
  (image, { width }) =>
    image.resize({ width: Math.round(width * factor), kernel: "cubic" });

/** What is done to a region before it is tried again, in the order of what it gained; docs/decisions/0016. */
const PREPARATIONS: readonly { readonly name: string; readonly factor: number; readonly step: Step }[] = [
  { name: "plain", factor: 1, step: (image) => image },
  { name: "2x, blur", factor: 2, step: (image, size) => enlarge(2)(image, size).blur(1) },
  { name: "2x, unsharp 4", factor: 2, step: (image, size) => enlarge(2)(image, size).sharpen({ sigma: 4 }) },
  { name: "blur", factor: 1, step: (image) => image.blur(1) },
  { name: "2x, unsharp 6", factor: 2, step: (image, size) => enlarge(2)(image, size).sharpen({ sigma: 6 }) },
  { name: "sharpen", factor: 1, step: (image) => image.sharpen() },
  { name: "3x", factor: 3, step: (image, size) => enlarge(3)(image, size) },
  { name: "median", factor: 1, step: (image) => image.median(3) },
  { name: "half", factor: 0.5, step: enlarge(0.5) },
  {
    name: "local contrast",
    factor: 2,
    step: (image, size) => enlarge(2)(image.clahe({ width: 48, height: 48, maxSlope: 4 }), size),
  },
  { name: "unsharp", factor: 1, step: (image) => image.sharpen({ sigma: 3 }) },
];

/** What the cascade found, and how far it had to go. */
export interface CascadeResult {
  readonly texts: readonly string[];
  /** The step that gave the last text; "none" where no step gave one. */
  readonly step: string;
}

/** The decoders of a cascade: the first sees everything, the last only what is left. */
export interface CascadeDecoders {
  readonly first: QrDecoder;
  readonly last: QrDecoder;
}

/**
 * Tries an image until `isEnough` says so of the texts found: as it is, then the regions that look like a code, prepared in
 * one way after the other, then with another decoder. It must hold texts to the grammar of their format: a decoder may take noise
 * for a code. Throws where the file is no image.
 */
export async function decodeByCascade(
  file: Uint8Array,
  decoders: CascadeDecoders,
  isEnough: (texts: readonly string[]) => boolean,
): Promise<CascadeResult> {
  const { first, last } = decoders;
  const texts = new Set<string>();
  let step = "none";
  const note = (found: readonly string[], by: string) => {
    const before = texts.size;
    for (const text of found) texts.add(text);
    if (texts.size > before) step = by;
    return isEnough([...texts]);
  };
  const result = () => ({ texts: [...texts], step });

  const { pixels } = await measureImage(file);
  if (pixels > PHOTO && note((await first.decode(await openGray(file, 0.5))).texts, "half of a large image"))
    return result();
  const whole = await openGray(file);
  if (
    pixels > LARGE &&
    pixels <= PHOTO &&
    note((await first.decode(halveGray(whole))).texts, "half of a large image")
  )
    return result();
  const plain = await first.decode(whole);
  if (note(plain.texts, "whole image")) return result();

  const regions = regionsToTry(whole, plain.unread);
  let tried = 0;
  for (const { name, factor, step: prepare } of PREPARATIONS)
    for (const region of regions) {
      const area = region.width * region.height * factor * factor;
      if ((factor > 1 && area > ENLARGED_MAXIMUM * 4) || tried + area > PIXELS_TRIED_MAXIMUM) continue;
      tried += area;
      const part = cropGray(whole, region);
      const prepared = name === "plain" ? part : await rawOf(prepare(toSharp(part), part));
      if (note((await first.decode(prepared)).texts, name)) return result();
    }
  for (const region of regions.slice(0, 2)) {
    const part = cropGray(whole, region);
    if (note((await last.decode(part)).texts, last.name)) return result();
  }
  return result();
}

/** Where the decoder saw a code it could not read, and where the texture is that of one; else the whole image. */
function regionsToTry(image: GrayImage, unread: readonly Region[]): Region[] {
  const seen = unread.flatMap((region) => {
    // A code whose corners were mistaken may be a sliver: it is looked for in a square around it.
    const side = Math.max(region.width, region.height);
    const square = {
      left: region.left + region.width / 2 - side / 2,
      top: region.top + region.height / 2 - side / 2,
      width: side,
      height: side,
    };
    return side < 20 ? [] : (withBorder(square, image) ?? []);
  });
  const regions: Region[] = [];
  for (const region of [...seen, ...codeRegions(image)])
    if (!regions.some((known) => overlap(known, region) > 0.7)) regions.push(region);
  if (regions.length === 0) {
    const all = clampRegion({ left: 0, top: 0, width: image.width, height: image.height }, image);
    return all === undefined ? [] : [all];
  }
  return regions.slice(0, 3);
}

/** The area that two regions share, as a part of that which both cover. */
function overlap(one: Region, other: Region): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}

import { enlargeGray } from "../images/enlarge-gray.ts";
import { evenContrast } from "../images/even-contrast.ts";
import {
  clampRegion,
  cropGray,
  halveGray,
  openGray,
  rawOf,
  toSharp,
  type GrayImage,
  type Region,
} from "../images/gray-image.ts";
import { sharpenGray } from "../images/sharpen-gray.ts";
import { codeRegions, withBorder } from "./code-regions.ts";
import { CodeSearch } from "./code-search.ts";
import type { QrDecoder } from "./qr-decoder.ts";

/** Above so many pixels an image is tried at half its size first, and that likewise: most codes are read in a part of the time. */
const LARGE = 1_500_000;
/** Pixels given to decoders for one image before it is given up: about half a second on one core. */
const PIXELS_TRIED_MAXIMUM = 16_000_000;
/** Likewise for codes beside those that are enough. */
const BESIDE_PIXELS_MAXIMUM = 3_000_000;
const BESIDE_MAXIMUM = 3;
/** Pixels in which texture is measured for them. */
const TEXTURE_MAXIMUM = 500_000;
/** Codes of one image are so many times as large as each other at most. */
const BESIDE_SIZE = 2.5;
/** A region is prepared at half its size, and that likewise, until it has fewer pixels: a code is read in fewer still. */
const PREPARED_MAXIMUM = 600_000;
/** What a preparation would make larger than this is left out. */
const PREPARED_PIXELS_MAXIMUM = 3_000_000;

interface Preparation {
  readonly name: string;
  readonly factor: number;
  readonly step: (image: GrayImage) => GrayImage | Promise<GrayImage>;
}

/** Contrast is made even within such a part of a region to each side: some five squares of a code. */
const evened = (image: GrayImage, part: number) =>
  evenContrast(image, Math.max(6, Math.round(Math.max(image.width, image.height) / part)));

/** What is done to a region before it is tried again; docs/decisions/0026. */
const PREPARATIONS: readonly Preparation[] = [
  { name: "plain", factor: 1, step: (image) => image },
  { name: "even contrast, 2x", factor: 2, step: (image) => enlargeGray(evened(image, 16), 2, "smooth") },
  { name: "3x", factor: 3, step: (image) => enlargeGray(image, 3, "sharp") },
  {
    name: "sharpened, 2x",
    factor: 2,
    step: async (image) => enlargeGray(await sharpenGray(image), 2, "sharp"),
  },
  { name: "even contrast, 3x", factor: 3, step: (image) => enlargeGray(evened(image, 20), 3, "smooth") },
  {
    name: "blur, even contrast, 2x",
    factor: 2,
    step: async (image) => enlargeGray(evened(await rawOf(toSharp(image).blur(1)), 16), 2, "smooth"),
  },
];

/** What the cascade found, and how far it had to go. */
export interface CascadeResult {
  readonly texts: readonly string[];
  /** The step that gave the last text; "none" where no step gave one. */
  readonly step: string;
  /** Whether what was asked for was found. */
  readonly isEnough: boolean;
  /** Where codes stand that were seen and not read. */
  readonly unread: readonly Region[];
  /** The image as it was opened, for whoever goes on with it. */
  readonly image: GrayImage;
}

/** The decoders of a cascade: the first sees everything, the last only what is left. */
export interface CascadeDecoders {
  readonly first: QrDecoder;
  readonly last: QrDecoder;
}

/**
 * Tries an image until `isEnough` says so of the texts found: as it is, then the regions that look like a code, prepared in
 * one way after the other, then with another decoder. It must hold texts to the grammar of their format: a decoder may take noise
 * for a code. Where it is enough, what else looks like a code is looked at too: another sheet in the same image must not go
 * unseen. Throws where the file is no image.
 */
export async function decodeByCascade(
  file: Uint8Array,
  decoders: CascadeDecoders,
  isEnough: (texts: readonly string[]) => boolean,
): Promise<CascadeResult> {
  const whole = await openGray(file);
  const work: Work = { search: new CodeSearch(whole), levels: levelsOf(whole, LARGE), decoders, isEnough };
  const found = await lookForEnough(work);
  if (found !== undefined) await lookBeside(work, found);
  const { texts, step, unread } = work.search;
  return { texts, step, isEnough: found !== undefined, unread, image: whole };
}

interface Work {
  readonly search: CodeSearch;
  /** The image, and its halves. */
  readonly levels: readonly GrayImage[];
  readonly decoders: CascadeDecoders;
  isEnough(texts: readonly string[]): boolean;
}

/** The image, and its halves until one has no more pixels than told, or is too narrow for a code. */
function levelsOf(whole: GrayImage, pixels: number): GrayImage[] {
  const levels = [whole];
  for (let level = whole; level.width * level.height > pixels && Math.min(level.width, level.height) > 100;) {
    level = halveGray(level);
    levels.push(level);
  }
  return levels;
}

/** The image in which enough was found, in the size in which it was; undefined where it was not. */
async function lookForEnough({ search, levels, decoders, isEnough }: Work): Promise<GrayImage | undefined> {
  const { first, last } = decoders;
  const [whole] = levels;
  if (whole === undefined) return undefined;
  for (const level of levels.slice(1).toReversed()) {
    await search.look(first, { image: level, by: "part of its size", effort: "quick" });
    if (isEnough(search.texts)) return level;
  }
  await search.look(first, { image: whole, by: "whole image" });
  if (isEnough(search.texts)) return whole;

  const places = regionsToTry(levels, search).map((region) => placeOf(whole, region));
  const budget = { pixels: PIXELS_TRIED_MAXIMUM };
  for (const preparation of PREPARATIONS)
    for (const place of places) {
      await lookPrepared({ search, first, budget }, preparation, place);
      if (isEnough(search.texts)) return whole;
    }
  for (const { region, image } of places.slice(0, 2)) {
    if (image.width * image.height > PREPARED_PIXELS_MAXIMUM) continue;
    await search.look(last, { image, region, by: last.name });
    if (isEnough(search.texts)) return whole;
  }
  return undefined;
}

/** A region, and the image of it that is prepared. */
interface Place {
  readonly region: Region;
  readonly image: GrayImage;
}

function placeOf(whole: GrayImage, region: Region): Place {
  const part = cropGray(whole, region);
  return { region, image: levelsOf(part, PREPARED_MAXIMUM).at(-1) ?? part };
}

interface PreparedLook {
  readonly search: CodeSearch;
  readonly first: QrDecoder;
  /** What is left of the pixels that may be tried. */
  readonly budget: { pixels: number };
}

async function lookPrepared(
  { search, first, budget }: PreparedLook,
  { name, factor, step }: Preparation,
  { region, image }: Place,
): Promise<void> {
  const pixels = image.width * image.height * factor * factor;
  if (pixels > PREPARED_PIXELS_MAXIMUM || pixels > budget.pixels || search.isRead(region)) return;
  budget.pixels -= pixels;
  await search.look(first, { image: await step(image), region, by: name });
}

/**
 * Looks at what else of the image may be a code: quickly, in the size in which the first was read, and prepared in full size where
 * a decoder sees one there and cannot read it.
 */
async function lookBeside({ search, levels, decoders: { first } }: Work, level: GrayImage): Promise<void> {
  const [whole] = levels;
  const least = levels.at(-1);
  if (whole === undefined || least === undefined) return;
  const map = least.width * least.height > TEXTURE_MAXIMUM ? halveGray(least) : least;
  const sides = search.read.map(({ width, height }) => Math.max(width, height));
  const [smallest, largest] = [Math.min(...sides) / BESIDE_SIZE, Math.max(...sides) * BESIDE_SIZE];
  const isLikely = ({ width, height }: Region) =>
    Math.min(width, height) >= smallest && Math.max(width, height) <= largest;
  const textured = texturedRegions(whole, map, search.read);
  const budget = { pixels: BESIDE_PIXELS_MAXIMUM };
  for (const near of [...search.unread, ...textured].filter(isLikely).slice(0, BESIDE_MAXIMUM)) {
    const region = withBorder(near, whole);
    if (region === undefined || search.isRead(region)) continue;
    const part = clampRegion(scaled(region, level.width / whole.width), level);
    if (part === undefined) continue;
    const place = scaled(part, whole.width / level.width);
    await search.look(first, {
      image: cropGray(level, part),
      region: place,
      by: "beside",
      effort: "quick",
    });
    if (!search.unread.some((code) => overlap(code, region) > 0.1)) continue;
    const whereSeen = placeOf(whole, region);
    for (const preparation of PREPARATIONS)
      await lookPrepared({ search, first, budget }, preparation, whereSeen);
  }
}

/** Where the texture of an image, measured on a smaller one of it, is that of a code beside the known ones. */
function texturedRegions(whole: GrayImage, map: GrayImage, known: readonly Region[]): Region[] {
  const by = whole.width / map.width;
  const onMap = known.map((region) => scaled(region, 1 / by));
  return codeRegions(map, onMap).flatMap((region) => clampRegion(scaled(region, by), whole) ?? []);
}

function scaled({ left, top, width, height }: Region, by: number): Region {
  return { left: left * by, top: top * by, width: width * by, height: height * by };
}

/** Where the decoder saw a code it could not read, and where the texture is that of one; else the whole image. */
function regionsToTry([image, half]: Work["levels"], search: CodeSearch): Region[] {
  if (image === undefined) return [];
  const seen = search.unread.flatMap((region) => {
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
  for (const region of [...seen, ...texturedRegions(image, half ?? image, search.read)])
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

import { alignTemplate, type Alignment, type SeenWord } from "../../core/formats/align-template.ts";
import type { SheetTemplate } from "../../core/formats/sheet-template.ts";
import { clampRegion, cropGray, rawOf, toSharp, type GrayImage, type Region } from "../images/gray-image.ts";
import { flattenPage, type FlatPage } from "../images/page-finder.ts";
import { withoutThinLines } from "../images/thin-lines.ts";
import { paperRegion } from "../images/paper-region.ts";
import type { PrintEngine } from "./print-engine.ts";

/** Width of the paper, in pixels, at which the anchors are looked for; a page has more words across than a strip. */
const ANCHOR_WIDTH = { print: 1_000, hand: 1_300 };
/** A small image is enlarged so much at most. */
const ENLARGED = { print: 1.6, hand: 2.6 };
/** Around the rows and the words beside them, in units of the template: paper is not cut exactly. */
const ROOM = { left: 45, top: 130, bottom: 80 };
/** What must be found of the anchors where only the rows are looked at; less, and the whole sheet is. */
const SHARE_OF_ANCHORS = 0.4;
/** With less of them on the whole sheet, it is looked at once more without lines thinner than this, in units of the template. */
const SHARE_OF_ALL = 0.66;
const THIN = 1.6;

/** Where the template lies on an image, and the words that were seen on the way, in pixels of the image. */
export interface FoundTemplate {
  readonly alignment: Alignment;
  readonly words: readonly SeenWord[];
}

/**
 * Looks for the words that the template names: first where its rows should be, where the sheet lies as the template does, since
 * every line that is read costs; then on the whole sheet. Undefined where too few are found.
 */
export async function findTemplate(
  image: GrayImage,
  template: SheetTemplate,
  engine: PrintEngine,
): Promise<FoundTemplate | undefined> {
  const paper = paperRegion(image);
  const scale = paper.width / template.width;
  const rows = rowsAndAnchors(template);
  const part =
    rows === undefined
      ? undefined
      : clampRegion(
          {
            left: paper.left + rows.left * scale,
            top: paper.top + rows.top * scale,
            width: rows.width * scale,
            height: rows.height * scale,
          },
          image,
        );
  if (rows !== undefined && part !== undefined) {
    const words = await lookAt(image, { part, paper, template, thin: 0 }, engine);
    const alignment = alignTemplate(template, words);
    if (alignment !== undefined && alignment.anchors >= rows.anchors * SHARE_OF_ANCHORS)
      return { alignment, words };
  }
  return findOnWholeSheet(image, template, engine);
}

/** The same by all words of the sheet, also those far from its rows. */
export async function findOnWholeSheet(
  image: GrayImage,
  template: SheetTemplate,
  engine: PrintEngine,
): Promise<FoundTemplate | undefined> {
  const paper = paperRegion(image);
  const scale = paper.width / template.width;
  // Below the last row stand signatures and a code: to read them costs more than all rows.
  const lowest = Math.max(...template.rows.map(({ y }) => y), ...template.anchors.map(({ y }) => y)) * 1.25;
  const part = { ...paper, height: Math.min(paper.height, Math.ceil(lowest * scale)) };
  const words = await lookAt(image, { part, paper, template, thin: 0 }, engine);
  const alignment = alignTemplate(template, words);
  const all = template.anchors.length + template.rows.flatMap(({ anchors }) => anchors).length;
  const isWeak = template.writing === "print" && (alignment?.anchors ?? 0) < all * SHARE_OF_ALL;
  if (!isWeak) return alignment === undefined ? undefined : { alignment, words };
  const more = await lookAt(image, { part, paper, template, thin: THIN }, engine);
  const again = alignTemplate(template, [...words, ...more]);
  // What the rows say is taken from one look alone: two of the same words would be two numbers.
  return again === undefined ? undefined : { alignment: again, words };
}

/** The part of the template with the rows and their own anchors; undefined where rows have few of their own. */
function rowsAndAnchors(template: SheetTemplate): (Region & { readonly anchors: number }) | undefined {
  const { columns, rows } = template;
  const beside = rows.flatMap(({ anchors }) => anchors.map(({ x }) => x));
  if (beside.length < rows.length / 2) return undefined;
  const left = Math.max(0, Math.min(...beside, columns.digits[0]) - ROOM.left);
  const top = Math.max(0, Math.min(...rows.map(({ y }) => y)) - ROOM.top);
  const right = Math.min(template.width, Math.max(...beside, columns.words[1]) + ROOM.left);
  const bottom = Math.max(...rows.map(({ y }) => y)) + ROOM.bottom;
  return { left, top, width: right - left, height: bottom - top, anchors: beside.length };
}

async function lookAt(
  image: GrayImage,
  on: {
    readonly part: Region;
    readonly paper: Region;
    readonly template: SheetTemplate;
    readonly thin: number;
  },
  engine: PrintEngine,
): Promise<SeenWord[]> {
  const { part, paper, template, thin } = on;
  const shrink = Math.min(ENLARGED[template.writing], ANCHOR_WIDTH[template.writing] / paper.width);
  const sized = await rawOf(
    toSharp(cropGray(image, part)).resize({ width: Math.max(1, Math.round(part.width * shrink)) }),
  );
  const radius = Math.round((thin * shrink * (paper.width / template.width)) / 2);
  const words = await engine.read(withoutThinLines(sized, radius), "any");
  return words.map(({ text, region }) => ({
    text,
    x: part.left + (region.left + region.width / 2) / shrink,
    y: part.top + (region.top + region.height / 2) / shrink,
  }));
}

/** A template laid over a sheet: over the image as it is, or over the page in it laid flat. */
export interface LaidTemplate {
  readonly image: GrayImage;
  readonly found: FoundTemplate | undefined;
  /** The point of the image as it is that a point was. */
  back(x: number, y: number): { readonly x: number; readonly y: number };
}

/**
 * Lays the template over the page as it lies flat, where one is seen askew and its words are found on it; else over the image.
 * `find` is how its words are looked for. To lay a page flat softens its lines: where `isWorthIt` says no, that is tried last.
 */
export async function layTemplate(
  image: GrayImage,
  find: (image: GrayImage) => Promise<FoundTemplate | undefined>,
  isWorthIt: (flat: FlatPage) => boolean = () => true,
): Promise<LaidTemplate> {
  const flat = flattenPage(image);
  const pages: readonly (FlatPage | undefined)[] =
    flat === undefined ? [undefined] : isWorthIt(flat) ? [flat, undefined] : [undefined, flat];
  for (const page of pages) {
    const found = await find(page?.image ?? image);
    if (found === undefined) continue;
    return { image: page?.image ?? image, found, back: page?.back ?? ((x, y) => ({ x, y })) };
  }
  return { image, found: undefined, back: (x, y) => ({ x, y }) };
}

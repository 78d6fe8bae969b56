import { alignTemplate, type Alignment } from "../../core/formats/align-template.ts";
import type { SheetTemplate } from "../../core/formats/sheet-template.ts";
import { cropGray, rawOf, toSharp, type GrayImage } from "../images/gray-image.ts";
import { flattenPage } from "../images/page-finder.ts";
import { paperRegion } from "../images/paper-region.ts";
import type { PrintEngine } from "./print-engine.ts";

/** Width of the paper, in pixels, at which the anchors are looked for; a page has more words across than a strip. */
const ANCHOR_WIDTH = { print: 1_000, hand: 1_300 };
/** A small image is enlarged so much at most. */
const ENLARGED = { print: 1.6, hand: 2.6 };

/** Where the template lies on an image, by the words printed on it; undefined where too few of them are found. */
export async function findTemplate(
  image: GrayImage,
  template: SheetTemplate,
  engine: PrintEngine,
): Promise<Alignment | undefined> {
  const paper = paperRegion(image);
  const shrink = Math.min(ENLARGED[template.writing], ANCHOR_WIDTH[template.writing] / paper.width);
  // Below the last row stand signatures and a code: to read them costs more than all rows.
  const lowest = Math.max(...template.rows.map(({ y }) => y), ...template.anchors.map(({ y }) => y)) * 1.25;
  const height = Math.min(paper.height, Math.ceil((lowest / template.width) * paper.width));
  const part = cropGray(image, { ...paper, height });
  const sized = await rawOf(toSharp(part).resize({ width: Math.round(part.width * shrink) }));
  const words = await engine.read(sized, "any");
  return alignTemplate(
    template,
    words.map(({ text, region }) => ({
      text,
      x: paper.left + (region.left + region.width / 2) / shrink,
      y: paper.top + (region.top + region.height / 2) / shrink,
    })),
  );
}

/** A template laid over a sheet: over the image as it is, or over the page in it laid flat. */
export interface LaidTemplate {
  readonly image: GrayImage;
  readonly alignment: Alignment | undefined;
  /** The point of the image as it is that a point was. */
  back(x: number, y: number): { readonly x: number; readonly y: number };
}

/** Lays the template over the page as it lies flat, where one is seen askew and its words are found on it; else over the image. */
export async function layTemplate(
  image: GrayImage,
  template: SheetTemplate,
  engine: PrintEngine,
): Promise<LaidTemplate> {
  const flat = flattenPage(image);
  if (flat !== undefined) {
    const alignment = await findTemplate(flat.image, template, engine);
    if (alignment !== undefined) return { ...flat, alignment };
  }
  return { image, alignment: await findTemplate(image, template, engine), back: (x, y) => ({ x, y }) };
}

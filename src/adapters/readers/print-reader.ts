import type { Alignment, SeenWord } from "../../core/formats/align-template.ts";
import { reconcileRow, type RowAttempt, type RowReading } from "../../core/formats/reconcile-rows.ts";
import type { SheetTemplate, TemplateRow } from "../../core/formats/sheet-template.ts";
import { printedInkBits, type InkBits } from "../../core/likeness/ink-bits.ts";
import { likenessOf, type Likeness } from "../../core/likeness/likeness.ts";
import {
  clampRegion,
  cropGray,
  openGray,
  rawOf,
  toSharp,
  type GrayImage,
  type Region,
} from "../images/gray-image.ts";
import { withoutThinLines } from "../images/thin-lines.ts";
import { findTemplate, layTemplate } from "./find-template.ts";
import type { Alphabet, PrintEngine, PrintedWord } from "./print-engine.ts";

/** Raised whenever the steps below change: what was read before stays attributed to the steps that read it. */
const STEPS = 2;
export const PRINT_STEPS = `rows ${STEPS}`;

/** One row of a sheet with where it stands on the image and how it was read. */
export interface PrintedRow {
  readonly id: string;
  readonly reading: RowReading;
  readonly attempts: readonly RowAttempt[];
  /** Where digits and words stand; undefined where the row was not found. */
  readonly digits?: Region;
  readonly words?: Region;
}

/** What the print of one image says, row by row; or why it was not read. */
export type PrintedSheet =
  | {
      readonly kind: "rows";
      /** What the places of rows are on: the image, or its page laid flat. */
      readonly image: GrayImage;
      readonly rows: readonly PrintedRow[];
      readonly anchors: number;
      /** How its numbers look. */
      readonly likeness: Likeness;
    }
  | { readonly kind: "not-found"; readonly reason: string };

/** The first line of the words ends so far below the upper edge of their cell, in units of the template. */
const LINE = 24;
/** White between cells that are read together, in units of the template. */
const GAP = 12;

/**
 * How cells are prepared, attempt by attempt, until digits and words agree: pixels for a unit of the template, blur, and how
 * often the digits stand side by side: a single digit, which the engine may overlook, is a line of text to it in three copies.
 */
const ATTEMPTS: readonly Preparation[] = [
  { pixels: 2.5, blur: 0, copies: 1, thin: 0 },
  { pixels: 3.5, blur: 1.2, copies: 3, thin: 0 },
  { pixels: 2, blur: 0.6, copies: 1, thin: 0 },
  { pixels: 2.5, blur: 0.8, copies: 3, thin: 0 },
  { pixels: 4.5, blur: 2.2, copies: 1, thin: 0 },
  { pixels: 4, blur: 0.8, copies: 3, thin: 1.9 },
  { pixels: 3, blur: 0.6, copies: 1, thin: 2.2 },
  { pixels: 2.5, blur: 0.8, copies: 3, thin: 1.6 },
  { pixels: 5, blur: 1.6, copies: 1, thin: 1.9 },
];

interface Preparation {
  readonly pixels: number;
  readonly blur: number;
  readonly copies: number;
  /** Lines thinner than this, in units of the template, are taken out: a watermark in outline, a pen. */
  readonly thin: number;
}

/**
 * Reads the rows of a printed sheet: finds the paper, lays the template over the words printed on it, and reads digits and
 * words of each row apart, again in other ways where they do not agree. Throws where the file is no image.
 */
export async function readPrint(
  file: Uint8Array,
  template: SheetTemplate,
  engine: PrintEngine,
): Promise<PrintedSheet> {
  const find = (page: GrayImage) => findTemplate(page, template, engine);
  const { image, found } = await layTemplate(await openGray(file), find);
  if (found === undefined)
    return {
      kind: "not-found",
      reason: "the words that the sheet's template names were not found in the image",
    };
  const { alignment } = found;
  const cells = template.rows.map((row) => placeCells(row, { template, alignment, image }));
  // What was read on the way to the anchors is the first attempt at every row: most need no other.
  const attempts = new Map(cells.map((cell) => [cell.id, [attemptSeen(cell, found.words, alignment.scale)]]));
  const open = (thin: number) =>
    cells.filter(({ id, digits, words }) => {
      if (digits === undefined || words === undefined) return false;
      const { kind } = reconcileRow(attempts.get(id) ?? [], template);
      // Where both were read alike time after time nothing lies over them.
      return thin === 0 ? kind !== "agreed" : kind === "illegible";
    });
  for (const how of ATTEMPTS) {
    const left = open(how.thin);
    if (left.length === 0) continue;
    const look = { image, scale: alignment.scale, ...how };
    const digits = await readStack(
      left.map((cell) => cell.digits),
      { ...look, alphabet: "digits" },
      engine,
    );
    const words = await readStack(
      left.map((cell) => cell.words),
      { ...look, alphabet: "digit-names" },
      engine,
    );
    for (const [at, { id }] of left.entries()) {
      const attempt = { digits: digits[at] ?? "", words: words[at] ?? "" };
      attempts.set(id, [...(attempts.get(id) ?? []), attempt]);
    }
  }
  const rows = cells.map((cell) => {
    const made = attempts.get(cell.id) ?? [];
    return { ...cell, attempts: made, reading: reconcileRow(made, template) };
  });
  const likeness = likenessOf(
    template.id,
    cells.map(({ id, digits }) => ({ id, cells: [inkAround(image, digits, alignment.scale)] })),
  );
  return { kind: "rows", image, rows, anchors: alignment.anchors, likeness };
}

/** Around the cell of the digits, in units of the template: where they are cut out depends on words far away. */
const INK_MARGIN = 6;

/** How the digits of a cell look; undefined where they cannot be seen. */
function inkAround(image: GrayImage, cell: Region | undefined, scale: number): InkBits | undefined {
  if (cell === undefined) return undefined;
  const margin = Math.round(INK_MARGIN * scale);
  const { left, top, width, height } = cell;
  const wider = {
    left: left - margin,
    top: top - margin,
    width: width + 2 * margin,
    height: height + 2 * margin,
  };
  const region = clampRegion(wider, image);
  return region === undefined ? undefined : printedInkBits({ ...cropGray(image, region), margin });
}

/** The words seen whose middles lie in the cells of a row; those beside the digits in up to two lines. */
function attemptSeen({ digits, words }: Cells, seen: readonly SeenWord[], scale: number): RowAttempt {
  const inside = (region: Region | undefined) =>
    region === undefined
      ? []
      : seen.filter(
          ({ x, y }) =>
            x >= region.left &&
            x < region.left + region.width &&
            y >= region.top &&
            y < region.top + region.height,
        );
  const lineOf = ({ y }: SeenWord) => (words !== undefined && y > words.top + LINE * scale ? 1 : 0);
  const inOrder = (found: readonly SeenWord[]) =>
    found.toSorted((one, other) => lineOf(one) - lineOf(other) || one.x - other.x).map(({ text }) => text);
  return { digits: inOrder(inside(digits)).join(" "), words: inOrder(inside(words)).join(" ") };
}

interface Cells {
  readonly id: string;
  readonly digits?: Region;
  readonly words?: Region;
}

function placeCells(
  row: TemplateRow,
  on: { readonly template: SheetTemplate; readonly alignment: Alignment; readonly image: GrayImage },
): Cells {
  const { columns, reach } = on.template;
  const cell = ([from, to]: readonly [number, number], [above, below]: readonly [number, number]) => {
    const place = on.alignment.place((from + to) / 2, row.y);
    if (place === undefined) return undefined;
    const { scale } = on.alignment;
    return clampRegion(
      {
        left: place.x - ((to - from) / 2) * scale,
        top: place.y - above * scale,
        width: (to - from) * scale,
        height: (above + below) * scale,
      },
      on.image,
    );
  };
  const digits = cell(columns.digits, reach.digits);
  const words = cell(columns.words, reach.words);
  return {
    id: row.id,
    ...(digits === undefined ? {} : { digits }),
    ...(words === undefined ? {} : { words }),
  };
}

interface Look extends Preparation {
  readonly image: GrayImage;
  /** Pixels of the image for a unit of the template. */
  readonly scale: number;
  readonly alphabet: Alphabet;
}

/** Reads cells set below one another on white, as one image: a text for each, empty where nothing was seen. */
async function readStack(
  regions: readonly (Region | undefined)[],
  look: Look,
  engine: PrintEngine,
): Promise<string[]> {
  const cells: GrayImage[] = [];
  for (const region of regions)
    cells.push(
      region === undefined
        ? { width: 1, height: 1, data: new Uint8Array([255]) }
        : await prepareCell(region, look),
    );
  const gap = Math.round(GAP * look.pixels);
  const times = look.alphabet === "digits" ? look.copies : 1;
  const width = Math.max(...cells.map((cell) => cell.width + gap)) * times + gap;
  const tops: number[] = [];
  let height = gap;
  for (const cell of cells) {
    tops.push(height);
    height += cell.height + gap;
  }
  const data = new Uint8Array(width * height).fill(255);
  for (const [at, cell] of cells.entries())
    for (let line = 0; line < cell.height; line++)
      for (let copy = 0; copy < times; copy++)
        data.set(
          cell.data.subarray(line * cell.width, (line + 1) * cell.width),
          ((tops[at] ?? 0) + line) * width + gap + copy * (cell.width + gap),
        );
  const words = await engine.read({ width, height, data }, look.alphabet);
  return cells.map((cell, at) => {
    const top = (tops[at] ?? 0) - gap / 2;
    const text = textBetween(words, top, top + cell.height + gap);
    return times === 1 ? text : sameText(text);
  });
}

/** What most copies of the same thing were read as; nothing where no two agree. */
function sameText(text: string): string {
  const words = text.split(" ").filter((word) => word !== "");
  return words.find((word) => words.filter((other) => other === word).length >= 2) ?? "";
}

function textBetween(words: readonly PrintedWord[], top: number, bottom: number): string {
  return words
    .filter(({ region }) => {
      const middle = region.top + region.height / 2;
      return middle >= top && middle < bottom;
    })
    .map(({ text }) => text)
    .join(" ");
}

/** The cell with its paper made white and its ink black, at the size the engine reads best. */
async function prepareCell(region: Region, { image, scale, pixels, blur, thin }: Look): Promise<GrayImage> {
  const cell = cropGray(image, region);
  const sorted = cell.data.slice().sort();
  const paper = sorted[Math.floor(sorted.length * 0.7)] ?? 255;
  const ink = sorted[Math.floor(sorted.length * 0.01)] ?? 0;
  const span = Math.max(40, paper - ink);
  for (const [at, value] of cell.data.entries())
    cell.data[at] = Math.max(0, Math.min(255, Math.round(((value - paper) / span) * 235 + 250)));
  const width = Math.max(8, Math.round((region.width / scale) * pixels));
  const enlarged = toSharp(cell).resize({ width, kernel: "cubic" });
  const sized =
    thin === 0 ? enlarged : toSharp(withoutThinLines(await rawOf(enlarged), Math.round((thin * pixels) / 2)));
  return rawOf(blur > 0.3 ? sized.blur(blur) : sized);
}

import { digitInCell } from "../../core/handwriting/digit-image.ts";
import {
  guessDigit,
  makeActivations,
  parseNetwork,
  type Activations,
  type DigitNetwork,
} from "../../core/handwriting/digit-network.ts";
import { DIGIT_WEIGHTS } from "../../core/handwriting/digit-weights.ts";
import type { Alignment } from "../../core/formats/align-template.ts";
import type { HandDigit, HandRow } from "../../core/formats/hand-reading.ts";
import type { SheetTemplate, TemplateRow } from "../../core/formats/sheet-template.ts";
import { writtenInkBits } from "../../core/likeness/ink-bits.ts";
import { likenessOf, type Likeness } from "../../core/likeness/likeness.ts";
import { clampRegion, cropGray, openGray, type GrayImage, type Region } from "../images/gray-image.ts";
import type { FlatPage } from "../images/page-finder.ts";
import { findTemplate, layTemplate } from "./find-template.ts";
import type { PrintEngine } from "./print-engine.ts";

/** Raised whenever the steps below change; the network is named by its own hash. */
const STEPS = 2;
/** What readings are attributed to, beside the engine that finds the template. */
export const HAND_STEPS = `digits ${STEPS}, network ${DIGIT_WEIGHTS.sha256.slice(0, 12)}`;

/** Around each box, as a part of its height: ink that crosses the line belongs to the digit. */
const MARGIN = 0.2;

/** Digits of a page that is turned a little are read better as they stand: softened, a 3 is taken for a 5. */
const TURN = 0.09;
const TAPER = 0.02;
const isAskew = ({ turn, taper }: FlatPage) => turn > TURN || taper > TAPER;

/** A row with where each of its digits was looked for. */
export interface WrittenRow extends HandRow {
  readonly cells: readonly Region[];
}

/** What is written on one image, row by row; or why it was not looked for. */
export type WrittenSheet =
  | {
      readonly kind: "hand-rows";
      /** What the places of boxes are on: the image, or its page laid flat. */
      readonly image: GrayImage;
      readonly rows: readonly WrittenRow[];
      readonly anchors: number;
      readonly likeness: Likeness;
    }
  | { readonly kind: "not-found"; readonly reason: string };

/** The network in the repository, ready to run. */
export function digitReader(): (image: GrayImage, region: Region, margin: number) => HandDigit {
  const network: DigitNetwork = parseNetwork(DIGIT_WEIGHTS.lines.join(""));
  const work: Activations = makeActivations();
  return (image, region, margin) => {
    const content = digitInCell({ ...cropGray(image, region), margin });
    return content.kind === "ink" ? { kind: "digit", ...guessDigit(network, content.pixels, work) } : content;
  };
}

/**
 * Proposes what is written in the boxes of a sheet: the template is laid over the words printed on it, and each box is read
 * alone. Throws where the file is no image.
 */
export async function readHand(
  file: Uint8Array,
  template: SheetTemplate,
  engine: PrintEngine,
): Promise<WrittenSheet> {
  const find = (page: GrayImage) => findTemplate(page, template, engine);
  const { image, found } = await layTemplate(await openGray(file), find, isAskew);
  if (found === undefined)
    return {
      kind: "not-found",
      reason: "the words that the sheet's template names were not found in the image",
    };
  const { alignment } = found;
  const read = digitReader();
  const placed = template.rows.map((row) => ({
    id: row.id,
    ...cellsOf(row, { template, alignment, image }),
  }));
  const rows = placed.map(({ id, cells, margin }): WrittenRow => {
    return { id, cells, digits: cells.map((cell) => read(image, cell, margin)) };
  });
  const looks = placed.map(({ id, cells, margin }) => ({
    id,
    cells: cells.map((cell) => writtenInkBits({ ...cropGray(image, cell), margin })),
  }));
  const likeness = likenessOf(template.id, looks);
  return { kind: "hand-rows", image, rows, anchors: alignment.anchors, likeness };
}

/** The boxes of a row from left to right, each with a margin around it; none where the row is not wholly on the image. */
function cellsOf(
  row: TemplateRow,
  on: { readonly template: SheetTemplate; readonly alignment: Alignment; readonly image: GrayImage },
): { readonly cells: readonly Region[]; readonly margin: number } {
  const { columns, reach, spelling } = on.template;
  const { scale } = on.alignment;
  const [from, to] = columns.digits;
  const [above, below] = reach.digits;
  const wide = (to - from) / spelling.digits;
  const margin = Math.max(1, Math.round((above + below) * scale * MARGIN));
  const cells = Array.from({ length: spelling.digits }, (_, at) => {
    const place = on.alignment.place(from + (at + 0.5) * wide, row.y);
    if (place === undefined) return undefined;
    return clampRegion(
      {
        left: place.x - (wide / 2) * scale - margin,
        top: place.y - above * scale - margin,
        width: wide * scale + 2 * margin,
        height: (above + below) * scale + 2 * margin,
      },
      on.image,
    );
  });
  const found = cells.filter((cell) => cell !== undefined);
  return { cells: found.length === cells.length ? found : [], margin };
}

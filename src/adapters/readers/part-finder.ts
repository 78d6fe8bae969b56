import { movedParts, placeParts } from "../../core/formats/sheet-parts.ts";
import type { PartFinder } from "../../world.ts";
import { openGray, type GrayImage } from "../images/gray-image.ts";
import { printEngine } from "./print-engine.ts";
import { findOnWholeSheet, layTemplate } from "./find-template.ts";

/** Finds where the parts of a template stand on an image, by the words printed on it. It holds a thread of its own: close it. */
export async function partFinder(): Promise<PartFinder & { close(): Promise<void> }> {
  const engine = await printEngine();
  return {
    find: async (file, template) => {
      const image = await openGray(file);
      const find = (page: GrayImage) => findOnWholeSheet(page, template, engine);
      const { found, image: laid, back } = await layTemplate(image, find);
      return found === undefined
        ? undefined
        : movedParts(placeParts(template, found.alignment, laid), back, image);
    },
    close: () => engine.close(),
  };
}

import { movedParts, placeParts } from "../../core/formats/sheet-parts.ts";
import type { PartFinder } from "../../world.ts";
import { openGray } from "../images/gray-image.ts";
import { printEngine } from "./print-engine.ts";
import { layTemplate } from "./find-template.ts";

/** Finds where the parts of a template stand on an image, by the words printed on it. It holds a thread of its own: close it. */
export async function partFinder(): Promise<PartFinder & { close(): Promise<void> }> {
  const engine = await printEngine();
  return {
    find: async (file, template) => {
      const image = await openGray(file);
      const { alignment, image: laid, back } = await layTemplate(image, template, engine);
      return alignment === undefined
        ? undefined
        : movedParts(placeParts(template, alignment, laid), back, image);
    },
    close: () => engine.close(),
  };
}

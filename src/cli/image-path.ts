import { join } from "node:path";

import type { AssignedSheet } from "../pipeline/assign-sheet.ts";

/** Where the image of a sheet is, for a person to open. */
export function imagePath(directory: string, { image }: Pick<AssignedSheet, "image">): string {
  return join(directory, "private", "evidence", image.slice(0, 2), image);
}

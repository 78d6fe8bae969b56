import { fileURLToPath } from "node:url";

import { AppError } from "../world.ts";
import { readIfThere } from "./disk-folder.ts";

/** The script of a page, as `npm run build` put it beside the compiled program. */
export function pageScript(name: "verify" | "redact"): Uint8Array {
  const path = fileURLToPath(new URL(`../web/${name}.js`, import.meta.url));
  const bytes = readIfThere(path);
  if (bytes === undefined)
    throw new AppError("program-broken", `${path} is missing: build the program again (npm run build)`);
  return bytes;
}

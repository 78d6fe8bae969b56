import { pageScript } from "./page-script.ts";

/** The script of the page that verifies. */
export function verifyScript(): Uint8Array {
  return pageScript("verify");
}

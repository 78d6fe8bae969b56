import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { codesSuffice } from "../../core/formats/codes-suffice.ts";
import type { QrReader } from "../../world.ts";
import { assessGray } from "../images/assess-image.ts";
import { decodeByCascade } from "./qr-cascade.ts";
import { qrPackageDecoder, zxingDecoder } from "./qr-decoder.ts";

/** Raised whenever the steps of the cascade change: what was read before stays attributed to the steps that read it. */
const CASCADE = 3;

/**
 * Our reader of QR codes: a cascade of decoders and preparations that ends at the first text which a format of the election
 * takes entirely. Everything is loaded from the installed packages.
 */
export async function qrReader(): Promise<QrReader> {
  const decoders = { first: await zxingDecoder(), last: qrPackageDecoder() };
  return {
    name: `qr cascade ${CASCADE} (${decoders.first.name}, qr ${versionOf("qr")})`,
    read: async (image, formats) => {
      const isEnough = (texts: readonly string[]) => codesSuffice(texts, formats);
      const seen = await decodeByCascade(image, decoders, isEnough);
      const quality = seen.isEnough ? [] : assessGray(seen.image);
      return { texts: seen.texts, ...(quality.length === 0 ? {} : { quality }) };
    },
  };
}

/** The installed version of a package that does not tell it itself. */
function versionOf(name: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve(name));
  const file: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return typeof file === "object" && file !== null && "version" in file ? String(file.version) : "unknown";
}

import { parseBuSlice } from "./br-bu-slice.ts";
import { parseQr, type QrFormat } from "./qr-format.ts";
import { isSplit } from "./read-codes.ts";

/**
 * Whether a reader that has these texts of one image may stop looking: one of them is a whole sheet, or all parts of a split
 * one are there. With no format to hold them to, any text will do.
 */
export function codesSuffice(texts: readonly string[], formats: readonly QrFormat[]): boolean {
  if (formats.length === 0) return texts.length > 0;
  return formats.some((format) => {
    if (!isSplit(format)) return texts.some((text) => parseQr(text, format).kind !== "refused");
    const slices = texts.map(parseBuSlice).flatMap((slice) => ("kind" in slice ? [] : [slice]));
    const [first] = slices;
    return first !== undefined && new Set(slices.map((slice) => slice.index)).size === first.count;
  });
}

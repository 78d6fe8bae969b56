import { parseBuSlice } from "./br-bu-slice.ts";
import { parseQr, type QrFormat } from "./qr-format.ts";
import { isSplit } from "./read-codes.ts";

/**
 * Whether a reader that has these texts of one image may stop looking: one of them is a whole sheet, or all parts of a split
 * one are there. A code that only names its sheet is enough where the election has no codes with votes. With no format to hold
 * them to, any text will do.
 */
export function codesSuffice(texts: readonly string[], formats: readonly QrFormat[]): boolean {
  if (formats.length === 0) return texts.length > 0;
  const withVotes = formats.filter((format) => !namesOnly(format));
  return (withVotes.length > 0 ? withVotes : formats).some((format) => {
    if (!isSplit(format)) return texts.some((text) => parseQr(text, format).kind !== "refused");
    const slices = texts.map(parseBuSlice).flatMap((slice) => ("kind" in slice ? [] : [slice]));
    const [first] = slices;
    return first !== undefined && new Set(slices.map((slice) => slice.index)).size === first.count;
  });
}

function namesOnly(format: QrFormat): boolean {
  return format === "hn-2025-qr" || (typeof format === "object" && format.kind === "hn-2025-qr");
}

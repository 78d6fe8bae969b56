import { qrFormatsOf, type Election } from "../../core/election.ts";
import { codesSuffice } from "../../core/formats/codes-suffice.ts";
import { explainCode, type ExplainedCode } from "../../core/formats/explain-code.ts";
import type { RowAttempt, RowReading } from "../../core/formats/reconcile-rows.ts";
import { templateOf } from "../../core/formats/sheet-template.ts";
import { cropGray, openGray, toSharp, type Region } from "../images/gray-image.ts";
import { printEngine } from "./print-engine.ts";
import { readPrint } from "./print-reader.ts";
import { decodeByCascade } from "./qr-cascade.ts";
import { qrPackageDecoder, zxingDecoder } from "./qr-decoder.ts";

/** One row of a printed sheet as it was read, with what was looked at as PNG files. */
export interface ExplainedRow {
  readonly id: string;
  readonly box: string;
  readonly reading: RowReading;
  readonly attempts: readonly RowAttempt[];
  readonly digits?: Uint8Array;
  readonly words?: Uint8Array;
}

/** What every reader saw in one image. */
export interface ExplainedImage {
  readonly width: number;
  readonly height: number;
  /** The step of the cascade that ended the search; "none" where none did. */
  readonly step: string;
  readonly codes: readonly (ExplainedCode & { readonly text: string })[];
  /** Undefined where the election has no template. */
  readonly print?:
    | { readonly kind: "rows"; readonly anchors: number; readonly rows: readonly ExplainedRow[] }
    | { readonly kind: "not-found"; readonly reason: string };
}

/** Reads one image as `cotejo read` would, and keeps what was looked at. Throws where it is no image. */
export async function explainImage(file: Uint8Array, election: Election): Promise<ExplainedImage> {
  const image = await openGray(file);
  const formats = qrFormatsOf(election).map(({ format }) => format);
  const decoders = { first: await zxingDecoder(), last: qrPackageDecoder() };
  const { texts, step } = await decodeByCascade(file, decoders, (found) => codesSuffice(found, formats));
  const codes = texts.map((text) => ({ text, ...explainCode(text, formats) }));
  const { width, height } = image;
  const seen = { width, height, step, codes };
  const template = templateOf(election.sheet);
  if (template === undefined) return seen;
  const engine = await printEngine();
  try {
    const print = await readPrint(file, template, engine);
    if (print.kind === "not-found") return { ...seen, print };
    const crop = async (region: Region | undefined) =>
      region === undefined ? undefined : toSharp(cropGray(image, region)).png().toBuffer();
    const rows: ExplainedRow[] = [];
    for (const { id, reading, attempts, ...at } of print.rows) {
      const [digits, words] = [await crop(at.digits), await crop(at.words)];
      rows.push({
        id,
        box: template.rows.find((row) => row.id === id)?.box ?? "",
        reading,
        attempts,
        ...(digits === undefined ? {} : { digits }),
        ...(words === undefined ? {} : { words }),
      });
    }
    return { ...seen, print: { kind: "rows", anchors: print.anchors, rows } };
  } finally {
    await engine.close();
  }
}

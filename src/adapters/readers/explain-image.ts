import { qrFormatsOf, type Election } from "../../core/election.ts";
import { codesSuffice } from "../../core/formats/codes-suffice.ts";
import { nodeCrypto } from "../node-crypto.ts";
import { explainCode, type ExplainedCode } from "../../core/formats/explain-code.ts";
import type { RowAttempt, RowReading } from "../../core/formats/reconcile-rows.ts";
import { proposalOf, type HandDigit, type HandProposal } from "../../core/formats/hand-reading.ts";
import { templateOf, type SheetTemplate } from "../../core/formats/sheet-template.ts";
import { problemsBesideCode, type QualityProblem } from "../../core/image-quality.ts";
import { assessGray } from "../images/assess-image.ts";
import { cropGray, toSharp, type GrayImage, type Region } from "../images/gray-image.ts";
import { findPage } from "../images/page-finder.ts";
import { readHand } from "./hand-reader.ts";
import { printEngine, type PrintEngine } from "./print-engine.ts";
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

/** One row of boxes written by hand: what is proposed, and each box with what it was taken for. */
export interface ExplainedHandRow {
  readonly id: string;
  readonly box: string;
  readonly proposal: HandProposal;
  readonly cells: readonly { readonly digit: HandDigit; readonly image: Uint8Array }[];
}

/** What a code on an image says, in English and Spanish. */
export interface ExplainedCodeOfImage extends ExplainedCode {
  readonly text: string;
  readonly linesInSpanish: readonly string[];
}

/** What every reader saw in one image. */
export interface ExplainedImage {
  readonly width: number;
  readonly height: number;
  /** The step of the cascade that ended the search; "none" where none did. */
  readonly step: string;
  readonly codes: readonly ExplainedCodeOfImage[];
  /** How the sheet of paper lies on the image. */
  readonly page: "whole" | "in-part" | "fills-image" | "not-found";
  /** What makes the image hard to read, where something does. */
  readonly quality: readonly QualityProblem[];
  /** Undefined where the election has no template. */
  readonly print?:
    | { readonly kind: "rows"; readonly anchors: number; readonly rows: readonly ExplainedRow[] }
    | { readonly kind: "hand-rows"; readonly anchors: number; readonly rows: readonly ExplainedHandRow[] }
    | { readonly kind: "not-found"; readonly reason: string };
}

/** Reads one image as `cotejo read` would, and keeps what was looked at. Throws where it is no image. */
export async function explainImage(file: Uint8Array, election: Election): Promise<ExplainedImage> {
  const formats = qrFormatsOf(election).map(({ format }) => format);
  const decoders = { first: await zxingDecoder(), last: qrPackageDecoder() };
  const { texts, step, isEnough, image } = await decodeByCascade(file, decoders, (found) =>
    codesSuffice(found, formats),
  );
  const codes = texts.map((text) => ({
    text,
    ...explainCode(text, nodeCrypto, { formats }),
    linesInSpanish: explainCode(text, nodeCrypto, { formats, language: "es" }).lines,
  }));
  const { width, height } = image;
  const problems = assessGray(image);
  const quality = isEnough ? problemsBesideCode(problems, false) : problems;
  const seen = { width, height, step, codes, page: pageOn(image), quality };
  const template = templateOf(election.sheet);
  if (template === undefined) return seen;
  const engine = await printEngine();
  try {
    const print =
      template.writing === "hand"
        ? await explainHand({ file, template }, engine)
        : await explainPrint({ file, template }, engine);
    return { ...seen, print };
  } finally {
    await engine.close();
  }
}

function pageOn(image: GrayImage): ExplainedImage["page"] {
  const page = findPage(image);
  if (page === undefined) return "not-found";
  if (page.fillsImage) return "fills-image";
  return page.isWhole ? "whole" : "in-part";
}

interface Sheet {
  readonly file: Uint8Array;
  readonly template: SheetTemplate;
}

async function explainPrint(
  { file, template }: Sheet,
  engine: PrintEngine,
): Promise<NonNullable<ExplainedImage["print"]>> {
  const print = await readPrint(file, template, engine);
  if (print.kind === "not-found") return print;
  const rows: ExplainedRow[] = [];
  for (const { id, reading, attempts, ...at } of print.rows) {
    const digits = at.digits === undefined ? undefined : await cropFile(print.image, at.digits);
    const words = at.words === undefined ? undefined : await cropFile(print.image, at.words);
    rows.push({
      id,
      box: boxOf(template, id),
      reading,
      attempts,
      ...(digits === undefined ? {} : { digits }),
      ...(words === undefined ? {} : { words }),
    });
  }
  return { kind: "rows", anchors: print.anchors, rows };
}

async function explainHand(
  { file, template }: Sheet,
  engine: PrintEngine,
): Promise<NonNullable<ExplainedImage["print"]>> {
  const sheet = await readHand(file, template, engine);
  if (sheet.kind === "not-found") return sheet;
  const rows: ExplainedHandRow[] = [];
  for (const row of sheet.rows) {
    const images = await Promise.all(row.cells.map((cell) => cropFile(sheet.image, cell)));
    const cells = row.digits.map((digit, at) => ({ digit, image: images[at] ?? new Uint8Array() }));
    rows.push({ id: row.id, box: boxOf(template, row.id), proposal: proposalOf(row), cells });
  }
  return { kind: "hand-rows", anchors: sheet.anchors, rows };
}

function boxOf(template: SheetTemplate, id: string): string {
  return template.rows.find((row) => row.id === id)?.box ?? "";
}

function cropFile(image: GrayImage, region: Region): Promise<Uint8Array> {
  return toSharp(cropGray(image, region)).png().toBuffer();
}

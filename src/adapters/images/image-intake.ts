import sharp from "sharp";

import type { ImageIntake, OpenedFile } from "../../world.ts";
import { PIXELS_MAXIMUM } from "./gray-image.ts";
import { degreesOfHeic } from "./heic-turn.ts";

/** Bounds on what one file may cost; docs/limits.md. */
const PAGES_MAXIMUM = 60;
const SECONDS_MAXIMUM = 30;
const PDF_DOTS_PER_INCH = 200;
/** Losses of a second encoding are not to be seen, and digits keep their colours. */
const JPEG = { quality: 92, chromaSubsampling: "4:4:4" };

type Kind = "jpeg" | "png" | "webp" | "tiff" | "avif" | "heic" | "pdf";

/**
 * Makes PNG and JPEG images of what is neither: WebP and AVIF, TIFF page by page, HEIC, and PDF page by page at 200 dots an
 * inch. Nothing of a file is taken over but its pixels, turned as it says: no place, time, device or comment. Files that
 * claim too many pixels or pages, or that cannot be opened, are refused with a reason that says what to do.
 */
export const imageIntake: ImageIntake = {
  open: async (file) => {
    const kind = kindOf(file);
    if (kind === undefined) return { kind: "unknown" };
    try {
      switch (kind) {
        case "jpeg":
        case "png":
          return await measured(file);
        case "webp":
        case "tiff":
        case "avif":
          return await pagesOf(file, kind);
        case "heic":
          return await ofHeic(file);
        case "pdf":
          return await ofPdf(file);
      }
    } catch (error) {
      return refuse(`cannot be opened as ${kind.toUpperCase()}: ${reasonOf(error)}`);
    }
  },
};

function kindOf(file: Uint8Array): Kind | undefined {
  const text = String.fromCharCode(...file.subarray(0, 16));
  if (text.startsWith("\u00ff\u00d8\u00ff")) return "jpeg";
  if (text.startsWith("\u0089PNG\r\n\u001a\n")) return "png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  if (text.startsWith("%PDF-")) return "pdf";
  if (text.slice(4, 8) !== "ftyp") return undefined;
  if (/^(avif|avis)/.test(text.slice(8))) return "avif";
  return /^(heic|heix|hevc|hevx|mif1|msf1)/.test(text.slice(8)) ? "heic" : undefined;
}

function refuse(reason: string): OpenedFile {
  return { kind: "refused", reason };
}

function tooLarge(width: number, height: number): OpenedFile {
  return refuse(
    `has ${width} x ${height} pixels, more than ${PIXELS_MAXIMUM / 1_000_000} million: send it at a smaller size`,
  );
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0]?.slice(0, 200) ?? "";
}

/** What is broken is evidence too: a reader will say that it cannot be opened. */
async function measured(file: Uint8Array): Promise<OpenedFile> {
  const size = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  return size === undefined || size.width * size.height <= PIXELS_MAXIMUM
    ? { kind: "as-it-is" }
    : tooLarge(size.width, size.height);
}

async function pagesOf(file: Uint8Array, kind: "webp" | "tiff" | "avif"): Promise<OpenedFile> {
  const { width, height, pages = 1 } = await sharp(file, { limitInputPixels: false }).metadata();
  if (width * height > PIXELS_MAXIMUM) return tooLarge(width, height);
  // Further pages of WebP and AVIF are an animation.
  const count = kind === "tiff" ? pages : 1;
  if (count > PAGES_MAXIMUM) return tooManyPages(count);
  const images = [];
  for (let page = 0; page < count; page++) {
    const opened = sharp(file, { page, limitInputPixels: PIXELS_MAXIMUM })
      .timeout({ seconds: SECONDS_MAXIMUM })
      .rotate()
      .flatten({ background: "white" })
      .toColourspace("srgb");
    // TIFF keeps every pixel as it is, and so does PNG.
    const encoded = kind === "tiff" ? opened.png({ compressionLevel: 6 }) : opened.jpeg(JPEG);
    images.push(await encoded.toBuffer());
  }
  return { kind: "images", from: kind, images };
}

function tooManyPages(pages: number): OpenedFile {
  return refuse(`has ${pages} pages, more than ${PAGES_MAXIMUM}: send it in parts`);
}

async function ofHeic(file: Uint8Array): Promise<OpenedFile> {
  const { default: decode } = await import("heic-decode");
  const { width, height, data } = await silently(() => decode({ buffer: file }));
  if (width * height > PIXELS_MAXIMUM) return tooLarge(width, height);
  const image = sharp(data, { raw: { width, height, channels: 4 } })
    .rotate(degreesOfHeic(file))
    .flatten({ background: "white" });
  return { kind: "images", from: "heic", images: [await image.jpeg(JPEG).toBuffer()] };
}

/** What a library tells the terminal by itself is not part of any answer. */
async function silently<Result>(work: () => Promise<Result>): Promise<Result> {
  const { log } = console;
  console.log = () => {};
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

async function ofPdf(file: Uint8Array): Promise<OpenedFile> {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(file);
    try {
      const count = document.getPageCount();
      if (count > PAGES_MAXIMUM) return tooManyPages(count);
      const images = [];
      for (const page of document.pages()) {
        const scale = PDF_DOTS_PER_INCH / 72;
        const { originalWidth, originalHeight } = page.getOriginalSize();
        const [width, height] = [Math.ceil(originalWidth * scale), Math.ceil(originalHeight * scale)];
        if (width * height > PIXELS_MAXIMUM) return tooLarge(width, height);
        const rendered = await page.render({
          scale,
          render: async ({ data, width, height }) =>
            sharp(data, { raw: { width, height, channels: 4 } })
              .flatten({ background: "white" })
              .jpeg(JPEG)
              .toBuffer(),
        });
        images.push(rendered.data);
      }
      return { kind: "images", from: "pdf", images };
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
}

import { PDFiumLibrary } from "@hyzyla/pdfium";

import { InputError } from "../../core/input-error.ts";
import type { ReadDocument } from "../../core/record/document.ts";
import { packageVersion } from "./package-version.ts";

const PAGES_MAXIMUM = 2_000;
const TEXT_MAXIMUM = 4_000_000;

/**
 * The text of a PDF, page after page with an empty line between. Throws InputError where it is none, is locked, has more
 * pages than any document of the kind, or has no text: a scan is read by a person, who pastes what it says.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const library = await PDFiumLibrary.init();
  try {
    const pages = await pagesOf(library, bytes);
    const text = pages
      .map((page) => page.replaceAll("\r\n", "\n").trim())
      .join("\n\n")
      .trim();
    if (text === "")
      throw new InputError("document", ["this PDF has no text, only images: paste what it says"]);
    return { text, mediaType: "application/pdf", reader: READER };
  } finally {
    library.destroy();
  }
}

const READER = `pdfium ${packageVersion("@hyzyla/pdfium")}`;

async function pagesOf(library: PDFiumLibrary, bytes: Uint8Array): Promise<string[]> {
  try {
    const document = await library.loadDocument(bytes);
    const count = document.getPageCount();
    if (count > PAGES_MAXIMUM)
      throw new InputError("document", [`has ${count} pages, over the limit of ${PAGES_MAXIMUM}`]);
    const pages: string[] = [];
    let length = 0;
    for (let at = 0; at < count; at += 1) {
      const text = document.getPage(at).getText();
      length += text.length;
      if (length > TEXT_MAXIMUM)
        throw new InputError("document", [`has over ${TEXT_MAXIMUM} characters of text`]);
      pages.push(text);
    }
    document.destroy();
    return pages;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError("document", [
      `cannot be read as a PDF: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

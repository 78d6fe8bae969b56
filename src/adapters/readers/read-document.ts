import { Worker } from "node:worker_threads";

import { decodeText } from "../../core/formats/table.ts";
import { InputError } from "../../core/input-error.ts";
import type { ReadDocument } from "../../core/record/document.ts";
import { hasWideMark } from "./has-wide-mark.ts";

const BYTES_MAXIMUM = 50_000_000;
const TEXT_BYTES_MAXIMUM = 8_000_000;
const MILLISECONDS_MAXIMUM = 60_000;
const MEGABYTES_MAXIMUM = 1_024;

/**
 * The text of a file: of a web page its article, of a PDF the text in it, of anything else the file as text. A page or a
 * PDF is read in a thread of its own, which ends after a minute or a gigabyte. Throws InputError with what to do instead.
 */
export async function readDocument(bytes: Uint8Array): Promise<ReadDocument> {
  const kind = kindOf(bytes);
  if (bytes.length > BYTES_MAXIMUM)
    throw new InputError("document", [`is over ${BYTES_MAXIMUM / 1_000_000} MB: no document is that large`]);
  if (kind === "archive")
    throw new InputError("document", [
      "is a web archive: give the page itself, and the archive beside it with --attach",
    ]);
  if (kind !== "text") return readApart(kind, bytes);
  const isBinary = !hasWideMark(bytes) && bytes.includes(0);
  if (bytes.length > TEXT_BYTES_MAXIMUM || isBinary)
    throw new InputError("document", [
      isBinary
        ? "is neither text, nor a web page, nor a PDF: paste its text, or save it as text"
        : `is over ${TEXT_BYTES_MAXIMUM / 1_000_000} MB of text`,
    ]);
  return { text: decodeText(bytes).text, mediaType: "text/plain", reader: "text" };
}

type Kind = "text" | "html" | "pdf" | "archive";

function kindOf(bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString("latin1");
  if (head.includes("%PDF-")) return "pdf";
  if (head.startsWith("PK\u0003\u0004") || head.startsWith("WARC/") || head.startsWith("\u001f\u008b"))
    return "archive";
  return /^\s*(?:\u00ef\u00bb\u00bf)?\s*(?:<!--[\s\S]{0,900}?-->\s*)?<(?:!doctype html|html|head|body|article)\b/i.test(
    head,
  )
    ? "html"
    : "text";
}

function readApart(kind: "html" | "pdf", bytes: Uint8Array): Promise<ReadDocument> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./document-worker.js", import.meta.url), {
      workerData: { kind, bytes },
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES_MAXIMUM },
    });
    const refuse = (problem: string) => reject(new InputError("document", [problem]));
    const timer = setTimeout(() => {
      refuse(`takes over ${MILLISECONDS_MAXIMUM / 1_000} seconds to read: paste its text`);
      void worker.terminate();
    }, MILLISECONDS_MAXIMUM);
    worker.once("message", (message: { readonly read?: ReadDocument; readonly refused?: string[] }) => {
      if (message.read === undefined)
        reject(new InputError("document", message.refused ?? ["cannot be read"]));
      else resolve(message.read);
    });
    worker.once("error", (error) => refuse(`cannot be read: ${error.message}`));
    worker.once("exit", () => {
      clearTimeout(timer);
      refuse("cannot be read: its reader stopped");
    });
  });
}

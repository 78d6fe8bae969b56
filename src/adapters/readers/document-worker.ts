import { parentPort, workerData } from "node:worker_threads";

import { InputError } from "../../core/input-error.ts";
import { readHtml } from "./html-document.ts";
import { readPdf } from "./pdf-document.ts";

/** What the thread is given: the kind of a file and its bytes. */
interface Given {
  readonly kind: "html" | "pdf";
  readonly bytes: Uint8Array;
}

/** Reads one file in a thread of its own, so that whatever it does to the reader ends with the thread. */
async function answer({ kind, bytes }: Given): Promise<unknown> {
  try {
    return { read: kind === "pdf" ? await readPdf(bytes) : readHtml(bytes) };
  } catch (error) {
    if (error instanceof InputError) return { refused: error.problems };
    return { refused: [`cannot be read: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origins
parentPort?.postMessage(await answer(workerData as Given));

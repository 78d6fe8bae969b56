import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";

import { createWorker, OEM, PSM } from "tesseract.js";

import { toSharp, type GrayImage, type Region } from "../images/gray-image.ts";

/** A word as the engine saw it. */
export interface PrintedWord {
  readonly text: string;
  /** 0 to 100, as the engine says. */
  readonly confidence: number;
  readonly region: Region;
}

/** What may stand in the image; everything, unless told. */
export type Alphabet = "any" | "digits" | "digit-names";

const LETTERS: Readonly<Record<Alphabet, string>> = {
  any: "",
  digits: "0123456789",
  "digit-names": "ABCDEHINORSTUVZabcdehinorstuvz, ",
};

/** Tesseract's recognition of print. It holds a thread of its own: close it. */
export interface PrintEngine {
  readonly name: string;
  /** Rejects when its thread ends, and with it whatever was being read. */
  readonly ended: Promise<never>;
  /** The words of a block of text. */
  read(image: GrayImage, alphabet: Alphabet): Promise<readonly PrintedWord[]>;
  close(): Promise<void>;
}

const LANGUAGE = "spa";

/** Tesseract as WebAssembly, with its Spanish model from the installed packages: nothing is fetched from anywhere. */
export async function printEngine(): Promise<PrintEngine> {
  const require = createRequire(import.meta.url);
  const models = dirname(require.resolve(`@tesseract.js-data/${LANGUAGE}`));
  const tesseract = await createWorker(LANGUAGE, OEM.LSTM_ONLY, {
    langPath: join(models, "4.0.0_best_int"),
    gzip: true,
    cacheMethod: "none",
    // Whatever goes wrong rejects the call it belongs to; without this it would be thrown where nobody can catch it.
    errorHandler: () => {},
  });
  // It does not look whether its thread still runs: whoever waits for an answer of one that ended would wait for ever.
  const ended = new Promise<never>((_, reject) => {
    if (!("worker" in tesseract && tesseract.worker instanceof Worker)) return;
    tesseract.worker.on("error", reject);
    tesseract.worker.on("exit", () => reject(new Error("tesseract's thread ended")));
  });
  // Nobody may be waiting when it ends.
  ended.catch(() => {});
  return {
    name: `tesseract.js ${versionOf(require.resolve("tesseract.js"))}, ${LANGUAGE} 4.0.0_best_int`,
    ended,
    read: async (image, alphabet) => {
      const settings = tesseract.setParameters({
        tessedit_pageseg_mode: PSM.SINGLE_BLOCK,
        tessedit_char_whitelist: LETTERS[alphabet],
        user_defined_dpi: "200",
        // It tells every blot it cannot read, and it tells the terminal.
        debug_file: "/dev/null",
      });
      await Promise.race([settings, ended]);
      const file = await toSharp(image).png({ compressionLevel: 1 }).toBuffer();
      const recognized = tesseract.recognize(file, {}, { blocks: true, text: false });
      const { data: page } = await Promise.race([recognized, ended]);
      return (page.blocks ?? []).flatMap(({ paragraphs }) =>
        paragraphs.flatMap(({ lines }) =>
          lines.flatMap(({ words }) =>
            words.map(({ text, confidence, bbox }) => ({
              text,
              confidence,
              region: { left: bbox.x0, top: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
            })),
          ),
        ),
      );
    },
    close: async () => void (await tesseract.terminate()),
  };
}

/** The version of the package that a file of it belongs to. */
function versionOf(file: string): string {
  const read: unknown = createRequire(import.meta.url)(join(dirname(file), "..", "package.json"));
  return typeof read === "object" && read !== null && "version" in read ? String(read.version) : "unknown";
}

import { existsSync } from "node:fs";

import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { readBounded } from "../../adapters/read-bounded.ts";
import { qrFormatsOf, parseElection } from "../../core/election.ts";
import { parseUtf8 } from "../../core/bytes.ts";
import { explainCode } from "../../core/formats/explain-code.ts";
import type { QrFormat } from "../../core/formats/qr-format.ts";
import { InputError } from "../../core/input-error.ts";
import { FILE_BYTES_MAXIMUM } from "../../pipeline/receive.ts";
import { option, positional, type Command } from "../command.ts";
import { readInputFile } from "../election-folder.ts";

export const qrCommand: Command = {
  name: "qr",
  summary: "Say in words what a QR code of a tally sheet says",
  positionals: [{ name: "TEXT|FILE", about: "the text of the code, or an image that shows it" }],
  options: { election: { value: "FILE", about: "an election file whose formats the code is held to" } },
  examples: [
    "cotejo qr photo.jpg",
    "cotejo qr 1803900010041000",
    "cotejo qr 'Z-7!12,3!0!1' --election election.json",
  ],
  notes: ["Nothing is entered anywhere. Exit code 1 where no code is found, or no format takes its text."],
  async run(input) {
    const given = positional(input, 0);
    const election = option(input, "election");
    const formats =
      election === undefined
        ? []
        : qrFormatsOf(parseElection(parseUtf8(readInputFile(election)))).map(({ format }) => format);
    const texts = existsSync(given) ? await textsOf(given, formats) : [given];
    const codes = texts.map((text) => ({ text, ...explainCode(text, nodeCrypto, { formats }) }));
    const told = codes.map(({ text, lines }) => [text, ...lines.map((line) => `  ${line}`)].join("\n"));
    return {
      json: { codes },
      text:
        told.length === 0
          ? "No QR code was found in the image: send a close-up of the code"
          : told.join("\n\n"),
      failed: !codes.some(({ format }) => format !== "none"),
    };
  },
};

async function textsOf(path: string, formats: readonly QrFormat[]): Promise<readonly string[]> {
  const { qrReader } = await import("../../adapters/readers/qr-reader.ts");
  const reader = await qrReader();
  try {
    return (await reader.read(readBounded(path, FILE_BYTES_MAXIMUM), formats)).texts;
  } catch (error) {
    throw new InputError(path, [
      `is not an image that can be opened: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

import { join } from "node:path";

import { readIfThere } from "../../adapters/disk-folder.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { parseUtf8 } from "../../core/bytes.ts";
import { InputError } from "../../core/input-error.ts";
import { receiptOf } from "../../pipeline/receipt.ts";
import { positional, wholeNumber, type Command } from "../command.ts";

export const receiptCommand: Command = {
  name: "receipt",
  summary: "Print the proof that an entry is in the log (.tlog-proof)",
  positionals: [
    { name: "DIR", about: "an election folder or a published one" },
    { name: "INDEX", about: "the entry's index" },
  ],
  options: {},
  examples: ["cotejo receipt public 17 > entry-17.tlog-proof"],
  notes: [
    "Whoever keeps it can show later, with cotejo verify --against, whether the log still holds the entry.",
  ],
  async run(input) {
    const directory = positional(input, 0);
    const index = wholeNumber(positional(input, 1), "INDEX");
    const read = (path: string) => readIfThere(join(directory, "log", path));
    const checkpoint = read("checkpoint");
    if (checkpoint === undefined) throw new InputError(directory, ["holds no log"]);
    const proof = receiptOf(
      { crypto: nodeCrypto, checkpoint: () => parseUtf8(checkpoint), tile: read },
      index,
    );
    return { json: { index, proof }, text: proof.trimEnd() };
  },
};

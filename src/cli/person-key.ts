import { parseUtf8 } from "../core/bytes.ts";
import type { Signer } from "../core/tlog/note.ts";
import { readInputFile } from "./election-folder.ts";
import { nameInputs } from "./name-inputs.ts";

/** The key in a person's file, as `cotejo transcribe --new-key` made it. Throws InputError where it is none. */
export async function personKey(path: string): Promise<Signer> {
  const { parseSigningKey } = await import("../adapters/node-crypto.ts");
  const text = parseUtf8(readInputFile(path), path);
  return nameInputs({ "signing key": path }, async () => parseSigningKey(text));
}

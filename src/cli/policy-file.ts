import { nodeCrypto } from "../adapters/node-crypto.ts";
import { parseUtf8 } from "../core/bytes.ts";
import { parsePolicy, type Policy } from "../core/tlog/policy.ts";
import { readInputFile } from "./election-folder.ts";

/** The policy in a file given by a person, and its text word for word. Throws InputError that names the file. */
export function readPolicy(path: string): { readonly policy: Policy; readonly text: string } {
  const text = parseUtf8(readInputFile(path), path);
  return { policy: parsePolicy(nodeCrypto, text, path), text };
}

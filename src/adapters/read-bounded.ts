import { closeSync, fstatSync, openSync, readSync } from "node:fs";

import { InputError } from "../core/input-error.ts";

const CHUNK = 1_048_576;
/** Its name, where a person gives "-". */
const STANDARD_INPUT = 0;

/**
 * All bytes of a file, or of what flows through its name (a pipe; "-" is what flows into the program). Throws
 * InputError that names it where it cannot be read, or has more than `most` bytes: no more is ever read.
 */
export function readBounded(path: string, most: number): Uint8Array {
  const refuse = (reason: string) => new InputError(path, [reason]);
  const isOver = () => refuse(`is over ${most / 1_000_000} MB`);
  try {
    const file = path === "-" ? STANDARD_INPUT : openSync(path, "r");
    try {
      const stat = fstatSync(file);
      // A terminal is one too: what is typed there is asked for by "-".
      if (file !== STANDARD_INPUT && (stat.isCharacterDevice() || stat.isBlockDevice()))
        throw refuse("is a device, and no file");
      const { size } = stat;
      if (size > most) throw isOver();
      // A file says how long it is; of all else it is seen at its end. One byte more tells whether that is so.
      const chunks: Buffer[] = [];
      for (let length = 0, room = size + 1; ; room = CHUNK) {
        const chunk = Buffer.allocUnsafe(room);
        const read = readSync(file, chunk);
        if (read === 0) return joined(chunks);
        chunks.push(chunk.subarray(0, read));
        length += read;
        if (length > most) throw isOver();
      }
    } finally {
      if (file !== STANDARD_INPUT) closeSync(file);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refuse(describeFailure(error));
  }
}

/** What keeps a file from being read, in words; any other failure as the system tells it. */
export function describeFailure(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "cannot be read: there is no such file";
  if (code === "EISDIR") return "cannot be read: it is a folder, and one file is asked for";
  if (code === "EACCES") return "cannot be read: you may not read it";
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

function joined(chunks: readonly Buffer[]): Uint8Array {
  const [only] = chunks;
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
}

import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

import { AppError } from "../world.ts";

/**
 * Writes a file that a person asked for, piece by piece: under a temporary name beside it, and in its place once it is
 * whole, so that nothing half-written ever bears the name. Gives its size.
 */
export function writeFile(path: string, pieces: Iterable<Uint8Array>): number {
  const temporary = join(dirname(path), `.writing-${randomUUID()}`);
  let bytes = 0;
  try {
    const file = openSync(temporary, "wx");
    try {
      for (const piece of pieces) {
        for (let at = 0; at < piece.length;) at += writeSync(file, piece, at);
        bytes += piece.length;
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return bytes;
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof Error && "syscall" in error)
      throw new AppError("disk", `cannot write ${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

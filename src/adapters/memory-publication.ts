import { formatHex } from "../core/bytes.ts";
import type { ManifestFile } from "../core/manifest.ts";
import type { PublishedFolder } from "../core/verify.ts";
import { AppError, type PublicationWriter } from "../world.ts";
import type { Fault } from "./memory-folder.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** A published folder in memory, for tests: it can be tampered with, and its writer can lose its machine. */
export interface MemoryPublication extends PublishedFolder {
  readonly files: Map<string, Uint8Array>;
  /** A writer that breaks at the chosen change, putting the folder in its place being the last one. */
  writer(fault?: Fault): PublicationWriter;
}

export function memoryPublication(files = new Map<string, Uint8Array>()): MemoryPublication {
  const standing = ({ path, size, sha256 }: ManifestFile) => {
    const bytes = files.get(path);
    return bytes?.length === size && formatHex(nodeCrypto.sha256(bytes)) === sha256 ? bytes : undefined;
  };
  return {
    files,
    read: async (path) => files.get(path),
    list: async () => [...files.keys()].sort(),
    writer: (fault) => {
      const next = new Map<string, Uint8Array>();
      let changes = 0;
      const change = (land: () => void) => {
        changes += 1;
        const breaks = fault !== undefined && changes === fault.atChange;
        if (!breaks || fault.landed) land();
        if (breaks) throw new AppError("disk", `the machine is gone at change ${changes}`);
      };
      return {
        read: (path) => files.get(path),
        write: (path, bytes) => change(() => next.set(path, bytes)),
        standing,
        keep: (file) => {
          const bytes = standing(file);
          if (bytes === undefined) return false;
          change(() => next.set(file.path, bytes));
          return true;
        },
        finish: () => {
          change(() => {
            files.clear();
            for (const [path, bytes] of next) files.set(path, bytes);
          });
          return { filesWritten: next.size, filesUnchanged: 0 };
        },
        marks: () => new Map(),
        abandon: () => next.clear(),
      };
    },
  };
}

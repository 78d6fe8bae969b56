import { AppError } from "../world.ts";
import type { Folder } from "./folder.ts";

/** Where a folder in memory breaks: at its n-th change, before or after the change has landed. */
export interface Fault {
  readonly atChange: number;
  readonly landed: boolean;
}

export interface MemoryFolder extends Folder {
  /** Changes made or attempted so far. */
  readonly changes: number;
  /** The folder as the disk would show it after the machine came back. */
  repaired(): MemoryFolder;
}

/** A folder for tests that loses its machine at a chosen change, and everything not yet durable with it. */
export function memoryFolder(fault?: Fault, files: Map<string, Uint8Array> = new Map()): MemoryFolder {
  let changes = 0;
  let broken = false;

  const change = (land: () => void) => {
    if (broken) throw new AppError("disk", "the machine is gone");
    changes += 1;
    const breaks = fault !== undefined && changes === fault.atChange;
    if (!breaks || fault.landed) land();
    if (!breaks) return;
    broken = true;
    throw new AppError("disk", `the machine is gone at change ${changes}`);
  };
  const alive = () => {
    if (broken) throw new AppError("disk", "the machine is gone");
  };

  return {
    get changes() {
      return changes;
    },
    repaired: () => memoryFolder(undefined, files),
    read: (path) => {
      alive();
      return files.get(path)?.slice();
    },
    write: (path, bytes) => change(() => files.set(path, bytes.slice())),
    create: (path, bytes) => {
      alive();
      if (files.has(path)) return false;
      change(() => files.set(path, bytes.slice()));
      return true;
    },
    remove: (path) => {
      alive();
      if (files.has(path)) change(() => files.delete(path));
    },
    list: (path) => {
      alive();
      return [...files.keys()].filter((name) => path === "" || name.startsWith(`${path}/`)).sort();
    },
  };
}

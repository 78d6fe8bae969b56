import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { AppError } from "../world.ts";
import type { Folder } from "./folder.ts";

const TEMPORARY = ".writing-";

/**
 * A folder on disk. A file is written under a temporary name (O_EXCL), synced and closed; then it gets its own name by
 * rename, or by link where it must not exist; then its folder is synced. A failed sync is fatal: the kernel may have
 * dropped the pages, so the file is never read again to find out. Everything is readable by its owner only.
 */
export function diskFolder(root: string): Folder {
  const full = (path: string) => join(root, path);

  const makeFolder = (path: string) => {
    const missing: string[] = [];
    for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
    for (const folder of missing) {
      mkdirSync(folder, { mode: 0o700 });
      sync(dirname(folder));
    }
  };

  const writeTemporary = (path: string, bytes: Uint8Array): string => {
    makeFolder(dirname(full(path)));
    const temporary = join(dirname(full(path)), `${TEMPORARY}${randomUUID()}`);
    try {
      writeNew(temporary, bytes, { mode: 0o600, durably: true });
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    return temporary;
  };

  return {
    read: (path) => inWorld(`read ${full(path)}`, () => readIfThere(full(path))),
    write: (path, bytes) =>
      inWorld(`write ${full(path)}`, () => {
        renameSync(writeTemporary(path, bytes), full(path));
        sync(dirname(full(path)));
      }),
    create: (path, bytes) =>
      inWorld(`create ${full(path)}`, () => {
        const temporary = writeTemporary(path, bytes);
        try {
          linkSync(temporary, full(path));
        } catch (error) {
          if (codeOf(error) === "EEXIST") return false;
          throw error;
        } finally {
          rmSync(temporary, { force: true });
        }
        sync(dirname(full(path)));
        return true;
      }),
    remove: (path) => inWorld(`remove ${full(path)}`, () => rmSync(full(path), { force: true })),
    list: (path) =>
      inWorld(`list ${full(path)}`, () => listFiles(root, path).filter((file) => !isUnfinished(file))),
  };
}

/** Writes a file that must not be there yet. Where it fails, some of it may be there. */
export function writeNew(
  path: string,
  bytes: Uint8Array,
  { mode, durably }: { readonly mode: number; readonly durably: boolean },
): void {
  const file = openSync(path, "wx", mode);
  try {
    // A write may take less than it was given: the next one goes on where it ended.
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at);
    if (durably) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes what a crash left half written. Only for whoever alone works on the folder. */
export function removeUnfinished(root: string): void {
  inWorld(`tidy ${root}`, () => {
    for (const file of listFiles(root)) if (isUnfinished(file)) rmSync(join(root, file), { force: true });
  });
}

function isUnfinished(path: string): boolean {
  return path.slice(path.lastIndexOf("/") + 1).startsWith(TEMPORARY);
}

/** Every file below root/path, as paths relative to root, sorted. */
export function listFiles(root: string, path = ""): readonly string[] {
  if (!existsSync(join(root, path))) return [];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((file) => !file.isDirectory())
    .map((file) => relative(resolve(root), resolve(file.parentPath, file.name)).replaceAll("\\", "/"))
    .sort();
}

export function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}

/** Makes what was written to a file, or done in a folder, durable. */
export function sync(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** What the system refuses is the world failing, told with what was being done; anything else is thrown on as it is. */
export function inWorld<Result>(what: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (codeOf(error) === undefined || error instanceof AppError) throw error;
    throw new AppError(
      "disk",
      `could not ${what}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

import { equalBytes } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { isSafePath, MANIFEST_FIRST_LINE, MANIFEST_PATH } from "../core/manifest.ts";
import type { PublishedFolder } from "../core/verify.ts";
import { AppError, type PublicationWriter } from "../world.ts";
import { inWorld, listFiles, readIfThere, sync, writeNew } from "./disk-folder.ts";

/** A published folder on disk. */
export function diskPublication(root: string): PublishedFolder {
  return {
    read: async (path) => readIfThere(join(root, path)),
    list: async () => listFiles(root),
  };
}

/**
 * Writes a published folder beside the one that stands (`.NAME.cotejo-next`), linking the files that have not changed,
 * and puts it in its place at the end by two renames; what stood there is kept as `.NAME.cotejo-previous` between the
 * two, and a run that finds it without its folder puts it back. Until then no visitor sees anything half done.
 *
 * Files are synced before the swap only as far as the manifest: everything else can be published again from the log.
 */
export function diskPublicationWriter(out: string): PublicationWriter {
  const target = resolve(out);
  const next = join(dirname(target), `.${basename(target)}.cotejo-next`);
  const previous = join(dirname(target), `.${basename(target)}.cotejo-previous`);
  inWorld(`begin ${next}`, () => {
    restore(target, previous);
    refuseForeign(target);
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
  });

  let filesWritten = 0;
  let filesUnchanged = 0;
  const folders = new Set<string>();

  return {
    write: (path, bytes) => {
      if (path !== MANIFEST_PATH && !isSafePath(path))
        throw new AppError("path", `"${path}" is no path inside a published folder`);
      const file = join(next, path);
      inWorld(`write ${file}`, () => {
        const folder = dirname(file);
        if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
        folders.add(folder);
        const standing = readIfThere(join(target, path));
        if (standing !== undefined && equalBytes(standing, bytes) && link(join(target, path), file)) {
          filesUnchanged += 1;
          return;
        }
        writeNew(file, bytes, { mode: 0o644, durably: false });
        filesWritten += 1;
      });
    },
    finish: () =>
      inWorld(`put ${target} in its place`, () => {
        sync(join(next, MANIFEST_PATH));
        swap(target, next, previous);
        rmSync(previous, { recursive: true, force: true });
        return { filesWritten, filesUnchanged };
      }),
    abandon: () => {
      try {
        rmSync(next, { recursive: true, force: true });
      } catch {
        // Why it was abandoned matters more. The next run removes what is left.
      }
    },
  };
}

/** Where the new folder cannot be put there, the old one is put back. */
function swap(target: string, next: string, previous: string): void {
  if (!existsSync(target)) return renameSync(next, target);
  rmSync(previous, { recursive: true, force: true });
  renameSync(target, previous);
  try {
    renameSync(next, target);
  } catch (error) {
    renameSync(previous, target);
    throw error;
  }
}

function restore(target: string, previous: string): void {
  if (!existsSync(target) && existsSync(previous)) renameSync(previous, target);
}

/**
 * Only an empty folder or an earlier publication may be replaced, and inside an election folder only its `published`: a
 * slip of the fingers must cost nobody a home folder, nor an election.
 */
function refuseForeign(target: string): void {
  for (let at = dirname(target); at !== dirname(at); at = dirname(at))
    if (existsSync(join(at, "private", "log.key")) && target !== join(at, "published"))
      throw new InputError(target, [
        `lies inside the election folder ${at}: publish elsewhere, or to ${join(at, "published")}`,
      ]);
  if (!existsSync(target)) return;
  const isFolder = statSync(target).isDirectory();
  if (isFolder && (isPublication(target) || readdirSync(target).length === 0)) return;
  throw new InputError(target, [
    "is not empty and no published folder: choose another place, or empty it yourself",
  ]);
}

function isPublication(folder: string): boolean {
  const manifest = readIfThere(join(folder, MANIFEST_PATH));
  return manifest !== undefined && Buffer.from(manifest).toString("latin1").startsWith(MANIFEST_FIRST_LINE);
}

/** Some file systems (a USB stick's FAT) have no links: the file is written again there. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

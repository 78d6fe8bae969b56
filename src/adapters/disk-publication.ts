import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

import { equalBytes, formatHex } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { isSafePath, MANIFEST_FIRST_LINE, MANIFEST_PATH, type ManifestFile } from "../core/manifest.ts";
import type { PublishedFolder } from "../core/verify.ts";
import { AppError, type PublicationWriter } from "../world.ts";
import { inWorld, listFiles, readIfThere, sync, writeNew } from "./disk-folder.ts";
import { nodeCrypto } from "./node-crypto.ts";

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
  // A link stays one: what it leads to is replaced.
  const target = existsSync(out) ? realpathSync(out) : resolve(out);
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

  /** Where the file is to be, in a folder that is there. */
  const placeOf = (path: string) => {
    if (path !== MANIFEST_PATH && !isSafePath(path))
      throw new AppError("path", `"${path}" is no path inside a published folder`);
    const file = join(next, path);
    const folder = dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    return file;
  };

  return {
    read: (path) => inWorld(`read ${join(target, path)}`, () => readIfThere(join(target, path))),
    standing: (file, mark) =>
      inWorld(`read ${join(target, file.path)}`, () => readThisFile(join(target, file.path), file, mark)),
    keep: (file, mark) =>
      inWorld(`keep ${join(target, file.path)}`, () => {
        const standing = join(target, file.path);
        const isThere = bearsMark(standing, mark) || readThisFile(standing, file) !== undefined;
        const isKept = isThere && link(standing, placeOf(file.path));
        filesUnchanged += isKept ? 1 : 0;
        return isKept;
      }),
    write: (path, bytes) => {
      inWorld(`write ${join(next, path)}`, () => {
        const file = placeOf(path);
        if (holds(join(target, path), bytes) && link(join(target, path), file)) {
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
    marks: (paths) => inWorld(`look at ${target}`, () => marksOf(target, paths)),
    abandon: () => {
      try {
        rmSync(next, { recursive: true, force: true });
      } catch {
        // Why it was abandoned matters more. The next run removes what is left.
      }
    },
  };
}

/** Whether the file is exactly these bytes: it is read only where it is as long. */
function holds(place: string, bytes: Uint8Array): boolean {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size !== bytes.length) return false;
  const standing = readIfThere(place);
  return standing !== undefined && equalBytes(standing, bytes);
}

/** The bytes of a file that is the one meant: by its mark, else by its hash. */
function readThisFile(place: string, { size, sha256 }: ManifestFile, mark?: string): Uint8Array | undefined {
  const isMarked = bearsMark(place, mark);
  const standing = readIfThere(place);
  if (standing?.length !== size) return undefined;
  return isMarked || formatHex(nodeCrypto.sha256(standing)) === sha256 ? standing : undefined;
}

function bearsMark(place: string, mark: string | undefined): boolean {
  return mark !== undefined && markOf(place) === mark;
}

/** Clocks of disks are coarse: two changes of one file within this time (nanoseconds) may look like one. */
const TICK = 1_000_000_000n;

/** The marks of files that were written some time before the manifest, which is written last. */
function marksOf(target: string, paths: Iterable<string>): ReadonlyMap<string, string> {
  const last = lstatSync(join(target, MANIFEST_PATH), { bigint: true }).mtimeNs;
  return new Map(
    [...paths].flatMap((path) => {
      const mark = markOf(join(target, path), last - TICK);
      return mark === undefined ? [] : [[path, mark]];
    }),
  );
}

/**
 * What the disk says of a file, which is another as soon as anything is written to it, as in git's index. Undefined where
 * there is no such file, or its bytes were written after `until`.
 */
function markOf(path: string, until?: bigint): string | undefined {
  const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat?.isFile() !== true || (until !== undefined && stat.mtimeNs > until)) return undefined;
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(" ");
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

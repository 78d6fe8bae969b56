import { mkdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

import { diskFolder, removeUnfinished } from "../adapters/disk-folder.ts";
import { lockFolder, type FolderLock } from "../adapters/folder-lock.ts";
import { holdsElection } from "../adapters/holds-election.ts";
import { readBounded } from "../adapters/read-bounded.ts";
import { InputError } from "../core/input-error.ts";
import type { World } from "../world.ts";
import type { Shell } from "./command.ts";

/** Works on an election folder that exists, alone: other processes wait. */
export async function withElection<Result>(
  directory: string,
  shell: Shell,
  use: (world: World) => Promise<Result>,
): Promise<Result> {
  if (!isElectionFolder(directory))
    throw new InputError(directory, ["holds no election: start one with `cotejo open DIR --election FILE`"]);
  const { openWorld } = await import("../adapters/folder-world.ts");
  return locked(directory, shell, (makeWay) => use(openWorld(diskFolder(directory), shell, makeWay)));
}

/** Works on an election folder that may be new. */
export async function withNewElection<Result>(
  folder: { readonly directory: string; readonly origin: string },
  shell: Shell,
  use: (world: World) => Promise<Result>,
): Promise<Result> {
  mkdirSync(folder.directory, { recursive: true, mode: 0o700 });
  const { openWorld, prepareFolder } = await import("../adapters/folder-world.ts");
  return locked(folder.directory, shell, (makeWay) => {
    const disk = diskFolder(folder.directory);
    prepareFolder(disk, folder.origin, shell);
    return use(openWorld(disk, shell, makeWay));
  });
}

export function isElectionFolder(directory: string): boolean {
  const isDirectory = statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true;
  return isDirectory && holdsElection(diskFolder(directory));
}

/** Milliseconds in which whoever waits for a folder that was left sees it. */
const LEFT_ALONE = 300;

/** `makeWay` lets others work on the folder where they wait for it, and says whether any did. */
async function locked<Result>(
  directory: string,
  shell: Shell,
  use: (makeWay: () => Promise<boolean>) => Promise<Result>,
): Promise<Result> {
  const told = new Set<string>();
  const tell = (holder: string) => {
    if (!told.has(holder)) shell.tell(`waiting for process ${holder}, which is working on ${directory}`);
    told.add(holder);
  };
  const take = (waitMilliseconds?: number) => lockFolder(resolve(directory), tell, waitMilliseconds);
  let lock: FolderLock | undefined = await take();
  const makeWay = async () => {
    if (lock?.isWanted() !== true) return false;
    lock.release();
    lock = undefined;
    await setTimeout(LEFT_ALONE);
    lock = await take(Number.POSITIVE_INFINITY);
    removeUnfinished(directory);
    return true;
  };
  try {
    removeUnfinished(directory);
    return await use(makeWay);
  } finally {
    lock?.release();
  }
}

/** A small gzip file can unpack to any size, and a device never ends; nothing is read beyond this. */
const UNPACKED_MAXIMUM = 500_000_000;

/** A file given by a person, unpacked where it is gzip. Throws InputError that names it. */
export function readInputFile(path: string): Uint8Array {
  const bytes = readBounded(path, UNPACKED_MAXIMUM);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: UNPACKED_MAXIMUM });
  } catch (error) {
    if (error instanceof RangeError)
      throw new InputError(path, [
        `unpacks to more than ${UNPACKED_MAXIMUM / 1_000_000} MB: import it in parts`,
      ]);
    throw new InputError(path, [`is broken gzip: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

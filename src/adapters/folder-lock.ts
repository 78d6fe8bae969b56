import { linkSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { utf8 } from "../core/bytes.ts";
import { AppError } from "../world.ts";
import { inWorld, writeNew } from "./disk-folder.ts";

const LOCK = "in-use-by";
const NOBODY = -1;
const WAIT_MILLISECONDS = 15_000;
const POLL_MILLISECONDS = 100;

/** A folder that this process works on, alone. */
export interface FolderLock {
  release(): void;
  /** Whether another process waits for the folder. */
  isWanted(): boolean;
}

/**
 * Only one process works on a folder at a time. The lock names the process that holds it; one whose process is gone is
 * taken over. An election's log is safe even without it (its commits are a compare-and-swap): the lock keeps two commands
 * from undoing each other's half-written files, and says who to wait for. After `waitMilliseconds` it is refused.
 */
export async function lockFolder(
  root: string,
  onWait: (holder: string) => void,
  waitMilliseconds: number = WAIT_MILLISECONDS,
): Promise<FolderLock> {
  const path = join(root, LOCK);
  const own = join(root, `.${LOCK}-${process.pid}`);
  const inLock = <Result>(act: () => Result) => inWorld(`lock ${root}`, act);
  inLock(() => {
    rmSync(own, { force: true });
    writeNew(own, utf8(`${process.pid}\n`), { mode: 0o600, durably: false });
  });
  try {
    for (let waited = 0; ; waited += POLL_MILLISECONDS) {
      if (inLock(() => take(own, path))) break;
      const holder = holderOf(path);
      if (holder !== undefined && !isRunning(holder) && inLock(() => dispossess(path, holder, own))) continue;
      if (waited >= waitMilliseconds)
        throw new AppError(
          "busy",
          `process ${holder ?? "unknown"} is working on ${root}. Wait for it and run the command again; if no such process exists, remove ${path}`,
        );
      if (waited === 0) onWait(String(holder ?? "another"));
      await setTimeout(POLL_MILLISECONDS);
    }
  } finally {
    inLock(() => rmSync(own, { force: true }));
  }
  inLock(() => sweep(root));
  return {
    release: () => inWorld(`unlock ${root}`, () => rmSync(path, { force: true })),
    isWanted: () =>
      inLock(() =>
        readdirSync(root)
          .map(askerOf)
          .some((asker) => asker !== undefined && isRunning(asker)),
      ),
  };
}

/** The process that left this file while it asked for the lock. */
function askerOf(name: string): number | undefined {
  const [, asker] = /^\.in-use-by-(\d+)$/.exec(name) ?? [];
  return asker === undefined ? undefined : Number(asker);
}

/** Removes what processes that were killed while they asked for the lock have left. */
function sweep(root: string): void {
  for (const name of readdirSync(root)) {
    const asker = askerOf(name);
    const isLeft = asker === undefined ? name.startsWith(`${LOCK}-after-`) : !isRunning(asker);
    const holder = isLeft ? holderOf(join(root, name)) : undefined;
    if (holder !== undefined && !isRunning(holder)) rmSync(join(root, name), { force: true });
  }
}

/** A link is made whole or not at all, so a lock never stands without its holder's name. */
function take(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the lock of a process that is gone; false where another process is about to. Who comes late with such a finding
 * must not remove the lock of whoever took over since, so it is looked at again under a lock of its own.
 */
function dispossess(path: string, gone: number, own: string): boolean {
  const guard = `${path}-after-${gone}`;
  if (!take(own, guard)) {
    const other = holderOf(guard);
    if (other !== undefined && !isRunning(other)) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (holderOf(path) === gone && !isRunning(gone)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
  return true;
}

function holderOf(path: string): number | undefined {
  try {
    const held = Number(readFileSync(path, "utf8"));
    // A lock that a power failure emptied names nobody, and nobody is running.
    return held > 0 ? held : NOBODY;
  } catch {
    return undefined;
  }
}

function isRunning(process_: number): boolean {
  if (process_ === NOBODY) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

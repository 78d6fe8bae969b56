import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { AppError } from "../world.ts";

const LOCK = "in-use-by";
const NOBODY = -1;
const WAIT_MILLISECONDS = 15_000;
const POLL_MILLISECONDS = 100;

/**
 * Only one process works on an election folder at a time. The lock names the process that holds it; one whose process is
 * gone is taken over. The log is safe even without it (its commits are a compare-and-swap): the lock keeps two commands
 * from undoing each other's half-written files, and says who to wait for.
 */
export async function lockElection(root: string, onWait: (holder: string) => void): Promise<() => void> {
  const path = join(root, LOCK);
  const own = join(root, `.${LOCK}-${process.pid}`);
  writeFileSync(own, `${process.pid}\n`, { mode: 0o600 });
  try {
    for (let waited = 0; ; waited += POLL_MILLISECONDS) {
      if (take(own, path)) return () => rmSync(path, { force: true });
      const holder = holderOf(path);
      if (holder !== undefined && !isRunning(holder)) {
        rmSync(path, { force: true });
        continue;
      }
      if (waited === 0) onWait(String(holder ?? "another"));
      if (waited >= WAIT_MILLISECONDS)
        throw new AppError(
          "busy",
          `process ${holder ?? "unknown"} is working on ${root}. Wait for it and run the command again; if no such process exists, remove ${path}`,
        );
      await setTimeout(POLL_MILLISECONDS);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A link is made whole or not at all, so a lock never stands without its holder's name. */
function take(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch {
    return false;
  }
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

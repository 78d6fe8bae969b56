import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { inWorld, readIfThere } from "../adapters/disk-folder.ts";
import { CHECKPOINT } from "../adapters/log-folder.ts";
import { equalBytes } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { AppError } from "../world.ts";
import type { Shell } from "./command.ts";

/** Milliseconds: how often the log is looked at, how long the folder is left to others, when what failed is tried again. */
const LOOK = 50;
const FREE = 1_000;
const TRY_AGAIN = 60_000;

/**
 * Does something once, and again whenever the log of an election folder has grown, until the person stops the program. What
 * fails after the first time is told, and tried again in a minute or when the log has grown.
 */
export async function followLog(directory: string, shell: Shell, act: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  void shell.untilStopped().then(() => stop.abort());
  const rest = (milliseconds: number) => setTimeout(milliseconds, undefined, { signal }).catch(() => {});
  let done = readLog(directory);
  let tryAt = Number.POSITIVE_INFINITY;
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    let pause = LOOK;
    try {
      const log = readLog(directory);
      if (isFirst || !equalBytes(log, done) || performance.now() >= tryAt) {
        done = log;
        tryAt = Number.POSITIVE_INFINITY;
        pause = FREE;
        await act();
      }
    } catch (error) {
      if (isFirst || !(error instanceof AppError || error instanceof InputError)) throw error;
      tryAt = performance.now() + TRY_AGAIN;
      // Who works on the folder longer than one waits for it was told already.
      if (!signal.aborted && !(error instanceof AppError && error.code === "busy"))
        shell.tell(`${error.message}\nTrying again in a minute, or when something new is in the log.`);
    }
    await rest(pause);
  }
}

/** The signed checkpoint as it stands, which is another as soon as the log has grown. */
function readLog(directory: string): Uint8Array {
  const path = join(directory, CHECKPOINT);
  return inWorld(`read ${path}`, () => readIfThere(path)) ?? new Uint8Array();
}

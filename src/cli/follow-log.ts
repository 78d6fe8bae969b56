import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { readIfThere } from "../adapters/disk-folder.ts";
import { equalBytes } from "../core/bytes.ts";
import { InputError } from "../core/input-error.ts";
import { AppError } from "../world.ts";
import type { Shell } from "./command.ts";

/** How often the log is looked at, and how soon what failed is tried again (milliseconds). */
const LOOK = 200;
const TRY_AGAIN = 60_000;

/**
 * Does something once, and again whenever the log of an election folder has grown, until the person stops the program. What
 * fails after the first time is told, and tried again in a minute or when the log has grown.
 */
export async function followLog(directory: string, shell: Shell, act: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const stopped = shell.untilStopped().then(() => stop.abort());
  let done = readLog(directory);
  await act();
  let waits = Number.POSITIVE_INFINITY;
  while (!stop.signal.aborted) {
    await Promise.race([setTimeout(LOOK, undefined, { signal: stop.signal }).catch(() => {}), stopped]);
    waits -= LOOK;
    const log = readLog(directory);
    if (stop.signal.aborted || (equalBytes(log, done) && waits > 0)) continue;
    try {
      await act();
      waits = Number.POSITIVE_INFINITY;
    } catch (error) {
      if (!(error instanceof AppError || error instanceof InputError)) throw error;
      shell.tell(`${error.message}\nTrying again in a minute, or when something new is in the log.`);
      waits = TRY_AGAIN;
    }
    done = log;
  }
}

/** The signed checkpoint as it stands, which is another as soon as the log has grown. */
function readLog(directory: string): Uint8Array {
  return readIfThere(join(directory, "log/checkpoint")) ?? new Uint8Array();
}

import type { SheetTemplate } from "../../core/formats/sheet-template.ts";
import type { SheetAccount, SheetReader } from "../../world.ts";
import { readerPool, type PoolOptions, type ThreadMessage } from "./reader-pool.ts";

/** What a thread is asked, and what it answers. */
export interface SheetQuestion {
  readonly image: Uint8Array;
  readonly template: SheetTemplate;
}
export type SheetAnswer = ThreadMessage<SheetAccount>;

/** A sheet costs seconds where others use the machine too; one that costs so many is given up. */
const SECONDS = 120;

/**
 * Reads sheets by their templates, printed or written by hand, on as many threads as the machine has processors unless told
 * otherwise. It must be closed.
 */
export async function sheetPool(
  writing: SheetTemplate["writing"],
  options: Partial<PoolOptions> = {},
): Promise<SheetReader & { close(): Promise<void> }> {
  const thread = new URL("./sheet-thread.js", import.meta.url);
  const pool = await readerPool<SheetQuestion, SheetAccount>({
    thread,
    workerData: writing,
    seconds: SECONDS,
    ...options,
  });
  const { name, lanes } = pool;
  return { name, lanes, read: (image, template) => pool.ask({ image, template }), close: () => pool.close() };
}

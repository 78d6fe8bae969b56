import type { QrFormat } from "../../core/formats/qr-format.ts";
import type { CodesSeen, QrReader } from "../../world.ts";
import { readerPool, type PoolOptions, type ThreadMessage } from "./reader-pool.ts";

/** What a thread is asked, and what it answers. */
export interface QrQuestion {
  readonly image: Uint8Array;
  readonly formats: readonly QrFormat[];
}
export type QrAnswer = ThreadMessage<CodesSeen>;

/** A QR reader on as many threads as the machine has processors, unless told otherwise. It must be closed. */
export async function qrPool(
  options: Partial<PoolOptions> = {},
): Promise<QrReader & { close(): Promise<void> }> {
  const thread = new URL("./qr-thread.js", import.meta.url);
  const pool = await readerPool<QrQuestion, CodesSeen>({ thread, ...options });
  const { name, lanes } = pool;
  return { name, lanes, read: (image, formats) => pool.ask({ image, formats }), close: () => pool.close() };
}

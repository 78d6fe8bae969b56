import { parentPort, workerData } from "node:worker_threads";

import sharp from "sharp";

import { HAND_STEPS, readHand } from "./hand-reader.ts";
import { printEngine } from "./print-engine.ts";
import { PRINT_STEPS, readPrint } from "./print-reader.ts";
import type { SheetAccount } from "../../world.ts";
import type { SheetAnswer, SheetQuestion } from "./sheet-pool.ts";

// The program of one thread of the pool: threads are what runs at once here, not parts of one image.
sharp.concurrency(1);
sharp.cache(false);
const isHand = workerData === "hand";
const read = isHand ? readHand : readPrint;
const engine = await printEngine();
let isEnded = false;
// Without it nothing more can be read here. Thrown, it ends this thread: the pool starts another one, and one image is lost.
engine.ended.catch((error: unknown) => {
  isEnded = true;
  throw error;
});
const answer = (what: SheetAnswer) => parentPort?.postMessage(what, []);

parentPort?.on("message", ({ image, template }: SheetQuestion) => {
  read(image, template, engine).then(
    (account) => answer({ kind: "answer", answer: withoutImage(account) }),
    (error: unknown) => {
      if (!isEnded)
        answer({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
    },
  );
});
/** What was looked at stays here: to send it would cost as much as to read it. */
function withoutImage(account: Awaited<ReturnType<typeof read>>): SheetAccount {
  if (!("image" in account)) return account;
  const { image: _, ...rest } = account;
  return rest;
}
answer({ kind: "ready", name: `${isHand ? HAND_STEPS : PRINT_STEPS} (${engine.name})` });

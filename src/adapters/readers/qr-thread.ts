import { parentPort } from "node:worker_threads";

import sharp from "sharp";

import type { QrAnswer, QrQuestion } from "./qr-pool.ts";
import { qrReader } from "./qr-reader.ts";

// The program of one thread of the pool: threads are what runs at once here, not parts of one image.
sharp.concurrency(1);
sharp.cache(false);
const reader = await qrReader();
const answer = (what: QrAnswer) => parentPort?.postMessage(what, []);
parentPort?.on("message", ({ image, formats }: QrQuestion) => {
  reader.read(image, formats).then(
    (seen) => answer({ kind: "answer", answer: seen }),
    (error: unknown) =>
      answer({ kind: "failed", reason: error instanceof Error ? error.message : String(error) }),
  );
});
answer({ kind: "ready", name: reader.name });

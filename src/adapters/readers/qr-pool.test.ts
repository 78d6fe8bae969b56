import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, expect, test } from "vitest";

import { ReaderStopped } from "../../world.ts";
import { qrPool } from "./qr-pool.ts";

const folder = mkdtempSync(join(tmpdir(), "reading-pool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A thread that does what the first byte of the image says: 0 hang, 1 crash, 2 leave, 3 complain; else it answers with it. */
const path = join(folder, "thread.mjs");
writeFileSync(
  path,
  `import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", ({ image }) => {
  if (image[0] === 0) for (;;);
  if (image[0] === 1) throw new Error("crashed");
  if (image[0] === 2) process.exit(1);
  if (image[0] === 3) parentPort.postMessage({ kind: "failed", reason: "no image" });
  else parentPort.postMessage({ kind: "answer", answer: { texts: [String(image[0]), String(threadId)] } });
});
parentPort.postMessage({ kind: "ready", name: "qr test" });`,
);
const thread = pathToFileURL(path);

test(
  "images that hang, crash or end a thread cost themselves and no other",
  { timeout: 30_000 },
  async () => {
    const pool = await qrPool({ thread, threads: 2, seconds: 0.3 });
    expect(pool.name).toBe("qr test");
    const bytes = Array.from({ length: 24 }, (_, at) => (at % 12 < 4 ? at % 12 : at));
    const answers = await Promise.all(
      bytes.map((byte) =>
        pool.read(new Uint8Array([byte]), []).then(
          ({ texts: [text] }) => text,
          (error: unknown) => error,
        ),
      ),
    );
    await pool.close();
    for (const [at, byte] of bytes.entries()) {
      const answer = answers[at];
      if (byte > 3) expect(answer).toBe(String(byte));
      else if (byte === 3) expect(answer).toEqual(new Error("no image"));
      else expect(answer).toBeInstanceOf(ReaderStopped);
      if (byte === 0) expect(String(answer)).toContain("no answer in 0.3 seconds");
    }
  },
);

test("images are read by all threads", async () => {
  const pool = await qrPool({ thread, threads: 2 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => pool.read(new Uint8Array([9]), [])));
  await pool.close();
  expect(new Set(answers.map(({ texts: [, id] }) => id)).size).toBe(2);
});

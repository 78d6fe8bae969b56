import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, expect, test } from "vitest";

import { templateOf } from "../../core/formats/sheet-template.ts";
import { AppError, ReaderStopped, type SheetAccount } from "../../world.ts";
import { printEngine } from "./print-engine.ts";
import { sheetPool } from "./sheet-pool.ts";

const folder = mkdtempSync(join(tmpdir(), "sheet-pool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const template = templateOf({ template: "ve-2024" }) ?? expect.fail("a built-in template");

/** A thread that does what the first byte of an image says, and else answers with it. */
function threadThat(name: string, acts: string, start = ""): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort, workerData } from "node:worker_threads";
import { existsSync, writeFileSync } from "node:fs";
${start}
parentPort.on("message", ({ image }) => {
  ${acts}
  parentPort.postMessage({ kind: "answer", answer: { kind: "not-found", reason: String(image[0]) } });
});
parentPort.postMessage({ kind: "ready", name: "sheet test" });`,
  );
  return pathToFileURL(path);
}

async function readAll(pool: Awaited<ReturnType<typeof sheetPool>>, bytes: readonly number[]) {
  const answers = await Promise.all(
    bytes.map((byte) =>
      pool.read(new Uint8Array([byte]), template).then(
        (account: SheetAccount) => (account.kind === "not-found" ? account.reason : account.kind),
        (error: unknown) => error,
      ),
    ),
  );
  return answers;
}

test(
  "a sheet whose reader hangs, crashes, leaves or takes all memory costs itself and no other",
  { timeout: 60_000 },
  async () => {
    const thread = threadThat(
      "acts",
      `if (image[0] === 0) for (;;);
  if (image[0] === 1) throw new Error("crashed");
  if (image[0] === 2) process.exit(1);
  if (image[0] === 3) for (const held = []; ; ) held.push(new Array(100_000).fill(image[0] + held.length));`,
    );
    const pool = await sheetPool("print", { thread, threads: 2, seconds: 3, megabytes: 48 });
    const bytes = [9, 0, 10, 1, 11, 2, 12, 3, 13, 14, 3, 15];
    const answers = await readAll(pool, bytes);
    await pool.close();
    for (const [at, byte] of bytes.entries()) {
      if (byte > 3) expect(answers[at]).toBe(String(byte));
      else expect(answers[at]).toBeInstanceOf(ReaderStopped);
    }
    expect(String(answers[1])).toContain("no answer in 3 seconds");
    expect(String(answers[7])).toContain("broke off");
  },
);

test("where no thread can be started again the machine failed, and nothing is said of the images that waited", async () => {
  const once = join(folder, "started");
  const start = `if (existsSync(${JSON.stringify(once)})) throw new Error("no more threads");
writeFileSync(${JSON.stringify(once)}, "");`;
  const thread = threadThat("once", `if (image[0] === 1) process.exit(1);`, start);
  const pool = await sheetPool("print", { thread, threads: 1 });
  const answers = await readAll(pool, [9, 1, 10, 11]);
  expect(answers[0]).toBe("9");
  expect(answers[1]).toBeInstanceOf(ReaderStopped);
  for (const answer of answers.slice(2)) {
    expect(answer).toBeInstanceOf(AppError);
    expect(String(answer)).toContain("no more threads");
  }
  // Asked afterwards, it does not wait for ever.
  expect((await readAll(pool, [12]))[0]).toBeInstanceOf(AppError);
  await pool.close();
});

test("a thread that is never ready is given up, and what ran already is closed", async () => {
  const thread = threadThat("never", "", "await new Promise((resolve) => setTimeout(resolve, 60_000));");
  await expect(sheetPool("print", { thread, threads: 2, secondsToStart: 0.5 })).rejects.toThrow(
    "a reader of images could not be started: it was not ready after 0.5 seconds",
  );
  const broken = threadThat("broken", "", 'throw new Error("no model");');
  await expect(sheetPool("print", { thread: broken, threads: 2 })).rejects.toThrow("no model");
});

test("closed while a sheet is read, a pool leaves nothing that keeps the program from ending", async () => {
  const pool = await sheetPool("print", {
    thread: threadThat("busy", "for (;;);"),
    threads: 1,
    seconds: 600,
  });
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  void pool.read(new Uint8Array([9]), template).catch(() => {});
  expect(timers()).toBe(before + 1);
  await pool.close();
  expect(timers()).toBeLessThanOrEqual(before);
});

/** A module whose only function never returns, in WebAssembly as tesseract is. */
const ENDLESS = "0061736d0100000001040160000003020100070501016600000a0901070003400c000b0b";

test(
  "a reader that hangs in WebAssembly in a thread of its own is ended with that thread",
  { timeout: 30_000 },
  async () => {
    const inner = `const bytes = Buffer.from(${JSON.stringify(ENDLESS)}, "hex"); new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f();`;
    const start = `import { Worker } from "node:worker_threads";`;
    const acts = `if (image[0] === 0) { new Worker(${JSON.stringify(inner)}, { eval: true }); return; }`;
    const pool = await sheetPool("print", {
      thread: threadThat("wasm", acts, start),
      threads: 1,
      seconds: 1,
    });
    const [hung, next] = await readAll(pool, [0, 9]);
    expect(hung).toBeInstanceOf(ReaderStopped);
    expect(next).toBe("9");
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { user, system } = process.cpuUsage(before);
    await pool.close();
    expect(user + system).toBeLessThan(250_000);
  },
);

test(
  "whoever reads with tesseract is told when its thread ends, before and while it reads",
  { timeout: 60_000 },
  async () => {
    const engine = await printEngine();
    const image = { width: 1_500, height: 900, data: new Uint8Array(1_500 * 900).fill(255) };
    for (let at = 0; at < image.data.length; at += 7) image.data[at] = (at * 31) % 256;
    const reading = engine.read(image, "any");
    const told = expect(reading).rejects.toThrow("tesseract's thread ended");
    setTimeout(() => void engine.close(), 100);
    await told;
    await expect(engine.ended).rejects.toThrow("tesseract's thread ended");
  },
);

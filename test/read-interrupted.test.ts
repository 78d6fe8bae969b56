import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";

import { sheetPool } from "../src/adapters/readers/sheet-pool.ts";
import { qrModules } from "../src/adapters/sheet-image.ts";
import { formatQr } from "../src/core/formats/qr-format.ts";
import { templateOf } from "../src/core/formats/sheet-template.ts";
import { answerOf, PROGRAM } from "./support/cotejo.ts";
import { ELECTION, REGISTER } from "./support/small-election.ts";

/** More files than are read before their readings are entered. */
const FILES = 100;
const BATCH = 32;

const folder = mkdtempSync(join(tmpdir(), "cotejo-interrupted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const election = join(folder, "election");

interface Read {
  readonly read: number;
  readonly readings: readonly {
    readonly entry: number;
    readonly evidence: number;
    readonly outcome: string;
  }[];
}

/** How many entries the log holds now, by its checkpoint. */
const entriesHeld = () => Number(readFileSync(join(election, "log/checkpoint"), "utf8").split("\n")[1]);

/** A code with white around it, large enough that reading takes some milliseconds. */
async function photoOf(text: string): Promise<Buffer> {
  const modules = qrModules(text);
  const [size, scale, white] = [modules.length, 6, 100];
  const data = Buffer.alloc(size * size, 255);
  for (const [y, row] of modules.entries())
    for (const [x, dark] of row.entries()) if (dark) data[y * size + x] = 0;
  return sharp(data, { raw: { width: size, height: size, channels: 1 } })
    .resize({ width: size * scale, kernel: "nearest" })
    .extend({ top: white, bottom: white, left: white, right: white, background: "white" })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

beforeAll(async () => {
  const photos = join(folder, "photos");
  mkdirSync(photos);
  for (let at = 0; at < FILES; at++) {
    const text = formatQr(
      { station: `s${1 + (at % 6)}`, numbers: [at, at % 7], nullVotes: 0, blankVotes: 0 },
      { kind: "list", contest: "mayor", rows: ["ana", "luz"] },
    );
    writeFileSync(join(photos, `${at}.png`), await photoOf(text));
  }
  writeFileSync(join(folder, "election.json"), ELECTION);
  writeFileSync(join(folder, "register.csv"), REGISTER);
  answerOf(
    "open",
    election,
    "--election",
    join(folder, "election.json"),
    "--register",
    join(folder, "register.csv"),
  );
  answerOf("receive", election, photos, "--source", "witnesses", "--redacted-by-source");
});

test("reading that is interrupted keeps what it entered, and goes on there", async () => {
  const before = entriesHeld();
  const program = spawn(process.execPath, [PROGRAM, "read", election, "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(program, "exit");
  while (entriesHeld() === before && program.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 5));
  program.kill("SIGINT");
  const [exit, signal] = await ended;
  expect([exit, signal]).toEqual([null, "SIGINT"]);
  const kept = entriesHeld() - before;
  expect(kept % BATCH).toBe(0);
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(FILES);

  // Nobody has to tidy up before the next run, which reads what is left, each file once.
  const again = answerOf("read", election) as Read;
  expect(again.read).toBe(FILES - kept);
  expect(entriesHeld()).toBe(before + FILES);
  expect(new Set(again.readings.map(({ evidence }) => evidence)).size).toBe(FILES - kept);
});

/** The thread that the program reads print in, but for one thing: at images of two shades tesseract's own thread ends, or says nothing more. */
const BREAKING = `
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";

const require = createRequire(${JSON.stringify(PROGRAM)});
const spawn = require.resolve("tesseract.js/src/worker/node/spawnWorker.js");
const real = require(spawn);
let fate = 0;
parentPort.on("message", ({ image }) => (fate = image.at(-1)));
require.cache[spawn].exports = (options) => {
  const worker = real(options);
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (message) => {
    if (message.action === "recognize" && fate === 1) setTimeout(() => worker.terminate(), 20);
    if (message.action !== "recognize" || fate !== 2) post(message);
  };
  return worker;
};
await import(${JSON.stringify(pathToFileURL(join(PROGRAM, "../../adapters/readers/sheet-thread.js")).href)});
`;

test("a sheet at which tesseract itself ends or hangs is lost alone, and told apart from one that cannot be opened", async () => {
  const thread = join(folder, "breaking.mjs");
  writeFileSync(thread, BREAKING);
  const pool = await sheetPool("print", { thread: pathToFileURL(thread), threads: 1, seconds: 15 });
  const template = templateOf({ template: "ve-2024" }) ?? expect.fail("a built-in template");
  const paper = await sharp({ create: { width: 300, height: 500, channels: 3, background: "white" } })
    .png()
    .toBuffer();
  const read = (image: Uint8Array, fate: number) =>
    pool.read(new Uint8Array([...image, fate]), template).catch((error: unknown) => error);
  const seen = [
    await read(paper, 0),
    await read(paper, 1),
    await read(paper, 0),
    await read(paper, 2),
    await read(paper, 0),
  ];
  const broken = await read(new Uint8Array([1, 2, 3]), 0);
  await pool.close();
  expect(seen).toMatchObject([
    { kind: "not-found" },
    { name: "ReaderStopped", message: "the reader broke off" },
    { kind: "not-found" },
    { name: "ReaderStopped", message: "the reader gave no answer in 15 seconds" },
    { kind: "not-found" },
  ]);
  expect(broken).toMatchObject({ name: "Error" });
});

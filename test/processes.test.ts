import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { answerOf, cotejo, PROGRAM, type Run } from "./support/cotejo.ts";
import { ELECTION, pngOf, REGISTER } from "./support/small-election.ts";

const folder = mkdtempSync(join(tmpdir(), "cotejo-processes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** So many that reading them takes several batches. */
const PHOTOS = 100;
const at = (name: string) => join(folder, name);
writeFileSync(at("election.json"), ELECTION);
writeFileSync(at("register.csv"), REGISTER);

function newElection(name: string): string {
  answerOf("open", at(name), "--election", at("election.json"), "--register", at("register.csv"));
  return at(name);
}

function photo(shade: number): string {
  const path = at(`${shade}.png`);
  writeFileSync(path, pngOf(shade));
  return path;
}

/** Starts the program and gives what it answered when it has ended. */
async function start(args: readonly string[], onTold: (told: string) => void = () => {}): Promise<Run> {
  const child = spawn(process.execPath, [PROGRAM, ...args]);
  const said = { out: "", told: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => {
    said.told += chunk.toString("utf8");
    onTold(said.told);
  });
  const [exit] = (await once(child, "close")) as [number | null];
  return { exit, ...said };
}

/** A process that runs and does nothing, as another one that works on a folder would. */
async function holder(directory: string) {
  const child = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1_000)"]);
  await once(child, "spawn");
  writeFileSync(join(directory, "in-use-by"), `${child.pid}\n`);
  return child;
}

const receive = (directory: string, shade: number, onTold?: (told: string) => void) =>
  start(["receive", directory, photo(shade), "--source", "witnesses", "--json"], onTold);

test("of two processes on one folder the second waits, says for whom, and goes on when the first is done", async () => {
  const directory = newElection("waits");
  const first = await holder(directory);
  const second = await receive(directory, 1, (told) => {
    if (told.includes("waiting")) rmSync(join(directory, "in-use-by"));
  });
  expect(second).toMatchObject({
    exit: 0,
    told: expect.stringContaining(`waiting for process ${first.pid}, which is working on ${directory}`),
  });
  const ended = once(first, "close");
  first.kill("SIGKILL");
  await ended;
  expect(answerOf("status", directory)).toMatchObject({ entries: 3 });
});

test("who waited too long is refused, and told whom to wait for", { timeout: 60_000 }, async () => {
  const directory = newElection("refused");
  const first = await holder(directory);
  const second = await receive(directory, 1);
  const ended = once(first, "close");
  first.kill("SIGKILL");
  await ended;
  expect(second.exit).toBe(3);
  expect(JSON.parse(second.out)).toMatchObject({
    error: {
      code: "busy",
      message: expect.stringContaining(`process ${first.pid} is working on ${directory}`),
    },
  });
  expect(answerOf("status", directory)).toMatchObject({ entries: 2 });
});

test("many at once after one that was killed: each is done once, one after another", async () => {
  const directory = newElection("many");
  const { pid } = spawnSync(process.execPath, ["--eval", ""]);
  writeFileSync(join(directory, "in-use-by"), `${pid}\n`);
  const runs = await Promise.all(Array.from({ length: 6 }, (_, shade) => receive(directory, 10 + shade)));
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 0, 0, 0, 0]);
  const entries = runs.map(({ out }) => (JSON.parse(out) as { files: { entry: number }[] }).files[0]?.entry);
  expect(entries.toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
  expect(readdirSync(directory).filter((name) => name.includes("in-use-by"))).toEqual([]);
  answerOf("publish", directory, at("many-public"));
  expect(cotejo("verify", at("many-public")).out).toContain("VERIFIED");
});

test(
  "while images are read, whoever waits for the folder gets it between two batches",
  { timeout: 60_000 },
  async () => {
    const directory = newElection("long");
    const photos = Array.from({ length: PHOTOS }, (_, shade) => photo(100 + shade));
    answerOf("receive", directory, ...photos, "--source", "witnesses");
    const { entries: before } = answerOf("status", directory) as { entries: number };
    let isReading = true;
    const reading = start(["read", directory, "--json"]).finally(() => (isReading = false));
    while (!existsSync(join(directory, "in-use-by"))) await new Promise((resolve) => setTimeout(resolve, 10));
    const asked = await start(["status", directory, "--json"]);
    expect(isReading).toBe(true);
    const { entries } = JSON.parse(asked.out) as { entries: number };
    expect(entries).toBeGreaterThanOrEqual(before);
    expect(entries).toBeLessThan(before + PHOTOS);
    const { out } = await reading;
    expect((JSON.parse(out) as { readings: unknown[] }).readings).toHaveLength(PHOTOS);
    expect(answerOf("status", directory)).toMatchObject({ entries: before + PHOTOS });
  },
);

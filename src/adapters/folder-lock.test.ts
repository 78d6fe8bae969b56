import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { lockFolder } from "./folder-lock.ts";

const base = mkdtempSync(join(tmpdir(), "cotejo-folder-lock-"));
afterAll(() => rmSync(base, { recursive: true }));

const freshFolder = () => mkdtempSync(join(base, "election-"));
const holderOf = (root: string) => readFileSync(join(root, "in-use-by"), "utf8").trim();

/** Locks the folder; the other holders that it had to wait for are told with it. */
async function lock(root: string) {
  const waitedFor: string[] = [];
  const { release, isWanted } = await lockFolder(root, (holder) => waitedFor.push(holder));
  return { release, isWanted, waitedFor };
}

test("a lock names the process that holds it, and its release leaves nothing behind", async () => {
  const root = freshFolder();
  const { release, waitedFor } = await lock(root);
  expect(readdirSync(root)).toEqual(["in-use-by"]);
  expect(holderOf(root)).toBe(String(process.pid));
  release();
  expect(readdirSync(root)).toEqual([]);
  expect(waitedFor).toEqual([]);
});

test("a lock is wanted while a running process asks for it, and not for what a killed one left", async () => {
  const root = freshFolder();
  const { release, isWanted } = await lock(root);
  expect(isWanted()).toBe(false);
  const { pid } = spawnSync(process.execPath, ["--eval", ""]);
  writeFileSync(join(root, `.in-use-by-${pid}`), `${pid}\n`);
  expect(isWanted()).toBe(false);
  writeFileSync(join(root, `.in-use-by-${process.ppid}`), `${process.ppid}\n`);
  expect(isWanted()).toBe(true);
  release();
});

test("whoever comes second is told whom they wait for, once, and gets the lock when it is released", async () => {
  const root = freshFolder();
  const first = await lock(root);
  let hasSecond = false;
  const second = lock(root).then((locked) => {
    hasSecond = true;
    return locked;
  });
  expect(first.isWanted()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(hasSecond).toBe(false);
  first.release();
  const { release, waitedFor } = await second;
  expect(waitedFor).toEqual([String(process.pid)]);
  release();
  expect(readdirSync(root)).toEqual([]);
});

test("a running process's lock is waited for, and is taken over once that process is gone", async () => {
  const root = freshFolder();
  const other = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1_000)"]);
  await once(other, "spawn");
  writeFileSync(join(root, "in-use-by"), `${other.pid}\n`);
  const { release } = await lockFolder(root, (holder) => {
    expect(holder).toBe(String(other.pid));
    other.kill("SIGKILL");
  });
  expect(other.signalCode).toBe("SIGKILL");
  expect(holderOf(root)).toBe(String(process.pid));
  release();
});

test("a lock whose process was gone before is taken over without a wait", async () => {
  const root = freshFolder();
  const { pid } = spawnSync(process.execPath, ["--eval", ""]);
  writeFileSync(join(root, "in-use-by"), `${pid}\n`);
  const { release, waitedFor } = await lock(root);
  expect(waitedFor).toEqual([]);
  expect(holderOf(root)).toBe(String(process.pid));
  release();
});

test("who may not wait is refused at once, and nothing of theirs stays", async () => {
  const root = freshFolder();
  const first = await lock(root);
  await expect(lockFolder(root, () => {}, 0)).rejects.toThrow(`process ${process.pid} is working on ${root}`);
  expect(readdirSync(root)).toEqual(["in-use-by"]);
  first.release();
});

test("what processes left that were killed while they asked for the lock is removed by the next one", async () => {
  const root = freshFolder();
  const { pid } = spawnSync(process.execPath, ["--eval", ""]);
  const other = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1_000)"]);
  await once(other, "spawn");
  for (const name of ["in-use-by", `.in-use-by-${pid}`, `in-use-by-after-${pid}`])
    writeFileSync(join(root, name), `${pid}\n`);
  writeFileSync(join(root, `.in-use-by-${other.pid}`), `${other.pid}\n`);
  const { release } = await lock(root);
  expect(readdirSync(root).toSorted()).toEqual([`.in-use-by-${other.pid}`, "in-use-by"]);
  release();
  other.kill("SIGKILL");
});

test("the lock of a process that is gone is left to whoever is taking it over already", async () => {
  const root = freshFolder();
  const { pid } = spawnSync(process.execPath, ["--eval", ""]);
  writeFileSync(join(root, "in-use-by"), `${pid}\n`);
  writeFileSync(join(root, `in-use-by-after-${pid}`), `${process.pid}\n`);
  await expect(lockFolder(root, () => {}, 0)).rejects.toThrow("is working on");
  expect(holderOf(root)).toBe(String(pid));
});

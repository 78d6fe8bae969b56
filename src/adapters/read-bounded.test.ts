import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { utf8 } from "../core/bytes.ts";
import { readBounded } from "./read-bounded.ts";

const folder = mkdtempSync(join(tmpdir(), "cotejo-read-bounded-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

test("a file is read whole up to the limit, and refused by name beyond it", () => {
  writeFileSync(at("file"), "12345");
  expect([...readBounded(at("file"), 5)]).toEqual([...utf8("12345")]);
  expect(() => readBounded(at("file"), 4)).toThrow(`${at("file")}: is over`);
  writeFileSync(at("empty"), "");
  expect(readBounded(at("empty"), 4)).toHaveLength(0);
});

test.runIf(process.platform !== "win32")("of a pipe no more is read than the limit", async () => {
  execFileSync("mkfifo", [at("pipe")]);
  const writer = spawn("sh", ["-c", `head -c 3000000 /dev/zero > ${at("pipe")}`]);
  expect(readBounded(at("pipe"), 3_000_000)).toHaveLength(3_000_000);
  await once(writer, "exit");
  const endless = spawn("sh", ["-c", `cat /dev/zero > ${at("pipe")} 2>&1`]);
  expect(() => readBounded(at("pipe"), 2_000_000)).toThrow("is over 2 MB");
  await once(endless, "exit");
});

test.runIf(process.platform === "linux")("a device never ends: it is refused", () => {
  expect(() => readBounded("/dev/zero", 10)).toThrow("/dev/zero: is a device, and no file");
  expect(() => readBounded(at("file/within"), 10)).toThrow("file/within: cannot be read: ENOTDIR");
});

test("what is not there and what is a folder is said in words, with its name", () => {
  expect(() => readBounded(at("gone"), 10)).toThrow(`${at("gone")}: cannot be read: there is no such file`);
  expect(() => readBounded(folder, 10_000_000)).toThrow(`${folder}: cannot be read: it is a folder`);
});

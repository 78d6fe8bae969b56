import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { parseUtf8, utf8 } from "../core/bytes.ts";
import { AppError } from "../world.ts";
import { diskFolder, listFiles, removeUnfinished } from "./disk-folder.ts";

const base = mkdtempSync(join(tmpdir(), "cotejo-disk-folder-"));
afterAll(() => rmSync(base, { recursive: true }));

const emptyRoot = () => mkdtempSync(join(base, "root-"));
const modeOf = (...path: readonly string[]) => statSync(join(...path)).mode & 0o777;

/** The file's text as the folder gives it. */
function textOf(root: string, path: string): string | undefined {
  const bytes = diskFolder(root).read(path);
  return bytes === undefined ? undefined : parseUtf8(bytes);
}

describe("a file", () => {
  test("that is not there is no bytes, nor is a folder, nor what would be below a file", () => {
    const root = emptyRoot();
    diskFolder(root).write("folder/file", utf8("a"));
    for (const path of ["none", "none/none", "folder", "folder/file/none"])
      expect(diskFolder(root).read(path), path).toBeUndefined();
  });

  test("that is written is there at once, whole, and is replaced by the next one written", () => {
    const root = emptyRoot();
    for (const text of ["first", "", "a longer one than the first"]) {
      diskFolder(root).write("a/b/file", utf8(text));
      expect(textOf(root, "a/b/file")).toBe(text);
    }
    expect(listFiles(root)).toEqual(["a/b/file"]);
  });

  test("is created where there is none, and where there is one it is left as it is", () => {
    const root = emptyRoot();
    expect(diskFolder(root).create("a/file", utf8("first"))).toBe(true);
    expect(diskFolder(root).create("a/file", utf8("second"))).toBe(false);
    expect(textOf(root, "a/file")).toBe("first");
    expect(listFiles(root)).toEqual(["a/file"]);
  });

  test("that is removed is gone, and one that is not there can be removed", () => {
    const root = emptyRoot();
    diskFolder(root).write("a/file", utf8("a"));
    for (let time = 0; time < 2; time++) diskFolder(root).remove("a/file");
    expect(listFiles(root)).toEqual([]);
  });

  test("can be read by its owner alone, and so can its folders, however deep", () => {
    const root = join(emptyRoot(), "election");
    diskFolder(root).write("a/b/written", utf8("a"));
    diskFolder(root).create("a/b/created", utf8("a"));
    for (const path of ["written", "created"]) expect(modeOf(root, "a/b", path)).toBe(0o600);
    for (const path of ["", "a", "a/b"]) expect(modeOf(root, path), path).toBe(0o700);
  });

  test("that the disk refuses is told with its path, and nothing of it shows", () => {
    const root = emptyRoot();
    mkdirSync(join(root, "taken"));
    writeFileSync(join(root, "taken/file"), "");
    expect(() => diskFolder(root).write("taken", utf8("a"))).toThrow(AppError);
    expect(() => diskFolder(root).write("taken", utf8("a"))).toThrow(/could not write .*taken/);
    expect(diskFolder(root).list("")).toEqual(["taken/file"]);
  });
});

describe("a list", () => {
  test("has every file below a path, sorted, by its path from the root", () => {
    const root = emptyRoot();
    for (const path of ["log/b", "log/a/2", "log/a/10", "other"]) diskFolder(root).write(path, utf8("a"));
    expect(diskFolder(root).list("log")).toEqual(["log/a/10", "log/a/2", "log/b"]);
    expect(diskFolder(root).list("")).toEqual(["log/a/10", "log/a/2", "log/b", "other"]);
    expect(diskFolder(root).list("none")).toEqual([]);
  });

  test("is the same however the root is spelt", () => {
    const root = emptyRoot();
    diskFolder(root).write("log/file", utf8("a"));
    const fromHere = relative(process.cwd(), root);
    const spellings = [
      root,
      `${root}/`,
      `${root}//`,
      `${dirname(root)}/./${basename(root)}`,
      `${root}/log/..`,
      fromHere,
      `./${fromHere}`,
      `./${fromHere}/`,
    ];
    for (const spelling of spellings) {
      expect(listFiles(spelling), spelling).toEqual(["log/file"]);
      expect(diskFolder(spelling).list("log"), spelling).toEqual(["log/file"]);
    }
  });

  test("leaves out what a crash left half written, which is removed without touching anything else", () => {
    const root = emptyRoot();
    diskFolder(root).write("log/file", utf8("a"));
    for (const path of [".writing-0", "log/.writing-1"]) writeFileSync(join(root, path), "half");
    expect(diskFolder(root).list("")).toEqual(["log/file"]);
    removeUnfinished(root);
    expect(listFiles(root)).toEqual(["log/file"]);
    expect(textOf(root, "log/file")).toBe("a");
  });
});

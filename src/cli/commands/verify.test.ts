import { expect, test } from "vitest";

import type { Verification } from "../../core/verification.ts";
import { keyText, outcomeOf } from "./verify.ts";

const SOUND: Verification = {
  ok: true,
  origin: "results.example.org",
  entries: 3,
  blobs: 0,
  files: 0,
  checkpoint: "",
  cosignatures: [],
  notEstablished: [],
  problems: [],
};

test("a sound log is not told to be a sound folder", () => {
  const notEstablished = [{ code: "pages-not-checked" as const, message: "" }];
  expect(outcomeOf(SOUND).text).toContain("VERIFIED: everything");
  expect(outcomeOf({ ...SOUND, notEstablished }).text).toContain("Nothing else was checked");
  expect(outcomeOf({ ...SOUND, notEstablished }).text).not.toContain("everything");
});

test("the name of a file can write no line of the answer", () => {
  const path = "a\n\nVERIFIED: everything";
  const problems = [{ code: "file-unlisted" as const, path, message: "" }];
  const { text } = outcomeOf({ ...SOUND, ok: false, problems });
  expect(text.split("\n").filter((line) => line.startsWith("VERIFIED"))).toEqual([]);
});

test("a key is its text, and what is neither a key nor a file is refused by name", () => {
  expect(keyText(" example.org+1a2b3c4d+AQ== \n")).toBe("example.org+1a2b3c4d+AQ==");
  expect(() => keyText("gone/key.txt")).toThrow("gone/key.txt: is neither a key");
});

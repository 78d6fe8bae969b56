import { expect, test } from "vitest";

import { en } from "../../src/core/site/messages-en.ts";
import { verifyWords } from "../../src/core/site/verify-words.ts";
import type { NotEstablished, Problem, Verification } from "../../src/core/verification.ts";
import { renderReport, stepsOf } from "./report.ts";

const SOUND: Verification = {
  ok: true,
  origin: "results.example.org",
  entries: 3,
  blobs: 1,
  files: 9,
  checkpoint: "results.example.org\n3\n...\n",
  cosignatures: [],
  notEstablished: [],
  problems: [],
};
const open = (...codes: NotEstablished["code"][]) => ({
  notEstablished: codes.map((code) => ({ code, message: "" })),
});
const statesOf = (verification: Verification, onlyLog = false) =>
  Object.fromEntries(stepsOf({ verification, onlyLog }));

test("a sound folder held against a receipt holds in every step", () => {
  expect(new Set(Object.values(statesOf(SOUND)))).toEqual(new Set(["held"]));
});

test("with the log alone nothing is said of the list of files, which was not read", () => {
  const verification = { ...SOUND, files: 0, ...open("pages-not-checked", "nothing-held-elsewhere") };
  expect(statesOf(verification, true)).toEqual({
    signatures: "not-checked",
    files: "not-checked",
    log: "held",
    openings: "not-checked",
    pages: "not-checked",
    elsewhere: "not-checked",
  });
});

test("without a manifest nothing holds of the list of files", () => {
  const problems: Problem[] = [{ code: "file-missing", path: "manifest", message: "" }];
  const verification = { ...SOUND, ok: false, files: 0, problems, ...open("nothing-held-elsewhere") };
  expect(statesOf(verification)).toMatchObject({ signatures: "not-checked", files: "problem", log: "held" });
});

test("a policy that asks for no witness ties the log to nothing held elsewhere", () => {
  // What checkCosignatures says of a policy with `quorum none`: nothing was held against the log.
  const verification = { ...SOUND, ...open("nothing-held-elsewhere") };
  expect(statesOf(verification)["elsewhere"]).toBe("not-checked");
});

test("names that a folder gives write no markup, and turn no text around", () => {
  const name = '<img src=x onerror="alert(1)">\u202E';
  const verification: Verification = {
    ...SOUND,
    ok: false,
    origin: name,
    cosignatures: [{ witness: name, key: "", time: 0 }],
    problems: [{ code: "file-unlisted", path: name, message: name }],
  };
  const { markup } = renderReport(
    { verification, place: name, seconds: 1, onlyLog: false },
    { words: verifyWords("en"), messages: en },
  );
  expect(markup.match(/&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt;\uFFFD/g)).toHaveLength(5);
  expect(markup).not.toMatch(/<img|\u202E/);
});

test("of a server that does not say which files it has, it is not told that there is no other", () => {
  const stepsIn = (verification: Verification) =>
    renderReport(
      { verification, place: "", seconds: 1, onlyLog: false },
      { words: verifyWords("en"), messages: en },
    ).markup.replace(/^.*<ul class="checked">/s, "");
  expect(stepsIn(SOUND)).toContain("there is no other");
  expect(stepsIn({ ...SOUND, ...open("folder-not-listed") })).not.toContain("there is no other");
});

test("a sound log is not told to be a sound folder", () => {
  const verdictOf = (onlyLog: boolean) =>
    renderReport(
      { verification: SOUND, place: "", seconds: 1, onlyLog },
      { words: verifyWords("en"), messages: en },
    ).markup.replace(/<\/h3>.*$/s, "");
  expect(verdictOf(false)).toContain("Everything");
  expect(verdictOf(true)).toContain("Nothing else was checked");
  expect(verdictOf(true)).not.toContain("Everything");
});

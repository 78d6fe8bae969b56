import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { afterAll, expect, test } from "vitest";

import { answerOf, cotejo, PROGRAM } from "./support/cotejo.ts";
import { ELECTION, MAPPING, REGISTER, TABLE } from "./support/small-election.ts";

const folder = mkdtempSync(join(tmpdir(), "cotejo-follow-"));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string) => join(folder, name);
writeFileSync(at("election.json"), ELECTION);
writeFileSync(at("register.csv"), REGISTER);
writeFileSync(at("mapping.json"), MAPPING);
writeFileSync(at("table.csv"), TABLE);
writeFileSync(at("more.csv"), "station,ana,luz,null\ns6,1,2,0\n");
writeFileSync(at("most.csv"), "station,ana,luz,null\ns5,3,2,1\n");

/** `cotejo publish --follow`: its answers one by one, and what it tells besides. */
function follow(directory: string, out: string) {
  const child = spawn(process.execPath, [PROGRAM, "publish", directory, out, "--follow", "--json"]);
  children.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
  return {
    next: async (): Promise<unknown> => JSON.parse(String((await lines.next()).value)),
    told: async (text: string, times = 1) => {
      while (told.split(text).length <= times) await once(child.stderr, "data");
    },
    stop: async () => {
      child.kill("SIGTERM");
      const [exit] = await once(child, "exit");
      children.delete(child);
      return exit as number;
    },
  };
}

const isOf = (answer: unknown, entries: number) =>
  typeof answer === "object" && answer !== null && "entries" in answer && answer.entries === entries;

const take = (directory: string, table: string) =>
  answerOf("import", directory, at(table), "--format", at("mapping.json"), "--source", "witnesses");

test("a publisher that follows publishes whatever is new in the log, until it is stopped", async () => {
  const [directory, out] = [at("election"), at("public")];
  answerOf("open", directory, "--election", at("election.json"), "--register", at("register.csv"));
  take(directory, "table.csv");
  const follower = follow(directory, out);
  expect(await follower.next()).toMatchObject({ entries: 3 });
  // The folder is free for others meanwhile.
  take(directory, "more.csv");
  expect(await follower.next()).toMatchObject({ entries: 4 });
  expect(cotejo("verify", out).exit).toBe(0);
  take(directory, "most.csv");
  expect(await follower.next()).toMatchObject({ entries: 5 });
  expect(await follower.stop()).toBe(0);
  expect(cotejo("verify", out).out).toContain("VERIFIED: everything");
}, 60_000);

test("it publishes no log that was put back, says so, and goes on when the log is whole again", async () => {
  const [directory, out] = [at("restored"), at("restored-public")];
  answerOf("open", directory, "--election", at("election.json"), "--register", at("register.csv"));
  take(directory, "table.csv");
  cpSync(directory, at("earlier"), { recursive: true });
  // In the old copy, another table stands where this one will stand.
  take(at("earlier"), "most.csv");
  take(directory, "more.csv");
  const follower = follow(directory, out);
  expect(await follower.next()).toMatchObject({ entries: 4 });
  renameSync(directory, at("later"));
  renameSync(at("earlier"), directory);
  await follower.told("no longer begins with the 4 entries");
  take(directory, "more.csv");
  await follower.told("no longer begins with the 4 entries", 2);
  renameSync(directory, at("earlier"));
  renameSync(at("later"), directory);
  take(directory, "most.csv");
  for (let answer = await follower.next(); !isOf(answer, 5); answer = await follower.next())
    expect(isOf(answer, 4)).toBe(true);
  expect(await follower.stop()).toBe(0);
  expect(cotejo("verify", out).exit).toBe(0);
}, 60_000);

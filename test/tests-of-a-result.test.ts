import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, inject, test } from "vitest";

import { diskFolder } from "../src/adapters/disk-folder.ts";
import { openWorld } from "../src/adapters/folder-world.ts";
import { utf8 } from "../src/core/bytes.ts";
import { formatEntry } from "../src/core/entry.ts";
import type { Sample } from "../src/core/sample.ts";
import type { BatchAuditAnswer } from "../src/core/statistics/methods/batch-audit.ts";
import type { QuickCountAnswer } from "../src/core/statistics/methods/quick-count.ts";
import { answerOf, cotejo } from "./support/cotejo.ts";
import { answered, testsOf, type Told } from "./support/told-tests.ts";

const demo = inject("demo");
const folder = mkdtempSync(join(tmpdir(), "cotejo-tests-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const statusOf = (told: Told<unknown> | undefined, code: string) =>
  told?.assumptions.find((assumption) => assumption.code === code)?.status;

/** A copy of the demo's election, of its own for each test. */
function demoElection(name: string): string {
  cpSync(join(demo, "election"), at(name), { recursive: true });
  return at(name);
}

/** An election with the demo's register and nothing else. */
function emptyElection(name: string, withRegister = true): string {
  const register = withRegister ? ["--register", join(demo, "inputs/register.csv")] : [];
  answerOf("open", at(name), "--election", join(demo, "inputs/election.json"), ...register);
  return at(name);
}

const SEED = ["--seed", "4 2 6 1 1 5 3 6 2 4", "--seed-source", "ten dice thrown on the square"];
const draw = (directory: string, id: string, ...args: string[]) =>
  answerOf("sample", directory, "--id", id, ...args, ...SEED) as Sample & { readonly entry: number };

/** Enters a sample as it stands, as somebody could who does not use our program. */
async function enterByHand(directory: string, sample: unknown): Promise<void> {
  const surroundings = {
    now: () => new Date(0),
    randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
  };
  const world = openWorld(diskFolder(directory), surroundings);
  const blob = await world.keepBlob(utf8(JSON.stringify(sample)));
  await world.append([formatEntry({ kind: "sample-drawn", version: 1, sample: blob })]);
}

describe("a quick count of the demo's election", () => {
  const election = demoElection("quick");
  const stratified = draw(election, "stations", "--size", "300", "--strata", "region");
  const clustered = draw(election, "places", "--size", "60", "--strata", "region", "--clusters", "place");
  const quickCounts = (directory: string) =>
    new Map(testsOf<QuickCountAnswer>(directory, "quick-count").map((told) => [told.subject.sample, told]));

  test("so many stations of each region are drawn, each once", () => {
    expect(stratified.stations).toHaveLength(300);
    expect(new Set(stratified.stations).size).toBe(300);
    if (stratified.rule.kind !== "stratified") throw new Error("a stratified sample");
    expect(Object.values(stratified.rule.sizes).reduce((sum, size) => sum + size, 0)).toBe(300);
  });

  test("whole polling places are drawn with all their stations", () => {
    const placeOf = (station: string) => station.split(".")[0];
    const register = readFileSync(join(demo, "inputs/register.csv"), "utf8").trim().split("\n").slice(1);
    const drawn = new Set(clustered.stations.map(placeOf));
    expect(drawn.size).toBe(60);
    const all = register.map((line) => line.split(",")[0] ?? "").filter((id) => drawn.has(placeOf(id)));
    expect([...clustered.stations].sort()).toEqual(all.sort());
  });

  test("whoever has the register and the seed draws the same", () => {
    const other = emptyElection("quick-again");
    const again = draw(other, "stations", "--size", "300", "--strata", "region");
    expect(again.stations).toEqual(stratified.stations);
    const places = draw(other, "places", "--size", "60", "--strata", "region", "--clusters", "place");
    expect(places.stations).toEqual(clustered.stations);
    expect(quickCounts(other).get("stations")?.outcome).toMatchObject({
      kind: "refused",
      reason: "no-sheets",
    });
  });

  test("the estimate has an interval that holds what all sheets together say, and its draw is held", () => {
    const { votes, validVotes } = answerOf("results", election) as {
      votes: Record<string, number>;
      validVotes: number;
    };
    const counts = quickCounts(election);
    for (const id of ["stations", "places"]) {
      const told = counts.get(id);
      expect(statusOf(told, "drawn-at-random"), id).toBe("held");
      expect(statusOf(told, "received-by-chance"), id).toBe("unknown");
      const { shares, stationsReceived, stationsDrawn, drawn } = answered(told);
      expect(drawn).toBe(id === "places" ? "clusters" : "stations");
      expect(stationsReceived).toBeLessThan(stationsDrawn);
      for (const { selection, estimate } of shares) {
        if (estimate.kind !== "estimated") throw new Error(`${selection} is refused`);
        expect(estimate.high).toBeGreaterThan(estimate.low);
        // Four standard errors: the seed is fixed, and this is no test of the level.
        const share = (votes[selection] ?? 0) / validVotes;
        expect(Math.abs(estimate.estimate - share)).toBeLessThan(4 * estimate.standardError);
      }
    }
  });

  test("a station list that rule and seed do not give is entered, named and gets no estimate", async () => {
    const directory = demoElection("quick-changed");
    const {
      entry: _,
      receipts: __,
      ...sample
    } = {
      receipts: [],
      ...draw(directory, "honest", "--size", "40", "--strata", "region"),
    };
    const other = stratified.stations.find((station) => !sample.stations.includes(station));
    await enterByHand(directory, {
      ...sample,
      id: "changed",
      stations: [other, ...sample.stations.slice(1)],
    });
    await enterByHand(directory, { ...sample, id: "shuffled", stations: sample.stations.toReversed() });
    const counts = quickCounts(directory);
    expect(counts.get("honest")?.outcome.kind).toBe("answered");
    for (const id of ["changed", "shuffled"]) {
      expect(counts.get(id)?.outcome).toMatchObject({ kind: "refused", reason: "draw-not-reproduced" });
      expect(statusOf(counts.get(id), "drawn-at-random")).toBe("failed");
    }
    answerOf("publish", directory, at("quick-changed-public"));
    expect(answerOf("verify", at("quick-changed-public"))).toMatchObject({ ok: true });
  });

  test("a sample that somebody else drew is estimated, and how it was drawn stays unknown", () => {
    const directory = demoElection("quick-external");
    writeFileSync(at("stations.txt"), `${stratified.stations.join("\r\n")}\n\n`);
    const by = ["--drawn-by", "Observatory", "--method", "stratified by region", "--strata", "region"];
    const drawn = ["sample", directory, "--id", "theirs", "--drawn"];
    expect(answerOf(...drawn, at("stations.txt"), ...by)).toMatchObject({
      rule: { kind: "external", drawnBy: "Observatory" },
      stations: stratified.stations,
    });
    const told = quickCounts(directory).get("theirs");
    expect(statusOf(told, "drawn-at-random")).toBe("unknown");
    expect(answered(told).shares).toEqual(answered(quickCounts(election).get("stations")).shares);
    writeFileSync(at("unknown.txt"), "0101-001.1\nnowhere\n0101-001.1\n");
    const refused = cotejo("sample", directory, "--id", "wrong", "--drawn", at("unknown.txt"), ...by);
    expect(refused.exit).toBe(2);
    expect(refused.told).toContain('"nowhere" is not in the register');
    expect(refused.told).toContain('"0101-001.1" stands twice');
  });

  test("without a register nothing is drawn, and nothing is drawn twice under one name", () => {
    const none = emptyElection("quick-no-register", false);
    const args = ["--size", "10", ...SEED];
    const run = cotejo("sample", none, "--id", "any", ...args);
    expect([run.exit, run.told]).toEqual([2, expect.stringContaining("no register of polling stations")]);
    const twice = cotejo("sample", election, "--id", "stations", ...args);
    expect([twice.exit, twice.told]).toEqual([2, expect.stringContaining("was drawn before")]);
    const more = cotejo("sample", election, "--id", "more", "--size", "2001", ...SEED);
    expect([more.exit, more.told]).toEqual([2, expect.stringContaining("2001 is more than the 2000")]);
  });
});

/** The demo's register with the presidential tables of some of its sources, and nothing declared. */
function electionToAudit(name: string, sources: readonly string[]): string {
  const directory = emptyElection(name);
  for (const source of sources) importPresident(directory, source);
  return directory;
}

function importPresident(directory: string, source: string): void {
  const table = join(demo, `inputs/${source}-president.csv`);
  const mapping = join(demo, "inputs/president-mapping.json");
  answerOf("import", directory, table, "--format", mapping, "--source", source);
}

describe("an audit of the demo's station results", () => {
  const election = electionToAudit("audit", ["witnesses", "authority"]);
  const held = ["--declared", "authority", "--source", "witnesses", "--risk-limit", "5"];
  const start = (directory: string, id: string, draws: number) =>
    answerOf("audit", directory, "--id", id, ...held, "--draws", String(draws), ...SEED) as Sample;
  const standing = (directory: string, id: string) =>
    answered(
      (answerOf("audit", directory) as readonly Told<BatchAuditAnswer>[]).find(
        ({ subject }) => subject.sample === id,
      ),
    );
  const first = start(election, "first", 60);

  test("it starts with the draws, the risk so far and the sheets to fetch next, in the order drawn", () => {
    expect(first.stations).toHaveLength(60);
    const { risk, riskLimit, status, awaited, drawsRead, missing, stationsUndeclared } = standing(
      election,
      "first",
    );
    expect(riskLimit).toBe(0.05);
    expect(status.kind).toBe("continue");
    expect(risk).toBeGreaterThan(riskLimit);
    expect(risk).toBeLessThanOrEqual(1);
    expect(stationsUndeclared).toBe(1300);
    expect(missing).toEqual([]);
    expect(awaited.length).toBeGreaterThan(0);
    // Every sheet before the first awaited one has been read.
    expect(first.stations[drawsRead]).toBe(awaited[0]);
    const places = awaited.map((station) => first.stations.indexOf(station));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(cotejo("audit", election).out).toContain(awaited[0]);
  });

  test("a sheet that is not to be had counts as the worst it could say, and the audit goes on to the next", () => {
    const directory = at("audit-missing");
    cpSync(election, directory, { recursive: true });
    const before = standing(directory, "first");
    const [station = "", next] = before.awaited;
    const about = ["--source", "witnesses", "--contest", "president"];
    answerOf("adjudicate", directory, station, ...about, "--none", "--reason", "burnt in the warehouse");
    const after = standing(directory, "first");
    expect(after.missing).toEqual([station]);
    expect(after.awaited[0]).toBe(next);
    expect(after.drawsRead).toBeGreaterThan(before.drawsRead);
    const [history = [], longer = []] = [before.pairs[0]?.history, after.pairs[0]?.history];
    expect(longer.slice(0, history.length)).toEqual(history);
    expect(longer[history.length]?.risk).toBeGreaterThan(history.at(-1)?.risk ?? 0);
    expect(after.macro).toMatchObject({ kind: "refused", reason: "sheet-missing" });
  });

  test("more draws of the same seed go on with the same sequence, on any folder with the same results", () => {
    const directory = electionToAudit("audit-again", ["authority"]);
    const longer = start(directory, "longer", 150);
    expect(longer.rule).toMatchObject({ kind: "proportional", declared: [2] });
    expect(longer.stations).toHaveLength(150);
    expect(longer.stations.slice(0, 60)).toEqual(first.stations);
  });

  test("station results that do not give the order declared are not audited", () => {
    const directory = at("audit-otherwise");
    cpSync(election, directory, { recursive: true });
    for (const bulletin of ["bulletin-1", "bulletin-2"])
      answerOf("declare", directory, join(demo, `inputs/${bulletin}.json`));
    const [told] = testsOf<BatchAuditAnswer>(directory, "batch-audit");
    expect(statusOf(told, "order-as-declared")).toBe("failed");
    expect(told?.outcome).toMatchObject({ kind: "refused", reason: "order-declared-otherwise" });
  });

  test("a changed draw is named and gets no risk", async () => {
    const directory = electionToAudit("audit-changed", ["witnesses", "authority"]);
    const {
      entry: _,
      receipts: __,
      standing: ___,
      ...sample
    } = { entry: 0, receipts: [], standing: [], ...start(directory, "honest", 20) };
    const stations = [...sample.stations.slice(1), sample.stations[0]];
    await enterByHand(directory, { ...sample, id: "changed", stations });
    const told = testsOf<BatchAuditAnswer>(directory, "batch-audit");
    const of = (id: string) => told.find(({ subject }) => subject.sample === id)?.outcome;
    expect(of("honest")?.kind).toBe("answered");
    expect(of("changed")).toMatchObject({ kind: "refused", reason: "draw-not-reproduced" });
  });

  test("it is refused against its own source, of totals alone, and without a register", () => {
    const start = (directory: string, declared: string) => {
      const by = ["--declared", declared, "--source", "witnesses", ...SEED];
      const { exit, told } = cotejo("audit", directory, "--id", "refused", ...by);
      expect(exit).toBe(2);
      return told;
    };
    expect(start(election, "witnesses")).toContain("is also the source of the declared results");

    const totals = emptyElection("audit-totals");
    answerOf("declare", totals, join(demo, "inputs/bulletin-1.json"));
    expect(start(totals, "authority")).toContain("totals alone cannot be audited");

    const none = emptyElection("audit-no-register", false);
    importPresident(none, "authority");
    expect(start(none, "authority")).toContain("needs a register of polling stations");
  });
});

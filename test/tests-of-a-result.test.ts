import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { diskFolder, listFiles } from "../src/adapters/disk-folder.ts";
import { openWorld } from "../src/adapters/folder-world.ts";
import { utf8 } from "../src/core/bytes.ts";
import { formatEntry } from "../src/core/entry.ts";
import type { Sample } from "../src/core/sample.ts";
import type { BatchAuditAnswer } from "../src/core/statistics/methods/batch-audit.ts";
import type { DeclaredAgainstSheetsAnswer } from "../src/core/statistics/methods/declared-against-sheets.ts";
import type { MissingStationsAnswer } from "../src/core/statistics/methods/missing-stations.ts";
import type { QuickCountAnswer } from "../src/core/statistics/methods/quick-count.ts";
import { answerOf, cotejo, realData } from "./support/cotejo.ts";

const demo = inject("demo");
const folder = mkdtempSync(join(tmpdir(), "cotejo-tests-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

/** One test of `cotejo test --json`, with an answer of the kind asked for. */
interface Told<Answer> {
  readonly method: string;
  readonly subject: { readonly declarations?: readonly string[]; readonly sample?: string };
  readonly assumptions: readonly { readonly code: string; readonly status: string }[];
  readonly outcome:
    | { readonly kind: "answered"; readonly answer: Answer }
    | { readonly kind: "refused"; readonly reason: string };
}

function testsOf<Answer>(directory: string, method: string): readonly Told<Answer>[] {
  return answerOf("test", directory, "--method", method) as readonly Told<Answer>[];
}

function ofMethod<Answer>(tests: readonly Told<unknown>[], method: string): readonly Told<Answer>[] {
  return tests.filter((told): told is Told<Answer> => told.method === method);
}

function answered<Answer>(told: Told<Answer> | undefined): Answer {
  if (told?.outcome.kind !== "answered") throw new Error(`no answer: ${JSON.stringify(told)}`);
  return told.outcome.answer;
}

const statusOf = (told: Told<unknown> | undefined, code: string) =>
  told?.assumptions.find((assumption) => assumption.code === code)?.status;

const data = realData();
const vectorsPath = join(data ?? "", "../vectors/bounds.json");
const vectors = existsSync(vectorsPath)
  ? JSON.parse(readFileSync(vectorsPath, "utf8")).venezuela_2024
  : undefined;
if (vectors === undefined)
  process.stderr.write("The numbers of vectors/bounds.json are not there: tests on them are skipped\n");

describe.skipIf(vectors === undefined)("Venezuela 2024 against ../shared/vectors/bounds.json", () => {
  const [election, published] = [at("venezuela"), at("venezuela-public")];
  const example = resolve(import.meta.dirname, "../examples/venezuela-2024");
  let tests: readonly Told<unknown>[] = [];
  beforeAll(() => {
    answerOf("open", election, "--election", join(example, "election.json"));
    const table = join(data ?? "", "venezuela2024/tally-sheets.csv.gz");
    answerOf("import", election, table, "--format", "ve-2024", "--source", "witnesses");
    for (const bulletin of ["bulletin-1.json", "bulletin-2.json"])
      answerOf("declare", election, join(example, bulletin));
    answerOf("publish", election, published);
    tests = answerOf("test", election) as typeof tests;
  });

  const of = (declaration: string) =>
    answered(
      ofMethod<DeclaredAgainstSheetsAnswer>(tests, "declared-against-sheets").find(
        ({ subject }) => subject.declarations?.at(-1) === declaration,
      ),
    );
  const selection = (answer: DeclaredAgainstSheetsAnswer, id: string) =>
    answer.selections.find((each) => each.selection === id);

  for (const [bulletin, name, key] of [
    ["bulletin-1", "b1", "bulletin1"],
    ["bulletin-2", "b2", "bulletin2"],
  ] as const)
    test(`bounds.json, ${name}: sheets that would have to be misstated, also after the best omission`, () => {
      const answer = of(bulletin);
      const { results_computed: expected, inputs } = vectors;
      const eg = selection(answer, "EG");
      expect(answer.possible).toBe("no");
      expect(answer.stations).toBe(inputs.tables_total);
      expect(answer.stationsCollected).toBe(inputs.collected_sheets);
      expect(answer.counted).toMatchObject({ nominal: expected[name].uncounted_tables });
      expect(eg?.collected).toBe(inputs.collected.EGU);
      expect(eg?.declared).toBe(inputs[key].EGU);
      expect(eg?.needed).toBe(-expected[name].documented_EGU_minus_declared);
      expect(eg?.nominal).toMatchObject({
        atLeast: expected[name].EGU_lower_bound_in_counted_tables,
        votesBelow: expected[name].gap,
        fewestSheets: expected[name].min_sheets_false_after_adversarial_omission,
      });
      expect(answer.fewestSheets).toBe(expected[name].min_sheets_false);
      expect(answer.fewestSheetsLeftOut?.nominal).toBe(
        expected[name].min_sheets_false_after_adversarial_omission,
      );
    });

  test("METHODS 1: 80% announced is the interval from 79.5 to 80.5", () => {
    const methods = readFileSync(join(data ?? "", "../design/METHODS.md"), "utf8");
    const [, votes = "", sheets = ""] =
      /interval \[79\.5, 80\.5\) gives ([\d,]+) and (\d+)/.exec(methods) ?? [];
    const answer = of("bulletin-1");
    expect(selection(answer, "EG")?.interval?.atLeast).toBe(Number(votes.replaceAll(",", "")));
    expect(answer.fewestSheetsLeftOut?.interval).toBe(Number(sheets));
  });

  test("bounds.json, b2: what the other selection would need in the missing stations", () => {
    const { b2 } = vectors.results_computed;
    const answer = of("bulletin-2");
    expect(selection(answer, "NM")?.needed).toBe(b2.NM_needed_in_missing);
    expect(selection(answer, "NM")?.perMissingStation?.value).toBe(b2.NM_needed_per_missing_table);
    expect(answer.votesLeft).toBe(b2.valid_left_for_missing);
  });

  test("bounds.json, breakeven", () => {
    const { breakeven } = vectors.results_computed;
    const answer = answered(ofMethod<MissingStationsAnswer>(tests, "missing-stations")[0]);
    expect(answer).toMatchObject({
      ahead: "EG",
      behind: "NM",
      lead: breakeven.EGU_lead_collected,
      stationsMissing: breakeven.missing_tables,
      largestMargin: breakeven.largest_NM_lead_on_any_collected_sheet,
      leadIfAllExtreme: breakeven.final_EGU_lead_if_every_missing_table_had_NM_lead_557,
    });
    expect(answer.marginNeeded.value).toBe(breakeven.NM_lead_needed_per_missing_table);
  });

  test("bounds.json, gamma table: to the digits given", () => {
    interface Answer {
      readonly worstCases: readonly {
        readonly distortion: number;
        readonly meanMargin: { readonly value: number };
        readonly finalLead: { readonly value: number };
      }[];
    }
    const { worstCases } = answered(ofMethod<Answer>(tests, "selection-sensitivity")[0]);
    const table = vectors.results_computed["aronow_lee_gamma(missing tables, weights in [1/G,G])"];
    for (const [gamma, { mean_margin, total }] of Object.entries<{ mean_margin: number; total: number }>(
      table,
    )) {
      const found = worstCases.find(({ distortion }) => distortion === Number(gamma));
      expect(found?.meanMargin.value.toFixed(1)).toBe(mean_margin.toFixed(1));
      expect(Math.round(found?.finalLead.value ?? 0)).toBe(total);
    }
  });

  test("one command says it all in words", () => {
    const { exit, out } = cotejo("test", election);
    expect(exit).toBe(0);
    const { b1, b2 } = vectors.results_computed;
    for (const { min_sheets_false_after_adversarial_omission: sheets, gap } of [b1, b2])
      for (const number of [sheets, gap]) expect(out).toContain(number.toLocaleString("en"));
  });

  test("the results are published with a page for each method in both languages, and verify", () => {
    expect(JSON.parse(readFileSync(join(published, "data/tests.json"), "utf8"))).toEqual(tests);
    const methods = [...new Set(tests.map(({ method }) => method))];
    expect(methods.length).toBeGreaterThan(2);
    const pages = ["tests.html", ...methods.map((method) => `tests/${method}.html`)];
    for (const page of pages.flatMap((page) => [page, `en/${page}`]))
      expect(existsSync(join(published, page)), page).toBe(true);
    const listed = listFiles(join(published, "tests"));
    expect(listed.toSorted()).toEqual(methods.map((method) => `${method}.html`).sort());
    const page = readFileSync(join(published, "tests/declared-against-sheets.html"), "utf8");
    const { min_sheets_false_after_adversarial_omission: sheets } = vectors.results_computed.b2;
    expect(page.replaceAll(/\D/g, "")).toContain(String(sheets));
    expect(readFileSync(join(published, "index.html"), "utf8")).toContain('href="tests.html"');
    expect(answerOf("verify", published)).toMatchObject({ ok: true, problems: [] });
  });

  test("a changed byte in data/tests.json is found", () => {
    const changed = at("venezuela-changed");
    cpSync(published, changed, { recursive: true });
    const path = join(changed, "data/tests.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("6534", "6535"));
    const run = cotejo("verify", changed);
    expect(run.exit).toBe(1);
    expect(run.out).toContain("data/tests.json");
  });
});

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

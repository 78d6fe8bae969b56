import { expect, test } from "vitest";

import {
  AUTHORITY,
  ExampleElection,
  raise,
  type ExampleSheet,
} from "../../../../test/support/example-election.ts";
import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import type { Sample, SampleRule } from "../../sample.ts";
import { drawStations } from "../draw-sample.ts";
import { TestContext } from "../test-context.ts";
import { testBatchAudit, type BatchAuditAnswer } from "./batch-audit.ts";
import { testQuickCount, type QuickCountAnswer } from "./quick-count.ts";

/** A hundred stations of 200 voters, sixty in N and forty in S. */
const STATIONS = Array.from({ length: 100 }, (_, at) => ({
  station: String(at + 1),
  unit: at < 60 ? "N/N1" : "S/S1",
  boxes: { ANA: 60 + (at % 7), BEA: 40 + (at % 5), ballotsCast: 100 + (at % 7) + (at % 5) },
}));
const RULE: SampleRule = { kind: "stratified", strata: "region", sizes: { N: 12, S: 8 } };

/** With `policy`, which findings set a sheet aside. */
function registered(policy: unknown = {}): ExampleElection {
  const election = new ExampleElection({ policy });
  election.register(STATIONS.map(({ station, unit }) => [station, unit, 200]));
  return election;
}

function drawIn(election: ExampleElection, rule: SampleRule, draws?: number): string[] {
  const { election: file, register, datasets: tables } = election.state();
  const context = {
    election: file ?? raise("no election"),
    register: register ?? raise("no register"),
    tables,
    crypto: nodeCrypto,
  };
  return [
    ...drawStations(
      { contest: "president", seed: "4 2 6", rule, ...(draws === undefined ? {} : { draws }) },
      context,
    ),
  ];
}

function sampleOf(rule: SampleRule, stations: string[]): Omit<Sample, "format"> {
  return {
    id: "sample",
    contest: "president",
    source: "witnesses",
    purpose: rule.kind === "proportional" ? "audit" : "quick-count",
    rule,
    seed: "4 2 6",
    stations,
  };
}

const sheetsOf = (stations: readonly string[]): ExampleSheet[] =>
  STATIONS.filter(({ station }) => stations.includes(station));

const quick = (election: ExampleElection) =>
  testQuickCount(new TestContext(election.view(), nodeCrypto))[0] ?? raise("no result");

function quickAnswer(election: ExampleElection): QuickCountAnswer {
  const { outcome } = quick(election);
  return outcome.kind === "answered" ? outcome.answer : raise(outcome.reason);
}

test("a sample that was drawn and came in whole gives shares with intervals", () => {
  const election = registered();
  const drawn = drawIn(election, RULE);
  election.sample(sampleOf(RULE, drawn));
  election.table(sheetsOf(drawn));
  const { assumptions } = quick(election);
  expect(assumptions).toContainEqual({ code: "drawn-at-random", status: "held" });
  expect(assumptions).toContainEqual({ code: "received-by-chance", status: "held" });
  const answer = quickAnswer(election);
  expect(answer).toMatchObject({ stationsDrawn: 20, stationsReceived: 20, strata: 2, drawn: "stations" });
  const [ana] = answer.shares;
  const estimate = ana?.estimate.kind === "estimated" ? ana.estimate : raise("no estimate");
  const all = STATIONS.reduce(
    (sum, { boxes }) => ({ ana: sum.ana + boxes.ANA, both: sum.both + boxes.ANA + boxes.BEA }),
    { ana: 0, both: 0 },
  );
  expect(estimate.low).toBeLessThan(all.ana / all.both);
  expect(estimate.high).toBeGreaterThan(all.ana / all.both);
  expect(estimate.standardError).toBeGreaterThan(0);
  // Nothing is missing, so the worst case is the estimate itself.
  expect(ana?.worstCases?.lowest.estimate).toBeCloseTo(estimate.estimate, 12);
});

test("sheets that did not come are made up for by their stratum, and their worst cases are told", () => {
  const election = registered();
  const drawn = drawIn(election, RULE);
  election.sample(sampleOf(RULE, drawn));
  election.table(sheetsOf(drawn.filter((_, at) => at % 4 !== 0)));
  const { assumptions } = quick(election);
  expect(assumptions).toContainEqual({ code: "received-by-chance", status: "unknown" });
  const answer = quickAnswer(election);
  expect(answer).toMatchObject({ stationsDrawn: 20, stationsReceived: 15 });
  const [ana] = answer.shares;
  const [low, high] = [ana?.worstCases?.lowest.estimate ?? 1, ana?.worstCases?.highest.estimate ?? 0];
  expect(low).toBeLessThan((ana?.estimate.estimate ?? 0) - 0.1);
  expect(high).toBeGreaterThan((ana?.estimate.estimate ?? 1) + 0.05);
});

test("the estimate is followed table by table as sheets come in", () => {
  const election = registered();
  const drawn = drawIn(election, RULE);
  election.sample(sampleOf(RULE, drawn));
  const parts = [0, 1, 2, 3].map((part) => drawn.filter((_, at) => at % 4 === part));
  const entries = parts.map((part) => election.table(sheetsOf(part)));
  const { convergence } = quickAnswer(election);
  expect(convergence.map(({ entry, stationsReceived }) => [entry, stationsReceived])).toEqual(
    entries.map((entry, at) => [entry, 5 * (at + 1)]),
  );
});

test("stations that rule and seed do not give are no random sample, and get no number", () => {
  const election = registered();
  const drawn = drawIn(election, RULE);
  const other =
    STATIONS.map(({ station }) => station).find((id) => !drawn.includes(id)) ?? raise("all drawn");
  election.sample(sampleOf(RULE, drawn.with(3, other)));
  election.table(sheetsOf(drawn));
  expect(quick(election).outcome).toMatchObject({ kind: "refused", reason: "draw-not-reproduced" });
  expect(quick(election).assumptions).toContainEqual({ code: "drawn-at-random", status: "failed" });
});

test("a sample that somebody else drew is counted, and how it was drawn stays unknown", () => {
  const election = registered();
  const rule: SampleRule = { kind: "external", drawnBy: "Observatory", method: "by hand", strata: "region" };
  const drawn = drawIn(election, RULE);
  election.sample({ ...sampleOf(rule, drawn), seed: undefined });
  election.table(sheetsOf(drawn));
  expect(quick(election).assumptions).toContainEqual({ code: "drawn-at-random", status: "unknown" });
  expect(quickAnswer(election).strata).toBe(2);
});

test("without a register, declared sizes say how many stations each stratum has; else there is no estimate", () => {
  const rule: SampleRule = { kind: "external", drawnBy: "Observatory", method: "by hand", strata: "region" };
  const some = ["1", "2", "3", "61", "62", "63"];
  const sized = new ExampleElection({
    sizes: [
      { unit: "N", stations: 60, source: "a gazette" },
      { unit: "S", stations: 40, source: "a gazette" },
      { unit: "all", stations: 100, source: "a gazette" },
    ],
  });
  sized.table(sheetsOf(some));
  sized.sample({ ...sampleOf(rule, some), seed: undefined });
  expect(quickAnswer(sized)).toMatchObject({ strata: 2, stationsReceived: 6 });
  for (const sizes of [{ N: 60 }, { all: 100, N: 60 }, { N: 60, S: 40 }, { all: 60, N: 60, S: 40 }]) {
    const part = new ExampleElection({
      sizes: Object.entries(sizes).map(([unit, stations]) => ({ unit, stations, source: "a gazette" })),
    });
    part.table(sheetsOf(["1", "2", "3"]));
    part.sample({ ...sampleOf(rule, ["1", "2", "3"]), seed: undefined });
    expect(quick(part).outcome).toMatchObject({ reason: "stratum-sizes-unknown" });
  }
  const unsized = new ExampleElection();
  unsized.table(sheetsOf(some));
  unsized.sample({ ...sampleOf(rule, some), seed: undefined });
  expect(quick(unsized).outcome).toMatchObject({ reason: "stratum-sizes-unknown" });
});

test("a sample of which nothing came in has no estimate", () => {
  const election = registered();
  const drawn = drawIn(election, RULE);
  election.sample(sampleOf(RULE, drawn));
  expect(quick(election).outcome).toMatchObject({ reason: "no-sheets" });
  election.table(sheetsOf(STATIONS.map(({ station }) => station).filter((id) => !drawn.includes(id))));
  expect(quick(election).outcome).toMatchObject({ reason: "nothing-received" });
});

test("a register with a station above the strata refuses by name, and nothing breaks", () => {
  const election = new ExampleElection();
  election.register([...STATIONS.map(({ station, unit }) => [station, unit, 200] as const), ["101", "", 5]]);
  const rule: SampleRule = { kind: "external", drawnBy: "Observatory", method: "by hand", strata: "region" };
  election.sample({ ...sampleOf(rule, ["1", "2", "61", "62"]), seed: undefined });
  election.table(sheetsOf(["1", "2", "61", "62"]));
  expect(quick(election).outcome).toMatchObject({ kind: "refused", reason: "station-in-no-stratum" });
});

test("a stratum that nobody could be drawn from is not stood in for", () => {
  const election = registered();
  const rule: SampleRule = { ...RULE, kind: "stratified", strata: "region", sizes: { N: 12 } };
  const drawn = drawIn(election, rule);
  election.sample(sampleOf(rule, drawn));
  election.table(sheetsOf(drawn));
  expect(quick(election).outcome).toMatchObject({ kind: "refused", reason: "stratum-not-drawn" });
});

test("polling places drawn whole weigh as places, not as stations", () => {
  const election = new ExampleElection();
  election.register(STATIONS.map(({ station }, at) => [station, `N/T${Math.floor(at / 5)}`, 200]));
  const rule: SampleRule = { kind: "stratified", clusters: "town", sizes: { all: 6 } };
  const drawn = drawIn(election, rule);
  election.sample(sampleOf(rule, drawn));
  election.table(sheetsOf(drawn).map(({ station, boxes }) => ({ station, boxes })));
  expect(quickAnswer(election)).toMatchObject({
    drawn: "clusters",
    stationsDrawn: 30,
    stationsReceived: 30,
    unitsReceived: 6,
  });
});

test("a turnout above one has no interval, and voters that are no bound give no worst cases", () => {
  const election = registered();
  const drawn = drawIn(election, RULE);
  election.sample(sampleOf(RULE, drawn));
  const sheets = sheetsOf(drawn.slice(1)).map(({ boxes, ...sheet }, at) => ({
    ...sheet,
    boxes: { ...boxes, ballotsCast: 800 + at },
  }));
  election.table(sheets);
  const { turnout, shares, worstCasesRefused } = quickAnswer(election);
  expect(turnout).toMatchObject({ kind: "refused", reason: "more-than-everything" });
  expect(worstCasesRefused).toBe("more-than-roll");
  expect(shares.every((share) => share.worstCases === undefined)).toBe(true);
  expect(shares.every(({ estimate }) => estimate.kind === "estimated" && estimate.low < estimate.high)).toBe(
    true,
  );
});

test("stations that do not state their ballots take no part in the turnout, and are told", () => {
  const election = registered();
  const drawn = drawIn(election, RULE);
  election.sample(sampleOf(RULE, drawn));
  const silent = drawn.filter((_, at) => at % 2 === 0);
  const sheets = sheetsOf(drawn).map(({ boxes, ...sheet }) => {
    const { ANA = 0, BEA = 0 } = boxes;
    return {
      ...sheet,
      boxes: silent.includes(sheet.station) ? { ANA, BEA } : { ...boxes, ballotsCast: 180 },
    };
  });
  election.table(sheets);
  const answer = quickAnswer(election);
  expect(answer).toMatchObject({ stationsWithoutBallots: silent.length, stationsWithoutRoll: 0 });
  expect(answer.turnout.estimate).toBeCloseTo(0.9, 12);
});

test("a sheet with a selection that nobody could read is one that was not received", () => {
  const election = registered({ setAside: [] });
  const drawn = drawIn(election, RULE);
  election.sample(sampleOf(RULE, drawn));
  const [first] = drawn;
  election.table(
    sheetsOf(drawn).map(({ boxes, ...sheet }) => ({
      ...sheet,
      boxes: sheet.station === first ? { ...boxes, BEA: "illegible" as const } : boxes,
    })),
  );
  expect(quickAnswer(election)).toMatchObject({ stationsReceived: drawn.length - 1 });
});

// Audits.

const AUDIT: SampleRule = {
  kind: "proportional",
  declared: [2],
  bound: "registered-voters",
  riskLimit: "10",
};

function audited(
  change: (sheet: ExampleSheet) => ExampleSheet | undefined,
  draws = 60,
  policy: unknown = {},
): ExampleElection {
  const election = registered(policy);
  election.table(STATIONS, { source: AUTHORITY });
  const drawn = drawIn(election, AUDIT, draws);
  election.sample(sampleOf(AUDIT, drawn));
  election.table(sheetsOf(drawn).flatMap((sheet) => change(sheet) ?? []));
  return election;
}

const audit = (election: ExampleElection) =>
  testBatchAudit(new TestContext(election.view(), nodeCrypto))[0] ?? raise("no result");

function auditAnswer(election: ExampleElection): BatchAuditAnswer {
  const { outcome } = audit(election);
  return outcome.kind === "answered" ? outcome.answer : raise(outcome.reason);
}

test("sheets that bear out what was declared confirm it within the risk limit", () => {
  const answer = auditAnswer(audited((sheet) => sheet, 120));
  expect(answer.status).toMatchObject({ kind: "confirmed" });
  expect(answer.risk).toBeLessThanOrEqual(0.1);
  expect(answer).toMatchObject({ declaredBy: AUTHORITY, awaited: [], missing: [], differing: [] });
  expect(answer.macro.kind).toBe("risk");
});

test("a drawn sheet that has not come stops the count there, and is the next to fetch", () => {
  const election = registered();
  election.table(STATIONS, { source: AUTHORITY });
  const drawn = drawIn(election, AUDIT, 60);
  const waited = drawn[20] ?? raise("too few draws");
  election.sample(sampleOf(AUDIT, drawn));
  election.table(sheetsOf(drawn.filter((id) => id !== waited)));
  const answer = auditAnswer(election);
  expect(answer.awaited).toEqual([waited]);
  expect(answer.drawsRead).toBe(drawn.indexOf(waited));
  expect(answer.status.kind).toBe("continue");
});

test("a sheet that a person found not to be had counts as the worst it could say", () => {
  const election = registered();
  election.table(STATIONS, { source: AUTHORITY });
  const drawn = drawIn(election, AUDIT, 60);
  const lost = drawn[5] ?? raise("too few draws");
  election.sample(sampleOf(AUDIT, drawn));
  election.table(sheetsOf(drawn.filter((id) => id !== lost)));
  const before = auditAnswer(election);
  election.adjudicate(lost, "none-stands");
  const after = auditAnswer(election);
  expect(before.awaited).toEqual([lost]);
  expect(after).toMatchObject({ awaited: [], missing: [lost], macro: { reason: "sheet-missing" } });
  expect(after.risk).toBeGreaterThan(auditAnswer(audited((sheet) => sheet)).risk);
});

test("sheets that show another order call for everything, with what differs", () => {
  const turned = audited((sheet) => ({ ...sheet, boxes: { ...sheet.boxes, ANA: 40, BEA: 60 } }), 200);
  const answer = auditAnswer(turned);
  expect(answer.status).toMatchObject({ kind: "call-for-everything", winner: "ANA", loser: "BEA" });
  expect(answer.differing.length).toBe(answer.sheetsRead);
  expect(answer.differing.every(({ votes }) => votes > 0)).toBe(true);
});

test("a sheet with more votes than its station can have had ends the audit, and is named", () => {
  const election = audited((sheet) => ({ ...sheet, boxes: { ANA: 0, BEA: 900 } }), 3);
  const { outcome } = audit(election);
  expect(outcome).toMatchObject({ kind: "refused", reason: "error-above-bound" });
  expect(outcome.kind === "refused" ? outcome.detail["station"] : undefined).toMatch(/^\d+$/);
});

/** What the audit says of sheets that all bear out what was declared, after the log was changed. */
function changed(change: (election: ExampleElection, drawn: string[]) => void): ReturnType<typeof audit> {
  const election = registered();
  election.table(STATIONS, { source: AUTHORITY });
  const drawn = drawIn(election, AUDIT, 120);
  change(election, drawn);
  election.table(sheetsOf(drawn));
  return audit(election);
}
const OPPOSITE = STATIONS.map(({ boxes, ...sheet }) => ({ ...sheet, boxes: { ...boxes, ANA: 40, BEA: 60 } }));

test("sheets of the source that declared the results bear out nothing", () => {
  const { outcome } = changed((election, drawn) =>
    election.sample({ ...sampleOf(AUDIT, drawn), source: AUTHORITY }),
  );
  expect(outcome).toMatchObject({ kind: "refused", reason: "declared-by-sheet-source" });
});

test("a table that its source has replaced since is not audited", () => {
  const { outcome } = changed((election, drawn) => {
    election.sample(sampleOf(AUDIT, drawn));
    election.table(OPPOSITE, { source: AUTHORITY, supersedes: 2 });
  });
  expect(outcome).toMatchObject({ kind: "refused", reason: "results-replaced" });
});

test("results that were imported after the draw are not drawn at random from", () => {
  const election = registered();
  const later: SampleRule = {
    ...AUDIT,
    kind: "proportional",
    declared: [3],
    bound: "registered-voters",
    riskLimit: "10",
  };
  election.sample(sampleOf(later, ["1", "2"]));
  election.table(STATIONS, { source: AUTHORITY });
  const { outcome, assumptions } = audit(election);
  expect(outcome).toMatchObject({ kind: "refused", reason: "drawn-before-results" });
  expect(assumptions).toContainEqual({ code: "drawn-at-random", status: "failed" });
});

test("totals, or further tables, by which another order holds leave none to audit", () => {
  const declared = (votes: Record<string, number>, status: "certified" | "unofficial-partial") =>
    changed((election, drawn) => {
      election.sample(sampleOf(AUDIT, drawn));
      election.declare({ id: "total", status, results: [{ unit: "all", votes }] });
    });
  expect(declared({ ANA: 1, BEA: 2 }, "certified").outcome).toMatchObject({
    reason: "order-declared-otherwise",
  });
  expect(declared({ ANA: 2, BEA: 2 }, "certified").outcome).toMatchObject({
    reason: "order-declared-otherwise",
  });
  const borne = declared({ ANA: 6_300, BEA: 4_200 }, "certified");
  expect(borne.outcome.kind).toBe("answered");
  expect(borne.assumptions).toContainEqual({ code: "order-as-declared", status: "held" });
  const partial = declared({ ANA: 1, BEA: 2 }, "unofficial-partial");
  expect(partial.assumptions).toContainEqual({ code: "order-as-declared", status: "unknown" });
});

test("votes declared outside the register can reverse the order, and are not dropped", () => {
  const outside = (votes: number) => {
    const election = registered();
    election.table([...STATIONS, { station: "none", boxes: { ANA: 0, BEA: votes } }], { source: AUTHORITY });
    election.sample(sampleOf(AUDIT, ["1"]));
    return audit(election).outcome;
  };
  expect(outside(90_000)).toMatchObject({ reason: "winner-behind" });
  const lead = STATIONS.reduce((sum, { boxes }) => sum + boxes.ANA - boxes.BEA, 0);
  expect(outside(lead)).toMatchObject({ reason: "votes-outside-reach-margin" });
  expect(outside(lead - 1)).toMatchObject({ reason: "draw-not-reproduced" });
});

test("a sheet whose loser's box nobody can read is waited for, and never taken for a zero", () => {
  const answer = auditAnswer(
    audited((sheet) => ({ ...sheet, boxes: { ...sheet.boxes, BEA: "illegible" as const } }), 120, {
      setAside: [],
    }),
  );
  expect(answer.status.kind).toBe("continue");
  expect(answer).toMatchObject({ sheetsRead: 0, risk: 1 });
  const short = auditAnswer(
    audited(({ boxes, ...sheet }) => ({ ...sheet, boxes: { ANA: boxes.ANA ?? 0, validVotes: 110 } }), 120, {
      setAside: [],
    }),
  );
  expect(short).toMatchObject({ sheetsRead: 0 });
});

test("a level result is refused as a tie, not as a draw that nobody can make again", () => {
  const election = registered();
  election.table(
    STATIONS.map((sheet) => ({ ...sheet, boxes: { ANA: 50, BEA: 50 } })),
    { source: AUTHORITY },
  );
  election.sample(sampleOf(AUDIT, ["1"]));
  expect(audit(election).outcome).toMatchObject({ reason: "tie" });
});

test("the tables audited are among what the answer rests on", () => {
  const election = audited((sheet) => sheet);
  expect(audit(election).inputs).toContainEqual(expect.objectContaining({ what: "dataset", entry: 2 }));
});

test("an audit whose stations its rule and seed do not give tells no risk", () => {
  const election = registered();
  election.table(STATIONS, { source: AUTHORITY });
  election.sample(sampleOf(AUDIT, ["1", "2", "3"]));
  election.table(sheetsOf(["1", "2", "3"]));
  expect(audit(election).outcome).toMatchObject({ reason: "draw-not-reproduced" });
});

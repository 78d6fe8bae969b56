import { expect, test } from "vitest";

import {
  AUTHORITY,
  ExampleElection,
  raise,
  type ExampleOptions,
  type ExampleSheet,
} from "../../../../test/support/example-election.ts";
import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import { TestContext } from "../test-context.ts";
import { testImputation, type ImputationAnswer } from "./imputation.ts";

const REGISTER = [
  ["N1", "N/town", 200],
  ["N2", "N/town", 200],
  ["N3", "N/town", 200],
  ["S1", "S/port", 200],
  ["S2", "S/port", 200],
  ["S3", "S/hill", 200],
] as const;
const sheet = (station: string, unit: string, ANA: number): ExampleSheet => ({
  station,
  unit,
  boxes: { ANA, BEA: 100 - ANA },
});
const COLLECTED = [
  sheet("N1", "N/town", 30),
  sheet("N2", "N/town", 40),
  sheet("S1", "S/port", 80),
  sheet("S2", "S/port", 90),
];

function electionOf(
  sheets: readonly ExampleSheet[] = COLLECTED,
  options: ExampleOptions = {},
): ExampleElection {
  const election = new ExampleElection(options);
  election.register(REGISTER);
  election.table(sheets);
  return election;
}

function resultOf(election: ExampleElection) {
  return testImputation(new TestContext(election.view(), nodeCrypto))[0] ?? raise("no result");
}

function answered(election: ExampleElection): ImputationAnswer {
  const { outcome } = resultOf(election);
  return outcome.kind === "answered" ? outcome.answer : raise(outcome.reason);
}

test("missing stations get the rates of the narrowest unit with sheets", () => {
  const answer = answered(electionOf());
  // N3 as its town, 35 to 65; S3 as its region, 85 to 15, because its own town has nothing.
  expect(answer).toMatchObject({
    ahead: "ANA",
    behind: "BEA",
    stationsCollected: 4,
    stationsImputed: 2,
    votersImputed: 400,
    stationsWithoutVoters: 0,
    matched: [
      { level: 2, stations: 1 },
      { level: 1, stations: 1 },
    ],
  });
  expect(answer.marginCollected).toBeCloseTo(80 / 400, 12);
  expect(answer.shares.map(({ votes }) => votes)).toEqual([240 + 35 + 85, 160 + 65 + 15]);
  expect(answer.margin).toBeCloseTo(120 / 600, 12);
  expect(answer.interval?.low).toBeLessThan(answer.margin);
  expect(answer.interval?.high).toBeGreaterThan(answer.margin);
});

test("nothing at hand shows that missing stations are like collected ones", () => {
  expect(resultOf(electionOf()).assumptions).toContainEqual({
    code: "missing-like-collected",
    status: "unknown",
  });
});

test("the order of the sheets changes nothing", () => {
  expect(answered(electionOf(COLLECTED.toReversed()))).toEqual(answered(electionOf()));
});

test("a sheet with a box that nobody could read is imputed like a missing one", () => {
  const [first, ...others] = COLLECTED;
  if (first === undefined) return;
  const illegible = { ...first, boxes: { ...first.boxes, BEA: "illegible" as const } };
  const answer = answered(electionOf([illegible, ...others], { policy: { setAside: [] } }));
  expect(answer).toMatchObject({ sheetsUnreadable: 1, stationsCollected: 3, stationsImputed: 3 });
});

test("another source that holds the missing stations stands beside the imputed lead", () => {
  const election = electionOf();
  election.table([sheet("N3", "N/town", 10), sheet("S3", "S/hill", 50)], { source: AUTHORITY });
  expect(answered(election).others).toEqual([
    { source: AUTHORITY, stations: 2, stationsImputed: 2, margin: (60 - 140) / 200 },
  ]);
});

test("where sheets came in at different times the latest are hidden, and the interval may fail", () => {
  const election = electionOf([
    sheet("N1", "N/town", 35),
    sheet("N2", "N/town", 35),
    sheet("S1", "S/port", 85),
    sheet("S2", "S/port", 85),
    sheet("S3", "S/hill", 85),
  ]);
  // The late station votes otherwise than the early ones of its own town, which are all alike.
  election.table([sheet("N3", "N/town", 90)]);
  const result = resultOf(election);
  if (result.outcome.kind !== "answered") return raise(result.outcome.reason);
  const { masked, stationsImputed } = result.outcome.answer;
  expect(stationsImputed).toBe(0);
  expect(masked).toHaveLength(1);
  expect(masked[0]).toMatchObject({ how: "latest", stationsShown: 5, stationsHidden: 1, isCovered: false });
  expect(masked[0]?.marginShown).toBeCloseTo(150 / 500, 12);
  expect(masked[0]?.marginImputed).toBeCloseTo(120 / 600, 12);
  expect(masked[0]?.marginTrue).toBeCloseTo(230 / 600, 12);
  expect(result.assumptions).toContainEqual({ code: "error-within-interval", status: "failed" });
});

test("refused: no register, no voters listed, no sheets", () => {
  const without = new ExampleElection({ sizes: [{ unit: "all", stations: 6, source: "the authority" }] });
  without.table(COLLECTED);
  expect(resultOf(without).outcome).toMatchObject({ kind: "refused", reason: "register-needed" });
  const unsized = new ExampleElection();
  unsized.register(REGISTER.map(([station, unit], at) => [station, unit, at === 2 || at === 5 ? "" : 200]));
  unsized.table(COLLECTED);
  expect(resultOf(unsized).outcome).toMatchObject({ kind: "refused", reason: "voters-unknown" });
  const none = new ExampleElection();
  none.register(REGISTER);
  none.evidence({ station: "N1" });
  expect(resultOf(none).outcome).toMatchObject({ kind: "refused", reason: "no-sheets" });
});

test("nothing is asked where every station is there and all came together", () => {
  const election = electionOf([...COLLECTED, sheet("N3", "N/town", 1), sheet("S3", "S/hill", 1)]);
  expect(testImputation(new TestContext(election.view(), nodeCrypto))).toEqual([]);
});

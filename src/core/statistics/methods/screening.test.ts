import { expect, test } from "vitest";

import { ExampleElection, raise } from "../../../../test/support/example-election.ts";
import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import { defaultMethods, runTests, type TestResult } from "../run-tests.ts";
import { TestContext } from "../test-context.ts";
import { SCREENING_METHODS } from "../test-result.ts";
import { testFingerprint } from "./fingerprint.ts";
import { testIntegerPercentages } from "./integer-percentages.ts";
import { testLastDigits } from "./last-digits.ts";

const STATIONS = 60;

/** Stations of 1,000 voters with 500 ballots; BEA has most votes, 250 and more. */
function sheetsOf(count = STATIONS) {
  return Array.from({ length: count }, (_, at) => ({
    station: `s${at}`,
    unit: "N/N1",
    boxes: {
      registeredVoters: 1000,
      ballotsCast: 500,
      ANA: 249 - at,
      BEA: 250 + at,
      nullVotes: 1,
    },
  }));
}

function contextOf(sheets: ReturnType<typeof sheetsOf>): TestContext {
  const election = new ExampleElection();
  election.table(sheets);
  return new TestContext(election.view(), nodeCrypto);
}

function answerOf<Answer>(
  results: readonly { outcome: { kind: "answered"; answer: Answer } | { kind: "refused"; reason: string } }[],
) {
  const outcome = results[0]?.outcome ?? raise("no result");
  return outcome.kind === "answered" ? outcome.answer : raise(outcome.reason);
}

test("they are not among the methods asked of every election", () => {
  const { election } = contextOf(sheetsOf()).seen;
  expect(defaultMethods(election).filter((method) => SCREENING_METHODS.has(method))).toEqual([]);
  const asking = { ...election, tests: { screening: true } };
  expect(defaultMethods(asking)).toEqual(expect.arrayContaining([...SCREENING_METHODS]));
});

test("integer percentages are those of the first selection in the ballots cast", () => {
  const answer = answerOf(testIntegerPercentages(contextOf(sheetsOf())));
  expect(answer).toMatchObject({ selection: "BEA", stations: STATIONS });
  expect(answer.turnout.observed).toBe(STATIONS);
  // 250 to 309 of 500: every fifth is a whole percentage.
  expect(answer.share.observed).toBe(12);
  expect(answer.example.zIfEven).toBeGreaterThan(2);
  expect(Math.abs(answer.example.zByArithmetic)).toBeLessThan(3);
});

test("a fingerprint's squares hold every registered voter once", () => {
  const answer = answerOf(testFingerprint(contextOf(sheetsOf())));
  const { squares, side } = answer.picture;
  expect(squares.reduce((sum, { registeredVoters }) => sum + registeredVoters, 0)).toBe(STATIONS * 1000);
  expect(new Set(squares.map(({ turnout }) => turnout))).toEqual(new Set([side / 2]));
  const { picture, townStations, islandStations } = answer.example;
  expect(picture.squares.reduce((sum, { registeredVoters }) => sum + registeredVoters, 0)).toBe(
    townStations * 800 + islandStations * 150,
  );
});

test("last digits are those of the first selection, with the small counts told apart", () => {
  const answer = answerOf(testLastDigits(contextOf(sheetsOf())));
  expect(answer).toMatchObject({ selection: "BEA", counts: STATIONS, countsBelowHundred: 0, chiSquare: 0 });
  expect(answer.example.digits.pValue).toBeLessThan(0.05);
});

test("the order of the stations changes nothing but the last digits of sums of fractions", () => {
  const of = (sheets: ReturnType<typeof sheetsOf>): readonly TestResult[] =>
    runTests(contextOf(sheets), [...SCREENING_METHODS]);
  const [one, other] = [of(sheetsOf()), of(sheetsOf().toReversed())];
  expect(one.map(({ method }) => method)).toEqual([...SCREENING_METHODS]);
  const rounded = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, each: unknown) =>
      typeof each === "number" ? Number(each.toPrecision(12)) : each,
    );
  for (const [at, result] of one.entries())
    expect(rounded(other[at]?.outcome)).toEqual(rounded(result.outcome));
});

test("refused by name: too few counts, no station that qualifies, no sheets, no votes", () => {
  expect(testLastDigits(contextOf(sheetsOf(49)))[0]?.outcome).toMatchObject({ reason: "too-few-counts" });
  const bare = new ExampleElection();
  bare.table([{ station: "1", boxes: { ANA: 3, BEA: 4 } }]);
  const unsized = new TestContext(bare.view(), nodeCrypto);
  expect(testIntegerPercentages(unsized)[0]?.outcome).toMatchObject({ reason: "no-station-qualifies" });
  expect(testFingerprint(unsized)[0]?.outcome).toMatchObject({ reason: "no-station-to-show" });
  const election = new ExampleElection();
  election.evidence();
  const none = new TestContext(election.view(), nodeCrypto);
  const blank = new ExampleElection();
  blank.table([{ station: "1", boxes: { ANA: 0, BEA: 0 } }]);
  const empty = new TestContext(blank.view(), nodeCrypto);
  for (const method of [testIntegerPercentages, testFingerprint, testLastDigits]) {
    expect(method(none)[0]?.outcome).toMatchObject({ reason: "no-sheets" });
    expect(method(empty)[0]?.outcome).toMatchObject({ reason: "no-votes" });
  }
});

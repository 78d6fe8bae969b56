import { expect, test } from "vitest";

import { ExampleElection, raise, type ExampleSheet } from "../../../../test/support/example-election.ts";
import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import { TestContext } from "../test-context.ts";
import { testArrival, type ArrivalAnswer } from "./arrival.ts";

const sheet = (station: string, unit: string, ANA: number): ExampleSheet => ({
  station,
  unit,
  boxes: { registeredVoters: 200, ANA, BEA: 100 - ANA },
});
/** The north votes 40 to 60, the south 70 to 30; of the south a single sheet is early. */
const EARLY = [sheet("1", "N/N1", 40), sheet("2", "N/N1", 40), sheet("3", "S/S1", 70)];
const LATE = [sheet("4", "S/S1", 70), sheet("5", "S/S1", 70)];

function outcomeOf(election: ExampleElection) {
  const [result] = testArrival(new TestContext(election.view(), nodeCrypto));
  return result?.outcome ?? raise("no result");
}

function answered(election: ExampleElection): ArrivalAnswer {
  const outcome = outcomeOf(election);
  return outcome.kind === "answered" ? outcome.answer : raise(outcome.reason);
}

function inTwoTables(): ExampleElection {
  const election = new ExampleElection();
  election.table(EARLY);
  election.table(LATE);
  return election;
}

test("a movement that comes from late regions is gone with every region at its final weight", () => {
  const { points, ...rest } = answered(inTwoTables());
  expect(rest).toMatchObject({ ahead: "ANA", behind: "BEA", weight: "registered-voters", strata: 2 });
  expect(points.map(({ entry, stations }) => [entry, stations])).toEqual([
    [1, 3],
    [2, 5],
  ]);
  expect(points[0]?.margin).toBeCloseTo(0, 12);
  expect(points[0]?.marginStandardized).toBeCloseTo(0.16, 12);
  expect(points[1]?.margin).toBeCloseTo(0.16, 12);
});

test("a table that was replaced since still tells when its stations came in", () => {
  const election = new ExampleElection();
  const first = election.table(EARLY.map((each) => ({ ...each, boxes: { ...each.boxes, ANA: 1 } })));
  election.table([...LATE, ...EARLY], { supersedes: first });
  expect(answered(election)).toEqual(answered(inTwoTables()));
});

test("the order of the stations in a table changes nothing", () => {
  const election = new ExampleElection();
  election.table(EARLY.toReversed());
  election.table(LATE.toReversed());
  expect(answered(election)).toEqual(answered(inTwoTables()));
});

test("images arrive with their first reading, and stations count alike where voters are unknown", () => {
  const election = new ExampleElection();
  for (const { station, boxes } of EARLY) {
    const { registeredVoters: _, ...votes } = boxes;
    const evidence = election.evidence({ station });
    election.reading({ evidence, station, boxes: votes });
  }
  const { weight, points } = answered(election);
  expect(weight).toBe("stations");
  expect(points.map(({ entry, stations, progress }) => [entry, stations, progress])).toEqual([
    [2, 1, 1 / 3],
    [4, 2, 2 / 3],
    [6, 3, 1],
  ]);
});

test("a sheet with a box that nobody could read is left out, and told", () => {
  const election = new ExampleElection({ policy: { setAside: [] } });
  election.table(EARLY);
  const [first, ...others] = LATE;
  if (first === undefined) return;
  election.table([{ ...first, boxes: { ...first.boxes, BEA: "illegible" } }, ...others]);
  const { points, sheetsUnreadable } = answered(election);
  expect(sheetsUnreadable).toBe(1);
  expect(points.map(({ stations }) => stations)).toEqual([3, 4]);
  // Without the sheet: 40, 40, 70 and 70 of 100 each. Its 70 votes read are no lead of 70.
  expect(points[1]?.margin).toBeCloseTo((220 - 180) / 400, 12);
});

test("a narrow level is not taken while some of its units have nothing in", () => {
  const election = new ExampleElection();
  election.table([sheet("1", "N/N1", 40), sheet("2", "N/N1", 40), sheet("3", "S/S1", 70)]);
  election.table([sheet("4", "S/S2", 70), sheet("5", "S/S2", 70)]);
  expect(answered(election)).toMatchObject({ level: 1, strata: 2 });
});

test("refused: one table, no sheets, no votes", () => {
  const one = new ExampleElection();
  one.table(EARLY);
  expect(outcomeOf(one)).toMatchObject({ reason: "all-arrived-together" });
  const none = new ExampleElection();
  none.evidence();
  expect(outcomeOf(none)).toMatchObject({ reason: "no-sheets" });
  const empty = new ExampleElection();
  empty.table([{ station: "1", boxes: { ANA: 0, BEA: 0 } }]);
  expect(outcomeOf(empty)).toMatchObject({ reason: "no-votes" });
});

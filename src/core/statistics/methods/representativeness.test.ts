import { expect, test } from "vitest";

import { CLEAN, CONTEST, ExampleElection, raise } from "../../../../test/support/example-election.ts";
import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import type { View } from "../../view.ts";
import { TestContext } from "../test-context.ts";
import { testRepresentativeness, type RepresentativenessAnswer } from "./representativeness.ts";

function answered(seen: View): RepresentativenessAnswer {
  const [result] = testRepresentativeness(new TestContext(seen, nodeCrypto));
  if (result?.outcome.kind !== "answered") return raise("no answer");
  return result.outcome.answer;
}

function refusal(seen: View): string {
  const [result] = testRepresentativeness(new TestContext(seen, nodeCrypto));
  return result?.outcome.kind === "refused" ? result.outcome.reason : raise("not refused");
}

const stationsOf = (region: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${region}${at + 1}`);

/** Twenty stations in each of two regions; the first `north` and `south` of them come in. */
function electionOf({ north, south }: { readonly north: number; readonly south: number }): ExampleElection {
  const election = new ExampleElection({ contests: { [CONTEST]: ["ANA", "BEA"], past: ["OLD", "NEW"] } });
  election.register([
    ...stationsOf("N", 20).map((station) => [station, "N/N1", 100] as const),
    ...stationsOf("S", 20).map((station) => [station, "S/S1", 300] as const),
  ]);
  election.table(
    [
      ...stationsOf("N", north).map((station) => ({ station, unit: "N/N1", boxes: CLEAN })),
      ...stationsOf("S", south).map((station) => ({ station, unit: "S/S1", boxes: CLEAN })),
      ...stationsOf("N", 20).map((station) => ({
        station,
        unit: "N/N1",
        contest: "past",
        boxes: { OLD: 60, NEW: 40 },
      })),
      ...stationsOf("S", 20).map((station) => ({
        station,
        unit: "S/S1",
        contest: "past",
        boxes: { OLD: 20, NEW: 80 },
      })),
    ].toReversed(),
  );
  return election;
}

/** The view with the second contest as an earlier one at the same stations. */
function withPast(seen: View): View {
  const contests = seen.election.contests.map((contest) =>
    contest.id === "past" ? { ...contest, pastOf: CONTEST } : contest,
  );
  return { ...seen, election: { ...seen.election, contests } };
}

test("coverage by region is told, least covered first, with what chance makes of it", () => {
  const answer = answered(electionOf({ north: 18, south: 6 }).view());
  expect(answer).toMatchObject({
    basis: "register",
    stations: 40,
    collected: 24,
    level: 1,
    strata: [
      { unit: "S", stations: 20, collected: 6, share: 0.3 },
      { unit: "N", stations: 20, collected: 18, share: 0.9 },
    ],
    pattern: { kind: "described", degreesOfFreedom: 1, strataTooSmall: [] },
  });
  // 24 of 40 came: 12 and 8 are expected in each region, 6 off each.
  if (answer.pattern.kind !== "described") return raise("no pattern");
  expect(answer.pattern.chiSquare).toBeCloseTo(2 * (36 / 12 + 36 / 8), 12);
  expect(answer.pattern.probability).toBeLessThan(0.001);
  expect(answer.past).toBeUndefined();
});

test("coverage that chance would not make fails the assumption, even coverage proves nothing", () => {
  const statusOf = (election: ExampleElection) =>
    testRepresentativeness(new TestContext(election.view(), nodeCrypto))[0]?.assumptions[0];
  expect(statusOf(electionOf({ north: 18, south: 6 }))).toEqual({ code: "covered-alike", status: "failed" });
  expect(statusOf(electionOf({ north: 12, south: 12 }))).toEqual({
    code: "covered-alike",
    status: "unknown",
  });
});

test("the earlier election at the same stations shows which way the collection leans", () => {
  const seen = withPast(electionOf({ north: 18, south: 6 }).view());
  const results = testRepresentativeness(new TestContext(seen, nodeCrypto));
  expect(results.map(({ subject }) => subject.contest)).toEqual([CONTEST]);
  const { past } = answered(seen);
  expect(past).toMatchObject({
    contest: "past",
    stations: 40,
    collected: 24,
    withoutPast: 0,
    leaders: { ahead: "NEW", behind: "OLD" },
  });
  // All: 40% OLD. Collected: (18 * 60 + 6 * 20) / 2400.
  expect(past?.selections[0]?.shareCollected).toBeCloseTo(0.5, 12);
  expect(past?.selections[0]?.gap).toBeCloseTo(0.1, 12);
  expect(past?.leaders?.marginCollected).toBeCloseTo(0, 12);
  expect(past?.leaders?.marginAll).toBeCloseTo(0.2, 12);
  expect(past?.selections[0]?.difference).toBeGreaterThan(1);
});

test("a sheet of the earlier election with a box that nobody could read is no past result", () => {
  const election = new ExampleElection({
    contests: { [CONTEST]: ["ANA", "BEA"], past: ["OLD", "NEW"] },
    policy: { setAside: [] },
  });
  const stations = ["1", "2", "3"];
  election.register(stations.map((station) => [station, "N/N1", 100] as const));
  election.table([
    { station: "1", boxes: CLEAN },
    { station: "2", boxes: CLEAN },
    ...stations.map((station) => ({
      station,
      contest: "past",
      boxes: { OLD: 60, NEW: station === "2" ? ("illegible" as const) : 40 },
    })),
  ]);
  const { past } = answered(withPast(election.view()));
  expect(past).toMatchObject({ stations: 2, withoutPast: 1 });
  expect(past?.selections[0]?.shareAll).toBeCloseTo(0.6, 12);
});

test("a unit with more than half of the stations is parted further, and the order of rows changes nothing", () => {
  const rows = [
    ...stationsOf("A", 9).map((station) => [station, "HOME/A", 100] as const),
    ...stationsOf("B", 9).map((station) => [station, "HOME/B", 100] as const),
    ...stationsOf("X", 2).map((station) => [station, "ABROAD/X", 100] as const),
  ];
  const sheets = [...stationsOf("A", 3), ...stationsOf("B", 6), "X1"].map((station) => ({
    station,
    boxes: CLEAN,
  }));
  const of = (turn: boolean) => {
    const election = new ExampleElection();
    election.register(turn ? rows.toReversed() : rows);
    election.table(turn ? sheets.toReversed() : sheets);
    return answered(election.view());
  };
  expect(of(false)).toMatchObject({
    level: 2,
    strata: [{ unit: "HOME/A" }, { unit: "ABROAD/X" }, { unit: "HOME/B" }],
  });
  expect(of(true)).toEqual(of(false));
});

test("declared sizes of all regions serve where there is no register", () => {
  const sized = (sizes: readonly unknown[]) => {
    const election = new ExampleElection({ sizes });
    election.table([
      { station: "1", unit: "N/N1", boxes: CLEAN },
      { station: "2", unit: "S/S1", boxes: CLEAN },
      { station: "3", unit: "S/S1", boxes: CLEAN },
    ]);
    return election.view();
  };
  const size = (unit: string, stations: number) => ({ unit, stations, source: "the authority" });
  expect(answered(sized([size("N", 4), size("S", 4)]))).toMatchObject({
    basis: "declared-sizes",
    stations: 8,
    collected: 3,
    strata: [
      { unit: "N", collected: 1 },
      { unit: "S", collected: 2 },
    ],
    pattern: { kind: "described", strataTooSmall: ["N", "S"] },
  });
  expect(refusal(sized([size("N", 4)]))).toBe("strata-sizes-unknown");
  expect(refusal(sized([]))).toBe("strata-sizes-unknown");
  expect(refusal(sized([size("all", 9), size("N", 4), size("S", 1)]))).toBe("more-sheets-than-declared");
});

test("nothing is asked where no station is missing, and refused where no sheet is counted", () => {
  const whole = electionOf({ north: 20, south: 20 }).view();
  expect(testRepresentativeness(new TestContext(withPast(whole), nodeCrypto))).toEqual([]);
  const election = new ExampleElection();
  election.register([["1", "N/N1", 100]]);
  election.evidence({ station: "1" });
  expect(refusal(election.view())).toBe("no-sheets");
});

import { expect, test } from "vitest";

import { ExampleElection } from "../../../test/support/example-election.ts";
import { planSample } from "./plan-sample.ts";

function plan(voters: readonly (number | "")[]) {
  const election = new ExampleElection();
  election.register(voters.map((count, at) => [String(at + 1), "N/N1", count] as const));
  return planSample(election.view(), {
    contest: "president",
    margin: 0.05,
    confidence: 0.95,
    strata: undefined,
  });
}

test("the rough number takes the registered voters of all stations", () => {
  // 1,000 voters: n = 0.25 z^2 / m^2 = 384.1, corrected for a finite population 277.7; 100 voters a station.
  expect(plan(Array.from({ length: 10 }, () => 100)).rough).toEqual({ voters: 278, stations: 3 });
});

test("there is no rough number where the voters of one station are not known", () => {
  expect(plan(Array.from({ length: 10 }, (_, at) => (at === 4 ? "" : 100))).rough).toBeUndefined();
});

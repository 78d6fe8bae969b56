import { expect, test } from "vitest";

import { CONTEST, ExampleElection, WITNESSES } from "../../test/support/example-election.ts";
import { resultOf } from "./result.ts";
import { sourceView } from "./view.ts";

const votersOf = (election: ExampleElection) => {
  const seen = election.view();
  return resultOf(sourceView(seen, CONTEST, WITNESSES), seen.register, 0).registeredVotersCoverage;
};

test("registered voters of which nobody says how many are not told as 0", () => {
  const election = new ExampleElection();
  election.table([{ station: "1", unit: "N/N1", boxes: { ANA: 20, BEA: 10 } }]);
  expect(votersOf(election)).toEqual({
    registered: null,
    counted: null,
    explained: 0,
    missing: null,
    outsideRegister: 0,
  });
});

test("registered voters are those of the stations that are known", () => {
  const election = new ExampleElection();
  election.register([
    ["1", "N/N1", 400],
    ["2", "N/N1", 300],
  ]);
  election.table([{ station: "1", unit: "N/N1", boxes: { ANA: 20, BEA: 10 } }]);
  expect(votersOf(election)).toEqual({
    registered: 700,
    counted: 400,
    explained: 0,
    missing: 300,
    outsideRegister: 0,
  });
});

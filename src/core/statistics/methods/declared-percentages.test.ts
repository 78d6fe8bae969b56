import { expect, test } from "vitest";

import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import { ExampleElection, raise } from "../../../../test/support/example-election.ts";
import { en } from "../../site/messages-en.ts";
import { es } from "../../site/messages-es.ts";
import { Speaker } from "../../site/speaker.ts";
import { presentationOf } from "../../site/tests/presentation.ts";
import { TestContext } from "../test-context.ts";
import { testCountsFromPercentages } from "./declared-percentages.ts";

/** 60%, 30% and 10% of 1,000,003 votes, each rounded to a whole vote. */
const REBUILT = { votes: { ANA: 600002, BEA: 300001 }, otherVotes: 100000, validVotes: 1000003 };
const COUNTED = { votes: { ANA: 612345, BEA: 298765 }, otherVotes: 101234 };

function electionWith(...results: readonly Record<string, unknown>[]): ExampleElection {
  const election = new ExampleElection({ contests: { president: ["ANA", "BEA", "CAI"] } });
  for (const [at, result] of results.entries())
    election.declare({ id: `bulletin-${at + 1}`, results: [{ unit: "all", ...result }] });
  return election;
}

function resultsOf(election: ExampleElection) {
  const seen = election.view();
  return testCountsFromPercentages(new TestContext(seen, nodeCrypto)).map((result) => ({
    ...result,
    told: [en, es].map((messages) => presentationOf(result).headline(new Speaker(seen, messages))),
  }));
}

test("counts made from percentages fit, and the announcements that were counted do not", () => {
  const [first, second] = resultsOf(electionWith(REBUILT, COUNTED));
  const answers = [first, second].map((result) =>
    result?.outcome.kind === "answered" ? result.outcome.answer : raise("no answer"),
  );
  expect(answers.map(({ fit }) => fit?.decimals)).toEqual([0, undefined]);
  expect(answers[0]?.parts.map(({ selection }) => selection)).toEqual(["ANA", "BEA", "otherVotes"]);
  expect(answers[0]?.controls).toEqual([
    { kind: "declaration", declaration: "bulletin-2" },
    { kind: "published", result: "venezuela-2013" },
    { kind: "published", result: "united-states-2020" },
  ]);
  expect(answers[1]?.controls[0]).toEqual({
    kind: "declaration",
    declaration: "bulletin-1",
    decimalsThatFit: 0,
  });
  expect(first?.told[0]).toBe(
    "Yes. The 3 counts are exactly what rounding makes of 60%, 30% and 10% of 1,000,003 votes. If the counts had come from counting, that would happen about once in 100,000,600. 9 pairs of grid and rule were tried; allowing for that, once in 11,111,178. There is an ordinary explanation: whoever announced them had only the percentages at hand, and worked the counts back from them. The same question finds nothing in the 3 other results it was put to.",
  );
  expect(second?.told[1]).toMatch(/^No\. Las cifras no son lo que da redondear porcentajes redondos/);
});

test("the same figures declared again are no control of themselves", () => {
  const [first] = resultsOf(electionWith(REBUILT, REBUILT));
  if (first?.outcome.kind !== "answered") throw new Error("no answer");
  expect(first.outcome.answer.controls.map(({ kind }) => kind)).toEqual(["published", "published"]);
});

test("a fit that is common by chance is told to say little", () => {
  const [only] = resultsOf(electionWith({ votes: { ANA: 4000, BEA: 6000 }, otherVotes: 0 }));
  expect(only?.told[0]).toContain("A fit as common as this says little.");
});

test("what is refused says why: parts that leave something out, one part alone, too few votes", () => {
  const results = resultsOf(
    electionWith(
      { votes: { ANA: 600000, BEA: 300000 }, validVotes: 1000000 },
      { votes: { ANA: 600000 } },
      { votes: { ANA: 30, BEA: 20, CAI: 10 } },
      { votes: {}, validVotes: 1000000 },
    ),
  );
  expect(results.map(({ outcome }) => (outcome.kind === "refused" ? outcome.reason : "answered"))).toEqual([
    "parts-do-not-make-total",
    "fewer-than-two-parts",
    "total-too-small-for-every-grid",
  ]);
  expect(results[0]?.assumptions[0]).toEqual({ code: "parts-make-total", status: "failed" });
  expect(results[0]?.outcome).toMatchObject({ detail: { total: 1000000, sum: 900000, parts: 2 } });
});

test("the parts stand in the contest's order, also where ids are whole numbers or the file has another order", () => {
  const election = new ExampleElection({ contests: { president: ["20", "3", "ANA"] } });
  election.declare({
    id: "one",
    results: [{ unit: "all", votes: { ANA: 4000, "3": 5000, "20": 3000 }, validVotes: 12_000 }],
  });
  const [result] = testCountsFromPercentages(new TestContext(election.view(), nodeCrypto));
  const answer = result?.outcome.kind === "answered" ? result.outcome.answer : undefined;
  expect(answer?.parts.map(({ selection }) => selection)).toEqual(["20", "3", "ANA"]);
});

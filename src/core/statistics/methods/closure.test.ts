import { expect, test } from "vitest";

import { nodeCrypto } from "../../../adapters/node-crypto.ts";
import {
  ExampleElection,
  raise,
  type ExampleDeclaration,
} from "../../../../test/support/example-election.ts";
import { en } from "../../site/messages-en.ts";
import { es } from "../../site/messages-es.ts";
import { Speaker } from "../../site/speaker.ts";
import { presentationOf } from "../../site/tests/presentation.ts";
import { TestContext } from "../test-context.ts";
import { testClosure, type ClosureAnswer } from "./closure.ts";

const whole = (result: Record<string, unknown>, more: Partial<ExampleDeclaration> = {}) => ({
  id: "first",
  results: [{ unit: "all", votes: {}, ...result }],
  ...more,
});

function closures(election: ExampleElection) {
  return testClosure(new TestContext(election.view(), nodeCrypto));
}

function answersOf(election: ExampleElection): readonly ClosureAnswer[] {
  return closures(election).map(({ outcome }) =>
    outcome.kind === "answered" ? outcome.answer : raise(outcome.reason),
  );
}

function headlines(election: ExampleElection): readonly string[] {
  const seen = election.view();
  return testClosure(new TestContext(seen, nodeCrypto)).flatMap((result) =>
    [en, es].map((messages) => presentationOf(result).headline(new Speaker(seen, messages))),
  );
}

test("a declaration whose sums close has no problem", () => {
  const election = new ExampleElection();
  election.declare(
    whole({
      votes: { ANA: 60, BEA: 40 },
      validVotes: 100,
      nullVotes: 5,
      ballotsCast: 105,
      shares: { ANA: "60" },
    }),
  );
  const [answer] = answersOf(election);
  expect(answer?.sums.map(({ outcome }) => outcome)).toEqual(["closes", "closes", "unknown"]);
  expect(answer?.problems).toEqual([]);
  expect(headlines(election)).toEqual([
    "The votes announced add up to the valid votes, 100. Valid votes and null votes add up to the ballots cast, 105. Each percentage announced is what its votes are of the valid votes.",
    "Los votos anunciados suman los votos válidos, 100. Votos válidos y votos nulos suman los votos emitidos, 105. Cada porcentaje anunciado es el que sus votos dan sobre los votos válidos.",
  ]);
});

test("a misprint is named with the number that closes the sum", () => {
  const election = new ExampleElection();
  election.declare(whole({ votes: { ANA: 152306, BEA: 7 }, validVotes: 152367 }));
  const [answer] = answersOf(election);
  const [sum] = answer?.sums ?? [];
  expect(sum?.outcome).toBe("differs");
  expect(sum?.closing?.kind === "answered" ? sum.closing.values[0] : undefined).toEqual({
    part: "ANA",
    printed: 152306,
    closing: 152360,
    slip: "digits-swapped",
  });
  expect(answer?.problems).toEqual([{ kind: "sum-differs", equation: "votes-make-valid", difference: -54 }]);
  expect(headlines(election)[0]).toContain("make 152,313; 152,367 valid votes were announced, 54 more");
});

test("what is not announced is what is left; two things not announced are left together", () => {
  const election = new ExampleElection();
  election.declare(whole({ votes: { ANA: 60 }, validVotes: 100, nullVotes: 5, ballotsCast: 110 }));
  election.declare(whole({ votes: { ANA: 60 }, validVotes: 100, ballotsCast: 110 }, { id: "second" }));
  const closing = answersOf(election).map(({ sums }) =>
    sums.map((sum) =>
      sum.closing?.kind === "answered"
        ? sum.closing.values.map((value) => [value.part, value.closing])
        : sum.closing?.kind,
    ),
  );
  expect(closing).toEqual([
    [[["otherVotes", 40]], [["blankVotes", 5]], undefined],
    [[["otherVotes", 40]], "refused", undefined],
  ]);
  expect(headlines(election)[2]).toContain("leaves 10 of the 110 ballots cast for what it does not give");
});

test("a turnout of the stations counted is told from one of all registered voters", () => {
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 10, registeredVoters: 1000, source: "a decree" }],
  });
  election.declare(
    whole({ votes: { ANA: 300, BEA: 100 }, nullVotes: 0, turnout: "50.0" }, { stationsCountedShare: "80.0" }),
  );
  const [answer] = answersOf(election);
  expect(answer?.registers).toEqual([{ name: "declared-size", registeredVoters: 1000, source: "a decree" }]);
  expect(headlines(election)[0]).toContain(
    "The turnout announced, 50.0%, is not of all registered voters: it fits 80.0% of them, the share of stations counted (800 of 1,000). Of all of them it is 40.00%.",
  );
});

test("the adopted register is a base of its own, and no base at all where a station has no number", () => {
  for (const voters of [500, ""] as const) {
    const election = new ExampleElection();
    election.register([
      ["1", "N/N1", 500],
      ["2", "N/N1", voters],
    ]);
    election.declare(whole({ votes: { ANA: 300, BEA: 100 }, nullVotes: 0, turnout: "40" }));
    const [result] = closures(election);
    const [answer] = answersOf(election);
    expect(answer?.stations).toBe(2);
    expect(answer?.registers).toEqual(
      voters === "" ? [] : [{ name: "adopted-register", registeredVoters: 1000 }],
    );
    // Of either the number of stations is taken.
    expect(result?.inputs.map(({ what }) => what)).toEqual(["register", "declaration"]);
    expect(headlines(election)[0]).toContain(
      voters === "" ? "nobody here says how many there are" : "is of all 1,000 registered voters",
    );
  }
});

test("increments are against the declaration before it, of the same source and unit, replaced or not", () => {
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 100, source: "a decree" }],
  });
  election.declare(whole({ votes: { ANA: 60, BEA: 40 } }, { stationsCountedShare: "50" }));
  election.declare(whole({ votes: { ANA: 1, BEA: 1 } }, { id: "other", source: "witnesses" }));
  election.declare(
    whole({ votes: { ANA: 90, BEA: 35 } }, { id: "second", supersedes: "first", stationsCountedShare: "60" }),
  );
  const results = closures(election);
  expect(results.map(({ subject }) => subject.declarations)).toEqual([
    ["first"],
    ["other"],
    ["first", "second"],
  ]);
  const outcome = results[2]?.outcome;
  const last = outcome?.kind === "answered" ? outcome.answer : raise("no answer");
  const increments = last.since?.increments;
  if (increments?.kind !== "answered") throw new Error("no increments");
  expect(increments.rows.map(({ figure, increment }) => [figure, increment])).toEqual([
    ["ANA", 30],
    ["BEA", -5],
    ["validVotes", 25],
  ]);
  expect(increments.votesPerStation).toMatchObject({
    kind: "answered",
    newlyCounted: { stationsNominal: 10, nominal: 2.5 },
  });
  expect(last.problems).toEqual([{ kind: "decrease", figure: "BEA", before: 40, after: 35 }]);
});

test("of other units only those with something that does not fit are listed, each against its own past", () => {
  const election = new ExampleElection();
  election.register([
    ["1", "N/N1", 500],
    ["2", "S/S1", 500],
  ]);
  const units = (south: number) => [
    { unit: "S", votes: { ANA: south, BEA: 10 } },
    { unit: "N", votes: { ANA: 30, BEA: 10 }, validVotes: 40 },
    { unit: "all", votes: { ANA: 80, BEA: 20 } },
  ];
  election.declare({ id: "first", results: units(50) });
  election.declare({ id: "second", results: units(49) });
  const [first, last] = answersOf(election);
  expect(first?.otherUnits).toEqual({ checked: 2, withProblems: [] });
  expect(headlines(election)[0]).toContain("in the 2 others everything that has to agree does");
  expect(last?.unit).toBe("all");
  expect(last?.otherUnits).toEqual({
    checked: 2,
    withProblems: [
      {
        unit: "S",
        problems: [
          { kind: "decrease", figure: "ANA", before: 50, after: 49 },
          { kind: "decrease", figure: "validVotes", before: 60, after: 59 },
        ],
      },
    ],
  });
});

test("a declaration with nothing that has to agree has no answer", () => {
  const election = new ExampleElection();
  election.declare(whole({ votes: { ANA: 60 }, shares: { BEA: "20" } }));
  expect(closures(election).map(({ outcome }) => outcome)).toEqual([
    { kind: "refused", reason: "nothing-to-compare", detail: {} },
  ]);
  expect(headlines(election)[0]).toContain("no two figures that have to agree");
});

test("an earlier announcement that was entered later is the earlier one all the same", () => {
  const election = new ExampleElection();
  const results = (ANA: number) => [{ unit: "all", votes: { ANA, BEA: 10 } }];
  election.declare({ id: "second", announcedAt: "2024-07-29T01:00:00-04:00", results: results(60) });
  election.declare({ id: "first", announcedAt: "2024-07-29T02:00:00+00:00", results: results(40) });
  const [second, first] = testClosure(new TestContext(election.view(), nodeCrypto)).map(({ outcome }) =>
    outcome.kind === "answered" ? outcome.answer : undefined,
  );
  expect(second).toMatchObject({ since: { declaration: "first" }, problems: [] });
  expect(first?.since).toBeUndefined();
});

test("the election file is an input where the size that it declares is used", () => {
  const election = new ExampleElection({
    sizes: [{ unit: "all", stations: 10, registeredVoters: 900, source: "the authority's website" }],
  });
  election.declare({ id: "one", results: [{ unit: "all", votes: { ANA: 5, BEA: 3 }, validVotes: 8 }] });
  const [result] = testClosure(new TestContext(election.view(), nodeCrypto));
  expect(result?.inputs.map(({ what, entry }) => [what, entry])).toEqual([
    ["election", 0],
    ["declaration", 1],
  ]);
});

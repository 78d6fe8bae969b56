import { expect, test } from "vitest";

import { AUTHORITY, ExampleElection, raise } from "../../../test/support/example-election.ts";
import { InputError } from "../input-error.ts";
import type { SampleRule } from "../sample.ts";
import { declaredBatches, type StationResults } from "./declared-batches.ts";

type Row = readonly [station: string, ana: number, bea: number];
const RULE: Extract<SampleRule, { kind: "proportional" }> = {
  kind: "proportional",
  declared: [2],
  bound: "registered-voters",
  riskLimit: "5",
};

/** Stations 1 to `stations` of 100 voters, and the rows declared of them. */
function results(stations: number, rows: readonly Row[], rule = RULE): StationResults {
  const election = new ExampleElection();
  election.register(Array.from({ length: stations }, (_, at) => [String(at + 1), "N/N1", 100] as const));
  election.table(
    rows.map(([station, ANA, BEA]) => ({ station, boxes: { ANA, BEA, ballotsCast: ANA + BEA + 1 } })),
    { source: AUTHORITY },
  );
  return batchesOf(election, rule);
}

function batchesOf(example: ExampleElection, rule = RULE): StationResults {
  const { election = raise("no election"), register = raise("no register"), datasets } = example.state();
  return declaredBatches({ contest: "president", rule }, register, { election, tables: datasets });
}

test("boxes that only this election's forms have are no selections", () => {
  const form = { boxes: ["received"], sums: [] };
  const election = new ExampleElection({ more: { sheet: { form } } });
  election.register([1, 2].map((station) => [String(station), "N/N1", 100] as const));
  const sheets = [1, 2].map((at) => ({
    station: String(at),
    boxes: { ANA: 30, BEA: 10 + at, received: 99 },
  }));
  election.table(sheets, { source: AUTHORITY });
  const { selections, declared } = batchesOf(election);
  expect(selections).toEqual(["ANA", "BEA"]);
  expect(Array.from(declared.votes)).toEqual([30, 11, 30, 12]);
  expect(declared.winners).toEqual([0]);
});

test("every registered station is a batch; one without a row declares no votes and can hold all its voters", () => {
  const { declared, stationsUndeclared } = results(3, [
    ["1", 30, 10],
    ["3", 5, 20],
  ]);
  expect(Array.from(declared.votes)).toEqual([30, 10, 0, 0, 5, 20]);
  expect(Array.from(declared.sizes)).toEqual([100, 100, 100]);
  expect(stationsUndeclared).toBe(1);
  expect(declared).toMatchObject({ winners: [0], votesOutside: 0 });
});

test("ballots bound what was declared; where nothing was, registered voters do", () => {
  const { declared } = results(2, [["1", 30, 10]], { ...RULE, bound: "ballots-cast" });
  expect(Array.from(declared.sizes)).toEqual([41, 100]);
  expect(declared.sizesAre).toBe("ballots");
});

test("rows outside the register help to say who won, and all they can hold stands outside the audit", () => {
  const { declared } = results(1, [
    ["1", 30, 10],
    ["unlisted", 5, 20],
    ["unlisted too", 1, 40],
  ]);
  expect(declared).toMatchObject({ winners: [1], votesOutside: 26 + 42 });
  expect(Array.from(declared.votes)).toEqual([30, 10]);
});

test("of very many problems the first twenty are told, and how many more there are", () => {
  try {
    results(
      50,
      Array.from({ length: 50 }, (_, at) => [String(at + 1), 90, 20] as const),
    );
    raise("not refused");
  } catch (error) {
    const { problems } = error instanceof InputError ? error : raise("another error");
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe("and 30 more of the kind");
  }
});

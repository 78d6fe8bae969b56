import { expect, test } from "vitest";

import { ExampleElection, raise } from "../../test/support/example-election.ts";
import { parseSample } from "./sample.ts";

const ELECTION = new ExampleElection().state().election ?? raise("no election");
const SAMPLE = {
  format: "cotejo-sample/1",
  id: "quick-1",
  contest: "president",
  source: "witnesses",
  purpose: "quick-count",
  rule: { kind: "stratified", strata: "region", sizes: { N: 2 } },
  seed: "4 2 6",
  stations: ["1", "2"],
};
const parse = (change: Readonly<Record<string, unknown>>) =>
  parseSample(JSON.stringify({ ...SAMPLE, ...change }), ELECTION);

function auditedWith(riskLimit: string): Readonly<Record<string, unknown>> {
  return {
    purpose: "audit",
    rule: { kind: "proportional", declared: [1], bound: "registered-voters", riskLimit },
  };
}

test("a sample is read as it was written", () => {
  expect(parse({})).toEqual(SAMPLE);
});

test.each([
  ["another contest", { contest: "mayor" }, /contest: "mayor" is not in the election file/],
  ["another source", { source: "press" }, /source: "press" is not in the election file/],
  ["another level", { rule: { ...SAMPLE.rule, strata: "street" } }, /rule\.strata: "street"/],
  [
    "clusters above the strata",
    { rule: { kind: "stratified", strata: "town", clusters: "region", sizes: { N: 2 } } },
    /rule\.clusters: is not a level below the strata/,
  ],
  ["no seed", { seed: undefined }, /seed: is missing/],
  ["a misspelt field", { sead: "1" }, /sead/],
  ["no stations", { stations: [] }, /stations/],
  ["a station that stands twice", { stations: ["1", "2", "1"] }, /stations: a quick count names every/],
  ["no risk limit", auditedWith("0"), /rule\.riskLimit: is not between/],
  ["a risk limit that confirms anything", auditedWith("100"), /rule\.riskLimit: is not between/],
  ["an audit that is not drawn in proportion", { purpose: "audit" }, /an audit is drawn in proportion/],
])("a sample with %s is refused, and why is said", (_, change, reason) => {
  expect(() => parse(change)).toThrow(reason);
});

test("a sample that somebody else drew needs no seed", () => {
  const rule = { kind: "external", drawnBy: "Observatory", method: "two a district" };
  expect(parse({ rule, seed: undefined }).rule).toEqual(rule);
});

test("an audit names a station as often as it was drawn", () => {
  expect(parse({ ...auditedWith("5"), stations: ["1", "2", "1"] }).stations).toEqual(["1", "2", "1"]);
});

test("nothing is drawn twice under one name", () => {
  const election = new ExampleElection();
  const { format: _, ...sample } = parse({});
  election.sample(sample);
  election.sample(sample);
  expect(() => election.state()).toThrow(/"quick-1" was drawn before/);
});

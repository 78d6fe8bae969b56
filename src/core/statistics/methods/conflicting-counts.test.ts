import { expect, test } from "vitest";

import { CONTEST, ExampleElection, raise } from "../../../../test/support/example-election.ts";
import { en } from "../../site/messages-en.ts";
import { es } from "../../site/messages-es.ts";
import { Speaker } from "../../site/speaker.ts";
import { presentationOf } from "../../site/tests/presentation.ts";
import type { MatchedLists } from "../capture-recapture.ts";
import type { Claim } from "../conflicting-counts.ts";
import { testConflictingCounts } from "./conflicting-counts.ts";

const HASH = "a".repeat(64);
const claim = (source: string, value: number, more: Partial<Claim> = {}): Claim => ({
  incident: "march",
  source,
  measure: "deaths",
  definition: "killed",
  asOf: "2024-08-06",
  number: { bound: "exact", value },
  ...more,
});

function ask(claims: readonly Claim[], lists?: MatchedLists) {
  const [result, ...others] = testConflictingCounts(claims, HASH, {
    contest: CONTEST,
    matched: lists === undefined ? undefined : { lists, fileHash: "b".repeat(64) },
  });
  if (result === undefined || others.length > 0) throw new Error("not one result");
  const seen = new ExampleElection().view();
  const told = [en, es].map((messages) => presentationOf(result).headline(new Speaker(seen, messages)));
  return { result, told };
}

test("sources that disagree give a range and a floor, which are never mixed", () => {
  const { result, told } = ask([
    claim("A", 24),
    claim("B", 25),
    claim("C", 11, { confirmedByName: true }),
    claim("A", 40, { definition: "injured or killed", number: { bound: "at-least", value: 40 } }),
  ]);
  expect(told).toEqual([
    "deaths (injured or killed): 40 or more; deaths (killed): 24 to 25, of whom 11 are confirmed by name.",
    "deaths (injured or killed): 40 o más; deaths (killed): entre 24 y 25, y 11 personas están confirmadas con nombre.",
  ]);
  expect(result.inputs).toEqual([{ what: "file", sha256: HASH }]);
  expect(result.assumptions).toEqual([{ code: "same-definition-same-count", status: "unknown" }]);
});

test("parts that do not make the number are named by their claim, and so is a floor above a source", () => {
  const { result, told } = ask([
    claim("A", 24, { subtotals: [{ name: "sex", parts: { men: 20, women: 5 } }], subsets: { minors: 30 } }),
    claim("B", 26, { confirmedByName: true }),
  ]);
  const answer = result.outcome.kind === "answered" ? result.outcome.answer : raise("no answer");
  expect(answer.subtotals).toMatchObject([{ source: "A", name: "sex", difference: 1, outcome: "differs" }]);
  expect(answer.subsetsAbove).toMatchObject([{ source: "A", part: "minors", count: 30, high: 24 }]);
  expect(told[0]).toContain("More persons are confirmed by name than some source says there are");
  expect(told[0]).toContain("In 1 claims the parts do not make the number.");
});

test("matched lists are asked only on request, and say the spread over the models", () => {
  const histories = [0, 300, 250, 80, 200, 70, 60, 40];
  const { result, told } = ask([claim("A", 24)], { lists: ["A", "B", "C"], histories });
  expect(result.inputs).toHaveLength(2);
  expect(result.assumptions.map(({ code }) => code)).toContain("dependence-between-lists-known");
  expect(told[0]).toMatch(
    /Models of the matched lists go from [\d,]+ to [\d,]+ persons; the data cannot choose/,
  );
  const apart = ask([claim("A", 24)], { lists: ["A", "B"], histories: [0, 5, 5, 5] });
  expect(apart.told[0]).toContain("Nothing is estimated from the matched lists: there are fewer than three.");
});

test("the order of the claims decides nothing", () => {
  const claims = [claim("A", 24), claim("B", 25), claim("A", 23, { asOf: "2024-08-01" })];
  expect(ask(claims.toReversed()).result.outcome).toEqual(ask(claims).result.outcome);
});

test("a file without claims has no answer", () => {
  expect(ask([]).result.outcome).toEqual({ kind: "refused", reason: "no-claims", detail: {} });
});

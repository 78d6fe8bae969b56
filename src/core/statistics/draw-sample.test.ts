import { expect, test } from "vitest";

import { AUTHORITY, ExampleElection, raise } from "../../../test/support/example-election.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import type { SampleRule } from "../sample.ts";
import { drawStations, isRedrawn, type DrawContext } from "./draw-sample.ts";

/** Forty stations: ten in N/N1, ten in N/N2, twenty in S/S1. */
const STATIONS = Array.from({ length: 40 }, (_, at) => {
  const unit = at < 10 ? "N/N1" : at < 20 ? "N/N2" : "S/S1";
  return [String(at + 1), unit, 100 + at] as const;
});

function contextOf(election: ExampleElection): DrawContext {
  const { election: file, register, datasets } = election.state();
  return {
    election: file ?? raise("no election"),
    register: register ?? raise("no register"),
    tables: datasets,
    crypto: nodeCrypto,
  };
}

function registered(rows: readonly (readonly [string, string, number])[] = STATIONS): DrawContext {
  const election = new ExampleElection();
  election.register(rows);
  return contextOf(election);
}

const stratified: SampleRule = { kind: "stratified", strata: "region", sizes: { N: 4, S: 6 } };
const order = { contest: "president", seed: "4 2 6", rule: stratified };

test("each stratum gives as many stations as were asked for, each once and of its own", () => {
  const drawn = drawStations(order, registered());
  expect(drawn).toHaveLength(10);
  expect(new Set(drawn).size).toBe(10);
  expect(drawn.slice(0, 4).every((id) => Number(id) <= 20)).toBe(true);
  expect(drawn.slice(4).every((id) => Number(id) > 20)).toBe(true);
});

test("the same register and seed give the same stations, another seed others", () => {
  expect(drawStations(order, registered())).toEqual(drawStations(order, registered()));
  expect(drawStations({ ...order, seed: "4 2 7" }, registered())).not.toEqual(
    drawStations(order, registered()),
  );
});

test("the order of the register's lines changes only the order of the strata", () => {
  const turned = drawStations(order, registered(STATIONS.toReversed()));
  expect(turned.toSorted()).toEqual(drawStations(order, registered()).toSorted());
});

test("clusters come with all their stations", () => {
  const rule: SampleRule = { kind: "stratified", clusters: "town", sizes: { all: 2 } };
  const drawn = drawStations({ ...order, rule }, registered());
  const towns = new Set(drawn.map((id) => STATIONS[Number(id) - 1]?.[1]));
  expect(towns.size).toBe(2);
  expect(drawn).toHaveLength(STATIONS.filter(([, unit]) => towns.has(unit)).length);
});

test.each([
  ["more than a stratum has", { ...stratified, sizes: { N: 21 } }, /"N" has 20 to draw from, and 21/],
  ["a stratum there is none of", { ...stratified, sizes: { W: 1 } }, /"W" is no stratum/],
  ["a level there is none of", { ...stratified, strata: "street" }, /"street" is no level/],
] as const)("a rule that asks for %s is refused", (_, rule, reason) => {
  expect(() => drawStations({ ...order, rule }, registered())).toThrow(reason);
});

test("without a register there is nothing to draw from", () => {
  expect(() => drawStations(order, contextOf(new ExampleElection()))).toThrow(/no register/);
});

test("a sample is told from one that its rule and seed do not give", () => {
  const context = registered();
  const sample = {
    format: "cotejo-sample/1" as const,
    id: "quick",
    source: "witnesses",
    purpose: "quick-count" as const,
    ...order,
    stations: [...drawStations(order, context)],
  };
  expect(isRedrawn(sample, context)).toBe(true);
  expect(isRedrawn({ ...sample, stations: sample.stations.with(0, "40") }, context)).toBe(false);
  expect(isRedrawn({ ...sample, stations: sample.stations.slice(1) }, context)).toBe(false);
  const external = { kind: "external" as const, drawnBy: "them", method: "by hand" };
  expect(isRedrawn({ ...sample, rule: external }, context)).toBeUndefined();
});

function declaredElection(boxes: (at: number) => Readonly<Record<string, number>>): ExampleElection {
  const election = new ExampleElection();
  election.register(STATIONS);
  election.table(
    STATIONS.map(([station, unit], at) => ({ station, unit, boxes: boxes(at) })),
    { source: AUTHORITY },
  );
  return election;
}

const proportional: SampleRule = {
  kind: "proportional",
  declared: [2],
  bound: "registered-voters",
  riskLimit: "5",
};

test("an audit draws from all registered stations, more from those that could hide more", () => {
  // Station 1 can hide 100 + 100 votes, the others 0 + their registered voters.
  const election = declaredElection((at) => (at === 0 ? { ANA: 100, BEA: 0 } : { ANA: 40, BEA: 40 }));
  const drawn = drawStations(
    { contest: "president", rule: proportional, seed: "1", draws: 4_000 },
    contextOf(election),
  );
  const times = drawn.filter((id) => id === "1").length;
  const sizes = STATIONS.map(([, , voters], at) => voters + (at === 0 ? 100 : 0));
  const expected = (4_000 * 200) / sizes.reduce((sum, size) => sum + size, 0);
  expect(Math.abs(times - expected)).toBeLessThan(4 * Math.sqrt(expected));
});

test("more draws from one seed go on with the same stations", () => {
  const context = contextOf(declaredElection(() => ({ ANA: 40, BEA: 30 })));
  const draw = (draws: number) =>
    drawStations({ contest: "president", rule: proportional, seed: "1", draws }, context);
  expect(draw(30).slice(0, 10)).toEqual(draw(10));
});

test.each([
  ["a level result", () => ({ ANA: 40, BEA: 40 }), /tie/],
  ["more votes than voters", () => ({ ANA: 400, BEA: 30 }), /430 votes declared, above/],
] as const)("an audit of %s is refused", (_, boxes, reason) => {
  const context = contextOf(declaredElection(boxes));
  expect(() =>
    drawStations({ contest: "president", rule: proportional, seed: "1", draws: 1 }, context),
  ).toThrow(reason);
});

test("an audit of a table that is not there is refused", () => {
  const context = contextOf(declaredElection(() => ({ ANA: 40, BEA: 30 })));
  const rule: SampleRule = { ...proportional, declared: [7] };
  expect(() => drawStations({ contest: "president", rule, seed: "1", draws: 1 }, context)).toThrow(
    /entry 7 is no table/,
  );
});

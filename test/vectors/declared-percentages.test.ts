import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { testDeclaredPercentages } from "../../src/core/statistics/declared-percentages.ts";

const FILE = "declared-percentages.json";
const path = join(process.env["COTEJO_DATA"] ?? "../shared/data", "..", "vectors", FILE);
const absent = !existsSync(path);
if (absent) console.log(`Skipped: no ${path}; COTEJO_DATA may name the folder of data beside the vectors.`);

interface Case {
  readonly name: string;
  readonly votes: readonly number[];
  readonly total: number;
  readonly grid: number;
  readonly k?: readonly number[];
  readonly residuals_votes: readonly number[];
  readonly all_nearest_integer: boolean;
  readonly exact_pct?: readonly number[];
  readonly p_local_uniform?: number;
  readonly one_in?: number;
  readonly p_uniform_simplex_enumerated?: number;
  readonly one_in_enumerated?: number;
  readonly triples_closing?: readonly [number, number];
}
const cases: readonly Case[] = absent ? [] : JSON.parse(readFileSync(path, "utf8")).cases;

const decimalsOf = (value: number) => `${value}`.split(".")[1]?.length ?? 0;

describe.skipIf(absent)(FILE, () => {
  test("has the case that fits and three controls", () => {
    expect(cases.map((given) => given.all_nearest_integer)).toEqual([true, false, false, false]);
  });

  test.each(cases)("$name: the residuals of the file, and a fit only where it says so", (given) => {
    const tested = testDeclaredPercentages({ votes: given.votes, total: given.total });
    if (tested.kind !== "answered") throw new Error(tested.reason);
    const grid = tested.grids.find((each) => each.grid === given.grid);
    if (grid?.kind !== "tested") throw new Error("not tested");
    for (const [at, residual] of given.residuals_votes.entries())
      expect(grid.residuals[at]?.toFixed(decimalsOf(residual))).toBe(residual.toFixed(decimalsOf(residual)));
    if (given.k !== undefined) expect(grid.steps).toEqual(given.k);
    expect(grid.rulesThatFit.includes("nearest")).toBe(given.all_nearest_integer);
    expect(tested.pairsTried).toBe(12);
    expect(tested.fit !== undefined).toBe(given.all_nearest_integer);
    if (given.all_nearest_integer) return;
    // A control: no grid and no rule at all.
    expect(tested.grids.flatMap((each) => (each.kind === "tested" ? each.rulesThatFit : "refused"))).toEqual(
      [],
    );
  });

  test("CNE 2024 bulletin 1: the probabilities of the file, to 15 digits", () => {
    const [given] = cases;
    if (given === undefined) throw new Error("no case");
    const tested = testDeclaredPercentages({ votes: given.votes, total: given.total });
    if (tested.kind !== "answered" || tested.fit?.enumeration === undefined) throw new Error("no fit");
    const { fit } = tested;
    expect(fit).toMatchObject({ decimals: 1, grid: given.grid, rule: "nearest" });
    expect(fit.probability.toPrecision(15)).toBe(given.p_local_uniform?.toPrecision(15));
    expect(fit.oneIn.toFixed(2)).toBe(given.one_in?.toFixed(2));
    expect(fit.probabilityCorrected).toBeCloseTo(12 * (given.p_local_uniform ?? 0), 20);
    expect(fit.likelihoodRatioCorrected).toBeCloseTo((given.one_in ?? 0) / 12, 2);
    const { enumeration } = fit;
    expect([enumeration?.closing, enumeration?.triples]).toEqual(given.triples_closing);
    expect(enumeration?.probability.toPrecision(15)).toBe(
      given.p_uniform_simplex_enumerated?.toPrecision(15),
    );
    expect(enumeration?.oneIn.toFixed(2)).toBe(given.one_in_enumerated?.toFixed(2));
    const percentages = given.votes.map((votes) => (100 * votes) / given.total);
    expect(percentages).toEqual(given.exact_pct);
  });
});

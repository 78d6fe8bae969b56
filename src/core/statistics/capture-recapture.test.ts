import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { captureRecapture, type MatchedLists } from "./capture-recapture.ts";

function answered(matched: MatchedLists) {
  const estimates = captureRecapture(matched);
  if (estimates.kind !== "answered") throw new Error(estimates.reason);
  return estimates;
}

const THREE = ["a", "b", "c"];

/** Everybody is on each list independently of the others: the table as it is expected, in whole persons. */
function independent(population: number, chances: readonly number[]): number[] {
  return Array.from({ length: 2 ** chances.length }, (_, history) =>
    chances.reduce(
      (count, chance, list) => count * (Math.floor(history / 2 ** list) % 2 === 1 ? chance : 1 - chance),
      population,
    ),
  );
}

describe("persons on matched lists", () => {
  test("that are independent are estimated at the true number by every model and every pair", () => {
    const histories = independent(10_000, [0.5, 0.2, 0.4]);
    const { models, pairs, observed } = answered({ lists: THREE, histories });
    expect(observed).toBe(10_000 - (histories[0] ?? 0));
    expect(models.map((model) => model.order)).toEqual([1, 2]);
    for (const model of models) expect(model.kind === "answered" && model.estimate).toBeCloseTo(10_000, 6);
    for (const pair of pairs) expect(Math.abs(pair.estimate - 10_000)).toBeLessThan(20);
  });

  test("on three lists: the model of all pairs is the product of the odd cells over that of the even ones", () => {
    const count = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(fc.tuple(count, count, count, count, count, count, count), (counts) => {
        const [a, b, ab, c, ac, bc, abc] = counts;
        const { models, observed, spread } = answered({ lists: THREE, histories: [0, ...counts] });
        const [one, two] = models;
        const estimate = observed + (a * b * c * abc) / (ab * ac * bc);
        expect(two).toMatchObject({ kind: "answered", order: 2, degreesOfFreedom: 0 });
        expect((two?.kind === "answered" ? two.estimate : NaN) / estimate).toBeCloseTo(1, 8);
        expect(one?.degreesOfFreedom).toBe(3);
        const estimates = models.map((model) => (model.kind === "answered" ? model.estimate : NaN));
        expect(spread).toEqual([Math.min(...estimates), Math.max(...estimates)]);
      }),
    );
  });

  test("are estimated alike in whichever order the lists come", () => {
    const counts = [0, 1131, 845, 177, 936, 228, 217, 181];
    const swapped = counts.map((_, at) => counts[(at & 1) * 4 + (at & 2) + (at >> 2)] ?? NaN);
    const [one, other] = [
      answered({ lists: THREE, histories: counts }),
      answered({ lists: THREE.toReversed(), histories: swapped }),
    ];
    expect(other.lowerBound).toBe(one.lowerBound);
    for (const at of [0, 1] as const) expect(other.spread[at] / one.spread[at]).toBeCloseTo(1, 10);
    const pairOf = (estimates: typeof one) =>
      estimates.pairs.find((pair) => pair.lists.toSorted().join() === "a,c")?.standardError;
    expect(pairOf(other)).toBeCloseTo(pairOf(one) ?? NaN, 9);
  });

  test("in pairs, by hand", () => {
    // On a: 1 + 3 + 5 + 7 = 16, on b: 2 + 3 + 6 + 7 = 18, on both 3 + 7 = 10.
    const { pairs, lowerBound, observed } = answered({ lists: THREE, histories: [0, 1, 2, 3, 4, 5, 6, 7] });
    expect(pairs[0]).toEqual({
      lists: ["a", "b"],
      onFirst: 16,
      onSecond: 18,
      onBoth: 10,
      estimate: (17 * 19) / 11 - 1,
      standardError: Math.sqrt((17 * 19 * 6 * 8) / (11 * 11 * 12)),
    });
    expect(pairs.map((pair) => pair.lists.join(""))).toEqual(["ab", "ac", "bc"]);
    // On one list only: 1 + 2 + 4 = 7, on exactly two: 3 + 5 + 6 = 14.
    expect([observed, lowerBound]).toEqual([28, 28 + 49 / 28]);
  });

  test("have no lower bound where nobody is on exactly two lists", () => {
    const matched = { lists: THREE, histories: [0, 5, 6, 0, 7, 0, 0, 4] };
    const estimates = answered(matched);
    expect(estimates.lowerBound).toBeUndefined();
    // The model of all pairs needs somebody on each pair alone.
    expect(estimates.models[1]).toEqual({
      order: 2,
      degreesOfFreedom: 0,
      kind: "refused",
      reason: "no-finite-estimate",
    });
    expect(estimates.spread[0]).toBe(estimates.spread[1]);
  });

  test("what stands at nobody's place is never read", () => {
    const one = answered({ lists: THREE, histories: [0, 1, 2, 3, 4, 5, 6, 7] });
    expect(answered({ lists: THREE, histories: [999, 1, 2, 3, 4, 5, 6, 7] })).toEqual(one);
  });

  test("on five lists have models up to triples, with the degrees of freedom that are left", () => {
    const lists = ["a", "b", "c", "d", "e"];
    const histories = independent(1_024_000, [0.5, 0.5, 0.5, 0.5, 0.5]);
    const { models } = answered({ lists, histories });
    expect(models.map((model) => model.degreesOfFreedom)).toEqual([31 - 6, 31 - 16, 31 - 26]);
    for (const model of models) expect(model.kind === "answered" && model.estimate).toBeCloseTo(1_024_000, 3);
  });
});

describe("an estimate is refused", () => {
  test("from fewer than three lists", () => {
    expect(captureRecapture({ lists: ["a", "b"], histories: [0, 5, 6, 3] })).toEqual({
      kind: "refused",
      reason: "fewer-than-three-lists",
    });
  });

  test("from more lists than the models can bear", () => {
    const lists = Array.from({ length: 9 }, (_, list) => `${list}`);
    expect(captureRecapture({ lists, histories: [] })).toEqual({ kind: "refused", reason: "too-many-lists" });
  });

  test("where two lists share nobody, which are named", () => {
    expect(captureRecapture({ lists: THREE, histories: [0, 5, 6, 3, 7, 0, 2, 0] })).toEqual({
      kind: "refused",
      reason: "empty-overlap",
      lists: ["a", "c"],
    });
  });

  test("counts that are none are a bug", () => {
    expect(() => captureRecapture({ lists: THREE, histories: [0, 1, 2, 3, 4, 5, 6] })).toThrow("count");
    expect(() => captureRecapture({ lists: THREE, histories: [0, 1, 2, 3, -4, 5, 6, 7] })).toThrow("count");
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  coverageByStratum,
  pastResultGap,
  quantityOf,
  sharesOf,
  standardizedDifference,
} from "./representativeness.ts";

/** Stations by stratum: how many there are and how many of them were collected. */
function coverageOf(strata: readonly (readonly [number, number])[]) {
  const stratumOf = strata.flatMap(([stations], stratum) => Array.from({ length: stations }, () => stratum));
  const collected = strata.flatMap(([stations, came]) =>
    Array.from({ length: stations }, (_, at) => (at < came ? 1 : 0)),
  );
  return coverageByStratum({
    stratumOf: Int32Array.from(stratumOf),
    collected: Uint8Array.from(collected),
    strata: strata.length,
  });
}

describe("coverage by stratum", () => {
  test("is collected of all, with a chi-square of strata by collected or missing", () => {
    // R: chisq.test(rbind(c(80, 20), c(60, 40), c(90, 60)), correct = FALSE)
    const coverage = coverageOf([
      [100, 80],
      [100, 60],
      [150, 90],
    ]);
    expect(coverage.strata).toEqual([
      { stratum: 0, stations: 100, collected: 80, share: 0.8 },
      { stratum: 1, stations: 100, collected: 60, share: 0.6 },
      { stratum: 2, stations: 150, collected: 90, share: 0.6 },
    ]);
    const { pattern } = coverage;
    if (pattern.kind === "refused" || pattern.pValue.kind === "refused") throw new Error("refused");
    expect(pattern.describes).toBe("which-stations-came-in");
    expect(pattern.chiSquare).toBeCloseTo(12.681_159_420_289_86, 10);
    expect(pattern.degreesOfFreedom).toBe(2);
    expect(pattern.pValue.value).toBeCloseTo(0.001_763_279_749_33, 12);
    expect(pattern.strataTooSmall).toEqual([]);
  });

  test("covered alike is a chi-square of 0 and a p-value of 1", () => {
    const { pattern } = coverageOf([
      [50, 40],
      [100, 80],
    ]);
    expect(pattern).toMatchObject({ chiSquare: 0, pValue: { kind: "given", value: 1 } });
  });

  test("nothing is tested where nobody says what the strata are", () => {
    const coverage = coverageByStratum({
      stratumOf: undefined,
      collected: Uint8Array.of(1, 0, 1),
      strata: 0,
    });
    expect(coverage).toMatchObject({
      stations: 3,
      collected: 2,
      unplaced: 3,
      unplacedCollected: 2,
      strata: [],
    });
    expect(coverage.pattern).toEqual({ kind: "refused", reason: "strata-not-stated" });
  });

  test("a test that has nothing to compare is refused with its reason", () => {
    expect(coverageOf([[10, 4]]).pattern).toMatchObject({ reason: "fewer-than-two-strata" });
    expect(
      coverageOf([
        [10, 4],
        [0, 0],
      ]).pattern,
    ).toMatchObject({ reason: "fewer-than-two-strata" });
    expect(
      coverageOf([
        [10, 10],
        [9, 9],
      ]).pattern,
    ).toMatchObject({ reason: "every-station-collected" });
    expect(
      coverageOf([
        [10, 0],
        [9, 0],
      ]).pattern,
    ).toMatchObject({ reason: "no-station-collected" });
  });

  test("strata with few stations expected are named, and too many of them leave no p-value", () => {
    const wide = Array.from({ length: 9 }, (): [number, number] => [100, 50]);
    const one = coverageOf([...wide, [8, 3]]).pattern;
    expect(one).toMatchObject({ strataTooSmall: [9], pValue: { kind: "given" } });
    const three = coverageOf([...wide, [8, 3], [8, 3], [8, 3]]).pattern;
    expect(three).toMatchObject({
      strataTooSmall: [9, 10, 11],
      pValue: { kind: "refused", reason: "expected-counts-too-small" },
    });
    const tiny = coverageOf([...wide, [1, 1]]).pattern;
    expect(tiny).toMatchObject({ strataTooSmall: [9], pValue: { kind: "refused" } });
    expect(
      coverageOf([
        [10, 5],
        [10, 5],
      ]).pattern,
    ).toMatchObject({ strataTooSmall: [], pValue: { kind: "given" } });
  });

  test("a station of no known stratum stands apart", () => {
    const coverage = coverageByStratum({
      stratumOf: Int32Array.of(0, -1, 1, -1),
      collected: Uint8Array.of(1, 1, 0, 0),
      strata: 2,
    });
    expect(coverage).toMatchObject({ stations: 4, collected: 2, unplaced: 2, unplacedCollected: 1 });
    expect(coverage.strata.map((stratum) => stratum.stations)).toEqual([1, 1]);
  });

  test("does not hang on the order of the stations", () => {
    const station = fc.tuple(fc.integer({ min: -1, max: 4 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(station), (stations) => {
        const of = (given: typeof stations) =>
          coverageByStratum({
            stratumOf: Int32Array.from(given, ([stratum]) => stratum),
            collected: Uint8Array.from(given, ([, came]) => came),
            strata: 5,
          });
        expect(of(stations.toReversed())).toEqual(of(stations));
      }),
    );
  });
});

describe("the standardized difference", () => {
  test("is the difference of means in standard deviations", () => {
    // Collected 2, 4, 6 (mean 4, variance 4), missing 10, 12 (mean 11, variance 2).
    const described = standardizedDifference(
      Float64Array.of(2, 10, 4, 12, 6, Number.NaN),
      Uint8Array.of(1, 0, 1, 0, 1, 1),
    );
    expect(described).toEqual({
      kind: "described",
      difference: -7 / Math.sqrt(3),
      meanCollected: 4,
      meanMissing: 11,
      collected: 3,
      missing: 2,
      unknown: 1,
    });
  });

  test("stays as it is when every station is there twice as often, nearly, and for another unit", () => {
    const value = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 6 }), (given) => {
        const of = (scale: number, shift: number) =>
          standardizedDifference(
            Float64Array.from(given, ([quantity]) => quantity * scale + shift),
            Uint8Array.from(given, ([, came]) => came),
          );
        const [one, other] = [of(1, 0), of(3, 7)];
        if (one.kind === "refused" || other.kind === "refused") expect(one).toEqual(other);
        else expect(other.difference).toBeCloseTo(one.difference, 9);
      }),
    );
  });

  test("is refused where there is nothing to compare or no spread to measure by", () => {
    expect(standardizedDifference(Float64Array.of(1, 2, 3), Uint8Array.of(1, 1, 0))).toMatchObject({
      reason: "fewer-than-two-stations",
    });
    expect(standardizedDifference(Float64Array.of(1, 1, 2, 2), Uint8Array.of(1, 1, 0, 0))).toMatchObject({
      reason: "no-spread",
    });
  });

  test("an unknown count is no quantity, and a share needs valid votes", () => {
    expect([...quantityOf(Int32Array.of(3, -1, 0))]).toEqual([3, Number.NaN, 0]);
    expect([...sharesOf(Int32Array.of(3, -1, 2, 0), Int32Array.of(4, 5, -2, 0))]).toEqual([
      0.75,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe("the past result", () => {
  test("the gap is the share at collected stations less the share at all", () => {
    const described = pastResultGap({
      collected: Uint8Array.of(1, 1, 0, 0, 1),
      votes: [Int32Array.of(60, 30, 20, -1, 5), Int32Array.of(40, 60, 80, 9, -1)],
      validVotes: Int32Array.of(100, 90, 110, 20, 10),
    });
    expect(described).toMatchObject({ kind: "described", stations: 3, collected: 2, withoutPast: 2 });
    if (described.kind === "refused") throw new Error(described.reason);
    expect(described.selections[0]).toEqual({
      shareCollected: 90 / 190,
      shareAll: 110 / 300,
      gap: 90 / 190 - 110 / 300,
    });
    expect(described.selections[1]?.gap).toBeCloseTo(100 / 190 - 180 / 300, 14);
  });

  test("there is no gap where all were collected", () => {
    const described = pastResultGap({
      collected: Uint8Array.of(1, 1),
      votes: [Int32Array.of(60, 30)],
      validVotes: Int32Array.of(100, 90),
    });
    expect(described).toMatchObject({ selections: [{ gap: 0 }] });
  });

  test("is refused where nothing is known of the past, or of the past of the collected", () => {
    const past = (collected: number, votes: number) =>
      pastResultGap({
        collected: Uint8Array.of(collected),
        votes: [Int32Array.of(votes)],
        validVotes: Int32Array.of(10),
      });
    expect(past(1, -1)).toMatchObject({ reason: "no-past-result" });
    expect(past(0, 5)).toMatchObject({ reason: "no-collected-station-with-past-result" });
  });
});

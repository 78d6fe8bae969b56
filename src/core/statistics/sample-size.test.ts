import { describe, expect, test } from "vitest";

import { pastSpread, stationsPlanned, votersPlanned } from "./sample-size.ts";

describe("the handbooks' number of voters", () => {
  test("is that of a simple random sample with its correction for a finite country", () => {
    expect(votersPlanned({ voters: 1e15, share: 0.5, margin: 0.02, z: 2 })).toBeCloseTo(2500, 6);
    expect(votersPlanned({ voters: 2500, share: 0.5, margin: 0.02, z: 2 })).toBeCloseTo(1250, 9);
    expect(votersPlanned({ voters: 1e15, share: 0.1, margin: 0.02, z: 2 })).toBeCloseTo(900, 6);
  });

  test("without a margin is a bug", () => {
    expect(() => votersPlanned({ voters: 100, share: 0.5, margin: 0, z: 2 })).toThrow("margin");
  });
});

describe("the spread of a past election", () => {
  test("is the standard deviation of the distances from the whole's share, over the mean size", () => {
    // R = 90/200; distances 20 - 22.5, 10 - 22.5, 60 - 45 over the mean size of 200/3
    const past = {
      stratum: Uint32Array.of(0, 0, 1),
      strata: 3,
      votes: [20, 10, 60],
      votesAll: [50, 50, 100],
    };
    const distances = [-2.5, -12.5, 15].map((distance) => distance / (200 / 3));
    const squares = distances.reduce((sum, distance) => sum + distance * distance, 0);
    const spread = pastSpread(past);
    expect(spread?.overall).toBeCloseTo(Math.sqrt(squares / 2), 14);
    expect(spread?.byStratum[0]).toBeCloseTo(10 / (200 / 3) / Math.sqrt(2), 14);
    expect([...(spread?.byStratum.slice(1) ?? [])]).toEqual([0, 0]);
  });

  test("does not exist where nobody voted", () => {
    expect(pastSpread({ stratum: Uint32Array.of(0), strata: 1, votes: [0], votesAll: [0] })).toBeUndefined();
    expect(pastSpread({ stratum: new Uint32Array(0), strata: 1, votes: [], votesAll: [] })).toBeUndefined();
  });
});

describe("the number of stations", () => {
  test("is the one whose margin is the one asked for", () => {
    const [stations, spread, z] = [30_000, 0.21, 1.959963984540054];
    for (const margin of [0.001, 0.005, 0.01, 0.03]) {
      const size = stationsPlanned({ stations, spread, margin, z });
      const reached = (n: number) => z * spread * Math.sqrt((1 - n / stations) / n);
      expect(reached(size)).toBeLessThanOrEqual(margin);
      expect(reached(size - 1)).toBeGreaterThan(margin);
    }
  });

  test("is rounded up, is never more than there are, and is none where there is none", () => {
    expect(stationsPlanned({ stations: 100, spread: 50, margin: 0.01, z: 2 })).toBe(100);
    expect(stationsPlanned({ stations: 1e9, spread: 0.1, margin: 0.02, z: 2 })).toBe(100);
    expect(stationsPlanned({ stations: 0, spread: 0.1, margin: 0.02, z: 2 })).toBe(0);
    expect(stationsPlanned({ stations: 100, spread: 0, margin: 0.02, z: 2 })).toBe(0);
  });
});

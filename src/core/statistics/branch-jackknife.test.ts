import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { tQuantile } from "../distributions.ts";
import type { ImputationIntervals } from "./branch-jackknife.ts";
import { imputeTotals, type ImputationInput, type ImputationOptions } from "./imputation.ts";

type Estimated = Extract<ImputationIntervals, { kind: "estimated" }>;

function intervalsOf(input: ImputationInput, options?: ImputationOptions): Estimated {
  const imputation = imputeTotals(input, options);
  if (imputation.kind === "refused") throw new Error(imputation.reason);
  if (imputation.intervals.kind === "refused") throw new Error(imputation.intervals.reason);
  return imputation.intervals;
}

/** Polling places of one station each below the root. */
function flat(places: readonly { voters: number; votes?: readonly number[] }[]): ImputationInput {
  return {
    unitParents: Int32Array.from([-1, ...places.map(() => 0)]),
    stationUnits: Int32Array.from(places, (_, at) => at + 1),
    registeredVoters: Int32Array.from(places, (place) => place.voters),
    collected: Uint8Array.from(places, (place) => (place.votes === undefined ? 0 : 1)),
    votes: [0, 1].map((selection) => Int32Array.from(places, (place) => place.votes?.[selection] ?? 0)),
  };
}

describe("the interval of an imputed total", () => {
  test("is the textbook one, with its finite-population correction, where all branches are of one size", () => {
    const votes = [31, 44, 50, 28, 39, 61];
    const places = [
      ...votes.map((count) => ({ voters: 100, votes: [count, 10] })),
      ...Array.from({ length: 4 }, () => ({ voters: 100 })),
    ];
    const { votes: intervals, unitsAlone } = intervalsOf(flat(places));
    const mean = votes.reduce((sum, count) => sum + count, 0) / 6;
    const variance = votes.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 5;
    const textbook = Math.sqrt(10 ** 2 * (1 - 6 / 10) * (variance / 6));
    const [interval] = intervals;
    expect(interval?.estimate).toBeCloseTo(10 * mean, 10);
    expect(interval?.standardError).toBeCloseTo(textbook, 10);
    expect(interval?.degreesOfFreedom).toBeCloseTo(5, 10);
    expect(interval?.low).toBeCloseTo(10 * mean - tQuantile(0.975, 5) * textbook, 10);
    expect(interval?.high).toBeCloseTo(10 * mean + tQuantile(0.975, 5) * textbook, 10);
    expect(unitsAlone).toBe(0);
  });

  test("is what deleting branch by branch and adding up anew gives, for totals, shares and the margin", () => {
    const place = fc.record({
      voters: fc.integer({ min: 50, max: 500 }),
      rates: fc.tuple(
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
      ),
    });
    const election = fc.record({
      collected: fc.array(place, { minLength: 3, maxLength: 8 }),
      missing: fc.array(fc.integer({ min: 50, max: 2000 }), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(election, ({ collected, missing }) => {
        const shown = collected.map(({ voters, rates }) => ({
          voters,
          votes: rates.map((rate) => Math.round(rate * voters)),
        }));
        const { votes, shares, margin } = intervalsOf(
          flat([...shown, ...missing.map((voters) => ({ voters }))]),
          {
            pair: [0, 1],
          },
        );
        const byHand = deletedByHand(shown, missing);
        expect(votes[1]?.standardError).toBeCloseTo(
          byHand((totals) => totals[1] ?? 0),
          6,
        );
        expect(shares[0]?.standardError).toBeCloseTo(byHand(shareOfFirst), 6);
        expect(margin.standardError).toBeCloseTo(byHand(marginOfFirst), 6);
      }),
    );
  });

  test("of the margin alone is that of the margin beside all others", () => {
    const votes = [31, 44, 50, 28].map((count) => [count, 50 - (count >> 1)]);
    const input = flat([...votes.map((each) => ({ voters: 90, votes: each })), { voters: 200 }]);
    const all = intervalsOf(input);
    expect(all.margin.standardError).toBeGreaterThan(0);
    expect(intervalsOf(input, { intervalsOf: "margin" })).toEqual({ ...all, votes: [], shares: [] });
  });

  test("a missing station is a branch of its polling place, a missing polling place one of its locality", () => {
    // Two places alike inside and unlike each other. What is missing lies in the first place.
    const stations = (voters: number, count: number) => Array.from({ length: 4 }, () => ({ voters, count }));
    const all = [...stations(100, 80), ...stations(100, 20)];
    const within: ImputationInput = {
      unitParents: Int32Array.of(-1, 0, 0, 0),
      stationUnits: Int32Array.of(1, 1, 1, 1, 2, 2, 2, 2, 1),
      registeredVoters: Int32Array.from([...all.map(({ voters }) => voters), 100]),
      collected: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0),
      votes: [
        Int32Array.from([...all.map(({ count }) => count), 0]),
        Int32Array.from([...all.map(({ count }) => 90 - count), 0]),
      ],
    };
    expect(intervalsOf(within).margin.standardError).toBe(0);
    // The same station in a place of its own, of which nothing is known: the places spread.
    const apart = { ...within, stationUnits: Int32Array.of(1, 1, 1, 1, 2, 2, 2, 2, 3) };
    const [first] = intervalsOf(apart).votes;
    // Branches of 400 voters with 80 and 20 percent, 100 voters missing: by hand from the formulas.
    const perSquare = (2 * (400 * 0.6) ** 2 * 0.5) / (2 * 400 ** 2);
    expect(first?.standardError).toBeCloseTo(Math.sqrt(perSquare * (100 ** 2 * 0.5 + 100 ** 2)), 9);
  });

  test("a unit with a single branch gets its level's average", () => {
    // Place 1 has one collected station and one missing; places 2 and 3 tell how stations spread inside a place.
    const input: ImputationInput = {
      unitParents: Int32Array.of(-1, 0, 0, 0),
      stationUnits: Int32Array.of(1, 1, 2, 2, 3, 3),
      registeredVoters: Int32Array.of(100, 100, 100, 100, 100, 100),
      collected: Uint8Array.of(1, 0, 1, 1, 1, 1),
      votes: [Int32Array.of(50, 0, 40, 48, 60, 56), Int32Array.of(20, 0, 20, 20, 20, 20)],
    };
    const { votes, unitsAlone } = intervalsOf(input);
    expect(unitsAlone).toBe(1);
    // Half the mean squared difference of two stations: (8^2 / 2 + 4^2 / 2) / 2, once for the rate, once for the missing.
    expect(votes[0]?.standardError).toBeCloseTo(Math.sqrt(2 * ((32 + 8) / 2)), 10);
    expect(votes[0]?.degreesOfFreedom).toBeCloseTo(2, 10);
  });

  test("or the average of the next level above that has one", () => {
    // Every place has one collected station: how stations spread in a place, only the spread of places bounds.
    const input: ImputationInput = {
      unitParents: Int32Array.of(-1, 0, 0, 0),
      stationUnits: Int32Array.of(1, 1, 2, 3),
      registeredVoters: Int32Array.of(100, 100, 100, 100),
      collected: Uint8Array.of(1, 0, 1, 1),
      votes: [Int32Array.of(50, 0, 40, 60), Int32Array.of(20, 0, 20, 20)],
    };
    const { votes, unitsAlone } = intervalsOf(input);
    expect(unitsAlone).toBe(1);
    // The variance of 40, 50 and 60, once for the rate and once for the missing station.
    expect(votes[0]?.standardError).toBeCloseTo(Math.sqrt(2 * 100), 10);
  });

  test("is refused where no unit at the level or above has two branches", () => {
    const imputation = imputeTotals(flat([{ voters: 100, votes: [30, 20] }, { voters: 100 }]));
    expect(imputation).toMatchObject({
      kind: "imputed",
      intervals: { kind: "refused", reason: "no-two-branches-at-a-level" },
    });
  });

  test("never promises less than what was collected, nor more than all missing voters", () => {
    const wild = flat([{ voters: 100, votes: [100, 0] }, { voters: 100, votes: [0, 100] }, { voters: 4000 }]);
    const { votes, shares, margin } = intervalsOf(wild);
    expect(votes[0]).toMatchObject({ low: 100, high: 4100 });
    expect(shares[0]).toMatchObject({ low: 0, high: 1 });
    expect(margin).toMatchObject({ low: -1, high: 1 });
  });

  test("holds its estimate even where sheets have more votes than voters", () => {
    const [interval] = intervalsOf(
      flat([{ voters: 10, votes: [30, 5] }, { voters: 10, votes: [50, 9] }, { voters: 10 }]),
    ).votes;
    expect(interval?.estimate).toBe(120);
    expect(interval?.high).toBe(120);
  });

  test("does not hang on the order of the stations, but for the last digits", () => {
    const station = fc.tuple(fc.nat(4), fc.boolean(), fc.nat(90));
    fc.assert(
      fc.property(fc.array(station, { minLength: 8, maxLength: 40 }), (stations) => {
        const of = (given: typeof stations) =>
          imputeTotals({
            unitParents: Int32Array.of(-1, 0, 0, 1, 1),
            stationUnits: Int32Array.from(given, ([unit]) => unit),
            registeredVoters: Int32Array.from(given, ([unit, , count]) => 100 + 10 * unit + (count % 7)),
            collected: Uint8Array.from(given, ([, came]) => (came ? 1 : 0)),
            votes: [
              Int32Array.from(given, ([, , count]) => count),
              Int32Array.from(given, ([unit]) => unit + 1),
            ],
          });
        const [forward, backward] = [of(stations), of(stations.toReversed())];
        if (forward.kind !== "imputed" || backward.kind !== "imputed") expect(forward).toEqual(backward);
        else if (forward.intervals.kind === "refused" || backward.intervals.kind === "refused")
          expect(forward.intervals).toEqual(backward.intervals);
        else {
          const [one, other] = [forward.intervals.margin, backward.intervals.margin];
          expect(one.standardError).toBeCloseTo(other.standardError, 11);
          expect(one.low).toBeCloseTo(other.low, 9);
        }
      }),
    );
  });

  test("is wider for more confidence", () => {
    const input = flat([
      { voters: 100, votes: [30, 20] },
      { voters: 100, votes: [40, 30] },
      { voters: 100, votes: [35, 20] },
      { voters: 100 },
    ]);
    const width = (confidence: number) => {
      const { low, high } = intervalsOf(input, { confidence }).margin;
      return high - low;
    };
    expect(width(0.99)).toBeGreaterThan(width(0.95));
    expect(intervalsOf(input).confidence).toBe(0.95);
    expect(width(0.95)).toBe(intervalsOf(input).margin.high - intervalsOf(input).margin.low);
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const shareOfFirst = (totals: readonly number[]): number => (totals[0] ?? 0) / sum(totals);
const marginOfFirst = (totals: readonly number[]): number =>
  ((totals[0] ?? 0) - (totals[1] ?? 0)) / sum(totals);

/** The standard error of a figure of the totals, every replicate added up anew. The figure is taken along its slope. */
function deletedByHand(
  shown: readonly { readonly voters: number; readonly votes: readonly number[] }[],
  missing: readonly number[],
): (figure: (totals: readonly number[]) => number) => number {
  const voters = sum(shown.map((place) => place.voters));
  const missingVoters = sum(missing);
  const totalOf = (at: number, places: typeof shown) => sum(places.map((place) => place.votes[at] ?? 0));
  const totals = [0, 1].map((at) => totalOf(at, shown) * (1 + missingVoters / voters));
  return (figure) => {
    const slope = (change: readonly number[]) => {
      const step = 1e-4;
      const moved = (by: number) => figure(totals.map((total, at) => total + by * (change[at] ?? 0)));
      return (moved(step) - moved(-step)) / (2 * step);
    };
    let [rate, spread, squares] = [0, 0, 0];
    for (const place of shown) {
      const rest = shown.filter((other) => other !== place);
      const ratesOfRest = [0, 1].map((at) => totalOf(at, rest) / (voters - place.voters));
      const moved = slope(ratesOfRest.map((of, at) => missingVoters * (of - totalOf(at, shown) / voters)));
      const wrong = slope(ratesOfRest.map((of, at) => place.voters * of - (place.votes[at] ?? 0)));
      rate += moved * moved;
      spread += wrong * wrong;
      squares += place.voters ** 2;
    }
    const correction = (shown.length - 1) / shown.length;
    const missingSquares = sum(missing.map((one) => one * one));
    return Math.sqrt(correction * (rate + (spread / squares) * missingSquares));
  };
}

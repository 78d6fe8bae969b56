import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { replayArrival, type Arrival, type ArrivalInput } from "./arrival.ts";

/** One station: when it arrived, its weight, its stratum, its votes. */
type Station = readonly [
  arrivedAt: number,
  weight: number,
  stratum: number,
  votes: readonly [number, number],
];

function inputOf(stations: readonly Station[], points?: number): ArrivalInput {
  return {
    arrivedAt: Int32Array.from(stations, ([time]) => time),
    weights: Int32Array.from(stations, ([, weight]) => weight),
    stratumOf: Int32Array.from(stations, ([, , stratum]) => stratum),
    strata: 3,
    votes: [0, 1].map((at) => Int32Array.from(stations, ([, , , votes]) => votes[at] ?? 0)),
    ...(points === undefined ? {} : { points }),
  };
}

function replayed(stations: readonly Station[], points?: number): Arrival {
  const arrival = replayArrival(inputOf(stations, points));
  if (arrival.kind === "refused") throw new Error(arrival.reason);
  return arrival;
}

const stations = fc.array(
  fc.tuple(
    fc.integer({ min: -1, max: 6 }),
    fc.integer({ min: -1, max: 50 }),
    fc.nat(2),
    fc.tuple(fc.nat(30), fc.nat(30)),
  ) as fc.Arbitrary<Station>,
  { minLength: 1, maxLength: 30 },
);

describe("the count replayed in order of arrival", () => {
  test("a drift that comes from which strata were late is in the shares and not in the standardized ones", () => {
    // The city (70 to 30) arrives first, the country (40 to 60) after it, with the same registered voters.
    const city = Array.from({ length: 10 }, (_, at): Station => [at, 100, 0, [70, 30]]);
    const country = Array.from({ length: 10 }, (_, at): Station => [5 + at, 100, 1, [40, 60]]);
    const { points } = replayed([...city, ...country]);
    const [early] = points;
    expect(early?.shares[0]).toBeCloseTo(0.7, 12);
    expect(early?.strataSeen).toBe(0.5);
    const both = points.filter((point) => point.strataSeen === 1);
    expect(both.length).toBeGreaterThan(5);
    for (const point of both) expect(point.sharesStandardized[0]).toBeCloseTo(0.55, 12);
    expect(both[0]?.shares[0]).toBeGreaterThan(0.64);
    expect(points.at(-1)?.shares[0]).toBeCloseTo(0.55, 12);
  });

  test("a drift within a stratum stays in both", () => {
    const { points } = replayed(
      Array.from({ length: 20 }, (_, at): Station => [at, 100, 0, at < 10 ? [70, 30] : [40, 60]]),
    );
    for (const point of points) expect(point.sharesStandardized[0]).toBeCloseTo(point.shares[0] ?? 0, 14);
    expect(points[0]?.shares[0]).toBe(0.7);
    expect(points.at(-1)?.shares[0]).toBe(0.55);
  });

  test("every point is the plain sum of what had arrived by then", () => {
    fc.assert(
      fc.property(stations, fc.integer({ min: 1, max: 12 }), (given, steps) => {
        const arrival = replayArrival(inputOf(given, steps));
        if (arrival.kind === "refused") return;
        const used = given.filter(([time, weight]) => time >= 0 && weight > 0);
        const weightOf = (of: readonly Station[]) => of.reduce((sum, [, weight]) => sum + weight, 0);
        for (const point of arrival.points) {
          const so = used.filter(([time]) => time <= point.arrivedAt);
          expect(point.stations).toBe(so.length);
          expect(point.progress).toBeCloseTo(weightOf(so) / weightOf(used), 12);
          const of = (at: 0 | 1, from: readonly Station[]) =>
            from.reduce((sum, [, , , votes]) => sum + votes[at], 0);
          const all = of(0, so) + of(1, so);
          expect(point.shares[0]).toBeCloseTo(of(0, so) / all, 12);
          const standardized = ([0, 1] as const).map((at) =>
            [0, 1, 2].reduce((sum, stratum) => {
              const seen = so.filter((station) => station[2] === stratum);
              const atEnd = used.filter((station) => station[2] === stratum);
              return seen.length === 0 ? sum : sum + (of(at, seen) * weightOf(atEnd)) / weightOf(seen);
            }, 0),
          );
          expect(point.sharesStandardized[0]).toBeCloseTo(
            (standardized[0] ?? 0) / ((standardized[0] ?? 0) + (standardized[1] ?? 0)),
            12,
          );
        }
        expect(arrival.points.length).toBeLessThanOrEqual(steps + 1);
        expect(arrival.points.at(-1)?.progress).toBe(1);
        expect(arrival.points.at(-1)?.strataSeen).toBe(1);
        expect(arrival.points.at(-1)?.sharesStandardized).toEqual(arrival.points.at(-1)?.shares);
      }),
    );
  });

  test("does not hang on the order in which stations of one moment are given, nor on any other", () => {
    fc.assert(
      fc.property(stations, (given) => {
        expect(replayArrival(inputOf(given.toReversed()))).toEqual(replayArrival(inputOf(given)));
      }),
    );
  });

  test("has the points asked for, each at the first moment that reaches its step", () => {
    const given = Array.from({ length: 1000 }, (_, at): Station => [at, 1, 0, [at % 2, 1]]);
    const { points } = replayed(given, 10);
    expect(points.map((point) => point.stations)).toEqual([
      100, 200, 300, 400, 500, 600, 700, 800, 900, 1000,
    ]);
    expect(replayed(given).points).toHaveLength(100);
    // One moment that brings half of all takes five steps at once.
    const jump = replayed(
      given.map(([time, ...rest]): Station => [time < 300 || time >= 800 ? time : 300, ...rest]),
      10,
    );
    expect(jump.points.map((point) => point.stations)).toEqual([100, 200, 300, 800, 900, 1000]);
  });

  test("leaves out what has no weight, and says so", () => {
    const { points, withoutWeight } = replayed([
      [1, 10, 0, [5, 5]],
      [2, -1, 0, [90, 0]],
      [3, 0, 0, [90, 0]],
      [-1, -1, 0, [0, 0]],
      [4, 10, 0, [5, 5]],
    ]);
    expect(withoutWeight).toBe(2);
    expect(points.at(-1)?.shares).toEqual([0.5, 0.5]);
  });

  test("is refused where there is no order to speak of", () => {
    const refusal = (given: readonly Station[]) => replayArrival(inputOf(given));
    expect(refusal([[-1, 10, 0, [5, 5]]])).toMatchObject({ reason: "nothing-arrived" });
    expect(
      refusal([
        [3, 10, 0, [5, 5]],
        [3, 10, 1, [5, 5]],
      ]),
    ).toMatchObject({ reason: "all-arrived-together" });
    expect(
      refusal([
        [3, 10, 0, [0, 0]],
        [4, 10, 1, [0, 0]],
      ]),
    ).toMatchObject({ reason: "no-votes" });
  });
});

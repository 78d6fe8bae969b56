import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { shpilkinCurve } from "./shpilkin.ts";

/** One station a row: registered voters, ballots cast, votes, votes of others. */
type Row = readonly [number, number, number, number];

const curveOf = (stations: readonly Row[], peak: number | undefined) => {
  const column = (at: 0 | 1 | 2 | 3) => Int32Array.from(stations, (station) => station[at]);
  return shpilkinCurve({
    registeredVoters: column(0),
    ballotsCast: column(1),
    votes: column(2),
    votesOfOthers: column(3),
    peak,
  });
};

const STATIONS: readonly Row[] = [
  [100, 50, 20, 30],
  [100, 60, 30, 30],
  [100, 70, 60, 10],
  [1000, 701, 700, 1],
];

describe("the votes above the ratio of ordinary turnout", () => {
  test("no number without a peak that a person chose, but always the curve", () => {
    for (const peak of [undefined, 0, 100, 60.5]) {
      const refused = curveOf(STATIONS, peak);
      expect(refused).toMatchObject({ kind: "refused", reason: "peak-not-identified" });
      expect(refused.curve).toHaveLength(99);
    }
  });

  test("follow by hand: 50 of 60 up to 60 percent, and what is above", () => {
    const screened = curveOf(STATIONS, 60);
    expect(screened).toMatchObject({ kind: "screened", chosen: { peak: 60, ratio: 50 / 60 } });
    if (screened.kind === "screened")
      expect(screened.chosen.votesAboveRatio).toBeCloseTo(760 - (50 / 60) * 11, 12);
  });

  test("a turnout of exactly the peak is below it, a little more is above", () => {
    const screened = curveOf(STATIONS, 70);
    expect(screened).toMatchObject({ kind: "screened", chosen: { ratio: 110 / 70 } });
    if (screened.kind === "screened") expect(screened.chosen.votesAboveRatio).toBeCloseTo(700 - 110 / 70, 12);
  });

  test("no number where the others have no votes below the peak", () => {
    expect(curveOf(STATIONS, 40)).toMatchObject({
      kind: "refused",
      reason: "no-votes-of-others-below-peak",
    });
  });

  test("are none where all stations vote alike, whatever their turnout and the peak", () => {
    const alike = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 })), {
      minLength: 2,
    });
    fc.assert(
      fc.property(alike, (given) => {
        const rows = given.map(([groups, absent]): Row => [
          5 * groups + absent,
          5 * groups,
          3 * groups,
          2 * groups,
        ]);
        for (const point of curveOf(rows, undefined).curve)
          if (point.votesAboveRatio !== undefined) expect(point.votesAboveRatio).toBeCloseTo(0, 8);
      }),
    );
  });

  test("do not hang on the order of the stations", () => {
    expect(curveOf(STATIONS.toReversed(), 60)).toEqual(curveOf(STATIONS, 60));
  });
});

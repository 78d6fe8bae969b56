import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { nonresponseBounds } from "./nonresponse-bounds.ts";
import { quickCount, type DrawnSample, type QuickCountOptions } from "./quick-count.ts";
import type { RatioInterval, RatioRefused } from "./ratio-estimate.ts";

const OPTIONS: QuickCountOptions = { level: 0.95, lonely: "collapse", empty: "collapse" };

/** Stations as [stratum, registered, ballots, votes of the first, votes of the second]; without figures where missing. */
type Row = readonly [number, number, number?, number?, number?];
const sampleOf = (frame: readonly number[], rows: readonly Row[]): DrawnSample => ({
  strata: frame.map((units, at) => ({ name: `s${at}`, units })),
  stratum: Uint32Array.from(rows, ([stratum]) => stratum),
  received: Uint8Array.from(rows, (row) => (row.length > 2 ? 1 : 0)),
  votes: [rows.map((row) => row[3] ?? 999), rows.map((row) => row[4] ?? 999)],
  votesAll: rows.map((row) => (row[3] ?? 999) + (row[4] ?? 999)),
  ballots: rows.map((row) => row[2] ?? 999),
  registered: rows.map(([, registered]) => registered),
});

function bounded(sample: DrawnSample, turnoutCap: number) {
  const bounds = nonresponseBounds(sample, { ...OPTIONS, turnoutCap });
  if (bounds.kind === "refused") throw new Error(bounds.reason);
  return bounds;
}

const estimateOf = (value: RatioInterval | RatioRefused | undefined) => value?.estimate ?? NaN;

const ROWS: readonly Row[] = [
  [0, 10, 6, 4, 2],
  [0, 12, 8, 3, 4],
  [0, 3],
  [1, 9, 7, 1, 5],
  [1, 8, 4, 2, 2],
  [1, 2],
];

describe("the worst cases of stations drawn and not received", () => {
  /** Every content that the two missing sheets could have: votes of either selection, and null votes, up to the roll. */
  test("are reached by some content of the missing sheets, and passed by none", () => {
    const contents = (registered: number): Row[] => {
      const found: Row[] = [];
      for (let ballots = 0; ballots <= registered; ballots++)
        for (let first = 0; first <= ballots; first++)
          for (let second = 0; first + second <= ballots; second++)
            found.push([0, registered, ballots, first, second]);
      return found;
    };
    const shares: number[] = [];
    const turnouts: number[] = [];
    for (const [, , ...first] of contents(3))
      for (const [, , ...second] of contents(2)) {
        const rows = ROWS.map((row, at): Row =>
          at === 2 ? [0, 3, ...first] : at === 5 ? [1, 2, ...second] : row,
        );
        const count = quickCount(sampleOf([20, 30], rows), OPTIONS);
        if (count.kind === "refused") throw new Error(count.reason);
        shares.push(estimateOf(count.shares[0]));
        turnouts.push(estimateOf(count.turnout));
      }
    const { shares: bounds, turnout, stationsMissing } = bounded(sampleOf([20, 30], ROWS), 1);
    expect(stationsMissing).toBe(2);
    expect(estimateOf(bounds[0]?.lowest)).toBeCloseTo(Math.min(...shares), 14);
    expect(estimateOf(bounds[0]?.highest)).toBeCloseTo(Math.max(...shares), 14);
    expect(estimateOf(turnout.lowest)).toBeCloseTo(Math.min(...turnouts), 14);
    expect(estimateOf(turnout.highest)).toBeCloseTo(Math.max(...turnouts), 14);
  });

  test("lie within the wider ones of a higher turnout cap", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, other) => {
          const [narrow, wide] = [Math.min(one, other), Math.max(one, other)].map((cap) =>
            bounded(sampleOf([20, 30], ROWS), cap),
          );
          for (const selection of [0, 1]) {
            const [inner, outer] = [narrow?.shares[selection], wide?.shares[selection]];
            expect(estimateOf(inner?.lowest)).toBeGreaterThanOrEqual(estimateOf(outer?.lowest) - 1e-15);
            expect(estimateOf(inner?.highest)).toBeLessThanOrEqual(estimateOf(outer?.highest) + 1e-15);
          }
        },
      ),
    );
  });

  test("have intervals of their own", () => {
    const [first] = bounded(sampleOf([20, 30], ROWS), 0.5).shares;
    if (first?.lowest.kind !== "estimated" || first.highest.kind !== "estimated")
      throw new Error("no interval");
    expect(first.lowest.low).toBeLessThan(first.lowest.estimate);
    expect(first.highest.high).toBeGreaterThan(first.highest.estimate);
  });

  test("are the estimate itself where nothing is missing", () => {
    const rows = ROWS.filter((row) => row.length > 2);
    const count = quickCount(sampleOf([20, 30], rows), OPTIONS);
    if (count.kind === "refused") throw new Error(count.reason);
    const bounds = bounded(sampleOf([20, 30], rows), 1);
    expect(bounds.shares).toEqual(count.shares.map((share) => ({ lowest: share, highest: share })));
    expect(bounds.turnout).toEqual({ lowest: count.turnout, highest: count.turnout });
  });

  test("exist where a whole stratum is missing", () => {
    const rows: readonly Row[] = [...ROWS.slice(0, 3), [1, 5], [1, 5]];
    expect(quickCount(sampleOf([20, 30], rows), OPTIONS)).toMatchObject({
      reason: "stratum-without-stations",
    });
    const [first] = bounded(sampleOf([20, 30], rows), 1).shares;
    // 20/3 times what stratum 0 has, and 30 times 5
    expect(estimateOf(first?.lowest)).toBeCloseTo(((20 / 3) * 7) / ((20 / 3) * 16 + 150), 14);
    expect(estimateOf(first?.highest)).toBeCloseTo(((20 / 3) * 10 + 150) / ((20 / 3) * 16 + 150), 14);
  });

  test("are refused where a missing station has no roll, and where the sample cannot be weighed", () => {
    expect(
      nonresponseBounds(
        sampleOf(
          [20],
          [
            [0, 5, 4, 2, 2],
            [0, 0],
            [0, -1],
          ],
        ),
        { ...OPTIONS, turnoutCap: 1 },
      ),
    ).toEqual({
      kind: "refused",
      reason: "missing-station-without-roll",
      stations: 2,
    });
    expect(nonresponseBounds(sampleOf([1], ROWS.slice(0, 2)), { ...OPTIONS, turnoutCap: 1 })).toMatchObject({
      reason: "more-units-than-frame",
    });
  });

  test("have no bound where a sheet received has more ballots than its roll, and something is missing", () => {
    const rows: Row[] = [
      [0, 10, 11, 4, 2],
      [0, 12, 8, 3, 4],
      [0, 3],
    ];
    const options = { ...OPTIONS, turnoutCap: 1 };
    expect(nonresponseBounds(sampleOf([9], rows), options)).toEqual({
      kind: "refused",
      reason: "more-than-roll",
      stations: 1,
    });
    expect(nonresponseBounds(sampleOf([9], rows.slice(0, 2)), options)).toMatchObject({ kind: "bounded" });
  });
});

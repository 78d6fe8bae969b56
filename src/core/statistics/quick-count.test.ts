import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { quickCount, type DrawnSample, type QuickCount, type QuickCountOptions } from "./quick-count.ts";
import type { RatioInterval, RatioRefused } from "./ratio-estimate.ts";

const JOINED: QuickCountOptions = { level: 0.95, lonely: "collapse", empty: "collapse" };
const AS_IN_R: QuickCountOptions = {
  level: 0.95,
  lonely: "average",
  empty: "refuse",
  degreesOfFreedom: "units-less-strata",
};

interface Row {
  readonly stratum: number;
  readonly votes: number;
  readonly all: number;
  readonly registered?: number;
  readonly received?: boolean;
  readonly place?: number;
}

function sampleOf(frame: readonly number[], rows: readonly Row[], stations?: readonly number[]): DrawnSample {
  return {
    strata: frame.map((units, at) => ({ name: `s${at}`, units })),
    stratum: Uint32Array.from(rows, ({ stratum }) => stratum),
    received: Uint8Array.from(rows, ({ received }) => (received === false ? 0 : 1)),
    votes: [rows.map(({ votes }) => votes), rows.map(({ votes, all }) => all - votes)],
    votesAll: rows.map(({ all }) => all),
    ballots: rows.map(({ all }) => all + 5),
    registered: rows.map(({ all, registered }) => registered ?? all * 2),
    ...(stations === undefined
      ? {}
      : { clusters: { of: Uint32Array.from(rows, ({ place }) => place ?? 0), stations } }),
  };
}

/** [stratum, votes, votes of all] */
const row = ([stratum, votes, all]: readonly [number, number, number], more: Partial<Row> = {}): Row => ({
  stratum,
  votes,
  all,
  ...more,
});

function counted(sample: DrawnSample, options = JOINED): QuickCount {
  const count = quickCount(sample, options);
  if (count.kind === "refused") throw new Error(count.reason);
  return count;
}
function estimated(value: RatioInterval | RatioRefused | undefined): RatioInterval {
  if (value?.kind !== "estimated") throw new Error(value?.reason ?? "nothing");
  return value;
}

const ROWS = [
  row([0, 110, 200], { place: 0 }),
  row([0, 90, 170], { place: 0 }),
  row([0, 140, 260], { place: 1 }),
  row([1, 60, 190], { place: 2 }),
  row([1, 85, 230], { place: 3 }),
  row([2, 70, 180], { place: 4 }),
  row([3, 33, 150], { place: 5 }),
  row([3, 48, 210], { place: 5 }),
  row([3, 20, 100], { place: 6 }),
];

describe("a quick count", () => {
  test("gives each selection's share and the turnout, over the stations that have a roll", () => {
    const count = counted(
      sampleOf(
        [2, 2],
        [
          row([0, 60, 100]),
          row([0, 50, 100], { registered: 0 }),
          row([1, 30, 100]),
          row([1, 40, 100], { registered: 400 }),
        ],
      ),
    );
    expect(count.shares.map((share) => share.estimate)).toEqual([0.45, 0.55]);
    expect(count.turnout.estimate).toBe((3 * 105) / 800);
    expect(count).toMatchObject({
      stationsDrawn: 4,
      stationsReceived: 4,
      stationsWithoutRoll: 1,
      unitsReceived: 4,
      strata: 2,
    });
  });

  /** svyratio of the R package survey 4.1 on the same polling places. */
  test("of polling places is that of the R package survey", () => {
    const share = estimated(counted(sampleOf([5, 4, 3, 6], ROWS, [2, 1, 1, 1, 1, 2, 1]), AS_IN_R).shares[0]);
    expect(share.estimate).toBeCloseTo(0.38131487889273, 13);
    expect(share.standardError).toBeCloseTo(0.026824248009251, 13);
    expect(share.degreesOfFreedom).toBe(3);
  });

  test("does not depend on the order of the stations, nor on the numbers of the polling places", () => {
    const order = fc.shuffledSubarray(ROWS, { minLength: ROWS.length });
    const first = counted(sampleOf([5, 4, 3, 6], ROWS, [2, 1, 1, 1, 1, 2, 1]));
    fc.assert(
      fc.property(order, (rows) => {
        const renumbered = rows.map((each) => ({ ...each, place: 6 - (each.place ?? 0) }));
        const again = counted(sampleOf([5, 4, 3, 6], renumbered, [1, 2, 1, 1, 1, 1, 2]));
        expect(again.strataJoined).toEqual(first.strataJoined);
        expect(estimated(again.shares[0]).low).toBeCloseTo(estimated(first.shares[0]).low, 13);
        expect(estimated(again.turnout).high).toBeCloseTo(estimated(first.turnout).high, 13);
      }),
    );
  });

  test("of a frame received in full is the truth", () => {
    const count = counted(sampleOf([3, 2, 1, 3], ROWS));
    expect(count.shares[0]).toMatchObject({ estimate: 656 / 1690, standardError: 0, degreesOfFreedom: 0 });
  });
});

describe("stations drawn and not received", () => {
  test("are stood for by the rest of their stratum", () => {
    const gone = { received: false };
    const count = counted(
      sampleOf(
        [10, 20],
        [
          row([0, 60, 100]),
          row([0, 40, 100]),
          row([0, 0, 900], gone),
          row([1, 20, 100]),
          row([1, 30, 100]),
          row([1, 9, 9], gone),
        ],
      ),
    );
    expect(count.shares[0]?.estimate).toBe((10 * 50 + 20 * 25) / 3000);
    expect(count).toMatchObject({ stationsDrawn: 6, stationsReceived: 4, strataEmpty: [], strataLonely: [] });
  });

  test("inside a polling place are stood for by its other stations, and keep it from counting as enumerated", () => {
    const rows = [
      row([0, 60, 100], { place: 0 }),
      row([0, 0, 0], { place: 0, received: false }),
      row([0, 20, 100], { place: 1 }),
      row([0, 40, 100], { place: 1 }),
    ];
    const share = estimated(counted(sampleOf([2], rows, [2, 2])).shares[0]);
    expect(share.estimate).toBe((2 * 60 + 60) / 400);
    // t = 2 * (60 - 45) and -30 over 400, and three quarters of the stations were received
    expect(share.standardError).toBeCloseTo(Math.sqrt(0.25 * 2 * 2 * (30 / 400) ** 2), 13);
  });
});

describe("a stratum with a single unit received", () => {
  const lonely = () =>
    sampleOf(
      [30, 10, 20],
      [row([0, 60, 100]), row([1, 20, 100]), row([1, 30, 100]), row([2, 50, 100]), row([2, 55, 100])],
    );

  test("is joined to its neighbour for the spread, and keeps its weight", () => {
    const count = counted(lonely());
    expect(count).toMatchObject({ strataLonely: ["s0"], strataJoined: [["s0", "s1"]], strata: 2 });
    const share = estimated(count.shares[0]);
    expect(share.estimate).toBeCloseTo((30 * 60 + 10 * 25 + 20 * 52.5) / 6000, 14);
    const residuals = [
      30 * (60 - 100 * share.estimate),
      5 * (20 - 100 * share.estimate),
      5 * (30 - 100 * share.estimate),
    ];
    const mean = residuals.reduce((sum, each) => sum + each, 0) / 3;
    const squares = residuals.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
    const expected = ((1 - 1 / 30) * (3 / 2) * squares + (1 - 2 / 20) * 2 * 2 * 25 * 25) / 6000 ** 2;
    expect(share.standardError).toBeCloseTo(Math.sqrt(expected), 13);
  });

  test("varies like the average of the others where that is asked for", () => {
    const count = counted(lonely(), AS_IN_R);
    expect(count).toMatchObject({ strataLonely: ["s0"], strataJoined: [], strata: 3 });
    expect(estimated(count.shares[0]).strataAveraged).toBe(1);
    expect(estimated(count.shares[0]).standardError).toBeLessThan(
      estimated(counted(lonely()).shares[0]).standardError,
    );
  });

  test("of a single station is enumerated, and joined to nothing", () => {
    const count = counted(sampleOf([1, 10], [row([0, 60, 100]), row([1, 20, 100]), row([1, 30, 100])]));
    expect(count).toMatchObject({ strataLonely: [], strataJoined: [], strata: 2 });
  });
});

describe("a stratum with nothing received", () => {
  const rows = [
    row([0, 60, 100]),
    row([0, 40, 100]),
    row([1, 1, 1], { received: false }),
    row([2, 20, 100]),
    row([2, 30, 100]),
    row([3, 70, 100]),
    row([3, 90, 100]),
  ];

  test("is stood in for by two neighbours, and is named", () => {
    const count = counted(sampleOf([10, 20, 30, 40], rows));
    expect(count).toMatchObject({ strataEmpty: ["s1"], strataJoined: [["s1", "s2", "s3"]], strata: 2 });
    // 90 units of the group, of which 70 are in strata that were received
    const share = estimated(count.shares[0]);
    expect(share.estimate).toBeCloseTo((10 * 50 + (90 / 70) * (30 * 25 + 40 * 80)) / 10_000, 14);
    // The two neighbours are one unit each, without a correction for a finite frame.
    const residual = (units: number, votes: number) => (90 / 70) * units * (votes - 100 * share.estimate);
    const difference = residual(30, 25) - residual(40, 80);
    const own = 10 * 10 * (1 - 2 / 10) * (200 / 2);
    expect(share.standardError).toBeCloseTo(Math.sqrt(own + difference * difference) / 10_000, 13);
    expect(share.degreesOfFreedom).toBeLessThanOrEqual(2);
  });

  test("is refused by name where that is asked for, or where no two others have anything", () => {
    expect(quickCount(sampleOf([10, 20, 30, 40], rows), { ...JOINED, empty: "refuse" })).toEqual({
      kind: "refused",
      reason: "stratum-without-stations",
      strata: ["s1"],
    });
    expect(quickCount(sampleOf([10, 20], rows.slice(0, 3)), JOINED)).toMatchObject({
      reason: "stratum-without-stations",
      strata: ["s1"],
    });
  });

  test("is one even if nothing was drawn in it, and is none if it has no frame", () => {
    expect(counted(sampleOf([10, 20, 30, 40, 50], rows))).toMatchObject({ strataEmpty: ["s1", "s4"] });
    expect(counted(sampleOf([10, 0, 30, 40], rows))).toMatchObject({ strataEmpty: [], strataJoined: [] });
  });
});

describe("a quick count is refused", () => {
  test("with nothing received", () => {
    const rows = [row([0, 1, 1], { received: false })];
    expect(quickCount(sampleOf([10, 20], rows), JOINED)).toEqual({
      kind: "refused",
      reason: "nothing-received",
      strata: ["s0", "s1"],
    });
    expect(quickCount(sampleOf([10], []), JOINED)).toMatchObject({ reason: "nothing-received" });
  });

  test("with more stations than the frame has, or than a polling place has", () => {
    const rows = [row([0, 1, 9]), row([0, 2, 9]), row([1, 1, 9]), row([1, 2, 9])];
    expect(quickCount(sampleOf([1, 2], rows), JOINED)).toEqual({
      kind: "refused",
      reason: "more-units-than-frame",
      strata: ["s0"],
    });
    const placed = rows.map((each, at) => ({ ...each, place: at >> 1 }));
    expect(quickCount(sampleOf([3, 3], placed, [2, 1]), JOINED)).toMatchObject({
      reason: "more-units-than-frame",
      strata: ["s1"],
    });
  });

  test("estimate by estimate where there is no interval", () => {
    const count = counted(sampleOf([10], [row([0, 60, 100])]));
    expect(count.shares[0]).toEqual({ kind: "refused", reason: "no-degrees-of-freedom", estimate: 0.6 });
    expect(count.turnout).toMatchObject({ reason: "no-degrees-of-freedom" });
  });
});

test("a polling place in two strata is a bug", () => {
  expect(() =>
    counted(sampleOf([3, 3], [row([0, 1, 9], { place: 0 }), row([1, 1, 9], { place: 0 })], [2])),
  ).toThrow("one stratum");
});

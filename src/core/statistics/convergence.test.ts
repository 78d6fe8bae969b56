import { describe, expect, test } from "vitest";

import { convergence } from "./convergence.ts";
import { quickCount, type DrawnSample, type QuickCountOptions } from "./quick-count.ts";

const OPTIONS: QuickCountOptions = { level: 0.95, lonely: "collapse", empty: "collapse" };
const STATIONS = 40;

/** Two strata in turn; every eighth station was not received. */
const SAMPLE: DrawnSample = {
  strata: [
    { name: "s0", units: 300 },
    { name: "s1", units: 200 },
  ],
  stratum: Uint32Array.from({ length: STATIONS }, (_, row) => row % 2),
  received: Uint8Array.from({ length: STATIONS }, (_, row) => (row % 8 === 7 ? 0 : 1)),
  votes: [Array.from({ length: STATIONS }, (_, row) => 40 + ((row * 7) % 31))],
  votesAll: Array.from({ length: STATIONS }, (_, row) => 90 + ((row * 5) % 17)),
  ballots: Array.from({ length: STATIONS }, (_, row) => 95 + ((row * 5) % 17)),
  registered: Array.from({ length: STATIONS }, () => 150),
};
/** The last station came first. */
const ARRIVED = Array.from({ length: STATIONS }, (_, row) => 1000 - row);

describe("the convergence of a quick count", () => {
  const points = convergence(SAMPLE, { arrived: ARRIVED, points: 7 }, OPTIONS);

  test("has evenly spread points, the last of which is the quick count itself", () => {
    expect(points.map(({ stationsReceived }) => stationsReceived)).toEqual([5, 10, 15, 20, 25, 30, 35]);
    expect(points.at(-1)?.count).toEqual(quickCount(SAMPLE, OPTIONS));
    expect(points.at(-1)?.arrived).toBe(1000);
  });

  test("is at each point the quick count of what had come in by then", () => {
    for (const { arrived, count } of points) {
      const received = SAMPLE.received.map((is, row) => (is === 1 && 1000 - row <= arrived ? 1 : 0));
      expect(count).toEqual(quickCount({ ...SAMPLE, received }, OPTIONS));
    }
  });

  test("carries the reason where there is no interval yet", () => {
    const [first, second] = convergence(SAMPLE, { arrived: ARRIVED, points: 35 }, OPTIONS);
    expect(first?.count).toMatchObject({ reason: "stratum-without-stations", strata: ["s1"] });
    expect(second?.count).toMatchObject({ kind: "estimated", strataJoined: [["s0", "s1"]] });
    const averaged = { ...OPTIONS, lonely: "average" } as const;
    const [, alone] = convergence(SAMPLE, { arrived: ARRIVED, points: 35 }, averaged);
    expect(alone?.count).toMatchObject({ shares: [{ kind: "refused", reason: "no-degrees-of-freedom" }] });
  });

  test("lets stations with the same arrival come together", () => {
    const hours = ARRIVED.map((time) => Math.floor(time / 20));
    const together = convergence(SAMPLE, { arrived: hours, points: 100 }, OPTIONS);
    expect(together.map(({ stationsReceived }) => stationsReceived)).toEqual([16, 34, 35]);
  });

  test("has no points where nothing came, and no more than there are stations", () => {
    const none = { ...SAMPLE, received: new Uint8Array(STATIONS) };
    expect(convergence(none, { arrived: ARRIVED, points: 5 }, OPTIONS)).toEqual([]);
    expect(convergence(SAMPLE, { arrived: ARRIVED, points: 1000 }, OPTIONS)).toHaveLength(35);
  });

  test("without points to show is a bug", () => {
    expect(() => convergence(SAMPLE, { arrived: ARRIVED, points: 0 }, OPTIONS)).toThrow("points");
  });
});

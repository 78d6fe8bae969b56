import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { DeclaredFigures } from "./closure.ts";
import { incrementsBetween } from "./increments.ts";

function answered(earlier: DeclaredFigures, later: DeclaredFigures, stations?: number) {
  const added = incrementsBetween(earlier, later, stations);
  if (added.kind !== "answered") throw new Error(added.reason);
  return added;
}

const FIRST: DeclaredFigures = {
  votes: { ANA: 50, BEA: 40 },
  otherVotes: 10,
  nullVotes: 3,
  namesEverySelection: false,
};
const SECOND: DeclaredFigures = {
  votes: { ANA: 60, BEA: 70, CEA: 12, DEA: 8 },
  validVotes: 150,
  nullVotes: 5,
  namesEverySelection: true,
};

describe("two announcements", () => {
  test("are set side by side; what only one names is among the others", () => {
    const { rows, decreases } = answered(FIRST, SECOND);
    expect(rows).toEqual([
      row("ANA", [50, 60], [0.5, 0.4, 0.2]),
      row("BEA", [40, 70], [0.4, 70 / 150, 0.6]),
      row("otherVotes", [10, 20], [0.1, 20 / 150, 0.2]),
      row("validVotes", [100, 150], [undefined, undefined, undefined]),
      row("nullVotes", [3, 5], [undefined, undefined, undefined]),
    ]);
    expect(decreases).toEqual([]);
  });

  test("whose figures fall are impossible decreases, each named", () => {
    const { decreases } = answered(SECOND, {
      ...SECOND,
      votes: { ...SECOND.votes, BEA: 69 },
      validVotes: 149,
    });
    expect(decreases).toEqual(["BEA", "validVotes"]);
    expect(answered(SECOND, SECOND).decreases).toEqual([]);
  });

  test("that name the same selections and all of them have no others", () => {
    expect(answered(SECOND, SECOND).rows.map((each) => each.figure)).not.toContain("otherVotes");
  });

  test("where nothing was added have no shares of what was added", () => {
    expect(answered(SECOND, SECOND).rows[0]).toMatchObject({ increment: 0, shareOfIncrement: undefined });
  });

  test("that do not say how many voted for the others leave them out", () => {
    const { rows } = answered({ votes: { ANA: 5 }, namesEverySelection: false }, SECOND);
    expect(rows.map((each) => [each.figure, each.shareBefore])).toEqual([["ANA", undefined]]);
  });

  test("that have no figure in common are refused", () => {
    const other = { votes: { EVA: 5 }, namesEverySelection: false };
    expect(incrementsBetween(other, { ...other, votes: { ANA: 5 } }, undefined)).toEqual({
      kind: "refused",
      reason: "no-figure-in-both",
    });
  });

  test("add up: the parts of what was added make the valid votes that were added", () => {
    const votes = fc.record({ ANA: fc.nat(999), BEA: fc.nat(999), CEA: fc.nat(999) });
    fc.assert(
      fc.property(votes, votes, fc.nat(999), (before, added, others) => {
        const earlier = {
          votes: { ANA: before.ANA, BEA: before.BEA },
          otherVotes: others,
          namesEverySelection: false,
        };
        const later = {
          votes: { ANA: before.ANA + added.ANA, BEA: before.BEA + added.BEA, CEA: others + added.CEA },
          namesEverySelection: true,
        };
        const { rows } = answered(earlier, later);
        const of = (figure: string) => rows.find((each) => each.figure === figure)?.increment ?? NaN;
        expect(of("ANA") + of("BEA") + of("otherVotes")).toBe(of("validVotes"));
        expect(of("otherVotes")).toBe(added.CEA);
      }),
    );
  });
});

describe("votes per newly counted station", () => {
  const perStation = (before: Partial<DeclaredFigures>, after: Partial<DeclaredFigures>, stations?: number) =>
    answered({ ...FIRST, ...before }, { ...SECOND, ...after }, stations).votesPerStation;

  test("are a range where the coverage was rounded", () => {
    // Of 1,000 stations: 79.5% up to 80.5% is 795 to 804, 90% rounded is 895 to 904.
    expect(perStation({ stationsCountedShare: "80" }, { stationsCountedShare: "90" }, 1000)).toEqual({
      kind: "answered",
      before: {
        stations: { low: 795, high: 804 },
        stationsNominal: 800,
        nominal: 100 / 800,
        low: 100 / 804,
        high: 100 / 795,
      },
      newlyCounted: {
        stations: { low: 91, high: 109 },
        stationsNominal: 100,
        nominal: 50 / 100,
        low: 50 / 109,
        high: 50 / 91,
      },
    });
  });

  test("are exact where the stations were announced", () => {
    expect(perStation({ stationsCounted: 10 }, { stationsCounted: 12 })).toMatchObject({
      newlyCounted: { stations: { low: 2, high: 2 }, nominal: 25, low: 25, high: 25 },
    });
  });

  test("have no upper end where there may have been no new station", () => {
    expect(perStation({ stationsCountedShare: "80" }, { stationsCountedShare: "80" }, 1000)).toMatchObject({
      newlyCounted: { stations: { low: 0, high: 9 }, nominal: undefined, low: 50 / 9, high: undefined },
    });
  });

  test.each([
    [{}, { stationsCountedShare: "80" }, 1000, "coverage-not-announced"],
    [{ stationsCountedShare: "80" }, { stationsCountedShare: "90" }, undefined, "number-of-stations-unknown"],
    [
      { stationsCountedShare: "80" },
      { stationsCountedShare: "90" },
      3,
      "no-number-of-stations-gives-this-percentage",
    ],
    [{ stationsCountedShare: "90" }, { stationsCountedShare: "80" }, 1000, "coverage-decreases"],
    [{ stationsCounted: 12 }, { stationsCounted: 12 }, undefined, "votes-without-new-stations"],
    [{ otherVotes: undefined, stationsCounted: 1 }, { stationsCounted: 2 }, 9, "valid-votes-not-announced"],
    [{ otherVotes: 900, stationsCounted: 1 }, { stationsCounted: 2 }, 9, "valid-votes-decrease"],
  ] as const)("from %j to %j of %j stations: %s", (...[before, after, stations, reason]) => {
    expect(perStation(before, after, stations)).toEqual({ kind: "refused", reason });
  });

  test("are none where neither votes nor stations were added", () => {
    const added = answered({ ...SECOND, stationsCounted: 12 }, { ...SECOND, stationsCounted: 12 });
    expect(added.votesPerStation).toMatchObject({ newlyCounted: { low: 0, high: undefined } });
  });
});

function row(
  figure: string,
  [before, after]: readonly [number, number],
  shares: readonly (number | undefined)[],
) {
  const [shareBefore, shareAfter, shareOfIncrement] = shares;
  return { figure, before, after, increment: after - before, shareBefore, shareAfter, shareOfIncrement };
}

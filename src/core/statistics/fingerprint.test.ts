import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fingerprint, type FingerprintInput } from "./fingerprint.ts";

/** One station a row: registered voters, ballots cast, votes, valid votes. */
function inputOf(
  stations: readonly (readonly [number, number, number, number])[],
  cells?: number,
): FingerprintInput {
  const column = (at: 0 | 1 | 2 | 3) => Int32Array.from(stations, (station) => station[at]);
  return {
    registeredVoters: column(0),
    ballotsCast: column(1),
    votes: column(2),
    validVotes: column(3),
    ...(cells === undefined ? {} : { cells }),
  };
}

describe("the fingerprint", () => {
  test("puts a station's registered voters into the cell of its turnout and share", () => {
    const shown = fingerprint(
      inputOf(
        [
          [1000, 500, 99, 400],
          [200, 199, 100, 100],
          [400, 400, 399, 400],
        ],
        10,
      ),
    );
    if (shown.kind === "refused") throw new Error(shown.reason);
    const filled = [...shown.registeredVoters.entries()].filter(([, weight]) => weight > 0);
    expect(filled).toEqual([
      [5 * 10 + 2, 1000],
      [9 * 10 + 9, 600],
    ]);
    expect(shown).toMatchObject({ stations: 3, total: 1600 });
    expect(shown.corner).toEqual({ stations: 2, registeredVoters: 600, share: 600 / 1600 });
  });

  test("has a hundred cells a side; a cell holds its lower edge, the last one holds all of them", () => {
    const shown = fingerprint(
      inputOf([
        [100, 29, 57, 100],
        [100, 100, 7, 7],
      ]),
    );
    if (shown.kind === "refused") throw new Error(shown.reason);
    expect(shown.registeredVoters).toHaveLength(10_000);
    expect(shown.registeredVoters[2957]).toBe(100);
    expect(shown.registeredVoters[9999]).toBe(100);
  });

  test("the corner begins at 0.99 of both", () => {
    const corner = (ballots: number, votes: number) => {
      const shown = fingerprint(inputOf([[1000, ballots, votes, 1000]]));
      return shown.kind === "screened" && shown.corner.stations === 1;
    };
    expect([corner(990, 990), corner(989, 990), corner(990, 989)]).toEqual([true, false, false]);
  });

  test("tells what it cannot show", () => {
    const shown = fingerprint(
      inputOf([
        [-1, 5, 3, 5],
        [10, -1, 3, 5],
        [10, 5, -1, 5],
        [10, 5, 3, -1],
        [10, 11, 3, 5],
        [10, 5, 6, 5],
        [0, 0, 0, 0],
        [10, 0, 0, 0],
        [10, 5, 3, 5],
      ]),
    );
    expect(shown).toMatchObject({ stations: 1, leftOut: { unknown: 4, impossible: 2, empty: 2 } });
    expect(fingerprint(inputOf([[0, 0, 0, 0]]))).toEqual({ kind: "refused", reason: "no-station-to-show" });
  });

  test("loses no registered voter and does not hang on the order of the stations", () => {
    const station = fc
      .tuple(fc.integer({ min: 1, max: 900 }), fc.nat(1000), fc.nat(1000), fc.nat(1000))
      .map(([registered, turnout, ofBallots, ofValid]): [number, number, number, number] => {
        const ballots = Math.floor((registered * turnout) / 1000);
        const valid = Math.floor((ballots * ofBallots) / 1000);
        return [registered, ballots, Math.floor((valid * ofValid) / 1000), valid];
      });
    fc.assert(
      fc.property(fc.array(station, { minLength: 1 }), fc.integer({ min: 1, max: 30 }), (stations, cells) => {
        const shown = fingerprint(inputOf(stations, cells));
        expect(fingerprint(inputOf(stations.toReversed(), cells))).toEqual(shown);
        if (shown.kind === "refused") return;
        const used = stations.filter(([, , , valid]) => valid > 0);
        const total = used.reduce((sum, [registered]) => sum + registered, 0);
        expect(shown.registeredVoters.reduce((sum, weight) => sum + weight, 0)).toBe(total);
        expect(shown.total).toBe(total);
      }),
    );
  });
});

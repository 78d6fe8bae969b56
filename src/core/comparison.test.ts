import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  AUTHORITY,
  CONTEST,
  ExampleElection,
  raise,
  WITNESSES,
  type ExampleDeclaration,
  type ExampleSheet,
} from "../../test/support/example-election.ts";
import { compareDeclaration, compareShares, compareSources } from "./comparison.ts";
import type { Box } from "./tally-sheet.ts";
import { sourceView } from "./view.ts";

function compare(witnesses: readonly ExampleSheet[], authority: readonly ExampleSheet[]) {
  const election = new ExampleElection();
  election.table(witnesses);
  election.table(authority, { source: AUTHORITY });
  const seen = election.view();
  const [first, second] = [WITNESSES, AUTHORITY].map((source) => sourceView(seen, CONTEST, source).sheets);
  if (first === undefined || second === undefined) return raise("two sources");
  return {
    forward: compareSources(first, second, seen.register),
    backward: compareSources(second, first, seen.register),
  };
}

const sheet = (station: string, boxes: Readonly<Record<string, Box>>): ExampleSheet => ({ station, boxes });

describe("two sources", () => {
  test("are compared station by station, and the difference is named box by box", () => {
    const { forward } = compare(
      [sheet("1", { ANA: 3, BEA: 4 }), sheet("2", { ANA: 5, BEA: 6 }), sheet("3", { ANA: 1, BEA: 1 })],
      [sheet("2", { ANA: 5, BEA: 9 }), sheet("1", { ANA: 3, BEA: 4 }), sheet("4", { ANA: 1, BEA: 1 })],
    );
    expect(forward).toEqual({
      stationsInBoth: 2,
      stationsEqual: 1,
      stationsDifferent: 1,
      stationsNotComparable: 0,
      onlyInFirst: 1,
      onlyInSecond: 1,
      differences: [{ station: "2", boxes: [{ box: "BEA", first: 6, second: 9 }] }],
    });
  });

  test("differ in nothing where one has no such box or nobody could read it", () => {
    for (const box of ["illegible", "not-on-form"] as const) {
      const { forward, backward } = compare(
        [sheet("1", { ANA: 3, BEA: box })],
        [sheet("1", { ANA: 3, BEA: 9, nullVotes: 7 })],
      );
      expect([forward, backward]).toMatchObject([{ stationsEqual: 1 }, { stationsEqual: 1 }]);
    }
  });

  test("are not comparable, which is not equal, where no box is a count in both", () => {
    for (const box of ["illegible", "not-on-form"] as const) {
      const { forward, backward } = compare(
        [sheet("1", { ANA: 3, BEA: box })],
        [sheet("1", { ANA: box, BEA: 3 })],
      );
      for (const counts of [forward, backward])
        expect(counts).toMatchObject({ stationsInBoth: 1, stationsEqual: 0, stationsNotComparable: 1 });
    }
  });

  test("differ by a zero that one states and the other does not", () => {
    expect(compare([sheet("1", { ANA: 0 })], [sheet("1", { ANA: 9 })]).forward.stationsDifferent).toBe(1);
  });

  test("a station that awaits its reading is in neither", () => {
    const election = new ExampleElection();
    election.evidence({ station: "1" });
    election.table([sheet("1", { ANA: 3, BEA: 4 })], { source: AUTHORITY });
    const seen = election.view();
    const [witnesses, authority] = [WITNESSES, AUTHORITY].map(
      (source) => sourceView(seen, CONTEST, source).sheets,
    );
    if (witnesses === undefined || authority === undefined) return raise("two sources");
    expect(compareSources(witnesses, authority, seen.register)).toMatchObject({
      stationsInBoth: 0,
      onlyInFirst: 0,
      onlyInSecond: 1,
    });
  });

  test("give mirrored counts from either side, and those in both are equal, different or not comparable", () => {
    const box = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom<Box>("illegible", "not-on-form"));
    const sheets = fc.uniqueArray(
      fc.record({ station: fc.constantFrom("1", "2", "3", "4"), boxes: fc.record({ ANA: box, BEA: box }) }),
      { selector: (each) => each.station, minLength: 1 },
    );
    fc.assert(
      fc.property(sheets, sheets, (witnesses, authority) => {
        const { forward, backward } = compare(witnesses, authority);
        expect(backward).toEqual({
          ...forward,
          onlyInFirst: forward.onlyInSecond,
          onlyInSecond: forward.onlyInFirst,
          differences: forward.differences.map(({ station, boxes }) => ({
            station,
            boxes: boxes.map(({ box, first, second }) => ({ box, first: second, second: first })),
          })),
        });
        expect(forward.stationsInBoth).toBe(
          forward.stationsEqual + forward.stationsDifferent + forward.stationsNotComparable,
        );
        expect(forward.stationsInBoth + forward.onlyInFirst).toBe(witnesses.length);
        expect(forward.stationsInBoth + forward.onlyInSecond).toBe(authority.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a declaration beside the sums", () => {
  /** The first declaration beside the witnesses' sums. */
  function comparedIn(election: ExampleElection) {
    const seen = election.view();
    const [declaration = raise("a declaration")] = seen.declarations;
    return compareDeclaration(sourceView(seen, CONTEST, WITNESSES).tabulation, declaration, seen.register);
  }

  function differences(result: ExampleDeclaration["results"][number], unit = "all") {
    const election = new ExampleElection({ contests: { [CONTEST]: ["ANA", "BEA", "CEL"] } });
    election.table([
      {
        station: "1",
        unit: "N/N1",
        boxes: { ANA: 30, BEA: 10, CEL: 5, nullVotes: 2, blankVotes: 1, registeredVoters: 90 },
      },
      { station: "2", unit: "S/S1", boxes: { ANA: 1, BEA: 2, CEL: 3, nullVotes: 0 } },
      { station: "3", unit: "S/S1", boxes: { ANA: "illegible", BEA: 2, CEL: 3 } },
    ]);
    election.declare({ id: "first", results: [{ unit, ...result }] });
    return comparedIn(election).map((each) => {
      expect(each.unit).toBe(unit);
      return [each.figure, each.tabulated, each.declared, each.difference];
    });
  }

  test("differs by tabulated minus declared, in every figure that was declared and no other", () => {
    expect(
      differences({
        votes: { ANA: 40, BEA: 12, CEL: 8 },
        validVotes: 60,
        blankVotes: 0,
        nullVotes: 2,
        ballotsCast: 62,
        registeredVoters: 100,
        stationsCounted: 3,
      }),
    ).toEqual([
      ["ANA", 31, 40, -9],
      ["BEA", 12, 12, 0],
      ["CEL", 8, 8, 0],
      ["validVotes", 51, 60, -9],
      ["blankVotes", 1, 0, 1],
      ["nullVotes", 2, 2, 0],
      ["ballotsCast", 54, 62, -8],
      ["registeredVoters", 90, 100, -10],
      ["stationsCounted", 2, 3, -1],
    ]);
    expect(differences({ votes: {} })).toEqual([]);
  });

  test("sets a percentage announced without its votes beside them, word for word, and one with its votes not", () => {
    const election = new ExampleElection({ contests: { [CONTEST]: ["ANA", "BEA", "CEL"] } });
    election.table([{ station: "1", unit: "N/N1", boxes: { ANA: 30, BEA: 10, CEL: 3 } }]);
    const shares = { ANA: "70.0", BEA: "23.26", CEL: "7" };
    election.declare({
      id: "first",
      results: [
        { unit: "all", votes: { BEA: 10 }, shares },
        { unit: "all/unheard-of", votes: { CEL: 0 }, otherVotes: 9, shares: { ...shares, others: "9" } },
      ],
    });
    const seen = election.view();
    const [declaration = raise("a declaration")] = seen.declarations;
    const { tabulation } = sourceView(seen, CONTEST, WITNESSES);
    const onSheets = { unit: "all", validVotes: 43 };
    const unknown = { unit: "all/unheard-of", tabulated: undefined, validVotes: undefined };
    expect(compareShares(tabulation, declaration, seen.register)).toEqual([
      { ...onSheets, selection: "ANA", declared: "70.0", tabulated: 30 },
      { ...onSheets, selection: "CEL", declared: "7", tabulated: 3 },
      { ...unknown, selection: "ANA", declared: "70.0" },
      { ...unknown, selection: "BEA", declared: "23.26" },
    ]);
  });

  test("sets votes declared for all others beside the selections that it does not name", () => {
    expect(differences({ votes: { ANA: 31 }, otherVotes: 25 })).toEqual([
      ["ANA", 31, 31, 0],
      ["otherVotes", 20, 25, -5],
    ]);
    expect(differences({ votes: { ANA: 31, BEA: 12, CEL: 8 }, otherVotes: 3 }).at(-1)).toEqual([
      "otherVotes",
      0,
      3,
      -3,
    ]);
  });

  test("counts among all others a selection named like a property of objects", () => {
    const election = new ExampleElection({ contests: { [CONTEST]: ["ANA", "constructor"] } });
    const boxes: Readonly<Record<string, Box>> = Object.fromEntries([
      ["ANA", 5],
      ["constructor", 7],
    ]);
    election.table([{ station: "1", boxes }]);
    election.declare({ id: "d", results: [{ unit: "all", votes: { ANA: 5 }, otherVotes: 7 }] });
    expect(comparedIn(election).map((each) => each.difference)).toEqual([0, 0]);
  });

  test("of a figure that no sheet states has nothing beside it", () => {
    const election = new ExampleElection();
    election.table([sheet("1", { ANA: 30, BEA: 10 })]);
    election.declare({ id: "d", results: [{ unit: "all", votes: {}, blankVotes: 7 }] });
    expect(comparedIn(election)).toMatchObject([{ figure: "blankVotes", difference: undefined }]);
  });

  test("is compared in the unit it is about", () => {
    expect(differences({ votes: { ANA: 30 } }, "N")).toEqual([["ANA", 30, 30, 0]]);
    expect(differences({ votes: { ANA: 30 } }, "S/S1")).toEqual([["ANA", 1, 30, -29]]);
  });

  test("of a unit that no sheet and no register names has nothing beside it, which is not zero", () => {
    expect(differences({ votes: { ANA: 30 }, otherVotes: 2 }, "X")).toEqual([
      ["ANA", undefined, 30, undefined],
      ["otherVotes", undefined, 2, undefined],
    ]);
  });
});

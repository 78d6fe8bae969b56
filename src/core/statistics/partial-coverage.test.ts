import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { LargestVotes } from "./largest-votes.ts";
import { partialCoverageOf, type PartialCoverageQuestion } from "./partial-coverage.ts";
import { fromDecimalText, ONE } from "./rational.ts";

const exactly = (stations: number) => ({ fewest: stations, most: stations });

function asked(votes: readonly number[], rest: Partial<PartialCoverageQuestion> = {}) {
  return partialCoverageOf({
    votes: new LargestVotes(Int32Array.from(votes)),
    declared: 0,
    stations: votes.length,
    uncounted: exactly(0),
    registeredVotersMissing: 0,
    turnoutCap: ONE,
    ...rest,
  });
}

describe("a declaration that leaves out some stations", () => {
  const sheets = [200, 150, 250];

  test("holds at least what is left when the fullest sheets are left out", () => {
    const rest = { stations: 5, registeredVotersMissing: 500 };
    expect(asked(sheets, { ...rest, declared: 350, uncounted: exactly(1) })).toMatchObject({
      lowerBound: 350,
      votesBelow: 0,
      possible: "not-excluded",
    });
    expect(asked(sheets, { ...rest, declared: 349, uncounted: exactly(1) })).toMatchObject({
      votesBelow: 1,
      possible: "no",
    });
    expect(asked(sheets, { ...rest, uncounted: exactly(4) })).toMatchObject({ lowerBound: 0 });
  });

  test("holds at most the sheets and all voters missing, less what must be left out", () => {
    const rest = { stations: 5, registeredVotersMissing: 500 };
    expect(asked(sheets, { ...rest, uncounted: exactly(0) })).toMatchObject({ upperBound: 1100 });
    // Two are missing; one of them may be without voters, so that leaving it out costs nothing.
    expect(asked(sheets, { ...rest, uncounted: exactly(1) })).toMatchObject({ upperBound: 1100 });
    expect(asked(sheets, { ...rest, uncounted: exactly(2) })).toMatchObject({ upperBound: 950 });
    expect(asked(sheets, { ...rest, uncounted: exactly(4) })).toMatchObject({ upperBound: 500 });
    expect(asked(sheets, { ...rest, uncounted: exactly(5) })).toMatchObject({ upperBound: 0 });
    const found = asked(sheets, { ...rest, declared: 951, uncounted: exactly(2) });
    expect(found).toMatchObject({ votesAbove: 1, possible: "no" });
  });

  test("is bounded by both ends where nobody knows how many it leaves out", () => {
    const found = asked(sheets, {
      stations: 5,
      registeredVotersMissing: 100,
      uncounted: { fewest: 1, most: 2 },
    });
    expect(found).toMatchObject({ lowerBound: 150, upperBound: 700 });
  });

  test("has no upper bound where nobody knows how many voters are missing", () => {
    const found = asked(sheets, { declared: 9999, stations: 4, registeredVotersMissing: undefined });
    expect(found).toMatchObject({ upperBound: undefined, votesAbove: undefined, possible: "not-excluded" });
  });

  test("holds no more than its sheets where all are collected", () => {
    const found = asked(sheets, { declared: 451, registeredVotersMissing: undefined, uncounted: exactly(1) });
    expect(found).toMatchObject({ lowerBound: 350, upperBound: 450, votesAbove: 1, possible: "no" });
  });

  test("is held to the turnout cap, where one is assumed", () => {
    const found = asked(sheets, {
      stations: 4,
      registeredVotersMissing: 10,
      turnoutCap: fromDecimalText("0.25"),
    });
    expect(found).toMatchObject({ upperBound: 602 });
  });

  test("is refused where the numbers of stations contradict each other", () => {
    expect(asked(sheets, { stations: 2 })).toEqual({ kind: "refused", reason: "more-sheets-than-stations" });
    expect(asked(sheets, { uncounted: exactly(4) })).toEqual({
      kind: "refused",
      reason: "more-uncounted-than-stations",
    });
  });
});

test("both ends are the least and the most of all ways to leave stations out and to fill the missing ones", () => {
  const small = fc
    .record({
      votes: fc.array(fc.nat({ max: 4 }), { maxLength: 4 }),
      missing: fc.nat({ max: 3 }),
      registered: fc.nat({ max: 5 }),
      fewest: fc.nat({ max: 7 }),
      further: fc.nat({ max: 2 }),
    })
    .filter(({ votes, missing, fewest, further }) => fewest + further <= votes.length + missing);
  fc.assert(
    fc.property(small, ({ votes, missing, registered, fewest, further }) => {
      const registeredVotersMissing = missing === 0 ? 0 : registered;
      const reached = new Set<number>();
      for (const sizes of waysToSpread(registeredVotersMissing, missing))
        for (const filled of waysToFill(sizes))
          for (const counted of subsets([...votes, ...filled])) {
            const uncounted = votes.length + missing - counted.length;
            if (uncounted >= fewest && uncounted <= fewest + further)
              reached.add(counted.reduce((sum, each) => sum + each, 0));
          }
      const found = asked(votes, {
        stations: votes.length + missing,
        registeredVotersMissing,
        uncounted: { fewest, most: fewest + further },
      });
      expect(found).toMatchObject({ lowerBound: Math.min(...reached), upperBound: Math.max(...reached) });
      const turned = asked(votes.toReversed(), {
        stations: votes.length + missing,
        registeredVotersMissing,
        uncounted: { fewest, most: fewest + further },
      });
      expect(turned).toEqual(found);
    }),
    { numRuns: 200 },
  );
});

function upTo(most: number): number[] {
  return Array.from({ length: most + 1 }, (_, value) => value);
}

/** All ways to spread voters over so many stations. */
function waysToSpread(voters: number, stations: number): number[][] {
  if (stations === 0) return voters === 0 ? [[]] : [];
  return upTo(voters).flatMap((first) =>
    waysToSpread(voters - first, stations - 1).map((rest) => [first, ...rest]),
  );
}

/** All votes for one selection that stations of these sizes can give. */
function waysToFill(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (ways, size) => ways.flatMap((way) => upTo(size).map((votes) => [...way, votes])),
    [[]],
  );
}

function subsets(values: readonly number[]): number[][] {
  return values.reduce<number[][]>(
    (all, value) => [...all, ...all.map((subset) => [...subset, value])],
    [[]],
  );
}

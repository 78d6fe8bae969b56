import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  checkSubtotals,
  countConflicting,
  rangeOf,
  type Claim,
  type ClaimedNumber,
} from "./conflicting-counts.ts";

const exact = (value: number): ClaimedNumber => ({ bound: "exact", value });

function claim(given: Partial<Claim>): Claim {
  return {
    incident: "square",
    source: "press",
    measure: "deaths",
    definition: "all",
    asOf: "2024-08-01",
    number: exact(10),
    ...given,
  };
}

const totals = (claims: readonly Claim[]) => countConflicting(claims).map((count) => count.total);

describe("sources that disagree", () => {
  test("give the range from the least to the most that any of them says, and no mean", () => {
    const [count] = countConflicting([
      claim({ source: "press", number: exact(10) }),
      claim({ source: "hospital", number: exact(16) }),
      claim({ source: "police", number: exact(4) }),
    ]);
    expect(count?.total).toEqual({ low: 4, high: 16, approximate: false });
    expect(count?.incidents[0]?.sources).toEqual(["hospital", "police", "press"]);
  });

  test("over incidents give the sums of the least and of the most", () => {
    expect(
      totals([
        claim({ source: "a", incident: "1", number: exact(3) }),
        claim({ source: "b", incident: "1", number: exact(5) }),
        claim({ source: "a", incident: "2", number: exact(20) }),
        claim({ source: "b", incident: "3", number: { bound: "between", low: 1, high: 7 } }),
      ]),
    ).toEqual([{ low: 24, high: 32, approximate: false }]);
  });

  test("are never mixed where they count by another definition or measure another thing", () => {
    const counts = countConflicting([
      claim({ definition: "in force", number: exact(1793) }),
      claim({ definition: "all arrests", number: exact(2400) }),
      claim({ measure: "injured", number: exact(77) }),
    ]);
    expect(counts.map((count) => [count.measure, count.definition, count.total?.low])).toEqual([
      ["deaths", "all arrests", 2400],
      ["deaths", "in force", 1793],
      ["injured", "all", 77],
    ]);
  });

  test("stand with their latest word; two of the same date stand together", () => {
    const [count] = countConflicting([
      claim({ asOf: "2024-08-09", number: exact(12) }),
      claim({ asOf: "2024-08-01", number: exact(90) }),
      claim({ asOf: "2024-08-09", number: exact(14) }),
      claim({ source: "hospital", asOf: "2024-07-30", number: exact(13) }),
    ]);
    expect(count?.total).toEqual({ low: 12, high: 14, approximate: false });
    expect(count?.incidents[0]).toMatchObject({ claimsReplaced: 1, asOf: ["2024-07-30", "2024-08-09"] });
  });
});

describe("a bound", () => {
  test.each<[ClaimedNumber, number, number | undefined]>([
    [exact(24), 24, 24],
    [{ bound: "at-least", value: 24 }, 24, undefined],
    [{ bound: "at-most", value: 24 }, 0, 24],
    [{ bound: "about", value: 24 }, 24, 24],
    [{ bound: "between", low: 20, high: 24 }, 20, 24],
  ])("%j is from %j to %j", (number, low, high) => {
    expect(rangeOf(number)).toEqual({ low, high, approximate: number.bound === "about" });
  });

  test("that is open stays open in the range and in every sum", () => {
    const open = claim({ source: "b", number: { bound: "at-least", value: 24 } });
    expect(totals([claim({ number: exact(30) }), open])).toEqual([
      { low: 24, high: undefined, approximate: false },
    ]);
    expect(totals([claim({ number: exact(30) }), { ...open, incident: "bridge" }])).toEqual([
      { low: 54, high: undefined, approximate: false },
    ]);
  });

  test("that is only about so much marks the range it is an end of, and no other", () => {
    const about = (value: number) => claim({ source: "b", number: { bound: "about", value } });
    const between = claim({ number: { bound: "between", low: 10, high: 20 } });
    expect(totals([between, about(25)])[0]).toEqual({ low: 10, high: 25, approximate: true });
    expect(totals([between, about(5)])[0]).toEqual({ low: 5, high: 20, approximate: true });
    expect(totals([between, about(15)])[0]).toEqual({ low: 10, high: 20, approximate: false });
  });

  test("that is none is a bug", () => {
    expect(() => countConflicting([claim({ number: exact(-1) })])).toThrow("count");
    expect(() => countConflicting([claim({ number: exact(1.5) })])).toThrow("count");
    expect(() => countConflicting([claim({ number: { bound: "between", low: 3, high: 2 } })])).toThrow(
      "range",
    );
  });
});

describe("numbers confirmed by name", () => {
  const named = (source: string, value: number, incident = "square") =>
    claim({ source, incident, number: exact(value), confirmedByName: true });

  test("make a floor of their own: the largest of an incident, because lists can share persons, added over incidents", () => {
    const [count] = countConflicting([
      claim({ number: exact(24) }),
      named("a", 11),
      named("b", 9),
      named("a", 4, "bridge"),
      claim({ source: "c", number: exact(25) }),
    ]);
    expect(count).toMatchObject({ total: { low: 24, high: 25 }, floor: 15 });
    expect(count?.incidents.map((each) => [each.incident, each.range?.low, each.floor])).toEqual([
      ["bridge", undefined, 4],
      ["square", 24, 11],
    ]);
  });

  test("that a source has beside its number of all do not replace it", () => {
    const [count] = countConflicting([
      claim({ number: exact(24) }),
      { ...named("press", 11), asOf: "2024-09-01" },
    ]);
    expect(count).toMatchObject({ total: { low: 24, high: 24 }, floor: 11 });
  });

  test("above what a source has at most are noted", () => {
    const above = (number: ClaimedNumber) =>
      countConflicting([claim({ number }), named("b", 11)])[0]?.incidents[0]?.floorAboveSomeSource;
    expect(above(exact(10))).toBe(true);
    expect(above(exact(11))).toBe(false);
    expect(above({ bound: "at-least", value: 3 })).toBe(false);
  });

  test("are no floor where there are none, and no range where there is nothing else", () => {
    expect(countConflicting([claim({})])[0]?.floor).toBeUndefined();
    expect(countConflicting([named("a", 3)])[0]?.total).toBeUndefined();
  });
});

test("the order of the claims decides nothing, and every source is inside the range", () => {
  const claims = fc.array(
    fc
      .record({
        incident: fc.constantFrom("1", "2"),
        source: fc.constantFrom("a", "b", "c"),
        definition: fc.constantFrom("x", "y"),
        asOf: fc.constantFrom("2024-08-01", "2024-08-02"),
        number: fc.oneof(
          fc.nat(50).map(exact),
          fc.nat(50).map((value): ClaimedNumber => ({ bound: "at-least", value })),
          fc.nat(50).map((value): ClaimedNumber => ({ bound: "at-most", value })),
        ),
      })
      .map(claim),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(claims, (given) => {
      const counts = countConflicting(given);
      expect(countConflicting(given.toReversed())).toEqual(counts);
      for (const count of counts)
        for (const incident of count.incidents) {
          const ranges = given
            .filter((each) => each.definition === count.definition && each.incident === incident.incident)
            .filter((each) =>
              given.every(
                (other) =>
                  other.source !== each.source ||
                  other.definition !== each.definition ||
                  other.incident !== each.incident ||
                  other.asOf <= each.asOf,
              ),
            )
            .map((each) => rangeOf(each.number));
          expect(incident.range?.low).toBe(Math.min(...ranges.map((range) => range.low)));
          expect(incident.range?.high ?? Infinity).toBe(
            Math.max(...ranges.map((range) => range.high ?? Infinity)),
          );
        }
    }),
  );
});

describe("subtotals", () => {
  const check = (number: ClaimedNumber, parts: Record<string, number | undefined>) => {
    const [found] = checkSubtotals([claim({ number, subtotals: [{ name: "sex", parts }] })]).subtotals;
    return found;
  };

  test("close where the parts make the number, and differ by one either way", () => {
    expect(check(exact(10), { men: 7, women: 3 })).toEqual({
      claim: 0,
      name: "sex",
      sum: 10,
      outcome: "closes",
      difference: 0,
      missing: undefined,
    });
    expect(check(exact(10), { men: 7, women: 4 })).toMatchObject({ outcome: "differs", difference: 1 });
    expect(check(exact(10), { men: 7, women: 2 })).toMatchObject({ outcome: "differs", difference: -1 });
  });

  test("imply the one part that is not given, and leave several open", () => {
    expect(check(exact(10), { men: 7, women: undefined })).toMatchObject({
      outcome: "implied",
      missing: { part: "women", range: { low: 3, high: 3 } },
    });
    expect(check(exact(10), { men: 7, women: undefined, unknown: undefined })).toMatchObject({
      outcome: "open",
    });
    expect(check(exact(10), { men: 11, women: undefined })).toMatchObject({
      outcome: "differs",
      difference: 1,
    });
  });

  test("are held against bounds as bounds", () => {
    const atLeast: ClaimedNumber = { bound: "at-least", value: 10 };
    expect(check(atLeast, { men: 70, women: 3 })?.outcome).toBe("closes");
    expect(check(atLeast, { men: 7, women: 2 })).toMatchObject({ outcome: "differs", difference: -1 });
    expect(check(atLeast, { men: 7, women: undefined })?.missing?.range).toEqual({
      low: 3,
      high: undefined,
      approximate: false,
    });
    const between: ClaimedNumber = { bound: "between", low: 10, high: 12 };
    for (const [women, outcome] of [
      [2, "differs"],
      [3, "closes"],
      [5, "closes"],
      [6, "differs"],
    ] as const)
      expect(check(between, { men: 7, women })?.outcome).toBe(outcome);
    expect(check({ bound: "about", value: 10 }, { men: 70, women: 30 })?.outcome).toBe("open");
  });

  test("that are no division of the whole cannot be above it", () => {
    const { subsetsAbove } = checkSubtotals([
      claim({ number: exact(10), subsets: { since: 10 } }),
      claim({ number: exact(10), subsets: { since: 11 } }),
      claim({ number: { bound: "at-least", value: 10 }, subsets: { since: 11 } }),
    ]);
    expect(subsetsAbove).toEqual([{ claim: 1, part: "since", count: 11, high: 10 }]);
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { collapseStrata } from "./collapse-strata.ts";

/** Units observed of each stratum; `c` after the number for all that it has. */
const collapse = (strata: string, fewest: number) =>
  collapseStrata(
    strata.split(" ").map((text) => ({ unitsObserved: parseInt(text, 10), isComplete: text.endsWith("c") })),
    fewest,
  )?.join(" ");

describe("strata with too little are joined", () => {
  test("not at all where all have enough", () => {
    expect(collapse("2 5 3", 2)).toBe("0 1 2");
    expect(collapse("1 5 1", 1)).toBe("0 1 2");
  });

  test("a single unit with the stratum that follows, or at the end with the one before", () => {
    expect(collapse("5 1 5 5", 2)).toBe("0 1 1 2");
    expect(collapse("1 1 5", 2)).toBe("0 0 1");
    expect(collapse("5 5 1", 2)).toBe("0 1 1");
  });

  test("but not the single unit of a stratum that has no other", () => {
    expect(collapse("5 1c 5", 2)).toBe("0 1 2");
    expect(collapse("5 1 1c 5", 2)).toBe("0 1 1 2");
  });

  test("nothing at all with two others, so that their difference shows", () => {
    expect(collapse("5 0 5 5 5", 1)).toBe("0 1 1 1 2");
    expect(collapse("5 5 5 0", 1)).toBe("0 1 1 1");
    expect(collapse("0 9 9 9", 2)).toBe("0 0 0 1");
    expect(collapse("9 0 0 9 0 9 9", 2)).toBe("0 1 1 1 1 1 2");
  });

  test("a stratum without a frame with whatever comes, for it lacks nothing", () => {
    expect(collapse("5 0c 5", 2)).toBe("0 1 1");
    expect(collapse("5 0c", 2)).toBe("0 0");
    expect(collapse("5 0c 0 5", 2)).toBe("0 0 0 0");
  });

  test("and nothing can stand in where only one stratum has anything", () => {
    expect(collapse("0 9 0", 1)).toBeUndefined();
    expect(collapse("0 0", 1)).toBeUndefined();
    expect(collapse("1", 2)).toBe("0");
  });

  test("in steps as many as there are strata: with their square this would not end", () => {
    const strata = Array.from({ length: 800_000 }, (_, at) => ({
      unitsObserved: at % 400_000 === 399_999 ? 9 : 0,
      isComplete: false,
    }));
    expect(collapseStrata(strata, 2)?.at(-1)).toBe(0);
  });

  test("in one piece each, in order, each group with enough", () => {
    const stratum = fc.record({ unitsObserved: fc.nat(3), isComplete: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(stratum, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 2),
        (strata, fewest) => {
          const groups = collapseStrata(strata, fewest);
          if (groups === undefined) return;
          expect(groups).toHaveLength(strata.length);
          expect(groups[0]).toBe(0);
          for (const [at, group] of groups.entries()) expect([0, 1]).toContain(group - (groups[at - 1] ?? 0));
          const last = groups.at(-1) ?? 0;
          for (let group = 0; group <= (last === 0 ? -1 : last); group++) {
            const members = strata.filter((_, at) => groups[at] === group);
            const observed = members.filter(({ unitsObserved }) => unitsObserved > 0);
            const units = observed.reduce((sum, { unitsObserved }) => sum + unitsObserved, 0);
            const lacks = members.some(({ unitsObserved, isComplete }) => unitsObserved === 0 && !isComplete);
            expect(units).toBeGreaterThan(0);
            if (!members.every(({ isComplete }) => isComplete)) expect(units).toBeGreaterThanOrEqual(fewest);
            if (lacks) expect(observed.length).toBeGreaterThanOrEqual(2);
          }
        },
      ),
    );
  });
});

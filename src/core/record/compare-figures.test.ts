import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { countConflicting } from "../statistics/conflicting-counts.ts";
import { compareFigures, type ComparedFigure } from "./compare-figures.ts";
import { claimsOf } from "./figure-claims.ts";
import { boundedQuantity, type Bound } from "./quantity.ts";

function figure(
  value: number,
  bound: Exclude<Bound, "range" | "vague">,
  more: Partial<ComparedFigure> = {},
): ComparedFigure {
  return {
    measure: "deaths",
    quantity: boundedQuantity(value, bound, "count"),
    role: "total",
    about: "protests",
    asOf: "2024-07-30",
    voice: "Foro Libre",
    origin: "wire 1",
    ...more,
  };
}

const relation = (one: ComparedFigure, other: ComparedFigure) => compareFigures(one, other).relation;
const AUTHORITIES = { voice: "authorities", origin: "wire 2" };

describe("two figures on one measure", () => {
  test("equal numbers with equal bounds agree; a lost bound is compatible, not equal", () => {
    expect(relation(figure(27, "exact"), figure(27, "exact", AUTHORITIES))).toBe("agree");
    expect(relation(figure(27, "at-least"), figure(27, "exact", AUTHORITIES))).toBe("compatible-bounds");
    expect(relation(figure(11, "at-least"), figure(24, "exact", AUTHORITIES))).toBe("compatible-bounds");
    expect(relation(figure(700, "more-than"), figure(700, "exact", AUTHORITIES))).toBe("contradict");
    expect(relation(figure(2400, "approximately"), figure(2229, "exact", AUTHORITIES))).toBe(
      "compatible-bounds",
    );
  });

  test("one day, one scope and two numbers: a contradiction, and between whom is told", () => {
    expect(compareFigures(figure(11, "exact"), figure(12, "exact", AUTHORITIES))).toMatchObject({
      relation: "contradict",
      because: ["source"],
      isSameOrigin: false,
    });
    expect(compareFigures(figure(11, "exact"), figure(12, "exact"))).toMatchObject({
      relation: "contradict",
      because: ["same-source"],
      isSameVoice: true,
    });
  });

  test("two who are cited in one document are two sources; the document itself beside one it cites is not", () => {
    const here = { origin: "origin 1" };
    expect(
      compareFigures(figure(312, "exact", here), figure(450, "exact", { ...AUTHORITIES, ...here })),
    ).toMatchObject({ because: ["source"], isSameOrigin: true });
    const { voice: _, ...narrated } = figure(450, "exact", here);
    expect(compareFigures(figure(312, "exact", here), narrated).because).toEqual(["same-source"]);
  });

  test("a list of names leaves room for more, and none for fewer", () => {
    const named = figure(12, "exact", { isConfirmedByName: true });
    expect(relation(named, figure(14, "at-least"))).toBe("compatible-bounds");
    expect(relation(named, figure(20, "exact", AUTHORITIES))).toBe("compatible-bounds");
    expect(relation(named, figure(8, "exact", AUTHORITIES))).toBe("contradict");
  });

  test("a count that has grown since differs by time; one that has shrunk contradicts", () => {
    expect(relation(figure(11, "exact"), figure(24, "exact", { asOf: "2024-08-10" }))).toBe("different-time");
    expect(relation(figure(24, "exact"), figure(11, "exact", { asOf: "2024-08-10" }))).toBe("contradict");
  });

  test("without a date nobody says why they differ", () => {
    const { asOf: _, ...undated } = figure(12, "exact", AUTHORITIES);
    expect(compareFigures(figure(11, "exact"), undated)).toMatchObject({
      relation: "unclear",
      because: ["time", "source"],
    });
  });

  test("scope, definition and denominator come before any number", () => {
    expect(
      relation(figure(11, "exact", { scope: "civilians" }), figure(12, "exact", { scope: "soldiers" })),
    ).toBe("different-scope");
    expect(relation(figure(11, "exact"), figure(12, "exact", { scope: "civilians" }))).toBe(
      "different-scope",
    );
    expect(relation(figure(12, "exact"), figure(12, "exact", { scope: "civilians" }))).toBe("unclear");
    expect(relation(figure(2, "exact", { role: "part" }), figure(11, "exact"))).toBe("different-scope");
    expect(
      relation(
        figure(1808, "exact", { measure: "arrests", definition: "held" }),
        figure(2400, "exact", { measure: "arrests" }),
      ),
    ).toBe("different-definition");
    const share = (denominator: "votes" | "tally-sheets") => ({
      ...figure(80, "exact"),
      measure: "tally-sheet-coverage" as const,
      denominator,
    });
    expect(relation(share("votes"), share("tally-sheets"))).toBe("different-denominator");
  });

  test("other measures and other incidents are not compared, and dozens tell nothing", () => {
    expect(relation(figure(11, "exact"), figure(11, "exact", { measure: "injuries" }))).toBe(
      "not-comparable",
    );
    expect(relation(figure(11, "exact"), figure(11, "exact", { about: "another day" }))).toBe(
      "not-comparable",
    );
    expect(
      relation(figure(11, "exact"), { ...figure(11, "exact"), quantity: { bound: "vague", unit: "count" } }),
    ).toBe("unclear");
  });

  test("the order of the two changes nothing", () => {
    const any = fc.record({
      value: fc.nat(30),
      bound: fc.constantFrom("exact", "at-least", "more-than", "at-most", "less-than", "approximately"),
      asOf: fc.constantFrom("2024-07-30", "2024-08-10"),
      role: fc.constantFrom("total", "part"),
      voice: fc.constantFrom("one", "other"),
    });
    const make = ({
      value,
      bound,
      ...more
    }: {
      value: number;
      bound: "exact" | "at-least" | "more-than" | "at-most" | "less-than" | "approximately";
      asOf: string;
      role: "total" | "part";
      voice: string;
    }) => figure(value, bound, more);
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(compareFigures(make(one), make(other))).toEqual(compareFigures(make(other), make(one)));
      }),
    );
  });
});

describe("from figures to [min, max] and a floor", () => {
  test("copies of one wire without a voice are one source, and the floor stands apart", () => {
    const { voice: _, ...copy } = figure(27, "exact");
    const claims = claimsOf([
      copy,
      copy,
      figure(11, "at-least", { voice: "Foro Libre" }),
      { ...figure(23, "exact", { voice: "HRW", origin: "report" }), isConfirmedByName: true },
      figure(2, "exact", { role: "part" }),
    ]);
    const [counted] = countConflicting(claims);
    expect(counted?.incidents[0]).toMatchObject({
      range: { low: 11, high: undefined },
      floor: 23,
      sources: ["Foro Libre", "HRW", "wire 1"],
    });
  });

  test("bounds become ends: more than 700 is at least 701, fewer than ten at most 9, dozens are left out", () => {
    const numbers = claimsOf([
      figure(700, "more-than"),
      figure(10, "less-than"),
      figure(190, "approximately"),
    ]).map(({ number }) => number);
    expect(numbers).toEqual([
      { bound: "at-least", value: 701 },
      { bound: "at-most", value: 9 },
      { bound: "about", value: 190 },
    ]);
    expect(claimsOf([{ ...figure(1, "exact"), quantity: { bound: "vague", unit: "count" } }])).toEqual([]);
  });
});

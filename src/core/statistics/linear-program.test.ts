import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { feasibleRegion, valueAt, type Constraint, type Term } from "./linear-program.ts";
import { compare, divide, fromDecimalText, multiply, ONE, rational, subtract, ZERO } from "./rational.ts";
import type { Rational } from "./rational.ts";

const terms = (...coefficients: readonly number[]): Term[] =>
  coefficients.map((coefficient, variable) => ({ variable, coefficient: rational(coefficient) }));
const constraint = (
  coefficients: readonly number[],
  relation: Constraint["relation"],
  bound: number,
): Constraint => ({ terms: terms(...coefficients), relation, bound: rational(bound) });

/** The region, or the test stops. */
function region(variables: number, constraints: readonly Constraint[]) {
  const found = feasibleRegion(variables, constraints);
  if (found.kind === "infeasible") throw new Error("infeasible");
  return found;
}

const holds = (point: readonly Rational[], { terms, relation, bound }: Constraint): boolean => {
  const order = compare(valueAt(point, terms), bound);
  return relation === "exactly" ? order === 0 : relation === "at-most" ? order <= 0 : order >= 0;
};
const isAllowed = (point: readonly Rational[], constraints: readonly Constraint[]): boolean =>
  point.every((value) => value.numerator >= 0n) && constraints.every((each) => holds(point, each));

/** Solves equations by elimination; undefined where they have not exactly one solution. */
function solved(equations: readonly (readonly Rational[])[]): Rational[] | undefined {
  let rows = equations.map((row) => [...row]);
  for (let column = 0; column < rows.length; column++) {
    const at = rows.findIndex((row, index) => index >= column && row[column]?.numerator !== 0n);
    const [chosen, other] = [rows[at], rows[column]];
    if (chosen === undefined || other === undefined) return undefined;
    rows[at] = other;
    const leading = chosen[column] ?? ONE;
    const scaled = chosen.map((value) => divide(value, leading));
    rows[column] = scaled;
    rows = rows.map((row, index) =>
      index === column
        ? row
        : row.map((value, place) => subtract(value, multiply(row[column] ?? ZERO, scaled[place] ?? ZERO))),
    );
  }
  return rows.map((row) => row.at(-1) ?? ZERO);
}

/** Every choice of so many of the items. */
function choices<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((first, at) =>
    choices(items.slice(at + 1), count - 1).map((rest) => [first, ...rest]),
  );
}

/** All corners: points where as many constraints, or zeros, as there are variables hold with equality. */
function corners(variables: number, constraints: readonly Constraint[]): Rational[][] {
  const walls = [
    ...constraints.map(({ terms, bound }) => [
      ...Array.from({ length: variables }, (_, at) =>
        valueAt(
          Array.from({ length: variables }, (_, other) => (other === at ? ONE : ZERO)),
          terms,
        ),
      ),
      bound,
    ]),
    ...Array.from({ length: variables }, (_, at) =>
      Array.from({ length: variables + 1 }, (_, other) => (other === at ? ONE : ZERO)),
    ),
  ];
  return choices(walls, variables).flatMap((chosen) => {
    const point = solved(chosen);
    return point !== undefined && isAllowed(point, constraints) ? [point] : [];
  });
}

/** The directions in which one can go for ever: corners of the cone, cut where the steps sum to one. */
function directions(variables: number, constraints: readonly Constraint[]): Rational[][] {
  const cone = constraints.map((each) => ({ ...each, bound: ZERO }));
  const cut = constraint(
    Array.from({ length: variables }, () => 1),
    "exactly",
    1,
  );
  return corners(variables, [...cone, cut]);
}

describe("a textbook program", () => {
  const factory = [
    constraint([1, 0], "at-most", 4),
    constraint([0, 2], "at-most", 12),
    constraint([3, 2], "at-most", 18),
  ];

  test("has its published optimum: 36 at (2, 6)", () => {
    expect(region(2, factory).maximise(terms(3, 5))).toEqual({
      kind: "optimal",
      value: rational(36),
      point: [rational(2), rational(6)],
    });
  });

  test("answers the same whatever was asked before", () => {
    const asked = region(2, factory);
    const first = asked.maximise(terms(3, 5));
    asked.minimise(terms(1, 1));
    asked.maximise(terms(1, 0));
    expect(asked.maximise(terms(3, 5))).toEqual(first);
  });

  test("of fractions has an exact optimum", () => {
    const thirds = { terms: [{ variable: 0, coefficient: rational(1, 3) }], relation: "at-most" } as const;
    const found = region(1, [{ ...thirds, bound: fromDecimalText("0.1") }]).maximise(terms(1));
    expect(found).toMatchObject({ kind: "optimal", value: rational(3, 10) });
  });
});

test("Beale's program, on which the largest-gain rule goes round in circles, comes to its end", () => {
  const fraction = (above: number, below: number, variable: number): Term => ({
    variable,
    coefficient: rational(above, below),
  });
  const found = region(4, [
    {
      terms: [fraction(1, 4, 0), fraction(-60, 1, 1), fraction(-1, 25, 2), fraction(9, 1, 3)],
      relation: "at-most",
      bound: ZERO,
    },
    {
      terms: [fraction(1, 2, 0), fraction(-90, 1, 1), fraction(-1, 50, 2), fraction(3, 1, 3)],
      relation: "at-most",
      bound: ZERO,
    },
    constraint([0, 0, 1, 0], "at-most", 1),
  ]).maximise([fraction(3, 4, 0), fraction(-150, 1, 1), fraction(1, 50, 2), fraction(-6, 1, 3)]);
  expect(found).toMatchObject({ kind: "optimal", value: rational(1, 20) });
});

test("constraints that contradict each other allow nothing", () => {
  expect(feasibleRegion(1, [constraint([1], "at-most", -1)]).kind).toBe("infeasible");
  expect(feasibleRegion(2, [constraint([1, 1], "exactly", 3), constraint([2, 2], "exactly", 7)]).kind).toBe(
    "infeasible",
  );
});

test("an equation said twice, or that says nothing, does no harm", () => {
  const twice = [
    constraint([1, 1], "exactly", 3),
    constraint([2, 2], "exactly", 6),
    constraint([0, 0], "exactly", 0),
  ];
  expect(region(2, twice).maximise(terms(1, 0))).toMatchObject({ value: rational(3) });
  expect(region(2, twice).inUnitsOf(terms(1, 1))?.maximise(terms(1, 0))).toMatchObject({ value: ONE });
});

test("a sum that can grow without end has no units, and one that is never above zero has none either", () => {
  expect(() => region(1, []).inUnitsOf(terms(1))).toThrow(Error);
  expect(region(1, [constraint([1], "at-most", 0)]).inUnitsOf(terms(1))).toBeUndefined();
});

test("a variable that is not there stops the program", () => {
  expect(() => feasibleRegion(1, [constraint([1, 1], "at-most", 3)])).toThrow(Error);
});

test("what can grow without end is told with a way to go", () => {
  expect(region(2, [constraint([1, -1], "at-most", 2)]).maximise(terms(1, 0))).toEqual({
    kind: "unbounded",
    point: [rational(2), rational(0)],
    direction: [rational(1), rational(1)],
  });
});

describe("small programs, against all of their corners", () => {
  const program = fc.integer({ min: 1, max: 3 }).chain((variables) => {
    const coefficients = fc.array(fc.integer({ min: -3, max: 3 }), {
      minLength: variables,
      maxLength: variables,
    });
    const constraints = fc.array(
      fc
        .tuple(
          coefficients,
          fc.constantFrom<Constraint["relation"]>("at-most", "exactly", "at-least", "at-most"),
          fc.integer({ min: -4, max: 6 }),
        )
        .map((parts) => constraint(...parts)),
      { maxLength: 4 },
    );
    return fc.record({ variables: fc.constant(variables), constraints, objective: coefficients });
  });

  test("are infeasible exactly where there is no corner, and else stand on an allowed point", () => {
    fc.assert(
      fc.property(program, ({ variables, constraints }) => {
        const found = feasibleRegion(variables, constraints);
        expect(found.kind === "infeasible").toBe(corners(variables, constraints).length === 0);
        if (found.kind === "feasible") expect(isAllowed(found.point, constraints)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("have their largest value at the best corner, or grow without end along a direction that is allowed", () => {
    const seen = { optimal: 0, unbounded: 0 };
    fc.assert(
      fc.property(program, ({ variables, constraints, objective }) => {
        const found = feasibleRegion(variables, constraints);
        if (found.kind === "infeasible") return;
        const optimum = found.maximise(terms(...objective));
        seen[optimum.kind]++;
        expect(isAllowed(optimum.point, constraints)).toBe(true);
        const values = corners(variables, constraints).map((point) => valueAt(point, terms(...objective)));
        const gains = directions(variables, constraints).filter(
          (direction) => compare(valueAt(direction, terms(...objective)), ZERO) > 0,
        );
        if (optimum.kind === "unbounded") {
          const cone = constraints.map((each) => ({ ...each, bound: ZERO }));
          expect(isAllowed(optimum.direction, cone)).toBe(true);
          expect(compare(valueAt(optimum.direction, terms(...objective)), ZERO)).toBe(1);
          expect(gains.length).toBeGreaterThan(0);
        } else {
          expect(gains).toEqual([]);
          expect(optimum.value).toEqual(valueAt(optimum.point, terms(...objective)));
          expect(values.every((value) => compare(value, optimum.value) <= 0)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    expect(Math.min(seen.optimal, seen.unbounded)).toBeGreaterThan(20);
  });

  test("have a smallest value that is the largest of the opposite", () => {
    fc.assert(
      fc.property(program, ({ variables, constraints, objective }) => {
        const found = feasibleRegion(variables, constraints);
        if (found.kind === "infeasible") return;
        const least = found.minimise(terms(...objective));
        const most = found.maximise(terms(...objective.map((coefficient) => -coefficient)));
        expect(least.kind).toBe(most.kind);
        if (least.kind === "optimal" && most.kind === "optimal")
          expect(least.value).toEqual(subtract(ZERO, most.value));
      }),
      { numRuns: 100 },
    );
  });

  test("have in units of a sum the ratios to that sum, the largest at the best corner where it is not zero", () => {
    let seen = 0;
    fc.assert(
      fc.property(program, ({ variables, constraints, objective }) => {
        const everything = objective.map(() => 1);
        const bounded = [...constraints, constraint(everything, "at-most", 9)];
        const found = feasibleRegion(variables, bounded);
        if (found.kind === "infeasible") return;
        const scaled = found.inUnitsOf(terms(...everything));
        const ratios = corners(variables, bounded).flatMap((corner) => {
          const sum = valueAt(corner, terms(...everything));
          return sum.numerator === 0n ? [] : [divide(valueAt(corner, terms(...objective)), sum)];
        });
        expect(scaled === undefined).toBe(ratios.length === 0);
        const [least, most] = [ratios.toSorted(compare)[0], ratios.toSorted(compare).at(-1)];
        if (scaled === undefined) return;
        seen++;
        expect(scaled.maximise(terms(...objective))).toMatchObject({ kind: "optimal", value: most });
        expect(scaled.minimise(terms(...objective))).toMatchObject({ kind: "optimal", value: least });
        expect(valueAt(scaled.point, terms(...everything))).toEqual(ONE);
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  test("keep their value whatever the order of the constraints", () => {
    fc.assert(
      fc.property(program, ({ variables, constraints, objective }) => {
        const values = [constraints, constraints.toReversed()].map((each) => {
          const found = feasibleRegion(variables, each);
          if (found.kind === "infeasible") return found.kind;
          const optimum = found.maximise(terms(...objective));
          return optimum.kind === "unbounded" ? optimum.kind : optimum.value;
        });
        expect(values[0]).toEqual(values[1]);
      }),
      { numRuns: 100 },
    );
  });
});

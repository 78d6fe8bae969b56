import { add, greatestCommonDivisor, multiply, negate, rational, ZERO, type Rational } from "./rational.ts";

/** A coefficient of one variable in a sum. */
export interface Term {
  readonly variable: number;
  readonly coefficient: Rational;
}

export interface Constraint {
  readonly terms: readonly Term[];
  readonly relation: "at-most" | "exactly" | "at-least";
  readonly bound: Rational;
}

export type Optimum =
  | { readonly kind: "optimal"; readonly value: Rational; readonly point: readonly Rational[] }
  /** From the point, every step along the direction stays allowed and gains. */
  | {
      readonly kind: "unbounded";
      readonly point: readonly Rational[];
      readonly direction: readonly Rational[];
    };

export type FeasibleRegion = { readonly kind: "infeasible" } | Feasible;

export interface Feasible {
  readonly kind: "feasible";
  /** One of the corners. */
  readonly point: readonly Rational[];
  /** A corner where the sum is largest. The answer depends on nothing that was asked before. */
  maximise(objective: readonly Term[]): Optimum;
  /** A corner where the sum is smallest; "unbounded" below. */
  minimise(objective: readonly Term[]): Optimum;
  /**
   * For a region without unbounded directions: each point of it multiplied by what gives the sum the value 1, so that
   * sums become ratios to that sum (Charnes and Cooper 1962, Programming with Linear Fractional Functionals). Points
   * where the sum is not above 0 are left out; undefined where no others are.
   */
  inUnitsOf(sum: readonly Term[]): Feasible | undefined;
}

/**
 * What a set of linear constraints on variables that are at least zero allows, in exact arithmetic: nothing, or a
 * region over which any number of sums can be maximised. The two-phase simplex method (Dantzig 1963, Linear Programming
 * and Extensions) with Bland's rule, which cannot cycle (Bland 1977, New Finite Pivoting Rules for the Simplex Method).
 * Every equation is held in integers, so that no step rounds.
 */
export function feasibleRegion(variables: number, constraints: readonly Constraint[]): FeasibleRegion {
  const { tableau, real, shortfall } = startingTableau(variables, constraints);
  climb(tableau, shortfall);
  if (tableau.basis.some((variable, row) => variable >= real && boundOf(tableau, row) > 0n))
    return { kind: "infeasible" };
  return regionFrom(withoutArtificials(tableau, real), variables);
}

function regionFrom(tableau: Tableau, variables: number): Feasible {
  const maximise = (objective: readonly Term[]): Optimum => {
    const { tableau: best, ray } = highest(tableau, objective);
    const point = pointOf(best, variables);
    if (ray !== undefined) return { kind: "unbounded", point, direction: directionOf(best, ray, variables) };
    return { kind: "optimal", value: valueAt(point, objective), point };
  };
  const minimise = (objective: readonly Term[]): Optimum => {
    const optimum = maximise(objective.map((term) => ({ ...term, coefficient: negate(term.coefficient) })));
    return optimum.kind === "unbounded" ? optimum : { ...optimum, value: negate(optimum.value) };
  };
  const inUnitsOf = (sum: readonly Term[]): Feasible | undefined => {
    const { tableau: best, ray } = highest(tableau, sum);
    if (ray !== undefined) throw new Error("a sum without bound has no units");
    if (valueAt(pointOf(best, variables), sum).numerator <= 0n) return undefined;
    return regionFrom(scaledTableau(best, sum), variables);
  };
  return { kind: "feasible", point: pointOf(tableau, variables), maximise, minimise, inUnitsOf };
}

/** The value of a sum at a point. */
export function valueAt(point: readonly Rational[], terms: readonly Term[]): Rational {
  return terms.reduce(
    (sum, { variable, coefficient }) => add(sum, multiply(coefficient, point[variable] ?? ZERO)),
    ZERO,
  );
}

/**
 * Equations in integers, one a row: the coefficients of all variables, then the bound, which is never below zero. In
 * each row stands one basic variable, with a coefficient above zero, that stands in no other row; the point of a tableau
 * has all variables but the basic ones at zero.
 */
interface Tableau {
  readonly equations: bigint[][];
  readonly basis: number[];
  /** Of a row: all variables and the bound. */
  readonly width: number;
}

/**
 * Phase one: a slack variable turns an inequality into an equation, and an artificial variable stands for the shortfall
 * of an equation that zero for everything else would not satisfy. Making the sum of shortfalls smallest finds a point,
 * or that there is none. Artificial variables are numbered from `real` upwards.
 */
function startingTableau(variables: number, constraints: readonly Constraint[]) {
  const slacks = constraints.filter(({ relation }) => relation !== "exactly").length;
  const real = variables + slacks;
  const needsArtificial = ({ relation, bound }: Constraint): boolean =>
    relation === "exactly" || (relation === "at-most" ? bound.numerator < 0n : bound.numerator > 0n);
  const width = real + constraints.filter(needsArtificial).length + 1;
  const shortfall = Array.from({ length: width }, () => 0n);
  const tableau: Tableau = { equations: [], basis: [], width };
  let [slack, artificial] = [variables, real];
  for (const constraint of constraints) {
    const equation = Array.from({ length: width }, () => 0n);
    const sign = isNegated(constraint) ? -1n : 1n;
    const scale = [constraint.bound, ...constraint.terms.map(({ coefficient }) => coefficient)]
      .map(({ denominator }) => denominator)
      .reduce(leastCommonMultiple, 1n);
    const whole = (value: Rational): bigint => (sign * value.numerator * scale) / value.denominator;
    for (const { variable, coefficient } of constraint.terms) {
      if (variable < 0 || variable >= variables) throw new Error(`no variable ${variable}`);
      equation[variable] = (equation[variable] ?? 0n) + whole(coefficient);
    }
    equation[width - 1] = whole(constraint.bound);
    if (constraint.relation !== "exactly") equation[slack] = constraint.relation === "at-most" ? sign : -sign;
    if (needsArtificial(constraint)) {
      for (let column = 0; column < width; column++)
        shortfall[column] = (shortfall[column] ?? 0n) + (equation[column] ?? 0n);
      equation[artificial] = 1n;
      tableau.basis.push(artificial++);
    } else tableau.basis.push(slack);
    if (constraint.relation !== "exactly") slack++;
    tableau.equations.push(equation);
  }
  return { tableau, real, shortfall };
}

/** Whether all signs are turned, so that the bound is not below zero, and a slack can be basic where it is zero. */
function isNegated({ relation, bound }: Constraint): boolean {
  return bound.numerator < 0n || (bound.numerator === 0n && relation === "at-least");
}

/** Takes the artificial variables, which are all zero now, out of the basis and away; drops what says 0 = 0. */
function withoutArtificials(tableau: Tableau, real: number): Tableau {
  const kept: number[] = [];
  for (const [row, variable] of tableau.basis.entries()) {
    const equation = tableau.equations[row] ?? [];
    if (variable < real) kept.push(row);
    else {
      const column = equation.findIndex((coefficient, at) => at < real && coefficient !== 0n);
      if (column < 0) continue;
      if ((equation[column] ?? 0n) < 0n) tableau.equations[row] = equation.map((coefficient) => -coefficient);
      pivot(tableau, { row, column });
      kept.push(row);
    }
  }
  return {
    equations: kept.map((row) => {
      const equation = tableau.equations[row] ?? [];
      return [...equation.slice(0, real), equation.at(-1) ?? 0n];
    }),
    basis: kept.map((row) => tableau.basis[row] ?? 0),
    width: real + 1,
  };
}

/** A copy of the tableau at a corner where the sum is largest, or where a variable can grow without end. */
function highest(
  tableau: Tableau,
  objective: readonly Term[],
): { tableau: Tableau; ray: number | undefined } {
  const copy: Tableau = {
    equations: [...tableau.equations],
    basis: [...tableau.basis],
    width: tableau.width,
  };
  const ray = climb(copy, withoutBasic(copy, inIntegers(objective, tableau.width)));
  return { tableau: copy, ray };
}

/** A sum as a row of integers, all multiplied by the same number above zero; its bound is 0. */
function inIntegers(terms: readonly Term[], width: number): bigint[] {
  const scale = terms.map(({ coefficient }) => coefficient.denominator).reduce(leastCommonMultiple, 1n);
  const row = Array.from({ length: width }, () => 0n);
  for (const { variable, coefficient } of terms)
    row[variable] = (row[variable] ?? 0n) + (coefficient.numerator * scale) / coefficient.denominator;
  return row;
}

/** The row with the basic variables expressed by the others. */
function withoutBasic(tableau: Tableau, row: bigint[]): bigint[] {
  let result = row;
  for (const [at, column] of tableau.basis.entries())
    result = cleared(result, tableau.equations[at] ?? [], column);
  return result;
}

/**
 * One more variable, the multiplier of the point: bounds become its coefficients, and the sum is 1. As the sum is above
 * zero at the tableau's corner, the multiplier can be basic at once, and the scaled corner is the first point.
 */
function scaledTableau(tableau: Tableau, sum: readonly Term[]): Tableau {
  const multiplier = tableau.width - 1;
  const width = tableau.width + 1;
  const scaled: Tableau = {
    equations: tableau.equations.map((equation) => [
      ...equation.slice(0, multiplier),
      -(equation[multiplier] ?? 0n),
      0n,
    ]),
    basis: [...tableau.basis],
    width,
  };
  const scale = sum.map(({ coefficient }) => coefficient.denominator).reduce(leastCommonMultiple, 1n);
  scaled.equations.push(withoutBasic(scaled, [...inIntegers(sum, width - 1), scale]));
  scaled.basis.push(multiplier);
  pivot(scaled, { row: scaled.basis.length - 1, column: multiplier });
  return scaled;
}

/**
 * Goes from corner to corner while any variable gains: the first such enters, and of the rows that allow the smallest
 * step the one with the first basic variable leaves (Bland). Returns the variable that can grow without end, if any.
 */
function climb(tableau: Tableau, objective: bigint[]): number | undefined {
  let gains = objective;
  for (;;) {
    const column = gains.findIndex((gain, at) => gain > 0n && at < gains.length - 1);
    if (column < 0) return undefined;
    const row = leavingRow(tableau, column);
    if (row === undefined) return column;
    pivot(tableau, { row, column });
    gains = cleared(gains, tableau.equations[row] ?? [], column);
  }
}

function leavingRow(tableau: Tableau, column: number): number | undefined {
  let best: { row: number; bound: bigint; coefficient: bigint; variable: number } | undefined;
  for (const [row, equation] of tableau.equations.entries()) {
    const coefficient = equation[column] ?? 0n;
    if (coefficient <= 0n) continue;
    const [bound, variable] = [boundOf(tableau, row), tableau.basis[row] ?? 0];
    const difference = best === undefined ? -1n : bound * best.coefficient - best.bound * coefficient;
    if (best === undefined || difference < 0n || (difference === 0n && variable < best.variable))
      best = { row, bound, coefficient, variable };
  }
  return best?.row;
}

/** Makes the column's variable basic in the row, whose coefficient there is above zero. */
function pivot(tableau: Tableau, at: { readonly row: number; readonly column: number }): void {
  const chosen = tableau.equations[at.row] ?? [];
  for (const [row, equation] of tableau.equations.entries())
    if (row !== at.row) tableau.equations[row] = cleared(equation, chosen, at.column);
  tableau.basis[at.row] = at.column;
}

/**
 * The equation with the column's variable taken out by means of another equation, where it has a coefficient above
 * zero. The equation is only multiplied by numbers above zero, so that signs keep their meaning.
 */
function cleared(equation: bigint[], by: readonly bigint[], column: number): bigint[] {
  const unwanted = equation[column] ?? 0n;
  if (unwanted === 0n) return equation;
  const leading = by[column] ?? 0n;
  const common = greatestCommonDivisor(leading, unwanted);
  const [factor, times] = [leading / common, unwanted / common];
  const result = equation.map((coefficient, at) => {
    const other = by[at] ?? 0n;
    const multiplied = factor === 1n || coefficient === 0n ? coefficient : coefficient * factor;
    return other === 0n ? multiplied : multiplied - other * times;
  });
  let content = 0n;
  for (const coefficient of result) {
    if (coefficient !== 0n) content = greatestCommonDivisor(content, coefficient);
    if (content === 1n) return result;
  }
  return content === 0n ? result : result.map((coefficient) => coefficient / content);
}

function boundOf(tableau: Tableau, row: number): bigint {
  return tableau.equations[row]?.at(-1) ?? 0n;
}

function pointOf(tableau: Tableau, variables: number): Rational[] {
  const point = Array.from({ length: variables }, () => ZERO);
  for (const [row, variable] of tableau.basis.entries())
    if (variable < variables)
      point[variable] = rational(boundOf(tableau, row), tableau.equations[row]?.[variable] ?? 0n);
  return point;
}

/** How all variables move when the entering one grows by one. */
function directionOf(tableau: Tableau, entering: number, variables: number): Rational[] {
  const direction = Array.from({ length: variables }, () => ZERO);
  if (entering < variables) direction[entering] = rational(1n);
  for (const [row, variable] of tableau.basis.entries()) {
    const equation = tableau.equations[row] ?? [];
    if (variable < variables)
      direction[variable] = rational(-(equation[entering] ?? 0n), equation[variable] ?? 0n);
  }
  return direction;
}

function leastCommonMultiple(one: bigint, other: bigint): bigint {
  return (one / greatestCommonDivisor(one, other)) * other;
}

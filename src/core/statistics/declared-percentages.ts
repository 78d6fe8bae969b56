import { closingTriples, TRIPLES_GRID_LIMIT, type ClosingTriples } from "./closing-triples.ts";
import { sumOf } from "./closure.ts";
import { compare, divide, multiply, ONE, rational, roundHalfUp, toNumber } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** How a count may have been made from a share of the total. */
export type RebuildingRule = "nearest" | "floor" | "ceil";
export const REBUILDING_RULES: readonly RebuildingRule[] = ["nearest", "floor", "ceil"];

/** Decimals of a percentage that are tried: 51%, 51.2%, 51.20%, 51.200%. */
export const DECIMALS_TRIED: readonly number[] = [0, 1, 2, 3];

/**
 * A cell of the grid must be this many votes wide. Below it the counts are not spread evenly over the cell, and a fit
 * is common.
 */
export const CELL_LEAST = 50;

/** One grid of percentages held against the counts. */
export interface GridTested {
  readonly kind: "tested";
  readonly decimals: number;
  /** Steps of the grid in the whole: 10^(decimals+2). */
  readonly grid: number;
  /** The nearest step for each part; 512 on a grid of 1,000 is 51.2%. */
  readonly steps: readonly number[];
  /** Votes minus the total times the step, in votes. */
  readonly residuals: readonly number[];
  /** The rules under which every count is what the rule makes of its step. */
  readonly rulesThatFit: readonly RebuildingRule[];
}

export interface GridRefused {
  readonly kind: "refused";
  readonly decimals: number;
  readonly grid: number;
  readonly reason: "total-too-small-for-grid";
  /** How many votes a cell is wide. */
  readonly cell: number;
}

/** How surprising the fit on the coarsest grid is, were the counts made without it. */
export interface FitWeighed {
  readonly decimals: number;
  readonly grid: number;
  readonly rule: RebuildingRule;
  /** (grid / total)^(parts - 1): counts that lie evenly within the cells, the last part implied by the total. */
  readonly probability: number;
  readonly oneIn: number;
  /** The probability times the pairs of grid and rule that were tried, at most 1. */
  readonly probabilityCorrected: number;
  /** How much likelier the fit is if the counts were made from the percentages, which then fit for certain. */
  readonly likelihoodRatio: number;
  /** The likelihood ratio divided by the pairs tried: what is left where nobody knew before which pair to expect. */
  readonly likelihoodRatioCorrected: number;
  readonly enumeration: FitEnumerated | undefined;
}

/** The same with every division of the total among three parts taken as equally likely, counted one by one. */
export interface FitEnumerated {
  readonly triples: number;
  readonly closing: number;
  /** Closing triples over all divisions of the total. */
  readonly probability: number;
  readonly oneIn: number;
  /** The same with ties rounded either way, which is what the fit itself allows. */
  readonly closingEitherWay: number;
  readonly probabilityEitherWay: number;
  /** Divisions of the total over triples: the counts themselves under both accounts, all triples equally likely. */
  readonly likelihoodRatio: number;
}

export type DeclaredPercentages =
  | {
      readonly kind: "answered";
      readonly total: number;
      /** Parts that have votes. A part without any fits every grid and counts as none. */
      readonly parts: number;
      readonly grids: readonly (GridTested | GridRefused)[];
      /** Pairs of grid and rule that were tried, whether they fit or not. */
      readonly pairsTried: number;
      /** Undefined where no grid fits under any rule. */
      readonly fit: FitWeighed | undefined;
      /** What else makes such counts: whoever announced them had only the percentages at hand and worked back. */
      readonly benignAlternative: "counts-rebuilt-for-the-announcement";
    }
  | {
      readonly kind: "refused";
      readonly reason: "parts-do-not-make-total" | "fewer-than-two-parts" | "total-too-small-for-every-grid";
    };

/**
 * Whether declared counts are what rounding makes of round percentages of the total. For each grid of percentages and
 * each rule of rounding: the step nearest to every count, how many votes the count is off it, and whether all of them
 * are what the rule gives. Fits are decided in exact integers. Under `nearest` every part must fit within half a vote,
 * ties either way. Under `floor` and `ceil` the last part with votes is what the others leave, because parts that are
 * all rounded the same way make the total only where nothing was rounded at all.
 *
 * The probability is that of a fit on the coarsest grid that fits, the finer ones repeating it, if the counts lie
 * evenly within the cells. It is no probability that anything happened: the reader's expectation before and the benign
 * alternative are not in it.
 *
 * Source: the question put to the first bulletin of Venezuela in 2024 (A. Gelman's "roughly 1 in 100 million", as
 * reported by Caracas Chronicles on 1 August 2024; T. Tao's framing by likelihood ratio). The formulas are our own.
 */
export function testDeclaredPercentages(declared: {
  readonly votes: readonly number[];
  readonly total: number;
}): DeclaredPercentages {
  const { votes, total } = declared;
  if (sumOf(votes) !== total) return { kind: "refused", reason: "parts-do-not-make-total" };
  const parts = votes.filter((count) => count > 0).length;
  if (parts < 2) return { kind: "refused", reason: "fewer-than-two-parts" };
  const grids = DECIMALS_TRIED.map((decimals) => testGrid(votes, total, decimals));
  const tested = grids.filter((grid) => grid.kind === "tested");
  if (tested.length === 0) return { kind: "refused", reason: "total-too-small-for-every-grid" };
  const pairsTried = tested.length * REBUILDING_RULES.length;
  const coarsest = tested.find((grid) => grid.rulesThatFit.length > 0);
  return {
    kind: "answered",
    total,
    parts,
    grids,
    pairsTried,
    fit: coarsest === undefined ? undefined : weigh(coarsest, { total, parts, pairsTried }),
    benignAlternative: "counts-rebuilt-for-the-announcement",
  };
}

function testGrid(votes: readonly number[], total: number, decimals: number): GridTested | GridRefused {
  const grid = 10 ** (decimals + 2);
  if (total < CELL_LEAST * grid) {
    const cell = toNumber(rational(total, grid));
    return { kind: "refused", decimals, grid, reason: "total-too-small-for-grid", cell };
  }
  const cell = rational(total, grid);
  const steps = votes.map((count) => roundHalfUp(divide(rational(count), cell)));
  // In parts of a vote: votes times grid minus total times step is the residual times the grid.
  const scaled = votes.map((count, at) => BigInt(count) * BigInt(grid) - BigInt(total) * (steps[at] ?? 0n));
  const withVotes = scaled.filter((_, at) => (votes[at] ?? 0) > 0);
  return {
    kind: "tested",
    decimals,
    grid,
    steps: steps.map(Number),
    residuals: scaled.map((residual) => toNumber(rational(residual, grid))),
    rulesThatFit: REBUILDING_RULES.filter((rule) => fits(rule, withVotes, BigInt(grid))),
  };
}

/** Whether all residuals, given as multiples of 1/grid votes, are ones that the rule leaves. */
function fits(rule: RebuildingRule, scaled: readonly bigint[], grid: bigint): boolean {
  const rebuilt = scaled.slice(0, -1);
  switch (rule) {
    case "nearest":
      return scaled.every((residual) => 2n * residual <= grid && -2n * residual <= grid);
    case "floor":
      return rebuilt.every((residual) => -grid < residual && residual <= 0n);
    case "ceil":
      return rebuilt.every((residual) => residual >= 0n && residual < grid);
  }
}

function weigh(
  fit: GridTested,
  given: { readonly total: number; readonly parts: number; readonly pairsTried: number },
): FitWeighed {
  const { total, parts, pairsTried } = given;
  const cell = rational(total, fit.grid);
  let ratio = ONE;
  for (let part = 1; part < parts; part++) ratio = multiply(ratio, cell);
  const probability = divide(ONE, ratio);
  const corrected = multiply(probability, rational(pairsTried));
  return {
    decimals: fit.decimals,
    grid: fit.grid,
    rule: fit.rulesThatFit[0] ?? "nearest",
    probability: toNumber(probability),
    oneIn: toNumber(ratio),
    probabilityCorrected: compare(corrected, ONE) < 0 ? toNumber(corrected) : 1,
    likelihoodRatio: toNumber(ratio),
    likelihoodRatioCorrected: toNumber(divide(ratio, rational(pairsTried))),
    enumeration:
      parts === 3 && fit.grid <= TRIPLES_GRID_LIMIT && fit.rulesThatFit[0] === "nearest"
        ? enumerated(total, closingTriples(total, fit.grid))
        : undefined,
  };
}

/** All divisions of a total among three parts, zeros allowed: (total + 2 choose 2). */
function enumerated(total: number, counted: ClosingTriples): FitEnumerated {
  const divisions: Rational = rational((BigInt(total) + 2n) * (BigInt(total) + 1n), 2n);
  const { triples, closing, closingEitherWay } = counted;
  return {
    triples,
    closing,
    probability: toNumber(divide(rational(closing), divisions)),
    oneIn: toNumber(divide(divisions, rational(closing))),
    closingEitherWay,
    probabilityEitherWay: toNumber(divide(rational(closingEitherWay), divisions)),
    likelihoodRatio: toNumber(divide(divisions, rational(triples))),
  };
}

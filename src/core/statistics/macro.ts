import { ln } from "../distributions.ts";
import { assert } from "../tlog/assert.ts";
import { declaredMargin, type BatchBounds, type DeclaredBatches } from "./batch-bounds.ts";

/**
 * What to do with errors that made the declared margin too small. `signed` (Lindeman 2010) lets them count for the
 * declared outcome; `clamped` (as Arlo does) takes them as no error. Both keep the risk limit; clamped needs more
 * sheets.
 */
export type ErrorRule = "signed" | "clamped";

/** The votes on one sheet, in the order of the selections; a sheet that nobody can show is missing. */
export type SheetVotes = readonly number[] | "missing";

/** Draws with replacement, each with probability u/U, in the order in which they were drawn. */
export interface TaintedDraws {
  /** U, above 1. */
  readonly totalBound: number;
  /** For every draw the error of its batch over its bound, e/u. A batch drawn twice stands twice. */
  readonly taints: readonly (number | "missing")[];
  readonly errors: ErrorRule;
}

export interface KaplanMarkovRisk {
  readonly kind: "risk";
  /** The smallest P so far, at most 1: the test is sequential, so stopping at the smallest is allowed. */
  readonly risk: number;
  /** P after the last draw; it can be above 1. */
  readonly riskNow: number;
  /** P after every draw. */
  readonly history: Float64Array;
}

export interface KaplanMarkovRefusal {
  readonly kind: "refused";
  readonly reason: "sheet-missing" | "taint-reaches-one" | "taint-above-one";
  /** The index of the draw, from 0. */
  readonly draw: number;
  /** The smallest P over the draws before it, at most 1. */
  readonly riskBefore: number;
}

/**
 * P = product over draws of (1 - 1/U) / (1 - t), the Kaplan-Markov bound on the chance of taints this small if the
 * declared outcome is wrong. By Ville's inequality the smallest P over all draws so far is a valid risk as well.
 *
 * Refused at the first taint of 1, where P has no finite value from then on: a missing sheet has it by assumption. A
 * taint above 1 means that the number of votes taken as the most was exceeded. ALPHA (batch-audit.ts) goes on where a
 * sheet is missing.
 *
 * Source: Stark 2009, Risk-limiting post-election audits: P-values from common probability inequalities; Lindeman
 * 2010.
 */
export function kaplanMarkov(draws: TaintedDraws): KaplanMarkovRisk | KaplanMarkovRefusal {
  const clean = cleanFactor(draws.totalBound);
  const history = new Float64Array(draws.taints.length);
  let riskNow = 1;
  let risk = 1;
  for (const [draw, found] of draws.taints.entries()) {
    const refusal = { kind: "refused", draw, riskBefore: risk } as const;
    if (found === "missing") return { ...refusal, reason: "sheet-missing" };
    if (found > 1) return { ...refusal, reason: "taint-above-one" };
    if (found === 1) return { ...refusal, reason: "taint-reaches-one" };
    const taint = draws.errors === "clamped" ? Math.max(0, found) : found;
    riskNow *= clean / (1 - taint);
    history[draw] = riskNow;
    risk = Math.min(risk, riskNow);
  }
  return { kind: "risk", risk, riskNow, history };
}

/** A batch and the votes that its sheet shows. */
export interface BatchSheet {
  readonly batch: number;
  readonly votes: readonly number[];
}

/**
 * The error e of one batch in margins: the largest over pairs of ((w - l) declared - (w - l) on the sheet) / V. Above
 * zero where the declared margin is too large.
 */
export function batchError(declared: DeclaredBatches, bounds: BatchBounds, sheet: BatchSheet): number {
  let largest = -Infinity;
  for (const pair of bounds.pairs)
    largest = Math.max(largest, errorInVotes(declared, pair, sheet) / pair.marginTested);
  return largest;
}

/** The taint e/u of one batch; its bound must be above zero, or it could not have been drawn. */
export function batchTaint(declared: DeclaredBatches, bounds: BatchBounds, sheet: BatchSheet): number {
  const bound = bounds.bounds[sheet.batch] ?? 0;
  assert(bound > 0, "a batch that was drawn has a bound above zero");
  return batchError(declared, bounds, sheet) / bound;
}

/** How many votes the margin of a pair was overstated by in one batch, by its sheet. */
export function errorInVotes(
  declared: DeclaredBatches,
  pair: { readonly winner: number; readonly loser: number },
  { batch, votes }: BatchSheet,
): number {
  return declaredMargin(declared, batch, pair) - ((votes[pair.winner] ?? 0) - (votes[pair.loser] ?? 0));
}

/** How far the test is, and what it has to reach. */
export interface RiskAim {
  /** U, above 1. */
  readonly totalBound: number;
  /** Between 0 and 1. */
  readonly riskLimit: number;
  /** P now; 1 before the first draw. */
  readonly risk: number;
}

/**
 * The fewest further draws that bring P to the limit if none shows a difference: ceil(ln(limit / P) / ln(1 - 1/U)).
 * Before the first draw this is n0 (Lindeman, Stark and others).
 */
export function drawsToLimit({ totalBound, riskLimit, risk }: RiskAim): number {
  assert(riskLimit > 0 && riskLimit < 1, "a risk limit lies between 0 and 1");
  if (risk <= riskLimit) return 0;
  const clean = cleanFactor(totalBound);
  const draws = Math.ceil(ln(riskLimit / risk) / ln(clean));
  // The quotient of two logarithms can miss a whole number by its rounding: P itself decides.
  if (risk * power(clean, draws - 1) <= riskLimit) return draws - 1;
  return risk * power(clean, draws) <= riskLimit ? draws : draws + 1;
}

/** The same as Arlo plans it: always one draw more. */
export function drawsToLimitByArlo(aim: RiskAim): number {
  return drawsToLimit(aim) + 1;
}

/** What a draw without a difference multiplies P by. */
function cleanFactor(totalBound: number): number {
  assert(totalBound > 1, "the bounds add up to more than the margin");
  return 1 - 1 / totalBound;
}

/** By repeated squaring, for a whole exponent that is not negative: the same in every engine, unlike Math.pow. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let [square, left] = [base, exponent]; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

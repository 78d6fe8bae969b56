import { assert, isCount } from "../tlog/assert.ts";
import { alphaFactor, capped, shrinkTruncGuess, type ShrinkTrunc } from "./alpha.ts";
import {
  boundBatches,
  largestError,
  type BatchBounds,
  type BoundsRefusal,
  type DeclaredBatches,
  type ReportedPair,
} from "./batch-bounds.ts";
import {
  batchTaint,
  drawsToLimit,
  errorInVotes,
  kaplanMarkov,
  type ErrorRule,
  type KaplanMarkovRefusal,
  type KaplanMarkovRisk,
  type SheetVotes,
} from "./macro.ts";

/** How the stations came to be looked at. Only the first has a risk. */
export type StationsDrawn =
  | "at-random-by-bounds-from-full-register"
  | "at-random-by-other-weights"
  | "at-random-from-part-of-register"
  | "not-at-random"
  | "unknown";

/** Everything that is settled before the first sheet is looked at. */
export interface AuditDesign {
  readonly declared: DeclaredBatches;
  /** Those of `declared`, where the caller has them. */
  readonly bounds?: BatchBounds;
  /** The largest chance of confirming an outcome that is not what all sheets say; between 0 and 1. */
  readonly riskLimit: number;
  readonly errors: ErrorRule;
  readonly stationsDrawn: StationsDrawn;
  /** ALPHA's guess, as a share of the bound that is left after the errors; undefined: `usualGuess`. */
  readonly guess: ShrinkTrunc | undefined;
}

/** What has been drawn and seen. */
export interface AuditProgress {
  /** Batches in the order of the draw, with replacement. Draws beyond the sheets at hand do no harm. */
  readonly draws: readonly number[];
  /** What is known of a batch. One that is drawn and not in here is being waited for. */
  readonly sheets: ReadonlyMap<number, SheetVotes>;
}

export interface PairRisk extends ReportedPair {
  /** The smallest P-value so far, at most 1; 0 where the sheets settle the pair by themselves. */
  readonly risk: number;
  /** The P-value by the last sheet alone, at most 1. */
  readonly riskNow: number;
  /** The P-value after every sheet, at most 1. */
  readonly history: Float64Array;
  /** Votes by which the sheets read change the margin; above zero where the declared margin is too large. */
  readonly errorFound: number;
  /** No votes in the sheets not seen could change the order: whole numbers compared, no statistics. */
  readonly certain: boolean;
  /** About how many further sheets bring the risk to the limit if none differs or is missing; 0 where it is reached. */
  readonly furtherSheets: number | "out-of-reach";
}

export type AuditStatus =
  | { readonly kind: "confirmed"; readonly byCertainty: boolean }
  /** About so many further sheets if no further one differs or is missing. */
  | { readonly kind: "continue"; readonly furtherSheets: number }
  | { readonly kind: "call-for-everything"; readonly reason: EverythingReason; readonly pair: ReportedPair };

/**
 * `errors-reach-margin`: with the sheets read in place of what was declared, all else as declared, and the votes
 * outside for the loser, the order is another.
 * `limit-out-of-reach`: with the worst case in every missing sheet it could be another, whatever the rest shows.
 */
export type EverythingReason = "errors-reach-margin" | "limit-out-of-reach";

export interface BatchAudit {
  readonly kind: "audit";
  readonly status: AuditStatus;
  /** The largest of the pairs' risks. */
  readonly risk: number;
  readonly pairs: readonly PairRisk[];
  /** U. */
  readonly totalBound: number;
  /** Draws before the first one whose sheet is being waited for; only these count. */
  readonly drawsRead: number;
  /** Batches among them, each once. */
  readonly sheetsRead: number;
  /** Batches among these whose sheet is missing. */
  readonly sheetsMissing: readonly number[];
  /** Batches drawn whose sheet is being waited for, in order, each once. */
  readonly awaited: readonly number[];
  readonly macro: MacroAudit;
}

/** MACRO on the same draws, repeats included. */
export type MacroAudit = (KaplanMarkovRisk & { readonly furtherDraws: number }) | KaplanMarkovRefusal;

export interface AuditRefusal {
  readonly kind: "refused";
  readonly reason:
    | Exclude<StationsDrawn, "at-random-by-bounds-from-full-register">
    /** A batch that shows more than its size allows: the sizes are no bounds, and nothing above them is one. */
    | "error-above-bound"
    /** A batch with the bound zero, which the draw cannot give. */
    | "drawn-with-no-bound";
  readonly batch?: number;
}

/**
 * Tests a declared outcome by comparing sheets with what was declared station by station. If all sheets together show
 * another outcome, the chance that this ever says "confirmed" by statistics is at most the risk limit, however often it
 * is asked. A missing sheet counts as the worst that it could say.
 *
 * For each declared winner w and loser l, with e the error of a batch in votes and V the margin: A = u - e / V is never
 * below zero, and its sum is at most U - 1 if w is not ahead of l. ALPHA tests that sum, with batches drawn in
 * proportion to u without replacement: X = A U_l / (u |D_l|) has the mean mu = ((U - 1) - sum of A seen) / |D_l| over
 * the batches D_l that are left, whose bounds add up to U_l. Both are taken here in units of U_l / |D_l|, where X is
 * A / u, 1 for a sheet without a difference and 0 for a missing one, and the upper bound is 1. (A negative e, which
 * `signed` keeps, gives X above 1; the factor stays fair, see `alphaFactor`.) The outcome is confirmed when the P-value
 * of every pair has been at or below the risk limit.
 *
 * The draws are with replacement and MACRO takes them so. Skipping every batch that was drawn before leaves draws in
 * proportion to u from those not yet drawn: the law of draws without replacement, which ALPHA is given.
 *
 * Refused unless stations were drawn at random, in proportion to the bounds, from the full register: no other
 * collection of sheets has a risk. Not for strata drawn apart.
 *
 * Source: Stark 2022, ALPHA, section 4 (batches, weights); Stark 2020, SHANGRLA (assorters); Stark 2009 (MACRO).
 */
export function auditBatches(
  design: AuditDesign,
  progress: AuditProgress,
): BatchAudit | BoundsRefusal | AuditRefusal {
  assert(design.riskLimit > 0 && design.riskLimit < 1, "a risk limit lies between 0 and 1");
  if (design.stationsDrawn !== "at-random-by-bounds-from-full-register")
    return { kind: "refused", reason: design.stationsDrawn };
  const bounds = design.bounds ?? boundBatches(design.declared);
  if (bounds.kind === "refused") return bounds;
  const read = readDraws(progress);
  const impossible = checkSheets(design, bounds, read);
  if (impossible !== undefined) return impossible;
  const left = stationsLeft(bounds, read);
  const pairs = bounds.pairs.map((pair) => testPair({ design, bounds, read, left }, pair));
  return {
    kind: "audit",
    status: statusOf(pairs, design.riskLimit),
    risk: pairs.reduce((risk, pair) => Math.max(risk, pair.risk), 0),
    pairs,
    totalBound: bounds.total,
    drawsRead: read.draws.length,
    sheetsRead: read.sheets.length,
    sheetsMissing: read.sheets.filter(({ votes }) => votes === "missing").map(({ batch }) => batch),
    awaited: [...new Set(progress.draws)].filter((batch) => !progress.sheets.has(batch)),
    macro: runMacro(design, bounds, read),
  };
}

/** A first guess that a fifth of the margin is lost to errors and missing sheets. It weighs as much as 100 sheets. */
export function usualGuess(totalBound: number): ShrinkTrunc {
  return { mean: 1 - 0.2 / totalBound, weight: 100, distance: 0.4 / totalBound };
}

interface SeenBatch {
  readonly batch: number;
  readonly votes: SheetVotes;
}

/** The draws up to the first one whose sheet is being waited for: leaving one out would leave chance out. */
interface ReadDraws {
  /** All of them, repeats included. */
  readonly draws: readonly SeenBatch[];
  /** Each batch once, where it was first drawn. */
  readonly sheets: readonly SeenBatch[];
}

function readDraws({ draws, sheets }: AuditProgress): ReadDraws {
  const all: SeenBatch[] = [];
  for (const batch of draws) {
    const votes = sheets.get(batch);
    if (votes === undefined) break;
    all.push({ batch, votes });
  }
  const seen = new Set<number>();
  const first = all.filter(({ batch }) => !seen.has(batch) && seen.add(batch));
  return { draws: all, sheets: first };
}

function checkSheets(design: AuditDesign, bounds: BatchBounds, read: ReadDraws): AuditRefusal | undefined {
  const { declared } = design;
  for (const { batch, votes } of read.sheets) {
    assert(isCount(batch) && batch < declared.sizes.length, "draws name batches");
    if (!((bounds.bounds[batch] ?? 0) > 0)) return { kind: "refused", reason: "drawn-with-no-bound", batch };
    if (votes === "missing") continue;
    assert(votes.length === declared.selections && votes.every(isCount), "a sheet has one count a selection");
    const beyond = bounds.pairs.some(
      (pair) => errorInVotes(declared, pair, { batch, votes }) > largestError(declared, batch, pair),
    );
    if (beyond) return { kind: "refused", reason: "error-above-bound", batch };
  }
  return undefined;
}

/** The batches not drawn yet. */
interface StationsLeft {
  readonly count: number;
  /** How much of U the next one takes with it, on average, drawn in proportion to u. */
  readonly nextBound: number;
}

function stationsLeft({ bounds }: BatchBounds, { sheets }: ReadDraws): StationsLeft {
  let [count, sum, squares] = [0, 0, 0];
  for (const bound of bounds) {
    if (bound > 0) count++;
    sum += bound;
    squares += bound * bound;
  }
  for (const { batch } of sheets) {
    const bound = bounds[batch] ?? 0;
    count--;
    sum -= bound;
    squares -= bound * bound;
  }
  return { count, nextBound: count > 0 && sum > 0 ? Math.max(0, squares / sum) : 0 };
}

interface PairTest {
  readonly design: AuditDesign;
  readonly bounds: BatchBounds;
  readonly read: ReadDraws;
  readonly left: StationsLeft;
}

/** Where ALPHA stands for one pair. Sums of A and u are in margins. */
interface PairState {
  readonly statistic: number;
  /** The largest statistic so far. */
  readonly largest: number;
  readonly sheets: number;
  /** The sum of A / u over the sheets, each taken as 1 at most. */
  readonly sharesSeen: number;
  /** (U - 1) - sum of A: what is left to A if the declared order is not the true one. */
  readonly nullLeft: number;
  /** U less the bounds of the batches seen. */
  readonly boundLeft: number;
}

function testPair(test: PairTest, pair: ReportedPair): PairRisk {
  const { design, bounds, read } = test;
  const history = new Float64Array(read.sheets.length);
  let state: PairState = {
    statistic: 1,
    largest: 1,
    sheets: 0,
    sharesSeen: 0,
    nullLeft: bounds.total - 1,
    boundLeft: bounds.total,
  };
  let errorFound = 0;
  let errorMissing = 0;
  let errorUnseen = pair.largestErrors;
  for (const [at, seen] of read.sheets.entries()) {
    const { batch, votes } = seen;
    const bound = bounds.bounds[batch] ?? 0;
    const largest = largestError(design.declared, batch, pair);
    errorUnseen -= largest;
    if (votes === "missing") {
      errorMissing += largest;
      state = nextState(test, state, { bound, share: 0 });
    } else {
      const error = errorInVotes(design.declared, pair, { batch, votes });
      errorFound += error;
      const counted = design.errors === "clamped" ? Math.max(0, error) : error;
      state = nextState(test, state, { bound, share: Math.max(0, 1 - counted / pair.marginTested / bound) });
    }
    history[at] = Math.min(1, 1 / state.statistic);
    if (errorFound + errorMissing + errorUnseen < pair.marginTested) history[at] = 0;
  }
  const certain = errorFound + errorMissing + errorUnseen < pair.marginTested;
  const risk = certain ? 0 : 1 / state.largest;
  const reachable = errorFound + errorMissing < pair.marginTested;
  const further = () => (reachable ? sheetsToLimit(test, state) : ("out-of-reach" as const));
  return {
    ...pair,
    risk,
    riskNow: history.at(-1) ?? 1,
    history,
    errorFound,
    certain,
    furtherSheets: risk <= design.riskLimit ? 0 : further(),
  };
}

/** One sheet further. `share` is A / u, what the sheet leaves of its bound. */
function nextState(
  { design, bounds }: PairTest,
  state: PairState,
  sheet: { readonly bound: number; readonly share: number },
): PairState {
  const { sheets, sharesSeen, nullLeft } = state;
  // At the last batch rounding may have left less than its own bound.
  const boundLeft = Math.max(state.boundLeft, sheet.bound);
  const nullMean = nullLeft / boundLeft;
  const guess = design.guess ?? usualGuess(bounds.total);
  // At or beyond either end no bet is placed: whether anything is certain is for whole numbers to say.
  let factor = 1;
  if (nullMean > 0 && nullMean < 1) {
    const guessed = shrinkTruncGuess(guess, { draws: sheets, sum: sharesSeen, nullMean }, 1);
    const alternative = Math.max(nullMean, guessed);
    factor = alphaFactor({ value: sheet.share, nullMean, alternative, upperBound: 1 });
  }
  const statistic = capped(state.statistic * factor);
  return {
    statistic,
    largest: Math.max(state.largest, statistic),
    sheets: sheets + 1,
    // Sheets that were better than declared must not make the next guess bet everything.
    sharesSeen: sharesSeen + Math.min(1, sheet.share),
    nullLeft: nullLeft - sheet.share * sheet.bound,
    boundLeft: boundLeft - sheet.bound,
  };
}

/** Goes on with sheets of the usual bound that show no difference. After the last batch whole numbers decide. */
function sheetsToLimit(test: PairTest, start: PairState): number {
  const { count, nextBound } = test.left;
  let state = start;
  for (let further = 1; further < count; further++) {
    state = nextState(test, state, { bound: nextBound, share: 1 });
    if (1 / state.statistic <= test.design.riskLimit) return further;
  }
  return count;
}

/**
 * What whole numbers say comes first: a risk that was once below the limit does not outweigh errors that by now reach
 * the margin.
 */
function statusOf(pairs: readonly PairRisk[], riskLimit: number): AuditStatus {
  if (pairs.every((pair) => pair.certain)) return { kind: "confirmed", byCertainty: true };
  const reversed = pairs.find((pair) => !pair.certain && pair.errorFound >= pair.marginTested);
  if (reversed !== undefined)
    return { kind: "call-for-everything", reason: "errors-reach-margin", pair: reportedPair(reversed) };
  if (pairs.every((pair) => pair.risk <= riskLimit)) return { kind: "confirmed", byCertainty: false };
  const lost = pairs.find((pair) => pair.furtherSheets === "out-of-reach");
  if (lost !== undefined)
    return { kind: "call-for-everything", reason: "limit-out-of-reach", pair: reportedPair(lost) };
  const further = pairs.map(({ furtherSheets }) => (furtherSheets === "out-of-reach" ? 0 : furtherSheets));
  return { kind: "continue", furtherSheets: further.reduce((most, sheets) => Math.max(most, sheets), 0) };
}

function reportedPair({ winner, loser, margin, marginTested, largestErrors }: ReportedPair): ReportedPair {
  return { winner, loser, margin, marginTested, largestErrors };
}

function runMacro(
  { declared, errors, riskLimit }: AuditDesign,
  bounds: BatchBounds,
  read: ReadDraws,
): MacroAudit {
  const taints = read.draws.map(({ batch, votes }) =>
    votes === "missing" ? votes : batchTaint(declared, bounds, { batch, votes }),
  );
  const totalBound = bounds.total;
  const result = kaplanMarkov({ totalBound, taints, errors });
  if (result.kind === "refused") return result;
  const { risk, riskNow } = result;
  const furtherDraws = risk <= riskLimit ? 0 : drawsToLimit({ totalBound, riskLimit, risk: riskNow });
  return { ...result, furtherDraws };
}

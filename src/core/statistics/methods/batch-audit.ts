import type { DrawnSample } from "../../state.ts";
import { InputError } from "../../input-error.ts";
import { TOTAL_BOXES, type SelectionId, type SourceId, type StationId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { auditBatches, type BatchAudit } from "../batch-audit.ts";
import { boundBatches, type BatchBounds, type BoundsRefusal } from "../batch-bounds.ts";
import { declaredBatches, type StationResults } from "../declared-batches.ts";
import { drawBatches, isSameDraw } from "../draw-sample.ts";
import { declaredRefusal, type DeclaredRefusal } from "../declared-refusal.ts";
import { rational, fromDecimalText, divide, toNumber } from "../rational.ts";
import type { SheetVotes } from "../macro.ts";
import { placesOf } from "../places-of.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** How far an audit of declared station results against sheets has come. */
export interface BatchAuditAnswer {
  /** Whose station results are audited. */
  readonly declaredBy: SourceId;
  readonly riskLimit: number;
  readonly status:
    | { readonly kind: "confirmed"; readonly byCertainty: boolean }
    | { readonly kind: "continue"; readonly furtherSheets: number }
    | {
        readonly kind: "call-for-everything";
        readonly reason: "errors-reach-margin" | "limit-out-of-reach";
        readonly winner: SelectionId;
        readonly loser: SelectionId;
      };
  readonly risk: number;
  readonly pairs: readonly AuditedPair[];
  readonly drawsRead: number;
  readonly sheetsRead: number;
  readonly stationsUndeclared: number;
  /** The most votes that the declared rows of stations outside the register can hold: all may be the loser's. */
  readonly votesOutside: number;
  /** Drawn stations whose sheet was looked at and is not to be had; each counts as the worst it could say. */
  readonly missing: readonly StationId[];
  /** The next sheets to fetch, in the order drawn. */
  readonly awaited: readonly StationId[];
  /** Stations whose sheet differs from what was declared, by how many votes the margin of a pair changes. */
  readonly differing: readonly { readonly station: StationId; readonly votes: number }[];
  /** The same draws by MACRO: its risk, or why it has none. */
  readonly macro:
    | { readonly kind: "risk"; readonly risk: number; readonly furtherDraws: number }
    | {
        readonly kind: "refused";
        readonly reason: "sheet-missing" | "taint-reaches-one" | "taint-above-one";
      };
}

export interface AuditedPair {
  readonly winner: SelectionId;
  readonly loser: SelectionId;
  readonly margin: number;
  readonly risk: number;
  readonly errorFound: number;
  readonly furtherSheets: number | "out-of-reach";
  /** The P-value, at most 1, after every sheet, or after so many of them that 200 points show how it went. */
  readonly history: readonly { readonly sheetsRead: number; readonly risk: number }[];
}

type Condition =
  "drawn-at-random" | "full-register" | "order-as-declared" | "sheets-as-counted" | "sizes-are-bounds";
type Refusal =
  | DeclaredRefusal
  | Exclude<BoundsRefusal["reason"], "no-winner">
  | "results-unfit"
  | "draw-not-reproduced"
  | "order-declared-otherwise"
  | "error-above-bound";
export type BatchAuditTest = Test<"batch-audit", BatchAuditAnswer, Condition, Refusal>;

/** Of every sample drawn for an audit. */
export function testBatchAudit(context: TestContext): readonly BatchAuditTest[] {
  return context.seen.samples
    .filter(({ sample }) => sample.purpose === "audit")
    .map((drawn) => testSample(context, drawn));
}

const HISTORY_POINTS = 200;

function testSample(context: TestContext, drawn: DrawnSample): BatchAuditTest {
  const { sample } = drawn;
  const source = context.sources(sample.contest).find((each) => each.source === sample.source);
  const audited = resultsOf(context, drawn);
  const isKnown = typeof audited !== "string";
  const redrawn = isKnown ? isDrawnFrom(audited, drawn, context) : undefined;
  const order = isKnown ? orderOf(context, drawn, audited.results) : "unknown";
  const isDrawnFirst = audited === "drawn-before-register" || audited === "drawn-before-results";
  const isFailed = redrawn === false || isDrawnFirst;
  return {
    method: "batch-audit",
    subject: { contest: sample.contest, source: sample.source, sample: sample.id },
    inputs: context.inputs(source, [], drawn),
    assumptions: [
      { code: "drawn-at-random", status: isFailed ? "failed" : redrawn === true ? "held" : "unknown" },
      { code: "full-register", status: context.seen.register.adopted ? "held" : "failed" },
      { code: "order-as-declared", status: order },
      { code: "sizes-are-bounds", status: "unknown" },
      { code: "sheets-as-counted", status: "unknown" },
    ],
    outcome: !isKnown
      ? refuse(audited)
      : redrawn !== true
        ? refuse("draw-not-reproduced")
        : order === "failed"
          ? refuse("order-declared-otherwise")
          : audit(context, drawn, { source, ...audited }),
  };
}

function refuse(reason: Refusal) {
  return { kind: "refused", reason, detail: {} } as const;
}

/** What a sample was drawn from. */
interface AuditedResults {
  readonly results: StationResults;
  readonly bounds: BatchBounds;
}

/** Whether rule and seed give the stations of the sample. */
function isDrawnFrom(
  audited: AuditedResults,
  { sample: { seed, stations } }: DrawnSample,
  { crypto, seen: { register } }: TestContext,
): boolean {
  if (seed === undefined) return false;
  return isSameDraw(drawBatches(audited, { seed, draws: stations.length, register, crypto }), stations);
}

/** The declared results that the sample was drawn from, or why no audit of them can show anything. */
function resultsOf(context: TestContext, drawn: DrawnSample): AuditedResults | Refusal {
  const { rule, contest } = drawn.sample;
  if (rule.kind !== "proportional") throw new Error("an audit is drawn in proportion");
  const refusal = declaredRefusal(drawn, context.seen);
  if (refusal !== undefined) return refusal;
  try {
    const { election, register, datasets: tables } = context.seen;
    const results = declaredBatches({ contest, rule }, register, { election, tables });
    const bounds = boundBatches(results.declared);
    if (bounds.kind === "bounds") return { results, bounds };
    if (bounds.reason === "no-winner") throw new Error("declared results have a winner");
    return bounds.reason;
  } catch (error) {
    if (error instanceof InputError) return "results-unfit";
    throw error;
  }
}

/**
 * Whether the winner by the tables audited is also ahead by all that their source declared: by its totals (those that it
 * did not replace, and did not call partial), and by all its tables together. Unknown where it declared no totals.
 */
function orderOf(
  context: TestContext,
  { sample }: DrawnSample,
  { declared, ...results }: StationResults,
): "held" | "failed" | "unknown" {
  const by = declaredByOf(context, sample.rule);
  const winner = results.selections[declared.winners[0] ?? 0] ?? "";
  const isAhead = (votes: Readonly<Record<SelectionId, number>>) => {
    const own = votes[winner] ?? 0;
    return Object.entries(votes).every(([selection, count]) => selection === winner || count < own);
  };
  const tables = context.sources(sample.contest).find((each) => each.source === by);
  if (tables !== undefined && !isAhead(tables.tabulation.totals(0, "lenient").votes)) return "failed";
  const root = context.seen.register.unitIds[0];
  const totals = context
    .declarations(sample.contest)
    .filter(({ declaration, supersededBy }) => declaration.source === by && supersededBy === undefined)
    .filter(({ declaration }) => declaration.status !== "unofficial-partial")
    .flatMap(({ declaration }) => declaration.results.filter(({ unit }) => unit === root))
    .filter(({ votes }) => Object.keys(votes).length > 0);
  if (totals.some(({ votes }) => !isAhead(votes))) return "failed";
  return totals.length === 0 ? "unknown" : "held";
}

function declaredByOf({ seen }: TestContext, rule: DrawnSample["sample"]["rule"]): SourceId {
  const first = rule.kind === "proportional" ? rule.declared[0] : undefined;
  return seen.datasets.find((dataset) => dataset.entry === first)?.source ?? "";
}

function audit(
  context: TestContext,
  { sample }: DrawnSample,
  { source, results, bounds }: AuditedResults & { readonly source: SourceView | undefined },
): TestOutcome<BatchAuditAnswer, Refusal> {
  const { register } = context.seen;
  const { rule } = sample;
  if (rule.kind !== "proportional") throw new Error("an audit is drawn in proportion");
  const batchOf = placesOf(results.stations, register.stations);
  const draws = sample.stations.map((id) => batchOf[register.stationIndex(id) ?? -1] ?? -1);
  const sheets =
    source === undefined ? new Map<number, SheetVotes>() : sheetsOf(context, source, { results, draws });
  const riskLimit = toNumber(divide(fromDecimalText(rule.riskLimit), rational(100)));
  const audited = auditBatches(
    {
      declared: results.declared,
      bounds,
      riskLimit,
      errors: "clamped",
      stationsDrawn: "at-random-by-bounds-from-full-register",
      guess: undefined,
    },
    { draws, sheets },
  );
  if (audited.kind === "refused") {
    // The rest was looked at before the draw was made again, which gives no station without a bound.
    if (audited.reason !== "error-above-bound")
      throw new Error(`an audit is not refused for ${audited.reason}`);
    const station = idOf(context, results, audited.batch ?? -1);
    return { kind: "refused", reason: audited.reason, detail: { station } };
  }
  return {
    kind: "answered",
    answer: {
      declaredBy: declaredByOf(context, rule),
      riskLimit,
      ...told(context, results, audited),
      differing: differingOf(context, results, sheets),
    },
  };
}

function idOf(context: TestContext, results: StationResults, batch: number): StationId {
  return context.seen.register.stationIds[results.stations[batch] ?? 0] ?? "";
}

function told(
  context: TestContext,
  results: StationResults,
  audited: BatchAudit,
): Omit<BatchAuditAnswer, "declaredBy" | "riskLimit" | "differing"> {
  const ids = (batches: readonly number[]) => batches.map((batch) => idOf(context, results, batch));
  const name = (selection: number) => results.selections[selection] ?? "";
  const { status, macro } = audited;
  return {
    status:
      status.kind === "call-for-everything"
        ? {
            kind: status.kind,
            reason: status.reason,
            winner: name(status.pair.winner),
            loser: name(status.pair.loser),
          }
        : status,
    risk: audited.risk,
    pairs: audited.pairs.map(({ winner, loser, margin, risk, errorFound, furtherSheets, history }) => ({
      winner: name(winner),
      loser: name(loser),
      margin,
      risk,
      errorFound,
      furtherSheets,
      history: pointsOf(history),
    })),
    drawsRead: audited.drawsRead,
    sheetsRead: audited.sheetsRead,
    stationsUndeclared: results.stationsUndeclared,
    votesOutside: results.declared.votesOutside,
    missing: ids(audited.sheetsMissing),
    awaited: ids(audited.awaited),
    macro:
      macro.kind === "risk"
        ? { kind: "risk", risk: macro.risk, furtherDraws: macro.furtherDraws }
        : { kind: "refused", reason: macro.reason },
  };
}

/** At most so many points, evenly spread; the last one is the end. */
function pointsOf(history: Float64Array): AuditedPair["history"] {
  const points = Math.min(history.length, HISTORY_POINTS);
  return Array.from({ length: points }, (_, at) => {
    const sheetsRead = Math.ceil(((at + 1) * history.length) / points);
    return { sheetsRead, risk: history[sheetsRead - 1] ?? 1 };
  });
}

/**
 * Sheets that are counted and state all their votes; those that a person found not to be had are missing; all others are
 * waited for. A box that nobody can read is no zero: another copy may show it, and if none does a person can say so.
 */
function sheetsOf(
  context: TestContext,
  source: SourceView,
  { results, draws }: { readonly results: StationResults; readonly draws: readonly number[] },
): Map<number, SheetVotes> {
  const collected = context.collected(source);
  const sheetOf = placesOf(collected.stations, context.seen.register.stations);
  const unreadable = new Set(collected.illegible.sheets);
  const sheets = new Map<number, SheetVotes>();
  for (const batch of draws) {
    const station = results.stations[batch] ?? -1;
    const sheet = sheetOf[station] ?? -1;
    if (sheet >= 0 && !unreadable.has(sheet) && !leavesVotesOut(source, station)) {
      const votes = collected.votes.map((of) => of[sheet] ?? 0);
      sheets.set(batch, votes);
    } else if (source.sheets.status(station) === "none-stands") sheets.set(batch, "missing");
  }
  return sheets;
}

/** Whether a sheet has no box for some selection, or none for any, and more valid votes than the boxes it has. */
function leavesVotesOut(source: SourceView, station: number): boolean {
  const stated = [...source.sheets.boxes(station).subarray(TOTAL_BOXES.length)].filter((votes) => votes >= 0);
  if (stated.length === source.contest.selections.length) return false;
  const valid = source.sheets.box(station, TOTAL_BOXES.indexOf("validVotes"));
  return stated.length === 0 || valid > stated.reduce((sum, votes) => sum + votes, 0);
}

/** How far the margin of the declared winner over any other is overstated by each sheet that differs. */
function differingOf(
  context: TestContext,
  { declared, ...results }: StationResults,
  sheets: ReadonlyMap<number, SheetVotes>,
): { station: StationId; votes: number }[] {
  return [...sheets].flatMap(([batch, sheet]) => {
    if (sheet === "missing") return [];
    const differences = sheet.map(
      (votes, at) => (declared.votes[batch * declared.selections + at] ?? 0) - votes,
    );
    if (differences.every((difference) => difference === 0)) return [];
    const [winner = 0] = declared.winners;
    const least = differences.reduce(
      (low, each, at) => (at === winner ? low : Math.min(low, each)),
      Infinity,
    );
    const votes = (differences[winner] ?? 0) - (Number.isFinite(least) ? least : 0);
    return [{ station: idOf(context, { declared, ...results }, batch), votes }];
  });
}

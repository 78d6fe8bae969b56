import type { DrawnSample } from "../../state.ts";
import { InputError } from "../../input-error.ts";
import type { SelectionId, UnitId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { convergence } from "../convergence.ts";
import { isDrawnBeforeRegister } from "../declared-refusal.ts";
import { isRedrawn } from "../draw-sample.ts";
import { nonresponseBounds, type EstimateBounds, type NonresponseRefused } from "../nonresponse-bounds.ts";
import { quickCount, type QuickCountOptions, type QuickCountRefusal } from "../quick-count.ts";
import type { RatioInterval, RatioRefusal, RatioRefused } from "../ratio-estimate.ts";
import { sampleColumns, type SampleColumns, type SampleColumnsRefusal } from "../sample-columns.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** What a sample drawn at random says of the whole, before all sheets are in. */
export interface QuickCountAnswer {
  readonly level: number;
  readonly shares: readonly ShareEstimate[];
  readonly turnout: Estimate;
  /** Who says that they drew the stations at random, where nobody can draw them again. */
  readonly drawnBy?: string;
  /** Why no share has worst cases, where sheets drawn are missing. */
  readonly worstCasesRefused?: NonresponseRefused["reason"];
  /** Stations received that take no part in the turnout: without a roll, or without a number of ballots. */
  readonly stationsWithoutRoll: number;
  readonly stationsWithoutBallots: number;
  readonly stationsDrawn: number;
  readonly stationsReceived: number;
  readonly strata: number;
  /** What was drawn: stations, or whole polling places. */
  readonly drawn: "stations" | "clusters";
  readonly unitsReceived: number;
  /** Strata of which nothing was received, and groups of strata that were joined because of too few. */
  readonly strataEmpty: readonly UnitId[];
  readonly strataJoined: readonly (readonly UnitId[])[];
  /** How the estimate settled as sheets came in; the last point is the answer. */
  readonly convergence: readonly ConvergencePoint[];
}

export interface ShareEstimate {
  readonly selection: SelectionId;
  readonly estimate: Estimate;
  /** The estimates if the sheets drawn and not received said the least and the most they can; absent where unknown. */
  readonly worstCases?: { readonly lowest: Estimate; readonly highest: Estimate };
}

/** A share with its interval; or without one, and why. There is never a margin of zero that nobody earned. */
export type Estimate =
  | {
      readonly kind: "estimated";
      readonly estimate: number;
      readonly standardError: number;
      readonly degreesOfFreedom: number;
      readonly low: number;
      readonly high: number;
      readonly designEffect?: number;
    }
  | { readonly kind: "refused"; readonly reason: EstimateRefusal; readonly estimate?: number };

/** `more-than-everything`: more votes than valid votes, or ballots than voters. No interval around that says anything. */
export type EstimateRefusal = RatioRefusal | "more-than-everything";

export interface ConvergencePoint {
  readonly stationsReceived: number;
  /** The entry of the log with the last of them. */
  readonly entry: number;
  readonly shares: readonly Estimate[];
}

type Condition = "drawn-at-random" | "received-by-chance" | "sheets-as-counted";
type Refusal =
  QuickCountRefusal | SampleColumnsRefusal | "no-sheets" | "drawn-before-register" | "draw-not-reproduced";
export type QuickCountTest = Test<"quick-count", QuickCountAnswer, Condition, Refusal>;

/**
 * Strata with one unit received, or none, are joined to their neighbours: taking a lonely one to vary like the average of
 * the others gave intervals that covered too seldom (test/simulation/quick-count.test.ts).
 */
const OPTIONS: QuickCountOptions = { level: 0.95, lonely: "collapse", empty: "collapse" };
const POINTS = 20;

/** Of every sample drawn for a quick count. */
export function testQuickCount(context: TestContext): readonly QuickCountTest[] {
  return context.seen.samples
    .filter(({ sample }) => sample.purpose === "quick-count")
    .map((drawn) => testSample(context, drawn));
}

function testSample(context: TestContext, drawn: DrawnSample): QuickCountTest {
  const { sample } = drawn;
  const source = context.sources(sample.contest).find((each) => each.source === sample.source);
  const isDrawnFirst = sample.rule.kind !== "external" && isDrawnBeforeRegister(drawn.entry, context.seen);
  const redrawn = !isDrawnFirst && redrawnOf(context, drawn);
  const columns = source === undefined ? undefined : sampleColumns(context, source, sample);
  const all = typeof columns === "object" && columns.sample.received.every((received) => received === 1);
  return {
    method: "quick-count",
    subject: { contest: sample.contest, source: sample.source, sample: sample.id },
    inputs: context.inputs(source, [], drawn),
    assumptions: [
      { code: "drawn-at-random", status: redrawn === undefined ? "unknown" : redrawn ? "held" : "failed" },
      { code: "received-by-chance", status: all ? "held" : "unknown" },
      { code: "sheets-as-counted", status: "unknown" },
    ],
    outcome: isDrawnFirst
      ? { kind: "refused", reason: "drawn-before-register", detail: {} }
      : outcomeOf(redrawn, source, { drawn, columns }),
  };
}

/** Whether rule and seed give the stations; a rule that does not fit the register gives others. */
function redrawnOf(context: TestContext, { sample }: DrawnSample): boolean | undefined {
  const { election, register, datasets: tables } = context.seen;
  try {
    return isRedrawn(sample, { election, register, tables, crypto: context.crypto });
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function outcomeOf(
  redrawn: boolean | undefined,
  source: SourceView | undefined,
  {
    drawn,
    columns,
  }: { readonly drawn: DrawnSample; readonly columns: SampleColumns | SampleColumnsRefusal | undefined },
): TestOutcome<QuickCountAnswer, Refusal> {
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  if (redrawn === false) return refuse("draw-not-reproduced");
  if (source === undefined || columns === undefined) return refuse("no-sheets");
  if (typeof columns === "string") return refuse(columns);
  const counted = quickCount(columns.sample, OPTIONS);
  if (counted.kind === "refused")
    return { kind: "refused", reason: counted.reason, detail: { strata: counted.strata.length } };
  const bounds = nonresponseBounds(columns.sample, { ...OPTIONS, turnoutCap: 1 });
  const { stationsDrawn, stationsReceived, stationsWithoutRoll, stationsWithoutBallots } = counted;
  const { strata, unitsReceived, strataEmpty, strataJoined } = counted;
  const { rule } = drawn.sample;
  const selections = source.contest.selections.map(({ id }) => id);
  return {
    kind: "answered",
    answer: {
      level: OPTIONS.level,
      shares: selections.flatMap((selection, at) => {
        const share = counted.shares[at];
        if (share === undefined) return [];
        const worst = bounds.kind === "bounded" ? bounds.shares[at] : undefined;
        return { selection, estimate: estimateOf(share), ...worstCasesOf(worst) };
      }),
      turnout: estimateOf(counted.turnout),
      ...(rule.kind === "external" ? { drawnBy: rule.drawnBy } : {}),
      ...worstCasesRefusedOf(bounds),
      stationsWithoutRoll,
      stationsWithoutBallots,
      stationsDrawn,
      stationsReceived,
      strata,
      drawn: columns.sample.clusters === undefined ? "stations" : "clusters",
      unitsReceived,
      strataEmpty,
      strataJoined,
      convergence: pointsOf(columns),
    },
  };
}

function worstCasesOf(worst: EstimateBounds | undefined): Pick<ShareEstimate, "worstCases"> {
  if (worst === undefined) return {};
  return { worstCases: { lowest: estimateOf(worst.lowest), highest: estimateOf(worst.highest) } };
}

function worstCasesRefusedOf(
  bounds: ReturnType<typeof nonresponseBounds>,
): Pick<QuickCountAnswer, "worstCasesRefused"> {
  if (bounds.kind === "bounded") return {};
  const { reason } = bounds;
  const isNamed = reason === "missing-station-without-roll" || reason === "more-than-roll";
  return isNamed ? { worstCasesRefused: reason } : {};
}

function estimateOf(share: RatioInterval | RatioRefused): Estimate {
  if (share.kind === "refused") {
    const { reason, estimate } = share;
    return { kind: "refused", reason, ...(estimate === undefined ? {} : { estimate }) };
  }
  const { estimate, standardError, degreesOfFreedom, low, high, designEffect } = share;
  if (estimate > 1) return { kind: "refused", reason: "more-than-everything", estimate };
  return {
    kind: "estimated",
    estimate,
    standardError,
    degreesOfFreedom,
    low: Math.max(low, 0),
    high: Math.min(high, 1),
    ...(designEffect === undefined ? {} : { designEffect }),
  };
}

function pointsOf({ sample, arrived }: SampleColumns): ConvergencePoint[] {
  return convergence(sample, { arrived, points: POINTS }, OPTIONS).flatMap(
    ({ arrived: entry, stationsReceived, count }) =>
      count.kind === "refused" ? [] : [{ entry, stationsReceived, shares: count.shares.map(estimateOf) }],
  );
}

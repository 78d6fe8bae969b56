import type { GrowingInt32 } from "../../growing-array.ts";
import type { SelectionId, SourceId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import type { Interval } from "../branch-jackknife.ts";
import type { CollectedSheets } from "../collected-sheets.ts";
import { marked } from "../columns.ts";
import { exactSum } from "../exact-sum.ts";
import {
  imputeTotals,
  type Imputation,
  type ImputationInput,
  type ImputationRefused,
} from "../imputation.ts";
import { leadersOf } from "../leaders.ts";
import { hideBySeed, hideLatest, validateByMasking, type Bounds } from "../masking.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** What the result would be if missing stations had voted as the collected ones near them, and how well that works. */
export interface ImputationAnswer {
  /** The two with most votes on the sheets; margins are the first less the second, in parts of the valid votes. */
  readonly ahead: SelectionId;
  readonly behind: SelectionId;
  readonly stationsCollected: number;
  readonly stationsImputed: number;
  readonly votersImputed: number;
  /** Missing stations whose registered voters nobody knows: no part of the imputed result. */
  readonly stationsWithoutVoters: number;
  /** Sheets with a selection's box that could not be read: their stations are imputed too. */
  readonly sheetsUnreadable: number;
  readonly marginCollected: number;
  readonly margin: number;
  /** Absent where no two neighbours show how much they differ. */
  readonly interval?: MarginInterval;
  readonly shares: readonly {
    readonly selection: SelectionId;
    readonly votesCollected: number;
    readonly votes: number;
    readonly shareCollected: number;
    readonly share: number;
    readonly low?: number;
    readonly high?: number;
  }[];
  /** By the level of the unit whose sheets lent their rate: 0 is the whole. From the narrowest. */
  readonly matched: readonly { readonly level: number; readonly stations: number }[];
  /** The same imputation where the truth is known. */
  readonly masked: readonly MaskedStations[];
  /** What other sources hold of the same contest, at the stations that the register lists. */
  readonly others: readonly {
    readonly source: SourceId;
    readonly stations: number;
    readonly stationsImputed: number;
    readonly margin: number;
  }[];
}

export interface MarginInterval {
  readonly confidence: number;
  readonly standardError: number;
  readonly degreesOfFreedom?: number;
  readonly low: number;
  readonly high: number;
}

export interface MaskedStations {
  /** The latest to arrive in the log, or polling places as a whole by a fixed seed. */
  readonly how: "latest" | "by-seed";
  /** Of the sheets at hand. */
  readonly shareShown: number;
  readonly stationsShown: number;
  readonly stationsHidden: number;
  readonly marginShown: number;
  readonly marginImputed: number;
  readonly marginTrue: number;
  /** Imputed less true. */
  readonly error: number;
  /** Of the imputed margin, and whether it holds the true one; absent where there is none. */
  readonly interval?: Bounds;
  readonly isCovered?: boolean;
}

type Condition = "missing-like-collected" | "error-within-interval" | "sheets-as-counted";
type Refusal = "no-sheets" | "register-needed" | "voters-unknown" | ImputationRefused["reason"];
export type ImputationTest = Test<"imputation", ImputationAnswer, Condition, Refusal>;

/** Shares of the sheets at hand that are hidden in turn, where they came in at different times. */
const HIDDEN = [0.5, 0.25, 0.15, 0.1, 0.05];
const HIDDEN_BY_SEED = { share: 0.2, seed: 1 };
const CONFIDENCE = 0.95;

/** Of every source with missing stations, and of those with none where the order of arrival lets the method be checked. */
export function testImputation(context: TestContext): readonly ImputationTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .filter((source) => context.outline(source).missing.count !== 0 || cameInParts(context, source))
    .map((source) => {
      const outcome = outcomeOf(context, source);
      const covered =
        outcome.kind === "answered" ? outcome.answer.masked.flatMap(({ isCovered }) => isCovered ?? []) : [];
      return {
        method: "imputation",
        subject: { contest: source.contest.id, source: source.source },
        inputs: context.inputs(source),
        assumptions: [
          // Collected stations cannot show what the missing ones are like.
          { code: "missing-like-collected", status: "unknown" },
          { code: "error-within-interval", status: covered.includes(false) ? "failed" : "unknown" },
          { code: "sheets-as-counted", status: "unknown" },
        ],
        outcome,
      };
    });
}

function cameInParts(context: TestContext, source: SourceView): boolean {
  const arrived = context.arrivals(source);
  return arrived.some((entry) => entry !== arrived[0]);
}

function outcomeOf(context: TestContext, source: SourceView): TestOutcome<ImputationAnswer, Refusal> {
  const outcome = context.ofSheets("imputation", source, () => outcomeOfSheets(context, source));
  if (outcome.kind === "refused") return outcome;
  const { answer } = outcome;
  return { ...outcome, answer: { ...answer, others: othersOf(context, source, answer) } };
}

/** All that does not hang on what other sources hold. */
function outcomeOfSheets(
  context: TestContext,
  source: SourceView,
): TestOutcome<Omit<ImputationAnswer, "others">, Refusal> {
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  const sheets = context.collected(source);
  if (sheets.stations.length === 0) return refuse("no-sheets");
  if (!context.seen.register.adopted && sheets.missing.count !== 0) return refuse("register-needed");
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return refuse("no-votes");
  const pair = [
    sheets.selections.indexOf(leaders.ahead.selection),
    sheets.selections.indexOf(leaders.behind.selection),
  ] as const;
  const election = inputOf(context, sheets);
  const imputed = imputeTotals(election, { pair, confidence: CONFIDENCE });
  if (imputed.kind === "refused") return refuse(imputed.reason);
  if (imputed.stationsImputed === 0 && imputed.withoutRoll.length > 0) return refuse("voters-unknown");
  return {
    kind: "answered",
    answer: {
      ahead: leaders.ahead.selection,
      behind: leaders.behind.selection,
      ...answerOf(imputed, sheets.selections),
      sheetsUnreadable: sheets.stations.length - imputed.stationsCollected,
      masked: maskedOf({ election, pair }, context.arrivals(source)),
    },
  };
}

/** Collected stations first, then the missing ones. A sheet with a box that nobody could read counts as missing. */
function inputOf(context: TestContext, sheets: CollectedSheets): ImputationInput {
  const { register } = context.seen;
  const { stations, missing } = sheets;
  const count = stations.length + missing.stations.length;
  const [stationUnits, registeredVoters] = [new Int32Array(count), new Int32Array(count)];
  const collected = new Uint8Array(count);
  collected.fill(1, 0, stations.length);
  for (const at of sheets.illegible.sheets) collected[at] = 0;
  registeredVoters.set(sheets.registeredVoters);
  pick(stationUnits, register.stationUnits, { stations, from: 0 });
  const last = { stations: missing.stations, from: stations.length };
  pick(stationUnits, register.stationUnits, last);
  pick(registeredVoters, register.stationRegisteredVoters, last);
  return {
    unitParents: register.unitParents.values(),
    stationUnits,
    registeredVoters,
    collected,
    votes: sheets.votes.map((votes) => {
      const column = new Int32Array(count);
      column.set(votes);
      return column;
    }),
  };
}

/** Puts what a column of the register says of some stations where they stand, from a place on. */
function pick(
  to: Int32Array,
  column: GrowingInt32,
  { stations, from }: { readonly stations: Int32Array; readonly from: number },
): void {
  for (let at = 0; at < stations.length; at++) to[from + at] = column.at(stations[at] ?? 0);
}

function answerOf(
  imputed: Imputation,
  selections: readonly SelectionId[],
): Omit<ImputationAnswer, "ahead" | "behind" | "sheetsUnreadable" | "masked" | "others"> {
  const { intervals, votesCollected, stationsImputed } = imputed;
  const isEstimated = intervals.kind === "estimated" && stationsImputed > 0;
  const all = votesCollected.reduce((sum, votes) => sum + votes, 0);
  return {
    stationsCollected: imputed.stationsCollected,
    stationsImputed,
    votersImputed: imputed.votersImputed,
    stationsWithoutVoters: imputed.withoutRoll.length,
    marginCollected: imputed.marginCollected,
    margin: imputed.margin,
    ...(isEstimated ? { interval: intervalOf(intervals.margin, intervals.confidence) } : {}),
    shares: selections.map((selection, at) => {
      const share = isEstimated ? intervals.shares[at] : undefined;
      return {
        selection,
        votesCollected: votesCollected[at] ?? 0,
        votes: imputed.votes[at] ?? 0,
        shareCollected: (votesCollected[at] ?? 0) / all,
        share: imputed.shares[at] ?? 0,
        ...(share === undefined ? {} : { low: share.low, high: share.high }),
      };
    }),
    matched: imputed.matchedAtDepth
      .map((stations, level) => ({ level, stations }))
      .filter(({ stations }) => stations > 0)
      .toReversed(),
  };
}

function intervalOf(margin: Interval, confidence: number): MarginInterval {
  const { standardError, degreesOfFreedom, low, high } = margin;
  return {
    confidence,
    standardError,
    ...(degreesOfFreedom === undefined ? {} : { degreesOfFreedom }),
    low,
    high,
  };
}

interface ImputationOfPair {
  readonly election: ImputationInput;
  readonly pair: readonly [number, number];
}

/** Hides the latest at several moments where sheets came in at several, else polling places by a seed. */
function maskedOf({ election, pair }: ImputationOfPair, arrived: Int32Array): MaskedStations[] {
  const { collected, stationUnits: keys } = election;
  const asked = withOthersTogether(election, pair);
  // Missing stations are not looked at; they only make the columns as long.
  const arrivedAt = new Int32Array(collected.length);
  arrivedAt.set(arrived);
  const shown = new Map<number, MaskedStations>();
  const tried = new Set<number>();
  const hide = hideLatest({ collected, arrivedAt });
  for (const share of HIDDEN) {
    const hidden = hide(share);
    // Where few came in late, several shares hide the very same ones.
    const count = hiddenIn(hidden);
    if (tried.has(count)) continue;
    tried.add(count);
    const masked = maskedAs("latest", asked, hidden);
    if (masked !== undefined) shown.set(masked.stationsShown, masked);
  }
  if (shown.size > 0) return [...shown.values()];
  const masked = maskedAs("by-seed", asked, hideBySeed({ collected, keys, ...HIDDEN_BY_SEED }));
  return masked === undefined ? [] : [masked];
}

/** The same election with the two of the pair first, and all others as one: a margin asks for no more. */
function withOthersTogether(
  { unitParents, stationUnits, registeredVoters, collected, votes }: ImputationInput,
  [first, second]: readonly [number, number],
): ImputationInput {
  const others = new Int32Array(collected.length);
  for (const [at, column] of votes.entries()) if (at !== first && at !== second) addTo(others, column);
  const pair = [votes[first] ?? others, votes[second] ?? others];
  return { unitParents, stationUnits, registeredVoters, collected, votes: [...pair, others] };
}

function addTo(sums: Int32Array, column: Int32Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (column[at] ?? 0);
}

function hiddenIn(hidden: Uint8Array): number {
  let count = 0;
  for (let station = 0; station < hidden.length; station++) count += hidden[station] ?? 0;
  return count;
}

function maskedAs(
  how: MaskedStations["how"],
  election: ImputationInput,
  hidden: Uint8Array,
): MaskedStations | undefined {
  const options = { pair: [0, 1], confidence: CONFIDENCE, intervalsOf: "margin" } as const;
  const masked = validateByMasking({ election, hidden, options });
  if (masked.kind === "refused") return undefined;
  const { margin, stationsHidden, stationsShown, marginErrorWithoutImputing } = masked;
  return {
    how,
    shareShown: stationsShown / (stationsShown + stationsHidden),
    stationsShown,
    stationsHidden,
    marginShown: margin.truth + marginErrorWithoutImputing,
    marginImputed: margin.imputed,
    marginTrue: margin.truth,
    error: margin.error,
    ...(margin.interval === undefined ? {} : { interval: margin.interval }),
    ...(margin.isCovered === undefined ? {} : { isCovered: margin.isCovered }),
  };
}

function countMarked(stations: Int32Array, marks: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < stations.length; at++) count += marks[stations[at] ?? 0] ?? 0;
  return count;
}

/** Sources that hold at least one of the stations imputed. */
function othersOf(
  context: TestContext,
  source: SourceView,
  { ahead, behind }: Pick<ImputationAnswer, "ahead" | "behind">,
): ImputationAnswer["others"] {
  const { selections, missing } = context.outline(source);
  const isMissing = marked(missing.stations, context.seen.register.stations);
  const [first, second] = [selections.indexOf(ahead), selections.indexOf(behind)];
  return context
    .sources(source.contest.id)
    .filter((other) => other.source !== source.source)
    .flatMap((other) => {
      const { stations, sums } = context.outline(other);
      const all = exactSum(sums);
      const stationsImputed = countMarked(stations, isMissing);
      if (stationsImputed === 0 || all === 0 || selections.length === 0) return [];
      return {
        source: other.source,
        stations: stations.length,
        stationsImputed,
        margin: ((sums[first] ?? 0) - (sums[second] ?? 0)) / all,
      };
    });
}

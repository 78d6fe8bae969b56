import type { SelectionId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { breakEvenOf } from "../break-even.ts";
import { whyMissingUnknown, type CollectedSheets } from "../collected-sheets.ts";
import { difference } from "../columns.ts";
import { exactNumber, exactRange, type ExactNumber, type ExactRange } from "../exact-number.ts";
import { columnSum, exactSum } from "../exact-sum.ts";
import { histogramOf, type Histogram } from "../histogram.ts";
import { leadersOf, type Leaders } from "../leaders.ts";
import { manskiBounds, marginBounds } from "../manski.ts";
import { compare, ONE, rational, type Rational } from "../rational.ts";
import { largestTurnout, votesWithinRegistered } from "../turnout-seen.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** What the missing stations could do to the order of the sheets collected, and what is possible whatever they hold. */
export interface MissingStationsAnswer {
  /** The two with most votes on the sheets. */
  readonly ahead: SelectionId;
  readonly behind: SelectionId;
  readonly stationsCollected: number;
  readonly stationsMissing: number;
  /** How many of them are missing because a selection's box on their sheet cannot be read; absent where none is. */
  readonly sheetsIllegible?: number;
  readonly lead: number;
  /** How much the one behind must lead by in the average missing station for a tie. */
  readonly marginNeeded: ExactNumber;
  /** The most it leads by on any sheet, how many sheets reach the margin needed, and the lead if all were like that one. */
  readonly largestMargin: number;
  readonly sheetsReaching: number;
  readonly leadIfAllExtreme: number;
  /** How far the one behind leads on each sheet. */
  readonly margins: Histogram;
  /** Whatever the missing stations hold, under no assumption and under the largest turnout seen; empty where unknown. */
  readonly bounds: readonly PossibleResult[];
  /** Why there are no bounds; absent where there are. */
  readonly unbounded?: "registered-voters-unknown" | "votes-over-registered";
}

export interface PossibleResult {
  /** Turnout of the missing stations is not above this. */
  readonly turnoutCap: ExactNumber;
  readonly assumes: "nothing" | "turnout-as-seen";
  readonly votesMissingAtMost: number;
  readonly shares: readonly ({
    readonly selection: SelectionId;
    readonly collected: ExactNumber;
  } & ExactRange)[];
  readonly margin: { readonly least: number; readonly most: number };
}

type Condition = "sheets-as-counted" | "votes-within-registered" | "turnout-as-seen";
type Refusal = "no-sheets" | "stations-missing-unknown" | "more-sheets-than-stations" | "no-order";
export type MissingStationsTest = Test<"missing-stations", MissingStationsAnswer, Condition, Refusal>;

/** Of every source with sheets that are not all there are. */
export function testMissingStations(context: TestContext): readonly MissingStationsTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .filter((source) => context.ofSheets("is-any-missing", source, () => isAnyMissing(context, source)))
    .map((source) => testSource(context, source));
}

function isAnyMissing(context: TestContext, source: SourceView): boolean {
  return context.legible(source).missing.count !== 0;
}

function testSource(context: TestContext, source: SourceView): MissingStationsTest {
  const { withinRegistered, outcome } = context.ofSheets("missing-stations", source, () => {
    const collected = context.collected(source);
    const within = votesWithinRegistered(collected);
    const sheetsIllegible = collected.illegible.sheets.length;
    const about = { sheetsIllegible, isWithin: within !== "failed" };
    return { withinRegistered: within, outcome: outcomeOf(context.legible(source), about) };
  });
  return {
    method: "missing-stations",
    subject: { contest: source.contest.id, source: source.source },
    inputs: context.inputs(source),
    assumptions: [
      { code: "sheets-as-counted", status: "unknown" },
      { code: "votes-within-registered", status: withinRegistered },
      { code: "turnout-as-seen", status: "unknown" },
    ],
    outcome,
  };
}

function outcomeOf(
  sheets: CollectedSheets,
  { sheetsIllegible, isWithin }: { readonly sheetsIllegible: number; readonly isWithin: boolean },
): TestOutcome<MissingStationsAnswer, Refusal> {
  const { missing, stations } = sheets;
  if (stations.length === 0) return { kind: "refused", reason: "no-sheets", detail: {} };
  if (missing.count === undefined) return { kind: "refused", ...whyMissingUnknown(missing) };
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return { kind: "refused", reason: "no-order", detail: {} };
  const [leader, other] = [leaders.ahead.votes, leaders.behind.votes];
  const breakEven = breakEvenOf({ leader, other, stationsMissing: missing.count });
  if (breakEven.kind === "refused") return { kind: "refused", reason: "no-sheets", detail: {} };
  const { kind: _, marginNeeded, ...even } = breakEven;
  // Where sheets state more votes than voters, registered voters bound nothing.
  const bounds = isWithin ? possibleResults(sheets, leaders) : [];
  const unbounded =
    missing.registeredVoters === undefined ? "registered-voters-unknown" : "votes-over-registered";
  return {
    kind: "answered",
    answer: {
      ahead: leaders.ahead.selection,
      behind: leaders.behind.selection,
      stationsCollected: stations.length,
      stationsMissing: missing.count,
      ...(sheetsIllegible === 0 ? {} : { sheetsIllegible }),
      ...even,
      marginNeeded: exactNumber(marginNeeded),
      margins: histogramOf(marginsOf(leaders), 60),
      bounds,
      ...(bounds.length === 0 ? { unbounded } : {}),
    },
  };
}

function possibleResults(sheets: CollectedSheets, leaders: Leaders): PossibleResult[] {
  const collected = sheets.votes.map(columnSum);
  const all = exactSum(collected);
  const seen = largestTurnout(sheets);
  const caps: { assumes: PossibleResult["assumes"]; cap: Rational }[] = [{ assumes: "nothing", cap: ONE }];
  if (seen !== undefined && compare(seen, ONE) < 0) caps.push({ assumes: "turnout-as-seen", cap: seen });
  return caps.flatMap(({ assumes, cap }) => {
    const registeredVotersMissing = sheets.missing.registeredVoters;
    const bounds = manskiBounds({ collected, registeredVotersMissing, turnoutCap: cap });
    if (bounds.kind === "refused") return [];
    return {
      turnoutCap: exactNumber(cap),
      assumes,
      votesMissingAtMost: bounds.capacity,
      shares: bounds.shares.flatMap((range, at) => {
        const selection = sheets.selections[at];
        if (range === undefined || selection === undefined) return [];
        return { selection, collected: exactNumber(rational(collected[at] ?? 0, all)), ...exactRange(range) };
      }),
      margin: marginBounds({ one: leaders.ahead.total, other: leaders.behind.total }, bounds.capacity),
    };
  });
}

function marginsOf({ ahead, behind }: Leaders): Int32Array {
  return difference(behind.votes, ahead.votes);
}

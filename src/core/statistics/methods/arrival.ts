import type { SelectionId } from "../../tally-sheet.ts";
import type { SourceView, View } from "../../view.ts";
import { replayArrival, type ArrivalRefused } from "../arrival.ts";
import { arrivalEntries } from "../arrival-entries.ts";
import { leadersOf } from "../leaders.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";
import { numbered, unitsAbove } from "../unit-of-station.ts";

/** The count as it came in, and the same with every unit given the weight it has at the end. */
export interface ArrivalAnswer {
  /** The two with most votes at the end. */
  readonly ahead: SelectionId;
  readonly behind: SelectionId;
  /** What a station counts for: its registered voters, or 1 where those of some are unknown. */
  readonly weight: "registered-voters" | "stations";
  /** The level of the election file whose units are the strata, from 1; 0 where there are no levels. */
  readonly level: number;
  readonly strata: number;
  readonly selections: readonly SelectionId[];
  /** Counted sheets with a selection's box that nobody could read: they are left out. */
  readonly sheetsUnreadable: number;
  /** The last is the end. */
  readonly points: readonly ArrivalMoment[];
}

export interface ArrivalMoment {
  /** The entry of the log that brought the count to here. */
  readonly entry: number;
  readonly stations: number;
  readonly progress: number;
  /** The weight of the strata of which something has arrived: what the standardized shares speak of. */
  readonly strataSeen: number;
  readonly shares: readonly number[];
  readonly sharesStandardized: readonly number[];
  /** The lead at that moment, in parts of the valid votes. */
  readonly margin: number;
  readonly marginStandardized: number;
}

type Condition = "order-of-the-log" | "late-like-early-within-strata";
type Refusal = "no-sheets" | ArrivalRefused["reason"];
export type ArrivalTest = Test<"arrival", ArrivalAnswer, Condition, Refusal>;

/** The part of the final weight that must be in units of which something is in, for a level to be taken. */
const SEEN_LEAST = 0.99;

/** Of every source. */
export function testArrival(context: TestContext): readonly ArrivalTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .map((source) => ({
      method: "arrival",
      subject: { contest: source.contest.id, source: source.source },
      inputs: context.inputs(source),
      assumptions: [
        { code: "order-of-the-log", status: "unknown" },
        { code: "late-like-early-within-strata", status: "unknown" },
      ],
      outcome: context.ofSheets("arrival", source, () => outcomeOf(context, source)),
    }));
}

function outcomeOf(context: TestContext, source: SourceView): TestOutcome<ArrivalAnswer, Refusal> {
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  const { seen } = context;
  const all = context.collected(source);
  const sheets = context.legible(source);
  const { stations } = sheets;
  if (stations.length === 0) return refuse("no-sheets");
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return refuse("no-votes");
  const isSized = sheets.registeredVoters.every((voters) => voters > 0);
  const arrivedAt = arrivalEntries(seen, source, stations);
  const weights = isSized ? sheets.registeredVoters : new Int32Array(stations.length).fill(1);
  const { level, strata } = strataOf(seen, { stations, arrivedAt, weights });
  const replayed = replayArrival({
    arrivedAt,
    weights,
    votes: sheets.votes,
    stratumOf: strata.of,
    strata: strata.units.length,
  });
  if (replayed.kind === "refused") return refuse(replayed.reason);
  const [ahead, behind] = [leaders.ahead.selection, leaders.behind.selection];
  const [first, second] = [sheets.selections.indexOf(ahead), sheets.selections.indexOf(behind)];
  const margin = (shares: readonly number[]) => (shares[first] ?? 0) - (shares[second] ?? 0);
  return {
    kind: "answered",
    answer: {
      ahead,
      behind,
      weight: isSized ? "registered-voters" : "stations",
      level,
      strata: strata.units.length,
      selections: sheets.selections,
      sheetsUnreadable: all.stations.length - stations.length,
      points: replayed.points.map(({ arrivedAt, shares, sharesStandardized, ...point }) => ({
        entry: arrivedAt,
        ...point,
        shares,
        sharesStandardized,
        margin: margin(shares),
        marginStandardized: margin(sharesStandardized),
      })),
    },
  };
}

/**
 * The units of the narrowest level of which nearly all had something in once half of the count was: narrower ones tell
 * more, and units of which nothing is in tell nothing. The votes take no part in the choice.
 */
function strataOf(
  seen: View,
  count: { readonly stations: Int32Array; readonly arrivedAt: Int32Array; readonly weights: Int32Array },
): { readonly level: number; readonly strata: ReturnType<typeof numbered> } {
  const { levels } = seen.election;
  const half = momentOfHalf(count);
  for (let level = levels.length; level > 1; level--) {
    const strata = numbered(unitsAbove(seen.register, count.stations, level));
    if (partSeen(strata, count, half) >= SEEN_LEAST) return { level, strata };
  }
  const level = Math.min(levels.length, 1);
  return { level, strata: numbered(unitsAbove(seen.register, count.stations, level)) };
}

/** The entry with which at least half of the weight is in. */
function momentOfHalf({ arrivedAt, weights }: { arrivedAt: Int32Array; weights: Int32Array }): number {
  const weightOf = new Map<number, number>();
  let all = 0;
  for (let at = 0; at < arrivedAt.length; at++) {
    const [entry, weight] = [arrivedAt[at] ?? 0, weights[at] ?? 0];
    weightOf.set(entry, (weightOf.get(entry) ?? 0) + weight);
    all += weight;
  }
  let sum = 0;
  for (const entry of Int32Array.from(weightOf.keys()).sort()) {
    sum += weightOf.get(entry) ?? 0;
    if (2 * sum >= all) return entry;
  }
  return 0;
}

/** The final weight, as a part of all, of the strata of which something came in up to that entry. */
function partSeen(
  strata: ReturnType<typeof numbered>,
  { arrivedAt, weights }: { readonly arrivedAt: Int32Array; readonly weights: Int32Array },
  until: number,
): number {
  const isSeen = new Uint8Array(strata.units.length);
  for (let at = 0; at < arrivedAt.length; at++)
    if ((arrivedAt[at] ?? 0) <= until) isSeen[strata.of[at] ?? 0] = 1;
  let [all, ofSeen] = [0, 0];
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] ?? 0;
    all += weight;
    if (isSeen[strata.of[at] ?? 0] === 1) ofSeen += weight;
  }
  return ofSeen / all;
}

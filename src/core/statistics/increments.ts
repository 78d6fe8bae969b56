import { parseAnnouncedCoverage, uncountedStationsOf } from "./announced-coverage.ts";
import type { IntegerRange } from "./announced-percentage.ts";
import { sumOf, votesInAll, type DeclaredFigures } from "./closure.ts";
import { rational, toNumber } from "./rational.ts";

/** One figure that both announcements have. Shares are of the valid votes, and undefined where those are not known. */
export interface IncrementRow {
  /** A selection, "otherVotes" for all that one of the two does not name, or a total. */
  readonly figure: string;
  readonly before: number;
  readonly after: number;
  readonly increment: number;
  readonly shareBefore: number | undefined;
  readonly shareAfter: number | undefined;
  /** Of the valid votes that were added; undefined also where none were. */
  readonly shareOfIncrement: number | undefined;
}

/** A quotient where the divisor is only known to lie in a range. */
export interface PerStation {
  readonly stations: IntegerRange;
  /** By the coverage as it was printed. */
  readonly stationsNominal: number;
  readonly nominal: number | undefined;
  readonly low: number;
  /** Undefined where there may have been no station at all. */
  readonly high: number | undefined;
}

export type VotesPerStation =
  | { readonly kind: "answered"; readonly before: PerStation; readonly newlyCounted: PerStation }
  | {
      readonly kind: "refused";
      readonly reason:
        | "valid-votes-not-announced"
        | "valid-votes-decrease"
        | "coverage-not-announced"
        | "number-of-stations-unknown"
        | "no-number-of-stations-gives-this-percentage"
        | "coverage-decreases"
        /** The same stations, and yet more votes. */
        | "votes-without-new-stations";
    };

export type Increments =
  | {
      readonly kind: "answered";
      readonly rows: readonly IncrementRow[];
      /** Figures that fell. Counted votes only grow unless an earlier announcement was wrong or is withdrawn. */
      readonly decreases: readonly string[];
      readonly votesPerStation: VotesPerStation;
    }
  | { readonly kind: "refused"; readonly reason: "no-figure-in-both" };

/**
 * What a later announcement adds to an earlier one of the same source, contest and unit. Selections that only one of
 * them names are counted among its others. `stations` is how many stations the unit has, where that is known.
 */
export function incrementsBetween(
  earlier: DeclaredFigures,
  later: DeclaredFigures,
  stations: number | undefined,
): Increments {
  const figures = [voteFigures(earlier, later), voteFigures(later, earlier)] as const;
  const valid = figures.map((named) => named["validVotes"]);
  const [validBefore, validAfter] = valid;
  const validAdded = differenceOf(validBefore, validAfter);
  const rows = Object.entries(figures[0]).flatMap(([figure, before]): IncrementRow[] => {
    const after = figures[1][figure];
    if (before === undefined || after === undefined) return [];
    const increment = after - before;
    const isPart = !TOTALS.includes(figure);
    return [
      {
        figure,
        before,
        after,
        increment,
        shareBefore: isPart ? shareOf(before, validBefore) : undefined,
        shareAfter: isPart ? shareOf(after, validAfter) : undefined,
        shareOfIncrement: isPart ? shareOf(increment, validAdded) : undefined,
      },
    ];
  });
  if (rows.length === 0) return { kind: "refused", reason: "no-figure-in-both" };
  return {
    kind: "answered",
    rows,
    decreases: rows.filter((row) => row.increment < 0).map((row) => row.figure),
    votesPerStation: votesPerStation({ earlier, later, validBefore, validAfter, stations }),
  };
}
const TOTALS: readonly string[] = ["validVotes", "blankVotes", "nullVotes", "ballotsCast"];

/** The figures of one announcement that can be set beside the other's: the selections that both name, then the rest. */
function voteFigures(
  figures: DeclaredFigures,
  other: DeclaredFigures,
): Readonly<Record<string, number | undefined>> {
  const common = Object.entries(figures.votes).filter(([selection]) => Object.hasOwn(other.votes, selection));
  const validVotes = figures.validVotes ?? votesInAll(figures);
  const total = votesInAll(figures) ?? validVotes;
  const named = Object.fromEntries(common);
  const isWhole =
    figures.namesEverySelection &&
    other.namesEverySelection &&
    common.length === Object.keys(figures.votes).length &&
    common.length === Object.keys(other.votes).length;
  return {
    ...named,
    ...(isWhole || total === undefined ? {} : { otherVotes: total - sumOf(Object.values(named)) }),
    validVotes,
    blankVotes: figures.blankVotes,
    nullVotes: figures.nullVotes,
    ballotsCast: figures.ballotsCast,
  };
}

function differenceOf(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}

function shareOf(part: number, whole: number | undefined): number | undefined {
  return whole === undefined || whole <= 0 ? undefined : toNumber(rational(part, whole));
}

function votesPerStation(given: {
  readonly earlier: DeclaredFigures;
  readonly later: DeclaredFigures;
  readonly validBefore: number | undefined;
  readonly validAfter: number | undefined;
  readonly stations: number | undefined;
}): VotesPerStation {
  const refused = (reason: Extract<VotesPerStation, { readonly kind: "refused" }>["reason"]) =>
    ({ kind: "refused", reason }) as const;
  const { validBefore, validAfter } = given;
  if (validBefore === undefined || validAfter === undefined) return refused("valid-votes-not-announced");
  if (validAfter < validBefore) return refused("valid-votes-decrease");
  if (!hasCoverage(given.earlier) || !hasCoverage(given.later)) return refused("coverage-not-announced");
  const before = stationsCounted(given.earlier, given.stations);
  const after = stationsCounted(given.later, given.stations);
  if (typeof before === "string") return refused(before);
  if (typeof after === "string") return refused(after);
  const newly = {
    low: after.low - before.high,
    high: after.high - before.low,
    nominal: after.nominal - before.nominal,
  };
  if (newly.high < 0) return refused("coverage-decreases");
  if (newly.high === 0 && validAfter > validBefore) return refused("votes-without-new-stations");
  return {
    kind: "answered",
    before: perStation(validBefore, before),
    newlyCounted: perStation(validAfter - validBefore, newly),
  };
}

interface StationCount {
  readonly low: number;
  readonly high: number;
  readonly nominal: number;
}

function hasCoverage(figures: DeclaredFigures): boolean {
  return figures.stationsCounted !== undefined || figures.stationsCountedShare !== undefined;
}

/** How many stations an announcement covers: as it says, else every number whose share of all rounds to its own. */
function stationsCounted(
  figures: DeclaredFigures,
  stations: number | undefined,
): StationCount | "number-of-stations-unknown" | "no-number-of-stations-gives-this-percentage" {
  const { stationsCounted: exact, stationsCountedShare } = figures;
  if (exact !== undefined) return { low: exact, high: exact, nominal: exact };
  if (stations === undefined || stationsCountedShare === undefined) return "number-of-stations-unknown";
  const uncounted = uncountedStationsOf(parseAnnouncedCoverage(stationsCountedShare), stations);
  if (uncounted.kind === "refused") return uncounted.reason;
  const { fewest, most, nominal } = uncounted;
  return { low: stations - most, high: stations - fewest, nominal: stations - nominal };
}

function perStation(votes: number, stations: StationCount): PerStation {
  const low = Math.max(stations.low, 0);
  const over = (count: number) => (count > 0 ? toNumber(rational(votes, count)) : undefined);
  return {
    stations: { low, high: stations.high },
    stationsNominal: stations.nominal,
    nominal: over(stations.nominal),
    low: over(stations.high) ?? 0,
    high: over(low),
  };
}

import { columnsDiffering } from "./agreement.ts";
import { figuresOf, sharesAlone, type DeclarationView } from "./declaration.ts";
import type { Register } from "./register.ts";
import type { SettledSheets } from "./settled-sheets.ts";
import type { Tabulation } from "./tabulation.ts";
import type { BoxName, SelectionId, StationId, UnitId } from "./tally-sheet.ts";

/** One station whose two sources state different numbers. */
export interface StationDifference {
  readonly station: StationId;
  readonly boxes: readonly { readonly box: BoxName; readonly first: number; readonly second: number }[];
}

/**
 * Two sources of the same contest, station by station: stationsInBoth = stationsEqual + stationsDifferent +
 * stationsNotComparable. A disputed sheet is compared as its transcription stands.
 */
export interface SourceComparison {
  readonly stationsInBoth: number;
  readonly stationsEqual: number;
  readonly stationsDifferent: number;
  /** Stations with a sheet in both that have no box which both state as a count. */
  readonly stationsNotComparable: number;
  readonly onlyInFirst: number;
  readonly onlyInSecond: number;
  readonly differences: readonly StationDifference[];
}

const comparisons = new WeakMap<SettledSheets, WeakMap<SettledSheets, SourceComparison>>();

/**
 * Compares what both state as counts; a box that one form does not have, or nobody can read, is no difference. Sheets do not
 * change once they are settled: the same two are compared once.
 */
export function compareSources(
  first: SettledSheets,
  second: SettledSheets,
  register: Register,
): SourceComparison {
  const ofFirst = comparisons.get(first) ?? new WeakMap<SettledSheets, SourceComparison>();
  const comparison = ofFirst.get(second) ?? compareAnew(first, second, register);
  comparisons.set(first, ofFirst.set(second, comparison));
  return comparison;
}

function compareAnew(first: SettledSheets, second: SettledSheets, register: Register): SourceComparison {
  const compared = compareStations(first, second, register.stations);
  const { different, stationsInBoth, stationsNotComparable, onlyInFirst, onlyInSecond } = compared;
  const stationsDifferent = different.length;
  return {
    stationsInBoth,
    stationsEqual: stationsInBoth - stationsDifferent - stationsNotComparable,
    stationsDifferent,
    stationsNotComparable,
    onlyInFirst,
    onlyInSecond,
    differences: different.map((station) => ({
      station: register.stationIds[station] ?? "",
      boxes: columnsDiffering(first.boxes(station), second.boxes(station)).map((column) => ({
        box: first.boxNames[column] ?? "",
        first: first.box(station, column),
        second: second.box(station, column),
      })),
    })),
  };
}

interface ComparedStations extends Pick<
  SourceComparison,
  "stationsInBoth" | "stationsNotComparable" | "onlyInFirst" | "onlyInSecond"
> {
  readonly different: readonly number[];
}

function compareStations(first: SettledSheets, second: SettledSheets, stations: number): ComparedStations {
  const different: number[] = [];
  let stationsInBoth = 0;
  let stationsNotComparable = 0;
  let onlyInFirst = 0;
  let onlyInSecond = 0;
  for (let station = 0; station < stations; station++) {
    const isInFirst = first.isTranscribed(station);
    const isInSecond = second.isTranscribed(station);
    if (!isInFirst || !isInSecond) {
      if (isInFirst) onlyInFirst++;
      if (isInSecond) onlyInSecond++;
      continue;
    }
    stationsInBoth++;
    const kind = first.compare(station, second);
    if (kind === "different") different.push(station);
    if (kind === "not-comparable") stationsNotComparable++;
  }
  return { different, stationsInBoth, stationsNotComparable, onlyInFirst, onlyInSecond };
}

/** One declared figure beside the tabulated one. difference = tabulated minus declared. */
export interface TotalDifference {
  readonly unit: UnitId;
  readonly figure: string;
  readonly tabulated: number | undefined;
  readonly declared: number;
  readonly difference: number | undefined;
}

/**
 * Every declared figure beside the sum of the sheets. The sheets' side is what is collected so far, so a difference is
 * an error of nobody until coverage says so: read it with the coverage of the unit.
 */
export function compareDeclaration(
  tabulation: Tabulation,
  view: DeclarationView,
  register: Register,
): readonly TotalDifference[] {
  return view.declaration.results.flatMap((result) => {
    const unit = register.unitIndex(result.unit);
    const totals = unit === undefined ? undefined : tabulation.totals(unit);
    const others = Object.entries(totals?.votes ?? {})
      .filter(([selection]) => !Object.hasOwn(result.votes, selection))
      .reduce((sum, [, votes]) => sum + votes, 0);
    const tabulatedOf = (figure: string): number | undefined => {
      if (totals === undefined || unit === undefined) return undefined;
      switch (figure) {
        case "otherVotes":
          return others;
        case "stationsCounted":
          return tabulation.stations(unit).counted;
        case "validVotes":
        case "blankVotes":
        case "nullVotes":
        case "ballotsCast":
        case "registeredVoters":
          return totals[figure];
        default:
          return totals.votes[figure] ?? 0;
      }
    };
    return [...figuresOf(result)].map(([figure, declared]) => {
      const tabulated = tabulatedOf(figure);
      const difference = tabulated === undefined ? undefined : tabulated - declared;
      return { unit: result.unit, figure, tabulated, declared, difference };
    });
  });
}

/** A percentage announced for a selection without its votes, beside the selection's votes on the sheets. */
export interface ShareAlone {
  readonly unit: UnitId;
  readonly selection: SelectionId;
  /** As announced, word for word. */
  readonly declared: string;
  /** Votes on the sheets, and the valid votes they are a part of; undefined where no sheet states them. */
  readonly tabulated: number | undefined;
  readonly validVotes: number | undefined;
}

/**
 * The percentages announced without a count. They are set beside the sheets and not subtracted: whoever rounded them, and of
 * which votes they are, is not stated.
 */
export function compareShares(
  tabulation: Tabulation,
  view: DeclarationView,
  register: Register,
): readonly ShareAlone[] {
  return view.declaration.results.flatMap((result) => {
    const unit = register.unitIndex(result.unit);
    const totals = unit === undefined ? undefined : tabulation.totals(unit);
    return [...sharesAlone(result)].map(([selection, declared]) => ({
      unit: result.unit,
      selection,
      declared,
      tabulated: totals === undefined ? undefined : (totals.votes[selection] ?? 0),
      validVotes: totals?.validVotes,
    }));
  });
}

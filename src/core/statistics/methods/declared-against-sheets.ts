import type { DeclarationView, DeclaredResult } from "../../declaration.ts";
import type { Register } from "../../register.ts";
import type { SelectionId, UnitId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { parseAnnouncedCoverage, uncountedStationsOf } from "../announced-coverage.ts";
import type { CollectedSheets } from "../collected-sheets.ts";
import { exactNumber, type ExactNumber } from "../exact-number.ts";
import { feasibilityOf, type Feasibility } from "../feasibility.ts";
import { fewestMisstated } from "../fewest-misstated.ts";
import { LargestVotes } from "../largest-votes.ts";
import { partialCoverageOf } from "../partial-coverage.ts";
import { ONE, type Rational } from "../rational.ts";
import { spreadOverStrata, type SpreadOverStrata } from "../spread-over-strata.ts";
import type { TestContext } from "../test-context.ts";
import type { Assumption, Test, TestOutcome } from "../test-result.ts";
import { votesWithinRegistered } from "../turnout-seen.ts";

/** What a declaration and the sheets say together: first of the highest unit declared, then of each other one. */
export interface DeclaredAgainstSheetsAnswer extends UnitAgainstSheets {
  readonly otherUnits: readonly UnitInShort[];
  /** Where the votes still needed could be; undefined where there is no need to ask, or too little is known. */
  readonly spread?: SpreadOverStrata;
}

/** What is told of a unit that is not the highest declared. */
export interface UnitInShort {
  readonly unit: UnitId;
  readonly stationsCollected: number;
  /** Undefined where nobody says how many stations there are. */
  readonly stationsMissing?: number;
  /** The fewest sheets that would have to misstate, if every station is counted. */
  readonly fewestSheets: number;
  /** The same if the stations left out are those that explain most: by the coverage as announced, and as it may be rounded. */
  readonly fewestSheetsLeftOut?: { readonly nominal: number; readonly interval: number };
  /**
   * Whether the declaration can be right if the sheets are. "not-excluded": the bounds do not exclude it, and are not
   * sharp. "unknown": nobody says what it counts, or how many votes the missing stations and illegible boxes can hold.
   */
  readonly possible: "yes" | "no" | "not-excluded" | "unknown";
}

export interface UnitAgainstSheets extends UnitInShort {
  /** Undefined where nobody says how many there are. */
  readonly stations?: number;
  readonly registeredVotersMissing?: number;
  /** Why nothing limits the votes of the missing stations; absent where something does, or none is missing. */
  readonly unbounded?: "registered-voters-unknown" | "votes-over-registered";
  /** Sheets with a box of a selection that cannot be read; absent where every one can. */
  readonly sheetsIllegible?: number;
  readonly counted: StationsCounted;
  readonly selections: readonly SelectionAgainstSheets[];
  /** If the declaration counts every station: what is left for the missing ones. */
  readonly votesLeft: number;
  readonly requiredTurnout?: ExactNumber;
}

/** How many stations the declaration counts. */
export type StationsCounted =
  | { readonly kind: "all" }
  | {
      readonly kind: "part";
      /** The percentage announced; absent where the number of stations was. */
      readonly announced?: string;
      /** Stations not counted: by the percentage at its word, and at the ends of what rounds to it. */
      readonly nominal: number;
      readonly fewest: number;
      readonly most: number;
    }
  | {
      readonly kind: "unknown";
      readonly reason: "not-announced" | "stations-unknown" | "no-such-percentage";
    };

export interface SelectionAgainstSheets {
  /** "otherVotes" for all that the declaration names in one sum. */
  readonly selection: SelectionId;
  readonly collected: number;
  readonly declared: number;
  /** Declared minus collected: what the missing stations would have to hold. Below zero, the sheets hold more. */
  readonly needed: number;
  readonly perMissingStation?: ExactNumber;
  readonly shareCollected?: ExactNumber;
  readonly shareMissing?: ExactNumber;
  readonly fewestSheets: number;
  /** If the declaration counts a part of the stations: by the coverage as announced, and as it may be rounded. */
  readonly nominal?: PartBound;
  readonly interval?: PartBound;
}

/** What the stations counted hold of a selection, whichever are left out. */
export interface PartBound {
  readonly atLeast: number;
  /** Undefined where nothing limits the votes of the missing stations, or of a box that cannot be read. */
  readonly atMost?: number;
  /** By how many votes the declaration is outside; 0 where it is inside. */
  readonly votesBelow: number;
  readonly votesAbove: number;
  readonly fewestSheets: number;
}

type Condition =
  | "sheets-as-counted"
  | "boxes-legible"
  | "votes-within-registered"
  | "all-stations-declared"
  | "coverage-rounded";
type Refusal = "no-sheets" | "no-votes-declared" | "more-sheets-than-stations";
export type DeclaredAgainstSheetsTest = Test<
  "declared-against-sheets",
  DeclaredAgainstSheetsAnswer,
  Condition,
  Refusal
>;

/** Every declaration beside the sheets of every other source. */
export function testDeclaredAgainstSheets(context: TestContext): readonly DeclaredAgainstSheetsTest[] {
  return context.contests().flatMap((contest) =>
    context.declarations(contest.id).flatMap((view) =>
      context
        .sources(contest.id)
        .filter((source) => source.source !== view.declaration.source)
        .map((source) => testDeclaration(context, source, view)),
    ),
  );
}

function testDeclaration(
  context: TestContext,
  source: SourceView,
  view: DeclarationView,
): DeclaredAgainstSheetsTest {
  const { register } = context.seen;
  const [top, ...others] = resultsFromTop(view, register);
  const sheets = context.collected(source);
  const withinRegistered = votesWithinRegistered(sheets);
  const within = withinRegistered !== "failed";
  const ofWhole = countedOfWhole(view, register, sheets);
  const compared = [top, ...others].flatMap((result) => {
    const unit = result === undefined ? undefined : register.unitIndex(result.unit);
    if (result === undefined || unit === undefined) return [];
    const collected = context.collected(source, unit);
    if (collected.stations.length === 0 || !declaresVotes(result, collected)) return [];
    return compareUnit({ result, collected, unit, within, ofWhole });
  });
  const outcome = outcomeOf(sheets, compared, top);
  const answered = outcome.kind === "answered" ? outcome.answer : undefined;
  // The highest unit declared may have no votes of its own, or no sheets: the answer is of the highest that has both.
  const unitTold = answered?.unit ?? top?.unit;
  const unit = unitTold === undefined ? undefined : register.unitIndex(unitTold);
  const spread =
    answered === undefined ||
    answered.possible !== "yes" ||
    answered.sheetsIllegible !== undefined ||
    unit === undefined ||
    !within
      ? undefined
      : spreadOverStrata(context, source, { unit, selections: answered.selections });
  return {
    method: "declared-against-sheets",
    subject: {
      contest: source.contest.id,
      source: source.source,
      declarations: [view.declaration.id],
      ...(unitTold === undefined ? {} : { unit: unitTold }),
    },
    inputs: context.inputs(source, [view]),
    assumptions: assumptionsOf(answered, sheets, withinRegistered),
    outcome:
      answered === undefined || spread === undefined
        ? outcome
        : { kind: "answered", answer: { ...answered, spread } },
  };
}

function assumptionsOf(
  answer: UnitAgainstSheets | undefined,
  sheets: CollectedSheets,
  withinRegistered: Assumption["status"],
): DeclaredAgainstSheetsTest["assumptions"] {
  const counted = answer?.counted;
  const isPart = counted?.kind === "part";
  const all = {
    code: "all-stations-declared",
    status: counted?.kind === "all" ? "held" : "unknown",
  } as const;
  const rounded = isPart && counted.announced !== undefined;
  return [
    { code: "sheets-as-counted", status: "unknown" },
    { code: "boxes-legible", status: sheets.illegible.sheets.length === 0 ? "held" : "failed" },
    { code: "votes-within-registered", status: withinRegistered },
    ...(isPart ? [] : [all]),
    ...(rounded ? [{ code: "coverage-rounded" as const, status: "unknown" as const }] : []),
  ];
}

function outcomeOf(
  sheets: CollectedSheets,
  compared: readonly ComparedUnit[],
  result: DeclaredResult | undefined,
): TestOutcome<DeclaredAgainstSheetsAnswer, Refusal> {
  const [top, ...others] = compared;
  if (top !== undefined) {
    const { told, declaredTooFew: stations } = top;
    const { stationsCollected } = told;
    if (stations !== undefined)
      return {
        kind: "refused",
        reason: "more-sheets-than-stations",
        detail: { stations, stationsCollected },
      };
    return { kind: "answered", answer: { ...told, otherUnits: others.map((other) => inShort(other.told)) } };
  }
  const reason = sheets.stations.length === 0 || result === undefined ? "no-sheets" : "no-votes-declared";
  return { kind: "refused", reason, detail: {} };
}

function inShort(unit: UnitAgainstSheets): UnitInShort {
  const { stationsCollected, stationsMissing, fewestSheets, fewestSheetsLeftOut, possible } = unit;
  return {
    unit: unit.unit,
    stationsCollected,
    ...(stationsMissing === undefined ? {} : { stationsMissing }),
    fewestSheets,
    ...(fewestSheetsLeftOut === undefined ? {} : { fewestSheetsLeftOut }),
    possible,
  };
}

/** The declared results of units that this election has, the highest first. */
function resultsFromTop({ declaration }: DeclarationView, register: Register): DeclaredResult[] {
  const known = declaration.results.flatMap((result) => {
    const unit = register.unitIndex(result.unit);
    return unit === undefined ? [] : [{ result, unit, level: register.unitLevels.at(unit) }];
  });
  known.sort((one, other) => one.level - other.level || one.unit - other.unit);
  return known.map(({ result }) => result);
}

interface UnitQuestion {
  readonly result: DeclaredResult;
  readonly collected: CollectedSheets;
  readonly unit: number;
  readonly ofWhole: StationsCounted;
  /** Whether the sheets let registered voters bound votes at all. */
  readonly within: boolean;
}

interface ComparedUnit {
  readonly told: UnitAgainstSheets;
  /** The declared number of stations, where the data name more. */
  readonly declaredTooFew?: number | undefined;
}

function compareUnit(question: UnitQuestion): ComparedUnit {
  const { result, collected, within } = question;
  const { declaredTooFew } = collected.missing;
  const stations = stationsOf(collected);
  const illegible = within ? collected.illegible : { ...collected.illegible, votesAtMost: undefined };
  const stationsMissing = collected.missing.count;
  const registeredVotersMissing = within ? collected.missing.registeredVoters : undefined;
  const totals = totalsOf(result, collected);
  const counted = countedOf(question);
  const feasibility = feasibilityOf({
    totals: totals.map(({ selection, votes, declared }) => ({
      selection,
      declared,
      collected: votes.total,
    })),
    stationsMissing,
    registeredVotersMissing,
    turnoutCap: ONE,
  });
  const all = fewestMisstated(totals, 0);
  const bounds =
    counted.kind === "part" && stations !== undefined
      ? boundsOf(totals, { counted, stations, registeredVotersMissing, illegible })
      : undefined;
  const selections = feasibility.required.map((required, at) => ({
    selection: required.selection,
    collected: required.collected,
    declared: required.declared,
    needed: required.needed,
    ...exactly("perMissingStation", required.perMissingStation),
    ...exactly("shareCollected", required.shareCollected),
    ...exactly("shareMissing", required.shareMissing),
    fewestSheets: all.bySelection[at] ?? 0,
    ...bounds?.[at],
  }));
  const { capacity } = feasibility;
  const sheetsIllegible = illegible.sheets.length;
  const told: UnitAgainstSheets = {
    unit: result.unit,
    ...(stations === undefined ? {} : { stations }),
    stationsCollected: collected.stations.length,
    ...(stationsMissing === undefined ? {} : { stationsMissing }),
    ...(registeredVotersMissing === undefined ? {} : { registeredVotersMissing }),
    ...unboundedOf(collected, within),
    ...(sheetsIllegible === 0 ? {} : { sheetsIllegible }),
    counted,
    selections,
    votesLeft: feasibility.votesLeft,
    ...exactly("requiredTurnout", capacity.kind === "checked" ? capacity.requiredTurnout : undefined),
    fewestSheets: all.overall,
    ...leftOut(selections),
    possible: possibleOf(counted, possibleIfAll(feasibility, illegible), selections),
  };
  return { told, declaredTooFew };
}

function unboundedOf({ missing }: CollectedSheets, within: boolean): Pick<UnitAgainstSheets, "unbounded"> {
  if (missing.count === 0 || (within && missing.registeredVoters !== undefined)) return {};
  return {
    unbounded: missing.registeredVoters === undefined ? "registered-voters-unknown" : "votes-over-registered",
  };
}

/** Those with a sheet and those without; undefined where nobody says how many that is. */
function stationsOf({ missing, stations }: CollectedSheets): number | undefined {
  return missing.count === undefined ? undefined : stations.length + missing.count;
}

/** The boxes that cannot be read may hold what does not fit the missing stations; where they may, nobody knows. */
function possibleIfAll(
  { possible, violations }: Feasibility,
  { sheets, votesAtMost }: CollectedSheets["illegible"],
): Feasibility["possible"] {
  if (possible !== "no" || sheets.length === 0) return possible;
  const isExcluded = violations.some(
    ({ kind, votes }) => kind === "declared-below-collected" || votes > (votesAtMost ?? Infinity),
  );
  return isExcluded ? "no" : "unknown";
}

function exactly<Name extends string>(
  name: Name,
  value: Rational | undefined,
): { readonly [Key in Name]?: ExactNumber } {
  const named: { [Key in Name]?: ExactNumber } = {};
  if (value !== undefined) named[name] = exactNumber(value);
  return named;
}

interface TotalAgainst {
  readonly selection: SelectionId;
  readonly declared: number;
  readonly votes: LargestVotes;
}

function declaresVotes(result: DeclaredResult, sheets: CollectedSheets): boolean {
  return (
    result.otherVotes !== undefined || sheets.selections.some((each) => result.votes[each] !== undefined)
  );
}

/** The selections declared, and in one sum those that were declared in one sum. */
function totalsOf(result: DeclaredResult, sheets: CollectedSheets): TotalAgainst[] {
  const named = sheets.selections.flatMap((selection, at) => {
    const declared = result.votes[selection];
    const votes = sheets.votes[at];
    return declared === undefined || votes === undefined
      ? []
      : [{ selection, declared, votes: new LargestVotes(votes) }];
  });
  if (result.otherVotes === undefined) return named;
  const others = new Int32Array(sheets.stations.length);
  for (const [at, selection] of sheets.selections.entries())
    if (result.votes[selection] === undefined)
      for (let sheet = 0; sheet < others.length; sheet++)
        others[sheet] = (others[sheet] ?? 0) + (sheets.votes[at]?.[sheet] ?? 0);
  return [
    ...named,
    { selection: "otherVotes", declared: result.otherVotes, votes: new LargestVotes(others) },
  ];
}

/** What the declaration counts of the whole: the number of stations announced stands before the percentage. */
function countedOfWhole(view: DeclarationView, register: Register, whole: CollectedSheets): StationsCounted {
  const { status, stationsCountedShare: announced, results } = view.declaration;
  const stationsCounted = results.find((result) => register.unitIndex(result.unit) === 0)?.stationsCounted;
  const stations = stationsOf(whole);
  if (stationsCounted !== undefined) return countedByNumber(stationsCounted, stations);
  if (announced === undefined)
    return status === "unofficial-partial" ? { kind: "unknown", reason: "not-announced" } : { kind: "all" };
  if (stations === undefined) return { kind: "unknown", reason: "stations-unknown" };
  const uncounted = uncountedStationsOf(parseAnnouncedCoverage(announced), stations);
  if (uncounted.kind === "refused") return { kind: "unknown", reason: "no-such-percentage" };
  const { nominal, fewest, most } = uncounted;
  return most === 0 ? { kind: "all" } : { kind: "part", announced, nominal, fewest, most };
}

/** Of a unit below the whole, what is announced of the whole says only this: everything is counted, if it is there. */
function countedOf({ result, unit, collected, ofWhole }: UnitQuestion): StationsCounted {
  if (unit === 0) return ofWhole;
  if (result.stationsCounted !== undefined)
    return countedByNumber(result.stationsCounted, stationsOf(collected));
  return ofWhole.kind === "all" ? ofWhole : { kind: "unknown", reason: "not-announced" };
}

function countedByNumber(counted: number, stations: number | undefined): StationsCounted {
  if (stations === undefined) return { kind: "unknown", reason: "stations-unknown" };
  const uncounted = stations - counted;
  return uncounted <= 0
    ? { kind: "all" }
    : { kind: "part", nominal: uncounted, fewest: uncounted, most: uncounted };
}

function boundsOf(
  totals: readonly TotalAgainst[],
  known: {
    readonly counted: Extract<StationsCounted, { kind: "part" }>;
    readonly stations: number;
    readonly registeredVotersMissing: number | undefined;
    readonly illegible: CollectedSheets["illegible"];
  },
): { readonly nominal?: PartBound; readonly interval?: PartBound }[] {
  const { nominal, fewest, most } = known.counted;
  const at = (uncounted: { fewest: number; most: number }) => {
    const sheets = fewestMisstated(totals, uncounted.most);
    return totals.map(({ votes, declared }, index): PartBound | undefined => {
      const bound = partialCoverageOf({ votes, declared, uncounted, turnoutCap: ONE, ...known });
      if (bound.kind === "refused") return undefined;
      const { votesAtMost } = known.illegible;
      const atMost =
        bound.upperBound === undefined || votesAtMost === undefined
          ? undefined
          : bound.upperBound + votesAtMost;
      return {
        atLeast: bound.lowerBound,
        ...(atMost === undefined ? {} : { atMost }),
        votesBelow: bound.votesBelow,
        votesAbove: atMost === undefined ? 0 : Math.max(0, declared - atMost),
        fewestSheets: sheets.bySelection[index] ?? 0,
      };
    });
  };
  const atNominal = at({ fewest: nominal, most: nominal });
  const atInterval = at({ fewest, most });
  return totals.map((_, index) => {
    const [own, range] = [atNominal[index], atInterval[index]];
    return own === undefined || range === undefined ? {} : { nominal: own, interval: range };
  });
}

function leftOut(
  selections: readonly SelectionAgainstSheets[],
): Pick<UnitAgainstSheets, "fewestSheetsLeftOut"> {
  if (!selections.some((each) => each.nominal !== undefined)) return {};
  const most = (of: "nominal" | "interval") =>
    selections.reduce((sheets, each) => Math.max(sheets, each[of]?.fewestSheets ?? 0), 0);
  return { fewestSheetsLeftOut: { nominal: most("nominal"), interval: most("interval") } };
}

function possibleOf(
  counted: StationsCounted,
  ifAll: Feasibility["possible"],
  selections: readonly SelectionAgainstSheets[],
): UnitAgainstSheets["possible"] {
  if (counted.kind === "all") return ifAll;
  if (counted.kind === "unknown") return "unknown";
  const outside = selections.some(
    ({ interval }) => (interval?.votesBelow ?? 0) > 0 || (interval?.votesAbove ?? 0) > 0,
  );
  if (outside) return "no";
  return counted.fewest === 0 && ifAll === "yes" ? "yes" : "not-excluded";
}

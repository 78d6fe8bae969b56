import type { Register } from "../../register.ts";
import type { ContestId, SelectionId, UnitId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { marked } from "../columns.ts";
import { leadersOf } from "../leaders.ts";
import { placesOf } from "../places-of.ts";
import {
  coverageByStratum,
  pastResultGap,
  quantityOf,
  sharesOf,
  standardizedDifference,
  type Coverage,
  type CoveragePattern,
  type StandardizedDifference,
} from "../representativeness.ts";
import type { TestContext } from "../test-context.ts";
import type { Assumption, Test, TestOutcome } from "../test-result.ts";
import { numbered, unitsAbove } from "../unit-of-station.ts";

/** Which stations came in, by unit of one level, and what an earlier election gave at the same stations. */
export interface RepresentativenessAnswer {
  /** Who says how many stations each stratum has; where nobody does, there are no strata. */
  readonly basis: "register" | "declared-sizes" | "nobody";
  readonly stations: number | undefined;
  readonly collected: number;
  /** The level of the election file that the strata are units of. */
  readonly level: number;
  readonly strata: readonly {
    readonly unit: UnitId;
    readonly stations: number;
    readonly collected: number;
    readonly share: number;
  }[];
  /** Stations in no unit of that level. */
  readonly unplaced: { readonly stations: number; readonly collected: number };
  readonly pattern: Pattern;
  /** Registered voters of the collected stations beside the missing ones. */
  readonly voters?: StandardizedDifference;
  readonly past?: PastResult;
}

/** Says which stations came in, and nothing of the result. */
export type Pattern =
  | {
      readonly kind: "described";
      readonly chiSquare: number;
      readonly degreesOfFreedom: number;
      /** How often coverage differs as much where every station has the same chance; absent where too few are expected. */
      readonly probability?: number;
      readonly strataTooSmall: readonly UnitId[];
    }
  | { readonly kind: "refused"; readonly reason: (CoveragePattern & { kind: "refused" })["reason"] };

export interface PastResult {
  readonly contest: ContestId;
  readonly stations: number;
  readonly collected: number;
  readonly withoutPast: number;
  readonly selections: readonly {
    readonly selection: SelectionId;
    readonly shareCollected: number;
    readonly shareAll: number;
    readonly gap: number;
    /** Between collected and missing stations, each alike, in standard deviations. */
    readonly difference?: number;
  }[];
  /** By how much the lead of the first over the second of that election differs at the collected stations. */
  readonly leaders?: {
    readonly ahead: SelectionId;
    readonly behind: SelectionId;
    readonly marginCollected: number;
    readonly marginAll: number;
  };
}

type Condition = "covered-alike" | "alike-within-strata" | "differences-as-before";
type Refusal = "no-sheets" | "strata-sizes-unknown" | "more-sheets-than-declared";
export type RepresentativenessTest = Test<"representativeness", RepresentativenessAnswer, Condition, Refusal>;

/** Below this, every station having had the same chance to come in is taken to be contradicted. */
const PROBABILITY_LEAST = 0.001;

/** Of every source whose sheets are not all there are. */
export function testRepresentativeness(context: TestContext): readonly RepresentativenessTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .filter((source) => context.outline(source).missing.count !== 0)
    .map((source) => {
      const outcome = context.ofSheets("representativeness", source, () => outcomeOf(context, source));
      const past = context.pastOf(source.contest.id);
      const inputs = [
        ...context.inputs(source),
        ...(past === undefined ? [] : context.inputs(past).filter(({ what }) => what !== "register")),
      ];
      return {
        method: "representativeness",
        subject: { contest: source.contest.id, source: source.source },
        inputs: inputs.filter((input, at) => inputs.findIndex((other) => other.entry === input.entry) === at),
        assumptions: assumptionsOf(outcome),
        outcome,
      };
    });
}

function assumptionsOf(outcome: TestOutcome<RepresentativenessAnswer, Refusal>): Assumption<Condition>[] {
  const answer = outcome.kind === "answered" ? outcome.answer : undefined;
  const probability = answer?.pattern.kind === "described" ? answer.pattern.probability : undefined;
  const contradicted = probability !== undefined && probability < PROBABILITY_LEAST;
  return [
    { code: "covered-alike", status: contradicted ? "failed" : "unknown" },
    { code: "alike-within-strata", status: "unknown" },
    ...(answer?.past === undefined
      ? []
      : [{ code: "differences-as-before" as const, status: "unknown" as const }]),
  ];
}

function outcomeOf(context: TestContext, source: SourceView): TestOutcome<RepresentativenessAnswer, Refusal> {
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  const sheets = context.collected(source);
  if (sheets.stations.length === 0) return refuse("no-sheets");
  const past = pastOf(context, source);
  const withPast = past === undefined ? {} : { past };
  const { register } = context.seen;
  if (register.adopted)
    return { kind: "answered", answer: { ...coverageOfRegister(context, source), ...withPast } };
  const declared = coverageOfSizes(context, source);
  if (typeof declared !== "string") return { kind: "answered", answer: { ...declared, ...withPast } };
  if (past === undefined || declared === "more-sheets-than-declared") return refuse(declared);
  return {
    kind: "answered",
    answer: {
      basis: "nobody",
      stations:
        sheets.missing.count === undefined ? undefined : sheets.stations.length + sheets.missing.count,
      collected: sheets.stations.length,
      level: 1,
      strata: [],
      unplaced: { stations: 0, collected: 0 },
      pattern: { kind: "refused", reason: "strata-not-stated" },
      past,
    },
  };
}

/**
 * The strata are the units of the first level; where one of them holds more than half of the stations (a country among
 * the voters abroad), those of the first level where none does.
 */
function coverageOfRegister(context: TestContext, source: SourceView): RepresentativenessAnswer {
  const { register, election } = context.seen;
  const { stations: came, missing } = context.collected(source);
  const all = joined(came, missing.stations);
  const collected = new Uint8Array(all.length).fill(1, 0, came.length);
  let level = 1;
  const first = numbered(unitsAbove(register, all, level));
  let placed = first;
  while (level < election.levels.length && hasHalf(placed)) {
    level++;
    placed = numbered(unitsAbove(register, all, level));
  }
  if (hasHalf(placed)) [level, placed] = [1, first];
  const isPlaced = placed.units.map((unit) => register.unitLevels.at(unit) === level);
  const coverage = coverageByStratum({
    collected,
    stratumOf: placed.of.map((stratum) => (isPlaced[stratum] === true ? stratum : -1)),
    strata: placed.units.length,
  });
  return {
    basis: "register",
    level,
    ...answerOf(coverage, (stratum) => register.unitIds[placed.units[stratum] ?? 0] ?? ""),
    voters: standardizedDifference(votersOf(register, all), collected),
  };
}

function hasHalf({ units, of }: ReturnType<typeof numbered>): boolean {
  return timesOf(of, units.length).some((times) => 2 * times > of.length);
}

/** How often each of the numbers from 0 up to a limit occurs. */
function timesOf(numbers: Int32Array, limit: number): Int32Array {
  const times = new Int32Array(limit);
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? 0;
    times[number] = (times[number] ?? 0) + 1;
  }
  return times;
}

/** Registered voters of some stations as a quantity. */
function votersOf(register: Register, stations: Int32Array): Float64Array {
  const voters = new Int32Array(stations.length);
  for (let at = 0; at < stations.length; at++)
    voters[at] = register.stationRegisteredVoters.at(stations[at] ?? 0);
  return quantityOf(voters);
}

/** As the election file declares the sizes: those of every unit of the first level, or none. */
function coverageOfSizes(context: TestContext, source: SourceView): RepresentativenessAnswer | Refusal {
  const { register, election } = context.seen;
  const units = register.childrenOf(0);
  const sizes = units.map(
    (unit) => election.sizes.find((size) => size.unit === register.unitIds[unit])?.stations,
  );
  if (units.length === 0 || sizes.includes(undefined)) return "strata-sizes-unknown";
  const stratumOf: number[] = [];
  const collected: number[] = [];
  for (const [stratum, unit] of units.entries()) {
    const came = context.collected(source, unit).stations.length;
    const size = sizes[stratum] ?? 0;
    if (came > size) return "more-sheets-than-declared";
    for (let station = 0; station < size; station++) {
      stratumOf.push(stratum);
      collected.push(station < came ? 1 : 0);
    }
  }
  const coverage = coverageByStratum({
    collected: Uint8Array.from(collected),
    stratumOf: Int32Array.from(stratumOf),
    strata: units.length,
  });
  const unplaced = context.collected(source).stations.length - coverage.collected;
  return {
    basis: "declared-sizes",
    level: 1,
    ...answerOf(coverage, (stratum) => register.unitIds[units[stratum] ?? 0] ?? ""),
    collected: coverage.collected + unplaced,
    unplaced: { stations: unplaced, collected: unplaced },
  };
}

function answerOf(
  coverage: Coverage,
  unitOf: (stratum: number) => UnitId,
): Pick<RepresentativenessAnswer, "stations" | "collected" | "strata" | "unplaced" | "pattern"> {
  const { pattern } = coverage;
  return {
    stations: coverage.stations,
    collected: coverage.collected,
    strata: coverage.strata
      .flatMap(({ stratum, stations, collected, share }) =>
        share === undefined || stations === 0 ? [] : [{ unit: unitOf(stratum), stations, collected, share }],
      )
      .sort((one, other) => one.share - other.share || (one.unit < other.unit ? -1 : 1))
      .filter(({ stations }) => stations > 0),
    unplaced: { stations: coverage.unplaced, collected: coverage.unplacedCollected },
    pattern:
      pattern.kind === "refused"
        ? pattern
        : {
            kind: "described",
            chiSquare: pattern.chiSquare,
            degreesOfFreedom: pattern.degreesOfFreedom,
            ...(pattern.pValue.kind === "given" ? { probability: pattern.pValue.value } : {}),
            strataTooSmall: pattern.strataTooSmall.map(unitOf).toSorted(),
          },
  };
}

/** Over the stations that were collected now or have a sheet of the earlier election, and with a register all of it. */
function pastOf(context: TestContext, source: SourceView): PastResult | undefined {
  const past = context.pastOf(source.contest.id);
  if (past === undefined) return undefined;
  const now = context.collected(source);
  // A box that nobody can read is no zero: such a station has no past result.
  const then = context.legible(past);
  const { register } = context.seen;
  const isCollected = marked(now.stations, register.stations);
  const sheetOf = placesOf(then.stations, register.stations);
  const known: number[] = [];
  for (let station = 0; station < register.stations; station++)
    if (
      isCollected[station] === 1 ||
      (sheetOf[station] ?? -1) >= 0 ||
      register.stationInRegister.at(station) === 1
    )
      known.push(station);
  const all = Int32Array.from(known);
  const [collected, sheets] = [new Uint8Array(all.length), new Int32Array(all.length)];
  for (const [at, station] of known.entries()) {
    collected[at] = isCollected[station] ?? 0;
    sheets[at] = sheetOf[station] ?? -1;
  }
  const column = (values: Int32Array) => {
    const gathered = new Int32Array(sheets.length).fill(-1);
    for (let at = 0; at < sheets.length; at++) {
      const sheet = sheets[at] ?? -1;
      if (sheet >= 0) gathered[at] = values[sheet] ?? -1;
    }
    return gathered;
  };
  const votes = then.votes.map(column);
  const validVotes = column(then.validVotes);
  const gap = pastResultGap({ collected, votes, validVotes });
  if (gap.kind === "refused") return undefined;
  const leaders = leadersOf(then);
  const gapOf = (selection: SelectionId) => gap.selections[then.selections.indexOf(selection)];
  const [ahead, behind] = [gapOf(leaders?.ahead.selection ?? ""), gapOf(leaders?.behind.selection ?? "")];
  return {
    contest: past.contest.id,
    stations: gap.stations,
    collected: gap.collected,
    withoutPast: gap.withoutPast,
    selections: then.selections.flatMap((selection, at) => {
      const own = gap.selections[at];
      const shares = votes[at];
      if (own === undefined || shares === undefined) return [];
      const difference = standardizedDifference(sharesOf(shares, validVotes), collected);
      return {
        selection,
        ...own,
        ...(difference.kind === "described" ? { difference: difference.difference } : {}),
      };
    }),
    ...(leaders === undefined || ahead === undefined || behind === undefined
      ? {}
      : {
          leaders: {
            ahead: leaders.ahead.selection,
            behind: leaders.behind.selection,
            marginCollected: ahead.shareCollected - behind.shareCollected,
            marginAll: ahead.shareAll - behind.shareAll,
          },
        }),
  };
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

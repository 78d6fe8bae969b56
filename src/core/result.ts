import { InputError } from "./input-error.ts";
import { materialityOf, type Materiality } from "./materiality.ts";
import type { Register } from "./register.ts";
import { POLICY_NAMES, type Coverage, type PolicyName, type UnitTotals } from "./tabulation.ts";
import type { ContestId, SelectionId, SourceId, TotalBox, UnitId } from "./tally-sheet.ts";
import type { SourceView } from "./view.ts";

/** The totals of a unit, `null` standing for one that no sheet states. */
type Totals = Pick<UnitTotals, "votes"> & {
  readonly [Total in Exclude<keyof UnitTotals, "votes">]: number | null;
};

/** The result of one contest, source and unit, as `results --json` and the published data give it. */
export interface Result extends Totals {
  readonly contest: ContestId;
  readonly source: SourceId;
  readonly unit: UnitId;
  readonly unitName: string;
  /** How many of the sheets counted state each total, or let it be derived: fewer than all make it a partial sum. */
  readonly sheetsStating: Readonly<Record<TotalBox, number>>;
  /** `null` where neither a register nor a declared size says how many there are. */
  readonly stations: CoverageJson;
  /** Of the stations whose number is known; `null` where there are such stations and it is of none of them. */
  readonly registeredVotersCoverage: VotersCoverageJson;
  /** Stations explained instead of counted, by reason. A station with two reasons stands under both. */
  readonly explanations: Readonly<Record<string, number>>;
  readonly policies: Readonly<Record<PolicyName, PolicyResult>>;
  readonly setAside: Materiality["setAside"] &
    Pick<Materiality, "couldChangeOrder" | "couldChangeFirst" | "pairs">;
}

interface CoverageJson {
  readonly registered: number | null;
  readonly counted: number;
  readonly explained: number;
  readonly missing: number | null;
  readonly outsideRegister: number;
}

type VotersCoverageJson = { readonly [Kind in keyof CoverageJson]: number | null };

interface PolicyResult {
  readonly sheets: number;
  readonly votes: Readonly<Record<SelectionId, number>>;
  readonly validVotes: number | null;
}

export function resultOf(source: SourceView, register: Register, unit: number): Result {
  const { tabulation } = source;
  const { setAside, ...order } = materialityOf(tabulation, unit);
  const stations = coverageJson(tabulation.stations(unit));
  const policies = POLICY_NAMES.map((name): [PolicyName, PolicyResult] => {
    const { votes, validVotes } = tabulation.totals(unit, name);
    return [name, { sheets: tabulation.sheetsIn(unit, name), votes, validVotes: validVotes ?? null }];
  });
  return {
    contest: source.contest.id,
    source: source.source,
    unit: register.unitIds[unit] ?? "",
    unitName: register.unitNames[unit] ?? "",
    ...totalsJson(tabulation.totals(unit)),
    sheetsStating: tabulation.sheetsStating(unit),
    stations,
    registeredVotersCoverage: votersJson(coverageJson(tabulation.registeredVoters(unit)), stations),
    explanations: Object.fromEntries(tabulation.explanations(unit)),
    policies: Object.fromEntries(policies) as Record<PolicyName, PolicyResult>,
    setAside: { ...setAside, ...order },
  };
}

/** The unit's index. Throws InputError that says how ids are made. */
export function unitIndexOf(register: Register, id: UnitId | undefined): number {
  const unit = id === undefined ? 0 : register.unitIndex(id);
  if (unit !== undefined) return unit;
  const first = register
    .childrenOf(0)
    .slice(0, 5)
    .map((child) => `"${register.unitIds[child]}"`);
  throw new InputError("unit", [
    `"${id}" is not known. Ids are codes joined by "/" from the top; the whole is "${register.unitIds[0]}", below it ${first.join(", ")} ...`,
  ]);
}

function totalsJson(totals: UnitTotals): Totals {
  const { votes, validVotes, blankVotes, nullVotes, ballotsCast, registeredVoters } = totals;
  return {
    votes,
    validVotes: validVotes ?? null,
    blankVotes: blankVotes ?? null,
    nullVotes: nullVotes ?? null,
    ballotsCast: ballotsCast ?? null,
    registeredVoters: registeredVoters ?? null,
  };
}

function coverageJson(coverage: Coverage): CoverageJson {
  return { ...coverage, registered: coverage.registered ?? null, missing: coverage.missing ?? null };
}

/** Nobody registered at some stations means that nobody says how many are. */
function votersJson(voters: CoverageJson, stations: CoverageJson): VotersCoverageJson {
  const known = (kind: keyof CoverageJson) =>
    voters[kind] === 0 && (stations[kind] ?? 0) > 0 ? null : voters[kind];
  return {
    registered: known("registered"),
    counted: known("counted"),
    explained: known("explained"),
    missing: known("missing"),
    outsideRegister: known("outsideRegister"),
  };
}

import { capacityOf } from "./capacity.ts";
import { exactSum } from "./exact-sum.ts";
import { rational, type Rational } from "./rational.ts";

/** What the collected sheets and the declaration say of one selection, or of null votes where both state them. */
export interface TotalBeside {
  readonly selection: string;
  readonly collected: number;
  readonly declared: number;
}

export interface FeasibilityQuestion {
  /** What is not among them is not looked at; shares are of the votes of these. */
  readonly totals: readonly TotalBeside[];
  /** Undefined where nobody says how many stations there are. */
  readonly stationsMissing: number | undefined;
  /** Registered voters of the missing stations; undefined where nobody knows. */
  readonly registeredVotersMissing: number | undefined;
  readonly turnoutCap: Rational;
}

/** What the missing stations must hold of one selection for the declaration to be right. */
export interface RequiredVotes extends TotalBeside {
  /** Declared minus collected. Below zero, the sheets state more votes than the declaration. */
  readonly needed: number;
  /** Share of the collected votes; undefined where there are none. */
  readonly shareCollected: Rational | undefined;
  /** Share of all votes left for the missing stations; undefined where one selection needs less than none. */
  readonly shareMissing: Rational | undefined;
  readonly perMissingStation: Rational | undefined;
}

export type Violation =
  | { readonly kind: "declared-below-collected"; readonly selection: string; readonly votes: number }
  /** The missing stations have too few registered voters, or none of them is missing; `votes` is the excess. */
  | { readonly kind: "needed-above-capacity"; readonly votes: number };

export type CapacityCheck =
  | {
      readonly kind: "checked";
      /** The most votes the missing stations can hold under the cap. */
      readonly capacity: number;
      /** Votes needed over registered voters; above 1 it is impossible without any assumption. */
      readonly requiredTurnout: Rational | undefined;
    }
  | { readonly kind: "refused"; readonly reason: "registered-voters-missing-unknown" };

export interface Feasibility {
  readonly required: readonly RequiredVotes[];
  /** All declared minus all collected votes. */
  readonly votesLeft: number;
  /** The sum of what selections need, leaving out those that need less than none; else equal to `votesLeft`. */
  readonly votesNeeded: number;
  readonly capacity: CapacityCheck;
  readonly violations: readonly Violation[];
  /** "unknown" where nothing is violated, but the capacity could not be checked. */
  readonly possible: "yes" | "no" | "unknown";
}

/**
 * Whether there are any votes of the missing stations with which the sheets collected sum to the declared totals, if
 * every station is in the declaration. No selection may be declared below what its sheets state, and what is needed must
 * fit the registered voters of the missing stations. Where neither is violated there are such votes, so the test is
 * sharp for totals: giving all of them what they need, in any order, is an example. That sheets state the truth is
 * assumed, and that a station has no more votes than registered voters.
 * Logic of bounds: Manski 1989, Anatomy of the Selection Problem.
 */
export function feasibilityOf(question: FeasibilityQuestion): Feasibility {
  const { totals, stationsMissing } = question;
  const collected = exactSum(totals.map((total) => total.collected));
  const votesLeft = exactSum(totals.map((total) => total.declared)) - collected;
  const votesNeeded = exactSum(totals.map((total) => Math.max(0, total.declared - total.collected)));
  const capacity = capacityCheckOf(question, votesNeeded);
  const short = totals.filter((total) => total.declared < total.collected);
  const required = totals.map((total): RequiredVotes => {
    const needed = total.declared - total.collected;
    return {
      ...total,
      needed,
      shareCollected: ratio(total.collected, collected),
      shareMissing: short.length === 0 ? ratio(needed, votesLeft) : undefined,
      perMissingStation: stationsMissing === undefined ? undefined : ratio(needed, stationsMissing),
    };
  });
  const violations: Violation[] = short.map((total) => ({
    kind: "declared-below-collected",
    selection: total.selection,
    votes: total.collected - total.declared,
  }));
  if (capacity.kind === "checked" && votesNeeded > capacity.capacity)
    violations.push({ kind: "needed-above-capacity", votes: votesNeeded - capacity.capacity });
  const possible = violations.length > 0 ? "no" : capacity.kind === "checked" ? "yes" : "unknown";
  return { required, votesLeft, votesNeeded, capacity, violations, possible };
}

function capacityCheckOf(question: FeasibilityQuestion, votesNeeded: number): CapacityCheck {
  const { stationsMissing, turnoutCap } = question;
  const registeredVoters = stationsMissing === 0 ? 0 : question.registeredVotersMissing;
  if (registeredVoters === undefined) return { kind: "refused", reason: "registered-voters-missing-unknown" };
  const requiredTurnout = ratio(votesNeeded, registeredVoters);
  return { kind: "checked", capacity: capacityOf(registeredVoters, turnoutCap), requiredTurnout };
}

function ratio(part: number, whole: number): Rational | undefined {
  return whole === 0 ? undefined : rational(part, whole);
}

import { capacityOf } from "./capacity.ts";
import { coupledStrata } from "./coupled-strata.ts";
import { exactSum } from "./exact-sum.ts";
import { compare, ONE, rational, ZERO, type Rational, type RationalRange } from "./rational.ts";

/** The missing stations of one stratum together. */
export interface Stratum {
  /** Undefined where nobody knows. */
  readonly registeredVotersMissing: number | undefined;
  readonly turnoutCap: Rational;
}

/** An assumption: the selection's share of the votes of a stratum's missing stations is not above the cap. */
export interface ShareCap {
  readonly selection: number;
  readonly stratum: number;
  readonly cap: Rational;
}

export interface StrataQuestion {
  readonly strata: readonly Stratum[];
  /** By selection: declared minus collected votes, over all strata together. */
  readonly needed: readonly number[];
  /** Without any, the answer has a closed form and any number of strata is quick. */
  readonly shareCaps: readonly ShareCap[];
}

/** What the missing stations of one stratum hold, in every way to make the declaration right. */
export interface StratumBounds {
  /** The most votes they can hold. */
  readonly capacity: number;
  /** All votes. */
  readonly total: RationalRange;
  /** All votes over registered voters; undefined where there are none. */
  readonly turnout: RationalRange | undefined;
  /** By selection. */
  readonly votes: readonly RationalRange[];
  /** By selection, of all votes, where there are any; undefined where there never are. */
  readonly shares: readonly RationalRange[] | undefined;
}

export type StrataBounds =
  | { readonly kind: "feasible"; readonly strata: readonly StratumBounds[] }
  | {
      readonly kind: "infeasible";
      readonly reason: "declared-below-collected" | "needed-above-capacity" | "share-caps-exclude-all";
    }
  | {
      readonly kind: "refused";
      readonly reason: "registered-voters-missing-unknown" | "too-large-for-share-caps";
    };

/** With caps on shares, more cells (strata times selections) than this are refused: each takes linear programs. */
export const LARGEST_COUPLED_CELLS = 120;

/**
 * In which ranges the votes, shares and turnout of every stratum's missing stations lie, in every way of spreading the
 * votes needed over them. All ends are attained: without caps on shares by whole votes, with them by votes that may be
 * fractions. The region is a transport polytope (Hitchcock 1941, The Distribution of a Product from Several Sources to
 * Numerous Localities): any selection's votes may go to any stratum, up to its capacity.
 */
export function strataBoundsOf(question: StrataQuestion): StrataBounds {
  const { strata, needed, shareCaps } = question;
  for (const { selection, stratum, cap } of shareCaps)
    if (needed[selection] === undefined || strata[stratum] === undefined || cap.numerator < 0n)
      throw new Error("a cap on what is not asked about, or below 0");
  const capacities: number[] = [];
  for (const { registeredVotersMissing, turnoutCap } of strata) {
    if (registeredVotersMissing === undefined)
      return { kind: "refused", reason: "registered-voters-missing-unknown" };
    capacities.push(capacityOf(registeredVotersMissing, turnoutCap));
  }
  if (needed.some((votes) => votes < 0)) return { kind: "infeasible", reason: "declared-below-collected" };
  const transport: Transport = {
    capacities,
    needed,
    capacity: exactSum(capacities),
    total: exactSum(needed),
  };
  if (transport.total > transport.capacity) return { kind: "infeasible", reason: "needed-above-capacity" };
  const registered = strata.map((stratum) => stratum.registeredVotersMissing ?? 0);
  const binding = shareCaps.filter(({ cap }) => compare(cap, ONE) < 0);
  if (binding.length === 0)
    return {
      kind: "feasible",
      strata: capacities.map((_, at) => withTurnout(boundsIn(transport, at), registered[at])),
    };
  if (strata.length * needed.length > LARGEST_COUPLED_CELLS)
    return { kind: "refused", reason: "too-large-for-share-caps" };
  const coupled = coupledStrata(transport, binding);
  if (coupled === undefined) return { kind: "infeasible", reason: "share-caps-exclude-all" };
  return { kind: "feasible", strata: coupled.map((bounds, at) => withTurnout(bounds, registered[at])) };
}

/** Votes to spread over strata with whole capacities that have room for all of them. */
export interface Transport {
  readonly capacities: readonly number[];
  readonly needed: readonly number[];
  /** Of all strata. */
  readonly capacity: number;
  /** Of all selections. */
  readonly total: number;
}

/**
 * The closed form. As long as all votes have room, nothing but the room elsewhere limits a selection in a stratum: it
 * holds at least what does not fit elsewhere, and at most what fits here. For a share, the selection is pushed in and
 * all others out, or the other way round; what of the others does not fit elsewhere stays.
 */
function boundsIn(transport: Transport, stratum: number): Omit<StratumBounds, "turnout"> {
  const { needed, total } = transport;
  const capacity = transport.capacities[stratum] ?? 0;
  const elsewhere = transport.capacity - capacity;
  const rangeOf = (votes: number): RationalRange => ({
    least: rational(Math.max(0, votes - elsewhere)),
    most: rational(Math.min(votes, capacity)),
  });
  const shareOf = (votes: number): RationalRange => {
    const others = total - votes;
    const [staying, othersStaying] = [Math.max(0, votes - elsewhere), Math.max(0, others - elsewhere)];
    return {
      least: others === 0 ? ONE : rational(staying, staying + others),
      most: votes === 0 ? ZERO : rational(votes, votes + othersStaying),
    };
  };
  const hasVotes = Math.min(total, capacity) > 0;
  return {
    capacity,
    total: rangeOf(total),
    votes: needed.map(rangeOf),
    shares: hasVotes ? needed.map(shareOf) : undefined,
  };
}

function withTurnout(bounds: Omit<StratumBounds, "turnout">, registered: number | undefined): StratumBounds {
  const of = (votes: Rational): Rational =>
    rational(votes.numerator, votes.denominator * BigInt(registered ?? 0));
  const { least, most } = bounds.total;
  return { ...bounds, turnout: (registered ?? 0) > 0 ? { least: of(least), most: of(most) } : undefined };
}

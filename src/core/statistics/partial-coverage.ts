import { capacityOf } from "./capacity.ts";
import type { LargestVotes } from "./largest-votes.ts";
import type { Rational } from "./rational.ts";

export interface PartialCoverageQuestion {
  /** One selection's votes on the collected sheets. */
  readonly votes: LargestVotes;
  readonly declared: number;
  /** All stations of the election. */
  readonly stations: number;
  /** How many of them the declaration does not count, nobody knows which: any number from `fewest` to `most`. */
  readonly uncounted: { readonly fewest: number; readonly most: number };
  /** Registered voters of the stations without a collected sheet; undefined where nobody knows. */
  readonly registeredVotersMissing: number | undefined;
  readonly turnoutCap: Rational;
}

export type PartialCoverage =
  | {
      readonly kind: "bounded";
      /** Whichever stations are left out, those counted hold at least so many votes of the selection. */
      readonly lowerBound: number;
      /** And at most so many; undefined where the registered voters missing are not known. */
      readonly upperBound: number | undefined;
      /** By how many votes the declaration is below the lower bound; else 0. */
      readonly votesBelow: number;
      /** By how many it is above the upper bound; undefined where that is not known. */
      readonly votesAbove: number | undefined;
      /** "not-excluded" says no more than that these bounds do not exclude it. */
      readonly possible: "no" | "not-excluded";
    }
  | {
      readonly kind: "refused";
      readonly reason: "more-sheets-than-stations" | "more-uncounted-than-stations";
    };

/**
 * What a declaration that counts only a part of the stations can say of one selection, given the collected sheets. The
 * stations left out may be any, collected ones too. Least: those with most votes of the selection are left out, and the
 * missing ones hold none. Most: the missing ones give it every vote, and those left out are the ones that cost it least;
 * as nobody knows how registered voters spread over the missing stations, all but one of them may be empty. Both ends are
 * attained. The worst case over all ways to leave out is that of Manski 1989, Anatomy of the Selection Problem.
 */
export function partialCoverageOf(question: PartialCoverageQuestion): PartialCoverage {
  const { votes, declared, stations, uncounted } = question;
  if (votes.sheets > stations) return { kind: "refused", reason: "more-sheets-than-stations" };
  if (uncounted.most > stations) return { kind: "refused", reason: "more-uncounted-than-stations" };
  if (uncounted.fewest > uncounted.most || uncounted.fewest < 0) throw new Error("no such range of stations");
  const lowerBound = votes.total - votes.sumOfLargest(uncounted.most);
  const upperBound = upperBoundOf(question);
  const votesBelow = Math.max(0, lowerBound - declared);
  const votesAbove = upperBound === undefined ? undefined : Math.max(0, declared - upperBound);
  const possible = votesBelow > 0 || (votesAbove ?? 0) > 0 ? "no" : "not-excluded";
  return { kind: "bounded", lowerBound, upperBound, votesBelow, votesAbove, possible };
}

function upperBoundOf(question: PartialCoverageQuestion): number | undefined {
  const { votes, stations, uncounted, turnoutCap } = question;
  const stationsMissing = stations - votes.sheets;
  if (stationsMissing === 0) return votes.sumOfLargest(stations - uncounted.fewest);
  if (question.registeredVotersMissing === undefined) return undefined;
  const capacity = capacityOf(question.registeredVotersMissing, turnoutCap);
  const leftOut = Math.max(0, uncounted.fewest - (stationsMissing - 1));
  return votes.total + capacity - (leftOut === 0 ? 0 : votes.sumOfSmallestWith(leftOut, capacity));
}

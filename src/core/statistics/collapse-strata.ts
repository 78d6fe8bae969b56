/** What was observed of a stratum. */
export interface StratumObserved {
  /** Units (stations, or polling places) observed. */
  readonly unitsObserved: number;
  /** Whether that is all of its frame. A stratum with an empty frame is complete. */
  readonly isComplete: boolean;
}

/**
 * Joins strata with too few observed units to their neighbours: a stratum is joined to the ones that follow it, in the
 * order given, until the group has enough, and what is left at the end is joined to the groups before it. The order is that
 * of the frame, where neighbours should be alike: the rule looks at nothing that was counted, and leaves nothing to chance.
 *
 * A group has enough with at least `fewest` observed units, or all that it has. Where one of its strata has nothing observed,
 * two others must have: how they differ shows how uncertain it is to let them stand in for it.
 *
 * Returns the group of each stratum, groups numbered from 0 in order; undefined where no two strata can stand in for
 * one with nothing observed.
 *
 * William G. Cochran, Sampling Techniques (3rd edition, 1977), section 5A.12, on collapsed strata: the variance of a
 * group takes in the differences between its strata, and is too large rather than too small.
 */
export function collapseStrata(
  strata: readonly StratumObserved[],
  fewest: number,
): readonly number[] | undefined {
  const groups: GroupObserved[] = [];
  for (const stratum of strata) {
    const open = groups.at(-1);
    const own = groupOf(stratum);
    if (open === undefined || hasEnough(open, fewest)) groups.push(own);
    else groups[groups.length - 1] = joined(open, own);
  }
  for (let last = groups.at(-1); last !== undefined && !hasEnough(last, fewest); last = groups.at(-1)) {
    const before = groups.at(-2);
    if (before === undefined) break;
    groups.splice(-2, 2, joined(before, last));
  }
  const last = groups.at(-1);
  if (last !== undefined && !canStandIn(last)) return undefined;
  return groups.flatMap((group, at) => Array.from({ length: group.strata }, () => at));
}

/** What was observed of some strata together. Counts that are added up: a group never looks at its strata again. */
interface GroupObserved {
  readonly strata: number;
  readonly unitsObserved: number;
  readonly strataObserved: number;
  readonly isComplete: boolean;
  /** Whether one of them has nothing observed of a frame that is not empty. */
  readonly isLacking: boolean;
}

function groupOf({ unitsObserved, isComplete }: StratumObserved): GroupObserved {
  return {
    strata: 1,
    unitsObserved,
    strataObserved: unitsObserved > 0 ? 1 : 0,
    isComplete,
    isLacking: unitsObserved === 0 && !isComplete,
  };
}

function joined(one: GroupObserved, other: GroupObserved): GroupObserved {
  return {
    strata: one.strata + other.strata,
    unitsObserved: one.unitsObserved + other.unitsObserved,
    strataObserved: one.strataObserved + other.strataObserved,
    isComplete: one.isComplete && other.isComplete,
    isLacking: one.isLacking || other.isLacking,
  };
}

function hasEnough(group: GroupObserved, fewest: number): boolean {
  return (
    (group.isComplete && group.unitsObserved > 0) || (group.unitsObserved >= fewest && canStandIn(group))
  );
}

function canStandIn({ isLacking, strataObserved }: GroupObserved): boolean {
  return !isLacking || strataObserved >= 2;
}

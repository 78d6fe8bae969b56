import type { DeclarationView, DeclaredResult } from "../declaration.ts";
import type { Contest } from "../election.ts";
import type { Register } from "../register.ts";
import type { UnitId } from "../tally-sheet.ts";
import type { DeclaredFigures } from "./closure.ts";

/** What was declared of one unit, as the checks of an announcement in itself read it. */
export interface UnitFigures {
  readonly unit: UnitId;
  readonly figures: DeclaredFigures;
}

/**
 * The units of a declaration from the highest to the lowest; those that the election does not have come last, in the
 * order declared. The share of stations counted is of the whole election, so that it tells nothing of a part of it.
 */
export function figuresFromTop(
  { declaration }: DeclarationView,
  contest: Contest,
  register: Register,
): readonly UnitFigures[] {
  const placed = declaration.results.map((result) => {
    const unit = register.unitIndex(result.unit);
    const level = unit === undefined ? Infinity : register.unitLevels.at(unit);
    return { result, unit: unit ?? register.units, level };
  });
  placed.sort((one, other) => (one.level === other.level ? one.unit - other.unit : one.level - other.level));
  return placed.map(({ result, unit }) => ({
    unit: result.unit,
    figures: figuresOf(result, contest, unit === 0 ? declaration.stationsCountedShare : undefined),
  }));
}

function figuresOf(
  result: DeclaredResult,
  contest: Contest,
  stationsCountedShare: string | undefined,
): DeclaredFigures {
  const { unit: _, ...figures } = result;
  const namesEverySelection = contest.selections.every(({ id }) => Object.hasOwn(result.votes, id));
  return { ...figures, stationsCountedShare, namesEverySelection };
}

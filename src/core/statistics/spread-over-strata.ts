import type { SelectionId, UnitId } from "../tally-sheet.ts";
import type { SourceView } from "../view.ts";
import type { CollectedSheets } from "./collected-sheets.ts";
import { exactRange, type ExactRange } from "./exact-number.ts";
import { ONE, rational, type Rational } from "./rational.ts";
import {
  LARGEST_COUPLED_CELLS,
  strataBoundsOf,
  type ShareCap,
  type StrataQuestion,
} from "./strata-bounds.ts";
import type { TestContext } from "./test-context.ts";

/** In which ranges the votes still needed lie, stratum by stratum. */
export interface SpreadOverStrata {
  readonly selections: readonly SelectionId[];
  /** At most 200: those with most registered voters missing, in the order of the units. */
  readonly strata: readonly StratumRange[];
  /** How many further ones there are. */
  readonly strataNotTold: number;
  /**
   * Whether there is still a way if no stratum's missing stations give a selection a larger share than the largest on
   * any of its sheets; "not-asked" where there are too many strata for the exact program.
   */
  readonly ifNoMoreExtremeThanSeen: "possible" | "not-possible" | "not-asked";
}

export interface StratumRange {
  readonly unit: UnitId;
  readonly registeredVotersMissing: number;
  readonly votes: readonly ExactRange[];
  readonly turnout?: ExactRange;
}

/** As many as a reader can look through. */
const STRATA_TOLD_MOST = 200;

/** Sheets with fewer votes say little of how large a share can be. */
const VOTES_LEAST = 50;

/** The strata are the units directly below. Undefined where their missing registered voters are not all known. */
export function spreadOverStrata(
  context: TestContext,
  source: SourceView,
  need: {
    readonly unit: number;
    readonly selections: readonly { readonly selection: SelectionId; readonly needed: number }[];
  },
): SpreadOverStrata | undefined {
  const { register } = context.seen;
  const units = register.childrenOf(need.unit);
  const collected = units.map((unit) => context.collected(source, unit));
  if (units.length < 2) return undefined;
  // Stations that belong to the unit itself are in no stratum.
  const inStrata = collected.reduce((sum, sheets) => sum + (sheets.missing.count ?? 0), 0);
  if (inStrata !== context.collected(source, need.unit).missing.count) return undefined;
  const question: StrataQuestion = {
    strata: collected.map(({ missing }) => ({
      registeredVotersMissing: missing.count === 0 ? 0 : missing.registeredVoters,
      turnoutCap: ONE,
    })),
    needed: need.selections.map(({ needed }) => needed),
    shareCaps: [],
  };
  const bounds = strataBoundsOf(question);
  if (bounds.kind !== "feasible") return undefined;
  return {
    selections: need.selections.map(({ selection }) => selection),
    strata: toldOf(bounds.strata).map(({ stratum, at }) => ({
      unit: register.unitIds[units[at] ?? 0] ?? "",
      registeredVotersMissing: stratum.capacity,
      votes: stratum.votes.map(exactRange),
      ...(stratum.turnout === undefined ? {} : { turnout: exactRange(stratum.turnout) }),
    })),
    strataNotTold: Math.max(0, bounds.strata.length - STRATA_TOLD_MOST),
    ifNoMoreExtremeThanSeen: askCoupled(question, need.selections, collected),
  };
}

function toldOf<Stratum extends { readonly capacity: number }>(
  strata: readonly Stratum[],
): readonly { readonly stratum: Stratum; readonly at: number }[] {
  return strata
    .map((stratum, at) => ({ stratum, at }))
    .sort((one, other) => other.stratum.capacity - one.stratum.capacity || one.at - other.at)
    .slice(0, STRATA_TOLD_MOST)
    .sort((one, other) => one.at - other.at);
}

function askCoupled(
  question: StrataQuestion,
  selections: readonly { readonly selection: SelectionId }[],
  collected: readonly CollectedSheets[],
): SpreadOverStrata["ifNoMoreExtremeThanSeen"] {
  if (question.strata.length * selections.length > LARGEST_COUPLED_CELLS) return "not-asked";
  const shareCaps = collected.flatMap((sheets, stratum) =>
    selections.flatMap(({ selection: id }, selection): ShareCap[] => {
      const cap = largestShare(sheets, id);
      return cap === undefined ? [] : [{ selection, stratum, cap }];
    }),
  );
  const bounds = strataBoundsOf({ ...question, shareCaps });
  if (bounds.kind === "refused") return "not-asked";
  return bounds.kind === "feasible" ? "possible" : "not-possible";
}

/** The selection's largest share of the votes on any sheet of at least 50; undefined where no sheet has so many. */
function largestShare(sheets: CollectedSheets, selection: SelectionId): Rational | undefined {
  const votes = sheets.votes[sheets.selections.indexOf(selection)];
  if (votes === undefined) return undefined;
  let [part, whole] = [0, 0];
  for (let sheet = 0; sheet < sheets.stations.length; sheet++) {
    const [own, all] = [votes[sheet] ?? 0, sheets.validVotes[sheet] ?? 0];
    if (all < VOTES_LEAST || own > all || (whole > 0 && own * whole <= part * all)) continue;
    [part, whole] = [own, all];
  }
  return whole === 0 ? undefined : rational(part, whole);
}

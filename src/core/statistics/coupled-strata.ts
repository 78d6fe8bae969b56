import { feasibleRegion, type Constraint, type Feasible, type Term } from "./linear-program.ts";
import { negate, ONE, rational, subtract, ZERO, type RationalRange } from "./rational.ts";
import type { ShareCap, StratumBounds, Transport } from "./strata-bounds.ts";

/**
 * The ranges where shares are capped too, which couples the selections of a stratum: by linear programs, two for each
 * range asked for. Undefined where no way is left.
 */
export function coupledStrata(
  transport: Transport,
  shareCaps: readonly ShareCap[],
): readonly Omit<StratumBounds, "turnout">[] | undefined {
  const selections = transport.needed.length;
  const cells = transport.capacities.length * selections;
  const cell = (stratum: number, selection: number): Term => ({
    variable: stratum * selections + selection,
    coefficient: ONE,
  });
  const allOf = (stratum: number): Term[] => transport.needed.map((_, selection) => cell(stratum, selection));
  const constraints = [...fittingConstraints(transport, cell), ...capConstraints(shareCaps, allOf)];
  const region = feasibleRegion(cells, constraints);
  if (region.kind === "infeasible") return undefined;
  return transport.capacities.map((capacity, stratum) => {
    const total = rangeOf(region, allOf(stratum));
    const ranges = (over: Feasible) => transport.needed.map((_, at) => rangeOf(over, [cell(stratum, at)]));
    const votes = ranges(region);
    const inVotes = region.inUnitsOf(allOf(stratum));
    return { capacity, total, votes, shares: inVotes === undefined ? undefined : ranges(inVotes) };
  });
}

/** Each stratum holds no more than it can, and the strata together what is needed. */
function fittingConstraints(
  transport: Transport,
  cell: (stratum: number, selection: number) => Term,
): Constraint[] {
  const { capacities, needed } = transport;
  return [
    ...capacities.map((capacity, stratum): Constraint => ({
      terms: needed.map((_, selection) => cell(stratum, selection)),
      relation: "at-most",
      bound: rational(capacity),
    })),
    ...needed.map((votes, selection): Constraint => ({
      terms: capacities.map((_, stratum) => cell(stratum, selection)),
      relation: "exactly",
      bound: rational(votes),
    })),
  ];
}

/** The selection's votes are at most the cap times all votes of the stratum. */
function capConstraints(
  shareCaps: readonly ShareCap[],
  allOf: (stratum: number) => readonly Term[],
): Constraint[] {
  return shareCaps.map(({ stratum, selection, cap }) => ({
    terms: allOf(stratum).map(({ variable }, at) => ({
      variable,
      coefficient: at === selection ? subtract(ONE, cap) : negate(cap),
    })),
    relation: "at-most",
    bound: ZERO,
  }));
}

function rangeOf(region: Feasible, terms: readonly Term[]): RationalRange {
  const [least, most] = [region.minimise(terms), region.maximise(terms)];
  if (least.kind === "unbounded" || most.kind === "unbounded") throw new Error("votes without bound");
  return { least: least.value, most: most.value };
}

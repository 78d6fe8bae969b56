import type { SetAside, Tabulation } from "./tabulation.ts";
import type { SelectionId } from "./tally-sheet.ts";

/** Two neighbours in the order of votes, and whether the sheets set aside could make them change places. */
export interface NeighbourPair {
  readonly ahead: SelectionId;
  readonly behind: SelectionId;
  readonly margin: number;
  /** "unknown" where a station set aside has no known number of registered voters and the others do not suffice. */
  readonly couldChange: "yes" | "no" | "unknown";
}

export interface Materiality {
  readonly setAside: SetAside;
  readonly pairs: readonly NeighbourPair[];
  /** Whether the sheets set aside could change the order of the selections anywhere. */
  readonly couldChangeOrder: "yes" | "no" | "unknown";
  /** The same for the first place alone. */
  readonly couldChangeFirst: "yes" | "no" | "unknown";
}

/**
 * Whether the sheets set aside could change the order, whatever they truly say. The bound needs no assumption but that
 * no station has more votes than registered voters (as the register has them, or where it does not list the station, as
 * its own sheet does): every one of them votes for the selection behind. If no neighbours can
 * change places under it, no selections can. A tie counts as a change.
 */
export function materialityOf(tabulation: Tabulation, unit: number): Materiality {
  const votes = tabulation.totals(unit).votes;
  const setAside = tabulation.setAside(unit);
  const order = Object.keys(votes).sort((one, other) => (votes[other] ?? 0) - (votes[one] ?? 0));
  const pairs = order.slice(1).map((behind, at): NeighbourPair => {
    const ahead = order[at] ?? behind;
    const margin = (votes[ahead] ?? 0) - (votes[behind] ?? 0);
    return { ahead, behind, margin, couldChange: couldSwap(margin, setAside) };
  });
  const worst = (of: readonly NeighbourPair[]) =>
    of.some((pair) => pair.couldChange === "yes")
      ? "yes"
      : of.some((pair) => pair.couldChange === "unknown")
        ? "unknown"
        : "no";
  return { setAside, pairs, couldChangeOrder: worst(pairs), couldChangeFirst: worst(pairs.slice(0, 1)) };
}

function couldSwap(margin: number, setAside: SetAside): "yes" | "no" | "unknown" {
  if (setAside.stations === 0) return "no";
  if (margin <= setAside.registeredVoters) return "yes";
  return setAside.stationsUnsized > 0 ? "unknown" : "no";
}

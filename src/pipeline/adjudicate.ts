import type { EntryOf } from "../core/entry.ts";
import { InputError } from "../core/input-error.ts";
import { sourceView } from "../core/view.ts";
import type { World } from "../world.ts";
import { appendChecked } from "./append-checked.ts";
import { loadView } from "./load.ts";

/**
 * Enters a person's decision between the accounts of one station's sheet, with the reason. That none stands can also be
 * said of a station of which nothing was received: its sheet is not to be had.
 */
export async function adjudicate(
  world: World,
  decision: Omit<EntryOf<"dispute-adjudicated">, "kind" | "version">,
): Promise<{ readonly entry: number }> {
  const seen = loadView(world);
  const { sheets } = sourceView(seen, decision.contest, decision.source);
  const station = seen.register.stationIndex(decision.station);
  const accounts = station === undefined ? [] : sheets.accounts(station);
  const chosen = decision.decision;
  if (station === undefined || (accounts.length === 0 && chosen !== "none-stands"))
    throw new InputError("station", [`"${decision.station}" has no sheet from source "${decision.source}"`]);
  if (chosen !== "none-stands") {
    const matching = accounts.filter(
      (each) => each.entry === chosen.entry && (chosen.row === undefined || each.row === chosen.row),
    );
    const named = accounts
      .map((each) => (each.row === 0 ? `${each.entry}` : `${each.entry} (row ${each.row})`))
      .join(", ");
    if (matching.length > 1)
      throw new InputError("decision", [
        `entry ${chosen.entry} has several rows of this station: say which with --row (${named})`,
      ]);
    if (matching.length === 0)
      throw new InputError("decision", [
        `entry ${chosen.entry} is no account of this sheet; the accounts are: ${named}`,
      ]);
  }
  return appendChecked(world, { kind: "dispute-adjudicated", version: 1, ...decision });
}

import { formatEntry, type Entry, type EntryOf } from "../core/entry.ts";
import { InputError } from "../core/input-error.ts";
import { advance } from "../core/fold.ts";
import { sourceView } from "../core/view.ts";
import type { World } from "../world.ts";
import { load, loadView } from "./load.ts";

/** Enters a person's decision between the accounts of one station's sheet, with the reason. */
export async function adjudicate(
  world: World,
  decision: Omit<EntryOf<"dispute-adjudicated">, "kind" | "version">,
): Promise<{ readonly entry: number }> {
  const seen = loadView(world);
  const { sheets } = sourceView(seen, decision.contest, decision.source);
  const station = seen.register.stationIndex(decision.station);
  const accounts = station === undefined ? [] : sheets.accounts(station);
  const chosen = decision.decision;
  if (station === undefined || accounts.length === 0)
    throw new InputError("station", [`"${decision.station}" has no sheet from source "${decision.source}"`]);
  if (chosen !== "none-stands") {
    const known = accounts.some(
      (each) => each.entry === chosen.entry && (chosen.row === undefined || each.row === chosen.row),
    );
    const named = accounts
      .map((each) => (each.row === 0 ? `${each.entry}` : `${each.entry} (row ${each.row})`))
      .join(", ");
    if (!known)
      throw new InputError("decision", [
        `entry ${chosen.entry} is no account of this sheet; the accounts are: ${named}`,
      ]);
  }
  return appendChecked(world, { kind: "dispute-adjudicated", version: 1, ...decision });
}

/** Enters that an evidence file belongs to another station than its sender said, with the reason. */
export async function reassign(
  world: World,
  correction: Omit<EntryOf<"evidence-reassigned">, "kind" | "version">,
): Promise<{ readonly entry: number }> {
  return appendChecked(world, { kind: "evidence-reassigned", version: 1, ...correction });
}

async function appendChecked(world: World, entry: Entry): Promise<{ readonly entry: number }> {
  advance(load(world).state, entry, () => new Uint8Array());
  const { firstIndex } = await world.append([formatEntry(entry)]);
  return { entry: firstIndex };
}

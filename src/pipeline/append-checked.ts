import { formatEntry, type Entry } from "../core/entry.ts";
import { advance } from "../core/fold.ts";
import type { World } from "../world.ts";
import { load } from "./load.ts";

/** Appends one entry that names no blob, after the fold has taken it: nothing that does not fit enters the log. */
export async function appendChecked(world: World, entry: Entry): Promise<{ readonly entry: number }> {
  advance(load(world).state, entry, () => new Uint8Array());
  const { firstIndex } = await world.append([formatEntry(entry)]);
  return { entry: firstIndex };
}

import { formatEntry, parseEntry, type Entry } from "../core/entry.ts";
import { advance } from "../core/fold.ts";
import type { World } from "../world.ts";
import { load } from "./load.ts";

/** Appends one entry that names no blob, after the fold has taken it: nothing that does not fit enters the log. */
export async function appendChecked(world: World, entry: Entry): Promise<{ readonly entry: number }> {
  const { state } = load(world);
  const bytes = formatEntry(entry);
  advance(state, parseEntry(bytes, state.entries), () => new Uint8Array());
  const { firstIndex } = await world.append([bytes]);
  return { entry: firstIndex };
}

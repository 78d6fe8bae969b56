import type { EntryOf } from "../core/entry.ts";
import type { World } from "../world.ts";
import { appendChecked } from "./append-checked.ts";

/** Enters that an evidence file belongs to another station than its sender said, with the reason. */
export async function reassign(
  world: World,
  correction: Omit<EntryOf<"evidence-reassigned">, "kind" | "version">,
): Promise<{ readonly entry: number }> {
  return appendChecked(world, { kind: "evidence-reassigned", version: 1, ...correction });
}

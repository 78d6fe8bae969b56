import type { Declaration } from "../core/declaration.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import { advance } from "../core/fold.ts";
import type { World } from "../world.ts";
import { load } from "./load.ts";
import { keepReceipts } from "./receipt.ts";

export interface Declared {
  readonly declaration: Declaration;
  readonly entry: number;
  readonly receipts: readonly string[];
  /** True where the very same file was declared before. */
  readonly wasHeld: boolean;
}

/** Enters what an authority announced. Nothing is overwritten: a new version is a declaration of its own. */
export async function declare(world: World, file: Uint8Array): Promise<Declared> {
  const { state } = load(world);
  const blob = await world.keepBlob(file);
  const held = state.declarations.find((each) => each.blob === blob);
  if (held !== undefined)
    return { declaration: held.declaration, entry: held.entry, receipts: [], wasHeld: true };
  const entry: Entry = { kind: "results-declared", version: 1, declaration: blob };
  const declared = advance(state, entry, () => file).declarations.at(-1);
  const { firstIndex } = await world.append([formatEntry(entry)]);
  const receipts = await keepReceipts(world, { first: firstIndex, count: 1 });
  if (declared === undefined) throw new Error("a folded declaration is in the state");
  return { declaration: declared.declaration, entry: firstIndex, receipts, wasHeld: false };
}

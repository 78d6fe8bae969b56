import { formatHex, type Sha256Hex } from "../core/bytes.ts";
import { commitmentOf, type Opening } from "../core/commitment.ts";
import { parseEntry, type Entry } from "../core/entry.ts";
import { advance, emptyState, type State, type TakeTable } from "../core/fold.ts";
import { openingsByCommitment, openingsDue, type DueOpening } from "../core/openings-due.ts";
import { view, type View } from "../core/view.ts";
import { AppError, type World } from "../world.ts";

/** An election folder read from its log: the state, and the openings held privately. */
export interface Loaded {
  readonly state: State;
  readonly entries: readonly Entry[];
  readonly entryBytes: readonly Uint8Array[];
  readonly openings: ReadonlyMap<Sha256Hex, Opening>;
  /** Those of the openings that may be published. */
  readonly due: readonly DueOpening[];
}

/** Folds the whole log. Tables may come from an earlier run: they must be what core's `takeTable` gives. */
export function load(world: World, takeTable?: TakeTable): Loaded {
  const entryBytes = world.entries();
  const entries = entryBytes.map(parseEntry);
  let state = emptyState(takeTable);
  for (const entry of entries) state = advance(state, entry, (hash) => requireBlob(world, hash));
  const openings = new Map(world.openings().map((opening) => [commitmentOf(world.crypto, opening), opening]));
  return { state, entries, entryBytes, openings, due: openingsDue(state, openings) };
}

/** What the public would see: only openings that are due are looked at. */
export function loadView(world: World): View {
  const { state, due } = load(world);
  return view(state, openingsByCommitment(world.crypto, due));
}

/** A blob that an entry names; its absence, or other bytes under its name, is a broken folder. */
export function requireBlob(world: World, hash: Sha256Hex): Uint8Array {
  const bytes = world.blob(hash);
  if (bytes === undefined || formatHex(world.crypto.sha256(bytes)) !== hash)
    throw new AppError(
      "folder-broken",
      `blob ${hash} is ${bytes === undefined ? "missing" : "changed"}: restore the election folder from a copy`,
    );
  return bytes;
}

import { formatHex, type Sha256Hex } from "../core/bytes.ts";
import { commitmentOf, type Opening } from "../core/commitment.ts";
import { parseEntry, type Entry } from "../core/entry.ts";
import { advance, emptyState } from "../core/fold.ts";
import type { State, TakeTable } from "../core/state.ts";
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

/** What a fold of the log may begin with. */
export interface LoadFrom {
  /** Tables may come from an earlier run: they must be what core's `takeTable` gives. */
  readonly takeTable?: TakeTable;
  /** What was loaded before of a log that this one begins with. It is used up: the entries since are folded into its state. */
  readonly before?: Loaded | undefined;
  /** The log's entries, where they were read already. */
  readonly entryBytes?: readonly Uint8Array[];
}

/** Folds the log: all of it, or what is new since `before`. */
export function load(world: World, { takeTable, before, ...read }: LoadFrom = {}): Loaded {
  const entryBytes = read.entryBytes ?? world.entries();
  const added = entryBytes.slice(before?.entries.length ?? 0).map(parseEntry);
  const entries = [...(before?.entries ?? []), ...added];
  let state = before?.state ?? emptyState(takeTable);
  for (const entry of added) state = advance(state, entry, (hash) => requireBlob(world, hash));
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

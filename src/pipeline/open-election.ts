import { equalBytes, parseUtf8 } from "../core/bytes.ts";
import { parseElection, type Election } from "../core/election.ts";
import { formatEntry, type Entry } from "../core/entry.ts";
import { advance, emptyState } from "../core/fold.ts";
import type { RefusedRow } from "../core/formats/sheet-table.ts";
import { InputError } from "../core/input-error.ts";
import type { World } from "../world.ts";
import { load } from "./load.ts";

/** The files an election is opened with. */
export interface ElectionFiles {
  readonly election: Uint8Array;
  readonly register?: Uint8Array;
  /** A mapping file for a register that is not in the standard columns. */
  readonly registerMapping?: Uint8Array;
}

export interface Opened {
  readonly election: Election;
  readonly stations: number;
  readonly rowsRefused: readonly RefusedRow[];
  /** True where the folder held exactly this already, so that an interrupted start can be run again. */
  readonly wasOpen: boolean;
}

/** The first entries of a log: the definition, and the register where there is one. */
export async function openElection(world: World, files: ElectionFiles): Promise<Opened> {
  const election = parseElection(parseUtf8(files.election, "election file"));
  const entries: Entry[] = [
    { kind: "election-opened", version: 1, definition: await world.keepBlob(files.election) },
  ];
  if (files.register !== undefined) {
    const register = await world.keepBlob(files.register);
    const mapping =
      files.registerMapping === undefined ? {} : { mapping: await world.keepBlob(files.registerMapping) };
    entries.push({ kind: "register-adopted", version: 1, register, ...mapping });
  }
  let state = emptyState();
  for (const entry of entries) state = advance(state, entry, (hash) => world.blob(hash) ?? new Uint8Array());

  const held = load(world).entries;
  const wasOpen = held.length > 0;
  const isSame = entries.every((entry, index) => {
    const other = held[index];
    return other !== undefined && equalBytes(formatEntry(entry), formatEntry(other));
  });
  if (wasOpen && !isSame)
    throw new InputError("election folder", [
      "holds another election, or this one with another register: what is in a log cannot be replaced. Choose another folder",
    ]);
  if (!wasOpen) await world.append(entries.map(formatEntry));
  return { election, stations: state.register?.stations ?? 0, rowsRefused: state.registerRefused, wasOpen };
}

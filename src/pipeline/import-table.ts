import type { Sha256Hex } from "../core/bytes.ts";
import { formatEntry, type EntryOf } from "../core/entry.ts";
import { advance } from "../core/fold.ts";
import { parseDataset } from "../core/fold-tables.ts";
import type { Dataset, State } from "../core/state.ts";
import { InputError } from "../core/input-error.ts";
import type { SourceId } from "../core/tally-sheet.ts";
import type { World } from "../world.ts";
import { load } from "./load.ts";
import { keepReceipts } from "./receipt.ts";

/** A table as it is handed in. */
export interface TableFile {
  /** CSV bytes as they were published, not re-encoded. */
  readonly table: Uint8Array;
  readonly source: SourceId;
  /** A built-in format's name, or the bytes of a mapping file. */
  readonly format: string | Uint8Array;
  /** The entry of an earlier dataset of this source to replace in the count. */
  readonly supersedes?: number;
}

export interface Imported {
  readonly dataset: Dataset;
  readonly entry: number;
  readonly receipts: readonly string[];
  /** True where the very same table from the same source was in the log before. */
  readonly wasHeld: boolean;
}

/** Imports a table of readings: one blob and one entry, however many rows. Rows that cannot be used are in the answer. */
export async function importTable(world: World, file: TableFile): Promise<Imported> {
  const { state } = load(world);
  const dataset: Sha256Hex = await world.keepBlob(file.table);
  const mapping = typeof file.format === "string" ? {} : { mapping: await world.keepBlob(file.format) };
  const supersedes = file.supersedes === undefined ? {} : { supersedes: file.supersedes };
  const entry: EntryOf<"dataset-imported"> = {
    kind: "dataset-imported",
    version: 1,
    source: file.source,
    dataset,
    format: typeof file.format === "string" ? file.format : "mapping",
    ...mapping,
    ...supersedes,
  };
  const held = state.datasets.filter((each) => each.blob === dataset && each.source === file.source);
  const same = held.find(
    (each) =>
      each.format === entry.format && each.mapping === entry.mapping && each.supersedes === file.supersedes,
  );
  if (same !== undefined) return { dataset: same, entry: same.entry, receipts: [], wasHeld: true };
  refuseOverlap(world, { entry, held, state });

  // Folding it before it is appended refuses what does not fit: nothing unusable enters the log.
  const folded = advance(state, entry, (hash) => world.blob(hash) ?? new Uint8Array());
  const imported = folded.datasets.at(-1);
  if (imported === undefined || imported.rowsUsed === 0) {
    const first = imported?.rowsRefused[0];
    throw new InputError("table", [
      first === undefined ? "has no rows" : `no row could be used; row ${first.row}: ${first.reason}`,
    ]);
  }
  const { firstIndex } = await world.append([formatEntry(entry)]);
  const receipts = await keepReceipts(world, { first: firstIndex, count: 1 });
  return { dataset: imported, entry: firstIndex, receipts, wasHeld: false };
}

/** One table may hold several contests, each with a mapping of its own; the same contest twice would count it twice. */
function refuseOverlap(
  world: World,
  of: {
    readonly entry: EntryOf<"dataset-imported">;
    readonly held: readonly Dataset[];
    readonly state: State;
  },
): void {
  const { entry, held, state } = of;
  if (entry.supersedes !== undefined || held.length === 0 || state.election === undefined) return;
  const parsed = parseDataset(entry, state, (hash) => world.blob(hash) ?? new Uint8Array());
  const contests = new Set(parsed.sheets.map((sheets) => sheets.contest));
  const superseded = new Set(state.datasets.map((each) => each.supersedes));
  const overlapping = held.find(
    (each) => !superseded.has(each.entry) && each.tables.some((table) => contests.has(table.sheets.contest)),
  );
  if (overlapping !== undefined)
    throw new InputError("table", [
      `was imported as entry ${overlapping.entry} with another format or mapping; to replace that in the count, say --supersedes ${overlapping.entry}`,
    ]);
}

import { inclusionProof } from "../core/tlog/merkle.ts";
import { formatLogProof } from "../core/tlog/proof.ts";
import { parseCheckpointBody } from "../core/tlog/checkpoint.ts";
import { parseNote } from "../core/tlog/note.ts";
import { hashesFromTiles } from "../core/tlog/tile.ts";
import type { Crypto } from "../core/crypto.ts";
import { InputError } from "../core/input-error.ts";
import type { World } from "../world.ts";

/** The tiles of a log and its signed checkpoint: an election folder and a published one both have them. */
export interface LogFiles {
  readonly crypto: Crypto;
  checkpoint(): string;
  tile(path: string): Uint8Array | undefined;
}

/** The C2SP `.tlog-proof` that the entry at `index` is in the log, computed from its tiles. */
export function receiptOf(log: LogFiles, index: number): string {
  const checkpoint = log.checkpoint();
  const { size } = parseCheckpointBody(parseNote(checkpoint).body);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new InputError("entry", [`${index} is not in the log: it has entries 0 to ${size - 1}`]);
  const hashes = hashesFromTiles(log.crypto, size, (path) => log.tile(path));
  return formatLogProof({ index, hashes: inclusionProof(log.crypto, { index, size }, hashes), checkpoint });
}

/** Keeps a receipt for each of `count` entries from `first` on; gives their paths in the election folder. */
export async function keepReceipts(
  world: World,
  entries: { readonly first: number; readonly count: number },
): Promise<string[]> {
  const paths: string[] = [];
  for (let index = entries.first; index < entries.first + entries.count; index++)
    paths.push(await world.keepReceipt(index, receiptOf(world, index)));
  return paths;
}

import { LINE_FEED, firstDifference, type Place } from "./changed-files.ts";
import { equalBytes, utf8 } from "./bytes.ts";
import { commitmentOf, parseOpening } from "./commitment.ts";
import type { Crypto } from "./crypto.ts";
import { parseEntry } from "./entry.ts";
import { HASH_LENGTH, leafHash, type MerkleTree } from "./tlog/merkle.ts";
import { attempt } from "./tlog/refusal.ts";
import { parseTilePath, tileBytes, tilePath, TILE_WIDTH, type Tile } from "./tlog/tile.ts";

/** The log as it was read, sound or not. */
export interface LogAsRead {
  readonly tree: MerkleTree;
  /** The bytes at a path of the published folder. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
}

/**
 * Where a tile of the log is otherwise than the entries say, or a bundle of entries otherwise than its tile says. Which of
 * the two was changed, the manifest says; without it, both are named.
 */
export async function placeInLog(crypto: Crypto, path: string, log: LogAsRead): Promise<Place | undefined> {
  const tile = path.startsWith("log/") ? parseTilePath(path.slice("log/".length)) : undefined;
  const held = tile === undefined ? undefined : await log.read(path);
  if (tile === undefined || held === undefined) return undefined;
  if (tile.level === "entries") return placeInBundle(crypto, { tile, held }, log);
  const { level } = tile;
  const expected = attempt(() => tileBytes(log.tree, { ...tile, level }));
  return expected.kind === "refused" ? undefined : firstDifference(path, held, expected.value);
}

/** The first entry whose hash is not the one in the tile beside the bundle. */
async function placeInBundle(
  crypto: Crypto,
  { tile, held }: { readonly tile: Tile; readonly held: Uint8Array },
  log: LogAsRead,
): Promise<Place | undefined> {
  const hashes = await log.read(`log/${tilePath({ ...tile, level: 0 })}`);
  if (hashes?.length !== tile.width * HASH_LENGTH) return undefined;
  let byte = 0;
  for (let index = 0; index < tile.width; index += 1) {
    const entry = entryAt(held, byte);
    const hash = hashes.subarray(index * HASH_LENGTH, (index + 1) * HASH_LENGTH);
    if (entry === undefined || !equalBytes(leafHash(crypto, entry), hash))
      return { byte, entry: tile.index * TILE_WIDTH + index };
    byte += 2 + entry.length;
  }
  return byte === held.length ? undefined : { byte };
}

/** The entry that begins with its length at a byte of a bundle; undefined where the bundle ends before it does. */
function entryAt(bundle: Uint8Array, byte: number): Uint8Array | undefined {
  const [high, low] = [bundle[byte], bundle[byte + 1]];
  if (high === undefined || low === undefined) return undefined;
  const entry = bundle.subarray(byte + 2, byte + 2 + high * 0x100 + low);
  return entry.length === high * 0x100 + low ? entry : undefined;
}

/** The first line of a file of openings that does not open what the entry it names committed to. */
export function placeInOpenings(
  crypto: Crypto,
  held: Uint8Array,
  entryBytes: readonly Uint8Array[],
): Place | undefined {
  let byte = 0;
  for (let line = 1; byte < held.length; line += 1) {
    const end = held.indexOf(LINE_FEED, byte);
    if (end < 0 || !opens(crypto, held.subarray(byte, end), entryBytes)) return { byte, line };
    byte = end + 1;
  }
  return undefined;
}

function opens(crypto: Crypto, line: Uint8Array, entryBytes: readonly Uint8Array[]): boolean {
  const space = line.indexOf(0x20);
  const index = Number(new TextDecoder().decode(line.subarray(0, Math.max(space, 0))));
  const bytes = entryBytes[index];
  if (space < 1 || bytes === undefined || !startsWith(line, utf8(`${index} `))) return false;
  const opened = attempt(() => {
    const entry = parseEntry(bytes, index);
    return (
      "commitment" in entry &&
      commitmentOf(crypto, parseOpening(line.subarray(space + 1), "opening")) === entry.commitment
    );
  });
  return opened.kind === "parsed" && opened.value;
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, start.length), start);
}

/**
 * C2SP tlog-tiles (c2sp.org/tlog-tiles): the tree and its entries as a finite set of immutable files, from
 * which anybody computes any proof. A tile is 256 consecutive hashes of every eighth level of the tree.
 */
import { concatBytes } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { InputError } from "../input-error.ts";
import { assert, isCount } from "./assert.ts";
import { HASH_LENGTH, nodeHash, type Hashes } from "./merkle.ts";

/** Levels of the tree that one tile stands for. */
export const TILE_HEIGHT = 8;
/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;

/** The bytes of an entry's length, before it. */
export const LENGTH_BYTES = 2;
/** What the two bytes before an entry can count. */
const ENTRY_LENGTH_MAX = 65_535;
const LEVEL_MAX = 63;

/** One file of the log: hashes of a tile level, or a bundle of entries. A width of 256 is a full one. */
export interface Tile {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** A tile of hashes: those of the complete subtrees of `256^level` leaves. */
export interface HashTile extends Tile {
  readonly level: number;
}

/** A bundle of entries: those whose leaf hashes are in the tile of level 0 with the same index and width. */
export interface EntryTile extends Tile {
  readonly level: "entries";
}

/** The path of a tile below the root of the log: `tile/0/x001/x234/067`, `tile/entries/000.p/5`. */
export function tilePath(tile: Tile): string {
  const { level, index, width } = tile;
  assert(level === "entries" || (isCount(level) && level <= LEVEL_MAX), "a tile level is from 0 to 63");
  assert(isCount(index), "a tile index is a whole number");
  assert(isCount(width) && width >= 1 && width <= TILE_WIDTH, "a tile holds 1 to 256 hashes");
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").replaceAll(/\d{3}(?=\d)/g, "x$&/");
  return `tile/${level}/${groups}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

/** The tile a path names, or undefined where the path is anything but what `tilePath` gives for a tile. */
export function parseTilePath(path: string): Tile | undefined {
  const parts = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (parts === null) return undefined;
  const [, level = "", groups = "", width = String(TILE_WIDTH)] = parts;
  const tile: Tile = {
    level: level === "entries" ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, "")),
    width: Number(width),
  };
  if (tile.level !== "entries" && tile.level > LEVEL_MAX) return undefined;
  if (!isCount(tile.index) || tile.width < 1 || tile.width > TILE_WIDTH) return undefined;
  return tilePath(tile) === path ? tile : undefined;
}

/** All tiles of hashes of a tree of `size` leaves, lowest level first. A tile that would be empty is absent. */
export function tilesOf(size: number): HashTile[] {
  return tilesChanged(0, size);
}

/**
 * The tiles of hashes that a writer must write when the log grows from `sizeOld` to `sizeNew` leaves: those
 * that hold at least one new hash, each at its width in the new tree.
 */
export function tilesChanged(sizeOld: number, sizeNew: number): HashTile[] {
  assert(isCount(sizeOld) && isCount(sizeNew) && sizeOld <= sizeNew, "a log only grows");
  const tiles: HashTile[] = [];
  for (let level = 0, span = 1; span <= sizeNew; level += 1, span *= TILE_WIDTH) {
    const hashesOld = Math.floor(sizeOld / span);
    const hashesNew = Math.floor(sizeNew / span);
    if (hashesOld === hashesNew) break;
    for (let index = Math.floor(hashesOld / TILE_WIDTH); index * TILE_WIDTH < hashesNew; index += 1) {
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, hashesNew - index * TILE_WIDTH) });
    }
  }
  return tiles;
}

/** All bundles of entries of a log of `size` entries. */
export function bundlesOf(size: number): EntryTile[] {
  return bundlesChanged(0, size);
}

/** The same one at a time: where a size is only claimed, nothing is set aside for what may not be there. */
export function* eachBundle(size: number): Generator<EntryTile> {
  assert(isCount(size), "a log size is a whole number");
  for (let index = 0; index * TILE_WIDTH < size; index += 1)
    yield { level: "entries", index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) };
}

/** The bundles of entries that a writer must write when the log grows from `sizeOld` to `sizeNew` entries. */
export function bundlesChanged(sizeOld: number, sizeNew: number): EntryTile[] {
  return tilesChanged(sizeOld, sizeNew).flatMap((tile) =>
    tile.level === 0 ? [{ ...tile, level: "entries" as const }] : [],
  );
}

/** The bytes of a bundle: each entry after its length as a big-endian uint16. */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  assert(entries.length >= 1 && entries.length <= TILE_WIDTH, "a bundle holds 1 to 256 entries");
  const parts = entries.flatMap((entry) => {
    assert(entry.length <= ENTRY_LENGTH_MAX, "an entry has at most 65,535 bytes");
    return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
  });
  return concatBytes(...parts);
}

/** The entries of a bundle, as views of its bytes. Throws InputError unless the bytes are 1 to 256 whole entries. */
export function parseEntryBundle(bytes: Uint8Array): Uint8Array[] {
  return entryEnds(bytes).map((end, at, ends) => bytes.subarray((ends[at - 1] ?? 0) + LENGTH_BYTES, end));
}

/** Where each entry of a bundle ends: its length stands in the two bytes after the end of the one before. Throws as above. */
export function entryEnds(bytes: Uint8Array): number[] {
  const ends: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (ends.length === TILE_WIDTH) throw new InputError("entry bundle", ["more than 256 entries"]);
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined)
      throw new InputError("entry bundle", [`ends within the length of entry ${ends.length}`]);
    at += LENGTH_BYTES + high * 0x100 + low;
    if (at > bytes.length) throw new InputError("entry bundle", [`ends within entry ${ends.length}`]);
    ends.push(at);
  }
  if (ends.length === 0) throw new InputError("entry bundle", ["is empty"]);
  return ends;
}

/** The bytes of a tile: its 1 to 256 hashes one after another. */
export function formatHashTile(hashes: readonly Uint8Array[]): Uint8Array {
  assert(hashes.length >= 1 && hashes.length <= TILE_WIDTH, "a tile holds 1 to 256 hashes");
  assert(
    hashes.every((hash) => hash.length === HASH_LENGTH),
    "a tile holds hashes of 32 bytes",
  );
  return concatBytes(...hashes);
}

/** The bytes of one tile of hashes of a tree, such as a `MerkleTree`. */
export function tileBytes(hashes: Hashes, tile: HashTile): Uint8Array {
  const first = tile.index * TILE_WIDTH;
  return formatHashTile(
    Array.from({ length: tile.width }, (_, at) => hashes.at(tile.level * TILE_HEIGHT, first + at)),
  );
}

/**
 * The stored hashes of a tree of `size` leaves, out of its tiles. `read` gives the bytes at a path below the
 * root of the log, or undefined where there is no such file; a tile is read when first needed and only once.
 * Where a partial tile is gone, the full tile that replaced it serves. A tile that is missing or has another
 * length than its own throws InputError.
 *
 * Nothing here is authenticated: what was computed from tiles holds once it leads to a signed root.
 */
export function hashesFromTiles(
  crypto: Crypto,
  size: number,
  read: (path: string) => Uint8Array | undefined,
): Hashes {
  assert(isCount(size), "a tree size is a whole number");
  const tiles = new Map<string, Uint8Array>();

  const tileOnce = (level: number, index: number): Uint8Array => {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    const tile: HashTile = { level, index, width };
    const path = tilePath(tile);
    const bytes = tiles.get(path) ?? readTile(tile, read);
    tiles.set(path, bytes);
    return bytes;
  };

  const at = (level: number, index: number): Uint8Array => {
    assert(isCount(level) && isCount(index) && (index + 1) * 2 ** level <= size, "the subtree is complete");
    if (level % TILE_HEIGHT !== 0) {
      return nodeHash(crypto, at(level - 1, index * 2), at(level - 1, index * 2 + 1));
    }
    const bytes = tileOnce(level / TILE_HEIGHT, Math.floor(index / TILE_WIDTH));
    const start = (index % TILE_WIDTH) * HASH_LENGTH;
    return bytes.slice(start, start + HASH_LENGTH);
  };
  return { at };
}

function readTile(tile: HashTile, read: (path: string) => Uint8Array | undefined): Uint8Array {
  for (const candidate of [tile, { ...tile, width: TILE_WIDTH }]) {
    const bytes = read(tilePath(candidate));
    if (bytes === undefined) continue;
    if (bytes.length !== candidate.width * HASH_LENGTH) {
      throw new InputError(tilePath(candidate), [`has ${bytes.length} bytes for ${candidate.width} hashes`]);
    }
    return bytes;
  }
  throw new InputError(tilePath(tile), ["is missing"]);
}

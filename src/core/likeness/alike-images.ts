import type { InkRows } from "./likeness.ts";
import { compareLikeness, isTelling, type LikenessCompared } from "./likeness.ts";

/** An image by what it is called here, with how its numbers look. */
export interface ImageLikeness<Name> {
  readonly name: Name;
  readonly rows: InkRows;
}

/** Two images that look alike, the first one the earlier. */
export interface AlikeImages<Name> {
  readonly first: Name;
  readonly second: Name;
  readonly compared: LikenessCompared;
}

/** Bits that few images have, or few have not, tell little: those nearest to half of all are kept, so many of each row. */
const BITS_OF_ROW = 8;
/** Tables in which images are looked up: one that finds its like in none of them has none (measured: docs/decisions/0022). */
const TABLES = 48;
/** Bits of a key in each table beyond those that tell as many images apart as there are. */
const SPARE_BITS = 2;
/** An image that is like so many earlier ones is not looked up any more: whatever is like it is like them. */
const FOUND_ENOUGH = 5;

/** Images of which little can be seen come to the same places: in each of them, as many are looked up as these, the earliest. */
const PLACE_MAXIMUM = 256;

/**
 * The pairs of images that look alike, without comparing each with each: images are put into tables by some of their bits
 * (locality-sensitive hashing by sampled bits, Indyk and Motwani 1998), and compared only with those found in the same
 * places. Images of which too little can be told are left out.
 */
export function alikeImages<Name>(images: readonly ImageLikeness<Name>[]): AlikeImages<Name>[] {
  const telling = images.filter(({ rows }) => isTelling(rows));
  if (telling.length < 2) return [];
  const bits = tellingBits(telling);
  const length = Math.min(28, 32 - Math.clz32(telling.length - 1) + SPARE_BITS);
  const tables = Array.from({ length: TABLES }, (_, table) => ({
    bits: sampled(bits, table, length),
    known: new Map<number, number[]>(),
  }));
  const pairs: AlikeImages<Name>[] = [];
  for (const [at, image] of telling.entries()) {
    const keys = tables.map((table) => keyOf(image.rows, table.bits));
    const near = new Set(tables.flatMap((table, which) => table.known.get(keys[which] ?? -1) ?? []));
    const found = [...near]
      .sort((one, other) => one - other)
      .flatMap((earlier) => {
        const first = telling[earlier];
        if (first === undefined) return [];
        const compared = compareLikeness(first.rows, image.rows);
        return compared.alike ? [{ first: first.name, second: image.name, compared }] : [];
      });
    pairs.push(...found);
    // A thousand copies of one image are some thousand pairs, not half a million.
    if (found.length >= FOUND_ENOUGH) continue;
    for (const [which, table] of tables.entries()) {
      const key = keys[which] ?? -1;
      const known = table.known.get(key);
      if (known === undefined) table.known.set(key, [at]);
      else if (known.length < PLACE_MAXIMUM) known.push(at);
    }
  }
  return pairs;
}

interface Bit {
  readonly row: string;
  readonly cell: number;
  readonly word: number;
  readonly mask: number;
}

/** The most words of 32 bits that a cell has, and cells that a row has: what is beyond is not looked at here. */
const WORDS = 8;
const CELLS = 8;

/** Rows that a template has at most: of an image that has others, those are looked at that most images have. */
const ROWS_MAXIMUM = 400;

/** Of each row the bits that come nearest to being set in half of the images. */
function tellingBits(images: readonly ImageLikeness<unknown>[]): Bit[][] {
  const setOfRow = new Map(commonRows(images).map((row) => [row, new Uint32Array(CELLS * WORDS * 32)]));
  for (const { rows } of images)
    for (const [row, cells] of rows) {
      const set = setOfRow.get(row);
      if (set !== undefined) countSet(cells, set);
    }
  return [...setOfRow].map(([row, set]) =>
    [...set.keys()]
      .filter((place) => set[place] !== 0)
      .map((place) => ({ place, away: Math.abs(2 * (set[place] ?? 0) - images.length) }))
      .sort((one, other) => one.away - other.away || one.place - other.place)
      .slice(0, BITS_OF_ROW)
      .map(({ place }) => {
        const word = Math.floor(place / 32);
        return { row, cell: Math.floor(word / WORDS), word: word % WORDS, mask: 1 << (place % 32) };
      }),
  );
}

/** The rows that most images have, by name. */
function commonRows(images: readonly ImageLikeness<unknown>[]): string[] {
  const count = new Map<string, number>();
  for (const { rows } of images) for (const row of rows.keys()) count.set(row, (count.get(row) ?? 0) + 1);
  const names = [...count.keys()].sort();
  const byCount = names.toSorted((one, other) => (count.get(other) ?? 0) - (count.get(one) ?? 0));
  return byCount.slice(0, ROWS_MAXIMUM).sort();
}

function countSet(cells: readonly (Uint32Array | undefined)[], set: Uint32Array): void {
  for (let cell = 0; cell < Math.min(cells.length, CELLS); cell++) {
    const words = cells[cell];
    for (let word = 0; word < Math.min(words?.length ?? 0, WORDS); word++)
      for (let left = words?.[word] ?? 0; left !== 0; left &= left - 1) {
        const place = (cell * WORDS + word) * 32 + 31 - Math.clz32(left & -left);
        set[place] = (set[place] ?? 0) + 1;
      }
  }
}

/** So many bits for one table: each of another row as long as there are rows, by a walk that no two tables share. */
function sampled(bits: readonly (readonly Bit[])[], table: number, length: number): Bit[] {
  const usable = bits.filter((row) => row.length > 0);
  const chosen: Bit[] = [];
  let state = (table + 1) * 2_654_435_761;
  const next = (below: number) => {
    // xorshift32 (Marsaglia 2003): the same walk on every machine.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  let left: (readonly Bit[])[] = [];
  while (chosen.length < length && usable.length > 0) {
    if (left.length === 0) left = [...usable];
    const [row = []] = left.splice(next(left.length), 1);
    const bit = row[next(row.length)];
    if (bit !== undefined) chosen.push(bit);
  }
  return chosen;
}

function keyOf(rows: InkRows, bits: readonly Bit[]): number {
  let key = 0;
  for (const { row, cell, word, mask } of bits)
    key = key * 2 + (((rows.get(row)?.[cell]?.[word] ?? 0) & mask) === 0 ? 0 : 1);
  return key;
}

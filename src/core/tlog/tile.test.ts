import { hash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes, equalBytes } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { MerkleTree, consistencyProof, inclusionProof, treeRoot } from "./merkle.ts";
import {
  bundlesChanged,
  bundlesOf,
  eachBundle,
  formatEntryBundle,
  formatHashTile,
  hashesFromTiles,
  parseEntryBundle,
  parseTilePath,
  tileBytes,
  tilePath,
  tilesChanged,
  tilesOf,
  type Tile,
} from "./tile.ts";

const crypto: Crypto = {
  // The fastest of Node's spellings by far: these tests hash some millions of nodes.
  sha256: (bytes) => new Uint8Array(Buffer.from(hash("sha256", bytes, "binary"), "binary")),
  verifyEd25519: () => false,
};

/** Three tile levels: past 65,536 leaves the third begins. */
const SIZE_LARGE = 70_000;
const tree = new MerkleTree(crypto);
for (let index = 0; index < SIZE_LARGE; index += 1) {
  const leaf = new Uint8Array(32);
  new DataView(leaf.buffer).setUint32(0, index + 1);
  tree.append(leaf);
}

const entry = (length: number) => new Uint8Array(length).fill(length % 251);

function filesOf(tiles: readonly (Tile & { level: number })[]): Map<string, Uint8Array> {
  return new Map(tiles.map((tile) => [tilePath(tile), tileBytes(tree, tile)]));
}

describe("paths", () => {
  test.each<[Tile, string]>([
    [{ level: 0, index: 1_234_067, width: 256 }, "tile/0/x001/x234/067"],
    [{ level: "entries", index: 0, width: 5 }, "tile/entries/000.p/5"],
    [{ level: 2, index: 999, width: 255 }, "tile/2/999.p/255"],
    [{ level: 63, index: 1000, width: 1 }, "tile/63/x001/000.p/1"],
    [{ level: 1, index: 2 ** 53 - 1, width: 256 }, "tile/1/x009/x007/x199/x254/x740/991"],
  ])("%o is at %s, and back", (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test.each([
    "tile/0/x001/x234/67",
    "tile/0/001/234/067",
    "tile/0/x000/067",
    "tile/0/x001/x234/x067",
    "tile/0/67",
    "tile/00/067",
    "tile/01/067",
    "tile/64/067",
    "tile/-1/067",
    "tile/entry/067",
    "tile/0/067.p/0",
    "tile/0/067.p/256",
    "tile/0/067.p/05",
    "tile/0/067.p/",
    "tile/0/067.p/5/",
    "tile/0/067\n",
    "/tile/0/067",
    "tile/0/../067",
    "TILE/0/067",
    "tile/0/٠٦٧",
    "tile/0/x009/x007/x199/x254/x740/992",
    "tile/0/x999/x999/x999/x999/x999/x999/999",
    "tile/0/",
    "",
  ])("%j is no path of a tile", (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  test("every tile has one path, and every path one tile", () => {
    const tiles = fc.record({
      level: fc.oneof(fc.constant("entries" as const), fc.integer({ min: 0, max: 63 })),
      index: fc.oneof(fc.nat(3000), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tiles, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
      }),
    );
  });

  test("what parses as a path is what is formatted", () => {
    const path = fc.stringMatching(/^tile\/(entries|\d{1,2})\/(x?\d{2,3}\/){0,3}x?\d{3}(\.p\/\d{1,3})?$/);
    fc.assert(
      fc.property(path, (text) => {
        const tile = parseTilePath(text);
        if (tile !== undefined) expect(tilePath(tile)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("a width or index no tile has stops the program", () => {
    expect(() => tilePath({ level: 0, index: 0, width: 0 })).toThrow("assertion");
    expect(() => tilePath({ level: 0, index: 0, width: 257 })).toThrow("assertion");
    expect(() => tilePath({ level: 64, index: 0, width: 1 })).toThrow("assertion");
    expect(() => tilePath({ level: 0, index: 0.5, width: 1 })).toThrow("assertion");
  });
});

describe("the tiles of a tree", () => {
  test("size 70,000 has 273 full tiles and .p/112, one full and .p/17, and .p/1", () => {
    const tiles = tilesOf(70_000);
    const full = tiles.filter(({ width }) => width === 256);
    expect(full.filter(({ level }) => level === 0).map(({ index }) => index)).toEqual(
      Array.from({ length: 273 }, (_, index) => index),
    );
    expect(full.filter(({ level }) => level !== 0)).toEqual([{ level: 1, index: 0, width: 256 }]);
    expect(tiles.filter(({ width }) => width < 256).map(tilePath)).toEqual([
      "tile/0/273.p/112",
      "tile/1/001.p/17",
      "tile/2/000.p/1",
    ]);
  });

  test.each([
    [0, []],
    [1, ["tile/0/000.p/1"]],
    [255, ["tile/0/000.p/255"]],
    [256, ["tile/0/000", "tile/1/000.p/1"]],
    [257, ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"]],
  ])("size %d has the tiles %o: none is empty", (size, paths) => {
    expect(tilesOf(size).map(tilePath)).toEqual(paths);
  });

  test("growing by one entry changes its tile, and the one above only when that tile is full", () => {
    expect(tilesChanged(254, 255).map(tilePath)).toEqual(["tile/0/000.p/255"]);
    expect(tilesChanged(255, 256).map(tilePath)).toEqual(["tile/0/000", "tile/1/000.p/1"]);
    expect(tilesChanged(256, 257).map(tilePath)).toEqual(["tile/0/001.p/1"]);
    expect(tilesChanged(65_535, 65_536).map(tilePath)).toEqual([
      "tile/0/255",
      "tile/1/000",
      "tile/2/000.p/1",
    ]);
    expect(tilesChanged(300, 300)).toEqual([]);
    expect(() => tilesChanged(2, 1)).toThrow("assertion");
  });

  test("what is written while growing in any steps is what the final tree needs, full tiles once", () => {
    const growth = fc.array(fc.oneof(fc.nat(600), fc.nat(30_000)), { maxLength: 12 });
    fc.assert(
      fc.property(growth, (steps) => {
        const written: string[] = [];
        let size = 0;
        for (const step of steps) {
          written.push(...tilesChanged(size, size + step).map(tilePath));
          size += step;
        }
        const full = written.filter((path) => !path.includes(".p/"));
        expect(new Set(full).size).toBe(full.length);
        expect(new Set(written).size).toBe(written.length);
        const missing = tilesOf(size).filter((tile) => !written.includes(tilePath(tile)));
        expect(missing).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("bundles one at a time are those of the list, and a size that nobody has costs nothing", () => {
    for (const size of [0, 1, 255, 256, 257, 70_000]) expect([...eachBundle(size)]).toEqual(bundlesOf(size));
    const first = eachBundle(Number.MAX_SAFE_INTEGER).next();
    expect(first.value).toEqual({ level: "entries", index: 0, width: 256 });
  });

  test("entries are bundled like the leaf hashes of level 0", () => {
    expect(bundlesOf(513).map(tilePath)).toEqual([
      "tile/entries/000",
      "tile/entries/001",
      "tile/entries/002.p/1",
    ]);
    expect(bundlesChanged(200, 300).map(tilePath)).toEqual(["tile/entries/000", "tile/entries/001.p/44"]);
  });
});

describe("entry bundles", () => {
  test("each entry follows its length, big-endian", () => {
    const bytes = Uint8Array.of(0, 2, 7, 8, 0, 0, 0, 1, 9);
    const entries = [Uint8Array.of(7, 8), new Uint8Array(0), Uint8Array.of(9)];
    expect(formatEntryBundle(entries)).toEqual(bytes);
    expect(parseEntryBundle(bytes)).toEqual(entries);
    expect(formatEntryBundle([entry(0x1234)]).slice(0, 2)).toEqual(Uint8Array.of(0x12, 0x34));
  });

  test("any 1 to 256 entries come back as they were", () => {
    const some = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });
    fc.assert(
      fc.property(some, (entries) => {
        expect(parseEntryBundle(formatEntryBundle(entries))).toEqual(entries);
      }),
      { numRuns: 40 },
    );
  });

  test("an entry of 65,535 bytes and 256 entries are the most", () => {
    const [largest] = parseEntryBundle(formatEntryBundle([entry(65_535)]));
    expect(equalBytes(largest ?? entry(0), entry(65_535))).toBe(true);
    const most = Array.from({ length: 256 }, () => entry(1));
    expect(parseEntryBundle(formatEntryBundle(most))).toHaveLength(256);
    expect(() => formatEntryBundle([entry(65_536)])).toThrow("assertion");
    expect(() => formatEntryBundle([...most, entry(1)])).toThrow("assertion");
    expect(() => formatEntryBundle([])).toThrow("assertion");
  });

  test("a bundle cut anywhere is refused, or is the bundle of fewer entries", () => {
    const entries = [entry(3), entry(0), entry(300)];
    const bytes = formatEntryBundle(entries);
    const whole = new Map([
      [5, 1],
      [7, 2],
    ]);
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.slice(0, length);
      const count = whole.get(length);
      if (count === undefined) expect(() => parseEntryBundle(cut)).toThrow("entry bundle");
      else expect(parseEntryBundle(cut)).toEqual(entries.slice(0, count));
    }
  });

  test("257 entries are refused", () => {
    expect(() => parseEntryBundle(new Uint8Array(2 * 257))).toThrow("more than 256");
    expect(parseEntryBundle(new Uint8Array(2 * 256))).toHaveLength(256);
  });
});

describe("hashes read from tiles", () => {
  const files = filesOf(tilesOf(SIZE_LARGE));
  const stored = hashesFromTiles(crypto, SIZE_LARGE, (path) => files.get(path));

  test("a tile holds its hashes one after another", () => {
    expect(formatHashTile([tree.at(0, 0), tree.at(0, 1)])).toEqual(concatBytes(tree.at(0, 0), tree.at(0, 1)));
    expect(tileBytes(tree, { level: 1, index: 1, width: 17 }).slice(-32)).toEqual(tree.at(8, 272));
    expect(() => formatHashTile([])).toThrow("assertion");
    expect(() => formatHashTile([new Uint8Array(31)])).toThrow("assertion");
  });

  test("root, inclusion and consistency of 70,000 leaves are those of the tree in memory", () => {
    expect(treeRoot(crypto, SIZE_LARGE, stored)).toEqual(tree.root());
    for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
      const place = { index, size: SIZE_LARGE };
      expect(inclusionProof(crypto, place, stored)).toEqual(tree.inclusionProof(index));
    }
    for (const sizeOld of [1, 255, 256, 257, 40_000, 65_536, 69_999]) {
      const sizes = { sizeOld, sizeNew: SIZE_LARGE };
      expect(consistencyProof(crypto, sizes, stored)).toEqual(tree.consistencyProof(sizeOld));
    }
  });

  test("for any size the tiles of that size give its root", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (size) => {
        const some = filesOf(tilesOf(size));
        const hashes = hashesFromTiles(crypto, size, (path) => some.get(path));
        expect(treeRoot(crypto, size, hashes)).toEqual(tree.root(size));
      }),
      { numRuns: 30 },
    );
  });

  test("a partial tile that is gone is read from the full tile that replaced it", () => {
    const fullOnly = filesOf(tilesOf(512).filter(({ width }) => width === 256));
    const asked: string[] = [];
    const hashes = hashesFromTiles(crypto, 300, (path) => {
      asked.push(path);
      return path === "tile/1/000.p/1" ? tree.at(8, 0) : fullOnly.get(path);
    });
    expect(treeRoot(crypto, 300, hashes)).toEqual(tree.root(300));
    expect(asked).toEqual(["tile/1/000.p/1", "tile/0/001.p/44", "tile/0/001"]);
  });

  test("each tile is read once", () => {
    const asked: string[] = [];
    const hashes = hashesFromTiles(crypto, 1000, (path) => {
      asked.push(path);
      return files.get(path) ?? tileBytes(tree, { level: 1, index: 0, width: 3 });
    });
    for (const index of [0, 1, 2, 300]) inclusionProof(crypto, { index, size: 768 }, hashes);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test("a tile that is missing or of another length is named", () => {
    const none = hashesFromTiles(crypto, 300, () => undefined);
    expect(() => none.at(0, 299)).toThrow("tile/0/001.p/44");
    const short = hashesFromTiles(crypto, 300, () => new Uint8Array(32 * 43));
    expect(() => short.at(0, 299)).toThrow("tile/0/001.p/44");
    const long = hashesFromTiles(crypto, 300, () => new Uint8Array(32 * 45));
    expect(() => long.at(0, 299)).toThrow("tile/0/001.p/44");
    const partialAsFull = hashesFromTiles(crypto, 300, (path) =>
      path === "tile/0/001" ? new Uint8Array(32 * 44) : undefined,
    );
    expect(() => partialAsFull.at(0, 299)).toThrow("tile/0/001: ");
  });

  test("asking past the size of the tree stops the program", () => {
    expect(() => stored.at(0, SIZE_LARGE)).toThrow("assertion");
    expect(() => stored.at(8, 273)).toThrow("assertion");
  });
});

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { formatHex } from "../bytes.ts";
import { hashBundle } from "./hash-bundle.ts";
import { leafHash, MerkleTree } from "./merkle.ts";
import { formatEntryBundle, parseEntryBundle, TILE_WIDTH } from "./tile.ts";

const entries = (many: number): Uint8Array[] =>
  Array.from({ length: many }, (_, at) => new Uint8Array((at * 7) % 300).fill(at % 251));

function bundlesOf(all: readonly Uint8Array[]): Uint8Array[] {
  const bundles: Uint8Array[] = [];
  for (let at = 0; at < all.length; at += TILE_WIDTH)
    bundles.push(formatEntryBundle(all.slice(at, at + TILE_WIDTH)));
  return bundles;
}

test("a tree of bundles is the tree of their entries, at every size and every level", () => {
  for (const size of [1, 2, 3, 255, 256, 257, 511, 512, 513, 1_000, 1_024, 1_500]) {
    const one = new MerkleTree(nodeCrypto);
    const other = new MerkleTree(nodeCrypto);
    for (const entry of entries(size)) one.append(leafHash(nodeCrypto, entry));
    for (const bundle of bundlesOf(entries(size))) other.appendBundle(hashBundle(nodeCrypto, bundle));
    expect(other.size).toBe(size);
    expect(other.root()).toEqual(one.root());
    for (let level = 0; 2 ** level <= size; level += 1) {
      const count = Math.floor(size / 2 ** level);
      expect(formatHex(other.row(level, 0, count))).toBe(formatHex(one.row(level, 0, count)));
      expect(other.at(level, count - 1)).toEqual(one.at(level, count - 1));
    }
  }
});

test("a tree of more hashes than lie in one piece of memory is the same too", () => {
  const [piece, size] = [2 ** 14, 2 ** 14 + TILE_WIDTH + 3];
  const one = new MerkleTree(nodeCrypto);
  const other = new MerkleTree(nodeCrypto);
  const leaves = entries(size).map((entry) => leafHash(nodeCrypto, entry));
  for (const leaf of leaves) one.append(leaf);
  for (const bundle of bundlesOf(entries(size))) other.appendBundle(hashBundle(nodeCrypto, bundle));
  expect(other.root()).toEqual(one.root());
  for (const at of [0, piece - 1, piece, size - 1]) expect(other.at(0, at)).toEqual(leaves[at]);
  for (const at of [piece - TILE_WIDTH, piece])
    expect(other.row(0, at, TILE_WIDTH)).toEqual(one.row(0, at, TILE_WIDTH));
  expect(() => other.row(0, piece - 1, 2)).toThrow("one piece");
});

test("with a function that makes an array for each hash the bundle's hashes are the same", () => {
  const [bundle = new Uint8Array()] = bundlesOf(entries(200));
  const plain = { sha256: nodeCrypto.sha256, verifyEd25519: nodeCrypto.verifyEd25519 };
  expect(hashBundle(plain, bundle)).toEqual(hashBundle(nodeCrypto, bundle));
});

test("bytes that are no bundle are refused as by parseEntryBundle, and the bytes stay as they are", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const before = bytes.slice();
      const outcome = (read: () => number) => {
        try {
          return read();
        } catch (error) {
          return String(error);
        }
      };
      expect(outcome(() => hashBundle(nodeCrypto, bytes).width)).toBe(
        outcome(() => parseEntryBundle(bytes).length),
      );
      expect(bytes).toEqual(before);
    }),
  );
});

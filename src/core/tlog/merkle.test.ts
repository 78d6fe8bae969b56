import { hash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes, equalBytes, formatHex, parseHex } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import {
  MerkleTree,
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
} from "./merkle.ts";

const crypto: Crypto = {
  // The fastest of Node's spellings by far: these tests hash some millions of nodes.
  sha256: (bytes) => new Uint8Array(Buffer.from(hash("sha256", bytes, "binary"), "binary")),
  verifyEd25519: () => false,
};

/** The entries, and the roots over the first 1 to 8 of them, that the Certificate Transparency code is tested with. */
const ENTRIES_KNOWN = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS_KNOWN = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const SIZE_MAX = 70;
const leaves = Array.from({ length: SIZE_MAX }, (_, at) => leafHash(crypto, Uint8Array.of(at, 7)));
const tree = treeOver(leaves);
const leafAt = (index: number) => leaves.at(index) ?? new Uint8Array(0);

function treeOver(hashes: readonly Uint8Array[]): MerkleTree {
  const grown = new MerkleTree(crypto);
  for (const hash of hashes) grown.append(hash);
  return grown;
}

/** RFC 6962, section 2.1, word for word: MTH, PATH and SUBPROOF of the leaves from `start` up to `end`. */
class Definition {
  readonly #leaves: readonly Uint8Array[];
  readonly #roots = new Map<string, Uint8Array>();

  constructor(hashes: readonly Uint8Array[]) {
    this.#leaves = hashes;
  }

  root(start: number, end: number): Uint8Array {
    const known = this.#roots.get(`${start}-${end}`);
    const root = known ?? this.#compute(start, end);
    this.#roots.set(`${start}-${end}`, root);
    return root;
  }

  #compute(start: number, end: number): Uint8Array {
    if (start === end) return crypto.sha256(new Uint8Array(0));
    if (end - start === 1) return this.#leaves[start] ?? new Uint8Array(0);
    const middle = this.#middle(start, end);
    return crypto.sha256(concatBytes(Uint8Array.of(1), this.root(start, middle), this.root(middle, end)));
  }

  path(index: number, start: number, end: number): Uint8Array[] {
    if (end - start === 1) return [];
    const middle = this.#middle(start, end);
    return index < middle
      ? [...this.path(index, start, middle), this.root(middle, end)]
      : [...this.path(index, middle, end), this.root(start, middle)];
  }

  /** From the tree of `size` leaves; `isKnown` while the subtree at hand begins where that tree begins. */
  proof(size: number, [start, end]: readonly [number, number], isKnown = true): Uint8Array[] {
    if (size === end) return isKnown ? [] : [this.root(start, end)];
    const middle = this.#middle(start, end);
    return size <= middle
      ? [...this.proof(size, [start, middle], isKnown), this.root(middle, end)]
      : [...this.proof(size, [middle, end], false), this.root(start, middle)];
  }

  #middle(start: number, end: number): number {
    return start + 2 ** Math.floor(Math.log2(end - start - 1));
  }
}

const definition = new Definition(leaves);
const hexOf = (hashes: readonly Uint8Array[]) => hashes.map(formatHex).join(" ");

const inclusionClaim = (index: number, size: number): InclusionClaim => ({
  index,
  size,
  leaf: leafAt(index),
  root: tree.root(size),
  proof: tree.inclusionProof(index, size),
});

const consistencyClaim = (sizeOld: number, sizeNew: number): ConsistencyClaim => ({
  sizeOld,
  sizeNew,
  rootOld: tree.root(sizeOld),
  rootNew: tree.root(sizeNew),
  proof: tree.consistencyProof(sizeOld, sizeNew),
});

const inclusionClaims = Array.from({ length: SIZE_MAX }, (_, at) => at + 1).flatMap((size) =>
  Array.from({ length: size }, (_, index) => inclusionClaim(index, size)),
);
const consistencyClaims = Array.from({ length: SIZE_MAX }, (_, at) => at + 1).flatMap((sizeNew) =>
  Array.from({ length: sizeNew + 1 }, (_, sizeOld) => consistencyClaim(sizeOld, sizeNew)),
);

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));
}

/** Every proof that differs from this one by a bit, a hash left out, or a hash too many. */
function* proofsNear(proof: readonly Uint8Array[], bits: readonly number[]): Generator<Uint8Array[]> {
  for (const [at, hash] of proof.entries()) {
    for (const bit of bits) yield proof.with(at, flip(hash, bit));
    yield proof.toSpliced(at, 1);
    yield proof.toSpliced(at, 0, hash);
  }
  yield [...proof, leafAt(0)];
  yield [leafAt(0), ...proof];
}

const everyBit = Array.from({ length: 256 }, (_, bit) => bit);

describe("roots", () => {
  test("the roots of the Certificate Transparency test entries are the published ones", () => {
    const known = treeOver(ENTRIES_KNOWN.map((entry) => leafHash(crypto, parseHex(entry))));
    expect(ROOTS_KNOWN.map((_, at) => formatHex(known.root(at + 1)))).toEqual(ROOTS_KNOWN);
  });

  test("the root of the empty tree is the SHA-256 of nothing", () => {
    const hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(formatHex(emptyRoot(crypto))).toBe(hex);
    expect(formatHex(new MerkleTree(crypto).root())).toBe(hex);
  });

  test("no entry has the leaf hash that is also the hash of a node", () => {
    const [left, right] = [leafAt(0), leafAt(1)];
    expect(leafHash(crypto, concatBytes(left, right))).not.toEqual(nodeHash(crypto, left, right));
  });

  test("the root of every beginning of a tree is what the definition of RFC 6962 gives", () => {
    for (let size = 0; size <= SIZE_MAX; size += 1) {
      expect(tree.root(size)).toEqual(definition.root(0, size));
    }
  });

  test("for any leaves, tree and definition agree on roots and proofs", () => {
    const someLeaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(someLeaves, fc.nat(), fc.nat(), (hashes, seedIndex, seedSize) => {
        const some = treeOver(hashes);
        const [index, sizeOld] = [seedIndex % hashes.length, 1 + (seedSize % hashes.length)];
        const defined = new Definition(hashes);
        const end = hashes.length;
        expect(some.root()).toEqual(defined.root(0, end));
        expect(some.inclusionProof(index)).toEqual(defined.path(index, 0, end));
        expect(some.consistencyProof(sizeOld)).toEqual(defined.proof(sizeOld, [0, end]));
      }),
      { numRuns: 60 },
    );
  });

  test("indexes past 32 bits are computed exactly", () => {
    // Every complete subtree of this tree of 2^40 + 3 equal leaves is known from its level alone.
    const size = 2 ** 40 + 3;
    const byLevel = [leafAt(0)];
    const at = (level: number): Uint8Array => {
      const below = byLevel[level] ?? nodeHash(crypto, at(level - 1), at(level - 1));
      byLevel[level] = below;
      return below;
    };
    const asked: [number, number][] = [];
    const hashes = { at: (level: number, index: number) => (asked.push([level, index]), at(level)) };
    const index = 2 ** 40 + 2;
    const proof = inclusionProof(crypto, { index, size }, hashes);
    const claim = { index, size, leaf: at(0), root: treeRoot(crypto, size, { at }), proof };
    expect(asked).toEqual([
      [1, 2 ** 39],
      [40, 0],
    ]);
    expect(verifyInclusion(crypto, claim)).toBe(true);
    expect(verifyInclusion(crypto, { ...claim, index: 2 })).toBe(false);
  });

  test("a hash handed out is a copy: changing it does not change the tree", () => {
    const small = treeOver(leaves.slice(0, 3));
    const root = small.root();
    small.at(0, 2).fill(0);
    expect(small.root()).toEqual(root);
  });

  test("asking for leaves the tree does not hold stops the program", () => {
    const small = treeOver(leaves.slice(0, 3));
    expect(() => small.root(4)).toThrow("assertion");
    expect(() => small.at(1, 1)).toThrow("assertion");
    expect(() => small.inclusionProof(3)).toThrow("assertion");
    expect(() => small.consistencyProof(3, 2)).toThrow("assertion");
    expect(() => small.append(new Uint8Array(31))).toThrow("assertion");
  });
});

describe("inclusion", () => {
  test("every leaf of every tree of up to 70 leaves is proven", () => {
    expect(inclusionClaims.filter((claim) => !verifyInclusion(crypto, claim))).toEqual([]);
    expect(inclusionClaims).toHaveLength((SIZE_MAX * (SIZE_MAX + 1)) / 2);
  });

  test("proofs are those of RFC 6962, the leaf's sibling first", () => {
    for (const { index, size, proof } of inclusionClaims) {
      expect(hexOf(proof)).toBe(hexOf(definition.path(index, 0, size)));
    }
  });

  test("no leaf is proven at another index than its own", () => {
    const sizes = new Set([...Array(35).keys(), 63, 64, 65, 70]);
    for (const claim of inclusionClaims.filter(({ size }) => sizes.has(size))) {
      for (let index = 0; index <= claim.size; index += 1) {
        if (index !== claim.index && verifyInclusion(crypto, { ...claim, index })) {
          expect.fail(`leaf ${claim.index} of ${claim.size} passes as leaf ${index}`);
        }
      }
    }
  });

  test("a proof with one hash more, less or changed is refused", () => {
    for (const claim of inclusionClaims) {
      const bits = claim.size <= 7 ? everyBit : [(claim.index * 31 + claim.size) % 256];
      for (const proof of proofsNear(claim.proof, bits)) {
        if (verifyInclusion(crypto, { ...claim, proof })) expect.fail(`${claim.index} of ${claim.size}`);
      }
    }
  });

  test("another leaf or root is refused, whichever bit differs", () => {
    for (const claim of inclusionClaims.filter(({ size }) => size <= 7)) {
      for (const bit of everyBit) {
        expect(verifyInclusion(crypto, { ...claim, leaf: flip(claim.leaf, bit) })).toBe(false);
        expect(verifyInclusion(crypto, { ...claim, root: flip(claim.root, bit) })).toBe(false);
      }
    }
  });

  test("a proof longer or shorter than the size allows is refused, though its hashes lead to the root", () => {
    const second = inclusionClaim(1, 2);
    expect(verifyInclusion(crypto, { ...second, index: 0, size: 1 })).toBe(false);
    expect(verifyInclusion(crypto, { ...inclusionClaim(0, 2), size: 4 })).toBe(false);
  });

  test("hashes of other lengths are refused, though their bytes together be the same", () => {
    const claim = inclusionClaim(0, 2);
    const [sibling = leafAt(1)] = claim.proof;
    const shifted = { leaf: claim.leaf.slice(0, 31), proof: [concatBytes(claim.leaf.slice(31), sibling)] };
    expect(verifyInclusion(crypto, claim)).toBe(true);
    expect(verifyInclusion(crypto, { ...claim, ...shifted })).toBe(false);
    expect(verifyInclusion(crypto, { ...inclusionClaim(0, 1), root: new Uint8Array(0) })).toBe(false);
  });

  test.each([NaN, -1, 0.5, Infinity, 2 ** 53])(
    "the index or size %d is refused without throwing",
    (wrong) => {
      expect(verifyInclusion(crypto, { ...inclusionClaim(0, 1), index: wrong })).toBe(false);
      expect(verifyInclusion(crypto, { ...inclusionClaim(0, 1), size: wrong })).toBe(false);
    },
  );
});

describe("consistency", () => {
  test("every tree of up to 70 leaves is the beginning of every later one", () => {
    expect(consistencyClaims.filter((claim) => !verifyConsistency(crypto, claim))).toEqual([]);
    expect(consistencyClaims).toHaveLength((SIZE_MAX * (SIZE_MAX + 3)) / 2);
  });

  test("proofs are those of RFC 6962, and empty from size 0", () => {
    for (const { sizeOld, sizeNew, proof } of consistencyClaims) {
      const expected = sizeOld === 0 ? [] : definition.proof(sizeOld, [0, sizeNew]);
      expect(hexOf(proof)).toBe(hexOf(expected));
    }
  });

  test("a proof with one hash more, less or changed is refused", () => {
    for (const claim of consistencyClaims) {
      const bits = claim.sizeNew <= 7 ? everyBit : [(claim.sizeOld * 31 + claim.sizeNew) % 256];
      for (const proof of proofsNear(claim.proof, bits)) {
        if (verifyConsistency(crypto, { ...claim, proof })) {
          expect.fail(`${claim.sizeOld} to ${claim.sizeNew}`);
        }
      }
    }
  });

  test("another old or new root is refused, whichever bit differs", () => {
    for (const claim of consistencyClaims.filter(({ sizeOld, sizeNew }) => sizeOld > 0 && sizeNew <= 7)) {
      for (const bit of everyBit) {
        expect(verifyConsistency(crypto, { ...claim, rootOld: flip(claim.rootOld, bit) })).toBe(false);
        expect(verifyConsistency(crypto, { ...claim, rootNew: flip(claim.rootNew, bit) })).toBe(false);
      }
    }
  });

  test("a log that changed one leaf is inconsistent with every tree that held the old one", () => {
    const other = treeOver(leaves.with(5, leafAt(6)));
    for (const claim of consistencyClaims.filter(({ sizeOld }) => sizeOld > 5)) {
      const { sizeOld, sizeNew } = claim;
      const [rootNew, proof] = [other.root(sizeNew), other.consistencyProof(sizeOld, sizeNew)];
      expect(verifyConsistency(crypto, { ...claim, rootNew, proof })).toBe(false);
    }
  });

  test("a log never shrinks", () => {
    const { rootOld, rootNew } = consistencyClaim(3, 5);
    const claim = { sizeOld: 5, sizeNew: 3, rootOld: rootNew, rootNew: rootOld };
    expect(verifyConsistency(crypto, { ...claim, proof: tree.consistencyProof(3, 5) })).toBe(false);
    expect(verifyConsistency(crypto, { ...claim, proof: [] })).toBe(false);
    const root = tree.root(2);
    const toLess = { sizeOld: 2, sizeNew: 1, rootOld: root, rootNew: root, proof: [] };
    expect(verifyConsistency(crypto, toLess)).toBe(false);
  });

  test("a proof longer or shorter than the sizes allow is refused, though its hashes lead to the roots", () => {
    expect(verifyConsistency(crypto, { ...consistencyClaim(7, 8), sizeOld: 3, sizeNew: 4 })).toBe(false);
    expect(verifyConsistency(crypto, { ...consistencyClaim(4, 8), sizeNew: 16 })).toBe(false);
  });

  test("from size 0 only the root of the empty tree is accepted", () => {
    const claim = consistencyClaim(0, 5);
    expect(verifyConsistency(crypto, claim)).toBe(true);
    expect(verifyConsistency(crypto, { ...claim, rootOld: tree.root(1) })).toBe(false);
    const toItself = { ...claim, sizeNew: 0, rootNew: claim.rootOld };
    expect(verifyConsistency(crypto, toItself)).toBe(true);
    expect(verifyConsistency(crypto, { ...toItself, rootNew: tree.root(1) })).toBe(false);
    const bothWrong = { ...toItself, rootOld: tree.root(1), rootNew: tree.root(1) };
    expect(verifyConsistency(crypto, bothWrong)).toBe(false);
  });

  test.each([NaN, -1, 0.5, Infinity, 2 ** 53])("the size %d is refused without throwing", (wrong) => {
    expect(verifyConsistency(crypto, { ...consistencyClaim(1, 2), sizeOld: wrong })).toBe(false);
    expect(verifyConsistency(crypto, { ...consistencyClaim(1, 2), sizeNew: wrong })).toBe(false);
  });

  test("hashes of other lengths are refused", () => {
    const claim = consistencyClaim(2, 3);
    expect(verifyConsistency(crypto, { ...claim, proof: [new Uint8Array(31)] })).toBe(false);
    const nothing = new Uint8Array(0);
    expect(
      verifyConsistency(crypto, { sizeOld: 1, sizeNew: 1, rootOld: nothing, rootNew: nothing, proof: [] }),
    ).toBe(false);
  });
});

test("the consistency proof from 2 to 5 known entries is the published one", () => {
  const known = treeOver(ENTRIES_KNOWN.map((entry) => leafHash(crypto, parseHex(entry))));
  const proof = known.consistencyProof(2, 5);
  expect(proof.map(formatHex)).toEqual([
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
  ]);
  expect(equalBytes(known.root(8), parseHex(ROOTS_KNOWN[7] ?? ""))).toBe(true);
});

import type { Crypto } from "../crypto.ts";
import { HASH_LENGTH, LEAF_PREFIX, NODE_PREFIX } from "./merkle.ts";
import { entryEnds, LENGTH_BYTES } from "./tile.ts";

/**
 * The hashes over one bundle of entries: of its leaves, then of the complete subtrees of 2 leaves, of 4 and so on, each
 * level after the one below, 32 bytes a hash. A full bundle is one subtree of 256 leaves: its last hash is the root of it.
 */
export interface HashedBundle {
  readonly width: number;
  readonly hashes: Uint8Array;
}

/**
 * Hashes the entries of a bundle as they are stored. Throws InputError as `parseEntryBundle` does. Nothing is allocated per
 * hash but a view: of a million entries, each with a message of its own, more is spent on making them than on hashing.
 * The bytes are written to meanwhile, and are as they were when it returns.
 */
export function hashBundle(crypto: Crypto, bytes: Uint8Array): HashedBundle {
  const ends = entryEnds(bytes);
  const width = ends.length;
  const hashes = new Uint8Array(hashesOver(width) * HASH_LENGTH);
  let at = 0;
  let start = 0;
  for (const end of ends) {
    // The second byte of an entry's length, which has been read, becomes the prefix of its leaf.
    const prefix = start + LENGTH_BYTES - 1;
    const length = bytes[prefix] ?? 0;
    bytes[prefix] = LEAF_PREFIX;
    sha256Into(crypto, new Uint8Array(bytes.buffer, bytes.byteOffset + prefix, end - prefix), { hashes, at });
    bytes[prefix] = length;
    at += HASH_LENGTH;
    start = end;
  }
  // The prefix is the last byte of the first word, so that two hashes are copied by words.
  const words = new Int32Array(1 + (2 * HASH_LENGTH) / WORD);
  const node = new Uint8Array(words.buffer).subarray(WORD - 1);
  node[0] = NODE_PREFIX;
  const hashWords = new Int32Array(hashes.buffer);
  let children = 0;
  for (let count = Math.floor(width / 2); count > 0; count = Math.floor(count / 2)) {
    const level = at;
    for (; at < level + count * HASH_LENGTH; at += HASH_LENGTH) {
      const first = children / WORD;
      for (let word = 1; word < words.length; word += 1) words[word] = hashWords[first + word - 1] ?? 0;
      sha256Into(crypto, node, { hashes, at });
      children += 2 * HASH_LENGTH;
    }
    children = level;
  }
  return { width, hashes };
}

function sha256Into(
  crypto: Crypto,
  message: Uint8Array,
  { hashes, at }: { readonly hashes: Uint8Array; readonly at: number },
): void {
  if (crypto.sha256Into === undefined) hashes.set(crypto.sha256(message), at);
  else crypto.sha256Into(message, hashes, at);
}

/** How many complete subtrees stand over so many leaves, the leaves themselves included. */
function hashesOver(width: number): number {
  let sum = 0;
  for (let count = width; count > 0; count = Math.floor(count / 2)) sum += count;
  return sum;
}

/** Bytes of a number by which hashes are copied. */
const WORD = 4;

/** Something that hashes bundles, maybe several at a time; what it refuses is thrown as an InputError. */
export type BundleHasher = (bytes: Uint8Array) => HashedBundle | Promise<HashedBundle>;

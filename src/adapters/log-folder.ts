import { equalBytes, formatHex, joinBytes, parseUtf8, utf8 } from "../core/bytes.ts";
import type { Crypto } from "../core/crypto.ts";
import { formatCheckpointBody, openCheckpoint, type Checkpoint } from "../core/tlog/checkpoint.ts";
import { leafHash, nodeHash, treeRoot, type Hashes } from "../core/tlog/merkle.ts";
import { formatNote, signNote, type Signer } from "../core/tlog/note.ts";
import {
  bundlesChanged,
  bundlesOf,
  formatEntryBundle,
  hashesFromTiles,
  parseEntryBundle,
  TILE_WIDTH,
  tileBytes,
  tilePath,
  tilesChanged,
  tilesOf,
  type EntryTile,
} from "../core/tlog/tile.ts";
import { AppError } from "../world.ts";
import type { Folder } from "./folder.ts";

const COMMITS = "log/commits";
const STAGING = "log/staging";
/** Where an election folder has the signed checkpoint of its log. */
export const CHECKPOINT = "log/checkpoint";

/**
 * The log as files below `log/`:
 *
 * - `commits/<n>` the n-th checkpoint ever signed. Making the next one, exclusively, is the commit point;
 * - `tile/...` hashes and entries as C2SP tlog-tiles; `checkpoint` the last checkpoint whose tiles are all written;
 * - `staging/<root>` a batch between being handed in and being written out.
 */
export class LogFolder {
  readonly #folder: Folder;
  readonly #crypto: Crypto;
  readonly #signer: Signer;
  #commit = -1;
  #committed: Checkpoint;
  #text = "";

  /** Opens the log, making an empty one where there is none, and finishes what a crash left half done. */
  constructor(folder: Folder, crypto: Crypto, signer: Signer) {
    this.#folder = folder;
    this.#crypto = crypto;
    this.#signer = signer;
    this.#committed = { origin: signer.verifier.name, size: 0, root: treeRoot(crypto, 0, NO_HASHES) };
    this.#recover();
  }

  get size(): number {
    return this.#committed.size;
  }

  /** The signed checkpoint of everything committed. */
  get checkpoint(): string {
    return this.#text;
  }

  tile(path: string): Uint8Array | undefined {
    return this.#folder.read(`log/${path}`);
  }

  entries(): Uint8Array[] {
    return bundlesOf(this.size).flatMap((bundle) => this.#readBundle(bundle));
  }

  /**
   * Appends a batch and returns once it is committed and written out. The order of the writes is what makes it safe to
   * lose the machine between any two of them, so they stay together:
   */
  append(entries: readonly Uint8Array[]): { readonly firstIndex: number; readonly checkpoint: string } {
    const firstIndex = this.size;
    if (entries.length === 0) return { firstIndex, checkpoint: this.#text };
    const grown = this.#grow(entries);

    // 1. The batch is collected by the caller; it is written durably under the root it leads to. Nobody looks there yet.
    const staging = `${STAGING}/${formatHex(grown.checkpoint.root)}`;
    this.#folder.write(staging, formatBatch(entries));

    // 2. What will be signed is what the disk holds: read it back and hash it again.
    const held = this.#folder.read(staging);
    const reread = held === undefined ? undefined : this.#grow(parseBatch(held));
    if (reread === undefined || !equalBytes(reread.checkpoint.root, grown.checkpoint.root))
      throw new AppError("disk", `${staging} reads back other than it was written: nothing was committed`);

    // 3. Sign.
    const text = this.#sign(grown.checkpoint);

    // 4. Commit: the next numbered checkpoint is made only if nobody else made it. From here on the batch is in the log.
    if (!this.#folder.create(commitPath(this.#commit + 1), utf8(text)))
      throw new AppError(
        "busy",
        "another process wrote to this election folder at the same moment: run the command again",
      );
    this.#commit += 1;

    // 5. Write the tiles, by the very code that would write them after a crash.
    this.#writeOut({ from: firstIndex, checkpoint: grown.checkpoint, hashes: grown.hashes, batch: entries });

    // 6. Cosignatures are asked for when it is published: witnesses never hold up the commit.
    // 7. Show it, and 8. discard what was staged.
    this.#folder.write(CHECKPOINT, utf8(text));
    this.#discardStaging();
    this.#discardPartial(firstIndex, grown.checkpoint.size);

    this.#committed = grown.checkpoint;
    this.#text = text;
    return { firstIndex, checkpoint: text };
  }

  /**
   * What a start finds, and does:
   * - no commit: a new log, whose empty checkpoint is committed;
   * - published and committed alike: a staged batch was never committed, nor acknowledged: it is discarded;
   * - published older: the committed batch is in staging under its root: steps 5, 7 and 8 are done again;
   * - published newer, of the same size with another root, or not signed by this key: somebody or something changed the
   *   folder behind the log's back. It refuses to start, since any repair would be a guess.
   */
  #recover(): void {
    const commits = this.#folder.list(COMMITS);
    if (commits.length === 0) {
      const published = this.#folder.read(CHECKPOINT);
      if (published !== undefined) throw broken("a checkpoint is published but no commit is held");
      const text = this.#sign(this.#committed);
      if (!this.#folder.create(commitPath(0), utf8(text)))
        throw new AppError("busy", "another process opened this folder");
      this.#folder.write(CHECKPOINT, utf8(text));
      this.#commit = 0;
      this.#text = text;
      return;
    }
    this.#commit = commits.length - 1;
    const lastPath = commits.at(-1);
    if (lastPath !== commitPath(this.#commit))
      throw broken(`the commits are not numbered without a gap up to ${lastPath}`);
    this.#text = parseUtf8(this.#folder.read(lastPath) ?? new Uint8Array());
    this.#committed = this.#open(this.#text, lastPath);
    const publishedBytes = this.#folder.read(CHECKPOINT);
    const published =
      publishedBytes === undefined ? EMPTY : this.#open(parseUtf8(publishedBytes), CHECKPOINT);
    if (published.size > this.#committed.size)
      throw broken("the published checkpoint is newer than the last commit");
    if (
      published.size === this.#committed.size &&
      publishedBytes !== undefined &&
      !equalBytes(published.root, this.#committed.root)
    )
      throw broken("the published checkpoint and the last commit have one size and two roots");
    if (published.size < this.#committed.size) this.#replay(published.size);
    if (publishedBytes === undefined || published.size < this.#committed.size)
      this.#folder.write(CHECKPOINT, utf8(this.#text));
    this.#discardStaging();
    this.#authenticate();
  }

  #replay(from: number): void {
    const staging = `${STAGING}/${formatHex(this.#committed.root)}`;
    const held = this.#folder.read(staging);
    if (held === undefined) throw broken(`${staging} is gone, which holds entries that were committed`);
    const batch = parseBatch(held);
    const target = this.#committed;
    this.#committed = { ...target, size: from };
    const grown = this.#grow(batch);
    this.#committed = target;
    if (grown.checkpoint.size !== target.size || !equalBytes(grown.checkpoint.root, target.root))
      throw broken(`${staging} does not lead to the committed root`);
    this.#writeOut({ from, checkpoint: target, hashes: grown.hashes, batch });
  }

  /** The stored tiles on the right edge must lead to the committed root, and the last bundle to its leaves. */
  #authenticate(): void {
    const { size, root } = this.#committed;
    const hashes = this.#stored(size);
    if (!equalBytes(treeRoot(this.#crypto, size, hashes), root))
      throw broken("the tiles do not lead to the committed root");
    const bundle = bundlesOf(size).at(-1);
    if (bundle === undefined) return;
    for (const [at, entry] of this.#readBundle(bundle).entries())
      if (!equalBytes(leafHash(this.#crypto, entry), hashes.at(0, bundle.index * TILE_WIDTH + at)))
        throw broken(`log/${tilePath(bundle)} does not hold the entries of the tree`);
  }

  /** The tree with the entries appended. The hashes of the old part are read from its tiles. */
  #grow(entries: readonly Uint8Array[]): { readonly checkpoint: Checkpoint; readonly hashes: Hashes } {
    const size = this.#committed.size + entries.length;
    const leaves = entries.map((entry) => leafHash(this.#crypto, entry));
    const hashes = grownHashes({
      crypto: this.#crypto,
      stored: this.#stored(this.#committed.size),
      sizeOld: this.#committed.size,
      leaves,
    });
    const root = treeRoot(this.#crypto, size, hashes);
    return { checkpoint: { origin: this.#signer.verifier.name, size, root }, hashes };
  }

  #stored(size: number): Hashes {
    return hashesFromTiles(this.#crypto, size, (path) => this.tile(path));
  }

  #writeOut(grown: {
    readonly from: number;
    readonly checkpoint: Checkpoint;
    readonly hashes: Hashes;
    readonly batch: readonly Uint8Array[];
  }): void {
    const { from, checkpoint, hashes, batch } = grown;
    for (const bundle of bundlesChanged(from, checkpoint.size)) {
      const first = bundle.index * TILE_WIDTH;
      const before =
        first < from ? this.#readBundle({ level: "entries", index: bundle.index, width: from - first }) : [];
      const after = batch.slice(Math.max(first - from, 0), first + bundle.width - from);
      this.#folder.write(`log/${tilePath(bundle)}`, formatEntryBundle([...before, ...after]));
    }
    for (const tile of tilesChanged(from, checkpoint.size))
      this.#folder.write(`log/${tilePath(tile)}`, tileBytes(hashes, tile));
  }

  #readBundle(bundle: EntryTile): Uint8Array[] {
    for (const width of [bundle.width, TILE_WIDTH]) {
      const bytes = this.tile(tilePath({ ...bundle, width }));
      if (bytes !== undefined) return parseEntryBundle(bytes).slice(0, bundle.width);
    }
    throw broken(`log/${tilePath(bundle)} is missing`);
  }

  #discardStaging(): void {
    for (const path of this.#folder.list(STAGING)) this.#folder.remove(path);
  }

  /** Removes the partial tiles of the older tree that wider ones have replaced. */
  #discardPartial(sizeOld: number, sizeNew: number): void {
    const current = new Set([...tilesOf(sizeNew), ...bundlesOf(sizeNew)].map(tilePath));
    for (const tile of [...tilesOf(sizeOld), ...bundlesOf(sizeOld)])
      if (tile.width < TILE_WIDTH && !current.has(tilePath(tile)))
        this.#folder.remove(`log/${tilePath(tile)}`);
  }

  #sign(checkpoint: Checkpoint): string {
    const body = formatCheckpointBody(checkpoint);
    return formatNote({ body, signatures: [signNote(body, this.#signer)] });
  }

  #open(text: string, path: string): Checkpoint {
    const opened = openCheckpoint(this.#crypto, text, this.#signer.verifier);
    if (opened.kind === "refused") throw broken(`${path}: ${opened.reason}`);
    return opened.checkpoint;
  }
}

const EMPTY = { size: 0, root: new Uint8Array() };
const NO_HASHES: Hashes = {
  at: () => {
    throw new Error("an empty tree has no hashes");
  },
};

function commitPath(number: number): string {
  return `${COMMITS}/${String(number).padStart(9, "0")}`;
}

function broken(reason: string): AppError {
  return new AppError(
    "log-broken",
    `the log of this election folder was changed from outside: ${reason}. Restore the folder from a copy`,
  );
}

/** A stored tree with new leaves to its right; every hash is computed once. */
function grownHashes(grown: {
  readonly crypto: Crypto;
  readonly stored: Hashes;
  readonly sizeOld: number;
  readonly leaves: readonly Uint8Array[];
}): Hashes {
  const { crypto, stored, sizeOld, leaves } = grown;
  const computed = new Map<string, Uint8Array>();
  const at = (level: number, index: number): Uint8Array => {
    if ((index + 1) * 2 ** level <= sizeOld) return stored.at(level, index);
    if (level === 0) {
      const leaf = leaves[index - sizeOld];
      if (leaf === undefined) throw new RangeError(`leaf ${index} is not in the tree`);
      return leaf;
    }
    const key = `${level}/${index}`;
    const hash =
      computed.get(key) ?? nodeHash(crypto, at(level - 1, index * 2), at(level - 1, index * 2 + 1));
    computed.set(key, hash);
    return hash;
  };
  return { at };
}

/** A batch of any number of entries, in the encoding of an entry bundle without its limit of 256. */
function formatBatch(entries: readonly Uint8Array[]): Uint8Array {
  const bundles: Uint8Array[] = [];
  for (let at = 0; at < entries.length; at += TILE_WIDTH)
    bundles.push(formatEntryBundle(entries.slice(at, at + TILE_WIDTH)));
  return joinBytes(bundles);
}

function parseBatch(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    entries.push(...parseEntryBundle(bytes.subarray(at, end)));
    at = end;
  }
  return entries;
}

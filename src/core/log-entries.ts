import type { Crypto } from "./crypto.ts";
import type { LogFiles } from "./log-files.ts";
import { assert } from "./tlog/assert.ts";
import { hashBundle, type BundleHasher, type HashedBundle } from "./tlog/hash-bundle.ts";
import { MerkleTree } from "./tlog/merkle.ts";
import { attemptLater } from "./tlog/refusal.ts";
import { eachBundle, parseEntryBundle, tilePath } from "./tlog/tile.ts";

/** How many bundles are read before the first of them is hashed: enough for every thread to have work. */
const BUNDLES_AHEAD = 64;

/** A bundle that was read and is being hashed. */
interface HashingBundle {
  readonly path: string;
  readonly width: number;
  readonly hashed: ReturnType<typeof attemptLater<HashedBundle>>;
}

export interface LogEntriesOptions {
  /** Several at a time where the platform can; by default one after another, here. */
  readonly hashBundle?: BundleHasher;
  readonly onInvalid: (path: string, reason: string) => void;
  readonly onMissing: (path: string) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** The entries of a published log, and the tree that they make. */
export class LogEntries {
  readonly tree: MerkleTree;
  readonly #log: LogFiles;
  readonly #options: LogEntriesOptions;
  readonly #hash: BundleHasher;
  /** The bundles whose entries are in the tree. */
  readonly #paths: string[] = [];
  #bytes: readonly Uint8Array[] | undefined;

  constructor(crypto: Crypto, log: LogFiles, options: LogEntriesOptions) {
    this.tree = new MerkleTree(crypto);
    this.#log = log;
    this.#options = options;
    this.#hash = options.hashBundle ?? ((bytes) => hashBundle(crypto, bytes));
  }

  /** Those in the tree, as views of their bundles where these are held: made when first asked for, which to check a log is never. */
  get bytes(): readonly Uint8Array[] {
    this.#bytes ??= this.#paths.flatMap((path) => {
      const held = this.#log.held(path);
      assert(held !== undefined, "whoever asks for entries holds their bundles");
      return parseEntryBundle(held);
    });
    return this.#bytes;
  }

  /** Stops at the first bundle that is not there or not whole: a size is believed only as far as there are entries. */
  async read(size: number): Promise<void> {
    const waiting: HashingBundle[] = [];
    for (const bundle of eachBundle(size)) {
      const path = `log/${tilePath(bundle)}`;
      this.#options.onProgress(this.tree.size, size);
      const bytes = await this.#log.read(path);
      if (bytes === undefined) {
        if ((await this.#takeBundles(waiting, 0)) && !this.#log.isOversized(path))
          this.#options.onMissing(path);
        return;
      }
      const hashed = attemptLater(() => this.#hash(bytes));
      // What fails is thrown when it is this bundle's turn; until then nobody waits for it, which would end the program.
      hashed.catch(() => {});
      waiting.push({ path, width: bundle.width, hashed });
      if (!(await this.#takeBundles(waiting, BUNDLES_AHEAD))) return;
    }
    await this.#takeBundles(waiting, 0);
  }

  /** Takes bundles into the tree, in order, until no more than `left` are waiting; false where one is not as it must be. */
  async #takeBundles(waiting: HashingBundle[], left: number): Promise<boolean> {
    while (waiting.length > left) {
      const next = waiting.shift();
      if (next === undefined) break;
      const { path, width } = next;
      const hashed = await next.hashed;
      if (hashed.kind === "refused") {
        this.#options.onInvalid(path, hashed.reason);
        return false;
      }
      this.#paths.push(path);
      this.tree.appendBundle(hashed.value);
      if (hashed.value.width === width) continue;
      this.#options.onInvalid(path, `holds ${hashed.value.width} entries where ${width} belong`);
      return false;
    }
    return true;
  }
}

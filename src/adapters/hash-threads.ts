import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import { InputError } from "../core/input-error.ts";
import { BUNDLES_AHEAD } from "../core/log-entries.ts";
import { hashBundle, type BundleHasher, type HashedBundle } from "../core/tlog/hash-bundle.ts";
import type { attempt } from "../core/tlog/refusal.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** A small log is hashed before a thread has started. */
const BUNDLES_ALONE = 64;
const THREADS_MAXIMUM = 8;
const WORKER = new URL("./hash-worker.js", import.meta.url);

type Answer = ReturnType<typeof attempt<HashedBundle>>;

/** Hashes the bundles of a log on as many threads as the machine has processors, this one included. */
export interface HashThreads {
  readonly hashBundle: BundleHasher;
  /** Ends the threads; bundles not answered yet never are. */
  stop(): void;
}

/**
 * The first bundles are hashed here, so that only a large log starts threads; so are all of them where `threads` is less
 * than 2, or where the program is run from its sources, which a thread cannot load.
 */
export function hashThreads(threads: number = availableParallelism()): HashThreads {
  const workers: HashThread[] = [];
  const isAlone = threads < 2 || import.meta.url.endsWith(".ts");
  // Answers come in only when whoever reads waits for one, and then so many bundles were read ahead: all get a fair share of
  // them, this thread what is left.
  const share = Math.ceil(BUNDLES_AHEAD / Math.min(threads, THREADS_MAXIMUM));
  let bundles = 0;
  return {
    hashBundle: (bytes) => {
      bundles += 1;
      if (isAlone || bundles <= BUNDLES_ALONE) return hashBundle(nodeCrypto, bytes);
      if (workers.length === 0)
        for (let at = 1; at < Math.min(threads, THREADS_MAXIMUM); at += 1) workers.push(new HashThread());
      const idle = workers.find((worker) => worker.waiting < share);
      return idle === undefined ? hashBundle(nodeCrypto, bytes) : idle.hash(bytes);
    },
    stop: () => {
      for (const worker of workers) worker.stop();
    },
  };
}

class HashThread {
  readonly #worker = new Worker(WORKER);
  readonly #waiting: { resolve(hashed: HashedBundle): void; reject(error: unknown): void }[] = [];

  constructor() {
    this.#worker.on("message", (answer: Answer) => {
      const asked = this.#waiting.shift();
      if (answer.kind === "parsed") asked?.resolve(answer.value);
      else asked?.reject(new InputError("entry bundle", [answer.reason]));
    });
    this.#worker.on("error", (error) => this.#give(error));
    this.#worker.on("exit", (code) => this.#give(new Error(`a thread that hashes ended with ${code}`)));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  hash(bytes: Uint8Array): Promise<HashedBundle> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage(bytes);
    });
  }

  #give(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  stop(): void {
    this.#waiting.length = 0;
    void this.#worker.terminate();
  }
}

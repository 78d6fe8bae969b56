import { availableParallelism } from "node:os";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";

import { InputError } from "../core/input-error.ts";
import { hashBundle, type BundleHasher, type HashedBundle } from "../core/tlog/hash-bundle.ts";
import type { attempt } from "../core/tlog/refusal.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** A small log is hashed before a thread has started. */
const BUNDLES_ALONE = 64;
/** Bundles handed to a thread and not answered: enough that it has work while this one hashes a bundle itself. */
const BUNDLES_HANDED = 8;
const THREADS_MAXIMUM = 8;
const WORKER = new URL("./hash-worker.js", import.meta.url);

/** What a thread says: that it has started, then an answer to each bundle. */
export type HashAnswer = "started" | ReturnType<typeof attempt<HashedBundle>>;

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
  let bundles = 0;
  return {
    hashBundle: (bytes) => {
      bundles += 1;
      if (isAlone || bundles <= BUNDLES_ALONE) return hashBundle(nodeCrypto, bytes);
      if (workers.length === 0)
        for (let at = 1; at < Math.min(threads, THREADS_MAXIMUM); at += 1) workers.push(new HashThread());
      const free = workers.find((worker) => worker.isFree());
      return free === undefined ? hashBundle(nodeCrypto, bytes) : free.hash(bytes);
    },
    stop: () => {
      for (const worker of workers) worker.stop();
    },
  };
}

class HashThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #waiting: { resolve(hashed: HashedBundle): void; reject(error: unknown): void }[] = [];
  #hasStarted = false;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#port.on("message", (answer: HashAnswer) => this.#take(answer));
    this.#worker = new Worker(WORKER, { workerData: port2, transferList: [port2] });
    this.#worker.on("error", (error) => this.#give(error));
    this.#worker.on("exit", (code) => this.#give(new Error(`a thread that hashes ended with ${code}`)));
  }

  /** Takes in what it has answered meanwhile: nobody may have waited since, and only then messages come by themselves. */
  isFree(): boolean {
    for (
      let next = receiveMessageOnPort(this.#port);
      next !== undefined;
      next = receiveMessageOnPort(this.#port)
    )
      this.#take(next.message as HashAnswer);
    return this.#hasStarted && this.#waiting.length < BUNDLES_HANDED;
  }

  hash(bytes: Uint8Array): Promise<HashedBundle> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#port.postMessage(bytes);
    });
  }

  #take(answer: HashAnswer): void {
    if (answer === "started") {
      this.#hasStarted = true;
      return;
    }
    const asked = this.#waiting.shift();
    if (answer.kind === "parsed") asked?.resolve(answer.value);
    else asked?.reject(new InputError("entry bundle", [answer.reason]));
  }

  #give(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  stop(): void {
    this.#waiting.length = 0;
    this.#port.close();
    void this.#worker.terminate();
  }
}

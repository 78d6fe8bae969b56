import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import type { QrFormat } from "../../core/formats/qr-format.ts";
import { ReaderStopped, type QrReader } from "../../world.ts";

/** What a thread is asked, and what it answers. */
export interface QrQuestion {
  readonly image: Uint8Array;
  readonly formats: readonly QrFormat[];
}
export type QrAnswer =
  | { readonly kind: "ready"; readonly name: string }
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  | { readonly kind: "failed"; readonly reason: string };

export interface PoolOptions {
  /** The program of a thread; src/adapters/readers/qr-thread.ts unless told. */
  readonly thread?: URL;
  /** As many as the machine has processors, unless told. */
  readonly threads?: number;
  /** After so many seconds an image is given up and its thread ended; 60 unless told. */
  readonly seconds?: number;
}

interface Task extends QrQuestion {
  readonly resolve: (texts: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

/** One thread with what it is at. */
interface Lane {
  readonly worker: Worker;
  task: Task | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * A QR reader that reads as many images at once as there are threads. A decoder that crashes or hangs costs the image it was
 * given, and no other: its thread is ended and another one started. It must be closed.
 */
export async function qrPool(options: PoolOptions = {}): Promise<QrReader & { close(): Promise<void> }> {
  const { thread = new URL("./qr-thread.js", import.meta.url), seconds = 60 } = options;
  const threads = options.threads ?? availableParallelism();
  const pool = new Pool(thread, seconds);
  const [name = ""] = await Promise.all(Array.from({ length: threads }, () => pool.start()));
  return {
    name,
    lanes: threads,
    read: (image, formats) => pool.read(image, formats),
    close: () => pool.close(),
  };
}

class Pool {
  readonly #thread: URL;
  readonly #seconds: number;
  readonly #waiting: Task[] = [];
  readonly #idle: Lane[] = [];
  readonly #alive = new Set<Lane>();

  constructor(thread: URL, seconds: number) {
    this.#thread = thread;
    this.#seconds = seconds;
  }

  read(image: Uint8Array, formats: readonly QrFormat[]): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ image, formats, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    const lanes = [...this.#alive];
    this.#alive.clear();
    await Promise.all(lanes.map(({ worker }) => worker.terminate()));
  }

  /** Starts one thread more; gives the name of the reader in it. */
  start(): Promise<string> {
    return new Promise((resolve, reject) => {
      const lane: Lane = { worker: new Worker(this.#thread), task: undefined, timer: undefined };
      const broke = (error: Error) => {
        reject(error);
        this.#replace(lane, "the reader broke off");
      };
      lane.worker.on("error", broke);
      lane.worker.on("exit", () => broke(new Error("a thread ended before it was ready")));
      lane.worker.on("message", (answer: QrAnswer) => {
        if (answer.kind !== "ready") return this.#hear(lane, answer);
        this.#alive.add(lane);
        this.#idle.push(lane);
        resolve(answer.name);
      });
    });
  }

  #next(): void {
    for (let lane = this.#idle.pop(); lane !== undefined; lane = this.#idle.pop()) {
      const task = this.#waiting.shift();
      if (task === undefined) {
        this.#idle.push(lane);
        return;
      }
      this.#give(lane, task);
    }
  }

  #give(lane: Lane, task: Task): void {
    const reason = `the reader gave no answer in ${this.#seconds} seconds`;
    lane.task = task;
    lane.timer = setTimeout(() => this.#replace(lane, reason), this.#seconds * 1_000);
    lane.worker.postMessage({ image: task.image, formats: task.formats } satisfies QrQuestion, []);
  }

  #hear(lane: Lane, answer: QrAnswer): void {
    const { task } = lane;
    clearTimeout(lane.timer);
    lane.task = undefined;
    if (answer.kind === "texts") task?.resolve(answer.texts);
    else task?.reject(new Error(answer.kind === "failed" ? answer.reason : "no answer"));
    this.#idle.push(lane);
    this.#next();
  }

  #replace(lane: Lane, reason: string): void {
    if (!this.#alive.delete(lane)) return;
    clearTimeout(lane.timer);
    lane.task?.reject(new ReaderStopped(reason));
    void lane.worker.terminate();
    this.start().then(
      () => this.#next(),
      () => {
        // Where no further thread starts, those that are left go on alone.
        if (this.#alive.size === 0)
          for (const left of this.#waiting.splice(0)) left.reject(new ReaderStopped(reason));
      },
    );
  }
}

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import { AppError, ReaderStopped } from "../../world.ts";

/** What a thread says: once that it is ready and what it is called, then an answer to each question. */
export type ThreadMessage<Answer> =
  | { readonly kind: "ready"; readonly name: string }
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly reason: string };

export interface PoolOptions {
  /** The program of a thread, and what it is told when it starts. */
  readonly thread: URL;
  readonly workerData?: unknown;
  /** As many as the machine has processors, unless told. */
  readonly threads?: number;
  /** After so many seconds an image is given up and its thread ended; 60 unless told. */
  readonly seconds?: number;
  /** A thread that is not ready after so many seconds is given up; 120 unless told. */
  readonly secondsToStart?: number;
  /** What a thread may take for objects of JavaScript, in megabytes; 1,024 unless told. One that takes more is ended. */
  readonly megabytes?: number;
}

/** Threads that answer questions about images, as many at once as there are threads. */
export interface ReaderPool<Question, Answer> {
  /** As the threads call themselves. */
  readonly name: string;
  readonly lanes: number;
  /**
   * Rejects with ReaderStopped where the reader broke off at this image, and with AppError where no thread is left and none
   * can be started: then nothing is known of the image, and it has to be asked for again.
   */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Starts a pool. A decoder that crashes or hangs costs the image it was given, and no other: its thread is ended and another
 * one started. It must be closed.
 */
export async function readerPool<Question, Answer>(
  options: PoolOptions,
): Promise<ReaderPool<Question, Answer>> {
  const threads = options.threads ?? availableParallelism();
  const pool = new Pool<Question, Answer>(options);
  const [name = ""] = await Promise.all(Array.from({ length: threads }, () => pool.start())).catch(
    async (error: unknown) => {
      await pool.close();
      throw error;
    },
  );
  return { name, lanes: threads, ask: (question) => pool.ask(question), close: () => pool.close() };
}

interface Task<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** One thread with what it is at. */
interface Lane<Question, Answer> {
  readonly worker: Worker;
  task: Task<Question, Answer> | undefined;
  timer: NodeJS.Timeout | undefined;
}

class Pool<Question, Answer> {
  readonly #options: PoolOptions;
  readonly #seconds: number;
  readonly #waiting: Task<Question, Answer>[] = [];
  readonly #idle: Lane<Question, Answer>[] = [];
  readonly #alive = new Set<Lane<Question, Answer>>();
  /** Threads that are not ready yet. */
  #starting = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#seconds = options.seconds ?? 60;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      this.#next();
      this.#giveUpIfNoneIsLeft("no thread is left");
    });
  }

  async close(): Promise<void> {
    const lanes = [...this.#alive];
    this.#isClosed = true;
    this.#alive.clear();
    // Whoever closes while something is read, since something else failed, waits for no answer: nor may the program.
    for (const { timer } of lanes) clearTimeout(timer);
    await Promise.all(lanes.map(({ worker }) => worker.terminate()));
  }

  /** Starts one thread more; gives the name of the reader in it. Throws AppError where it does not become ready. */
  async start(): Promise<string> {
    this.#starting += 1;
    try {
      return await this.#started();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AppError("reader", `a reader of images could not be started: ${reason}`, { cause: error });
    } finally {
      this.#starting -= 1;
    }
  }

  #started(): Promise<string> {
    const { thread, workerData, secondsToStart = 120, megabytes = 1_024 } = this.#options;
    const resourceLimits = { maxOldGenerationSizeMb: megabytes };
    return new Promise((resolve, reject) => {
      const lane: Lane<Question, Answer> = {
        worker: new Worker(thread, { workerData, resourceLimits }),
        task: undefined,
        timer: undefined,
      };
      const broke = (error: Error) => {
        clearTimeout(starting);
        reject(error);
        void lane.worker.terminate();
        this.#replace(lane, "the reader broke off");
      };
      const starting = setTimeout(
        () => broke(new Error(`it was not ready after ${secondsToStart} seconds`)),
        secondsToStart * 1_000,
      );
      lane.worker.on("error", broke);
      lane.worker.on("exit", () => broke(new Error("its thread ended before it was ready")));
      lane.worker.on("message", (answer: ThreadMessage<Answer>) => {
        if (answer.kind !== "ready") return this.#hear(lane, answer);
        clearTimeout(starting);
        if (this.#isClosed) return void lane.worker.terminate();
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

  #give(lane: Lane<Question, Answer>, task: Task<Question, Answer>): void {
    const reason = `the reader gave no answer in ${this.#seconds} seconds`;
    lane.task = task;
    lane.timer = setTimeout(() => this.#replace(lane, reason), this.#seconds * 1_000);
    lane.worker.postMessage(task.question, []);
  }

  #hear(lane: Lane<Question, Answer>, answer: ThreadMessage<Answer>): void {
    const { task } = lane;
    clearTimeout(lane.timer);
    lane.task = undefined;
    if (answer.kind === "answer") task?.resolve(answer.answer);
    else task?.reject(new Error(answer.kind === "failed" ? answer.reason : "no answer"));
    this.#idle.push(lane);
    this.#next();
  }

  #replace(lane: Lane<Question, Answer>, reason: string): void {
    if (!this.#alive.delete(lane)) return;
    clearTimeout(lane.timer);
    lane.task?.reject(new ReaderStopped(reason));
    void lane.worker.terminate();
    this.start().then(
      () => this.#next(),
      // Where no further thread starts, those that are left go on alone.
      (error: unknown) => this.#giveUpIfNoneIsLeft(error instanceof Error ? error.message : String(error)),
    );
  }

  /** Nobody would ever answer what waits. That says nothing of the images: the machine failed. */
  #giveUpIfNoneIsLeft(reason: string): void {
    if (this.#alive.size > 0 || this.#starting > 0) return;
    for (const { reject } of this.#waiting.splice(0)) reject(new AppError("reader", reason));
  }
}

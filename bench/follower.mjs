// A program that stays and gives one answer after another, each a line of JSON: what each took. Needs Linux.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** Of the processor's clock, as Linux counts it for programs. */
const TICKS_A_SECOND = 100;
/** What it does after an answer, such as collecting garbage, belongs to that answer (milliseconds). */
const SETTLES = 3_000;

export class Follower {
  #child;
  #lines;
  #cpu = 0;
  #last = 0;

  constructor(command, args) {
    this.#child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#last = performance.now();
  }

  /**
   * Its next answer, with the wall seconds from the call to the answer, the processor seconds of all its threads since the answer
   * before, and its peak memory since then.
   */
  async next() {
    const started = this.#last === 0 ? performance.now() : this.#last;
    this.#last = 0;
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`it ended with ${this.#child.exitCode}`);
    const wall = (performance.now() - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, SETTLES));
    const before = this.#cpu;
    this.#cpu = this.#processorSeconds();
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(this.#told("status")) ?? [];
    writeFileSync(`/proc/${this.#child.pid}/clear_refs`, "5");
    return { answer: JSON.parse(value), wall, cpu: this.#cpu - before, peak: Number(kilobytes) * 1024 };
  }

  async stop() {
    this.#child.kill("SIGTERM");
    await once(this.#child, "exit");
  }

  #processorSeconds() {
    // The name of the program, in brackets, may hold anything.
    const told = this.#told("stat");
    const fields = told.slice(told.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }

  #told(name) {
    return readFileSync(`/proc/${this.#child.pid}/${name}`, "utf8");
  }
}

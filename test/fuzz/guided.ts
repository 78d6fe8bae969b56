import { Session } from "node:inspector";

import { expect, test } from "vitest";

import { seededRandom } from "../../src/pipeline/demo/random.ts";
import { guarded, IS_LONG, tell, type Fate } from "./fuzz.ts";
import { mutateByDraw } from "./mutation.ts";

const MILLISECONDS = IS_LONG ? 120_000 : 400;
/** Inputs between two looks at the coverage: a look costs as much as many inputs. */
const BATCH = 16;
const KEPT_MAXIMUM = 2_000;

/** What V8 counts: blocks of functions by their place in the file, with how often they ran since the last look. */
interface CoverageAnswer {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly {
        readonly startOffset: number;
        readonly endOffset: number;
        readonly count: number;
      }[];
    }[];
  }[];
}

/** Which blocks of the program have run, and whether that became more since the last look. */
class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  get blocks(): number {
    return this.#seen.size;
  }

  /** Whether blocks ran that never ran before. */
  grew(): boolean {
    const before = this.#seen.size;
    this.#session.post("Profiler.takePreciseCoverage", (_error: unknown, answer: CoverageAnswer) => {
      for (const { url, functions } of answer.result) {
        if (!url.includes("/src/")) continue;
        for (const { ranges } of functions)
          for (const { startOffset, endOffset, count } of ranges)
            // How often a block runs tells loops apart, by powers of two.
            if (count > 0)
              this.#seen.add(
                `${url} ${startOffset} ${endOffset} ${Math.min(8, Math.floor(Math.log2(count)))}`,
              );
      }
    });
    return this.#seen.size > before;
  }

  stop(): void {
    this.#session.post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }
}

/**
 * Searches for inputs that make a target run code that no input before made it run, and changes those further. Demands the
 * same of each as `fuzz`. The seed is printed; the search is the same for the same seed, but for where time ends it.
 */
export function guidedFuzz(
  target: string,
  of: { readonly seeds: readonly Uint8Array[]; readonly words?: readonly Uint8Array[] },
  run: (input: Uint8Array) => Fate,
): void {
  test(
    `${target}: accepts or refuses, searching for code that has not run`,
    { timeout: 4 * MILLISECONDS + 60_000 },
    () => {
      const seed = Number(process.env["COTEJO_FUZZ_SEED"] ?? Date.now() % 1_000_000_007);
      const random = seededRandom(seed, target);
      const coverage = new Coverage();
      const kept = [...of.seeds];
      let [runs, accepted] = [0, 0];
      const feed = (input: Uint8Array) => {
        runs++;
        try {
          if (guarded(() => run(input)) === "accepted") accepted++;
        } catch (error) {
          const bytes = Buffer.from(input).toString("base64");
          throw new Error(`${target}, seed ${seed}, after ${runs} inputs: ${bytes}`, { cause: error });
        }
      };
      try {
        for (const input of of.seeds) feed(input);
        coverage.grew();
        const end = performance.now() + MILLISECONDS;
        do {
          const batch = Array.from({ length: BATCH }, () =>
            mutateByDraw(random.pick(kept), random, { words: of.words ?? [], seeds: kept }),
          );
          for (const input of batch) feed(input);
          // Some of the batch did it: all are kept that have not grown out of hand, and the search goes on from them.
          if (coverage.grew() && kept.length < KEPT_MAXIMUM)
            kept.push(...batch.filter((input) => input.length < 20_000));
        } while (performance.now() < end);
      } finally {
        coverage.stop();
      }
      tell(
        `${target}: ${runs} inputs, ${Math.round((100 * accepted) / runs)}% accepted, ${coverage.blocks} blocks, ${kept.length} inputs kept, seed ${seed}`,
        runs,
      );
      expect(runs).toBeGreaterThan(0);
    },
  );
}

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { InputError } from "../../src/core/input-error.ts";

/** Whether this is the long run: `COTEJO_LONG=1`. */
export const IS_LONG = process.env["COTEJO_LONG"] === "1";
/** How long each target is fed. Both are bounds on time, so that slow machines run fewer inputs and not longer. */
const MILLISECONDS = IS_LONG ? 60_000 : 500;
/** No input of these sizes may take longer, in time of the processor. */
const HANG_MICROSECONDS = 5_000_000;

const executed: { readonly line: string; readonly runs: number }[] = [];

/** Keeps what is said of one target for the end. */
export function tell(line: string, runs: number): void {
  executed.push({ line, runs });
}

const lineOf = (target: string, runs: number, accepted: number) =>
  `${target}: ${runs} inputs, ${Math.round((100 * accepted) / runs)}% accepted`;

/** What became of one input. */
export type Fate = "accepted" | "refused";

/**
 * Feeds a target with inputs until its time is over. The target accepts an input, or refuses it by an InputError or by
 * saying so; any other error, a hang or a changed prototype fails the test, with the seed to repeat it.
 */
export function fuzz<Input>(target: string, inputs: fc.Arbitrary<Input>, run: (input: Input) => Fate): void {
  test(`${target}: accepts or refuses`, { timeout: 4 * MILLISECONDS + 60_000 }, () => {
    let [runs, accepted] = [0, 0];
    const property = fc.property(inputs, (input) => {
      runs++;
      if (guarded(() => run(input)) === "accepted") accepted++;
    });
    for (const limit of [AT_LEAST, LIMIT]) {
      const details = fc.check(property, limit);
      if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
    }
    tell(lineOf(target, runs, accepted), runs);
    expect(runs).toBeGreaterThan(0);
  });
}

/** The same for a target that answers later. */
export function fuzzLater<Input>(
  target: string,
  inputs: fc.Arbitrary<Input>,
  run: (input: Input) => Promise<Fate>,
): void {
  test(`${target}: accepts or refuses`, { timeout: 4 * MILLISECONDS + 60_000 }, async () => {
    let [runs, accepted] = [0, 0];
    const property = fc.asyncProperty(inputs, async (input) => {
      runs++;
      const fate = await run(input).catch(fateOf);
      requireCleanPrototypes();
      if (fate === "accepted") accepted++;
    });
    for (const limit of [AT_LEAST, LIMIT]) {
      const details = await fc.check(property, limit);
      if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
    }
    tell(lineOf(target, runs, accepted), runs);
    expect(runs).toBeGreaterThan(0);
  });
}

/** So many inputs are fed however slow the machine is; then as many as there is time for. */
const AT_LEAST = { numRuns: 20 };
const LIMIT = {
  numRuns: 1_000_000_000,
  interruptAfterTimeLimit: MILLISECONDS,
  markInterruptAsFailure: false,
};

/** Runs once, with the same demands. */
export function guarded(run: () => Fate): Fate {
  const before = process.cpuUsage();
  let fate: Fate;
  try {
    fate = run();
  } catch (error) {
    fate = fateOf(error);
  }
  const { user, system } = process.cpuUsage(before);
  if (user + system > HANG_MICROSECONDS) throw new Error(`took ${(user + system) / 1_000_000} s`);
  requireCleanPrototypes();
  return fate;
}

function fateOf(error: unknown): Fate {
  if (error instanceof InputError && error.problems.length > 0) return "refused";
  throw error;
}

const NAMES = [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(
  (prototype) => [prototype, Object.getOwnPropertyNames(prototype).length] as const,
);

function requireCleanPrototypes(): void {
  for (const [prototype, names] of NAMES)
    if (Object.getOwnPropertyNames(prototype).length !== names) throw new Error("a prototype was changed");
}

/** Stops where what must hold of an accepted input does not. */
export function demand(condition: boolean, claim: string): void {
  if (!condition) throw new Error(`not so: ${claim}`);
}

/** The files of one folder of test/corpus. */
export function corpus(folder: string): Uint8Array[] {
  const path = resolve(import.meta.dirname, "../corpus", folder);
  return readdirSync(path)
    .toSorted()
    .map((name) => new Uint8Array(readFileSync(join(path, name))));
}

export function corpusTexts(folder: string): string[] {
  return corpus(folder).map((bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
}

/** The last test of a file: says how much was run. */
export function tellExecutions(): void {
  test("how much was run", () => {
    const total = executed.reduce((sum, { runs }) => sum + runs, 0);
    const lines = executed.map(({ line }) => `  ${line}`);
    process.stderr.write(`Fuzzing: ${total} executions\n${lines.join("\n")}\n`);
    expect(total).toBeGreaterThan(0);
  });
}

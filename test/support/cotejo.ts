import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The built program. */
export const PROGRAM = resolve(import.meta.dirname, "../../dist/cli/main.js");

/** What a run of the built program answered. */
export interface Run {
  readonly exit: number | null;
  readonly out: string;
  readonly told: string;
}

/** Runs the built program as a person would, in another process. */
export function cotejo(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { exit: status, out: stdout, told: stderr };
}

/** The answer of a run that ends with exit code 0, with --json. Throws with what the program said where it does not. */
export function answerOf(...args: readonly string[]): unknown {
  const run = cotejo(...args, "--json");
  if (run.exit !== 0)
    throw new Error(`cotejo ${args.join(" ")} ended with ${run.exit}: ${run.told}${run.out}`);
  return JSON.parse(run.out);
}

/** The folder of real data named in docs/real-data.md; undefined, and said, where it is not there. */
export function realData(): string | undefined {
  const folder = resolve(process.env["COTEJO_DATA"] ?? "../shared/data");
  if (existsSync(join(folder, "venezuela2024"))) return folder;
  process.stderr.write(
    `No real data at ${folder}: the tests on them are skipped (set COTEJO_DATA; see docs/real-data.md)\n`,
  );
  return undefined;
}

import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Mutant } from "./support/mutant.ts";

/** How the test file fared on a copy. One that did not load fails too, but says less. */
type Fate = "passed" | "failed" | "did not load";

const REPOSITORY = resolve(import.meta.dirname, "..");
const LISTS = join(import.meta.dirname, "mutants");
/** With COTEJO_LONG=1 all are planted, else the middle one of every list: always the same. */
const ALL = process.env["COTEJO_LONG"] === "1";
/** A slip that makes a loop endless must not hold everything up. */
const MINUTES_MOST = ALL ? 40 : 10;

const scratch = join(REPOSITORY, ".cache");
mkdirSync(scratch, { recursive: true });
const folder = mkdtempSync(join(scratch, "mutants-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lists = new Map<string, readonly Mutant[]>();
for (const name of readdirSync(LISTS).sort()) {
  const { mutants } = (await import(join(LISTS, name))) as { mutants: readonly Mutant[] };
  lists.set(name, mutants);
}
const planted = [...lists.values()].flat();
const chosen = ALL
  ? planted
  : [...lists.values()].flatMap((own) => own.slice(Math.floor(own.length / 2)).slice(0, 1));

const texts = new Map<string, string>();
function textOf(path: string): string {
  const known = texts.get(path) ?? readFileSync(join(REPOSITORY, path), "utf8");
  texts.set(path, known);
  return known;
}

/** The test file and everything of the project that it imports. */
const closures = new Map<string, readonly string[]>();
function closureOf(path: string): readonly string[] {
  const known = closures.get(path);
  if (known !== undefined) return known;
  const reached = new Set([path]);
  for (const file of reached)
    for (const [, name = ""] of textOf(file).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      const imported = relative(REPOSITORY, resolve(REPOSITORY, dirname(file), name));
      if (existsSync(join(REPOSITORY, imported))) reached.add(imported);
    }
  closures.set(path, [...reached]);
  return [...reached];
}

/** A copy of the test file with all it imports, in which the slip is made. Some tests read what the pages of docs say. */
function writeVariant(name: string, testFile: string, mutant?: Mutant): void {
  mkdirSync(join(folder, name));
  symlinkSync(join(REPOSITORY, "docs"), join(folder, name, "docs"));
  for (const path of closureOf(testFile)) {
    const target = join(folder, name, path);
    mkdirSync(dirname(target), { recursive: true });
    if (path === mutant?.file)
      writeFileSync(
        target,
        textOf(path).replace(mutant.find, () => mutant.replace),
      );
    else copyFileSync(join(REPOSITORY, path), target);
  }
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Runs the test file of every variant below the folder, on two workers, and says how each fared. */
async function runVariants(): Promise<Map<string, Fate>> {
  const config = join(folder, "vitest.config.mjs");
  const report = join(folder, "report.json");
  const setup = join(REPOSITORY, "test/support/first-failure.ts");
  const options = {
    include: ["*/**/*.test.ts"],
    setupFiles: [setup],
    isolate: false,
    pool: "threads",
    maxWorkers: 2,
    // A slow machine is no reason to die.
    testTimeout: 120_000,
  };
  writeFileSync(config, `export default { test: ${JSON.stringify(options)} };\n`);
  const vitest = join(REPOSITORY, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--root", folder, "--config", config, "--reporter=json"];
  await new Promise((ended) => {
    const run = spawn(process.execPath, [...args, `--outputFile=${report}`], {
      stdio: ["ignore", "ignore", "inherit"],
      timeout: MINUTES_MOST * 60_000,
      killSignal: "SIGKILL",
    });
    run.on("close", ended);
  });
  if (!existsSync(report)) throw new Error(`the run gave no report in ${MINUTES_MOST} minutes`);
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  return new Map(
    testResults.map(({ name, status, assertionResults }): [string, Fate] => [
      relative(folder, name).split("/")[0] ?? "",
      status === "passed"
        ? "passed"
        : assertionResults.some((each) => each.status === "failed")
          ? "failed"
          : "did not load",
    ]),
  );
}

describe("slips planted in the formulas", () => {
  test.each([...lists])(
    "%s: each stands exactly once in its file, which the test file uses",
    (_, mutants) => {
      const wrong = mutants.filter(
        ({ file, find, replace, dies }) =>
          textOf(file).split(find).length !== 2 || find === replace || !closureOf(dies).includes(file),
      );
      expect(wrong).toEqual([]);
    },
  );

  let fates = new Map<string, Fate>();
  beforeAll(
    async () => {
      const started = performance.now();
      for (const [at, mutant] of chosen.entries()) writeVariant(`slip-${at}`, mutant.dies, mutant);
      for (const testFile of new Set(chosen.map(({ dies }) => dies)))
        writeVariant(`whole-${testFile.replaceAll(/\W/g, "-")}`, testFile);
      fates = await runVariants();
      const fared = (fate: Fate) => chosen.filter((_, at) => fates.get(`slip-${at}`) === fate).length;
      const [failed, unloaded] = [fared("failed"), fared("did not load")];
      process.stderr.write(
        `${failed + unloaded} of ${chosen.length} planted slips died` +
          `${unloaded === 0 ? "" : `, ${unloaded} of them because the file did not load`}` +
          ` (${ALL ? "all there are" : `one of each list; COTEJO_LONG=1 plants all ${planted.length}`}),` +
          ` in ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
      );
    },
    60_000 * (MINUTES_MOST + 1),
  );

  test("without a slip every test file passes where it was copied to", () => {
    expect([...fates].filter(([name, fate]) => name.startsWith("whole-") && fate !== "passed")).toEqual([]);
  });

  test.each([...lists])("%s: each makes its test file fail", (_, mutants) => {
    const alive = chosen.filter(
      (mutant, at) => mutants.includes(mutant) && (fates.get(`slip-${at}`) ?? "passed") === "passed",
    );
    expect(alive).toEqual([]);
  });
});

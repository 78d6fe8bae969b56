import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { ALL_FINDING_CODES } from "../src/core/finding.ts";
import { METHOD_NAMES } from "../src/core/statistics/test-result.ts";
import { RULES } from "../src/core/view.ts";
import { makeGolden, type Golden } from "./support/golden-lines.ts";

const GOLDEN = join(import.meta.dirname, "golden/rules.txt");
const STORE = process.env["COTEJO_STORE_GOLDEN"] === "1";
const CHANGELOG = readFileSync(resolve(import.meta.dirname, "../CHANGELOG.md"), "utf8");

const WHAT_TO_DO = `
What follows from the same log is no longer what it was (the lines above; all of them: git diff after storing).
Either restore it; or, where it is meant, raise RULES in src/core/view.ts (unless ${RULES} is of no release yet), say in
CHANGELOG.md what changed, and store what follows now: node scripts/store-golden.mjs
`;

/** The rules of the newest release in the change log, and whether it is out. */
function newestRelease(): { readonly rules: string; readonly isReleased: boolean } {
  const [, heading = "", text = ""] = /^## (.+)\n([^]*?)(?=^## |(?![^]))/m.exec(CHANGELOG) ?? [];
  const [rules = ""] = /cotejo-rules\/\d+/.exec(text) ?? [];
  return { rules, isReleased: !heading.includes("unreleased") };
}

let golden: Golden;
beforeAll(async () => {
  golden = await makeGolden();
});

test("the golden elections show every finding code, and every method answers", () => {
  expect([...golden.findingCodes].toSorted()).toEqual([...ALL_FINDING_CODES].toSorted());
  expect([...golden.methodsAnswered].toSorted()).toEqual([...METHOD_NAMES].toSorted());
});

test("the change log names the rules", () => {
  expect(newestRelease().rules).toBe(RULES);
});

test("what follows from the golden elections is what followed when the rules were last raised", () => {
  const stored = existsSync(GOLDEN) ? readFileSync(GOLDEN, "utf8").trimEnd().split("\n") : [];
  const { lines } = golden;
  const differ = lines.some((line, at) => line !== stored[at]) || stored.length !== lines.length;
  if (!differ) return;
  if (STORE) {
    const { rules, isReleased } = newestRelease();
    if (isReleased && stored[0] === `rules: ${rules}`)
      throw new Error(
        `${rules} is released: raise RULES in src/core/view.ts before another golden is stored`,
      );
    mkdirSync(dirname(GOLDEN), { recursive: true });
    writeFileSync(GOLDEN, `${lines.join("\n")}\n`);
    process.stdout.write(`stored ${lines.length} lines in ${GOLDEN}\n`);
    return;
  }
  const [was, is] = [new Set(stored), new Set(lines)];
  const changes = [
    ...stored.filter((line) => !is.has(line)).map((line) => `- ${line}`),
    ...lines.filter((line) => !was.has(line)).map((line) => `+ ${line}`),
  ];
  throw new Error(`${changes.slice(0, 30).join("\n")}\n${changes.length} lines differ.\n${WHAT_TO_DO}`);
});

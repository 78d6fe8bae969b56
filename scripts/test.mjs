// Everything a clean checkout can run: types, lint, format, unused code, then all tests. Ends with "N passed, N failed".
// With --long, the tests that take a sample of their cases take all of them.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { findBrowser } from "./find-browser.mjs";
import { findGo } from "./find-go.mjs";
import { findTool, TOOLS } from "./find-tool.mjs";
import { runStaticChecks } from "./static-checks.mjs";

const REPORT = ".cache/test-report.json";
const SUMMARY = ".cache/test-summary";

let { passed, failed } = await runStaticChecks();

rmSync(REPORT, { force: true });
mkdirSync(".cache", { recursive: true });
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`];
const go = findGo();
const tools = TOOLS.flatMap((tool) => {
  const path = findTool(tool);
  return path === undefined ? [] : [[tool.variable, path]];
});
const options = process.argv.slice(2);
const env = {
  ...process.env,
  ...(options.includes("--long") ? { COTEJO_LONG: "1" } : {}),
  COTEJO_CHROMIUM: findBrowser(),
  ...(go === undefined ? {} : { COTEJO_GO: go.go, COTEJO_GOPATH: go.library }),
  ...Object.fromEntries(tools),
};
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...options.filter((option) => option !== "--long")],
  {
    stdio: "inherit",
    env,
  },
);
const report = readReport();
passed += report.numPassedTests;
failed += report.numFailedTests;
// A run that broke off (a suite that could not load, an error outside any test) has failed, whatever it counted.
if (status !== 0 && report.numFailedTests === 0) failed += 1;

if (report.numPendingTests > 0)
  console.log(`Skipped, for want of what they need or of --long: ${report.numPendingTests}`);
const summary = `${passed} passed, ${failed} failed`;
writeFileSync(SUMMARY, `${summary}\n`);
console.log(summary);
process.exitCode = failed === 0 && report.numPassedTests > 0 ? 0 : 1;

function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  }
}

// Types, lint, format, and unused code and dependencies: all at once, each told when all are done.
import { spawn } from "node:child_process";

const CHECKS = {
  "types of core, without Node or a browser": ["typescript/bin/tsc", "-p", "tsconfig.core.json"],
  "types of everything": ["typescript/bin/tsc", "-p", "tsconfig.json"],
  "types of what runs in a browser": ["typescript/bin/tsc", "-p", "tsconfig.web.json"],
  lint: ["oxlint/bin/oxlint"],
  // What a file looks like hangs on nothing but its own text.
  format: [
    "prettier/bin/prettier.cjs",
    "--check",
    "--log-level=warn",
    "--cache",
    "--cache-strategy=content",
    "--cache-location=.cache/prettier",
    ".",
  ],
  "unused code and dependencies": ["knip/bin/knip.js"],
};

/** How many held and how many did not, after printing which, with what those that did not hold say. */
export async function runStaticChecks() {
  const outcomes = await Promise.all(Object.entries(CHECKS).map(runOne));
  for (const { name, status, output } of outcomes) {
    if (status !== 0) process.stderr.write(output);
    console.log(`${status === 0 ? "passed" : "FAILED"}: ${name}`);
  }
  const passed = outcomes.filter(({ status }) => status === 0).length;
  return { passed, failed: outcomes.length - passed };
}

function runOne([name, [tool, ...args]]) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`node_modules/${tool}`, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pieces = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => pieces.push(piece));
    child.on("error", reject);
    child.on("close", (status) => resolve({ name, status, output: Buffer.concat(pieces) }));
  });
}

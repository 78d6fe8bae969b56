// What to run before every commit, in under a minute: static checks and, beside them, the unit tests.
import { spawn } from "node:child_process";
import { once } from "node:events";

import { runStaticChecks } from "./static-checks.mjs";

const checks = runStaticChecks();
const tests = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "unit"], {
  stdio: "inherit",
});
const [[status], { failed }] = await Promise.all([once(tests, "close"), checks]);
process.exitCode = status === 0 && failed === 0 ? 0 : 1;

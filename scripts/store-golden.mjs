// Stores what follows from the golden elections under the rules, where it has changed and is meant to: test/golden/rules.txt.
import { spawnSync } from "node:child_process";

const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "test/golden-rules.test.ts"],
  { stdio: "inherit", env: { ...process.env, COTEJO_STORE_GOLDEN: "1" } },
);
process.exitCode = status ?? 1;

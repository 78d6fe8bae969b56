// Compiles src/ to dist/, and bundles web/ into it. Written for Node alone, so that it runs before anything is built.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { resolve } from "node:path";

import { bundleProgram } from "./bundle-program.mjs";
import { bundleModule, bundlePage, bundleWeb } from "./bundle-web.mjs";

rmSync("dist", { recursive: true, force: true });
const compiler = "node_modules/typescript/bin/tsc";
const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { stdio: "inherit" });
if (status === 0) {
  await bundleModule("dist/core/distributions.js");
  await bundleProgram(resolve("dist/cli"));
  chmodSync("dist/cli/main.js", 0o755);
  await bundleWeb("dist/web/verify.js");
  await bundlePage("web/redact/main.ts", "dist/web/redact.js");
}
process.exitCode = status ?? 1;

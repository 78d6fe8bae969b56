import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder that holds the demo as `cotejo demo --no-serve` makes it. */
    readonly demo: string;
  }
}

/** Builds the program and makes the demo with it, once for all tests of the whole. */
export function setup(project: TestProject): () => void {
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  const folder = mkdtempSync(join(tmpdir(), "cotejo-demo-"));
  const demo = join(folder, "demo");
  execFileSync(process.execPath, ["dist/cli/main.js", "demo", demo, "--no-serve"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  project.provide("demo", demo);
  return () => rmSync(folder, { recursive: true, force: true });
}

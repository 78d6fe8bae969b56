import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

/** Tests of the whole that need neither the built program nor the demo. */
const QUICK = ["test/architecture.test.ts", "test/documentation.test.ts", "test/golden-rules.test.ts"];

/** Tests of single modules that draw or read images, start threads or make whole elections: seconds each. */
const SLOW = [
  "src/adapters/images/**/*.test.ts",
  "src/adapters/readers/**/*.test.ts",
  "src/adapters/sheet-image.test.ts",
  "src/core/site/page-plan.test.ts",
  "src/core/site/render-site.test.ts",
  "src/pipeline/demo/**/*.test.ts",
  "src/pipeline/proving/**/*.test.ts",
  "src/pipeline/redact.test.ts",
  "src/server/serve-redaction.test.ts",
];

export default defineConfig({
  test: {
    // One fewer is what vitest would take: of two processors one, and that one mostly waits for programs it started.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "web/**/*.test.ts", ...QUICK],
          exclude: SLOW,
          isolate: false,
          // None takes seconds, but a machine that does other things may take its time.
          testTimeout: 60_000,
        },
      },
      { test: { name: "slow", include: SLOW, isolate: false, testTimeout: 60_000 } },
      {
        test: {
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: QUICK,
          globalSetup: ["test/support/made-once.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

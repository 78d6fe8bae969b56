import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

/** Tests of the whole that need neither the built program nor the demo. */
const QUICK = ["test/architecture.test.ts", "test/documentation.test.ts"];

export default defineConfig({
  test: {
    // One fewer is what vitest would take: of two processors one, and that one mostly waits for programs it started.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "web/**/*.test.ts", ...QUICK],
          isolate: false,
          // None takes seconds, but a machine that does other things may take its time.
          testTimeout: 60_000,
        },
      },
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

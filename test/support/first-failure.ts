import * as fc from "fast-check";
import { afterEach, beforeEach } from "vitest";

/**
 * For runs that only ask whether a test file fails: what comes after the first failure is skipped, examples of properties
 * are not made smaller, and their seed is fixed, so that the answer is the same every time.
 */
fc.configureGlobal({ seed: 20240728, endOnFailure: true });

let hasFailed = false;
beforeEach((context) => {
  if (hasFailed) context.skip();
});
afterEach((context) => {
  hasFailed ||= context.task.result?.state === "fail";
});

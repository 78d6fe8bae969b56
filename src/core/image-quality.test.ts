import { expect, test } from "vitest";

import { formatProblem, parseProblem, qualityAdvice, type QualityProblem } from "./image-quality.ts";

const PROBLEMS: readonly QualityProblem[] = [
  { problem: "edge-missing", edge: "lower" },
  { problem: "out-of-focus" },
  { problem: "too-dark" },
  { problem: "too-pale" },
  { problem: "reflection", percent: 7 },
  { problem: "code-too-small", tenths: 19 },
];

test("a problem as a word is read again as the same, and nothing else is read as one", () => {
  expect(PROBLEMS.map(formatProblem)).toEqual([
    "edge-missing lower",
    "out-of-focus",
    "too-dark",
    "too-pale",
    "reflection 7",
    "code-too-small 19",
  ]);
  for (const problem of PROBLEMS) expect(parseProblem(formatProblem(problem))).toEqual(problem);
  for (const text of ["", "blurred", "reflection", "reflection 0", "reflection 7 8", "edge-missing inner"])
    expect(parseProblem(text)).toBeUndefined();
});

test("each has advice in both languages", () => {
  for (const problem of PROBLEMS) expect(qualityAdvice(problem, "es")).not.toBe(qualityAdvice(problem, "en"));
});

import type { Mutant } from "../support/mutant.ts";

/** Slips planted in the selection sensitivity; each must fail the test file named with it. */
export const mutants: readonly Mutant[] = [
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "const weight = multiply(distortion, distortion);",
    replace: "const weight = distortion;",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "weights in [1, G] instead of [1/G, G]",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "rational(whole - smallest)",
    replace: "rational(whole)",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "the heavy sheets counted among the light ones too",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "weighted(heavy, count));",
    replace: "rational(count));",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "the mean over sheets instead of weights",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "if (compare(next, mean) >= 0) return mean;\n    mean = next;",
    replace: "return next;",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "stops before the smallest mean",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "countBelow(sums.ascending, toSafeInteger(ceil(mean)))",
    replace: "sums.ascending.length - countBelow(sums.ascending, toSafeInteger(ceil(mean)))",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "takes as many as are above",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "add(rational(lead), multiply(rational(stationsMissing), meanMargin))",
    replace: "multiply(rational(stationsMissing), meanMargin)",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "the final lead without the collected sheets",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "multiply(rational(stationsMissing), meanMargin)",
    replace: "multiply(rational(margins.length), meanMargin)",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "the collected instead of the missing stations",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "rational(-lead, stationsMissing)",
    replace: "rational(lead, stationsMissing)",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "the wrong sign of the threshold",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "BigInt(lead) * BigInt(sheets)",
    replace: "BigInt(lead)",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "the threshold once instead of for each sheet",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "const squared = rational(excess(lead - sums.sum(heavy), count - heavy), below);",
    replace: "const squared = rational(excess(lead, count), below);",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "all sheets above the threshold too",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "Math.sqrt(toNumber(squared))",
    replace: "toNumber(squared)",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "G squared given as G",
  },
  {
    file: "src/core/statistics/selection-sensitivity.ts",
    find: "if (below === 0n)",
    replace: "if (below <= 1n)",
    dies: "src/core/statistics/selection-sensitivity.test.ts",
    why: "none where the worst sheet is just bad enough",
  },
];

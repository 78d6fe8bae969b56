import type { Mutant } from "../support/mutant.ts";

/** Slips in the convergence of a quick count that a test must notice. */
export const mutants: readonly Mutant[] = [
  {
    file: "src/core/statistics/convergence.ts",
    find: "(arrived[row] ?? 0) <= moment",
    replace: "(arrived[row] ?? 0) < moment",
    dies: "src/core/statistics/convergence.test.ts",
    why: "the last arrival of a point is lost",
  },
  {
    file: "src/core/statistics/convergence.ts",
    find: "(row) => sample.received[row] !== 0)",
    replace: "() => true)",
    dies: "src/core/statistics/convergence.test.ts",
    why: "stations never received take part in the spacing",
  },
  {
    file: "src/core/statistics/convergence.ts",
    find: "point <= points &&",
    replace: "point < points &&",
    dies: "src/core/statistics/convergence.test.ts",
    why: "the end is left out",
  },
  {
    file: "src/core/statistics/convergence.ts",
    find: "Math.ceil((point * times.length) / points) - 1",
    replace: "Math.ceil((point * times.length) / points)",
    dies: "src/core/statistics/convergence.test.ts",
    why: "off by one: a point too late",
  },
  {
    file: "src/core/statistics/convergence.ts",
    find: ").sort();",
    replace: ");",
    dies: "src/core/statistics/convergence.test.ts",
    why: "points in the order of the stations, not of arrival",
  },
  {
    file: "src/core/statistics/convergence.ts",
    find: "is !== 0 && (arrived",
    replace: "(arrived",
    dies: "src/core/statistics/convergence.test.ts",
    why: "sheets never received are counted",
  },
];

import type { Mutant } from "../support/mutant.ts";

/** Slips in the chance of seeing no difference that a test must notice. */
export const mutants: readonly Mutant[] = [
  {
    file: "src/core/statistics/zero-discrepancy.ts",
    find: "numerator: fallingProduct(stations - many, few),",
    replace: "numerator: fallingProduct(stations - few, few),",
    dies: "src/core/statistics/zero-discrepancy.test.ts",
    why: "the stations that differ are taken off instead of those drawn",
  },
  {
    file: "src/core/statistics/zero-discrepancy.ts",
    find: "denominator: fallingProduct(stations, few),",
    replace: "denominator: BigInt(stations) ** BigInt(few),",
    dies: "src/core/statistics/zero-discrepancy.test.ts",
    why: "wrong denominator: draws with replacement",
  },
  {
    file: "src/core/statistics/zero-discrepancy.ts",
    find: "return fallingProduct(top, half) * fallingProduct(top - half, factors - half);",
    replace: "return fallingProduct(top, half) * fallingProduct(top - half - 1, factors - half);",
    dies: "src/core/statistics/zero-discrepancy.test.ts",
    why: "off by one: a factor is left out between the halves",
  },
  {
    file: "src/core/statistics/zero-discrepancy.ts",
    find: "if (chanceOfNoDifference({ stations, differing, drawn }) <= riskLimit) high = drawn;",
    replace: "if (chanceOfNoDifference({ stations, differing, drawn }) < riskLimit) high = drawn;",
    dies: "src/core/statistics/zero-discrepancy.test.ts",
    why: "< for <=: a chance that is the limit does not suffice",
  },
  {
    file: "src/core/statistics/zero-discrepancy.ts",
    find: "let [low, high] = [0, stations - differing + 1];",
    replace: "let [low, high] = [0, stations - differing];",
    dies: "src/core/statistics/zero-discrepancy.test.ts",
    why: "off by one: the last draw, where seeing one is certain, is not tried",
  },
  {
    file: "src/core/statistics/zero-discrepancy.ts",
    find: "const totalBound = (ballots + margin) / margin;",
    replace: "const totalBound = ballots / margin;",
    dies: "src/core/statistics/zero-discrepancy.test.ts",
    why: "missing term: U without the margin itself",
  },
  {
    file: "src/core/statistics/zero-discrepancy.ts",
    find: 'if (margin <= 0) return { kind: "refused", reason: "tie-or-behind" };',
    replace: 'if (margin < 0) return { kind: "refused", reason: "tie-or-behind" };',
    dies: "src/core/statistics/zero-discrepancy.test.ts",
    why: "< for <=: a tie has a plan",
  },
];

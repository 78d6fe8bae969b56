/** Slips in sample sizes and in the allocation over strata that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/allocation.ts",
    find: "const least = units.map((count) => Math.min(count, plan.fewest ?? 2));",
    replace: "const least = units.map((count) => Math.min(count, plan.fewest ?? 1));",
    dies: "src/core/statistics/allocation.test.ts",
    why: "one unit is enough by default",
  },
  {
    file: "src/core/statistics/allocation.ts",
    find: "count * (plan.spread?.[stratum] ?? 1)",
    replace: "count + (plan.spread?.[stratum] ?? 1)",
    dies: "src/core/statistics/allocation.test.ts",
    why: "Neyman's weights added, not multiplied",
  },
  {
    file: "src/core/statistics/allocation.ts",
    find: "if (plan.size < sum(least))",
    replace: "if (plan.size <= sum(least))",
    dies: "src/core/statistics/allocation.test.ts",
    why: "the least size of all is refused",
  },
  {
    file: "src/core/statistics/allocation.ts",
    find: "const [beyond, bound] = lacking >= exceeding ? [below, least] : [above, most];",
    replace: "const [beyond, bound] = below.length > 0 ? [below, least] : [above, most];",
    dies: "src/core/statistics/allocation.test.ts",
    why: "the side that is beyond by less is fixed first",
  },
  {
    file: "src/core/statistics/allocation.ts",
    find: "other.remainder - one.remainder",
    replace: "one.remainder - other.remainder",
    dies: "src/core/statistics/allocation.test.ts",
    why: "the smallest remainders are rounded up",
  },
  {
    file: "src/core/statistics/allocation.ts",
    find: "(rank < left ? 1 : 0)",
    replace: "(rank <= left ? 1 : 0)",
    dies: "src/core/statistics/allocation.test.ts",
    why: "one too many is rounded up",
  },
  {
    file: "src/core/statistics/allocation.ts",
    find: "const above = shares.filter(({ stratum, share }) => share > at(most, stratum));",
    replace: "const above = shares.filter(({ stratum, share }) => share > at(most, stratum) + 1);",
    dies: "src/core/statistics/allocation.test.ts",
    why: "more drawn than there are",
  },
  {
    file: "src/core/statistics/allocation.ts",
    find: "open.some((stratum) => at(weights, stratum) > 0) ? weights : most",
    replace: "weights",
    dies: "src/core/statistics/allocation.test.ts",
    why: "nothing to share by where no stratum left varies",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "return spread / ((margin * margin) / (z * z) + spread / voters);",
    replace: "return spread / ((margin * margin) / (z * z));",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "missing correction for a finite country",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "const spread = share * (1 - share);",
    replace: "const spread = share;",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "the spread of a share without its complement",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "return size < 2 ? 0 : Math.sqrt(squares / (size - 1));",
    replace: "return size < 2 ? 0 : Math.sqrt(squares / size);",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "wrong denominator of the variance",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "/ (votesAll / stations);",
    replace: "/ votesAll;",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "distances not over the mean size",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "- (votes / votesAll) * (past.votesAll[station] ?? 0)",
    replace: "- votes / stations",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "distances from the mean, not from the ratio",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "Math.ceil(infinite / (1 + infinite / stations))",
    replace: "Math.ceil(infinite)",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "missing correction for a finite frame",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "Math.min(stations, Math.ceil(",
    replace: "Math.min(stations, Math.floor(",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "rounded down: the margin is missed",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "const deviations = (z * spread) / margin;",
    replace: "const deviations = spread / margin;",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "the confidence is left out",
  },
  {
    file: "src/core/statistics/sample-size.ts",
    find: "const fromMean = distance(station) - (means[stratum] ?? 0);",
    replace: "const fromMean = distance(station);",
    dies: "src/core/statistics/sample-size.test.ts",
    why: "spread within a stratum not around its mean",
  },
];

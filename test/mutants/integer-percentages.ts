/** Slips in the masses and counts of integer percentages that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "outOf / (2 * Math.PI * count * rest)",
    replace: "outOf / (Math.PI * count * rest)",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "a missing factor 2 in Stirling's formula",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "exp(stirlingError(outOf) - stirlingError(count) - stirlingError(rest))",
    replace: "exp(stirlingError(outOf) - stirlingError(count) + stirlingError(rest))",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "sign of a Stirling error",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "1 / 360 - (1 / 1260",
    replace: "1 / 360 + (1 / 1260",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "sign in the Stirling series",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "((outOf - reached) / (reached + 1)) * odds",
    replace: "((outOf - reached) / reached) * odds",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "off by one: the ratio of neighbouring masses",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "const odds = count / (outOf - count);",
    replace: "const odds = count / outOf;",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "the chance instead of the odds",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "massAbove({ count: rest, outOf, atCount, isMirrored: true })",
    replace: "massAbove({ count: rest, outOf, atCount, isMirrored: true }) * 0",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "the counts below are left out",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "(isNearInteger(count, outOf) ? atCount : 0)",
    replace: "0",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "the mass at the count itself is left out",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "count + 1);",
    replace: "count);",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "off by one: the count itself is taken twice",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "if (mass < MASS_LEAST) break;",
    replace: "if (mass < 1e-4) break;",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "the sum stops too early",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "const TOLERANCE = 0.05;",
    replace: "const TOLERANCE = 0.5;",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "half a point for a twentieth",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "Math.floor(percentage + 0.5)",
    replace: "Math.floor(percentage)",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "percentages just below an integer do not count",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "either.add(isShare || isTurnout,",
    replace: "either.add(isShare && isTurnout,",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "both instead of either",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "1 - (1 - massShare) * (1 - massTurnout)",
    replace: "massShare + massTurnout",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "stations at both are expected twice",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "this.#variance += mass * (1 - mass);",
    replace: "this.#variance += mass;",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "the variance of a Poisson count",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "const isTurnout = isNearInteger(ballots, registered);",
    replace: "const isTurnout = isNearInteger(forSelection, registered);",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "wrong count: votes for ballots",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "const massTurnout = integerMass(ballots, registered);",
    replace: "const massTurnout = integerMass(forSelection, registered);",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "wrong count in the mass of the turnout",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "registered < FEWEST_REGISTERED",
    replace: "registered <= FEWEST_REGISTERED",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "<= for <: 100 registered voters are too few",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "100 * ballots > PERCENT_MOST * registered",
    replace: "100 * ballots >= PERCENT_MOST * registered",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: ">= for >: a turnout of exactly 0.99 is left out",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "100 * votes > PERCENT_MOST * ballots",
    replace: "100 * votes > PERCENT_MOST * registered",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "wrong denominator: the share is of the ballots",
  },
  {
    file: "src/core/statistics/integer-percentages.ts",
    find: "excess / standardDeviation",
    replace: "excess / this.#variance",
    dies: "src/core/statistics/integer-percentages.test.ts",
    why: "variance instead of standard deviation",
  },
];

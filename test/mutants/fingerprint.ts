/** Slips in the histogram of turnout and share, and in the curve over peaks, that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "cellOf(ballots, registered, cells) * cells + cellOf(count, valid, cells)",
    replace: "cellOf(count, valid, cells) * cells + cellOf(ballots, registered, cells)",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "turnout and share change places",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "cellOf(count, valid, cells);",
    replace: "cellOf(count, ballots, cells);",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "wrong denominator: the share is of the valid votes",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "Math.floor((cells * part) / whole), cells - 1)",
    replace: "Math.floor((cells * part) / whole), cells)",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "off by one: a share of 1 falls into the next row",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "Math.floor((cells * part) / whole)",
    replace: "Math.ceil((cells * part) / whole)",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "a cell holds its upper edge",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "weights[cell] = (weights[cell] ?? 0) + registered;",
    replace: "weights[cell] = (weights[cell] ?? 0) + 1;",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "stations instead of registered voters",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "100 * ballots < CORNER_PERCENT * registered ||",
    replace: "100 * ballots <= CORNER_PERCENT * registered ||",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "<= for <: a turnout of 0.99 is not in the corner",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "100 * ballots < CORNER_PERCENT * registered || 100",
    replace: "100 * ballots < CORNER_PERCENT * registered && 100",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "either instead of both in the corner",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "share: cornerVoters / total",
    replace: "share: cornerStations / stations",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "the corner's share of stations",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "ballots > registered || count > valid",
    replace: "count > valid",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "a turnout above 1 is shown",
  },
  {
    file: "src/core/statistics/fingerprint.ts",
    find: "registered === 0 || valid === 0",
    replace: "registered === 0",
    dies: "src/core/statistics/fingerprint.test.ts",
    why: "a share of no valid votes is shown",
  },
  {
    file: "src/core/statistics/shpilkin.ts",
    find: "Math.ceil((100 * ballots) / registered)",
    replace: "Math.floor((100 * ballots) / registered)",
    dies: "src/core/statistics/shpilkin.test.ts",
    why: "a turnout above the peak is below it",
  },
  {
    file: "src/core/statistics/shpilkin.ts",
    find: "belowOthers === 0 ? undefined : below / belowOthers",
    replace: "belowOthers === 0 ? undefined : below / (below + belowOthers)",
    dies: "src/core/statistics/shpilkin.test.ts",
    why: "the share instead of the ratio",
  },
  {
    file: "src/core/statistics/shpilkin.ts",
    find: "all - below - ratio * (allOthers - belowOthers)",
    replace: "all - below - ratio * allOthers",
    dies: "src/core/statistics/shpilkin.test.ts",
    why: "the others below the peak are taken as above it",
  },
  {
    file: "src/core/statistics/shpilkin.ts",
    find: "all - below - ratio",
    replace: "all - ratio",
    dies: "src/core/statistics/shpilkin.test.ts",
    why: "the votes below the peak are taken as above it",
  },
  {
    file: "src/core/statistics/shpilkin.ts",
    find: "peak < 100; peak++",
    replace: "peak < 99; peak++",
    dies: "src/core/statistics/shpilkin.test.ts",
    why: "off by one: a point is missing",
  },
  {
    file: "src/core/statistics/shpilkin.ts",
    find: "if (chosen.ratio === undefined) return",
    replace: "if (chosen.ratio === 0) return",
    dies: "src/core/statistics/shpilkin.test.ts",
    why: "a number without a ratio",
  },
];

/** Slips planted where sheets and declarations are made into questions: the columns collected, strata, and two methods; each must fail the test file named with it. */
export const mutants: readonly {
  file: string;
  find: string;
  replace: string;
  dies: string;
  why: string;
}[] = [
  {
    file: "src/core/statistics/collected-sheets.ts",
    find: "counted + explained > size.stations",
    replace: "counted + explained > size.stations + 1",
    dies: "src/core/statistics/methods/missing-stations.test.ts",
    why: "one sheet too many for the size declared passes",
  },
  {
    file: "src/core/statistics/collected-sheets.ts",
    find: "votesAtMost + limit - read",
    replace: "votesAtMost + limit",
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "a box that cannot be read may hold the votes that stand in the others",
  },
  {
    file: "src/core/statistics/collected-sheets.ts",
    find: "count: missing.count === undefined ? undefined : missing.count + added.length",
    replace: "count: missing.count",
    dies: "src/core/statistics/methods/missing-stations.test.ts",
    why: "sheets that cannot be read are neither collected nor missing",
  },
  {
    file: "src/core/statistics/collected-sheets.ts",
    find: "if (register.isOutside(station)) outsideRegister += counted ? 1 : 0;",
    replace: "if (register.isOutside(station) && !counted) outsideRegister += 1;",
    dies: "src/core/statistics/methods/missing-stations.test.ts",
    why: "stations that the register does not list count as collected",
  },
  {
    file: "src/core/statistics/turnout-seen.ts",
    find: "(sheets.validVotes[sheet] ?? 0) > registered",
    replace: "(sheets.validVotes[sheet] ?? 0) > 2 * registered",
    dies: "src/core/statistics/methods/missing-stations.test.ts",
    why: "does not see a sheet with more votes than voters",
  },
  {
    file: "src/core/statistics/spread-over-strata.ts",
    find: "other.stratum.capacity - one.stratum.capacity",
    replace: "one.stratum.capacity - other.stratum.capacity",
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "tells the strata with fewest voters missing",
  },
  {
    file: "src/core/statistics/spread-over-strata.ts",
    find: "own * whole <= part * all",
    replace: "own * whole >= part * all",
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "the smallest share seen instead of the largest",
  },
  {
    file: "src/core/statistics/methods/declared-against-sheets.ts",
    find: "bound.upperBound + votesAtMost",
    replace: "bound.upperBound",
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "the most that a part can hold takes illegible boxes as 0",
  },
  {
    file: "src/core/statistics/methods/declared-against-sheets.ts",
    find: "votes > (votesAtMost ?? Infinity)",
    replace: "votes >= (votesAtMost ?? Infinity)",
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "what just fits the illegible boxes is excluded",
  },
  {
    file: "src/core/statistics/methods/declared-against-sheets.ts",
    find: 'return ofWhole.kind === "all" ? ofWhole : { kind: "unknown", reason: "not-announced" };',
    replace: 'return ofWhole.kind === "unknown" ? ofWhole : { kind: "all" };',
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "80% of the whole is all of a part of it",
  },
  {
    file: "src/core/statistics/methods/declared-against-sheets.ts",
    find: "most === 0 ?",
    replace: "nominal === 0 ?",
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "100% announced is taken as exactly all",
  },
  {
    file: "src/core/statistics/methods/declared-against-sheets.ts",
    find: 'counted.fewest === 0 && ifAll === "yes"',
    replace: "counted.fewest === 0",
    dies: "src/core/statistics/methods/declared-against-sheets.test.ts",
    why: "possible though counting every station is not",
  },
  {
    file: "src/core/statistics/methods/missing-stations.ts",
    find: "votes - (ahead.votes[sheet] ?? 0)",
    replace: "(ahead.votes[sheet] ?? 0) - votes",
    dies: "src/core/statistics/methods/missing-stations.test.ts",
    why: "the margins of the one ahead",
  },
  {
    file: "src/core/statistics/methods/missing-stations.ts",
    find: "isWithin ? possibleResults(sheets, leaders) : []",
    replace: "possibleResults(sheets, leaders)",
    dies: "src/core/statistics/methods/missing-stations.test.ts",
    why: "limits by registered voters where sheets contradict these",
  },
  {
    file: "src/core/statistics/methods/closure.ts",
    find: "one.instant - other.instant",
    replace: "other.instant - one.instant",
    dies: "src/core/statistics/methods/closure.test.ts",
    why: "the later announcement as the one before",
  },
  {
    file: "src/core/statistics/announced-instant.ts",
    find: 'sign === "-" ? -offset : offset',
    replace: 'sign === "-" ? offset : -offset',
    dies: "src/core/statistics/announced-instant.test.ts",
    why: "the offset the wrong way round",
  },
];

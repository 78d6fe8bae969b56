/** Real slips in the formulas, each of which a test beside the code must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "Math.min(least, range.low)",
    replace: "Math.max(least, range.low)",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "the least that is said is the most",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "Math.max(most, range.high ?? Infinity)",
    replace: "Math.max(most, range.high ?? range.low)",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "an open end closes at its least",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "{ low: number.value, high: undefined, approximate: false }",
    replace: "{ low: number.value, high: number.value, approximate: false }",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: '"at least" is taken at its word',
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "{ low: 0, high: number.value, approximate: false }",
    replace: "{ low: number.value, high: number.value, approximate: false }",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: '"at most" is taken at its word',
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "JSON.stringify([claim.measure, claim.definition])",
    replace: "claim.measure",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "definitions are mixed",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "claim.asOf > last ? claim.asOf : last",
    replace: 'last === "" || claim.asOf < last ? claim.asOf : last',
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "the earliest claim stands",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "(most, claim) => Math.max(most ?? 0, rangeOf(claim.number).low)",
    replace: "(most, claim) => (most ?? 0) + rangeOf(claim.number).low",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "lists of names that can share persons are added",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: ".filter((claim) => claim.confirmedByName !== true)",
    replace: "",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "numbers confirmed by name stand for the whole",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "JSON.stringify([claim.source, claim.confirmedByName === true])",
    replace: "claim.source",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "a list of names replaces what the source says of all",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "(floor ?? 0) > (range.high ?? Infinity)",
    replace: "(floor ?? 0) >= (range.high ?? Infinity)",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "as many as a source has count as more",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "isOpen ? undefined : sumOf(",
    replace: "sumOf(",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "a sum with an open end has an upper end",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "range.approximate && (range.low === low || range.high === high)",
    replace: "range.approximate",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "a number that decides nothing marks the range",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "sum > (high ?? Infinity) ? sum - (high ?? 0) : Math.min(sum - low, 0)",
    replace: "sum - low",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "parts above the least differ",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "count > high)",
    replace: "count >= high)",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "a part as large as the whole is too large",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "low: Math.max(low - sum, 0)",
    replace: "low: low + sum",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "what is missing is added",
  },
  {
    file: "src/core/statistics/conflicting-counts.ts",
    find: "if (more.length > 0) return",
    replace: "if (more.length > 1) return",
    dies: "src/core/statistics/conflicting-counts.test.ts",
    why: "one of two missing parts is given all that is left",
  },
];

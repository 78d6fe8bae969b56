/** Slips between the log and the formulas of quick counts and audits that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/declared-batches.ts",
    find: "votesOutside: outside.most,",
    replace: "votesOutside: 0,",
    dies: "src/core/statistics/declared-batches.test.ts",
    why: "votes outside the register are dropped",
  },
  {
    file: "src/core/statistics/declared-batches.ts",
    find: "const totals = Float64Array.from(outside);",
    replace: "const totals = new Float64Array(outside.length);",
    dies: "src/core/statistics/declared-batches.test.ts",
    why: "the winner of a part",
  },
  {
    file: "src/core/statistics/declared-batches.ts",
    find: "if (!register.isOutside(station) || rows.tableOf[station] === -1) continue;",
    replace: "if (rows.tableOf[station] === -1) continue;",
    dies: "src/core/statistics/declared-batches.test.ts",
    why: "stations of the register counted twice",
  },
  {
    file: "src/core/statistics/declared-batches.ts",
    find: 'rule.bound === "ballots-cast" && isDeclared',
    replace: 'rule.bound === "ballots-cast"',
    dies: "src/core/statistics/declared-batches.test.ts",
    why: "no size where nothing was declared",
  },
  {
    file: "src/core/statistics/declared-batches.ts",
    find: "if (!isDeclared) stationsUndeclared++;",
    replace: "if (isDeclared) stationsUndeclared++;",
    dies: "src/core/statistics/declared-batches.test.ts",
    why: "the wrong stations counted",
  },
  {
    file: "src/core/statistics/declared-refusal.ts",
    find: "dataset.source === source",
    replace: 'dataset.source === ""',
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "a source bears out itself",
  },
  {
    file: "src/core/statistics/declared-refusal.ts",
    find: 'replaced.has(table)) ? "results-replaced"',
    replace: 'replaced.has(-table)) ? "results-replaced"',
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "a replaced table is audited",
  },
  {
    file: "src/core/statistics/sample-columns.ts",
    find: "units > 0 && !drawn.has(at)",
    replace: "units < 0 && !drawn.has(at)",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "a stratum nobody was drawn from is stood in for",
  },
  {
    file: "src/core/statistics/sample-columns.ts",
    find: "whole === undefined || strata",
    replace: "whole !== undefined && strata",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "a part told as the whole",
  },
  {
    file: "src/core/statistics/sample-columns.ts",
    find: "return unreadable.has(sheet) ? -1 : sheet;",
    replace: "return sheet;",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "an illegible box is a zero",
  },
  {
    file: "src/core/statistics/sample-columns.ts",
    find: "ballots: column(sheets.ballotsCast),",
    replace: "ballots: column(sheets.validVotes),",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "valid votes for ballots",
  },
  {
    file: "src/core/statistics/methods/quick-count.ts",
    find: "if (estimate > 1) return",
    replace: "if (estimate > 2 ** 9) return",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "an interval with its low end above its high one",
  },
  {
    file: "src/core/statistics/methods/quick-count.ts",
    find: "low: Math.max(low, 0),",
    replace: "low: Math.max(high, 0),",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "the interval has one end",
  },
  {
    file: "src/core/statistics/methods/quick-count.ts",
    find: 'status: all ? "held" : "unknown"',
    replace: 'status: all ? "unknown" : "held"',
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "received by chance where sheets are missing",
  },
  {
    file: "src/core/statistics/methods/batch-audit.ts",
    find: "!unreadable.has(sheet) && ",
    replace: "",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "an illegible box is a zero",
  },
  {
    file: "src/core/statistics/methods/batch-audit.ts",
    find: "count < own",
    replace: "count <= own",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "a tie is no order",
  },
  {
    file: "src/core/statistics/methods/batch-audit.ts",
    find: "stated.length === 0 || valid >",
    replace: "stated.length === 0 && valid >",
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "valid votes that no box has",
  },
  {
    file: "src/core/statistics/methods/batch-audit.ts",
    find: 'declaration.status !== "unofficial-partial"',
    replace: 'declaration.status === "unofficial-partial"',
    dies: "src/core/statistics/methods/sampled.test.ts",
    why: "partial totals for whole ones",
  },
];

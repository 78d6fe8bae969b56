/** Slips in the bounds of batches and in MACRO that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "return declaredMargin(declared, batch, pair) + (declared.sizes[batch] ?? 0);",
    replace: "return (declared.sizes[batch] ?? 0) - declaredMargin(declared, batch, pair);",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "sign: winner and loser change places in w - l + n",
  },
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "marginTested: margin - votesOutside,",
    replace: "marginTested: margin + votesOutside,",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "sign: votes outside are added to the margin",
  },
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "if (marginTested <= 0) return",
    replace: "if (marginTested < 0) return",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "< for <=: a margin of nothing is divided by",
  },
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "const bound = largestError(declared, batch, pair) / pair.marginTested;",
    replace: "const bound = largestError(declared, batch, pair);",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "missing denominator: pairs are compared in votes, not in margins",
  },
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "if (bound < widestBound || bound === 0) continue;",
    replace: "if (bound > widestBound && widest >= 0) continue;",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "the smallest pair is taken for the largest",
  },
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "largestErrors: margin + largest }",
    replace: "largestErrors: largest }",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "missing term: the declared margin cannot be lost",
  },
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "const factors = pairs.map((pair) => denominator / BigInt(pair.marginTested));",
    replace: "const factors = pairs.map(() => denominator);",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "missing denominator: sizes of a draw are not in proportion to the bounds",
  },
  {
    file: "src/core/statistics/batch-bounds.ts",
    find: "bounds[batch] = votes / pair.marginTested;",
    replace: "bounds[batch] = votes / pair.margin;",
    dies: "src/core/statistics/batch-bounds.test.ts",
    why: "wrong denominator: the margin with the votes outside",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "riskNow *= clean / (1 - taint);",
    replace: "riskNow *= clean * (1 - taint);",
    dies: "src/core/statistics/macro.test.ts",
    why: "errors make the risk smaller",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "riskNow *= clean / (1 - taint);",
    replace: "riskNow *= clean;",
    dies: "src/core/statistics/macro.test.ts",
    why: "errors do not matter",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "return 1 - 1 / totalBound;",
    replace: "return 1 - 1 / (totalBound - 1);",
    dies: "src/core/statistics/macro.test.ts",
    why: "off by one in U",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "largest = Math.max(largest, errorInVotes(declared, pair, sheet) / pair.marginTested);",
    replace: "largest = Math.max(largest, errorInVotes(declared, pair, sheet) / bounds.total);",
    dies: "src/core/statistics/macro.test.ts",
    why: "wrong denominator: the error is not in margins",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "return declaredMargin(declared, batch, pair) - ((votes[pair.winner] ?? 0) - (votes[pair.loser] ?? 0));",
    replace:
      "return (votes[pair.winner] ?? 0) - (votes[pair.loser] ?? 0) - declaredMargin(declared, batch, pair);",
    dies: "src/core/statistics/macro.test.ts",
    why: "sign: an overstated margin counts as understated",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "let largest = -Infinity;",
    replace: "let largest = 0;",
    dies: "src/core/statistics/macro.test.ts",
    why: "signed errors are clamped in silence",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: 'draws.errors === "clamped" ? Math.max(0, found) : found',
    replace: 'draws.errors === "signed" ? Math.max(0, found) : found',
    dies: "src/core/statistics/macro.test.ts",
    why: "the rules for negative errors change places",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: 'if (found === 1) return { ...refusal, reason: "taint-reaches-one" };',
    replace: "",
    dies: "src/core/statistics/macro.test.ts",
    why: "a risk is divided by zero",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "risk = Math.min(risk, riskNow);",
    replace: "risk = riskNow;",
    dies: "src/core/statistics/macro.test.ts",
    why: "the smallest P is forgotten, and a P above 1 is a risk",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "const draws = Math.ceil(ln(riskLimit / risk) / ln(clean));",
    replace: "const draws = Math.ceil(ln(riskLimit) / ln(clean));",
    dies: "src/core/statistics/macro.test.ts",
    why: "the risk reached so far does not shorten what is left",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "if (risk * power(clean, draws - 1) <= riskLimit) return draws - 1;",
    replace: "",
    dies: "src/core/statistics/macro.test.ts",
    why: "rounding of logarithms asks for one draw too many",
  },
  {
    file: "src/core/statistics/macro.ts",
    find: "return drawsToLimit(aim) + 1;",
    replace: "return drawsToLimit(aim);",
    dies: "src/core/statistics/macro.test.ts",
    why: "Arlo's further draw is missing",
  },
];

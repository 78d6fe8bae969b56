/** Slips in the tests of digits that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/statistics/digits.ts",
    find: "const COUNT_LEAST = 10;",
    replace: "const COUNT_LEAST = 11;",
    dies: "src/core/statistics/digits.test.ts",
    why: "off by one: 10 has two digits",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: 'frequencies.counts < COUNTS_FEWEST) return { kind: "refused", reason: "too-few-counts" };\n  return {\n',
    replace:
      'frequencies.counts <= COUNTS_FEWEST) return { kind: "refused", reason: "too-few-counts" };\n  return {\n',
    dies: "src/core/statistics/digits.test.ts",
    why: "<= for <: fifty are too few",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "Math.floor(count / 10) % 10",
    replace: "Math.floor(count / 100) % 10",
    dies: "src/core/statistics/digits.test.ts",
    why: "the third digit from the right instead of the second",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "if (distance === 0) repeated++;",
    replace: "if (distance === 0 && last > 0) repeated++;",
    dies: "src/core/statistics/digits.test.ts",
    why: "two zeros are no repeat",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "if (distance === 1 || distance === 9) adjacent++;",
    replace: "if (distance === 1) adjacent++;",
    dies: "src/core/statistics/digits.test.ts",
    why: "0 and 9 are no neighbours",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "((times - wanted) * (times - wanted)) / wanted",
    replace: "((times - wanted) * (times - wanted)) / times",
    dies: "src/core/statistics/digits.test.ts",
    why: "wrong denominator: observed instead of expected",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "const DEGREES_OF_FREEDOM = 9;",
    replace: "const DEGREES_OF_FREEDOM = 10;",
    dies: "src/core/statistics/digits.test.ts",
    why: "off by one: degrees of freedom",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "while (leading >= 100) leading",
    replace: "while (leading >= 1000) leading",
    dies: "src/core/statistics/digits.test.ts",
    why: "the third digit of counts above 99",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "first <= 9; first++",
    replace: "first < 9; first++",
    dies: "src/core/statistics/digits.test.ts",
    why: "off by one: the first digit 9 is left out",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "1 + 1 / (10 * first + digit)",
    replace: "1 + 1 / (10 * first + digit + 1)",
    dies: "src/core/statistics/digits.test.ts",
    why: "off by one in Benford's law",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "ln(product) / ln(10)",
    replace: "ln(product)",
    dies: "src/core/statistics/digits.test.ts",
    why: "natural logarithms",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "repeated: repeated / frequencies.counts",
    replace: "repeated: repeated / counts.length",
    dies: "src/core/statistics/digits.test.ts",
    why: "wrong denominator: small counts included",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "largest < 100 * smallest",
    replace: "largest <= 100 * smallest",
    dies: "src/core/statistics/digits.test.ts",
    why: "<= for <: a hundredfold is not narrow",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: 'if (asked.byName !== "second-digit-benford") return',
    replace: 'if (asked.byName === "second-digit-benford") return',
    dies: "src/core/statistics/digits.test.ts",
    why: "runs unless asked by name",
  },
  {
    file: "src/core/statistics/digits.ts",
    find: "leftOut: given - counts",
    replace: "leftOut: given",
    dies: "src/core/statistics/digits.test.ts",
    why: "all are left out",
  },
];

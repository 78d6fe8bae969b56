/** Slips planted in the linear program; each must fail the test file named with it. */
export const mutants: readonly {
  file: string;
  find: string;
  replace: string;
  dies: string;
  why: string;
}[] = [
  {
    file: "src/core/statistics/linear-program.ts",
    find: 'relation === "exactly" || (relation === "at-most" ? bound.numerator < 0n : bound.numerator > 0n)',
    replace: 'relation === "exactly"',
    dies: "src/core/statistics/linear-program.test.ts",
    why: "a bound below zero starts from a point that is not allowed",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "const sign = isNegated(constraint) ? -1n : 1n;",
    replace: "const sign = 1n;",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "a bound below zero in a row",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: 'constraint.relation === "at-most" ? sign : -sign',
    replace: "sign",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "at least taken for at most",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "variable >= real && boundOf(tableau, row) > 0n",
    replace: "variable >= real && boundOf(tableau, row) > 1n",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "a shortfall of one passes",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "bound * best.coefficient - best.bound * coefficient",
    replace: "bound * coefficient - best.bound * best.coefficient",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "the wrong ratio, so that a step leaves the region",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "if (coefficient <= 0n) continue;",
    replace: "if (coefficient < 0n) continue;",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "a row that does not limit the step",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "if (column < 0) continue;\n",
    replace: "if (column < 0) {\n        kept.push(row);\n        continue;\n      }\n",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "keeps an equation that says 0 = 0 with a variable that is not there",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "equation.map((coefficient) => -coefficient);",
    replace: "[...equation];",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "takes an artificial variable out by a coefficient below zero",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "rational(boundOf(tableau, row), tableau.equations[row]?.[variable] ?? 0n)",
    replace: "rational(boundOf(tableau, row))",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "the bound of a row taken for its variable, whatever its coefficient",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "rational(-(equation[entering] ?? 0n), equation[variable] ?? 0n)",
    replace: "rational(equation[entering] ?? 0n, equation[variable] ?? 0n)",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "a direction out of the region",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "{ ...optimum, value: negate(optimum.value) }",
    replace: "optimum",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "the smallest value with the wrong sign",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "if (valueAt(pointOf(best, variables), sum).numerator <= 0n) return undefined;",
    replace: "",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "units of a sum that is zero",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "-(equation[multiplier] ?? 0n),\n      0n,",
    replace: "equation[multiplier] ?? 0n,\n      0n,",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "bounds scaled with the wrong sign",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "[...inIntegers(sum, width - 1), scale]",
    replace: "[...inIntegers(sum, width - 1), 2n * scale]",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "units of half the sum",
  },
  {
    file: "src/core/statistics/linear-program.ts",
    find: "climb(tableau, shortfall);",
    replace: "",
    dies: "src/core/statistics/linear-program.test.ts",
    why: "no phase one",
  },
];

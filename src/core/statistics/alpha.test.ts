import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  alphaDrawsToLimit,
  alphaFactor,
  alphaMartingale,
  bettingMartingale,
  kaplanMarkovMean,
  kaplanWaldMean,
  remainingNullMeans,
  shrinkTruncGuess,
  type MeanEstimator,
  type MeanTest,
  type MeanTestRefusal,
  type SequentialRisk,
} from "./alpha.ts";

function riskOf(result: SequentialRisk | MeanTestRefusal): SequentialRisk {
  if (result.kind === "refused") throw new Error(result.reason);
  return result;
}

const testOf = (values: readonly number[], rest: Partial<MeanTest> = {}): MeanTest => ({
  values,
  upperBound: 1,
  nullMean: 0.5,
  populationSize: undefined,
  ...rest,
});

const FIXED: MeanEstimator = { kind: "fixed-alternative-mean", mean: 0.75 };
const SHRINK: MeanEstimator = { kind: "shrink-trunc", mean: 0.75, weight: 4, distance: 0.1 };

/** Every test there is, as a function of the values. */
const TESTS: Readonly<Record<string, (test: MeanTest) => SequentialRisk | MeanTestRefusal>> = {
  "ALPHA, fixed alternative": (test) => alphaMartingale(test, FIXED),
  "ALPHA, shrink-trunc": (test) => alphaMartingale(test, SHRINK),
  betting: (test) => bettingMartingale(test, 0.7),
  "betting all": (test) => bettingMartingale(test, 9),
};
const WITH_REPLACEMENT_ONLY: typeof TESTS = {
  "Kaplan-Markov": (test) => kaplanMarkovMean(test, 0.05),
  "Kaplan-Wald": (test) => kaplanWaldMean(test, 0.05),
};

describe("one draw of ALPHA", () => {
  test("multiplies by eta / mu for the largest value and by (u - eta) / (u - mu) for zero", () => {
    const draw = { nullMean: 0.5, alternative: 0.8, upperBound: 2 };
    expect(alphaFactor({ ...draw, value: 2 })).toBeCloseTo(0.8 / 0.5, 14);
    expect(alphaFactor({ ...draw, value: 0 })).toBeCloseTo(1.2 / 1.5, 14);
    expect(alphaFactor({ ...draw, value: 0.5 })).toBeCloseTo(1, 14);
  });

  test("is the formula of Stark 2022 as METHODS writes it", () => {
    const part = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(part, part, part),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        ([x, m, e], upperBound) => {
          const [value, nullMean] = [x * upperBound, m * upperBound];
          const alternative = nullMean + e * (upperBound - nullMean);
          const stated =
            ((value / nullMean) * (alternative - nullMean)) / (upperBound - nullMean) +
            (upperBound - alternative) / (upperBound - nullMean);
          expect(alphaFactor({ value, nullMean, alternative, upperBound }) / stated).toBeCloseTo(1, 10);
        },
      ),
    );
  });
});

describe("the guess of shrink-trunc", () => {
  const settings = { mean: 0.8, weight: 10, distance: 0.3 };

  test("starts at eta0 and gives way to the mean seen", () => {
    expect(shrinkTruncGuess(settings, { draws: 0, sum: 0, nullMean: 0.5 }, 1)).toBeCloseTo(0.8, 14);
    expect(shrinkTruncGuess(settings, { draws: 6, sum: 4, nullMean: 0.5 }, 1)).toBeCloseTo((8 + 4) / 16, 14);
  });

  test("stays above the null mean by c over the square root of d + j - 1", () => {
    expect(shrinkTruncGuess(settings, { draws: 6, sum: 0, nullMean: 0.5 }, 1)).toBeCloseTo(0.5 + 0.3 / 4, 14);
  });

  test("stays below the upper bound", () => {
    const guess = shrinkTruncGuess({ ...settings, mean: 5 }, { draws: 0, sum: 0, nullMean: 0.5 }, 2);
    expect(guess).toBe(2 * (1 - 2 ** -52));
  });
});

describe("a test of a mean", () => {
  test("without draws has the risk 1", () => {
    for (const run of Object.values({ ...TESTS, ...WITH_REPLACEMENT_ONLY }))
      expect(run(testOf([]))).toEqual({ kind: "risk", risk: 1, history: new Float64Array(0) });
  });

  test("keeps its smallest P-value and shows that of every draw, none above 1", () => {
    const { risk, history } = riskOf(alphaMartingale(testOf([1, 1, 0, 0, 0, 0, 0]), FIXED));
    expect(risk).toBeCloseTo(1 / 1.5 ** 2, 14);
    expect(history[1]).toBeCloseTo(1 / 1.5 ** 2, 14);
    expect(Array.from(history.subarray(4))).toEqual([1, 1, 1]);
  });

  test("by bets is ALPHA with the bet (eta / mu - 1) / (u - mu)", () => {
    const values = [1, 0.2, 0.9, 0, 1, 0.7];
    const alpha = riskOf(alphaMartingale(testOf(values), FIXED));
    const bets = riskOf(bettingMartingale(testOf(values), (0.75 / 0.5 - 1) / 0.5));
    for (const [draw, risk] of alpha.history.entries()) expect(bets.history[draw]).toBeCloseTo(risk, 12);
  });

  test("is refused for values that no population in the range has, and more of them than there are", () => {
    const reason = (test: MeanTest) => {
      const result = alphaMartingale(test, FIXED);
      return result.kind === "refused" ? result.reason : "risk";
    };
    expect(reason(testOf([1.1]))).toBe("value-out-of-range");
    expect(reason(testOf([-0.1]))).toBe("value-out-of-range");
    expect(reason(testOf([NaN]))).toBe("value-out-of-range");
    expect(reason(testOf([1], { nullMean: 0 }))).toBe("null-mean-out-of-range");
    expect(reason(testOf([1], { nullMean: 1 }))).toBe("null-mean-out-of-range");
    expect(reason(testOf([0, 1, 0], { populationSize: 2 }))).toBe("more-draws-than-population");
  });

  test("without replacement is certain once the values seen are more than the null's total, and not before", () => {
    const without = { populationSize: 4 };
    const { history } = riskOf(alphaMartingale(testOf([1, 1, 1, 0], without), FIXED));
    expect(history[1]).toBeGreaterThan(0);
    expect(history[2]).toBe(0);
    // Six times 0.15 adds up to more than 6 x 0.15, by the rounding of doubles alone.
    const same = [0.15, 0.15, 0.15, 0.15, 0.15, 0.15];
    expect(same.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(6 * 0.15);
    expect(
      riskOf(alphaMartingale(testOf(same, { populationSize: 6, nullMean: 0.15 }), FIXED)).risk,
    ).toBeCloseTo(1, 12);
  });

  test("goes to 1 where what is left cannot reach the null mean", () => {
    const { history } = riskOf(alphaMartingale(testOf([1, 0, 0, 0], { populationSize: 4 }), FIXED));
    expect(history[0]).toBeLessThan(1);
    expect(history[3]).toBe(1);
    const below = riskOf(alphaMartingale(testOf([0, 0, 1], { populationSize: 3 }), FIXED));
    expect(below.history[2]).toBe(1);
  });

  test("never bets against larger values, though the guess be below the null", () => {
    const low: MeanEstimator = { kind: "fixed-alternative-mean", mean: 0.2 };
    expect(riskOf(alphaMartingale(testOf([0, 0, 1, 0]), low)).risk).toBe(1);
  });

  test("stays a number however long it wins", () => {
    const { history } = riskOf(alphaMartingale(testOf(Array.from({ length: 5000 }, () => 1)), FIXED));
    expect(history.every((risk) => risk >= 0 && risk <= 1)).toBe(true);
    const { history: ended } = riskOf(
      alphaMartingale(
        testOf([...Array.from({ length: 5000 }, () => 1), ...Array.from({ length: 5000 }, () => 0)]),
        FIXED,
      ),
    );
    expect(ended.at(-1)).toBe(1);
  });

  test("knows the mean left under the null", () => {
    expect([...remainingNullMeans(testOf([1, 0, 1], { populationSize: 5 }))]).toEqual([
      0.5,
      1.5 / 4,
      1.5 / 3,
    ]);
    expect([...remainingNullMeans(testOf([1, 0, 1]))]).toEqual([0.5, 0.5, 0.5]);
  });

  test("says how many equal draws it needs, and when none are enough", () => {
    const population = { upperBound: 1, nullMean: 0.5, populationSize: undefined };
    const aim = { value: 1, riskLimit: 0.1, most: 100 };
    expect(alphaDrawsToLimit(population, FIXED, aim)).toBe(6);
    expect(alphaDrawsToLimit(population, FIXED, { ...aim, most: 5 })).toBeUndefined();
    expect(alphaDrawsToLimit(population, FIXED, { ...aim, value: 0.5 })).toBeUndefined();
    expect(alphaDrawsToLimit(population, FIXED, { ...aim, value: 2 })).toBeUndefined();
  });
});

describe("with more than the chance p no test has a P-value of at most p if the null is true", () => {
  const VALUES = [0, 0.25, 0.5, 1];

  for (const [name, run] of Object.entries({ ...TESTS, ...WITH_REPLACEMENT_ONLY }))
    test(`${name}, all draws with replacement`, () => {
      let populations = 0;
      for (const population of sequences(VALUES, 3)) {
        if (population.reduce((sum, value) => sum + value, 0) > 1.5) continue;
        populations++;
        const risks = [...sequences(population, 5)].map((values) => riskOf(run(testOf(values))).risk);
        expectRiskKept(risks);
      }
      expect(populations).toBeGreaterThan(30);
    });

  for (const [name, run] of Object.entries(TESTS))
    test(`${name}, all orders without replacement`, () => {
      let populations = 0;
      for (const population of sequences(VALUES, 5)) {
        const total = population.reduce((sum, value) => sum + value, 0);
        // The order of the population itself does not matter, so that sorted ones suffice.
        if (total > 2.5 || population.some((value, at) => value < (population[at - 1] ?? 0))) continue;
        populations++;
        const risks = orders(population).map(
          (values) => riskOf(run(testOf(values, { populationSize: 5 }))).risk,
        );
        expectRiskKept(risks);
      }
      expect(populations).toBeGreaterThan(30);
    });
});

function* sequences(values: readonly number[], length: number): Generator<number[]> {
  for (let code = 0; code < values.length ** length; code++)
    yield Array.from(
      { length },
      (_, at) => values[Math.floor(code / values.length ** at) % values.length] ?? 0,
    );
}

function orders(values: readonly number[]): number[][] {
  if (values.length <= 1) return [[...values]];
  return values.flatMap((value, at) => orders(values.toSpliced(at, 1)).map((rest) => [value, ...rest]));
}

/** All risks are equally likely. */
function expectRiskKept(risks: readonly number[]): void {
  const sorted = risks.toSorted((one, other) => one - other);
  for (const [at, risk] of sorted.entries()) {
    // Risks that differ by rounding alone are one.
    if ((sorted[at + 1] ?? Infinity) <= risk * (1 + 1e-9)) continue;
    const chance = (at + 1) / sorted.length;
    if (chance > risk * (1 + 1e-9)) throw new Error(`a risk of at most ${risk} has the chance ${chance}`);
  }
}

import { assert } from "../tlog/assert.ts";

/** What is tested: the mean of a population of values in [0, u] is at most the null mean. */
export interface MeanTest {
  /** Values in random order, as drawn. */
  readonly values: ArrayLike<number>;
  /** u: no value of the population is above it. */
  readonly upperBound: number;
  /** The mean if the claim is untrue, between 0 and the upper bound. */
  readonly nullMean: number;
  /** How many values there are, for draws without replacement; undefined for draws with replacement. */
  readonly populationSize: number | undefined;
}

/**
 * How ALPHA guesses the mean of what is left, from earlier values alone. The guess decides how many draws are needed,
 * never the risk; it must be settled before the first draw.
 */
export type MeanEstimator =
  /** The population has this mean; without replacement the guess is the mean that is then left. */
  | { readonly kind: "fixed-alternative-mean"; readonly mean: number }
  | ({ readonly kind: "shrink-trunc" } & ShrinkTrunc);

/** The truncated shrinkage estimator of Stark 2022: a first guess that gives way to what is seen. */
export interface ShrinkTrunc {
  /** eta0, the first guess, above the null mean. */
  readonly mean: number;
  /** d: the first guess weighs as much as so many draws; above zero. */
  readonly weight: number;
  /** c: the guess stays at least c / sqrt(d + j - 1) above the null mean; above zero. */
  readonly distance: number;
}

export interface SequentialRisk {
  readonly kind: "risk";
  /** The smallest P-value so far: stopping at the smallest is allowed. At most 1. */
  readonly risk: number;
  /** After every draw the P-value of that draw alone, min(1, 1 / T). */
  readonly history: Float64Array;
}

export interface MeanTestRefusal {
  readonly kind: "refused";
  readonly reason: "value-out-of-range" | "null-mean-out-of-range" | "more-draws-than-population";
}

/**
 * ALPHA: T is multiplied at every draw by (x eta / mu + (u - x)(u - eta) / (u - mu)) / u, where mu is the mean of
 * what is left if the null is true, and eta the guess. If the null is true T is a nonnegative supermartingale, so
 * that by Ville's inequality the chance that it ever reaches 1/a is at most a.
 *
 * Source: Stark 2022, ALPHA: Audit that learns from previously hand-audited ballots; checked against Stark's
 * SHANGRLA.
 */
export function alphaMartingale(test: MeanTest, estimator: MeanEstimator): SequentialRisk | MeanTestRefusal {
  return testMean(test, ({ value, nullMean, draw, sum }) => {
    const alternative = Math.min(
      test.upperBound,
      Math.max(nullMean, guess(test, estimator, { draw, sum, nullMean })),
    );
    return alphaFactor({ value, nullMean, alternative, upperBound: test.upperBound });
  });
}

/**
 * The same test told as bets: T is multiplied by 1 + lambda (x - mu). The bet is cut at 1 / mu, where all of T is at
 * stake.
 *
 * Source: Waudby-Smith, Stark and Ramdas 2021, RiLACS.
 */
export function bettingMartingale(test: MeanTest, bet: number): SequentialRisk | MeanTestRefusal {
  assert(bet >= 0, "a bet is on larger values than the null says");
  return testMean(test, ({ value, nullMean }) => 1 + Math.min(bet, 1 / nullMean) * (value - nullMean));
}

/**
 * Kaplan-Markov for a mean, draws with replacement: P is the product of (t + g) / (x + g). The padding g, zero or
 * more, keeps one small value from ending the test.
 *
 * Source: Stark 2009, Risk-limiting post-election audits: P-values from common probability inequalities; Stark 2020,
 * SHANGRLA.
 */
export function kaplanMarkovMean(test: MeanTest, padding: number): SequentialRisk | MeanTestRefusal {
  assert(test.populationSize === undefined && padding >= 0, "draws with replacement, padding not below zero");
  return testMean(test, ({ value, nullMean }) => (value + padding) / (nullMean + padding));
}

/**
 * Kaplan-Wald, draws with replacement: T is the product of (1 - g) x / t + g, with g in [0, 1).
 *
 * Source: Stark and Teague 2014, Verifiable European elections; Stark 2020, SHANGRLA.
 */
export function kaplanWaldMean(test: MeanTest, padding: number): SequentialRisk | MeanTestRefusal {
  assert(
    test.populationSize === undefined && padding >= 0 && padding < 1,
    "a share of T kept out of the bet",
  );
  return testMean(test, ({ value, nullMean }) => ((1 - padding) * value) / nullMean + padding);
}

/** The mean before every draw of what is left, if the null is true: (N t - S) / (N - j + 1). */
export function remainingNullMeans(test: MeanTest): Float64Array {
  const means = new Float64Array(test.values.length);
  let sum = 0;
  for (let draw = 0; draw < means.length; draw++) {
    means[draw] = remainingMean(test, test.nullMean, { draw, sum });
    sum += test.values[draw] ?? 0;
  }
  return means;
}

/**
 * How many draws ALPHA needs to reach the risk limit if every one gives this value; undefined where `most` are not
 * enough.
 */
export function alphaDrawsToLimit(
  test: Omit<MeanTest, "values">,
  estimator: MeanEstimator,
  aim: { readonly value: number; readonly riskLimit: number; readonly most: number },
): number | undefined {
  const values = new Float64Array(aim.most).fill(aim.value);
  const result = alphaMartingale({ ...test, values }, estimator);
  if (result.kind === "refused") return undefined;
  const reached = result.history.findIndex((risk) => risk <= aim.riskLimit);
  return reached === -1 ? undefined : reached + 1;
}

/**
 * What one draw multiplies T by. Nonnegative, and at most 1 on average where the mean is at most `nullMean`, provided
 * that 0 < nullMean < upperBound, nullMean <= alternative <= upperBound and value >= 0. (A value above the upper
 * bound keeps both properties as long as alternative <= upperBound: the factor is 1 + lambda (value - nullMean), 0 <=
 * lambda <= 1 / nullMean.)
 */
export function alphaFactor(draw: {
  readonly value: number;
  readonly nullMean: number;
  readonly alternative: number;
  readonly upperBound: number;
}): number {
  const { value, nullMean, alternative, upperBound } = draw;
  const won = (value * alternative) / nullMean;
  const lost = ((upperBound - value) * (upperBound - alternative)) / (upperBound - nullMean);
  return (won + lost) / upperBound;
}

/**
 * The guess before a draw: ((d eta0 + S) / (d + j - 1) or mu + c / sqrt(d + j - 1), the larger), and less than u.
 * `sum` is of the `draws` values before it.
 */
export function shrinkTruncGuess(
  { mean, weight, distance }: ShrinkTrunc,
  before: { readonly draws: number; readonly sum: number; readonly nullMean: number },
  upperBound: number,
): number {
  const shrunk = (weight * mean + before.sum) / (weight + before.draws);
  const least = before.nullMean + distance / Math.sqrt(weight + before.draws);
  return Math.min(upperBound * (1 - Number.EPSILON), Math.max(shrunk, least));
}

interface DrawSeen {
  readonly value: number;
  /** The mean of what is left if the null is true; above 0 and below the upper bound. */
  readonly nullMean: number;
  /** From 0: so many values were seen before. */
  readonly draw: number;
  /** Their sum. */
  readonly sum: number;
}

/** Sums of doubles are off by less than this share of them; a sum that is larger by more is larger for certain. */
const ROUNDING = 2 ** -40;

function testMean(test: MeanTest, factorOf: (draw: DrawSeen) => number): SequentialRisk | MeanTestRefusal {
  const { values, upperBound, nullMean: mean, populationSize } = test;
  const refusal = whyRefused(test);
  if (refusal !== undefined) return { kind: "refused", reason: refusal };
  const history = new Float64Array(values.length);
  const certainAbove = populationSize === undefined ? Infinity : populationSize * mean * (1 + ROUNDING);
  let [sum, statistic, largest] = [0, 1, 1];
  for (let draw = 0; draw < values.length; draw++) {
    const value = values[draw] ?? 0;
    const nullMean = remainingMean(test, mean, { draw, sum });
    // Where what is left cannot have the null's mean even with the largest values, the null is true.
    if (nullMean > upperBound) statistic = 0;
    // At either end nothing can be won.
    else if (nullMean > 0 && nullMean < upperBound)
      statistic = capped(statistic * factorOf({ value, nullMean, draw, sum }));
    sum += value;
    // What was seen is more than the whole would have if the null were true.
    if (sum > certainAbove) statistic = Infinity;
    largest = Math.max(largest, statistic);
    history[draw] = Math.min(1, 1 / statistic);
  }
  return { kind: "risk", risk: 1 / largest, history };
}

function whyRefused(test: MeanTest): MeanTestRefusal["reason"] | undefined {
  const { values, upperBound, nullMean, populationSize } = test;
  if (!(nullMean > 0 && nullMean < upperBound)) return "null-mean-out-of-range";
  if (populationSize !== undefined && values.length > populationSize) return "more-draws-than-population";
  for (let draw = 0; draw < values.length; draw++) {
    const value = values[draw] ?? -1;
    if (!(value >= 0 && value <= upperBound)) return "value-out-of-range";
  }
  return undefined;
}

function remainingMean(
  { populationSize }: MeanTest,
  mean: number,
  before: { readonly draw: number; readonly sum: number },
): number {
  return populationSize === undefined
    ? mean
    : (populationSize * mean - before.sum) / (populationSize - before.draw);
}

function guess(
  test: MeanTest,
  estimator: MeanEstimator,
  before: { readonly draw: number; readonly sum: number; readonly nullMean: number },
): number {
  switch (estimator.kind) {
    case "fixed-alternative-mean":
      return remainingMean(test, estimator.mean, before);
    case "shrink-trunc":
      return shrinkTruncGuess(estimator, { ...before, draws: before.draw }, test.upperBound);
  }
}

/** T can outgrow a double; held at its largest it stays a number that later draws can bring down. */
export function capped(statistic: number): number {
  return Math.min(statistic, Number.MAX_VALUE);
}

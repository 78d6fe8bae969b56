import { exp, gammaln, ln } from "../distributions.ts";

/** A rate between two bounds, both proportions. */
export interface RateInterval {
  readonly lower: number;
  readonly upper: number;
}

const HALVINGS = 60;

/**
 * The exact interval of Clopper and Pearson (Biometrika 26, 1934, 404-413) for the rate of `wrong` in `trials` independent
 * trials: whatever the rate, intervals made so cover it at least as often as `confidence` says. Without any wrong the upper
 * bound is 1 - ((1 - confidence) / 2)^(1 / trials), somewhat above the rule of three (Hanley and Lippman-Hand, JAMA 249,
 * 1983), which is one-sided. Nothing is known without a trial.
 */
export function clopperPearson(wrong: number, trials: number, confidence: number): RateInterval {
  if (trials === 0) return { lower: 0, upper: 1 };
  const tail = (1 - confidence) / 2;
  const lower = wrong === 0 ? 0 : solve((rate) => 1 - atMost(wrong - 1, trials, rate) < tail);
  const upper = wrong === trials ? 1 : solve((rate) => atMost(wrong, trials, rate) > tail);
  return { lower, upper };
}

/** The largest rate for which what holds at 0 still holds, by halving. */
function solve(holds: (rate: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The probability of at most so many in so many trials, for a rate between 0 and 1. */
function atMost(most: number, trials: number, rate: number): number {
  let sum = 0;
  for (let count = 0; count <= most; count++) {
    const ways = gammaln(trials + 1) - gammaln(count + 1) - gammaln(trials - count + 1);
    sum += exp(ways + count * ln(rate) + (trials - count) * ln(1 - rate));
  }
  return Math.min(1, sum);
}

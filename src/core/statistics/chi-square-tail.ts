import { chisquareCdf, exp, normalCdf } from "../distributions.ts";

/** Above this the exponential in the sums leaves the range of a double. */
const STATISTIC_MOST_OF_SUM = 1400;

/**
 * The probability that a chi-square variable with so many degrees of freedom (whole, at least 1) is at least `statistic`.
 * A finite sum of positive terms, so that a tail of 1e-20 keeps its digits, which 1 less the distribution function does
 * not. M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions" (1964), 26.4.4 and 26.4.5.
 */
export function chiSquareTail(statistic: number, degreesOfFreedom: number): number {
  if (statistic <= 0) return 1;
  if (statistic > STATISTIC_MOST_OF_SUM) return 1 - chisquareCdf(statistic, degreesOfFreedom);
  const isOdd = degreesOfFreedom % 2 === 1;
  const half = statistic / 2;
  let term = exp(-half) * (isOdd ? Math.sqrt((2 * statistic) / Math.PI) : 1);
  let tail = isOdd ? 2 * normalCdf(-Math.sqrt(statistic), 0, 1) : 0;
  const terms = Math.floor(degreesOfFreedom / 2);
  for (let at = 1; at <= terms; at++) {
    tail += term;
    term *= half / (at + (isOdd ? 0.5 : 0));
  }
  return Math.min(tail, 1);
}

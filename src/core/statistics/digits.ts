import { ln } from "../distributions.ts";
import { chiSquareTail } from "./chi-square-tail.ts";

/** Counts below this have no last digit that says anything, and no second digit from the left. */
const COUNT_LEAST = 10;

/** With fewer counts than this, fewer than five are expected at a digit. */
const COUNTS_FEWEST = 50;

/** Ten digits, less one for their sum. */
const DEGREES_OF_FREEDOM = 9;

/** How often each digit stands at one place, beside how often it is expected to. */
export interface DigitFrequencies {
  /** Counts of 10 and more. */
  readonly counts: number;
  /** Counts below 10 and unknown ones (negative). */
  readonly leftOut: number;
  /** How many counts have each digit, from 0 to 9. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly mean: number;
  readonly meanExpected: number;
  readonly chiSquare: number;
  readonly degreesOfFreedom: typeof DEGREES_OF_FREEDOM;
  /** How often a chi-square as large comes from the expected digits alone, were the counts independent. */
  readonly pValue: number;
}

export interface LastDigits extends DigitFrequencies {
  readonly kind: "screened";
  /** The share of counts whose last two digits are the same; 0.1 is expected. */
  readonly repeated: number;
  /** The share of counts whose last two digits are neighbours, 0 and 9 included; 0.2 is expected. */
  readonly adjacent: number;
}

export interface SecondDigits extends DigitFrequencies {
  readonly kind: "screened";
  readonly smallest: number;
  readonly largest: number;
  /** The assumption that the counts spread over several orders of magnitude: "failed" below a hundredfold. */
  readonly spread: "unknown" | "failed";
}

export interface DigitsRefused {
  readonly kind: "refused";
  readonly reason: "too-few-counts" | "not-asked-by-name";
}

/**
 * The last digits of the counts of 10 and more, beside an even spread: chi-square with 9 degrees of freedom, the mean,
 * last two digits that repeat, and neighbours. Counts of one kind (one selection, one total) over stations. Small counts
 * have uneven last digits by themselves, so that a small p-value says nothing alone.
 *
 * Bernd Beber, Alexandra Scacco, in Political Analysis 20 (2012), pages 211 to 234.
 */
export function lastDigits(counts: Int32Array): LastDigits | DigitsRefused {
  const observed = noDigits();
  let repeated = 0;
  let adjacent = 0;
  for (const count of counts) {
    if (count < COUNT_LEAST) continue;
    const last = count % 10;
    const distance = Math.abs(last - (Math.floor(count / 10) % 10));
    observed[last] = (observed[last] ?? 0) + 1;
    if (distance === 0) repeated++;
    if (distance === 1 || distance === 9) adjacent++;
  }
  const frequencies = beside(
    observed,
    Array.from({ length: 10 }, () => 0.1),
    counts.length,
  );
  if (frequencies.counts < COUNTS_FEWEST) return { kind: "refused", reason: "too-few-counts" };
  return {
    kind: "screened",
    ...frequencies,
    repeated: repeated / frequencies.counts,
    adjacent: adjacent / frequencies.counts,
  };
}

/**
 * The second digits of the counts of 10 and more beside Benford's law. Off unless asked by its name, because counts at
 * polling stations do not follow this law: a station's size is capped, and on genuine sheets the test rejects (Joseph
 * Deckert, Mikhail Myagkov, Peter C. Ordeshook, in Political Analysis 19 (2011), pages 245 to 268). Where the largest
 * count is less than a hundred times the smallest, the law is out of the question and `spread` says so.
 *
 * Walter R. Mebane, "Election forensics: vote counts and Benford's law" (2006).
 */
export function secondDigits(
  counts: Int32Array,
  asked: { readonly byName: "second-digit-benford" | undefined },
): SecondDigits | DigitsRefused {
  if (asked.byName !== "second-digit-benford") return { kind: "refused", reason: "not-asked-by-name" };
  const observed = noDigits();
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const count of counts) {
    if (count < COUNT_LEAST) continue;
    let leading = count;
    while (leading >= 100) leading = Math.floor(leading / 10);
    observed[leading % 10] = (observed[leading % 10] ?? 0) + 1;
    smallest = Math.min(smallest, count);
    largest = Math.max(largest, count);
  }
  const frequencies = beside(observed, SECOND_DIGIT_PROBABILITIES, counts.length);
  if (frequencies.counts < COUNTS_FEWEST) return { kind: "refused", reason: "too-few-counts" };
  const spread = largest < 100 * smallest ? "failed" : "unknown";
  return { kind: "screened", ...frequencies, smallest, largest, spread };
}

/** How often each second digit comes up under Benford's law: the sum over first digits a of log10(1 + 1 / (10 a + d)). */
export const SECOND_DIGIT_PROBABILITIES: readonly number[] = Array.from({ length: 10 }, (_, digit) => {
  let product = 1;
  for (let first = 1; first <= 9; first++) product *= 1 + 1 / (10 * first + digit);
  return ln(product) / ln(10);
});

export const SECOND_DIGIT_MEAN: number = meanOf(SECOND_DIGIT_PROBABILITIES);

function beside(
  observed: readonly number[],
  probabilities: readonly number[],
  given: number,
): DigitFrequencies {
  const counts = observed.reduce((sum, times) => sum + times, 0);
  const expected = probabilities.map((probability) => counts * probability);
  const chiSquare = observed.reduce((sum, times, digit) => {
    const wanted = expected[digit] ?? 0;
    return sum + ((times - wanted) * (times - wanted)) / wanted;
  }, 0);
  return {
    counts,
    leftOut: given - counts,
    observed,
    expected,
    mean: meanOf(observed) / counts,
    meanExpected: meanOf(expected) / counts,
    chiSquare,
    degreesOfFreedom: DEGREES_OF_FREEDOM,
    pValue: chiSquareTail(chiSquare, DEGREES_OF_FREEDOM),
  };
}

function noDigits(): number[] {
  return Array.from({ length: 10 }, () => 0);
}

function meanOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight, digit) => sum + digit * weight, 0);
}

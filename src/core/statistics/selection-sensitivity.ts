import { countBelow } from "./count-below.ts";
import {
  add,
  ceil,
  compare,
  divide,
  multiply,
  ONE,
  rational,
  toNumber,
  toSafeInteger,
  type Rational,
} from "./rational.ts";

export interface SelectionSensitivityQuestion {
  /** On each collected sheet, the votes of the one ahead on all of them minus those of the one behind. */
  readonly margins: Int32Array;
  readonly stationsMissing: number;
  /** Values of G, each at least 1, to give the worst mean for. */
  readonly distortions: readonly Rational[];
}

/** The worst case where each sheet stands for between 1/G and G times its share of the missing stations. */
export interface WorstCase {
  readonly distortion: Rational;
  /** The smallest margin that the average missing station can have. */
  readonly meanMargin: Rational;
  /** The lead on the collected sheets plus that margin in every missing station. */
  readonly finalLead: Rational;
}

/** The smallest G under which the lead can be lost; at exactly this G the worst case is a tie. */
export type FlippingDistortion =
  | {
      readonly kind: "at";
      /** G squared, exactly. */
      readonly squared: Rational;
      /** G, rounded to a double. */
      readonly distortion: number;
    }
  /** No sheet is bad enough: were all missing stations like the worst one, the lead would still not be lost. */
  | { readonly kind: "none" };

export type SelectionSensitivity =
  | {
      readonly kind: "answered";
      readonly lead: number;
      /** In the order of the question. */
      readonly worstCases: readonly WorstCase[];
      readonly flipping: FlippingDistortion;
    }
  | { readonly kind: "refused"; readonly reason: "no-sheets" | "no-missing-stations" };

/**
 * How unlike the collected stations the missing ones must be for the order to change. The missing stations' margins are
 * drawn from those seen, each sheet weighing between 1/G and G times the same: G = 1 makes them alike, and the larger G,
 * the more the sheets that are worst for the leader may stand for those that are missing. Margins beyond the largest one
 * seen are not considered. Bounds of Aronow and Lee 2013, Interval Estimation of Population Means under Unknown but
 * Bounded Probabilities of Sample Selection; all in exact arithmetic.
 */
export function selectionSensitivityOf(question: SelectionSensitivityQuestion): SelectionSensitivity {
  const { margins, stationsMissing, distortions } = question;
  if (margins.length === 0) return { kind: "refused", reason: "no-sheets" };
  if (stationsMissing <= 0) return { kind: "refused", reason: "no-missing-stations" };
  const sums = smallestSums(margins);
  const lead = sums.sum(margins.length);
  if (lead < 0) throw new Error("the one named as ahead is behind");
  const worstCases = distortions.map((distortion): WorstCase => {
    const meanMargin = worstMean(sums, distortion);
    return {
      distortion,
      meanMargin,
      finalLead: add(rational(lead), multiply(rational(stationsMissing), meanMargin)),
    };
  });
  return { kind: "answered", lead, worstCases, flipping: flippingDistortion(sums, stationsMissing) };
}

interface SmallestSums {
  readonly ascending: Int32Array;
  /** The sum of so many of the smallest. */
  sum(count: number): number;
}

function smallestSums(values: Int32Array): SmallestSums {
  const ascending = values.toSorted();
  const sums = new Float64Array(values.length + 1);
  let [sum, size] = [0, 0];
  for (let at = 0; at < ascending.length; at++) {
    sum += ascending[at] ?? 0;
    size += Math.abs(ascending[at] ?? 0);
    sums[at + 1] = sum;
  }
  if (!Number.isSafeInteger(size)) throw new Error("margins whose sum is not an exact integer");
  return { ascending, sum: (count) => sums[count] ?? 0 };
}

/**
 * The smallest weighted mean: min over k of (G S_k + (S - S_k)/G) / (G k + (n - k)/G), where S_k sums the k smallest.
 * The best k counts the values below the smallest mean itself; going from a mean to the k below it and on to its mean
 * only ever falls, and stands still at the smallest (Dinkelbach 1967, On Nonlinear Fractional Programming).
 */
function worstMean(sums: SmallestSums, distortion: Rational): Rational {
  if (compare(distortion, ONE) < 0) throw new Error("a distortion below 1");
  const weight = multiply(distortion, distortion);
  const count = sums.ascending.length;
  const all = sums.sum(count);
  const weighted = (smallest: number, whole: number): Rational =>
    add(multiply(weight, rational(smallest)), rational(whole - smallest));
  let mean = rational(all, count);
  for (;;) {
    const heavy = countBelow(sums.ascending, toSafeInteger(ceil(mean)));
    const next = divide(weighted(sums.sum(heavy), all), weighted(heavy, count));
    if (compare(next, mean) >= 0) return mean;
    mean = next;
  }
}

/**
 * The lead is lost once the mean margin is below t = -lead / missing. Summing weight times (margin - t) over the sheets,
 * that is where G times what is below t outweighs 1/G times what is above it: G squared is the one sum over the other.
 * Both are multiplied by the number of missing stations, so that they are integers.
 */
function flippingDistortion(sums: SmallestSums, stationsMissing: number): FlippingDistortion {
  const count = sums.ascending.length;
  const lead = sums.sum(count);
  const heavy = countBelow(sums.ascending, toSafeInteger(ceil(rational(-lead, stationsMissing))));
  const excess = (sum: number, sheets: number): bigint =>
    BigInt(sum) * BigInt(stationsMissing) + BigInt(lead) * BigInt(sheets);
  const below = -excess(sums.sum(heavy), heavy);
  if (below === 0n) return { kind: "none" };
  const squared = rational(excess(lead - sums.sum(heavy), count - heavy), below);
  return { kind: "at", squared, distortion: Math.sqrt(toNumber(squared)) };
}

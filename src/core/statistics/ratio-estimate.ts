import { tQuantile } from "../distributions.ts";

/**
 * Which rows were observed and with what weight. A unit is what was drawn: a station, or a polling place with its
 * stations. Rows are stations; those with the weight 0 are not part of the sample.
 */
export interface WeightedSample {
  readonly strata: readonly {
    readonly unitsObserved: number;
    /** The observed part of the stratum's frame: n/N, and exactly 1 where all of it was observed. */
    readonly fraction: number;
  }[];
  /** Of each unit observed its stratum. */
  readonly stratumOfUnit: Uint32Array;
  /** Of each row its unit. */
  readonly unitOfRow: Uint32Array;
  /** Of each row how many rows of the frame it stands for. */
  readonly weightOfRow: Float64Array;
}

/** What is asked of the sample: the sum of one figure for each one of another. */
export interface Ratio {
  readonly numerator: ArrayLike<number>;
  readonly denominator: ArrayLike<number>;
  /** Whether a row has both figures; all have where this is left out. The ratio is that of the rows that have. */
  readonly isKnown?: (row: number) => boolean;
}

export interface RatioInterval {
  readonly kind: "estimated";
  readonly estimate: number;
  readonly standardError: number;
  /** Of Student's t, not always whole. 0 where everything was enumerated: there is nothing left to chance. */
  readonly degreesOfFreedom: number;
  readonly low: number;
  readonly high: number;
  /**
   * The variance beside that of a simple random sample of as many rows; undefined where everything was enumerated.
   * (Leslie Kish, Survey Sampling, 1965.)
   */
  readonly designEffect: number | undefined;
  /** Strata of a single observed unit (and more in the frame), taken to vary like the average of the others. */
  readonly strataAveraged: number;
}

/**
 * Why there is no interval:
 * - `nothing-counted`: the denominator is 0.
 * - `no-degrees-of-freedom`: no stratum has two observed units, or the only ones that have are enumerated in full.
 * - `no-variation`: every unit says exactly the same, so that the formula gives a margin of zero, which is not one.
 */
export type RatioRefusal = "nothing-counted" | "no-degrees-of-freedom" | "no-variation";

export interface RatioRefused {
  readonly kind: "refused";
  readonly reason: RatioRefusal;
  /** The ratio itself, where there is one. It has no margin of error. */
  readonly estimate: number | undefined;
}

/** Standard errors of a ratio below this are what rounding leaves of zero. */
const STANDARD_ERROR_LEAST = 1e-12;

export interface IntervalOptions {
  /** For example 0.95. */
  readonly level: number;
  /**
   * `units-less-strata`: observed units less strata, as textbooks have it. `effective`, which is what is taken where
   * nothing is said: fewer, where few units carry most of the variance.
   */
  readonly degreesOfFreedom?: "effective" | "units-less-strata";
}

/**
 * The combined ratio estimator over strata: R = sum w y / sum w x, with the variance of its linearisation
 * z = (y - R x) / sum w x summed within units, v = sum over strata of (1 - n/N) n/(n-1) sum of (t - mean t)^2,
 * t being a unit's sum of w z. The interval is t's at the given level. Strata enumerated in full have no variance, and
 * add no degrees of freedom. A stratum of a single unit is taken to vary like the average of the others that are not
 * enumerated.
 *
 * Effective degrees of freedom are 2 v^2 / u, with u the variance of v itself, and at most units less strata. Of each
 * stratum, u is what its squares (t - mean t)^2 show, and at least 2 v_h^2 / n_h: a little more than for units that
 * vary normally, whose u is 2 v_h^2 / (n_h + 1) on average. Without it, intervals hold the truth too seldom where stations
 * are very unequal in size, or strata few and unequal (test/simulation/quick-count.test.ts).
 *
 * William G. Cochran, Sampling Techniques (3rd edition, 1977), sections 6.4 and 6.11; Carl-Erik Särndal, Bengt Swensson,
 * Jan Wretman, Model Assisted Survey Sampling (1992), sections 3.7, 4.2 and 5.6; Franklin E. Satterthwaite, "An
 * Approximate Distribution of Estimates of Variance Components" (1946); Richard Valliant, Keith F. Rust, "Degrees of
 * Freedom Approximations and Rules-of-Thumb" (2010). Estimate and standard error are those of svyratio of Thomas
 * Lumley's R package survey with survey.lonely.psu = "average", but for samples that have both enumerated and
 * single-unit strata: there that program lets the zeros of the enumerated take part in the average.
 */
export function estimateRatio(
  sample: WeightedSample,
  ratio: Ratio,
  interval: IntervalOptions,
): RatioInterval | RatioRefused {
  const sums = weightedSums(sample, ratio);
  if (!(sums.denominator > 0)) return { kind: "refused", reason: "nothing-counted", estimate: undefined };
  const estimate = sums.numerator / sums.denominator;
  const units = unitTotals(sample, ratio, sums);
  const variance = varianceOverStrata(sample, units);
  if (variance.strataEnumerated === variance.strata)
    return {
      kind: "estimated",
      estimate,
      standardError: 0,
      degreesOfFreedom: 0,
      low: estimate,
      high: estimate,
      designEffect: undefined,
      strataAveraged: 0,
    };
  const { strataAveraged } = variance;
  const degreesOfFreedom =
    interval.degreesOfFreedom === "units-less-strata"
      ? variance.unitsLessStrata
      : Math.min(variance.unitsLessStrata, variance.degreesOfFreedomEffective);
  if (degreesOfFreedom < 1) return { kind: "refused", reason: "no-degrees-of-freedom", estimate };
  const standardError = Math.sqrt(variance.value);
  if (!(standardError > STANDARD_ERROR_LEAST)) return { kind: "refused", reason: "no-variation", estimate };
  const margin = tQuantile((1 + interval.level) / 2, degreesOfFreedom) * standardError;
  return {
    kind: "estimated",
    estimate,
    standardError,
    degreesOfFreedom,
    low: estimate - margin,
    high: estimate + margin,
    designEffect: variance.value / varianceOfSimpleSample(units, sums),
    strataAveraged,
  };
}

interface WeightedSums {
  readonly numerator: number;
  readonly denominator: number;
  /** Rows that count, and the rows of the frame they stand for. */
  readonly rows: number;
  readonly rowsInFrame: number;
}

interface UnitTotals {
  /** Of each unit its sum of w z, and how many of its rows count. */
  readonly totals: Float64Array;
  readonly rows: Uint32Array;
  /** Sum of w z^2 over the rows. */
  readonly squares: number;
}

function weightedSums(sample: WeightedSample, ratio: Ratio): WeightedSums {
  let [numerator, denominator, rows, rowsInFrame] = [0, 0, 0, 0];
  for (let row = 0; row < sample.weightOfRow.length; row++) {
    const weight = sample.weightOfRow[row] ?? 0;
    if (weight === 0 || ratio.isKnown?.(row) === false) continue;
    numerator += weight * (ratio.numerator[row] ?? 0);
    denominator += weight * (ratio.denominator[row] ?? 0);
    rows++;
    rowsInFrame += weight;
  }
  return { numerator, denominator, rows, rowsInFrame };
}

function unitTotals(sample: WeightedSample, ratio: Ratio, sums: WeightedSums): UnitTotals {
  const totals = new Float64Array(sample.stratumOfUnit.length);
  const rows = new Uint32Array(sample.stratumOfUnit.length);
  const estimate = sums.numerator / sums.denominator;
  let squares = 0;
  for (let row = 0; row < sample.weightOfRow.length; row++) {
    const weight = sample.weightOfRow[row] ?? 0;
    if (weight === 0 || ratio.isKnown?.(row) === false) continue;
    const residual = (ratio.numerator[row] ?? 0) - estimate * (ratio.denominator[row] ?? 0);
    const linearised = residual / sums.denominator;
    const unit = sample.unitOfRow[row] ?? 0;
    totals[unit] = (totals[unit] ?? 0) + weight * linearised;
    rows[unit] = (rows[unit] ?? 0) + 1;
    squares += weight * linearised * linearised;
  }
  return { totals, rows, squares };
}

interface VarianceOverStrata {
  readonly value: number;
  readonly unitsLessStrata: number;
  /** Infinite where no stratum shows a variance. */
  readonly degreesOfFreedomEffective: number;
  /** Strata that have a row that counts; of them the enumerated and the averaged ones. */
  readonly strata: number;
  readonly strataEnumerated: number;
  readonly strataAveraged: number;
}

/** A unit without a row that counts has the total 0, and takes part in its stratum's mean and spread. */
function varianceOverStrata(sample: WeightedSample, units: UnitTotals): VarianceOverStrata {
  const count = sample.strata.length;
  const [sums, squares, fourths] = [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count),
  ];
  const unitsCounted = new Uint32Array(count);
  for (let unit = 0; unit < units.totals.length; unit++) {
    const stratum = sample.stratumOfUnit[unit] ?? 0;
    sums[stratum] = (sums[stratum] ?? 0) + (units.totals[unit] ?? 0);
    if ((units.rows[unit] ?? 0) > 0) unitsCounted[stratum] = (unitsCounted[stratum] ?? 0) + 1;
  }
  for (let unit = 0; unit < units.totals.length; unit++) {
    const stratum = sample.stratumOfUnit[unit] ?? 0;
    const observed = sample.strata[stratum]?.unitsObserved ?? 0;
    const distance = (units.totals[unit] ?? 0) - (sums[stratum] ?? 0) / observed;
    const square = distance * distance;
    squares[stratum] = (squares[stratum] ?? 0) + square;
    fourths[stratum] = (fourths[stratum] ?? 0) + square * square;
  }
  let [value, uncertainty, unitsLessStrata, strata, strataEnumerated, strataAveraged] = [0, 0, 0, 0, 0, 0];
  for (const [stratum, { unitsObserved, fraction }] of sample.strata.entries()) {
    const counted = unitsCounted[stratum] ?? 0;
    if (counted === 0) continue;
    strata++;
    if (fraction === 1) {
      strataEnumerated++;
      continue;
    }
    unitsLessStrata += counted - 1;
    if (unitsObserved === 1) {
      strataAveraged++;
      continue;
    }
    const scale = (1 - fraction) * (unitsObserved / (unitsObserved - 1));
    const [second, fourth] = [squares[stratum] ?? 0, fourths[stratum] ?? 0];
    value += scale * second;
    const asNormal = (2 * second * second) / unitsObserved;
    const asSeen = (fourth - (second * second) / unitsObserved) * (unitsObserved / (unitsObserved - 1));
    uncertainty += scale * scale * Math.max(asNormal, asSeen);
  }
  const degreesOfFreedomEffective = uncertainty > 0 ? (2 * value * value) / uncertainty : Infinity;
  const strataVarying = strata - strataEnumerated;
  value *= strataVarying / (strataVarying - strataAveraged);
  return { value, unitsLessStrata, degreesOfFreedomEffective, strata, strataEnumerated, strataAveraged };
}

/** N^2 (1 - n/N) S^2 / n, with S^2 of z estimated from the weighted rows; the weighted mean of z is 0. */
function varianceOfSimpleSample(units: UnitTotals, { rows, rowsInFrame }: WeightedSums): number {
  const spread = (units.squares / rowsInFrame) * (rows / (rows - 1));
  return rowsInFrame * (rowsInFrame / rows) * (1 - rows / rowsInFrame) * spread;
}

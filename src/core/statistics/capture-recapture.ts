import { fitPoisson } from "./poisson-model.ts";

/** Persons on matched lists: how many are on exactly the lists of each history. */
export interface MatchedLists {
  readonly lists: readonly string[];
  /**
   * At least 2^lists counts. The bit of weight 2^i of the index says whether the persons are on list i; nobody can be
   * counted at index 0, which is on no list, and what stands there is not read.
   */
  readonly histories: ArrayLike<number>;
}

/** An estimate of the whole from two lists alone. */
export interface PairEstimate {
  readonly lists: readonly [string, string];
  readonly onFirst: number;
  readonly onSecond: number;
  readonly onBoth: number;
  readonly estimate: number;
  readonly standardError: number;
}

/** `order` is how many lists may depend on each other at once: 1 is independence, 2 all pairs, 3 all triples. */
export type ModelEstimate = {
  readonly order: 1 | 2 | 3;
  /** Observed histories minus parameters; at zero the model repeats the data, and nothing can speak against it. */
  readonly degreesOfFreedom: number;
} & (
  | {
      readonly kind: "answered";
      /** Everybody: those observed and those on no list. */
      readonly estimate: number;
      readonly deviance: number;
    }
  | { readonly kind: "refused"; readonly reason: "no-finite-estimate" }
);

export type CaptureRecapture =
  | {
      readonly kind: "answered";
      readonly observed: number;
      readonly pairs: readonly PairEstimate[];
      readonly models: readonly ModelEstimate[];
      /** A lower bound where persons differ in how easily they are listed; undefined where nobody is on two lists alone. */
      readonly lowerBound: number | undefined;
      /** The least and the most of the models: this is the answer. None of the estimates is. */
      readonly spread: readonly [number, number];
    }
  | {
      readonly kind: "refused";
      readonly reason: "fewer-than-three-lists" | "too-many-lists" | "empty-overlap" | "no-model-fits";
      /** Where an overlap is empty, the first two lists that share nobody. */
      readonly lists?: readonly [string, string];
    };

/** Above this the parameters of the models outgrow what lists of persons can bear. */
const LISTS_MOST = 8;

/**
 * How many persons there may be in all, from lists matched person by person, under models that cannot be told apart by
 * the data. It is right only if the lists were matched without error, nobody came or left meanwhile, and the model's
 * dependences are the true ones, which no list can show: the spread over the models is the message.
 *
 * Sources: D. G. Chapman, "Some properties of the hypergeometric distribution with applications to zoological censuses"
 * (1951), for pairs, with the variance of G. A. F. Seber (1970); S. E. Fienberg, "The multiple recapture census for
 * closed populations and incomplete 2^k contingency tables" (1972), for the log-linear models; A. Chao, "Estimating the
 * population size for capture-recapture data with unequal catchability" (1987), for the lower bound.
 */
export function captureRecapture(matched: MatchedLists): CaptureRecapture {
  const { lists, histories } = matched;
  if (lists.length < 3) return { kind: "refused", reason: "fewer-than-three-lists" };
  if (lists.length > LISTS_MOST) return { kind: "refused", reason: "too-many-lists" };
  const counts = observedCounts(histories, lists.length);
  const pairs = pairEstimates(lists, counts);
  const apart = pairs.find((pair) => pair.onBoth === 0);
  if (apart !== undefined) return { kind: "refused", reason: "empty-overlap", lists: apart.lists };
  const observed = counts.reduce((sum, count) => sum + count, 0);
  const orders = ([1, 2, 3] as const).filter((order) => order < lists.length);
  const models = orders.map((order) => modelEstimate(counts, lists.length, order));
  const estimates = models.flatMap((model) => (model.kind === "answered" ? model.estimate : []));
  if (estimates.length === 0) return { kind: "refused", reason: "no-model-fits" };
  return {
    kind: "answered",
    observed,
    pairs,
    models,
    lowerBound: lowerBound(counts, observed),
    spread: [Math.min(...estimates), Math.max(...estimates)],
  };
}

/** The counts by history, nobody at index 0. A count that is none is a bug. */
function observedCounts(histories: ArrayLike<number>, lists: number): Float64Array {
  const counts = new Float64Array(2 ** lists);
  for (let history = 1; history < counts.length; history++) {
    const count = histories[history];
    if (count === undefined || !Number.isSafeInteger(count) || count < 0)
      throw new Error(`${count} is not a count of persons`);
    counts[history] = count;
  }
  return counts;
}

function pairEstimates(lists: readonly string[], counts: Float64Array): PairEstimate[] {
  const onAll = (mask: number) =>
    counts.reduce((sum, count, history) => ((history & mask) === mask ? sum + count : sum), 0);
  return lists.flatMap((first, one) =>
    lists.slice(one + 1).map((second, further): PairEstimate => {
      const other = one + 1 + further;
      const [onFirst, onSecond] = [onAll(1 << one), onAll(1 << other)];
      const onBoth = onAll((1 << one) | (1 << other));
      const product = (onFirst + 1) * (onSecond + 1);
      const variance =
        (product * (onFirst - onBoth) * (onSecond - onBoth)) / ((onBoth + 1) * (onBoth + 1) * (onBoth + 2));
      return {
        lists: [first, second],
        onFirst,
        onSecond,
        onBoth,
        estimate: product / (onBoth + 1) - 1,
        standardError: Math.sqrt(variance),
      };
    }),
  );
}

/** The log-linear model with every dependence among up to `order` lists; those on no list are exp(intercept). */
function modelEstimate(counts: Float64Array, lists: number, order: 1 | 2 | 3): ModelEstimate {
  const terms: number[] = [];
  for (let term = 0; term < 2 ** lists; term++) if (bitsOf(term) <= order) terms.push(term);
  const rows = counts.length - 1;
  const design = new Float64Array(rows * terms.length);
  for (let row = 0; row < rows; row++)
    for (const [column, term] of terms.entries())
      design[row * terms.length + column] = ((row + 1) & term) === term ? 1 : 0;
  const fit = fitPoisson({ counts: counts.subarray(1), design, columns: terms.length });
  const about = { order, degreesOfFreedom: rows - terms.length };
  if (fit.kind === "no-finite-estimate") return { ...about, kind: "refused", reason: fit.kind };
  let observed = 0;
  for (const count of counts) observed += count;
  return { ...about, kind: "answered", estimate: observed + fit.atZero, deviance: fit.deviance };
}

/** Observed + f1^2 / (2 f2), where f1 persons are on one list only and f2 on exactly two. */
function lowerBound(counts: Float64Array, observed: number): number | undefined {
  const onExactly = (lists: number) =>
    counts.reduce((sum, count, history) => (bitsOf(history) === lists ? sum + count : sum), 0);
  const [once, twice] = [onExactly(1), onExactly(2)];
  return twice === 0 ? undefined : observed + (once * once) / (2 * twice);
}

function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}

import { exp, ln } from "../distributions.ts";

/** Counts, each expected to be exp(its row of the design times the coefficients). */
export interface PoissonData {
  readonly counts: ArrayLike<number>;
  /** Row by row, as many values a row as there are columns. The first column is all ones. */
  readonly design: Float64Array;
  readonly columns: number;
}

export type PoissonFit =
  | {
      readonly kind: "fitted";
      /** exp(first coefficient): what is expected where every other column is zero. */
      readonly atZero: number;
      readonly expected: Float64Array;
      /** Twice the log-likelihood that is missing to a model which repeats the counts. */
      readonly deviance: number;
      /** What every step came to, so that the stopping rule of another program can be replayed. */
      readonly steps: readonly { readonly atZero: number; readonly deviance: number }[];
    }
  /** The likelihood has no greatest value: zeros among the counts drive a coefficient without end. */
  | { readonly kind: "no-finite-estimate" };

const STEPS_MOST = 100;

/** Steps are taken until no linear predictor moves by more; the next step would move them by about its square. */
const MOVE_LEAST = 1e-9;

/** No count is above e^40: steps that lead beyond, or to no number at all, have gone astray. */
const PREDICTOR_MOST = 40;

/**
 * The Poisson regression with logarithmic link of greatest likelihood, by iteratively reweighted least squares
 * (P. McCullagh, J. A. Nelder, "Generalized Linear Models", 1989, section 2.5). Starts from the counts, as glm of R does.
 */
export function fitPoisson(data: PoissonData): PoissonFit {
  const rows = data.counts.length;
  const predictor = Float64Array.from(data.counts, (count) => ln(count + 0.1));
  const expected = Float64Array.from(data.counts, (count) => count + 0.1);
  const steps: { readonly atZero: number; readonly deviance: number }[] = [];
  let settled = false;
  while (!settled && steps.length < STEPS_MOST) {
    const coefficients = weightedLeastSquares(data, predictor, expected);
    if (coefficients === undefined) return { kind: "no-finite-estimate" };
    settled = true;
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let column = 0; column < data.columns; column++)
        sum += (data.design[row * data.columns + column] ?? 0) * (coefficients[column] ?? 0);
      if (!(sum < PREDICTOR_MOST)) return { kind: "no-finite-estimate" };
      if (Math.abs(sum - (predictor[row] ?? 0)) > MOVE_LEAST) settled = false;
      predictor[row] = sum;
      expected[row] = exp(sum);
    }
    steps.push({ atZero: exp(coefficients[0] ?? 0), deviance: devianceOf(data.counts, expected) });
  }
  const last = steps.at(-1);
  if (!settled || last === undefined) return { kind: "no-finite-estimate" };
  return { kind: "fitted", ...last, expected, steps };
}

/** Sum of 2 (y ln(y / mu) - (y - mu)); a count of zero leaves 2 mu. */
function devianceOf(counts: ArrayLike<number>, expected: Float64Array): number {
  let sum = 0;
  for (const [row, mean] of expected.entries()) {
    const count = counts[row] ?? 0;
    sum += 2 * ((count === 0 ? 0 : count * ln(count / mean)) - (count - mean));
  }
  return sum;
}

/** The step of Newton's method: X' W X b = X' W z with W the means and z = eta + (y - mu) / mu. */
function weightedLeastSquares(
  data: PoissonData,
  predictor: Float64Array,
  expected: Float64Array,
): Float64Array | undefined {
  const { counts, design, columns } = data;
  const matrix = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  for (const [row, mean] of expected.entries()) {
    const weighted = mean * (predictor[row] ?? 0) + (counts[row] ?? 0) - mean;
    for (let one = 0; one < columns; one++) {
      const value = design[row * columns + one] ?? 0;
      if (value === 0) continue;
      right[one] = (right[one] ?? 0) + value * weighted;
      for (let other = 0; other <= one; other++) {
        const at = one * columns + other;
        matrix[at] = (matrix[at] ?? 0) + value * (design[row * columns + other] ?? 0) * mean;
      }
    }
  }
  return solveSymmetric(matrix, right);
}

/**
 * Solves the system whose matrix is symmetric and positive, given by its lower half, by Cholesky's decomposition in
 * place. Undefined where the matrix is not positive as far as doubles can tell.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const size = right.length;
  const at = (row: number, column: number) => matrix[row * size + column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(row, column);
      for (let before = 0; before < column; before++) sum -= at(row, before) * at(column, before);
      if (row === column && !(sum > at(row, row) * 1e-14)) return undefined;
      matrix[row * size + column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  const solution = right.slice();
  for (let row = 0; row < size; row++) {
    let sum = solution[row] ?? 0;
    for (let before = 0; before < row; before++) sum -= at(row, before) * (solution[before] ?? 0);
    solution[row] = sum / at(row, row);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = solution[row] ?? 0;
    for (let after = row + 1; after < size; after++) sum -= at(after, row) * (solution[after] ?? 0);
    solution[row] = sum / at(row, row);
  }
  return solution;
}

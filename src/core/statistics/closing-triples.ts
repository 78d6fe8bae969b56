/** Up to here all triples are counted in about a tenth of a second; the work grows with the square of the grid. */
export const TRIPLES_GRID_LIMIT = 10_000;

export interface ClosingTriples {
  /** Triples of steps, each at least zero, that make the whole grid: (grid + 2 choose 2). */
  readonly triples: number;
  /** Those whose three counts, each rounded to the nearest whole vote and a tie up, make the total. */
  readonly closing: number;
  /** Triples of counts that make the total and are each within half a vote of its step: both ways of every tie. */
  readonly closingEitherWay: number;
}

/**
 * How many of all announcements of three rounded shares lead back to counts that add up. A share of k steps gives the
 * count nearest to total * k / grid; the three are rounded apart, so that they can miss the total by one vote. Three
 * in four close, roughly: of three rounding errors that are even on a half vote either side and sum to a whole number,
 * the sum is zero three times out of four. Each closing triple is one division of the total that would fit, and there
 * are no others, but for ties.
 *
 * The total and the grid are at least 1 and their product is below 2^53.
 */
export function closingTriples(total: number, grid: number): ClosingTriples {
  if (!Number.isSafeInteger(2 * total * grid)) throw new Error("the total is too large for exact rounding");
  if (grid > TRIPLES_GRID_LIMIT) throw new Error(`a grid of ${grid} has too many triples`);
  // The rounding error of every step, in parts of 1/grid votes; a tie stands rounded up, as +grid/2.
  const errors = new Int32Array(grid + 1);
  for (let step = 0; step <= grid; step++) {
    const remainder = (total * step) % grid;
    errors[step] = 2 * remainder >= grid ? grid - remainder : -remainder;
  }
  let [closing, closingByTies] = [0, 0];
  const hasTies = errors.some((error) => 2 * error === grid);
  for (let first = 0; first <= grid; first++)
    for (let second = 0; second <= grid - first; second++) {
      const one = errors[first] ?? 0;
      const two = errors[second] ?? 0;
      const three = errors[grid - first - second] ?? 0;
      const sum = one + two + three;
      if (sum === 0) closing++;
      // One vote too many: rounding any one of the ties down instead takes it away.
      if (!hasTies || sum !== grid) continue;
      closingByTies += Number(2 * one === grid) + Number(2 * two === grid) + Number(2 * three === grid);
    }
  return { triples: ((grid + 1) * (grid + 2)) / 2, closing, closingEitherWay: closing + closingByTies };
}

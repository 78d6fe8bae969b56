import { tQuantile } from "../distributions.ts";
import type { ImputationInput, ImputationOptions } from "./imputation.ts";
import { levelsOf, type RateTree } from "./rate-tree.ts";

/** An estimate give or take what another set of missing stations would have changed. */
export interface Interval {
  readonly estimate: number;
  readonly standardError: number;
  /** Of the t distribution, by Satterthwaite's formula; undefined where nothing is estimated (standard error 0). */
  readonly degreesOfFreedom: number | undefined;
  readonly low: number;
  readonly high: number;
}

export type ImputationIntervals =
  | {
      readonly kind: "estimated";
      readonly confidence: number;
      /** Per selection, unless the margin alone was asked for. Never below the votes collected, nor above those and all missing voters together. */
      readonly votes: readonly Interval[];
      /** Per selection, in parts of the valid votes. */
      readonly shares: readonly Interval[];
      readonly margin: Interval;
      /** Units that lent a rate but have a single branch with data: they got the average spread of their level. */
      readonly unitsAlone: number;
    }
  | { readonly kind: "refused"; readonly reason: "no-two-branches-at-a-level" };

/** What the interval is around. */
export interface ImputedEstimate {
  readonly votesCollected: readonly number[];
  readonly votes: readonly number[];
  readonly pair: readonly [number, number];
}

interface JackknifeInput {
  readonly input: ImputationInput;
  readonly options: ImputationOptions;
  readonly tree: RateTree;
  /** Registered voters of the missing stations that got each unit's rate. */
  readonly missingVoters: Float64Array;
  readonly estimate: ImputedEstimate;
}

const CONFIDENCE = 0.95;

/**
 * Intervals for imputed totals by a jackknife that deletes one group at a time: one branch of the unit that lent its
 * rate. A branch is what is missing as a whole there: a polling place where the locality lent its rate, a station where
 * the polling place did, a locality where the municipality did.
 *
 * Deleting branch j of a unit and predicting it from the rest is wrong by d = R_j r_(j) - Y_j. The rate then moves by
 * d / R, so that the votes imputed with it, for m missing voters, move by m d / R: the jackknife's variance of the rate
 * is (k - 1) / k times the sum of their squares over k branches (Bradley Efron, "The jackknife, the bootstrap and other
 * resampling plans", 1982). The missing branches themselves spread around the rate too: their sum of squared voters
 * times (k - 1) / k sum d^2 / sum R_j^2. With equal branches both together are the textbook variance of a total with its
 * finite-population correction. A unit with a single branch gets its level's average, or that of the next level above
 * that has one. Shares and margins are linearised. Degrees of freedom: F. E. Satterthwaite, "An approximate distribution
 * of estimates of variance components" (1946), over branches (weighted by their squared voters) and over units.
 *
 * The interval holds where missing branches are like collected ones of the same unit; it does not know of any bias.
 * Linear time: sums are updated, never made again.
 */
export function branchJackknife(given: JackknifeInput): ImputationIntervals {
  const branches = countBranches(given);
  const functionals = new Functionals(given);
  const spreads = spreadsOf({ given, branches, functionals });
  const variance = new Float64Array(functionals.size);
  /** Sums of squared variances over their degrees of freedom. */
  const uncertainty = new Float64Array(functionals.size);
  let unitsAlone = 0;
  for (const unit of spreads.lenders) {
    const isAlone = (branches.count[unit] ?? 0) < 2;
    const spread = isAlone ? spreads.ofLevel(given.tree.depths[unit] ?? 0) : spreads.ofUnit(unit);
    if (spread === undefined) return { kind: "refused", reason: "no-two-branches-at-a-level" };
    if (isAlone) unitsAlone++;
    const missing = given.missingVoters[unit] ?? 0;
    const voters = given.tree.voters[unit] ?? 0;
    const sizes = (branches.squares[unit] ?? 0) / (voters * voters);
    const factor = missing * missing * sizes + (branches.missingSquares[unit] ?? 0);
    for (let at = 0; at < functionals.size; at++) {
      const part = (factor * (spread.sums[spread.row + at] ?? 0)) / spread.squares;
      variance[at] = (variance[at] ?? 0) + part;
      uncertainty[at] = (uncertainty[at] ?? 0) + (part * part) / spread.degreesOfFreedom;
    }
  }
  return intervalsOf({ given, functionals, variance, uncertainty, unitsAlone });
}

interface BranchCounts {
  /** Per unit: branches with data, and the sum of their squared voters. */
  readonly count: Int32Array;
  readonly squares: Float64Array;
  /** Degrees of freedom of the unit's spread: as for k - 1 equal branches, fewer where some outweigh the others. */
  readonly freedom: Float64Array;
  /** The sum of the squared voters of the missing branches that the unit lent its rate to. */
  readonly missingSquares: Float64Array;
}

function countBranches({ input, tree }: JackknifeInput): BranchCounts {
  const units = tree.voters.length;
  const count = new Int32Array(units);
  const squares = new Float64Array(units);
  const quartics = new Float64Array(units);
  const missingSquares = new Float64Array(units);
  const missingOfBranch = new Float64Array(units);
  const add = (unit: number, voters: number) => {
    count[unit] = (count[unit] ?? 0) + 1;
    squares[unit] = (squares[unit] ?? 0) + voters * voters;
    quartics[unit] = (quartics[unit] ?? 0) + voters * voters * voters * voters;
  };
  for (let station = 0; station < input.collected.length; station++) {
    const unit = input.stationUnits[station] ?? 0;
    const voters = input.registeredVoters[station] ?? -1;
    if (voters <= 0) continue;
    const branch = tree.branchOf[unit] ?? -1;
    if (input.collected[station] === 1) add(unit, voters);
    else if (branch < 0) missingSquares[unit] = (missingSquares[unit] ?? 0) + voters * voters;
    else missingOfBranch[branch] = (missingOfBranch[branch] ?? 0) + voters;
  }
  for (let unit = 1; unit < units; unit++) {
    const parent = tree.unitParents[unit] ?? 0;
    const voters = tree.voters[unit] ?? 0;
    const missing = missingOfBranch[unit] ?? 0;
    if (voters > 0) add(parent, voters);
    missingSquares[parent] = (missingSquares[parent] ?? 0) + missing * missing;
  }
  const freedom = squares.map((sum, unit) => Math.max((sum * sum) / (quartics[unit] ?? 0) - 1, 1));
  return { count, squares, freedom, missingSquares };
}

/** The variance of a branch per squared voter, for every functional: a sum, from `row` on, over `squares`. */
interface Spread {
  readonly sums: Float64Array;
  readonly row: number;
  readonly squares: number;
  readonly degreesOfFreedom: number;
}

interface Spreads {
  /** Units that lent a rate, in order. */
  readonly lenders: readonly number[];
  ofUnit(unit: number): Spread;
  /** The average of the units at this depth with two branches or more, else of the nearest depth above that has some. */
  ofLevel(depth: number): Spread | undefined;
}

function spreadsOf(from: {
  readonly given: JackknifeInput;
  readonly branches: BranchCounts;
  readonly functionals: Functionals;
}): Spreads {
  const { given, branches } = from;
  const { depths } = given.tree;
  const levels = levelsOf(given.tree);
  const errors = new BranchErrors(from, levels);
  errors.addUnits();
  errors.addStations();
  const { lenders, rowOf, ofLenders, ofLevels } = errors;
  const { size } = from.functionals;
  const { squares, freedom } = sumsOfLevels(branches, depths, levels);
  return {
    lenders,
    ofUnit: (unit) => ({
      sums: ofLenders,
      row: rowOf[unit] ?? 0,
      squares: branches.squares[unit] ?? 0,
      degreesOfFreedom: branches.freedom[unit] ?? 0,
    }),
    ofLevel: (depth) => {
      let at = depth;
      while (at >= 0 && squares[at] === 0) at--;
      if (at < 0) return undefined;
      return {
        sums: ofLevels,
        row: at * size,
        squares: squares[at] ?? 0,
        degreesOfFreedom: freedom[at] ?? 0,
      };
    },
  };
}

/** Per depth, over the units with two branches or more. */
function sumsOfLevels(branches: BranchCounts, depths: Int32Array, levels: number) {
  const squares = new Float64Array(levels);
  const freedom = new Float64Array(levels);
  for (let unit = 0; unit < depths.length; unit++) {
    const depth = depths[unit] ?? 0;
    if ((branches.count[unit] ?? 0) < 2) continue;
    squares[depth] = (squares[depth] ?? 0) + (branches.squares[unit] ?? 0);
    freedom[depth] = (freedom[depth] ?? 0) + (branches.freedom[unit] ?? 0);
  }
  return { squares, freedom };
}

/**
 * How wrong the rest of a unit with two branches or more is about each of them, squared: what it does to every functional,
 * added up by the units that lent a rate, and by their levels.
 */
class BranchErrors {
  readonly lenders: readonly number[];
  /** Where a unit's sums begin in `ofLenders`; -1 where it lent nothing. */
  readonly rowOf: Int32Array;
  readonly ofLenders: Float64Array;
  readonly ofLevels: Float64Array;
  readonly #input: ImputationInput;
  readonly #tree: RateTree;
  readonly #branches: BranchCounts;
  readonly #functionals: Functionals;
  /** The votes of one branch, then what is wrong about them. */
  readonly #votes: Float64Array;

  constructor(
    from: {
      readonly given: JackknifeInput;
      readonly branches: BranchCounts;
      readonly functionals: Functionals;
    },
    levels: number,
  ) {
    const { input, tree, missingVoters } = from.given;
    const { size } = from.functionals;
    this.#input = input;
    this.#tree = tree;
    this.#branches = from.branches;
    this.#functionals = from.functionals;
    this.#votes = new Float64Array(input.votes.length);
    this.lenders = [...missingVoters.keys()].filter((unit) => (missingVoters[unit] ?? 0) > 0);
    this.rowOf = new Int32Array(missingVoters.length).fill(-1);
    for (const [at, unit] of this.lenders.entries()) this.rowOf[unit] = at * size;
    this.ofLenders = new Float64Array(this.lenders.length * size);
    this.ofLevels = new Float64Array(levels * size);
  }

  /** Units as branches of the units above them. */
  addUnits(): void {
    const { voters, votes, unitParents } = this.#tree;
    const selections = this.#votes.length;
    for (let branch = 1; branch < voters.length; branch++) {
      const unit = unitParents[branch] ?? 0;
      const ofBranch = voters[branch] ?? 0;
      if (ofBranch === 0 || (this.#branches.count[unit] ?? 0) < 2) continue;
      for (let at = 0; at < selections; at++) this.#votes[at] = votes[branch * selections + at] ?? 0;
      this.#add(unit, ofBranch);
    }
  }

  /** Collected stations as branches of their units. */
  addStations(): void {
    const { collected, registeredVoters, stationUnits, votes } = this.#input;
    const selections = this.#votes.length;
    for (let station = 0; station < collected.length; station++) {
      const unit = stationUnits[station] ?? 0;
      const voters = registeredVoters[station] ?? -1;
      if (collected[station] !== 1 || voters <= 0 || (this.#branches.count[unit] ?? 0) < 2) continue;
      for (let at = 0; at < selections; at++) this.#votes[at] = votes[at]?.[station] ?? 0;
      this.#add(unit, voters);
    }
  }

  /** A branch with so many voters, whose votes were laid out. */
  #add(unit: number, voters: number): void {
    const rate = voters / ((this.#tree.voters[unit] ?? 0) - voters);
    const selections = this.#votes.length;
    for (let at = 0; at < selections; at++) {
      const own = this.#votes[at] ?? 0;
      this.#votes[at] = rate * ((this.#tree.votes[unit * selections + at] ?? 0) - own) - own;
    }
    const effects = this.#functionals.effectsOf(this.#votes);
    const count = this.#branches.count[unit] ?? 0;
    const row = this.rowOf[unit] ?? -1;
    const level = (this.#tree.depths[unit] ?? 0) * effects.length;
    for (let at = 0; at < effects.length; at++) {
      const square = ((count - 1) / count) * (effects[at] ?? 0) * (effects[at] ?? 0);
      if (row >= 0) this.ofLenders[row + at] = (this.ofLenders[row + at] ?? 0) + square;
      this.ofLevels[level + at] = (this.ofLevels[level + at] ?? 0) + square;
    }
  }
}

/** What a change of the totals does to numbers that follow from them, to the first order. The last one is the margin. */
class Functionals {
  readonly size: number;
  readonly values: Float64Array;
  readonly #total: number;
  readonly #margin: number;
  readonly #pair: readonly [number, number];
  readonly #effects: Float64Array;

  constructor({ options, estimate }: JackknifeInput) {
    const { votes, pair } = estimate;
    const [first, second] = pair;
    this.#pair = pair;
    this.#total = votes.reduce((sum, count) => sum + count, 0);
    this.#margin = ((votes[first] ?? 0) - (votes[second] ?? 0)) / this.#total;
    // Totals, then shares, then the margin.
    const shares = votes.map((count) => count / this.#total);
    const all = options.intervalsOf === "margin" ? [this.#margin] : [...votes, ...shares, this.#margin];
    this.values = Float64Array.from(all);
    this.size = all.length;
    this.#effects = new Float64Array(all.length);
  }

  /** Overwritten by the next call. */
  effectsOf(change: Float64Array): Float64Array {
    const effects = this.#effects;
    const total = this.#total;
    const selections = (effects.length - 1) / 2;
    let changed = 0;
    for (let at = 0; at < change.length; at++) changed += change[at] ?? 0;
    for (let at = 0; at < selections; at++) {
      const part = change[at] ?? 0;
      effects[at] = part;
      effects[selections + at] = (part - (this.values[selections + at] ?? 0) * changed) / total;
    }
    const lead = (change[this.#pair[0]] ?? 0) - (change[this.#pair[1]] ?? 0);
    effects[effects.length - 1] = (lead - this.#margin * changed) / total;
    return effects;
  }
}

function intervalsOf(from: {
  readonly given: JackknifeInput;
  readonly functionals: Functionals;
  readonly variance: Float64Array;
  readonly uncertainty: Float64Array;
  readonly unitsAlone: number;
}): ImputationIntervals {
  const { given, functionals, variance, uncertainty } = from;
  const { votesCollected } = given.estimate;
  const confidence = given.options.confidence ?? CONFIDENCE;
  const missing = given.missingVoters.reduce((sum, voters) => sum + voters, 0);
  const interval = (at: number, least: number, most: number): Interval => {
    const estimate = functionals.values[at] ?? 0;
    const square = variance[at] ?? 0;
    const standardError = Math.sqrt(square);
    if (square === 0)
      return { estimate, standardError, degreesOfFreedom: undefined, low: estimate, high: estimate };
    const degreesOfFreedom = (square * square) / (uncertainty[at] ?? 0);
    const reach = tQuantile((1 + confidence) / 2, degreesOfFreedom) * standardError;
    const low = Math.max(estimate - reach, least);
    // Where sheets have more votes than voters, the estimate itself may be above what there are voters for.
    const high = Math.min(estimate + reach, Math.max(most, estimate));
    return { estimate, standardError, degreesOfFreedom, low, high };
  };
  const last = functionals.size - 1;
  const selections = votesCollected.slice(0, last / 2);
  return {
    kind: "estimated",
    confidence,
    votes: selections.map((count, at) => interval(at, count, count + missing)),
    shares: selections.map((_, at) => interval(selections.length + at, 0, 1)),
    margin: interval(last, -1, 1),
    unitsAlone: from.unitsAlone,
  };
}

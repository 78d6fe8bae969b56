/** The count as it came in: what each station holds, when it arrived, and which stratum it is in. */
export interface ArrivalInput {
  /** When each station arrived: any whole numbers that grow with time; negative where it never did. */
  readonly arrivedAt: Int32Array;
  /** What a station counts for in the progress: registered voters, or 1; negative where unknown. */
  readonly weights: Int32Array;
  /** One array a selection, all selections together being the valid votes. */
  readonly votes: readonly Int32Array[];
  /** Each station's stratum, from 0 to `strata` - 1. */
  readonly stratumOf: Int32Array;
  readonly strata: number;
  /** How many points are asked for; 100 where nothing is said. */
  readonly points?: number;
}

/** The count at one moment. */
export interface ArrivalPoint {
  readonly arrivedAt: number;
  readonly stations: number;
  /** Of the weight of all stations that ever arrived. */
  readonly progress: number;
  /** Per selection, of the valid votes so far. */
  readonly shares: readonly number[];
  /**
   * The same with each stratum given the weight it has at the end: what the shares would be if the strata had come in
   * alike. Strata of which nothing has arrived are in neither side.
   */
  readonly sharesStandardized: readonly number[];
  /** The weight at the end of the strata of which something has arrived, of all: what the standardized shares rest on. */
  readonly strataSeen: number;
}

export interface Arrival {
  readonly kind: "replayed";
  /** In order of time. The last is the end, where both shares are the same. */
  readonly points: readonly ArrivalPoint[];
  /** Arrived stations whose weight is unknown or 0; they are left out. */
  readonly withoutWeight: number;
}

export interface ArrivalRefused {
  readonly kind: "refused";
  readonly reason: "nothing-arrived" | "all-arrived-together" | "no-votes";
}

const POINTS = 100;

/**
 * The count replayed in order of arrival: cumulative shares at even steps of progress, and beside them the same shares
 * with the strata weighted as they are at the end. A drift that is in the first and not in the second comes from which
 * strata were late. One that remains is within strata, which late places inside a stratum can make as well. Neither is a
 * sign of anything else by itself: see Nicolas Idrobo, Dorothy Kronick, Francisco Rodriguez, in The Journal of Politics
 * 84 (2022), on the early-count mirage and on jumps read into it.
 *
 * Stations that arrived at one time count together, so that their order does not matter. A step that several moments
 * would serve is taken at the first that reaches it.
 */
export function replayArrival(input: ArrivalInput): Arrival | ArrivalRefused {
  const { arrivedAt } = input;
  const order = orderOfArrival(input);
  const withoutWeight = countWithoutWeight(input);
  if (order.length === 0) return { kind: "refused", reason: "nothing-arrived" };
  if (arrivedAt[order[0] ?? 0] === arrivedAt[order.at(-1) ?? 0])
    return { kind: "refused", reason: "all-arrived-together" };
  if (!hasVotes(input, order)) return { kind: "refused", reason: "no-votes" };
  const points = new StratifiedTally(input, order).replay(input.points ?? POINTS);
  return { kind: "replayed", points, withoutWeight };
}

function countWithoutWeight({ arrivedAt, weights }: ArrivalInput): number {
  let count = 0;
  for (let station = 0; station < arrivedAt.length; station++)
    if ((arrivedAt[station] ?? -1) >= 0 && (weights[station] ?? -1) <= 0) count++;
  return count;
}

function hasVotes({ votes }: ArrivalInput, stations: Int32Array): boolean {
  for (const column of votes)
    for (let at = 0; at < stations.length; at++) if ((column[stations[at] ?? 0] ?? 0) !== 0) return true;
  return false;
}

/** Arrived stations with a weight, by time; those of one time in the order they have here, which nothing hangs on. */
function orderOfArrival({ arrivedAt, weights }: ArrivalInput): Int32Array {
  // Stations come in many at a time: there are far fewer times than stations.
  const stationsAt = countByTime(arrivedAt, weights);
  const nextOf = new Map<number, number>();
  let arrived = 0;
  for (const time of Int32Array.from(stationsAt.keys()).sort()) {
    nextOf.set(time, arrived);
    arrived += stationsAt.get(time) ?? 0;
  }
  const order = new Int32Array(arrived);
  fillByTime(order, nextOf, { arrivedAt, weights });
  return order;
}

/** Puts each station where the next of its time stands. Neighbours mostly came together: few times are looked up. */
function fillByTime(
  order: Int32Array,
  nextOf: Map<number, number>,
  { arrivedAt, weights }: Pick<ArrivalInput, "arrivedAt" | "weights">,
): void {
  let last = -1;
  let next = 0;
  for (let station = 0; station < arrivedAt.length; station++) {
    const time = timeOf(arrivedAt, weights, station);
    if (time < 0) continue;
    if (time !== last) {
      if (last >= 0) nextOf.set(last, next);
      next = nextOf.get(time) ?? 0;
      last = time;
    }
    order[next++] = station;
  }
}

function countByTime(arrivedAt: Int32Array, weights: Int32Array): Map<number, number> {
  const stationsAt = new Map<number, number>();
  let last = -1;
  let count = 0;
  for (let station = 0; station < arrivedAt.length; station++) {
    const time = timeOf(arrivedAt, weights, station);
    if (time < 0) continue;
    if (time !== last) {
      if (last >= 0) stationsAt.set(last, count);
      count = stationsAt.get(time) ?? 0;
      last = time;
    }
    count++;
  }
  if (last >= 0) stationsAt.set(last, count);
  return stationsAt;
}

/** -1 for a station that never arrived, or has no weight. */
function timeOf(arrivedAt: Int32Array, weights: Int32Array, station: number): number {
  return (weights[station] ?? -1) <= 0 ? -1 : (arrivedAt[station] ?? -1);
}

/** Votes and weights so far, in all and by stratum. Whole numbers: the sums are exact. */
class StratifiedTally {
  #weight = 0;
  #weightAtEnd = 0;
  readonly #order: Int32Array;
  readonly #arrivedAt: Int32Array;
  readonly #stratumOf: Int32Array;
  readonly #weightOf: Int32Array;
  readonly #votesOf: readonly Int32Array[];
  readonly #weightsAtEnd: Float64Array;
  readonly #weights: Float64Array;
  /** The stratum times the number of selections, plus the selection. */
  readonly #votesOfStrata: Float64Array;
  readonly #votes: Float64Array;

  constructor(input: ArrivalInput, order: Int32Array) {
    const { strata, stratumOf, votes, weights } = input;
    this.#order = order;
    this.#arrivedAt = input.arrivedAt;
    this.#stratumOf = stratumOf;
    this.#weightOf = weights;
    this.#votesOf = votes;
    this.#weights = new Float64Array(strata);
    this.#weightsAtEnd = new Float64Array(strata);
    this.#votesOfStrata = new Float64Array(strata * votes.length);
    this.#votes = new Float64Array(votes.length);
    for (let at = 0; at < order.length; at++) {
      const station = order[at] ?? 0;
      const stratum = stratumOf[station] ?? -1;
      const weight = weights[station] ?? 0;
      if (stratum < 0 || stratum >= strata) throw new Error(`stratum ${stratum} of ${strata}`);
      this.#weightsAtEnd[stratum] = (this.#weightsAtEnd[stratum] ?? 0) + weight;
      this.#weightAtEnd += weight;
    }
  }

  /** Adds all stations in their order; gives the count at so many even steps of progress, and at the end. */
  replay(steps: number): ArrivalPoint[] {
    const [order, arrivedAt] = [this.#order, this.#arrivedAt];
    const points: ArrivalPoint[] = [];
    let step = 0;
    for (let at = 0; at < order.length; at++) {
      const station = order[at] ?? 0;
      this.#add(station);
      const isEnd = at + 1 === order.length;
      if (!isEnd && arrivedAt[order[at + 1] ?? 0] === arrivedAt[station]) continue;
      const reached = Math.floor((steps * this.#weight) / this.#weightAtEnd);
      if (reached <= step && !isEnd) continue;
      step = reached;
      const shares = this.#shares();
      if (shares !== undefined)
        points.push({ arrivedAt: arrivedAt[station] ?? 0, stations: at + 1, ...shares });
    }
    return points;
  }

  #add(station: number): void {
    const stratum = this.#stratumOf[station] ?? 0;
    const weight = this.#weightOf[station] ?? 0;
    const votes = this.#votesOf;
    const row = stratum * votes.length;
    this.#weight += weight;
    this.#weights[stratum] = (this.#weights[stratum] ?? 0) + weight;
    for (let selection = 0; selection < votes.length; selection++) {
      const count = votes[selection]?.[station] ?? 0;
      this.#votes[selection] = (this.#votes[selection] ?? 0) + count;
      this.#votesOfStrata[row + selection] = (this.#votesOfStrata[row + selection] ?? 0) + count;
    }
  }

  /** Undefined as long as no vote has arrived. */
  #shares(): Pick<ArrivalPoint, "progress" | "shares" | "sharesStandardized" | "strataSeen"> | undefined {
    const selections = this.#votes.length;
    const standardized = new Float64Array(selections);
    let seen = 0;
    for (let stratum = 0; stratum < this.#weights.length; stratum++) {
      const weight = this.#weights[stratum] ?? 0;
      if (weight === 0) continue;
      const atEnd = this.#weightsAtEnd[stratum] ?? 0;
      const row = stratum * selections;
      seen += atEnd;
      for (let selection = 0; selection < selections; selection++)
        standardized[selection] =
          (standardized[selection] ?? 0) + (atEnd * (this.#votesOfStrata[row + selection] ?? 0)) / weight;
    }
    const shares = partsOf(this.#votes);
    if (shares === undefined) return undefined;
    return {
      progress: this.#weight / this.#weightAtEnd,
      shares,
      sharesStandardized: partsOf(standardized) ?? shares,
      strataSeen: seen / this.#weightAtEnd,
    };
  }
}

function partsOf(votes: Float64Array): readonly number[] | undefined {
  const total = votes.reduce((sum, count) => sum + count, 0);
  return total === 0 ? undefined : Array.from(votes, (count) => count / total);
}

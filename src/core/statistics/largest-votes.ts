import { countBelow } from "./count-below.ts";

/**
 * The votes of one selection on all collected sheets, largest first, with the sums of the largest. Sums are exact: all
 * of them stay below 2^53.
 */
export class LargestVotes {
  readonly sheets: number;
  readonly total: number;
  /** Smallest first, as typed arrays sort. */
  readonly #ascending: Int32Array;
  /** At k, the sum of the k largest. */
  readonly #sums: Float64Array;

  /** The array given is left as it is. Its order makes no difference. */
  constructor(votes: Int32Array) {
    this.#ascending = sortedAscending(votes);
    this.sheets = votes.length;
    if ((this.#ascending[0] ?? 0) < 0) throw new Error("a sheet with less than no votes");
    this.#sums = new Float64Array(votes.length + 1);
    let sum = 0;
    for (let count = 1; count <= votes.length; count++) {
      sum += this.#ascending[votes.length - count] ?? 0;
      this.#sums[count] = sum;
    }
    if (!Number.isSafeInteger(sum)) throw new Error(`${sum} votes are not an exact integer`);
    this.total = sum;
  }

  /** The sum of so many of the largest; of all where there are not so many. */
  sumOfLargest(count: number): number {
    return this.#sums[Math.min(count, this.sheets)] ?? 0;
  }

  /** The sum of so many of the smallest, where one more value stands among them; of all where there are not so many. */
  sumOfSmallestWith(count: number, further: number): number {
    const below = countBelow(this.#ascending, further);
    const without = this.#sumOfSmallest(count);
    return count <= below ? without : this.#sumOfSmallest(count - 1) + further;
  }

  /**
   * The fewest sheets that hold so many votes together, the `omitted` largest aside: the next largest. Undefined where
   * all of them hold fewer.
   */
  fewestHolding(votes: number, omitted = 0): number | undefined {
    if (votes <= 0) return 0;
    const reached = this.sumOfLargest(omitted) + votes;
    if (reached > this.total) return undefined;
    let [tooFew, enough] = [Math.min(omitted, this.sheets), this.sheets];
    while (enough - tooFew > 1) {
      const middle = Math.floor((tooFew + enough) / 2);
      if (this.sumOfLargest(middle) >= reached) enough = middle;
      else tooFew = middle;
    }
    return enough - omitted;
  }

  #sumOfSmallest(count: number): number {
    return this.total - this.sumOfLargest(this.sheets - Math.min(count, this.sheets));
  }
}

/** Stations have few votes beside how many stations there are: then counting how often each number stands is quicker. */
function sortedAscending(votes: Int32Array): Int32Array {
  let [least, most] = [0, 0];
  for (const count of votes) {
    if (count < least) least = count;
    if (count > most) most = count;
  }
  if (least < 0 || most > votes.length) return votes.toSorted();
  const times = new Int32Array(most + 1);
  for (const count of votes) times[count] = (times[count] ?? 0) + 1;
  const sorted = new Int32Array(votes.length);
  let at = 0;
  for (let value = 0; value <= most; value++) {
    const end = at + (times[value] ?? 0);
    sorted.fill(value, at, end);
    at = end;
  }
  return sorted;
}

import { countBelow } from "./count-below.ts";

/**
 * The votes of one selection on all collected sheets, largest first, with the sums of the largest. Kept as the numbers of
 * votes that occur, which are far fewer than the sheets. Sums are exact: all of them stay below 2^53.
 */
export class LargestVotes {
  readonly sheets: number;
  readonly total: number;
  /** The numbers that occur, the largest first. */
  readonly #values: Int32Array;
  /** How many sheets have the number at the same place, or a larger one. */
  readonly #counts: Int32Array;
  /** The sum of these sheets' votes. */
  readonly #sums: Float64Array;

  /** The order of the array makes no difference. */
  constructor(votes: Int32Array) {
    const times = timesOf(votes);
    this.#values = Int32Array.from(times.keys()).sort().toReversed();
    if ((this.#values.at(-1) ?? 0) < 0) throw new Error("a sheet with less than no votes");
    this.#counts = new Int32Array(times.size);
    this.#sums = new Float64Array(times.size);
    let [count, sum] = [0, 0];
    for (const [at, value] of this.#values.entries()) {
      const own = times.get(value) ?? 0;
      count += own;
      sum += own * value;
      this.#counts[at] = count;
      this.#sums[at] = sum;
    }
    if (!Number.isSafeInteger(sum)) throw new Error(`${sum} votes are not an exact integer`);
    this.sheets = votes.length;
    this.total = sum;
  }

  /** The sum of so many of the largest; of all where there are not so many. */
  sumOfLargest(count: number): number {
    if (count >= this.sheets) return this.total;
    if (count <= 0) return 0;
    // The last sheet taken has the number at this place, and sheets beyond it may have it too.
    const at = countBelow(this.#counts, count);
    return (this.#sums[at] ?? 0) - ((this.#counts[at] ?? 0) - count) * (this.#values[at] ?? 0);
  }

  /** The sum of so many of the smallest, where one more value stands among them; of all where there are not so many. */
  sumOfSmallestWith(count: number, further: number): number {
    const below = this.sheets - this.#sheetsWith(further);
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

  /** How many sheets have so many votes or more. */
  #sheetsWith(votes: number): number {
    const smaller = this.#values.findIndex((value) => value < votes);
    return smaller < 0 ? this.sheets : (this.#counts[smaller - 1] ?? 0);
  }
}

/** Stations have few votes beside how many stations there are: where that is so, a list counts quicker than a map. */
function timesOf(votes: Int32Array): Map<number, number> {
  let [least, most] = [0, 0];
  for (let at = 0; at < votes.length; at++) {
    const count = votes[at] ?? 0;
    if (count < least) least = count;
    if (count > most) most = count;
  }
  const times = new Map<number, number>();
  if (least < 0 || most > votes.length) {
    for (const count of votes) times.set(count, (times.get(count) ?? 0) + 1);
    return times;
  }
  const listed = new Int32Array(most + 1);
  for (let at = 0; at < votes.length; at++) {
    const count = votes[at] ?? 0;
    listed[count] = (listed[count] ?? 0) + 1;
  }
  for (const [value, count] of listed.entries()) if (count > 0) times.set(value, count);
  return times;
}

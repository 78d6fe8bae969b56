const ROOM_LEAST = 64;
/** One in so many may stay empty before the rest is worth a copy. */
const SLACK_PARTS = 16;

/** An Int32Array that grows by doubling; reading past its end is a bug. */
export class GrowingInt32 {
  #values: Int32Array;
  #length = 0;

  /** `room`: how many there will be, where that is known. */
  constructor(room = 0) {
    this.#values = new Int32Array(Math.max(room, ROOM_LEAST));
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow(this.#length + 1);
    this.#values[this.#length++] = value;
  }

  pushAll(values: Int32Array): void {
    const length = this.#length + values.length;
    if (length > this.#values.length) this.#grow(length);
    // Element by element: the built-in copy takes longer for the few that a record has.
    for (let at = 0; at < values.length; at += 1) this.#values[this.#length + at] = values[at] ?? 0;
    this.#length = length;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  at(index: number): number {
    const value = this.#values[index];
    if (value === undefined || index >= this.#length)
      throw new RangeError(`index ${index} of ${this.#length}`);
    return value;
  }

  /** The values so far, without a copy: valid until the next push. */
  values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }

  /** The values in an array that is theirs: to be taken when no more are pushed. */
  taken(): Int32Array {
    return this.#length * SLACK_PARTS >= this.#values.length * (SLACK_PARTS - 1)
      ? this.values()
      : this.#values.slice(0, this.#length);
  }

  #grow(length: number): void {
    const larger = new Int32Array(Math.max(this.#values.length * 2, length));
    larger.set(this.#values);
    this.#values = larger;
  }
}

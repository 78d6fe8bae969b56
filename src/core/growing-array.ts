/** An Int32Array that grows by doubling; reading past its end is a bug. */
export class GrowingInt32 {
  #values = new Int32Array(64);
  #length = 0;

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

  #grow(length: number): void {
    const larger = new Int32Array(Math.max(this.#values.length * 2, length));
    larger.set(this.#values);
    this.#values = larger;
  }
}

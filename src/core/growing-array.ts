/** An Int32Array that grows by doubling; reading past its end is a bug. */
export class GrowingInt32 {
  #values = new Int32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
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
}

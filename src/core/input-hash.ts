import { formatHex, utf8, type Sha256Hex } from "./bytes.ts";
import type { Crypto } from "./crypto.ts";

const FIRST_ROOM = 1_024;
/** So many numbers are sooner copied one by one than as a window on their column. */
const STEPS_MOST = 32;

/**
 * Gathers what something is made from and hashes it. Every item says what it is and how long, so that no two different lists
 * of items give the same bytes. The same items give the same hash in every runtime of the same byte order.
 */
export class InputHash {
  #words = new Int32Array(FIRST_ROOM);
  #length = 0;

  /** A whole number of 32 bits. */
  number(value: number): void {
    this.#reserve(1);
    this.#words[this.#length++] = value;
  }

  numbers(values: Int32Array): void {
    this.#reserve(values.length + 1);
    this.#words[this.#length++] = values.length;
    this.#words.set(values, this.#length);
    this.#length += values.length;
  }

  /** A stretch of a column, of which everybody knows how long it is. */
  stretch(column: Int32Array, first: number, length: number): void {
    this.#reserve(length);
    const words = this.#words;
    const to = this.#length;
    if (length > STEPS_MOST) words.set(column.subarray(first, first + length), to);
    else for (let at = 0; at < length; at++) words[to + at] = column[first + at] ?? 0;
    this.#length = to + length;
  }

  /** Sums, which may be larger than a word. */
  doubles(values: Float64Array): void {
    this.numbers(new Int32Array(values.buffer, values.byteOffset, values.length * 2));
  }

  text(value: string): void {
    this.#reserve(value.length + 1);
    this.#words[this.#length++] = value.length;
    const words = this.#words;
    const to = this.#length;
    for (let at = 0; at < value.length; at++) words[to + at] = value.charCodeAt(at);
    this.#length = to + value.length;
  }

  /** Any value that JSON tells in full, its members in the order in which the program makes them. */
  value(value: unknown): void {
    this.text(JSON.stringify(value) ?? "");
  }

  sha256(crypto: Crypto): Sha256Hex {
    return formatHex(crypto.sha256(new Uint8Array(this.#words.buffer, 0, this.#length * 4)));
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#words.length) return;
    const larger = new Int32Array(Math.max(this.#words.length * 2, this.#length + count));
    larger.set(this.#words.subarray(0, this.#length));
    this.#words = larger;
  }
}

/** The hash of what is gathered. */
export function hashOfGathered(crypto: Crypto, gather: (inputs: InputHash) => void): Sha256Hex {
  const inputs = new InputHash();
  gather(inputs);
  return inputs.sha256(crypto);
}

/** The hash of some texts in their order. */
export function hashOfTexts(crypto: Crypto, texts: readonly string[]): Sha256Hex {
  return formatHex(crypto.sha256(utf8(JSON.stringify(texts))));
}

/** The hash of a long column of numbers, without a copy of it. */
export function hashOfNumbers(crypto: Crypto, values: Int32Array): Sha256Hex {
  return formatHex(crypto.sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
}

import type { Sha256Hex } from "./bytes.ts";

/**
 * Hashes of what follows from two objects that never change, each computed once and kept as long as both objects are: so that
 * a process that publishes again does nothing for what stayed the same.
 */
export class KeptHashes<First extends object, Second extends object> {
  readonly #known = new WeakMap<First, WeakMap<Second, Sha256Hex>>();

  of(first: First, second: Second, compute: () => Sha256Hex): Sha256Hex {
    const ofFirst = this.#known.get(first) ?? new WeakMap<Second, Sha256Hex>();
    this.#known.set(first, ofFirst);
    const known = ofFirst.get(second);
    if (known !== undefined) return known;
    const hash = compute();
    ofFirst.set(second, hash);
    return hash;
  }
}

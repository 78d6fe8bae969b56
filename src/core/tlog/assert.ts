/** Stops wrong code: a failed assertion is a bug of ours, never a property of the input, and nobody catches it. */
export function assert(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${claim}`);
}

/** Sizes and indexes are JavaScript numbers, exact up to 2^53 - 1. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** The sum of integers; beyond 2^53 it would not be exact, and wrong code stops. */
export function exactSum(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0;
  if (!Number.isSafeInteger(sum)) throw new Error(`${sum} is not an exact integer`);
  return sum;
}

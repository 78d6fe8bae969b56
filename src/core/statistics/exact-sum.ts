/** The sum of integers; beyond 2^53 it would not be exact, and wrong code stops. */
export function exactSum(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (!Number.isSafeInteger(sum)) throw new Error(`${sum} is not an exact integer`);
  return sum;
}

/** The sum of integers; beyond 2^53 it would not be exact, and wrong code stops. */
export function exactSum(values: readonly number[]): number {
  return exact(values.reduce((total, value) => total + value, 0));
}

/** The same of a column of counts, of which there may be millions. */
export function columnSum(column: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < column.length; at++) sum += column[at] ?? 0;
  return exact(sum);
}

function exact(sum: number): number {
  if (!Number.isSafeInteger(sum)) throw new Error(`${sum} is not an exact integer`);
  return sum;
}

import type { Sha256Hex } from "../bytes.ts";

/**
 * Gives what a pure function gives: as it came out earlier from the same inputs, or computed now. The inputs are the hash of
 * everything the function is given, and its name; the result is plain data that JSON tells in full.
 */
export type Remember = <Result>(inputs: () => Sha256Hex, compute: () => Result) => Result;

/** Remembers nothing. */
export const computeAnew: Remember = (_, compute) => compute();

/** Whether JSON gives a value back as it is: without a member that is undefined, a negative zero, a number that is none. */
export function isToldByJson(value: unknown): boolean {
  return isSame(value, JSON.parse(JSON.stringify(value) ?? "null"));
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null)
    return Object.is(one, other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [members, others] = [Object.entries(one), Object.entries(other)];
  return (
    members.length === others.length &&
    members.every(([name, value], at) => name === others[at]?.[0] && isSame(value, others[at]?.[1]))
  );
}

import { InputError } from "../input-error.ts";

/** An exact fraction in lowest terms; the denominator is above zero. Made only by the functions of this file. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** All values from `least` to `most`, both among them. */
export interface RationalRange {
  readonly least: Rational;
  readonly most: Rational;
}

/** The fraction of two integers, in lowest terms. A number must be an integer within 2^53; wrong code stops. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [above, below] = [toBigInt(numerator), toBigInt(denominator)];
  if (below === 0n) throw new Error("a fraction over zero");
  if (below === 1n) return { numerator: above, denominator: 1n };
  const common = greatestCommonDivisor(above, below);
  const divisor = below < 0n ? -common : common;
  return { numerator: above / divisor, denominator: below / divisor };
}

export const ZERO: Rational = rational(0n);
export const ONE: Rational = rational(1n);
const HALF: Rational = rational(1n, 2n);

/**
 * The exact value of a number as people write it: "96.87" is 9687/100. A sign, digits, and digits after a point; no
 * exponent, no comma. Throws InputError where the text is something else.
 */
export function fromDecimalText(text: string): Rational {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new InputError("number", [`"${text}" is not a decimal number such as 96.87`]);
  const [, sign, whole = "", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return rational(sign === "-" ? -digits : digits, 10n ** BigInt(fraction.length));
}

export function add(one: Rational, other: Rational): Rational {
  if (one.denominator === 1n && other.denominator === 1n) return rational(one.numerator + other.numerator);
  return rational(
    one.numerator * other.denominator + other.numerator * one.denominator,
    one.denominator * other.denominator,
  );
}

export function negate(value: Rational): Rational {
  return { numerator: -value.numerator, denominator: value.denominator };
}

export function subtract(one: Rational, other: Rational): Rational {
  return add(one, negate(other));
}

export function multiply(one: Rational, other: Rational): Rational {
  return rational(one.numerator * other.numerator, one.denominator * other.denominator);
}

/** Dividing by zero is a bug of the caller, and stops. */
export function divide(one: Rational, other: Rational): Rational {
  return rational(one.numerator * other.denominator, one.denominator * other.numerator);
}

/** Below zero, zero or above zero, as `one` is less than, equal to or more than `other`. */
export function compare(one: Rational, other: Rational): -1 | 0 | 1 {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function lesser(one: Rational, other: Rational): Rational {
  return compare(one, other) <= 0 ? one : other;
}

export function greater(one: Rational, other: Rational): Rational {
  return compare(one, other) >= 0 ? one : other;
}

/** The largest integer that is not above it. */
export function floor(value: Rational): bigint {
  const { numerator, denominator } = value;
  const towardsZero = numerator / denominator;
  return numerator < 0n && towardsZero * denominator !== numerator ? towardsZero - 1n : towardsZero;
}

/** The smallest integer that is not below it. */
export function ceil(value: Rational): bigint {
  return -floor(negate(value));
}

/** The nearest integer; of two that are equally near, the larger: 2.5 gives 3, -2.5 gives -2. */
export function roundHalfUp(value: Rational): bigint {
  return floor(add(value, HALF));
}

/** The nearest double, halves to even, as IEEE 754 rounds. Exact fractions stay exact: 1/4 is 0.25. */
export function toNumber(value: Rational): number {
  const { numerator, denominator } = value;
  if (numerator < 0n) return -toNumber(negate(value));
  if (numerator <= MAX_SAFE && denominator <= MAX_SAFE) return Number(numerator) / Number(denominator);
  // At least 64 bits of quotient; the last one also stands for all that was cut off, so that one rounding remains.
  const shift = 65 + bitLength(denominator) - bitLength(numerator);
  const [above, below] =
    shift >= 0 ? [numerator << BigInt(shift), denominator] : [numerator, denominator << BigInt(-shift)];
  const quotient = above / below;
  const sticky = quotient * below === above ? quotient : quotient | 1n;
  return scaleByPowerOfTwo(Number(sticky), -shift);
}

/** The integer as a number; beyond 2^53 it would be another one, and wrong code stops. */
export function toSafeInteger(value: bigint): number {
  if (value > MAX_SAFE || value < -MAX_SAFE) throw new Error(`${value} does not fit a number`);
  return Number(value);
}

/**
 * The value in decimal, rounded half up at the last digit that is asked for: 2/3 to 2 digits is "0.67". All of the
 * digits stand, so that the text says how exact it is.
 */
export function formatDecimal(value: Rational, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const scaled = roundHalfUp(multiply(value, rational(scale)));
  const magnitude = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  const whole = magnitude.slice(0, magnitude.length - digits);
  const fraction = magnitude.slice(magnitude.length - digits);
  return `${scaled < 0n ? "-" : ""}${whole}${digits > 0 ? "." : ""}${fraction}`;
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function toBigInt(value: bigint | number): bigint {
  if (typeof value === "bigint") return value;
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is not an exact integer`);
  return BigInt(value);
}

/** Never below zero; with zero it is the other one. */
export function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** Multiplies or halves in steps that are exact as long as the value is a normal double. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  let scaled = value;
  for (let left = exponent; left > 0; left--) scaled *= 2;
  for (let left = exponent; left < 0; left++) scaled /= 2;
  return scaled;
}

import { InputError } from "../input-error.ts";
import { ceil, compare, divide, floor, rational, toSafeInteger, ZERO, type Rational } from "./rational.ts";

/** A percentage as it was printed. The digits that were printed say how far it was rounded. */
export interface AnnouncedPercentage {
  readonly text: string;
  /** In units of the last digit printed: "51.20" is 5120. */
  readonly units: bigint;
  /** What 100% is in the same units: 10,000 for two decimals. */
  readonly whole: bigint;
}

/** How a fraction may have become the digits printed. */
export type Rounding = "nearest" | "truncated";
export const ROUNDINGS: readonly Rounding[] = ["nearest", "truncated"];

/** All fractions that are printed as one announced percentage. The lower end always belongs to the range. */
export interface FractionRange {
  readonly low: Rational;
  readonly high: Rational;
  readonly highIncluded: boolean;
}

/** Whole numbers from `low` to `high`; without `high` there is no upper end. */
export interface IntegerRange {
  readonly low: number;
  readonly high: number | undefined;
}

/** Reads "51.20" or "59". Throws InputError. */
export function parsePercentage(text: string): AnnouncedPercentage {
  const match = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) throw new InputError("percentage", [`"${text}" is not a percentage such as 51.20`]);
  const [, before = "", after = ""] = match;
  return { text, units: BigInt(before + after), whole: 10n ** BigInt(after.length + 2) };
}

/** The percentage taken at its word, as a fraction: "51.20" is 64/125. */
export function nominalOf(percentage: AnnouncedPercentage): Rational {
  return rational(percentage.units, percentage.whole);
}

/**
 * The fractions that the rounding turns into the percentage. `nearest` holds both ends, because a tie may have been
 * rounded either way; `truncated` holds everything that begins with the digits printed. No fraction is below zero.
 */
export function fractionsPrintedAs(percentage: AnnouncedPercentage, rounding: Rounding): FractionRange {
  const { units, whole } = percentage;
  if (rounding === "truncated")
    return { low: rational(units, whole), high: rational(units + 1n, whole), highIncluded: false };
  const low = units === 0n ? ZERO : rational(2n * units - 1n, 2n * whole);
  return { low, high: rational(2n * units + 1n, 2n * whole), highIncluded: true };
}

/** Whether any of the fractions from `from` to `to` is in the range. Both ends may be the same. */
export function overlaps(range: FractionRange, from: Rational, to: Rational): boolean {
  const end = compare(from, range.high);
  return compare(to, range.low) >= 0 && (range.highIncluded ? end <= 0 : end < 0);
}

/**
 * Every whole number that the numerator can be divided by to give a fraction of the range; undefined where there is
 * none. The numerator is a count; the denominators are at least 1, and no count is above 2^53.
 */
export function denominatorsFor(numerator: number, range: FractionRange): IntegerRange | undefined {
  const reachesZero = compare(range.low, ZERO) === 0;
  if (numerator === 0) return reachesZero ? { low: 1, high: undefined } : undefined;
  const above = rational(numerator);
  const least = divide(above, range.high);
  const low = range.highIncluded ? ceil(least) : floor(least) + 1n;
  const high = reachesZero ? COUNT_LIMIT : lesserOf(floor(divide(above, range.low)), COUNT_LIMIT);
  if (low > high) return undefined;
  return { low: toSafeInteger(low), high: high === COUNT_LIMIT ? undefined : toSafeInteger(high) };
}
const COUNT_LIMIT = BigInt(Number.MAX_SAFE_INTEGER);

function lesserOf(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** The numbers that are in both. */
export function intersection(
  one: IntegerRange | undefined,
  other: IntegerRange | undefined,
): IntegerRange | undefined {
  if (one === undefined || other === undefined) return undefined;
  const low = Math.max(one.low, other.low);
  const high = Math.min(one.high ?? Infinity, other.high ?? Infinity);
  if (low > high) return undefined;
  return { low, high: high === Infinity ? undefined : high };
}

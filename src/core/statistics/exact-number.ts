import { toNumber, type Rational, type RationalRange } from "./rational.ts";

/** A number of an answer that was computed without rounding: as a fraction in lowest terms, and as the nearest double. */
export interface ExactNumber {
  /** "415/500" in lowest terms, or "83" where it is whole. */
  readonly exact: string;
  readonly value: number;
}

export interface ExactRange {
  readonly least: ExactNumber;
  readonly most: ExactNumber;
}

export function exactNumber(value: Rational): ExactNumber {
  const { numerator, denominator } = value;
  return {
    exact: denominator === 1n ? String(numerator) : `${numerator}/${denominator}`,
    value: toNumber(value),
  };
}

export function exactRange({ least, most }: RationalRange): ExactRange {
  return { least: exactNumber(least), most: exactNumber(most) };
}

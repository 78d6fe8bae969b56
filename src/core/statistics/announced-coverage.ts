import { InputError } from "../input-error.ts";
import {
  add,
  ceil,
  compare,
  fromDecimalText,
  multiply,
  rational,
  roundHalfUp,
  subtract,
} from "./rational.ts";
import { toSafeInteger, type Rational } from "./rational.ts";

/** A percentage as it was announced, as shares of 1, with the shares that are rounded to it: `from` to just `below`. */
export interface AnnouncedCoverage {
  readonly nominal: Rational;
  readonly from: Rational;
  readonly below: Rational;
}

/** How many stations are not in a count: taking the percentage at its word, and at the ends of what rounds to it. */
export type UncountedStations =
  | { readonly kind: "known"; readonly nominal: number; readonly fewest: number; readonly most: number }
  | { readonly kind: "refused"; readonly reason: "no-number-of-stations-gives-this-percentage" };

/**
 * The share of stations counted, from the digits announced: "80" stands for 79.5 up to, but not, 80.5 percent, "80.0"
 * for 79.95 up to 80.05. Halves are taken to be rounded up. Throws InputError where it is not from 0 to 100 percent.
 */
export function parseAnnouncedCoverage(text: string): AnnouncedCoverage {
  const percent = fromDecimalText(text);
  if (percent.numerator < 0n || compare(percent, HUNDRED) > 0)
    throw new InputError("coverage", [`${text} is not a percentage from 0 to 100`]);
  const digits = text.split(".")[1]?.length ?? 0;
  const half = rational(1n, 2n * 10n ** BigInt(digits));
  const shareOf = (value: Rational): Rational => multiply(value, rational(1n, 100n));
  return {
    nominal: shareOf(percent),
    from: shareOf(subtract(percent, half)),
    below: shareOf(add(percent, half)),
  };
}

/** How many of all stations the announced percentage leaves out. */
export function uncountedStationsOf(coverage: AnnouncedCoverage, stations: number): UncountedStations {
  const all = rational(stations);
  const counted = (share: Rational): Rational => multiply(share, all);
  const fewestCounted = Math.max(0, toSafeInteger(ceil(counted(coverage.from))));
  const mostCounted = Math.min(stations, toSafeInteger(ceil(counted(coverage.below))) - 1);
  if (fewestCounted > mostCounted)
    return { kind: "refused", reason: "no-number-of-stations-gives-this-percentage" };
  const nominal = stations - toSafeInteger(roundHalfUp(counted(coverage.nominal)));
  return { kind: "known", nominal, fewest: stations - mostCounted, most: stations - fewestCounted };
}

const HUNDRED = rational(100n);

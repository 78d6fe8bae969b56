import { compare, floor, multiply, ONE, rational, toSafeInteger, type Rational } from "./rational.ts";

/**
 * How many votes so many registered voters can give at most, if turnout is not above the cap: whole votes. A cap of 1
 * assumes nothing but that nobody votes twice; any other cap is an assumption, and is to be shown as one.
 */
export function capacityOf(registeredVoters: number, turnoutCap: Rational): number {
  if (turnoutCap.numerator < 0n || compare(turnoutCap, ONE) > 0)
    throw new Error("a turnout cap outside 0 to 1");
  if (registeredVoters < 0) throw new Error(`${registeredVoters} registered voters`);
  return toSafeInteger(floor(multiply(turnoutCap, rational(registeredVoters))));
}

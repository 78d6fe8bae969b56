import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { InputError } from "../input-error.ts";
import {
  add,
  ceil,
  compare,
  divide,
  floor,
  formatDecimal,
  fromDecimalText,
  greater,
  lesser,
  multiply,
  negate,
  ONE,
  rational,
  roundHalfUp,
  subtract,
  toNumber,
  toSafeInteger,
  ZERO,
} from "./rational.ts";

const any = fc
  .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([above, below]) => rational(above, below));
const large = fc.bigInt({ min: 1n, max: 10n ** 60n });

describe("a fraction", () => {
  test("is held in lowest terms with its sign above", () => {
    expect(rational(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rational(-6n, -4n)).toEqual({ numerator: 3n, denominator: 2n });
    expect(rational(0, -7)).toEqual(ZERO);
    expect(rational(5)).toEqual({ numerator: 5n, denominator: 1n });
  });

  test("over zero, or of a number that is not an exact integer, stops the program", () => {
    for (const wrong of [
      () => rational(1, 0),
      () => divide(ONE, ZERO),
      () => rational(0.5),
      () => rational(2 ** 53),
    ])
      expect(wrong).toThrow(Error);
  });

  test("computes as fractions do", () => {
    const [third, half] = [rational(1, 3), rational(1, 2)];
    expect(add(third, half)).toEqual(rational(5, 6));
    expect(subtract(third, half)).toEqual(rational(-1, 6));
    expect(multiply(third, half)).toEqual(rational(1, 6));
    expect(divide(third, half)).toEqual(rational(2, 3));
    expect(divide(third, negate(half))).toEqual(rational(-2, 3));
    expect([lesser(third, half), greater(third, half)]).toEqual([third, half]);
  });

  test("obeys the laws of arithmetic", () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(add(subtract(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(Math.sign(toNumber(subtract(a, b))));
        expect(compare(a, a)).toBe(0);
      }),
    );
  });
});

describe("a decimal number", () => {
  test("is read exactly", () => {
    expect(fromDecimalText("96.87")).toEqual(rational(9687, 100));
    expect(fromDecimalText("80")).toEqual(rational(80));
    expect(fromDecimalText("-0.50")).toEqual(rational(-1, 2));
    expect(add(fromDecimalText("0.1"), fromDecimalText("0.2"))).toEqual(fromDecimalText("0.3"));
  });

  test("that is written in another way is refused, as input", () => {
    for (const text of ["", "96,87", "1e3", ".5", "5.", "+1", " 1", "80%", "NaN", "1.2.3", "--1"])
      expect(() => fromDecimalText(text)).toThrow(InputError);
  });

  test("is written with as many digits as are asked for, halves up", () => {
    const written = [
      [rational(2, 3), 2, "0.67"],
      [rational(-2, 3), 2, "-0.67"],
      [rational(1, 8), 2, "0.13"],
      [rational(-1, 8), 2, "-0.12"],
      [rational(-1, 1000), 2, "0.00"],
      [rational(5, 2), 0, "3"],
      [rational(1234), 3, "1234.000"],
    ] as const;
    for (const [value, digits, text] of written) expect(formatDecimal(value, digits)).toBe(text);
  });

  test("is the same number again when read back", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.nat({ max: 6 }),
        (digits, places) => {
          const value = rational(digits, 10n ** BigInt(places));
          expect(fromDecimalText(formatDecimal(value, places))).toEqual(value);
        },
      ),
    );
  });
});

describe("rounding", () => {
  test("down, up and half up, on both sides of zero", () => {
    const rounded = [
      [rational(5, 2), 2n, 3n, 3n],
      [rational(-5, 2), -3n, -2n, -2n],
      [rational(7, 3), 2n, 3n, 2n],
      [rational(-7, 3), -3n, -2n, -2n],
      [rational(4), 4n, 4n, 4n],
      [rational(-4), -4n, -4n, -4n],
    ] as const;
    for (const [value, down, up, half] of rounded)
      expect([floor(value), ceil(value), roundHalfUp(value)]).toEqual([down, up, half]);
  });

  test("leaves less than one between a fraction and its floor, and at most a half to the nearest", () => {
    fc.assert(
      fc.property(any, (value) => {
        const rest = subtract(value, rational(floor(value)));
        expect(compare(rest, ZERO) >= 0 && compare(rest, ONE) < 0).toBe(true);
        const away = subtract(rational(roundHalfUp(value)), value);
        expect(compare(away, rational(-1, 2)) > 0 && compare(away, rational(1, 2)) <= 0).toBe(true);
      }),
    );
  });
});

describe("as a number", () => {
  test("it is what division gives where both parts are exact numbers", () => {
    fc.assert(
      fc.property(any, (value) => {
        expect(toNumber(value)).toBe(Number(value.numerator) / Number(value.denominator));
      }),
    );
  });

  test("it is the nearest double however large its parts: its neighbours are no nearer", () => {
    fc.assert(
      fc.property(large, large, (above, below) => {
        const value = rational(above, below);
        const near = toNumber(value);
        const distance = (double: number) => {
          const difference = subtract(exactly(double), value);
          return difference.numerator < 0n ? negate(difference) : difference;
        };
        for (const neighbour of neighboursOf(near))
          expect(compare(distance(near), distance(neighbour))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  test("a half between two doubles goes to the even one, and what is a little more goes up", () => {
    const between = 2n ** 53n + 1n;
    expect(toNumber(rational(between))).toBe(2 ** 53);
    expect(toNumber(rational(between * 10n ** 40n + 1n, 10n ** 40n))).toBe(2 ** 53 + 2);
  });

  test("an integer that no number holds exactly stops the program", () => {
    expect(toSafeInteger(-(2n ** 53n) + 1n)).toBe(Number.MIN_SAFE_INTEGER);
    expect(() => toSafeInteger(2n ** 53n)).toThrow(Error);
    expect(() => toSafeInteger(-(2n ** 53n))).toThrow(Error);
  });
});

/** The value of a positive double, from its bits. */
function exactly(double: number) {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, double);
  const [exponent, fraction] = [(bits.getUint16(0) >> 4) - 1075, bits.getBigUint64(0) & (2n ** 52n - 1n)];
  const mantissa = fraction + 2n ** 52n;
  return exponent >= 0 ? rational(mantissa << BigInt(exponent)) : rational(mantissa, 1n << BigInt(-exponent));
}

function neighboursOf(double: number): number[] {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, double);
  const whole = bits.getBigUint64(0);
  return [whole - 1n, whole + 1n].map((each) => {
    bits.setBigUint64(0, each);
    return bits.getFloat64(0);
  });
}

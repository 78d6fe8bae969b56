import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { lastDigits, SECOND_DIGIT_MEAN, SECOND_DIGIT_PROBABILITIES, secondDigits } from "./digits.ts";

const counts = fc.array(fc.integer({ min: -2, max: 100_000 }), { minLength: 80, maxLength: 300 });
const BY_NAME = { byName: "second-digit-benford" } as const;

describe("last digits", () => {
  test("are those of the decimal text, for counts of 10 and more", () => {
    fc.assert(
      fc.property(counts, (given) => {
        const screened = lastDigits(Int32Array.from(given));
        const texts = given.filter((count) => count >= 10).map(String);
        fc.pre(texts.length >= 50);
        if (screened.kind === "refused") throw new Error(screened.reason);
        const times = Array.from({ length: 10 }, () => 0);
        let [repeated, adjacent] = [0, 0];
        for (const text of texts) {
          const [tens, ones] = [Number(text.at(-2)), Number(text.at(-1))];
          times[ones] = (times[ones] ?? 0) + 1;
          if (tens === ones) repeated++;
          if ((tens + 1) % 10 === ones || (ones + 1) % 10 === tens) adjacent++;
        }
        expect(screened.observed).toEqual(times);
        expect(screened.counts).toBe(texts.length);
        expect(screened.leftOut).toBe(given.length - texts.length);
        expect(screened.repeated).toBe(repeated / texts.length);
        expect(screened.adjacent).toBe(adjacent / texts.length);
        expect(screened.mean).toBeCloseTo(
          texts.reduce((sum, text) => sum + Number(text.at(-1)), 0) / texts.length,
          12,
        );
      }),
    );
  });

  test("spread evenly have a chi-square of 0; all alike, nine times their number", () => {
    const even = lastDigits(Int32Array.from({ length: 100 }, (_, at) => 100 + at));
    expect(even).toMatchObject({ counts: 100, mean: 4.5, meanExpected: 4.5, repeated: 0.1, adjacent: 0.2 });
    expect(even).toMatchObject({ degreesOfFreedom: 9 });
    if (even.kind === "screened")
      expect([even.chiSquare, even.pValue].map((n) => Math.round(n * 1e9))).toEqual([0, 1e9]);
    const alike = lastDigits(new Int32Array(50).fill(70));
    if (alike.kind === "refused") throw new Error(alike.reason);
    expect(alike.chiSquare).toBeCloseTo(450, 9);
    expect(alike.pValue).toBeLessThan(1e-80);
  });

  test("the smallest count with a last digit of its own is 10, and 50 are asked for", () => {
    expect(lastDigits(new Int32Array(50).fill(10))).toMatchObject({ counts: 50 });
    expect(lastDigits(new Int32Array(50).fill(9))).toEqual({ kind: "refused", reason: "too-few-counts" });
    expect(lastDigits(new Int32Array(49).fill(10))).toEqual({ kind: "refused", reason: "too-few-counts" });
  });

  test("do not hang on the order of the stations", () => {
    fc.assert(
      fc.property(counts, (given) => {
        expect(lastDigits(Int32Array.from(given.toReversed()))).toEqual(lastDigits(Int32Array.from(given)));
      }),
    );
  });
});

describe("second digits", () => {
  test("are not tested unless asked for by name", () => {
    const given = Int32Array.from({ length: 500 }, (_, at) => 10 + at * at);
    expect(secondDigits(given, { byName: undefined })).toEqual({
      kind: "refused",
      reason: "not-asked-by-name",
    });
    expect(secondDigits(given, BY_NAME)).toMatchObject({ kind: "screened", spread: "unknown" });
  });

  test("are those of the decimal text, from the left", () => {
    fc.assert(
      fc.property(counts, (given) => {
        const texts = given.filter((count) => count >= 10).map(String);
        fc.pre(texts.length >= 50);
        const screened = secondDigits(Int32Array.from(given), BY_NAME);
        if (screened.kind === "refused") throw new Error(screened.reason);
        const times = Array.from({ length: 10 }, () => 0);
        for (const text of texts) times[Number(text[1])] = (times[Number(text[1])] ?? 0) + 1;
        expect(screened.observed).toEqual(times);
      }),
    );
  });

  test("of counts that are all of one size cannot follow the law, and that is said", () => {
    const tables = Int32Array.from({ length: 500 }, (_, at) => 26 + (at % 578));
    expect(secondDigits(tables, BY_NAME)).toMatchObject({ spread: "failed", smallest: 26, largest: 525 });
    expect(secondDigits(Int32Array.from([...tables, 2600]), BY_NAME)).toMatchObject({ spread: "unknown" });
    expect(secondDigits(Int32Array.from([...tables, 2599]), BY_NAME)).toMatchObject({ spread: "failed" });
  });

  test("under the law are those of the powers of two", () => {
    const times = Array.from({ length: 10 }, () => 0);
    let power = 1n;
    for (let at = 0; at < 20_000; at++) {
      power *= 2n;
      if (power > 10n ** 40n) power /= 10n ** 20n;
      const second = Number(String(power)[1] ?? 0);
      if (power >= 10n) times[second] = (times[second] ?? 0) + 1;
    }
    for (const [digit, probability] of SECOND_DIGIT_PROBABILITIES.entries())
      expect((times[digit] ?? 0) / 20_000).toBeCloseTo(probability, 2);
    expect(SECOND_DIGIT_PROBABILITIES.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 14);
    expect(SECOND_DIGIT_MEAN).toBeCloseTo(4.187_39, 5);
  });
});

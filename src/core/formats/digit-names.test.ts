import * as fc from "fast-check";
import { expect, test } from "vitest";

import { spellDigits } from "../../pipeline/proving/thermal-strip.ts";
import { editDistance, parseDigitNames } from "./digit-names.ts";

const FORM = { digits: 4, language: "es" } as const;

test("what is spelt digit by digit is read back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999 }), (count) => {
      expect(parseDigitNames(spellDigits(count), FORM)).toEqual({ value: count, distance: 0 });
    }),
  );
});

test.each([
  ["Caro; Coro: Cero. Ocha", 8, 3],
  ["CERO CERO SEIS SIETE", 67, 0],
  ["Cero, Cero, Cuutro, | Mueve", 49, 2],
])("%s is %i", (text, value, distance) => {
  expect(parseDigitNames(text, FORM)).toEqual({ value, distance });
});

test.each([
  ["Cero, Cero, Cero", "a name is missing"],
  ["Cero, Cero, Cero, Cero, Uno", "there is one too many"],
  ["Cero, Cero, Cero, Xyz", "a word is no name"],
  ["Cero, Cero, Cero, Seite", "two names are as near"],
  ["", "there is nothing"],
])("%s is refused: %s", (text) => {
  expect(parseDigitNames(text, FORM)).toBeUndefined();
});

test("no name with one wrong letter is taken for another", () => {
  const names = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"];
  for (const [digit, name] of names.entries())
    for (let at = 0; at < name.length; at++)
      for (const letter of "abcdehinorstuvz") {
        const word = name.slice(0, at) + letter + name.slice(at + 1);
        const read = parseDigitNames(word, { digits: 1, language: "es" });
        if (read !== undefined) expect([word, read.value]).toEqual([word, digit]);
      }
});

test("the distance of two words is symmetric, and no more than that by way of a third", () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, word, (one, other, third) => {
      expect(editDistance(one, other)).toBe(editDistance(other, one));
      expect(editDistance(one, one)).toBe(0);
      expect(editDistance(one, other)).toBeLessThanOrEqual(
        editDistance(one, third) + editDistance(third, other),
      );
    }),
  );
});

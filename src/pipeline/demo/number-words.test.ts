import assert from "node:assert/strict";

import { test } from "vitest";

import { numberInSpanish } from "./number-words.ts";

test.each([
  [0, "cero"],
  [1, "uno"],
  [16, "dieciséis"],
  [21, "veintiuno"],
  [30, "treinta"],
  [31, "treinta y uno"],
  [99, "noventa y nueve"],
  [100, "cien"],
  [101, "ciento uno"],
  [149, "ciento cuarenta y nueve"],
  [500, "quinientos"],
  [777, "setecientos setenta y siete"],
  [1_000, "mil"],
  [1_100, "mil cien"],
  [2_026, "dos mil veintiséis"],
  [21_001, "veintiún mil uno"],
  [31_000, "treinta y un mil"],
  [100_000, "cien mil"],
  [999_999, "novecientos noventa y nueve mil novecientos noventa y nueve"],
])("%i is %s", (count, words) => {
  assert.equal(numberInSpanish(count), words);
});

test("every count a sheet can hold has words of its own", () => {
  const words = Array.from({ length: 1_000 }, (_, count) => numberInSpanish(count));
  assert.equal(new Set(words).size, words.length);
  assert.ok(words.every((text) => /^[a-záéíóúñ]+( [a-záéíóúñ]+)*$/.test(text)));
});

test("what is not a count below a million is refused", () => {
  for (const wrong of [-1, 1.5, 1_000_000, Number.NaN])
    assert.throws(() => numberInSpanish(wrong), RangeError);
});

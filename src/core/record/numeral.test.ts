import { expect, test } from "vitest";

import { parseNumeral } from "./numeral.ts";

test.each([
  ["27", "en", 27],
  ["2,400", "en", 2400],
  ["2.400", "es", 2400],
  ["2.400", "pt", 2400],
  ["5.150.092", "en", 5150092],
  ["5,150,092", "es", 5150092],
  ["51.2", "es", 51.2],
  ["51,2", "en", 51.2],
  ["1,234.5", "es", 1234.5],
  ["1.234,5", "en", 1234.5],
  ["6,8", "es", 6.8],
  ["0.400", "es", 0.4],
  ["12 345", "es", 12345],
] as const)("%s in %s is %d", (digits, language, value) =>
  expect(parseNumeral(digits, language).value).toBe(value),
);

test("an ambiguous one keeps its other meaning", () => {
  expect(parseNumeral("2.400", "en")).toEqual({ value: 2.4, other: 2400 });
  expect(parseNumeral("51.951", "es")).toEqual({ value: 51951, other: 51.951 });
});

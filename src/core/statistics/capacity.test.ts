import { expect, test } from "vitest";

import { capacityOf } from "./capacity.ts";
import { fromDecimalText, ONE, rational } from "./rational.ts";

test("without a cap on turnout every registered voter can give a vote", () => {
  expect(capacityOf(500, ONE)).toBe(500);
  expect(capacityOf(0, ONE)).toBe(0);
});

test("under a cap votes are whole, and the cap is not exceeded by a part of one", () => {
  expect(capacityOf(500, fromDecimalText("0.7"))).toBe(350);
  expect(capacityOf(3, fromDecimalText("0.6"))).toBe(1);
  expect(capacityOf(3_901_352, fromDecimalText("0.6"))).toBe(2_340_811);
});

test("a cap outside 0 to 1, or less than no voters, stops the program", () => {
  for (const cap of [rational(-1, 10), rational(11, 10)]) expect(() => capacityOf(10, cap)).toThrow(Error);
  expect(() => capacityOf(-1, ONE)).toThrow(Error);
});

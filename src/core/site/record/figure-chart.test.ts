import * as fc from "fast-check";
import { expect, test } from "vitest";

import { dayNumber, dayText } from "./figure-chart.ts";

test("days are numbered as the calendar has them, and named again", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1600-03-01"), max: new Date("2400-12-31"), noInvalidDate: true }),
      (date) => {
        const iso = date.toISOString().slice(0, 10);
        const number = dayNumber(iso) ?? Number.NaN;
        expect(dayText(number)).toBe(iso);
        const days = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) / 86_400_000;
        expect(number - (dayNumber("1970-01-01") ?? 0)).toBe(days);
      },
    ),
  );
  expect(dayNumber("May 2026")).toBeUndefined();
});

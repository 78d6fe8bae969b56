import * as fc from "fast-check";
import { expect, test } from "vitest";

import { announcedInstant } from "./announced-instant.ts";

test("the distance of two moments is that of the calendar, whatever their offsets", () => {
  const minutes = fc.integer({ min: 0, max: 250 * 365 * 1440 });
  const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
  const start = Date.UTC(1850, 0, 1);
  fc.assert(
    fc.property(minutes, offsets, (minute, offset) => {
      const instant = start + minute * 60_000;
      const local = new Date(instant + offset * 60_000).toISOString().slice(0, 19);
      const two = (value: number) => String(value).padStart(2, "0");
      const away = Math.abs(offset);
      const text = `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
      const since = announcedInstant(text) - announcedInstant("1850-01-01T00:00:00Z");
      expect(since).toBe(minute * 60);
    }),
  );
});

test("a date without a time stands at its noon; seconds may be left out or have parts", () => {
  expect(announcedInstant("2024-07-29")).toBe(announcedInstant("2024-07-29T12:00Z"));
  expect(announcedInstant("2024-07-28T23:50:00-04:00")).toBeLessThan(announcedInstant("2024-07-29"));
  expect(announcedInstant("2024-07-29T00:00:00.5Z") - announcedInstant("2024-07-29T00:00:00Z")).toBe(0.5);
});

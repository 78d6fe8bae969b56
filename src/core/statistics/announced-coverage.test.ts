import * as fc from "fast-check";
import { expect, test } from "vitest";

import { InputError } from "../input-error.ts";
import { parseAnnouncedCoverage, uncountedStationsOf } from "./announced-coverage.ts";
import { fromDecimalText, rational } from "./rational.ts";

const uncounted = (text: string, stations: number) =>
  uncountedStationsOf(parseAnnouncedCoverage(text), stations);

test("a percentage stands for all that is rounded to its digits", () => {
  expect(parseAnnouncedCoverage("80")).toEqual({
    nominal: rational(4, 5),
    from: fromDecimalText("0.795"),
    below: fromDecimalText("0.805"),
  });
  expect(parseAnnouncedCoverage("80.0")).toEqual({
    nominal: rational(4, 5),
    from: fromDecimalText("0.7995"),
    below: fromDecimalText("0.8005"),
  });
  expect(parseAnnouncedCoverage("96.87").from).toEqual(fromDecimalText("0.96865"));
});

test("what is not a percentage is refused, as input", () => {
  for (const text of ["101", "-1", "100.01", "80%", "eighty", ""])
    expect(() => parseAnnouncedCoverage(text)).toThrow(InputError);
});

test("the stations left out are counted at the percentage's word and at its ends", () => {
  expect(uncounted("80", 1000)).toEqual({ kind: "known", nominal: 200, fewest: 196, most: 205 });
  expect(uncounted("80", 30_026)).toEqual({ kind: "known", nominal: 6005, fewest: 5856, most: 6155 });
});

test("no more stations than all are counted, and no fewer than none", () => {
  expect(uncounted("100", 1000)).toEqual({ kind: "known", nominal: 0, fewest: 0, most: 5 });
  expect(uncounted("0", 1000)).toEqual({ kind: "known", nominal: 1000, fewest: 996, most: 1000 });
});

test("a percentage that no number of stations gives is refused, with the reason", () => {
  expect(uncounted("81", 10)).toEqual({
    kind: "refused",
    reason: "no-number-of-stations-gives-this-percentage",
  });
  expect(uncounted("80", 10).kind).toBe("known");
});

test("exactly the numbers of stations that round to the percentage lie between the ends", () => {
  fc.assert(
    fc.property(fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 300 }), (tenths, stations) => {
      const text = `${Math.floor(tenths / 10)}.${tenths % 10}`;
      const rounding: number[] = [];
      for (let counted = 0; counted <= stations; counted++)
        if (Math.floor((2000 * counted + stations) / (2 * stations)) === tenths)
          rounding.push(stations - counted);
      const found = uncounted(text, stations);
      if (rounding.length === 0) expect(found.kind).toBe("refused");
      else expect(found).toMatchObject({ fewest: rounding.at(-1), most: rounding[0] });
      if (found.kind === "known")
        expect(found.nominal >= found.fewest && found.nominal <= found.most).toBe(true);
    }),
    { numRuns: 500 },
  );
});

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { countBelow } from "./count-below.ts";

test("the values below one are counted, those equal to it are not", () => {
  const ascending = Int32Array.of(-3, 1, 1, 4);
  expect([-4, -3, 0, 1, 2, 4, 5].map((value) => countBelow(ascending, value))).toEqual([0, 0, 1, 1, 3, 3, 4]);
  expect(countBelow(new Int32Array(0), 3)).toBe(0);
});

test("it agrees with looking at every value", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 })),
      fc.integer({ min: -6, max: 6 }),
      (values, value) => {
        const ascending = Int32Array.from(values).sort();
        expect(countBelow(ascending, value)).toBe(values.filter((each) => each < value).length);
      },
    ),
  );
});

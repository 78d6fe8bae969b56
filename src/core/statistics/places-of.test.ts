import { expect, test } from "vitest";

import { placesOf } from "./places-of.ts";

test("every station is told where it stands in the list, and -1 where it does not", () => {
  expect(placesOf(Int32Array.of(4, 0, 2), 6)).toEqual(Int32Array.of(1, -1, 2, -1, 0, -1));
  expect(placesOf(new Int32Array(0), 2)).toEqual(Int32Array.of(-1, -1));
});

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { foldText } from "./fold-text.ts";

test("accents, capitals and curved apostrophes go", () => {
  expect(foldText("Según José Núñez, São Paulo’s AÑO")).toBe("segun jose nunez, sao paulo's ano");
});

/** Any UTF-16 units, whole characters or not. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));

test("offsets stay: the folded text is as long as the text", () => {
  fc.assert(
    fc.property(units, (text) => {
      expect(foldText(text).length).toBe(text.length);
    }),
  );
});

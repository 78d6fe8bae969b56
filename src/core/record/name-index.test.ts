import * as fc from "fast-check";
import { expect, test } from "vitest";

import { mergeRanges, placesOfName } from "./mask.ts";
import { NameIndex } from "./name-index.ts";

test("finds what looking for each name finds", () => {
  const words = fc.constantFrom(
    "Ilsa",
    "ILSA",
    "Brandt",
    "Peña",
    "pena",
    "de",
    "la",
    "O'Neill",
    "3",
    "-",
    ",",
  );
  const phrase = fc.array(words, { minLength: 1, maxLength: 4 }).map((some) => some.join(" "));
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 5 }), fc.array(words, { maxLength: 20 }), (names, some) => {
      const text = some.join(" ");
      const spelled = names.filter((name) => /\p{L}/u.test(name));
      const each = mergeRanges(spelled.flatMap((name) => placesOfName(text, name)));
      expect(mergeRanges(new NameIndex(names).placesIn(text))).toEqual(each);
    }),
  );
});

test("hides nothing by a name without letters", () => {
  expect(new NameIndex(["47", " "]).placesIn("47 people")).toEqual([]);
});

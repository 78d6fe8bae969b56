import * as fc from "fast-check";
import { expect, test } from "vitest";

import { codePointOffset, cutsCharacter, utf16Offset } from "./code-point-offset.ts";

test("characters outside the basic plane count once", () => {
  expect(codePointOffset("a🗳b", 3)).toBe(2);
  expect(utf16Offset("a🗳b", 2)).toBe(3);
});

test("an offset that cuts a character, or lies outside, is refused", () => {
  expect(() => codePointOffset("a🗳b", 2)).toThrow("cuts a character");
  expect(() => codePointOffset("ab", 3)).toThrow("not in the text");
  expect(() => utf16Offset("ab", 3)).toThrow("not in the text");
});

test("there and back is the same offset, everywhere a character begins", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      for (let at = 0; at <= text.length; at += 1)
        if (!cutsCharacter(text, at)) expect(utf16Offset(text, codePointOffset(text, at))).toBe(at);
    }),
  );
});

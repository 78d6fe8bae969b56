import { expect, test } from "vitest";

import { BULLETIN, BULLETIN_FORMAT, codesOf } from "../../../test/support/bulletins.ts";
import { codesSuffice } from "./codes-suffice.ts";

const LIST = { kind: "list" as const, contest: "mayor", rows: ["ANA", "BEA"] };

test("a text that one of the formats takes entirely ends the search", () => {
  expect(codesSuffice(["https://example.org", "Z-7!12,3!0!1"], [LIST])).toBe(true);
  expect(codesSuffice(["1803900010041000"], ["hn-2025-qr"])).toBe(true);
});

test("a code that only names its sheet does not end it where codes with votes are to be expected", () => {
  expect(codesSuffice(["1803900010041000"], [LIST, "hn-2025-qr"])).toBe(false);
  expect(codesSuffice(["1803900010041000", "90001!12,3!0!1"], [LIST, "hn-2025-qr"])).toBe(true);
});

test("noise does not end it, nor does a text with something before or after", () => {
  expect(codesSuffice([], [LIST])).toBe(false);
  expect(codesSuffice(["https://example.org", "Z-7!12,3!0!1 ", "Z-7!12!0!1"], [LIST])).toBe(false);
});

test("a split code ends it with its last part only", () => {
  const parts = codesOf(BULLETIN, 120);
  for (let held = 0; held < parts.length; held++)
    expect(codesSuffice(parts.slice(0, held), [BULLETIN_FORMAT])).toBe(false);
  expect(codesSuffice(parts.toReversed(), [BULLETIN_FORMAT])).toBe(true);
});

test("with no format to hold it to, any text will do", () => {
  expect(codesSuffice(["anything"], [])).toBe(true);
  expect(codesSuffice([], [])).toBe(false);
});

import { expect, test } from "vitest";

import { visibleName, visibleText } from "./visible-text.ts";

test("an escape sequence in a name is shown and not carried out", () => {
  expect(visibleText("units/\u001B[2J\u001B[HVERIFIED\u009B8m\r")).toBe(
    "units/\uFFFD[2J\uFFFD[HVERIFIED\uFFFD8m\uFFFD",
  );
  expect(visibleText("\u202Elmth.21")).toBe("\uFFFDlmth.21");
});

test("letters of any script, lines and tabs stay as they are", () => {
  const text = "Mesa Nº 3: 投票所, مركز\n\tline two\n";
  expect(visibleText(text)).toBe(text);
});

test("a name begins no line of its own", () => {
  expect(visibleName("a\n\nVERIFIED: everything")).toBe("a\uFFFD\uFFFDVERIFIED: everything");
});

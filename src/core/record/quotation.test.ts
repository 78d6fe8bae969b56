import { expect, test } from "vitest";

import { quotationsAmong } from "./quotation.ts";
import { tokensOf } from "./token.ts";

const quoted = (text: string) =>
  quotationsAmong(text, tokensOf(text)).map(({ start, end }) => text.slice(start, end));

test("straight, curved, angular and single marks", () => {
  expect(quoted("He said \"one two\" and “three” and «cuatro» and 'five six'.")).toEqual([
    "one two",
    "three",
    "cuatro",
    "five six",
  ]);
});

test("an apostrophe opens and closes nothing", () => {
  expect(quoted("Maduro's claim wasn't the opposition's.")).toEqual([]);
});

test("a mark that is never closed quotes nothing beyond its paragraph", () => {
  expect(quoted('He said "one.\n\nThen "two" came.')).toEqual(["two"]);
});

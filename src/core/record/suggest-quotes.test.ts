import { expect, test } from "vitest";

import type { Language } from "./language.ts";
import { passageOf } from "./passage.ts";
import { suggestQuotes } from "./suggest-quotes.ts";
import { voicesOf } from "./voice.ts";

function quotesIn(text: string, language: Language): readonly string[] {
  const passage = passageOf(text, language);
  return suggestQuotes(passage, voicesOf(passage)).map(({ words, voice, isFragment }) =>
    [
      words,
      voice === undefined ? "-" : (voice.resolved ?? voice).words,
      isFragment ? "fragment" : "statement",
    ].join(" | "),
  );
}

test("the speaker comes after, before, or in the sentence before", () => {
  expect(quotesIn('"Force is no argument at all," the minister Ana Luz said.', "en")).toEqual([
    "Force is no argument at all, | the minister Ana Luz | statement",
  ]);
  expect(quotesIn("«No vamos a aceptar este resultado», afirmó Salvador Nieto.", "es")).toEqual([
    "No vamos a aceptar este resultado | Salvador Nieto | statement",
  ]);
  expect(quotesIn('Dora Lins disse: "Vinte e oito é só o que admitem."', "pt")).toEqual([
    "Vinte e oito é só o que admitem. | Dora Lins | statement",
  ]);
});

test("a pronoun stands for the one person who spoke before", () => {
  expect(
    quotesIn('Delsa Prieto rejected both counts. "This is not what was voted," she said.', "en"),
  ).toEqual(["This is not what was voted, | Delsa Prieto | statement"]);
});

test("two quotations of one speaker in a row, and an office held by one person named before", () => {
  expect(
    quotesIn(
      'The bloc "took note", spokesman Stephane Duval said. It was ready "for genuine and inclusive dialogue," the spokesman said.',
      "en",
    ),
  ).toEqual([
    "took note | spokesman Stephane Duval | fragment",
    "for genuine and inclusive dialogue, | spokesman Stephane Duval | statement",
  ]);
});

test("where nobody speaks the voice is blank", () => {
  expect(quotesIn("'Cannot be recognised'", "en")).toEqual(["Cannot be recognised | - | fragment"]);
});

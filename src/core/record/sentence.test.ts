import * as fc from "fast-check";
import { expect, test } from "vitest";

import { sentencesOf } from "./sentence.ts";
import { tokensOf } from "./token.ts";

const split = (text: string) =>
  sentencesOf(text, tokensOf(text)).map(({ start, end }) => text.slice(start, end));

test("abbreviations, initials and decimal points end no sentence", () => {
  expect(split("Mr. Guterres met the U.S. Secretary J. Smith. He got 51.2 percent. It ended.")).toEqual([
    "Mr. Guterres met the U.S. Secretary J. Smith.",
    "He got 51.2 percent.",
    "It ended.",
  ]);
});

test("a closing mark belongs to its sentence, and small letters go on", () => {
  expect(split('"We are not afraid!" they said. "Freedom!" He left.')).toEqual([
    '"We are not afraid!" they said.',
    '"Freedom!"',
    "He left.",
  ]);
});

test("an empty line always ends a sentence, a wrapped line does not", () => {
  expect(split("A headline without a stop\n\nThe text.")).toEqual(["A headline without a stop", "The text."]);
  const wrapped =
    "The commission said on Sunday that the count of the votes\nwould go on until all of the polling stations had sent in\ntheir tally sheets, and that nobody should announce any\nresult before that. Then it closed.";
  expect(split(wrapped)).toHaveLength(2);
});

test("the sentences cover every token once, in order", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "B", ".", " ", "\n", '"', "1", "!", "é") }),
      (text) => {
        const tokens = tokensOf(text);
        const sentences = sentencesOf(text, tokens);
        let at = 0;
        for (const { first, next } of sentences) {
          expect(first).toBe(at);
          at = next;
        }
        expect(at).toBe(tokens.length);
      },
    ),
  );
});

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { suggestCards } from "./suggest-cards.ts";
import type { Words } from "./voice.ts";

const STORY = `The Foro Libre NGO said at least 11 persons - two of them minors - had died, and 177 were arrested.

"We have 73% of the tally sheets," Irene Salas told reporters. Chile and Peru refused to recognise the result on Monday.`;

/** Every range of the text that a card points at. */
function rangesOf(card: object): readonly Words[] {
  return [card, ...Object.values(card)].flatMap((value) =>
    typeof value === "object" && value !== null && "words" in value && "start" in value && "end" in value
      ? [value as Words, ...(value === card ? [] : rangesOf(value))]
      : [],
  );
}

test("every card and every part of it says the words at its place", () => {
  const { figures, quotes, positions } = suggestCards(STORY);
  expect([figures.length, quotes.length, positions.length]).toEqual([4, 1, 1]);
  for (const { start, end, words } of [...figures, ...quotes, ...positions].flatMap(rangesOf))
    expect(STORY.slice(start, end)).toBe(words);
});

test("a text in none of the languages suggests nothing", () => {
  expect(suggestCards("12345 67890")).toEqual({
    language: undefined,
    numbers: [],
    figures: [],
    quotes: [],
    positions: [],
    privateNames: [],
  });
});

test("every number is found for highlighting, whatever it counts", () => {
  expect(suggestCards("Maduro, 61, won 52% of the vote in a six-year term on July 28.").numbers).toHaveLength(
    4,
  );
});

test("no text makes it stumble, and every card stands on its words", () => {
  const pieces = fc.constantFrom(
    ..."the of , . ; : ( ) \" “ ” ' — - 27 2,400 5.150.092 52 % killed died arrested people said according to Police at least more than and in Caracas votes \n\n he who that between".split(
      " ",
    ),
    ..."según dijo murieron muertos detenidos de las actas el la y que al menos entre una personas votos".split(
      " ",
    ),
    ..."segundo mortos pessoas foram detidas dos votos e o a".split(" "),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), fc.constantFrom("en", "es", "pt"), (words, language) => {
      const text = words.join(" ");
      const { figures, quotes, positions, numbers } = suggestCards(text, language);
      for (const range of [...figures, ...quotes, ...positions].flatMap(rangesOf))
        expect(text.slice(range.start, range.end)).toBe(range.words);
      for (const [at, number] of numbers.entries())
        expect(number.start).toBeGreaterThanOrEqual(numbers[at - 1]?.end ?? 0);
    }),
    { numRuns: 400 },
  );
}, 60_000);

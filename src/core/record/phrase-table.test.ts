import { expect, test } from "vitest";

import { PhraseTable, phrasesOf } from "./phrase-table.ts";
import { tokensOf } from "./token.ts";

const table = new PhraseTable<string>([
  ...phrasesOf("share", "de los? votos"),
  ...phrasesOf("died", "was|were killed"),
  ...phrasesOf("held", "detenid~"),
  ["de", "of"],
]);

test("the longest phrase wins, alternatives and optional words count, and the four endings are known", () => {
  const tokens = tokensOf("de los votos de votos were killed detenidas");
  expect([0, 3, 5, 7].map((at) => table.at(tokens, at))).toEqual([
    { length: 3, meaning: "share" },
    { length: 2, meaning: "share" },
    { length: 2, meaning: "died" },
    { length: 1, meaning: "held" },
  ]);
  expect(table.at(tokens, 1)).toBeUndefined();
});

test("a phrase is also found by its end", () => {
  const tokens = tokensOf("el 52% de los votos fue");
  expect(table.before(tokens, 6)).toEqual({ length: 3, meaning: "share" });
  expect(table.before(tokens, 2)).toBeUndefined();
});

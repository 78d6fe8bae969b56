import { expect, test } from "vitest";

import { languageOf } from "./language.ts";

test.each([
  ["en", "The opposition rejected the result and called for a recount on Monday."],
  ["es", "La oposición rechazó el resultado y pidió un recuento de los votos el lunes."],
  ["pt", "A oposição rejeitou o resultado e pediu uma recontagem dos votos na segunda-feira."],
  ["es", "Al menos 27 muertos y 192 heridos en las protestas"],
  ["pt", "Pelo menos 27 mortos e 192 feridos nos protestos"],
])("%s: %s", (language, text) => expect(languageOf(text)).toBe(language));

test.each([
  "",
  "12345",
  "Ok.",
  "Der Wahlrat hat das Ergebnis noch nicht bekannt gegeben und schweigt weiter.",
])("no language is claimed for %j", (text) => expect(languageOf(text)).toBeUndefined());

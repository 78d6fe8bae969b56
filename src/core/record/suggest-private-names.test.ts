import { expect, test } from "vitest";

import type { Language } from "./language.ts";
import { passageOf } from "./passage.ts";
import { suggestPrivateNames } from "./suggest-private-names.ts";

const namesIn = (text: string, language: Language) =>
  suggestPrivateNames(passageOf(text, language)).map(({ words }) => words);

test.each([
  [
    "en",
    '"We stay in the streets," said Carley Patino, a 47-year-old administrator. Patino has two sons.',
    ["Carley Patino", "Patino"],
  ],
  ["en", "Yolanda Ruiz, 34, who sells coffee opposite the town hall, saw it.", ["Yolanda Ruiz"]],
  ["es", "«No son cifras», dijo Nilda Quispe, comerciante de 41 años.", ["Nilda Quispe"]],
  ["es", "Óscar Pérez, de 54 años, busca a sus hijos.", ["Óscar Pérez"]],
  ["pt", "“Não durmo desde domingo”, confessou Júlia Sá, de 22 anos.", ["Júlia Sá"]],
] as const)("%s: who is told with an age and holds no office is suggested: %s", (language, text, names) =>
  expect(namesIn(text, language)).toEqual(names),
);

test.each([
  ["en", "President Nicolas Maduro spoke. Nicolas Maduro, 61, has led the country since 2013."],
  ["en", "Independent polls had predicted opposition candidate Edmundo Gonzalez Urrutia, 74, would win."],
  ["es", "El candidato Salvador Nieto, de 64 años, tachó el conteo de irregular."],
  ["es", "Uno de ellos, de 36 años, llevaba cuatro meses sin atención."],
  ["pt", "A candidata Vera Lind, de 55 anos, não aceita a derrota."],
] as const)("%s: who holds an office, and who has no name, is not: %s", (language, text) =>
  expect(namesIn(text, language)).toEqual([]),
);

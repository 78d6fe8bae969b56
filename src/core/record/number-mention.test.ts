import { describe, expect, test } from "vitest";

import type { Language } from "./language.ts";
import { numbersIn } from "./number-mention.ts";

function readAll(text: string, language: Language): readonly string[] {
  return numbersIn(text, language).map(({ start, end, quantity: { bound, unit, value, low, high } }) => {
    const number = value ?? (bound === "vague" ? "-" : `${low}..${high}`);
    return [text.slice(start, end), bound, number, unit].join(" | ");
  });
}

describe("English", () => {
  test.each([
    ["at least 27 people", ["at least 27 | at-least | 27 | count"]],
    ["no fewer than 600 were seized", ["no fewer than 600 | at-least | 600 | count"]],
    ["more than 80 percent", ["more than 80 percent | more-than | 80 | percent"]],
    ["over 60%", ["over 60% | more-than | 60 | percent"]],
    ["as many as 20 people", ["as many as 20 | at-most | 20 | count"]],
    ["just under 52%", ["just under 52% | less-than | 52 | percent"]],
    ["Some 2,400 people", ["Some 2,400 | approximately | 2400 | count"]],
    ["an estimated 100,000", ["an estimated 100,000 | approximately | 100000 | count"]],
    ["a dozen soldiers", ["a dozen | approximately | 12 | count"]],
    ["more than two dozen", ["more than two dozen | more-than | 24 | count"]],
    ["half a million", ["half a million | approximately | 500000 | count"]],
    [
      "twenty-one people and thirty two goats",
      ["twenty-one | exact | 21 | count", "thirty two | exact | 32 | count"],
    ],
    ["two hundred and six votes", ["two hundred and six | exact | 206 | count"]],
    ["6.8 million", ["6.8 million | exact | 6800000 | count"]],
    ["between 300 and 350", ["between 300 and 350 | range | 300..350 | count"]],
    ["between 2 and 3 million", ["between 2 and 3 million | range | 2000000..3000000 | count"]],
    ["tens of thousands of people", ["tens of thousands | vague | - | count"]],
    ["dozens were hurt", ["dozens | vague | - | count"]],
    ["27 or more", ["27 or more | at-least | 27 | count"]],
    ["from six to nine", ["six | exact | 6 | count", "nine | exact | 9 | count"]],
    ["did not exceed more than 30", ["more than 30 | at-most | 30 | count"]],
    ["nine in ten", ["nine in ten | exact | 90 | ratio"]],
  ] as const)("%s", (text, expected) => expect(readAll(text, "en")).toEqual(expected));
});

describe("Spanish", () => {
  test.each([
    ["al menos 24", ["al menos 24 | at-least | 24 | count"]],
    ["unos 2.000 manifestantes", ["unos 2.000 | approximately | 2000 | count"]],
    ["más del 80% de las actas", ["más del 80% | more-than | 80 | percent"]],
    ["veinticuatro muertos", ["veinticuatro | exact | 24 | count"]],
    ["mil trescientas cincuenta y una personas", ["mil trescientas cincuenta y una | exact | 1351 | count"]],
    ["un millón 411 mil 517 votos", ["un millón 411 mil 517 | exact | 1411517 | count"]],
    ["entre 11 y 27 muertes", ["entre 11 y 27 | range | 11..27 | count"]],
    ["más de medio centenar", ["más de medio centenar | more-than | 50 | count"]],
    ["una veintena de países", ["una veintena | approximately | 20 | count"]],
    ["6,8 millones", ["6,8 millones | exact | 6800000 | count"]],
    ["5.150.092 votos, 51.2%", ["5.150.092 | exact | 5150092 | count", "51.2% | exact | 51.2 | percent"]],
    ["decenas de miles de personas", ["decenas de miles | vague | - | count"]],
    ["no murieron más de 30 personas", ["más de 30 | at-most | 30 | count"]],
    ["casi el 52 % del padrón", ["casi el 52 % | approximately | 52 | percent"]],
    ["ochenta por ciento", ["ochenta por ciento | exact | 80 | percent"]],
  ] as const)("%s", (text, expected) => expect(readAll(text, "es")).toEqual(expected));
});

describe("Portuguese", () => {
  test.each([
    ["pelo menos 130 pessoas", ["pelo menos 130 | at-least | 130 | count"]],
    ["cerca de 2.000 feridos", ["cerca de 2.000 | approximately | 2000 | count"]],
    ["trezentos e doze", ["trezentos e doze | exact | 312 | count"]],
    [
      "mais de duas mil e quatrocentas pessoas",
      ["mais de duas mil e quatrocentas | more-than | 2400 | count"],
    ],
    ["70 por cento", ["70 por cento | exact | 70 | percent"]],
    ["60.345.999 votos", ["60.345.999 | exact | 60345999 | count"]],
    ["entre 40 e 50", ["entre 40 e 50 | range | 40..50 | count"]],
    ["dezenas de milhares", ["dezenas de milhares | vague | - | count"]],
  ] as const)("%s", (text, expected) => expect(readAll(text, "pt")).toEqual(expected));
});

describe("what counts nothing of ours has another unit", () => {
  test.each([
    ["Mr. Maduro, 61, has led", "en", "age"],
    ["a 47-year-old administrator", "en", "age"],
    ["Those were all under 18.", "en", "age"],
    ["Nieto, de 64 años, dijo", "es", "age"],
    ["a third six-year term", "en", "duration"],
    ["durante 15 minutos", "es", "duration"],
    ["a $15 million reward", "en", "money"],
    ["5 puntos de ventaja", "es", "points"],
    ["on July 28", "en", "date"],
    ["el 28 de julio", "es", "date"],
    ["since 2014, protests", "en", "date"],
    ["hasta las 18:00", "es", "clock"],
    ["Article 350 says", "en", "other"],
  ] as const)("%s (%s) has %s", (text, language, unit) => {
    expect(numbersIn(text, language).map(({ quantity }) => quantity.unit)).toContain(unit);
    expect(numbersIn(text, language).map(({ quantity }) => quantity.unit)).not.toContain("count");
  });

  test("a date written in digits is one number, and ages in a list are all ages", () => {
    expect(numbersIn("date 2024-09-21 United Nations", "en").map(({ quantity }) => quantity.unit)).toEqual([
      "date",
    ]);
    expect(numbersIn("aged 36, 43 and 44", "en").map(({ quantity }) => quantity.unit)).toEqual([
      "age",
      "age",
      "age",
    ]);
  });

  test("names with digits and pronouns are no numbers", () => {
    expect(numbersIn("The G7 said no one was hurt by Covid-19.", "en")).toEqual([]);
  });
});

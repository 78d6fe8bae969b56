import { describe, expect, test } from "vitest";

import type { Figure } from "./figure.ts";
import type { Language } from "./language.ts";
import { passageOf } from "./passage.ts";
import { suggestFigures } from "./suggest-figures.ts";
import { voicesOf } from "./voice.ts";

function figuresIn(text: string, language: Language = "en"): readonly Figure[] {
  const passage = passageOf(text, language);
  return suggestFigures(passage, voicesOf(passage));
}

/** Measure, words, and the voice with who it stands for. */
const told = (text: string, language: Language = "en") =>
  figuresIn(text, language).map(({ measure, words, voice }) =>
    [measure, words, voice === undefined ? "-" : (voice.resolved ?? voice).words].join(" | "),
  );

describe("patterns that lose what they say", () => {
  test("the bound lost along a copy chain: both bounds are read as they stand", () => {
    expect(figuresIn("The crackdown left at least 27 people dead.")[0]?.quantity).toMatchObject({
      bound: "at-least",
      value: 27,
      low: 27,
    });
    expect(figuresIn("The repression left 27 dead.")[0]?.quantity).toMatchObject({
      bound: "exact",
      value: 27,
      low: 27,
      high: 27,
    });
  });

  test("the denominator: of votes is not of tally sheets, and votes counted are neither", () => {
    const shares = (text: string, language: Language) =>
      figuresIn(text, language).map(({ measure, denominator }) => `${measure} of ${denominator}`);
    expect(shares("The CNE said Maduro won 51.2% with 80% of the votes counted.", "en")).toEqual([
      "vote-share of votes",
      "tally-sheet-coverage of votes",
    ]);
    expect(
      shares("La oposición asegura que ganó con el 67 % de los votos y tiene el 83,5 % de las actas.", "es"),
    ).toEqual(["vote-share of votes", "tally-sheet-coverage of tally-sheets"]);
    expect(
      shares("Com 97% das urnas apuradas, a participação foi de 59% e Paz obteve 52% dos votos.", "pt"),
    ).toEqual([
      "tally-sheet-coverage of polling-stations",
      "turnout of registered-voters",
      "vote-share of votes",
    ]);
  });

  test("two scopes in one document: a part names its whole's measure and is no second total", () => {
    const figures = figuresIn(
      "The NGO said at least 11 persons - two of them minors - had died. A day before, 12 people died, among them a soldier.",
    );
    expect(figures.map(({ measure, words, role }) => `${measure} ${words} ${role}`)).toEqual([
      "deaths at least 11 persons total",
      "deaths two of them minors part",
      "deaths 12 people total",
    ]);
  });

  test("an increment is marked and never read as a total", () => {
    const roles = (text: string, language: Language) =>
      figuresIn(text, language).map(({ words, role }) => `${words}: ${role}`);
    expect(roles("Another 25 were injured on Monday.", "en")).toEqual(["25: increment"]);
    expect(roles("Confirmó el fallecimiento de otras dos personas.", "es")).toEqual([
      "dos personas: increment",
    ]);
    expect(roles("A contagem tem 223 novas libertações e outras três mortes.", "pt")).toEqual([
      "223 novas libertações: increment",
      "três mortes: increment",
    ]);
  });

  test("numbers typed out, and two locales in one sentence", () => {
    expect(told("Murieron veinticuatro personas.", "es")).toEqual(["deaths | veinticuatro personas | -"]);
    expect(
      figuresIn("El presidente alcanza 5.150.092 votos, 51.2%, según el CNE.", "es").map(
        ({ quantity }) => quantity.value,
      ),
    ).toEqual([5150092, 51.2]);
  });

  test("distractors make no figure: ages, terms, money, margins, economy, seats, pages", () => {
    const text = `Maduro, 61, won a third six-year term by 5 points, a margin of 270,349 votes. The U.S. offers $15 million. GDP fell 80% and inflation
      reached 190 percent. The 277-seat Assembly approved it with 256 votes. The report has 158 pages. Some 7.7 million Venezuelans have left.
      Fifteen shops were burned in 11 municipalities. He needs 50 percent.`;
    expect(told(text)).toEqual([]);
  });

  test("what is only promised is no figure", () => {
    expect(told("El presidente prometió capturar a otros mil.", "es")).toEqual([]);
    expect(told("Prometeu prender mais dois mil.", "pt")).toEqual([]);
  });

  test("dozens have no value", () => {
    expect(figuresIn("Dozens were injured.")[0]?.quantity).toEqual({ bound: "vague", unit: "count" });
  });
});

describe("voices", () => {
  test("two voices in one sentence keep to their own figures", () => {
    expect(
      told(
        "The Foro Libre NGO said at least 11 persons had died, its head Alfredo Ramos told us. At least 177 were arrested, he said, while authorities reported more than 700 arrests.",
      ),
    ).toEqual([
      "deaths | at least 11 persons | The Foro Libre NGO",
      "arrests | At least 177 | its head Alfredo Ramos",
      "arrests | more than 700 arrests | authorities",
    ]);
  });

  test("a voice in the previous sentence is found where only one can be meant", () => {
    expect(
      told(
        "La organización Amparo denunció la represión. Según la misma organización, hay 27 muertos. Añadió que 11 fueron detenidos.",
        "es",
      ),
    ).toEqual(["deaths | 27 muertos | La organización Amparo", "arrests | 11 | La organización Amparo"]);
    expect(told("Rosa Prado and Ana Luz spoke to reporters. She said 20 people had died.")).toEqual([
      "deaths | 20 people | -",
    ]);
  });

  test("what somebody denies is not theirs", () => {
    expect(told("The government denied that 24 people had died.")).toEqual(["deaths | 24 people | -"]);
    expect(told("El ministro negó que hubiera ocho muertos.", "es")).toEqual(["deaths | ocho muertos | -"]);
  });

  test("according to, before, behind and in the middle", () => {
    expect(told("Según cifras oficiales, murieron 28 personas.", "es")).toEqual([
      "deaths | 28 personas | cifras oficiales",
    ]);
    expect(told("Some 2,400 people were arrested, according to official sources.")).toEqual([
      "arrests | Some 2,400 people | official sources",
    ]);
    expect(told("Por esos sucesos, según la Fiscalía, murieron 28 personas.", "es")).toEqual([
      "deaths | 28 personas | la Fiscalía",
    ]);
    expect(told("Em segundo lugar ficou Mabunda, com 20,32% dos votos.", "pt")).toEqual([
      "vote-share | 20,32% | -",
    ]);
  });

  test("a result belongs to who declares it, also in the passive", () => {
    expect(told("The council declared Mr. Maduro the victor with 52% of votes cast.")).toEqual([
      "vote-share | 52% | The council",
    ]);
    expect(
      told("Maduro was declared the winner with 52% of the vote by the National Electoral Council."),
    ).toEqual(["vote-share | 52% | the National Electoral Council"]);
    expect(
      told(
        "The opposition rejects the authorities' assertion that Maduro won with 51% of votes compared to 44% for Urrutia.",
      ),
    ).toEqual(["vote-share | 51% | the authorities", "vote-share | 44% | the authorities"]);
  });

  test("what is told after a clause of time is not its subject's", () => {
    expect(told("After the council announced the results, 24 people died in protests.")).toEqual([
      "deaths | 24 people | -",
    ]);
  });

  test("the words of a quotation are its speaker's, over several sentences", () => {
    expect(
      told(
        '"We have 73% of the tally sheets. Our candidate won with 70% of the votes," Salas told reporters.',
      ),
    ).toEqual(["tally-sheet-coverage | 73% | Salas", "vote-share | 70% | Salas"]);
  });
});

describe("every measure in three languages", () => {
  test.each([
    ["deaths", "en", "12 persons died during protests."],
    ["deaths", "es", "Hubo 12 muertos en las protestas."],
    ["deaths", "pt", "Pelo menos 12 pessoas morreram nos protestos."],
    ["injuries", "en", "The unrest left 192 injured."],
    ["injuries", "es", "Resultaron heridas 192 personas."],
    ["injuries", "pt", "Ficaram feridas 192 pessoas."],
    ["arrests", "en", "Police arrested 2,400 people."],
    ["arrests", "en", "Police arrested 40 bus drivers in six provinces."],
    ["arrests", "es", "La policía detuvo a 2.400 personas."],
    ["arrests", "pt", "A polícia deteve 2.400 pessoas."],
    ["releases", "en", "Authorities released 131 prisoners."],
    ["releases", "es", "Fueron excarceladas 131 personas."],
    ["releases", "pt", "Foram libertadas 131 pessoas."],
    ["asylum", "en", "Eleven politicians sought refuge in embassies."],
    ["asylum", "es", "Seis dirigentes permanecen asilados en la embajada."],
    ["asylum", "pt", "Mais de dois mil cidadãos procuraram asilo no Malawi."],
    ["crowd", "en", "Some 20,000 people gathered on the avenue."],
    ["crowd", "es", "Unas 3.000 personas se concentraron en Madrid."],
    ["crowd", "pt", "Centenas de pessoas marcharam em silêncio."],
    ["states", "en", "Nine Latin American governments demanded a review."],
    ["states", "es", "Siete países suscriben este texto."],
    ["states", "pt", "Doze países pediram uma auditoria."],
    ["votes", "en", "Ibarra got 6,275,182 votes."],
    ["votes", "es", "Ibarra sumó 1.333.264 votos."],
    ["votes", "pt", "Chande obteve 4.912.762 votos."],
    ["vote-share", "en", "Noboa won with 55.6 percent of the vote."],
    ["vote-share", "es", "Noboa ganó con el 55,6 % de los votos."],
    ["vote-share", "pt", "Brandão venceu com 50,9% dos votos."],
    ["turnout", "en", "Turnout was 59 percent."],
    ["turnout", "es", "La participación fue del 59 %."],
    ["turnout", "pt", "A participação foi de 59%."],
    ["tally-sheet-coverage", "en", "The party published more than 80 percent of the tally sheets."],
    ["tally-sheet-coverage", "es", "Con el 94,31 % de las actas escrutadas, sigue el conteo."],
    ["tally-sheet-coverage", "pt", "A oposição publicou 84% das atas."],
  ] as const)("%s (%s): %s", (measure, language, text) => {
    expect(figuresIn(text, language).map((figure) => figure.measure)).toEqual([measure]);
  });

  test("deaths, injuries and arrests need a second person", () => {
    expect(
      figuresIn("12 dead, 30 injured, 40 arrested and 5 released.").map(
        ({ needsSecondReview }) => needsSecondReview,
      ),
    ).toEqual([true, true, true, false]);
  });

  test("a definition is told where the words give one", () => {
    expect(figuresIn("Foro Libre registers 1,808 political prisoners.")[0]?.definition).toBe("held");
    expect(figuresIn("An exit poll gave Ibarra 65% of the vote.")[0]?.definition).toBe("exit-poll");
    expect(figuresIn("El conteo rápido da a Gómez el 44,3 % de los votos.", "es")[0]?.definition).toBe(
      "quick-count",
    );
  });

  test("whose votes, of whom, where and when are words of the text", () => {
    const [first, second] = figuresIn(
      "The council gave Rivas 51% of the vote against 44% for Marcelo Ibarra.",
    );
    expect([first?.subject?.words, second?.subject?.words]).toEqual(["Rivas", "Marcelo Ibarra"]);
    const [soldiers] = figuresIn("On Tuesday 23 soldiers were injured in San Blas.");
    expect([soldiers?.group?.words, soldiers?.place?.words, soldiers?.time?.words]).toEqual([
      "soldiers",
      "San Blas",
      "On Tuesday",
    ]);
  });
});

import type { NumberLexicon } from "./number-lexicon.ts";
import { numbered, valued, SHARED_UNITS } from "./number-values.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";
import type { Bound, Unit } from "./quantity.ts";

/** With what words numbers are told: those of Portuguese. */
export const NUMBER_WORDS_PT: NumberLexicon = {
  small: new Map([
    ...numbered(
      0,
      "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
    ),
    ...valued({ 2: "duas", 14: "quatorze", 16: "dezasseis", 17: "dezassete", 19: "dezanove" }),
  ]),
  tens: new Map(
    valued({
      20: "vinte",
      30: "trinta",
      40: "quarenta",
      50: "cinquenta",
      60: "sessenta",
      70: "setenta",
      80: "oitenta",
      90: "noventa",
    }),
  ),
  hundreds: new Map(
    valued({
      100: "cem cento",
      200: "duzentos duzentas",
      300: "trezentos trezentas",
      400: "quatrocentos quatrocentas",
      500: "quinhentos quinhentas",
      600: "seiscentos seiscentas",
      700: "setecentos setecentas",
      800: "oitocentos oitocentas",
      900: "novecentos novecentas",
    }),
  ),
  scales: new Map(valued({ 1e3: "mil", 1e6: "milhao milhoes", 1e9: "bilhao bilhoes" })),
  joins: wordSet("e"),
  articles: wordSet("um uma"),
  collectives: new PhraseTable<number>([
    ["uma|outra dezena", 10],
    ["uma|outra duzia", 12],
    ["meia duzia", 6],
    ["uma|outra vintena", 20],
    ["meia centena", 50],
    ["meio cento", 50],
    ["uma|outra centena", 100],
    ["um|outro milhar", 1000],
    ["meio milhar", 500],
    ["meio milhao", 500_000],
  ]),
  multiples: new Map([
    ["dezenas", 10],
    ["duzias", 12],
    ["centenas", 100],
    ["milhares", 1000],
  ]),
  vague: new PhraseTable(
    phrasesOf(
      true,
      `dezenas, duzias, centenas, milhares, milhoes, dezenas|centenas de milhares|milhar|milhoes|mil,
      varias|algumas dezenas|centenas|duzias, varios|alguns milhares, milhares e milhares, centenas e centenas`,
    ),
  ),
  boundsBefore: new PhraseTable<Bound>([
    ...phrasesOf<Bound>(
      "at-least",
      "pelo menos, ao menos, no minimo, um minimo de, nao menos de|que, minimo de",
    ),
    ...phrasesOf<Bound>(
      "more-than",
      `mais de, mais do? que, bem|pouco|muito mais de|do? que?, acima de|dos|das|do, superior|superiores a|ao|aos, ultrapassa|ultrapassam|ultrapassou os|as|o|a?,
      supera|superam|superou os|as|o|a?, passa|passam de|dos|das`,
    ),
    ...phrasesOf<Bound>(
      "at-most",
      "no maximo, ate, nao mais de|que|do, um maximo de, maximo de, quando muito",
    ),
    ...phrasesOf<Bound>(
      "less-than",
      "menos de, menos do? que, pouco menos de|que, abaixo de|dos|das|do, inferior|inferiores a|ao",
    ),
    ...phrasesOf<Bound>(
      "approximately",
      `cerca de, aproximadamente, quase, perto de, por volta de, em torno de, a volta de|dos|das, uns, umas, na ordem dos|das|de, na casa dos|das, ~, a rondar os|as,
      estimado|estimada|estimados em, proximo|proxima de|dos|a, praticamente, coisa de, ha cerca de`,
    ),
  ]),
  boundsAfter: new PhraseTable<Bound>([
    ...phrasesOf<Bound>("at-least", "ou mais, no minimo, pelo menos, ao menos"),
    ...phrasesOf<Bound>("more-than", "e poucos, e tantos, +"),
    ...phrasesOf<Bound>("at-most", "no maximo, ou menos"),
    ...phrasesOf<Bound>("approximately", "aproximadamente, mais ou menos"),
  ]),
  skipped: wordSet("o a os as um uma de total outros outras"),
  rangeOpens: wordSet("entre"),
  rangeJoins: wordSet("e a ou - –"),
  ratios: new PhraseTable(phrasesOf(true, "em cada, de cada, a cada, por cada")),
  units: new PhraseTable<Unit>([
    ...SHARED_UNITS,
    ...phrasesOf<Unit>("points", "pontos percentuais, pontos, ponto, ponto percentual"),
    ...phrasesOf<Unit>("percent", "por cento"),
    ...phrasesOf<Unit>(
      "money",
      "de? dolares, de? euros, de? reais, real, de? meticais, de? kwanzas, de? escudos, de? bolivares, de? francos, centavos, dolar, euro, de? pesos",
    ),
    ...phrasesOf<Unit>(
      "duration",
      `segundos, minutos, minuto, horas, hora, dias, dia, semanas, semana, meses, mes, anos, ano, decadas, decada, noites, noite, seculos, mandatos,
      anos de prisao|cadeia, ultimos|ultimas dias|horas|meses|anos, primeiros dias`,
    ),
    ...phrasesOf<Unit>("age", "anos de idade"),
    ...phrasesOf<Unit>("clock", "am, pm, da manha|tarde|noite|madrugada, em ponto"),
    ...phrasesOf<Unit>(
      "length",
      "quilometros, quilometro, milhas, metros, metro, quarteiroes, hectares, toneladas, litros, barris, graus",
    ),
    ...phrasesOf<Unit>(
      "other",
      "vezes, balas, tiros, disparos, paginas, artigos, deputados, cadeiras, assentos, mandatos",
    ),
  ]),
  months: wordSet(
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro jan fev mar abr jun jul ago set out nov dez",
  ),
  weekdays: wordSet("segunda terca quarta quinta sexta sabado domingo feira"),
  ageBefore: new PhraseTable(phrasesOf(true, "de idade de, idades de, aos, tinha|tinham|tem|com entre?")),
  dateBefore: new PhraseTable(phrasesOf(true, "dia, dias, no dia, os dias, ate dia, no ultimo, passado")),
  clockBefore: new PhraseTable(phrasesOf(true, "as, ate as, das, desde as, pelas, por volta das")),
  identifierBefore: new PhraseTable(
    phrasesOf(
      true,
      "artigo, lei, resolucao, decreto, numero, nº, n °, n º, no ., capitulo, pagina, canal, mesa, zona, secao, seccao",
    ),
  ),
};

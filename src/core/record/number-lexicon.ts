import type { Language } from "./language.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";
import type { Bound, Unit } from "./quantity.ts";

/** What a language says numbers with. Words are folded: small letters, no accents. */
export interface NumberLexicon {
  /** 0 to 19, and the words for 21 to 29 where they are one word. */
  readonly small: ReadonlyMap<string, number>;
  readonly tens: ReadonlyMap<string, number>;
  readonly hundreds: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, number>;
  /** Between tens and units, and after hundreds: "y", "e", "and". */
  readonly joins: ReadonlySet<string>;
  /** Words that are a number only where they count something of ours: "una persona". */
  readonly articles: ReadonlySet<string>;
  /** "A dozen", "un centenar": about so many. */
  readonly collectives: PhraseTable<number>;
  /** The same words after a number: "two dozen", "dos centenares". */
  readonly multiples: ReadonlyMap<string, number>;
  readonly vague: PhraseTable<true>;
  readonly boundsBefore: PhraseTable<Bound>;
  readonly boundsAfter: PhraseTable<Bound>;
  /** Between a bound and its number: "más de las 2.000". */
  readonly skipped: ReadonlySet<string>;
  readonly rangeOpens: ReadonlySet<string>;
  readonly rangeJoins: ReadonlySet<string>;
  readonly ratios: PhraseTable<true>;
  readonly units: PhraseTable<Unit>;
  readonly months: ReadonlySet<string>;
  readonly weekdays: ReadonlySet<string>;
  /** Right before a number that is an age. */
  readonly ageBefore: PhraseTable<true>;
  /** Right before a number that is a day or an hour: "el 22", "a las". */
  readonly dateBefore: PhraseTable<true>;
  readonly clockBefore: PhraseTable<true>;
  readonly identifierBefore: PhraseTable<true>;
}

function numbered(from: number, list: string): readonly (readonly [string, number])[] {
  return list.split(" ").map((word, at) => [word, from + at] as const);
}

function valued(list: Readonly<Record<number, string>>): readonly (readonly [string, number])[] {
  return Object.entries(list).flatMap(([value, words]) =>
    words.split(" ").map((word) => [word, Number(value)] as const),
  );
}

/** Nouns that take the number away from what the record counts: time, money, length and the like. */
const SHARED_UNITS = [
  ...phrasesOf<Unit>("percent", "%"),
  ...phrasesOf<Unit>("money", "$, €, £, usd, eur"),
  ...phrasesOf<Unit>("length", "km, km2, m2, cm"),
  ...phrasesOf<Unit>("clock", "h, hs, hrs, gmt, utc"),
];

const ENGLISH: NumberLexicon = {
  small: new Map(
    numbered(
      0,
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    ),
  ),
  tens: new Map(
    valued({
      20: "twenty",
      30: "thirty",
      40: "forty",
      50: "fifty",
      60: "sixty",
      70: "seventy",
      80: "eighty",
      90: "ninety",
    }),
  ),
  hundreds: new Map(),
  scales: new Map(valued({ 100: "hundred", 1e3: "thousand", 1e6: "million", 1e9: "billion" })),
  joins: wordSet("and"),
  articles: wordSet(""),
  collectives: new PhraseTable<number>([
    ["a|another dozen", 12],
    ["half a dozen", 6],
    ["half-a-dozen", 6],
    ["a|another score", 20],
    ["a|another hundred", 100],
    ["a|another thousand", 1000],
    ["half a million", 500_000],
    ["a|another million", 1_000_000],
  ]),
  multiples: new Map([["dozen", 12]]),
  vague: new PhraseTable(
    phrasesOf(
      true,
      `dozens, scores, hundreds, thousands, millions, tens of thousands, hundreds of thousands, tens of millions,
      several|many dozen|hundred|thousand, a few dozen|hundred|thousand, dozens and dozens, hundreds and hundreds,
      low|high hundreds|thousands`,
    ),
  ),
  boundsBefore: new PhraseTable<Bound>([
    ...phrasesOf<Bound>(
      "at-least",
      "at least, at the very least, a minimum of, minimum, no|not fewer|less than, not under, no lower than, at a minimum",
    ),
    ...phrasesOf<Bound>(
      "more-than",
      `more than, well|far|slightly? more than, over, just|well over, above, upwards of, upward of, in excess of, exceeding, exceeded, exceeds, beyond,
      north of, surpassing, surpassed, topped, a little|bit more than, greater than`,
    ),
    ...phrasesOf<Bound>(
      "at-most",
      "at most, up to, as many as, as much as, no|not more than, a maximum of, maximum, not over, at the most, no higher than",
    ),
    ...phrasesOf<Bound>(
      "less-than",
      "fewer than, less than, under, just under, below, short of, just|slightly|little less than",
    ),
    ...phrasesOf<Bound>(
      "approximately",
      `about, around, some, roughly, approximately, approx, nearly, almost, close to, an? estimated, estimated, circa, ca, ~, in the region of,
      in the order of, on the order of, somewhere around, virtually, practically, nigh on, nearer`,
    ),
  ]),
  boundsAfter: new PhraseTable<Bound>([
    ...phrasesOf<Bound>("at-least", "or more, at least, at the least, or above"),
    ...phrasesOf<Bound>("more-than", "plus, +"),
    ...phrasesOf<Bound>("at-most", "at most, at the most, or less|fewer, or below"),
    ...phrasesOf<Bound>("approximately", "or so, or thereabouts"),
  ]),
  skipped: wordSet("a total of"),
  rangeOpens: wordSet("between"),
  rangeJoins: wordSet("to and or - –"),
  ratios: new PhraseTable(phrasesOf(true, "in, in every, out of, out of every, of every")),
  units: new PhraseTable<Unit>([
    ...SHARED_UNITS,
    ...phrasesOf<Unit>("points", "percentage|percent points|point, points, point, pp"),
    ...phrasesOf<Unit>("percent", "percent, per cent, pct, per-cent"),
    ...phrasesOf<Unit>(
      "money",
      "dollars, dollar, euros, euro, pounds, francs, pesos, reais, rubles, roubles, shillings, naira, cents, bolivars, bolivianos, us dollars",
    ),
    ...phrasesOf<Unit>(
      "duration",
      `seconds, second, minutes, minute, mins, hours, hour, days, day, weeks, week, weekends, months, month, years, year, decades, decade, nights, night, centuries,
      straight|consecutive|more|more? days|nights|weeks|months|years, terms, term, calendar|working days`,
    ),
    ...phrasesOf<Unit>(
      "age",
      "- year - old|olds, year - old|olds, years old, years of age, years - old, - month - old",
    ),
    ...phrasesOf<Unit>("clock", "am, pm, a.m, p.m, o'clock, noon, midnight"),
    ...phrasesOf<Unit>(
      "length",
      "kilometers, kilometres, kilometer, kilometre, miles, mile, meters, metres, feet, blocks, acres, hectares, tonnes, tons, liters, litres, barrels, degrees",
    ),
    ...phrasesOf<Unit>("other", "times, percenters, bullets, rounds, pages, paragraphs, articles, seats"),
  ]),
  months: wordSet(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec",
  ),
  weekdays: wordSet("monday tuesday wednesday thursday friday saturday sunday"),
  ageBefore: new PhraseTable(
    phrasesOf(
      true,
      "aged, age, ages, aged between, younger|older than, under the age of, over the age of, turned, turns",
    ),
  ),
  dateBefore: new PhraseTable(phrasesOf(true, "day, days, of year, since year")),
  clockBefore: new PhraseTable(phrasesOf(true, "o'clock")),
  identifierBefore: new PhraseTable(
    phrasesOf(
      true,
      "no., no ., number, article, section, law, resolution, decree, chapter, rule, page, route, channel, form, room, cell, zone, ward, district, zone, precinct",
    ),
  ),
};

const SPANISH: NumberLexicon = {
  small: new Map([
    ...numbered(
      0,
      "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
    ),
    ...valued({
      21: "veintiuno veintiun veintiuna",
      22: "veintidos",
      23: "veintitres",
      24: "veinticuatro",
      25: "veinticinco",
      26: "veintiseis",
      27: "veintisiete",
      28: "veintiocho",
      29: "veintinueve",
    }),
  ]),
  tens: new Map(
    valued({
      20: "veinte",
      30: "treinta",
      40: "cuarenta",
      50: "cincuenta",
      60: "sesenta",
      70: "setenta",
      80: "ochenta",
      90: "noventa",
    }),
  ),
  hundreds: new Map(
    valued({
      100: "cien ciento",
      200: "doscientos doscientas",
      300: "trescientos trescientas",
      400: "cuatrocientos cuatrocientas",
      500: "quinientos quinientas",
      600: "seiscientos seiscientas",
      700: "setecientos setecientas",
      800: "ochocientos ochocientas",
      900: "novecientos novecientas",
    }),
  ),
  scales: new Map(valued({ 1e3: "mil", 1e6: "millon millones" })),
  joins: wordSet("y"),
  articles: wordSet("un una"),
  collectives: new PhraseTable<number>([
    ["una|otra decena", 10],
    ["una|otra docena", 12],
    ["media docena", 6],
    ["una|otra quincena de", 15],
    ["una|otra veintena", 20],
    ["una|otra treintena", 30],
    ["una|otra cuarentena de", 40],
    ["una|otra cincuentena", 50],
    ["medio centenar", 50],
    ["un|otro centenar", 100],
    ["un|otro millar", 1000],
    ["medio millar", 500],
    ["medio millon", 500_000],
  ]),
  multiples: new Map([
    ["decenas", 10],
    ["docenas", 12],
    ["centenares", 100],
    ["millares", 1000],
    ["centenas", 100],
  ]),
  vague: new PhraseTable(
    phrasesOf(
      true,
      `decenas, docenas, centenares, cientos, miles, millares, millones, decenas|centenares|cientos de miles|millones,
      varias|algunas decenas|docenas|centenas, varios|algunos centenares|cientos|miles|millares, unos|unas pocos|pocas centenares|decenas,
      miles y miles, cientos y cientos`,
    ),
  ),
  boundsBefore: new PhraseTable<Bound>([
    ...phrasesOf<Bound>(
      "at-least",
      "al menos, por lo menos, cuando menos, como minimo, un minimo de, minimo, minimo de, no menos de, a lo menos, no menos que, ya al menos, desde al menos",
    ),
    ...phrasesOf<Bound>(
      "more-than",
      `mas de, mas del, mas que, mucho|bastante|poco|algo mas de|del, por encima de|del, superior|superiores a|al, supera|superan|superaron|supero los|las|el|la|a?, rebasa|rebasan los|las|el,
      arriba de, pasan de, pasa de, sobrepasa|sobrepasan los|las|el, exceden|excede los|las|el?`,
    ),
    ...phrasesOf<Bound>(
      "at-most",
      "hasta, como maximo, como mucho, a lo sumo, no mas de|del, un maximo de, maximo, maximo de, a lo mas, no supera|superan los|las|el, no pasan|pasa de",
    ),
    ...phrasesOf<Bound>(
      "less-than",
      "menos de|del, poco|algo menos de|del, por debajo de|del, inferior|inferiores a|al, no llega|llegan a|al",
    ),
    ...phrasesOf<Bound>(
      "approximately",
      `unos, unas, alrededor de|del, cerca de|del, aproximadamente, en torno a|al, casi, cercano|cercana|cercanos a|al, ronda|rondan|rondaria|rondaba los|las|el, ~,
      un? estimado de, cosa de, a eso de, practicamente, cuestion de, se estima|estiman en, estimado|estimada|estimados en, circa, aproximado a|de, aproximada de`,
    ),
  ]),
  boundsAfter: new PhraseTable<Bound>([
    ...phrasesOf<Bound>("at-least", "o mas, como minimo, por lo menos, al menos, cuando menos"),
    ...phrasesOf<Bound>("more-than", "y pico, +, largo, largos, y tantos"),
    ...phrasesOf<Bound>("at-most", "como maximo, como mucho, a lo sumo, o menos"),
    ...phrasesOf<Bound>("approximately", "aproximadamente, mas o menos"),
  ]),
  skipped: wordSet("el la los las un una a de total otros otras"),
  rangeOpens: wordSet("entre"),
  rangeJoins: wordSet("y a o al u e - –"),
  ratios: new PhraseTable(phrasesOf(true, "de cada, por cada, en cada")),
  units: new PhraseTable<Unit>([
    ...SHARED_UNITS,
    ...phrasesOf<Unit>("points", "puntos porcentuales|percentuales, puntos, punto, punto porcentual"),
    ...phrasesOf<Unit>("percent", "por ciento, porciento"),
    ...phrasesOf<Unit>(
      "money",
      "de? dolares, de? euros, de? pesos, de? bolivares, de? soles, de? quetzales, de? lempiras, de? bolivianos, de? reales, dolar, euro, centavos, de? francos, de? colones, de? guaranies",
    ),
    ...phrasesOf<Unit>(
      "duration",
      `segundos, minutos, minuto, horas, hora, dias, dia, semanas, semana, meses, mes, anos, ano, decadas, decada, noches, noche, jornadas, siglos,
      anos de|en prision|carcel, lustros, mandatos, trimestres, largos anos, ultimos|ultimas dias|horas|meses|anos, primeros dias|meses`,
    ),
    ...phrasesOf<Unit>("age", "anos de edad, anitos"),
    ...phrasesOf<Unit>("clock", "am, pm, a.m, p.m, de la manana|tarde|noche|madrugada, en punto"),
    ...phrasesOf<Unit>(
      "length",
      "kilometros, kilometro, millas, metros, metro, cuadras, manzanas, hectareas, toneladas, litros, barriles, grados",
    ),
    ...phrasesOf<Unit>(
      "other",
      "veces, balas, disparos, perdigones, paginas, articulos, escanos, curules, folios",
    ),
  ]),
  months: wordSet(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene feb abr ago sep oct nov dic jul jun",
  ),
  weekdays: wordSet("lunes martes miercoles jueves viernes sabado domingo"),
  ageBefore: new PhraseTable(
    phrasesOf(
      true,
      "de edad de, edades de, edad entre, a los|sus, cumplio, tenia|tenian|tiene|tienen|con entre?",
    ),
  ),
  dateBefore: new PhraseTable(
    phrasesOf(true, "dia, dias, el dia, del, al, el, los dias, pasado, a partir del, desde el, hasta el"),
  ),
  clockBefore: new PhraseTable(
    phrasesOf(true, "a las, las, a la, de las, hasta las, desde las, sobre las, hacia las, entre las"),
  ),
  identifierBefore: new PhraseTable(
    phrasesOf(
      true,
      "articulo, ley, resolucion, decreto, numero, nro, nº, n °, n º, no ., capitulo, pagina, canal, grupo de los, mesa, zona, circuito, distrito, seccion, g, covid -",
    ),
  ),
};

const PORTUGUESE: NumberLexicon = {
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

/** The number words of a language. */
export const NUMBER_LEXICON: Readonly<Record<Language, NumberLexicon>> = {
  en: ENGLISH,
  es: SPANISH,
  pt: PORTUGUESE,
};

import type { NumberLexicon } from "./number-lexicon.ts";
import { numbered, valued, SHARED_UNITS } from "./number-values.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";
import type { Bound, Unit } from "./quantity.ts";

/** With what words numbers are told: those of Spanish. */
export const NUMBER_WORDS_ES: NumberLexicon = {
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

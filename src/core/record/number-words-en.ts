import type { NumberLexicon } from "./number-lexicon.ts";
import { numbered, valued, SHARED_UNITS } from "./number-values.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";
import type { Bound, Unit } from "./quantity.ts";

/** With what words numbers are told: those of English. */
export const NUMBER_WORDS_EN: NumberLexicon = {
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

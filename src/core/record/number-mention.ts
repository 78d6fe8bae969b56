import type { Language } from "./language.ts";
import { NUMBER_LEXICON, type NumberLexicon } from "./number-lexicon.ts";
import { readNumber, type NumberRead } from "./number-words.ts";
import { boundedQuantity, type Bound, type Quantity, type Unit } from "./quantity.ts";
import type { Range } from "./span.ts";
import { tokensOf, type Token } from "./token.ts";

/** A number where it stands in a text, with the words that bound it. Every number is found, whatever it counts. */
export interface NumberMention extends Range {
  readonly quantity: Quantity;
  /** The number alone, with its percent sign: "60%" of "more than 60%". */
  readonly core: Range;
  /** Tokens: the first of the whole, the first of the number, the one after the number, the one after the whole. */
  readonly tokens: MentionTokens;
  /** "Un", "uma": counts only where it counts something of ours. */
  readonly isArticle: boolean;
}

interface MentionTokens {
  readonly from: number;
  readonly core: number;
  readonly afterCore: number;
  readonly to: number;
}

/** A number core read from the tokens, before bounds are looked for. */
interface Core {
  readonly first: number;
  readonly next: number;
  readonly read: NumberRead;
  /** The upper end of a range. */
  readonly upper?: NumberRead;
  readonly unit: Unit;
  readonly isVague: boolean;
  readonly opens: boolean;
}

interface Place {
  readonly tokens: readonly Token[];
  readonly lexicon: NumberLexicon;
  readonly language: Language;
}

/** Every number of a text, in order; none overlaps another. */
export function numbersIn(text: string, language: Language): readonly NumberMention[] {
  return numbersAmong(tokensOf(text), language);
}

export function numbersAmong(tokens: readonly Token[], language: Language): readonly NumberMention[] {
  const place: Place = { tokens, lexicon: NUMBER_LEXICON[language], language };
  const mentions: NumberMention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const day = writtenDate(tokens, at);
    if (day !== undefined) {
      mentions.push(day);
      at = day.tokens.to;
      continue;
    }
    const core = readCore(place, at);
    if (core === undefined) {
      at += 1;
      continue;
    }
    const mention = boundMention(place, core, mentions.at(-1)?.tokens.to ?? 0);
    if (mention !== undefined) mentions.push(mention);
    at = mention?.tokens.to ?? core.next;
  }
  return spreadAges(tokens, mentions);
}

/** "Between August 9 and 15": a day after a day. */
function spreadDate(tokens: readonly Token[], spread: NumberMention[], at: number): void {
  const [before, mention] = [spread[at - 1], spread[at]];
  if (before?.quantity.unit !== "date" || mention?.quantity.unit !== "count") return;
  const value = mention.quantity.value ?? 99;
  const join = tokens
    .slice(before.tokens.to, mention.tokens.from)
    .map(({ fold }) => fold)
    .join(" ");
  const after = tokens[mention.tokens.to];
  const ends = after === undefined || after.kind === "mark";
  if (ends && value <= 31 && /^(?:and|to|y|e|a|al|y el|e o|[-–])$/.test(join))
    spread[at] = { ...mention, quantity: { ...mention.quantity, unit: "date" } };
}

/** "2024-09-21", "30/07/2024", "30/07": one date. */
function writtenDate(tokens: readonly Token[], first: number): NumberMention | undefined {
  let next = first;
  const isPart = (index: number) =>
    tokens[index]?.kind === "digits" && /^\d{1,4}$/.test(tokens[index]?.fold ?? "");
  const mark = tokens[first + 1]?.fold ?? "";
  if (!isPart(first) || !/^[-/.]$/.test(mark)) return undefined;
  while (
    isPart(next) &&
    tokens[next + 1]?.fold === mark &&
    isTight(tokens[next + 1]) &&
    isPart(next + 2) &&
    isTight(tokens[next + 2])
  )
    next += 2;
  const parts = (next - first) / 2 + 1;
  const enough =
    parts === 3 || (parts === 2 && mark === "/" && /^(?:0?[1-9]|1[0-2])$/.test(tokens[next]?.fold ?? ""));
  const [from, to] = [tokens[first], tokens[next]];
  if (!enough || from === undefined || to === undefined) return undefined;
  const range = { start: from.start, end: to.end };
  const place = { from: first, core: first, afterCore: next + 1, to: next + 1 };
  const quantity = boundedQuantity(Number(from.fold), "exact", "date");
  return { ...range, core: range, tokens: place, quantity, isArticle: false };
}

function isTight(token: Token | undefined): boolean {
  return token?.isSpaced === false;
}

/** "Aged 36, 43 and 44", "com 36, 43 e 44 anos": one age in a list makes ages of its neighbours. */
function spreadAges(tokens: readonly Token[], mentions: readonly NumberMention[]): readonly NumberMention[] {
  const spread = [...mentions];
  const isAgeUnit = (unit: Unit, mention: NumberMention) =>
    unit === "age" || (unit === "duration" && /^(?:anos|years)$/.test(tokens[mention.tokens.to]?.fold ?? ""));
  const visit = (at: number, other: number) => {
    const [mention, neighbour] = [spread[at], spread[other]];
    if (mention === undefined || neighbour === undefined || mention.quantity.unit !== "count") return;
    if ((mention.quantity.value ?? 999) > 115 || !isAgeUnit(neighbour.quantity.unit, neighbour)) return;
    const [one, two] = at < other ? [mention, neighbour] : [neighbour, mention];
    const between = tokens.slice(one.tokens.to, two.tokens.from);
    if (between.length > 0 && between.every(({ fold }) => /^(?:,|and|y|e|o|or|ou)$/.test(fold)))
      spread[at] = { ...mention, quantity: { ...mention.quantity, unit: "age" } };
  };
  for (let at = 1; at < spread.length; at += 1) spreadDate(tokens, spread, at);
  for (let at = 1; at < spread.length; at += 1) visit(at, at - 1);
  for (let at = spread.length - 2; at >= 0; at -= 1) visit(at, at + 1);
  return spread;
}

function readCore(place: Place, first: number): Core | undefined {
  const { tokens, lexicon, language } = place;
  if (isInsideWord(tokens, first) || isPronoun(place, first)) return undefined;
  const vague = lexicon.vague.at(tokens, first);
  if (vague !== undefined) {
    const next = first + vague.length;
    if (language === "en" && vague.length === 1 && isPlainUse(tokens, first)) return undefined;
    return { first, next, read: { value: 0, next }, unit: "count", isVague: true, opens: false };
  }
  const read = readNumber(tokens, first, language);
  if (read === undefined || isOrdinal(tokens, read) || isCode(tokens, first, read)) return undefined;
  if (isDateDigits(tokens[first])) return whole(first, read, "date");
  const range = readUpper(place, first, read);
  const last = range?.upper ?? read;
  const ratio = readRatio(place, last);
  if (ratio !== undefined) return { ...whole(first, ratio, "ratio"), next: ratio.next };
  const { unit, next } = unitOf(place, first, last);
  return {
    first,
    next,
    read,
    unit,
    isVague: false,
    opens: range?.opens ?? false,
    ...(range && { upper: range.upper }),
  };
}

/** "No one", "every one": a pronoun and no number. */
function isPronoun({ tokens, language }: Place, first: number): boolean {
  if (language !== "en" || tokens[first]?.fold !== "one") return false;
  return /^(?:no|any|every|each|this|that|the|some|which|another|only)$/.test(tokens[first - 1]?.fold ?? "");
}

function whole(first: number, read: NumberRead, unit: Unit): Core {
  return { first, next: read.next, read, unit, isVague: false, opens: false };
}

/** English "scores" is also a verb and a result; "miles" is a length. Only what stands before "of" or a verb counts. */
function isPlainUse(tokens: readonly Token[], index: number): boolean {
  const [token, before] = [tokens[index], tokens[index - 1]];
  return (
    token?.fold === "scores" &&
    before?.kind === "word" &&
    /^(?:the|test|his|her|their|its|settle)$/.test(before.fold)
  );
}

/** Digits that belong to a name or code: "Covid-19", "28J", "12.345/2024", and list marks at the start of a line. */
function isCode(tokens: readonly Token[], first: number, read: NumberRead): boolean {
  const token = tokens[first];
  if (token?.kind !== "digits") return false;
  const after = tokens[read.next];
  const before = tokens[first - 1];
  const tight = after !== undefined && !after.isSpaced;
  if (tight && after.kind === "word" && !/^(?:h|hs|hrs|km|am|pm|m|mm|cm|kg|gmt)$/.test(after.fold))
    return true;
  if (tight && after.fold === "/") return true;
  if (before?.fold === "/" && !token.isSpaced) return true;
  if (before?.fold === "-" && !token.isSpaced && !before.isSpaced && tokens[first - 2]?.kind === "word")
    return true;
  return before?.fold === "#" || before?.fold === "@";
}

function isInsideWord(tokens: readonly Token[], index: number): boolean {
  const [token, before, earlier] = [tokens[index], tokens[index - 1], tokens[index - 2]];
  if (token?.kind !== "word" || token.isSpaced || before?.fold !== "-" || before.isSpaced) return false;
  return earlier?.kind === "word";
}

function isOrdinal(tokens: readonly Token[], read: NumberRead): boolean {
  const after = tokens[read.next];
  return after !== undefined && !after.isSpaced && /^(?:st|nd|rd|th|º|ª|°|er|do|ro|to)$/.test(after.fold);
}

function isDateDigits(token: Token | undefined): boolean {
  return token !== undefined && /^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(token.fold);
}

interface UpperEnd {
  readonly upper: NumberRead;
  /** Whether "between" stands before: without it a join is an enumeration unless it is "to", "a" or a dash. */
  readonly opens: boolean;
}

/** The upper end of "between 300 and 350", "14 to 17", "10-15". */
function readUpper(place: Place, first: number, read: NumberRead): UpperEnd | undefined {
  const { tokens, lexicon, language } = place;
  const opens = lexicon.rangeOpens.has(tokens[first - 1]?.fold ?? "");
  let at = read.next;
  const isPercent = tokens[at]?.fold === "%";
  if (isPercent) at += 1;
  const join = tokens[at];
  if (join === undefined || !lexicon.rangeJoins.has(join.fold)) return undefined;
  const listing = /^(?:and|y|e|or|o|u|ou)$/.test(join.fold);
  if (listing && !opens && !/^(?:or|o|u|ou)$/.test(join.fold)) return undefined;
  const dash = /^[-–]$/.test(join.fold);
  if (dash && (join.isSpaced || tokens[at + 1]?.isSpaced === true)) return undefined;
  at += 1;
  if (tokens[at] !== undefined && lexicon.skipped.has(tokens[at]?.fold ?? "") && opens) at += 1;
  const upper = readNumber(tokens, at, language);
  if (upper === undefined || upper.isArticle === true) return undefined;
  if (!opens && isRiseOrScore(tokens[first - 1], read, upper)) return undefined;
  return scaleOf(read) === scaleOf(upper) || upper.value > read.value ? { upper, opens } : undefined;
}

/** "From six to nine" is a rise, "5 votes to 0" a score, "2 a 1" a proportion: two numbers, not a range. */
function isRiseOrScore(before: Token | undefined, read: NumberRead, upper: NumberRead): boolean {
  return /^(?:from|de|desde|da)$/.test(before?.fold ?? "") || upper.value <= read.value;
}

function scaleOf({ value }: NumberRead): number {
  return Math.floor(String(Math.floor(value)).length / 3);
}

/** "Nine in ten", "uno de cada diez": a share, in percent. */
function readRatio({ tokens, lexicon, language }: Place, read: NumberRead): NumberRead | undefined {
  const ratio = lexicon.ratios.at(tokens, read.next);
  if (ratio === undefined || read.value > 99) return undefined;
  const of = readNumber(tokens, read.next + ratio.length, language);
  if (of === undefined || ![3, 4, 5, 10, 20, 50, 100].includes(of.value) || of.value < read.value)
    return undefined;
  return { value: (100 * read.value) / of.value, next: of.next };
}

/** What the words around say the number measures, and where the number with its unit ends. */
function unitOf(place: Place, first: number, last: NumberRead): { unit: Unit; next: number } {
  const { tokens, lexicon } = place;
  const { next } = last;
  const digits = tokens[first];
  const found = lexicon.units.at(tokens, next);
  const before = tokens[first - 1];
  if (/^(?:\$|€|£|¥|us\$|r\$|usd|eur|bs|s\/)$/.test(before?.fold ?? "")) return { unit: "money", next };
  if (found?.meaning === "percent") {
    const points = lexicon.units.at(tokens, next + found.length);
    if (points?.meaning === "points") return { unit: "points", next: next + found.length };
    return { unit: "percent", next: next + found.length };
  }
  if (isDate(place, first, last)) return { unit: "date", next };
  if (isClock(place, first, next)) return { unit: "clock", next };
  if (isAge(place, first, last)) return { unit: "age", next };
  if (found !== undefined) return { unit: hyphenUnit(tokens, next) ?? found.meaning, next };
  const hyphened = hyphenUnit(tokens, next, lexicon);
  if (hyphened !== undefined) return { unit: hyphened, next };
  if (lexicon.identifierBefore.before(tokens, first) !== undefined && digits?.kind === "digits")
    return { unit: "other", next };
  return { unit: "count", next };
}

/** "15-minute", "47-year-old", "six-year": the unit hangs on a hyphen. */
function hyphenUnit(tokens: readonly Token[], next: number, lexicon?: NumberLexicon): Unit | undefined {
  const [hyphen, unit, more] = [tokens[next], tokens[next + 1], tokens[next + 3]];
  if (hyphen?.fold !== "-" || hyphen.isSpaced || unit === undefined || unit.isSpaced) return undefined;
  if (/^(?:year|month)$/.test(unit.fold) && more?.fold === "old") return "age";
  return lexicon?.units.at(tokens, next + 1)?.meaning ?? (lexicon === undefined ? undefined : "other");
}

/** A day of a month, a day after a weekday, or a year. */
function isDate(place: Place, first: number, last: NumberRead): boolean {
  const { tokens, lexicon } = place;
  const token = tokens[first];
  if (token?.kind !== "digits") return isMonthNear(place, first, last.next);
  if (/^(?:19|20)\d\d$/.test(token.fold)) return isYear(place, first, last.next);
  if (!/^\d{1,2}$/.test(token.fold) || last.value > 31) return false;
  if (isMonthNear(place, first, last.next)) return true;
  const after = tokens[last.next];
  const ends = after === undefined || after.kind === "mark";
  const weekday = tokens[first - 1]?.fold === "," ? tokens[first - 2] : tokens[first - 1];
  if (weekday !== undefined && lexicon.weekdays.has(weekday.fold) && ends) return true;
  if (weekday?.fold === "the" && lexicon.weekdays.has(tokens[first - 2]?.fold ?? "")) return true;
  return lexicon.dateBefore.before(tokens, first) !== undefined && !/^(?:de|%)$/.test(after?.fold ?? "");
}

/** A month right before or after, or after another day: "28 and 29 July", "entre el 10 y el 14 de diciembre". */
function isMonthNear({ tokens, lexicon, language }: Place, first: number, next: number): boolean {
  const isMonth = (token: Token | undefined) =>
    token !== undefined && lexicon.months.has(token.fold) && (language !== "en" || token.isCapital);
  if ((tokens[first]?.fold.length ?? 9) > 2 && tokens[first]?.kind === "digits") return false;
  if (isMonth(tokens[first - 1]) || (tokens[first - 1]?.fold === "." && isMonth(tokens[first - 2])))
    return true;
  let at = next;
  for (let step = 0; step < 6 && at < tokens.length; step += 1, at += 1) {
    const token = tokens[at];
    if (isMonth(token)) return true;
    const passes = /^(?:de|y|e|and|to|a|al|el|the|of|-|–|,)$/.test(token?.fold ?? "");
    if (!passes && !/^\d{1,2}$/.test(token?.fold ?? "")) return false;
  }
  return false;
}

/** 1900 to 2099 without a separator is a year, unless it counts: "2000 people". What counts is decided elsewhere. */
function isYear({ tokens, lexicon, language }: Place, first: number, next: number): boolean {
  const before = tokens[first - 1]?.fold ?? "";
  const after = tokens[next];
  if (/^(?:in|en|em|since|desde|del|of|until|by|from|for|,|\()$/.test(before)) return true;
  if (lexicon.months.has(before) || (before === "de" && language !== "en")) return true;
  if (lexicon.boundsBefore.before(tokens, first) !== undefined) return false;
  return (
    after === undefined ||
    after.kind === "mark" ||
    /^(?:election|elections|presidential|protests|constitution|vote|campaign|and|y|e)$/.test(after.fold)
  );
}

function isClock({ tokens, lexicon }: Place, first: number, next: number): boolean {
  const [colon, minutes] = [tokens[next], tokens[next + 1]];
  if (colon?.fold === ":" && !colon.isSpaced && minutes?.kind === "digits" && !minutes.isSpaced) return true;
  const before = tokens[first - 1];
  if (before?.fold === ":" && !before.isSpaced && tokens[first - 2]?.kind === "digits") return true;
  const clock = lexicon.clockBefore.before(tokens, first);
  if (clock === undefined) return false;
  const after = tokens[next];
  return (
    clock.length > 1 &&
    (after === undefined || after.kind === "mark" || /^(?:de|da|en|em|y|e|hasta|horas)$/.test(after.fold))
  );
}

/** "Maduro, 61, has", "aged 36, 43 and 44", "de 61 años", "14 to 17 years". */
function isAge(place: Place, first: number, last: NumberRead): boolean {
  const { tokens, lexicon } = place;
  if (last.value > 115 || !Number.isInteger(last.value)) return false;
  if (isAgeLimit(place, first, last)) return true;
  const after = tokens[last.next];
  const before = tokens[first - 1];
  const ageWords = lexicon.ageBefore.before(tokens, first);
  if (ageWords !== undefined && (place.language === "en" || after?.fold === "anos")) return true;
  const isPlace = /^(?:in|en|em|at|no|na)$/.test(tokens[first - 3]?.fold ?? "");
  const named = tokens[first - 2]?.isCapital === true && before?.fold === "," && !isPlace;
  const closes = after === undefined || /^[,.;)]$/.test(after.fold);
  if (named && closes && last.value >= 10 && after?.fold !== ")") return true;
  const isYears = after?.fold === "anos";
  if (!isYears) return false;
  const comma = tokens[last.next + 1];
  if (before?.fold === "de" || before?.fold === "con" || before?.fold === "com")
    return (
      tokens[first - 2]?.kind === "mark" || tokens[first - 2]?.isCapital === true || comma?.fold !== "de"
    );
  return false;
}

/** "Were under 18", "over 60": a limit of age, with no noun after it. */
function isAgeLimit({ tokens, language }: Place, first: number, last: NumberRead): boolean {
  if (language !== "en" || last.value < 10 || last.value > 90) return false;
  if (!/^(?:under|over|below|above)$/.test(tokens[first - 1]?.fold ?? "")) return false;
  const after = tokens[last.next];
  const verb = /^(?:is|are|was|were|all|those|anyone|people|children|be)$/.test(
    tokens[first - 2]?.fold ?? "",
  );
  return (
    verb &&
    (after === undefined || after.kind === "mark" || /^(?:and|or|in|at|when|who|were|are)$/.test(after.fold))
  );
}

/** Looks left and right for the words that bound the number and makes the mention. */
function boundMention(place: Place, core: Core, after: number): NumberMention | undefined {
  const { tokens, lexicon } = place;
  const before = core.isVague ? undefined : boundBefore(place, core.first, after);
  const behind = core.isVague || core.unit === "date" ? undefined : lexicon.boundsAfter.at(tokens, core.next);
  const from = before?.from ?? (core.opens ? core.first - 1 : core.first);
  const to = core.next + (behind?.length ?? 0);
  const [first, coreFirst, coreLast, last] = [
    tokens[from],
    tokens[core.first],
    tokens[core.next - 1],
    tokens[to - 1],
  ];
  if (first === undefined || coreFirst === undefined || coreLast === undefined || last === undefined)
    return undefined;
  return {
    start: first.start,
    end: last.end,
    core: { start: coreFirst.start, end: coreLast.end },
    quantity: quantityOf(core, denied(tokens, from, before?.bound) ?? behind?.meaning),
    tokens: { from, core: core.first, afterCore: core.next, to },
    isArticle: core.read.isArticle === true,
  };
}

/** "No murieron más de 30 personas": denied, "more than" is "at most". */
function denied(tokens: readonly Token[], from: number, bound: Bound | undefined): Bound | undefined {
  if (bound !== "more-than") return bound;
  for (let at = from - 1; at > from - 4 && at >= 0; at -= 1) {
    if (tokens[at]?.kind !== "word") return bound;
    if (/^(?:no|not|nao|nunca|never)$/.test(tokens[at]?.fold ?? "")) return "at-most";
  }
  return bound;
}

/** The bound words left of a number, over an article or two. The strongest of several wins over "about". */
function boundBefore(place: Place, first: number, after: number): { from: number; bound: Bound } | undefined {
  const { tokens, lexicon } = place;
  let at = first;
  if (lexicon.rangeOpens.has(tokens[at - 1]?.fold ?? "")) at -= 1;
  let found: { from: number; bound: Bound } | undefined;
  for (let step = 0; step < 3 && at > after; step += 1) {
    const phrase = lexicon.boundsBefore.before(tokens, at);
    if (phrase !== undefined && at - phrase.length >= after) {
      at -= phrase.length;
      found = {
        from: at,
        bound: found === undefined || found.bound === "approximately" ? phrase.meaning : found.bound,
      };
    } else if (found === undefined && lexicon.skipped.has(tokens[at - 1]?.fold ?? "")) at -= 1;
    else break;
  }
  return found;
}

function quantityOf(core: Core, bound: Bound | undefined): Quantity {
  const { read, upper, unit } = core;
  if (core.isVague) return { bound: "vague", unit };
  if (upper !== undefined) {
    const low = lowEnd(read, upper);
    return { bound: "range", unit, low, high: upper.value };
  }
  const value = unit === "percent" && read.value > 1000 ? (read.other ?? read.value) : read.value;
  return boundedQuantity(value, bound ?? (read.isCollective === true ? "approximately" : "exact"), unit);
}

/** "Between 2 and 3 million": the scale of the upper end belongs to both. */
function lowEnd(read: NumberRead, upper: NumberRead): number {
  const isScaled = upper.value >= 1e5 && read.value < 1000 && upper.value % 1000 === 0;
  if (!isScaled) return read.value;
  const scale = upper.value >= 1e6 ? 1e6 : 1e3;
  return read.value * scale <= upper.value ? read.value * scale : read.value;
}

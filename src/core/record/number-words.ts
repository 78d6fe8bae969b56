import type { Language } from "./language.ts";
import { NUMBER_LEXICON, type NumberLexicon } from "./number-lexicon.ts";
import { parseNumeral, type Numeral } from "./numeral.ts";
import type { Token } from "./token.ts";

/** A number read from tokens: what it is worth and the index after its last token. */
export interface NumberRead extends Numeral {
  readonly next: number;
  /** "A dozen", "un centenar": about so many, unless other words bound it. */
  readonly isCollective?: boolean;
  /** "Un", "uma": a number only where it counts something of ours. */
  readonly isArticle?: boolean;
  readonly isDigits?: boolean;
}

/**
 * Reads the number that begins at a token: digits, words ("treinta y cinco", "two hundred and six"), both together
 * ("6.8 million", "un millón 411 mil 517"), and collectives ("a dozen"). Undefined where none begins there.
 */
export function readNumber(
  tokens: readonly Token[],
  index: number,
  language: Language,
): NumberRead | undefined {
  const lexicon = NUMBER_LEXICON[language];
  const collective = lexicon.collectives.at(tokens, index);
  if (collective !== undefined)
    return { value: collective.meaning, next: index + collective.length, isCollective: true };
  const group = readGroup({ tokens, lexicon, language }, index) ?? readBareScale(lexicon, tokens, index);
  if (group === undefined) return undefined;
  const multiple = lexicon.multiples.get(tokens[group.next]?.fold ?? "");
  if (multiple !== undefined)
    return { value: group.value * multiple, next: group.next + 1, isCollective: true };
  return readScales({ tokens, lexicon, language }, group);
}

interface Reading {
  readonly tokens: readonly Token[];
  readonly lexicon: NumberLexicon;
  readonly language: Language;
}

/** "Mil" and "cien mil" have no group before the scale in Spanish and Portuguese. */
function readBareScale(
  lexicon: NumberLexicon,
  tokens: readonly Token[],
  index: number,
): NumberRead | undefined {
  const token = tokens[index];
  return token?.fold === "mil" && lexicon.scales.has("mil") ? { value: 1, next: index } : undefined;
}

/** Adds scales and what follows them: 52 mil 347, two million three hundred thousand. */
function readScales(reading: Reading, group: NumberRead): NumberRead {
  const { tokens, lexicon } = reading;
  let total = 0;
  let other: number | undefined;
  let ceiling = Number.POSITIVE_INFINITY;
  let current: NumberRead | undefined = group;
  let next = group.next;
  let isScaled = false;
  while (current !== undefined) {
    let { value } = current;
    let factor = 1;
    let after = current.next;
    for (
      let scale = scaleAt(lexicon, tokens[after]);
      scale !== undefined;
      scale = scaleAt(lexicon, tokens[after])
    ) {
      value *= scale;
      factor *= scale;
      after += 1;
      isScaled = true;
    }
    if (value >= ceiling) break;
    if (current.other !== undefined) other = current.other * factor;
    total += value;
    ceiling = factor;
    next = after;
    if (factor === 1) break;
    current = readGroup(reading, afterJoin(reading, after));
    if (current !== undefined && current.other !== undefined) break;
  }
  const value = Number(total.toPrecision(15));
  return {
    value,
    next,
    ...(other === undefined ? {} : { other: Number(other.toPrecision(15)) }),
    ...(group.isArticle === true && !isScaled ? { isArticle: true } : {}),
    ...(group.isDigits === true ? { isDigits: true } : {}),
  };
}

function scaleAt(lexicon: NumberLexicon, token: Token | undefined): number | undefined {
  return token === undefined ? undefined : lexicon.scales.get(token.fold);
}

/** After a scale a join may stand before the rest: "mil e duzentas", "one thousand and twelve". */
function afterJoin({ tokens, lexicon }: Reading, index: number): number {
  return lexicon.joins.has(tokens[index]?.fold ?? "") && tokens[index + 1]?.kind === "word"
    ? index + 1
    : index;
}

/** A number below one thousand in words, or any number in digits. */
function readGroup(reading: Reading, index: number): NumberRead | undefined {
  const { tokens, lexicon, language } = reading;
  const token = tokens[index];
  if (token === undefined) return undefined;
  if (token.kind === "digits") return readDigits(tokens, index, language);
  const hundred = lexicon.hundreds.get(token.fold);
  if (hundred === undefined) return readBelowHundred(reading, index);
  const rest = readBelowHundred(reading, afterJoin(reading, index + 1));
  if (rest === undefined || rest.isArticle === true) return { value: hundred, next: index + 1 };
  return { value: hundred + rest.value, next: rest.next };
}

function readDigits(tokens: readonly Token[], index: number, language: Language): NumberRead {
  let digits = tokens[index]?.fold ?? "";
  let next = index + 1;
  const isGroup = (token: Token | undefined, before: Token | undefined) =>
    token?.kind === "digits" && /^\d{3}$/.test(token.fold) && before?.end === token.start - 1;
  if (language !== "en" && /^\d{1,3}$/.test(digits))
    while (isGroup(tokens[next], tokens[next - 1])) {
      digits += tokens[next]?.fold ?? "";
      next += 1;
    }
  return { ...parseNumeral(digits, language), next, isDigits: true };
}

function readBelowHundred({ tokens, lexicon }: Reading, index: number): NumberRead | undefined {
  const word = tokens[index]?.fold ?? "";
  if (lexicon.articles.has(word)) return { value: 1, next: index + 1, isArticle: true };
  const small = lexicon.small.get(word);
  if (small !== undefined) return { value: small, next: index + 1 };
  const tens = lexicon.tens.get(word);
  if (tens === undefined) return undefined;
  const joined = tokens[index + 1];
  const joins =
    joined !== undefined &&
    (joined.fold === "-" || (lexicon !== NUMBER_LEXICON.en && lexicon.joins.has(joined.fold)));
  const unitWord = tokens[joins ? index + 2 : index + 1]?.fold ?? "";
  const unit = lexicon.small.get(unitWord) ?? (joins && lexicon.articles.has(unitWord) ? 1 : undefined);
  if (unit === undefined || unit === 0 || unit > 9) return { value: tens, next: index + 1 };
  if (!joins && lexicon !== NUMBER_LEXICON.en) return { value: tens, next: index + 1 };
  return { value: tens + unit, next: joins ? index + 3 : index + 2 };
}

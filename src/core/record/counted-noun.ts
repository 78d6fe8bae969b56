import type { PersonMeasure } from "./measure.ts";
import { NUMBER_LEXICON } from "./number-lexicon.ts";
import type { NumberMention } from "./number-mention.ts";
import { foldAt, type Passage } from "./passage.ts";
import { THING_NOUNS } from "./thing-noun.ts";

/** The noun a number counts, as far as the words right after it say. */
export interface CountedNoun {
  /**
   * person: people, nothing said of what happened; event: "deaths"; state: "detainees", "people dead"; thing: something
   * that is not people; unknown: a noun no list has; none: the number stands alone.
   */
  readonly kind: "person" | "event" | "state" | "thing" | "unknown" | "none";
  readonly measure?: PersonMeasure;
  /** Tokens of the noun with its adjectives, from the one after the number. */
  readonly first: number;
  readonly next: number;
  /** "161 of the prisoners": a part of what the noun counts. */
  readonly isPart: boolean;
  /** Whether one of the words is a noun of people: "27 people dead". */
  readonly hasPeople: boolean;
}

/** A noun is looked for among so many words after the number. */
const LONGEST = 6;

export function countedNoun(passage: Passage, mention: NumberMention): CountedNoun {
  const first = skipOpening(passage, mention.tokens.to);
  const part = partOf(passage, mention, first);
  if (part !== undefined) return part;
  const start = afterOf(passage, mention, first);
  return nounAt(passage, start);
}

/** Quotation marks and "other", "total" are not the noun. */
function skipOpening(passage: Passage, index: number): number {
  let at = index;
  while (
    /^["'\u201C\u2018«]$/.test(foldAt(passage, at)) ||
    passage.lexicon.additions.has(foldAt(passage, at))
  )
    at += 1;
  return at;
}

/** "161 of the prisoners", "dos de los heridos", "35 of 41 killings", "two of them". */
function partOf(passage: Passage, mention: NumberMention, at: number): CountedNoun | undefined {
  const { lexicon } = passage;
  const pronoun = lexicon.partAfter.at(passage.tokens, at);
  const isOf = /^(?:of|de|dos|das|del)$/.test(foldAt(passage, at));
  if (pronoun !== undefined && (!isOf || isRelativePart(passage, at)))
    return pronounPart(passage, mention, { first: at, next: at + pronoun.length });
  if (!isOf) return undefined;
  const isContracted = /^(?:dos|das|del)$/.test(foldAt(passage, at));
  const hasArticle = isContracted || lexicon.articles.has(foldAt(passage, at + 1));
  const start = isContracted || !hasArticle ? at + 1 : at + 2;
  const whole = passage.mentionAt.get(start);
  if (whole !== undefined && whole.start > mention.end && (hasArticle || passage.language === "en")) {
    if (mention.quantity.value === 1) return thing(at);
    return { ...nounAt(passage, whole.tokens.to), first: at, isPart: true };
  }
  if (hasArticle && mention.quantity.bound !== "vague") {
    const noun = nounAt(passage, start);
    if (noun.kind !== "none") return { ...noun, first: at, isPart: true };
  }
  return pronoun && pronounPart(passage, mention, { first: at, next: at + pronoun.length });
}

/** "Nove dos quais", "two of whom", "tres de ellos": no noun follows "of". */
function isRelativePart(passage: Passage, at: number): boolean {
  return (
    /^(?:quais|whom|which|them|those|these|ellos|ellas|estos|estas|cuales)$/.test(foldAt(passage, at + 1)) ||
    /^(?:cuales|que)$/.test(foldAt(passage, at + 2))
  );
}

/**
 * "Two of them minors": with the people right after, who they are. "Fifteen of those killed": what happened to them is
 * said. "One of them, a student, ..." tells of one person and counts nobody.
 */
function pronounPart(
  passage: Passage,
  mention: NumberMention,
  { first, next }: { readonly first: number; readonly next: number },
): CountedNoun {
  if (mention.quantity.value === 1 && foldAt(passage, next) === ",") return thing(first);
  const state = passage.lexicon.states.before(passage.tokens, next);
  let end = next;
  while (end < next + 3 && passage.lexicon.people.has(foldAt(passage, end))) end += 1;
  const part = { first, next: end, isPart: true, hasPeople: false };
  return state === undefined ? { kind: "none", ...part } : { kind: "state", measure: state.meaning, ...part };
}

function thing(at: number): CountedNoun {
  return { kind: "thing", first: at, next: at, isPart: true, hasPeople: false };
}

/** "Dozens of protesters", "un centenar de heridos", "7,1 millones de votos": the noun comes after "of". */
function afterOf(passage: Passage, mention: NumberMention, at: number): number {
  if (!/^(?:of|de)$/.test(foldAt(passage, at))) return at;
  const { bound, value } = mention.quantity;
  const isRound =
    bound === "vague" || (value !== undefined && value >= 1e6) || isCollective(passage, mention);
  return isRound ? at + 1 : at;
}

function isCollective(passage: Passage, mention: NumberMention): boolean {
  const lexicon = NUMBER_LEXICON[passage.language];
  const last = foldAt(passage, mention.tokens.afterCore - 1);
  return (
    lexicon.collectives.at(passage.tokens, mention.tokens.core) !== undefined || lexicon.multiples.has(last)
  );
}

function nounAt(passage: Passage, start: number): CountedNoun {
  const { tokens, lexicon } = passage;
  let at = start;
  let kind: CountedNoun["kind"] = "none";
  let measure: PersonMeasure | undefined;
  let next = start;
  let hasPeople = false;
  let isOpenMark = start > 0 && /^["\u201C«]$/.test(foldAt(passage, start - 1));
  let words = 0;
  while (at < tokens.length && words < LONGEST) {
    const mark = foldAt(passage, at);
    if (isTightHyphen(passage, at) || /^["'\u201C\u201D\u2018\u2019«»]$/.test(mark)) {
      if (/^["\u201D»\u2019]$/.test(mark) && words > 0 && !isOpenMark && !isTightHyphen(passage, at)) break;
      if (/^["\u201C«\u2018]$/.test(mark) && !isOpenMark) isOpenMark = true;
      else if (isOpenMark && words > 0) next = at + 1;
      at += 1;
      continue;
    }
    const event = lexicon.events.at(tokens, at);
    const state = lexicon.states.at(tokens, at);
    if (event !== undefined && event.length >= (state?.length ?? 0)) {
      return {
        kind: "event",
        measure: event.meaning,
        first: start,
        next: at + event.length,
        isPart: false,
        hasPeople,
      };
    }
    if (state !== undefined) {
      [kind, measure] = ["state", state.meaning];
      at += state.length;
      next = at;
      words += state.length;
      continue;
    }
    if (endsNoun(passage, at)) break;
    const word = foldAt(passage, at);
    if (lexicon.people.has(word)) {
      hasPeople = true;
      if (kind !== "state" || passage.language === "en") kind = kind === "state" ? "state" : "person";
      next = at + 1;
    } else if (isThing(passage, at))
      return { kind: "thing", first: start, next: at + 1, isPart: false, hasPeople };
    else if (kind === "none" || (kind === "unknown" && passage.language === "en")) {
      kind = isPeopleName(passage, at) ? "person" : "unknown";
      next = at + 1;
    }
    at += 1;
    words += 1;
  }
  return { kind, ...(measure && { measure }), first: start, next, isPart: false, hasPeople };
}

/** A plural of a people's name: "Venezuelans", "bolivianos" with a capital in English only. */
function isPeopleName(passage: Passage, at: number): boolean {
  const token = passage.tokens[at];
  return token?.isCapital === true && /(?:ans|ians|ese|is|ites)$/.test(token.fold);
}

function isTightHyphen(passage: Passage, at: number): boolean {
  const [hyphen, after] = [passage.tokens[at], passage.tokens[at + 1]];
  return hyphen?.fold === "-" && !hyphen.isSpaced && after?.isSpaced === false;
}

/** A mark, a preposition, an article, a verb or another number ends the noun. */
function endsNoun(passage: Passage, at: number): boolean {
  const { tokens, lexicon, mentionAt } = passage;
  const token = tokens[at];
  if (token === undefined || token.kind !== "word" || mentionAt.has(at)) return true;
  const word = token.fold;
  return (
    lexicon.barriers.has(word) ||
    lexicon.auxiliaries.has(word) ||
    lexicon.prepositions.has(word) ||
    lexicon.articles.has(word) ||
    lexicon.verbs.at(tokens, at) !== undefined ||
    lexicon.participles.at(tokens, at) !== undefined ||
    lexicon.crowdVerbs.at(tokens, at) !== undefined ||
    /^(?:who|that|which|que|quien|quienes|quem|se|no|not|nao|as|so)$/.test(word)
  );
}

/** Time, money, length, sheets, votes and places: what no list of people should count. */
function isThing(passage: Passage, at: number): boolean {
  const { tokens, lexicon, language } = passage;
  const word = foldAt(passage, at);
  return (
    NUMBER_LEXICON[language].units.at(tokens, at) !== undefined ||
    lexicon.voteNouns.has(word) ||
    lexicon.sheetNouns.has(word) ||
    lexicon.stateNouns.at(tokens, at) !== undefined ||
    // English puts what people have to do with things before them: "ten bus drivers".
    (THING_NOUNS[language].has(word) && (language !== "en" || endsNoun(passage, at + 1)))
  );
}

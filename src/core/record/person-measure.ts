import type { CountedNoun } from "./counted-noun.ts";
import { countedNoun } from "./counted-noun.ts";
import type { PersonMeasure } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import { VOICE_LEXICON } from "./voice-lexicon.ts";

/** What a count of people measures, and how far to the right the words that say so go. */
export interface PersonReading {
  readonly measure: PersonMeasure;
  readonly noun: CountedNoun;
  /** By which words: the noun itself, a word before, a verb after, or a toll that comes to the number. */
  readonly by: "noun" | "governor" | "verb" | "toll";
}

/**
 * What happened to the people a number counts, from the words of its own clause. A word right before rules ("killed
 * 27"), then the verb after ("27 detainees were freed"), then the noun ("27 detainees"), then a toll ("the toll rose to
 * 27"). Undefined where none of them speaks: the number may still be part of a figure before.
 */
export function personMeasure(passage: Passage, mention: NumberMention): PersonReading | undefined {
  if (mention.quantity.unit !== "count") return undefined;
  const noun = countedNoun(passage, mention);
  if (noun.kind === "thing") return undefined;
  if (mention.isArticle && !isCountedArticle(passage, mention, noun)) return undefined;
  if (noun.kind === "event" && noun.measure !== undefined) return { measure: noun.measure, noun, by: "noun" };
  const governor = governorOf(passage, mention);
  const isPersonal = passage.language === "es" && foldAt(passage, mention.tokens.from - 1) === "a";
  if (governor !== undefined && (isPersonal || !(noun.kind === "unknown" && needsPeople(governor))))
    return { measure: governor, noun, by: "governor" };
  const verb = verbAfter(passage, mention, noun);
  if (verb !== undefined) return { measure: verb, noun, by: "verb" };
  if (noun.kind === "state" && noun.measure !== undefined) return { measure: noun.measure, noun, by: "noun" };
  const toll = tollOf(passage, mention, noun);
  return toll && { measure: toll, noun, by: "toll" };
}

/** Documents and prisoners are both released; deaths are of people or animals only. */
function needsPeople(measure: PersonMeasure): boolean {
  return measure === "releases" || measure === "crowd" || measure === "asylum";
}

/** "Una persona murió", "un muerto": an article counts only before a noun that says so. */
function isCountedArticle(passage: Passage, mention: NumberMention, noun: CountedNoun): boolean {
  const word = foldAt(passage, noun.first);
  if (/^(?:persona|pessoa)$/.test(word)) return true;
  const isShort = noun.next === noun.first + 1;
  if (!isShort || (noun.kind !== "state" && noun.kind !== "event")) return false;
  const after = foldAt(passage, noun.next);
  if (/^(?:de|por|en|em|que|a|con|com)$/.test(after)) return false;
  return hasCountNear(passage, mention);
}

/** Whether the sentence counts something else too: "un muerto y 23 heridos". */
function hasCountNear(passage: Passage, mention: NumberMention): boolean {
  const sentence = sentenceOf(passage, mention.tokens.core);
  return passage.mentions.some(
    (other) =>
      other !== mention &&
      !other.isArticle &&
      other.quantity.unit === "count" &&
      other.tokens.core >= sentence.first &&
      other.tokens.core < sentence.next &&
      Math.abs(other.tokens.core - mention.tokens.core) <= 8,
  );
}

/** What has not happened ("promised to arrest another thousand"), and one family's own ("his two sons"). */
export function isUnreal(passage: Passage, mention: NumberMention): boolean {
  const { tokens, lexicon } = passage;
  if (
    /^(?:his|her|my|our|su|sus|mis|meus|seus|suas)$/.test(foldAt(passage, mention.tokens.from - 1)) &&
    (mention.quantity.value ?? 99) < 10
  )
    return true;
  for (let at = mention.tokens.from; at > mention.tokens.from - 5 && at > 0; at -= 1) {
    if (lexicon.unreal.before(tokens, at) !== undefined) return true;
    if (tokens[at - 1]?.kind === "mark") return false;
  }
  return false;
}

/** The word that rules the number from its left, over articles and "a total of". */
export function governorOf(passage: Passage, mention: NumberMention): PersonMeasure | undefined {
  const { tokens, lexicon } = passage;
  let at = mention.tokens.from;
  const first = sentenceOf(passage, mention.tokens.core).first;
  for (let step = 0; step < 6 && at > first; step += 1) {
    const found = lexicon.governors.before(tokens, at);
    if (found !== undefined && !passage.mentionAt.has(at - 1)) return found.meaning;
    const participle = passage.language === "en" ? undefined : lexicon.participles.before(tokens, at);
    if (participle !== undefined && isHelped(passage, at - participle.length)) return participle.meaning;
    const together = besideArrested(passage, at);
    if (together !== undefined) return together;
    const word = foldAt(passage, at - 1);
    const voice = VOICE_LEXICON[passage.language];
    const passes =
      lexicon.articles.has(word) ||
      voice.times.has(word) ||
      (voice.timeLinks.has(word) && at < mention.tokens.from) ||
      lexicon.additions.has(word) ||
      /^(?:a|total|of|de|en|em|in|al|ao|only|solo|apenas|just|already|ya|ja|tambien|also|otros|las|los|sus|cerca|["\u201C«])$/.test(
        word,
      );
    if (!passes) return undefined;
    at -= 1;
  }
  return undefined;
}

/** "Was detained along with 10 other activists", "fue detenido junto a otros 14 vecinos". */
function besideArrested(passage: Passage, at: number): PersonMeasure | undefined {
  const words = `${foldAt(passage, at - 2)} ${foldAt(passage, at - 1)}`;
  if (!/^(?:along with|together with|junto a|junto con|junto com|juntamente com)$/.test(words))
    return undefined;
  for (let index = at - 2; index > at - 8 && index > 0; index -= 1) {
    const participle = passage.lexicon.participles.before(passage.tokens, index);
    if (participle !== undefined) return participle.meaning;
    if (passage.tokens[index - 1]?.kind === "mark") return undefined;
  }
  return undefined;
}

/** Whether an auxiliary stands before a participle: "han sido puestos en libertad 86". */
function isHelped(passage: Passage, participle: number): boolean {
  const { auxiliaries, fillers } = passage.lexicon;
  const before = foldAt(passage, participle - 1);
  return auxiliaries.has(before) || (fillers.has(before) && auxiliaries.has(foldAt(passage, participle - 2)));
}

interface Scan {
  at: number;
  /** Where the last auxiliary stood, if any. */
  auxiliary: number | undefined;
  unknown: number;
  gap: number;
}

/** The verb or participle that the counted noun is the subject of. */
function verbAfter(passage: Passage, mention: NumberMention, noun: CountedNoun): PersonMeasure | undefined {
  const sentence = sentenceOf(passage, mention.tokens.core);
  const start = noun.kind === "none" && !noun.isPart ? mention.tokens.to : noun.next;
  const scan: Scan = { at: start, auxiliary: undefined, unknown: 0, gap: 0 };
  if (noun.kind === "person") scan.at = overCoordination(passage, start);
  while (scan.at < sentence.next && scan.gap < 24) {
    const found = readVerb(passage, scan);
    if (found !== undefined) return found;
    if (!step(passage, scan, sentence.next)) return undefined;
  }
  return undefined;
}

/** "50 civilians and 39 officers were injured": the verb of the second is the verb of the first. */
function overCoordination(passage: Passage, at: number): number {
  const joined = /^(?:and|y|e)$/.test(foldAt(passage, at)) ? passage.mentionAt.get(at + 1) : undefined;
  if (joined === undefined) return overGroup(passage, at);
  if (joined.quantity.unit !== "count") return at;
  const noun = countedNoun(passage, joined);
  return noun.kind === "person" ? noun.next : at;
}

/**
 * "77 members of the armed forces and police had been injured", "48 policiais e militares ficaram feridos": the noun or
 * its group holds a join of its own.
 */
function overGroup(passage: Passage, start: number): number {
  if (
    /^(?:and|y|e)$/.test(foldAt(passage, start)) &&
    passage.lexicon.people.has(foldAt(passage, start + 1)) &&
    passage.lexicon.auxiliaries.has(foldAt(passage, start + 2))
  )
    return start + 2;
  if (!/^(?:of|de|del|da|do|das|dos)$/.test(foldAt(passage, start))) return start;
  for (let at = start + 1; at < start + 8; at += 1) {
    const word = foldAt(passage, at);
    if (
      passage.tokens[at]?.kind !== "word" ||
      passage.mentionAt.has(at) ||
      passage.lexicon.auxiliaries.has(word)
    )
      return start;
    if (!/^(?:and|y|e)$/.test(word)) continue;
    for (let after = at + 1; after < at + 5; after += 1)
      if (passage.lexicon.auxiliaries.has(foldAt(passage, after))) return after;
    return start;
  }
  return start;
}

function readVerb(passage: Passage, scan: Scan): PersonMeasure | undefined {
  const { tokens, lexicon } = passage;
  const verb = lexicon.verbs.at(tokens, scan.at);
  if (verb !== undefined && scan.unknown <= 3) return verb.meaning;
  const participle = lexicon.participles.at(tokens, scan.at);
  if (participle === undefined) return undefined;
  const isHelped = scan.auxiliary !== undefined && scan.at - scan.auxiliary <= 6;
  if (isHelped || scan.gap === 0) return participle.meaning;
  return passage.language !== "en" && scan.unknown === 0 ? participle.meaning : undefined;
}

/** Moves over one word, or over an aside. False where the clause ends. */
function step(passage: Passage, scan: Scan, end: number): boolean {
  const { tokens, lexicon } = passage;
  const token = tokens[scan.at];
  if (token === undefined) return false;
  if (token.kind === "mark") return stepOverMark(passage, scan, end);
  if (passage.mentionAt.get(scan.at)?.quantity.unit === "count" && scan.gap > 0) return false;
  const word = token.fold;
  if (lexicon.auxiliaries.has(word)) scan.auxiliary = scan.at;
  else if (lexicon.barriers.has(word) && !isInnerWord(word)) return false;
  else if (
    !lexicon.fillers.has(word) &&
    !lexicon.people.has(word) &&
    !token.isCapital &&
    !/(?:ly|mente)$/.test(word)
  ) {
    if (scan.auxiliary !== undefined && scan.at - scan.auxiliary <= 2 && token.kind === "word") return false;
    scan.unknown += 1;
    if (scan.unknown > 6) return false;
  }
  scan.at += 1;
  scan.gap += 1;
  return true;
}

/** "Since", "after" and the like do not end the clause of their noun. */
function isInnerWord(word: string): boolean {
  return /^(?:before|until|como|antes|as)$/.test(word);
}

function stepOverMark(passage: Passage, scan: Scan, end: number): boolean {
  const mark = foldAt(passage, scan.at);
  if (/^["'\u201C\u201D\u2018\u2019«»%-]$/.test(mark) && passage.tokens[scan.at]?.isSpaced !== true) {
    scan.at += 1;
    return true;
  }
  if (/^["\u201C«]$/.test(mark)) {
    scan.at += 1;
    return true;
  }
  const closes: Readonly<Record<string, RegExp>> = {
    "(": /^\)$/,
    "—": /^—$/,
    "–": /^–$/,
    "-": /^-$/,
    ",": /^,$/,
  };
  const close = closes[mark];
  if (close === undefined) return false;
  for (let at = scan.at + 1; at < end && at < scan.at + 18; at += 1)
    if (close.test(foldAt(passage, at)) && (mark !== "-" || passage.tokens[at]?.isSpaced === true)) {
      if (mark === "(" || continues(passage, at + 1)) {
        scan.at = at + 1;
        return true;
      }
      if (mark !== ",") return false;
    }
  return false;
}

/** Whether the clause goes on after an aside: an auxiliary or a verb of ours stands there. */
function continues(passage: Passage, at: number): boolean {
  const { tokens, lexicon } = passage;
  return (
    lexicon.auxiliaries.has(foldAt(passage, at)) ||
    lexicon.verbs.at(tokens, at) !== undefined ||
    (passage.language !== "en" && lexicon.participles.at(tokens, at) !== undefined)
  );
}

/** "The death toll rose to 27", "elevó a 24 la cifra de muertos", "los detenidos son 83". */
function tollOf(passage: Passage, mention: NumberMention, noun: CountedNoun): PersonMeasure | undefined {
  if (noun.kind === "unknown") return undefined;
  return (noun.kind === "none" ? tollAfter(passage, mention) : undefined) ?? tollBefore(passage, mention);
}

function tollBefore(passage: Passage, mention: NumberMention): PersonMeasure | undefined {
  const { tokens, lexicon } = passage;
  const first = sentenceOf(passage, mention.tokens.core).first;
  let at = mention.tokens.from;
  let reaches = false;
  let isDirect = true;
  const headed = headedBy(passage, at);
  if (headed !== undefined) return headed;
  for (let step = 0; step < 16 && at > first; step += 1) {
    const overAside = beforeAside(passage, at, first);
    if (overAside !== undefined) {
      at = overAside;
      continue;
    }
    const toll = lexicon.tolls.before(tokens, at);
    const isStrict = toll !== undefined && toll.length < 3 && toll.meaning !== "deaths";
    if (toll !== undefined && (isDirect || !isStrict) && (reaches || isNamedBefore(passage, at, toll.length)))
      return toll.meaning;
    const token = tokens[at - 1];
    const other = passage.mentionAt.get(at - 1);
    if (
      other !== undefined &&
      other.quantity.unit === "count" &&
      !/^(?:from|de|desde)$/.test(foldAt(passage, other.tokens.from - 1))
    )
      return undefined;
    if (token?.kind === "mark" && !/^(?:["\u201C«(]|['\u2019]s?)$/.test(token.fold)) return undefined;
    if (
      step === 0 &&
      token?.kind === "word" &&
      !lexicon.reaches.has(token.fold) &&
      !lexicon.articles.has(token.fold)
    )
      return undefined;
    if (token !== undefined && lexicon.reaches.has(token.fold)) reaches = true;
    else isDirect = false;
    at -= 1;
  }
  return undefined;
}

/** "Muertos: 27", "presos: más de 400". */
function headedBy({ tokens, lexicon }: Passage, at: number): PersonMeasure | undefined {
  if (tokens[at - 1]?.fold !== ":") return undefined;
  return (
    lexicon.states.before(tokens, at - 1) ??
    lexicon.events.before(tokens, at - 1) ??
    lexicon.tolls.before(tokens, at - 1)
  )?.meaning;
}

/** "The death toll, which stood at 12 on Monday, has risen to 19": over the aside, or out of it. */
function beforeAside(passage: Passage, at: number, first: number): number | undefined {
  if (foldAt(passage, at - 1) !== ",") return undefined;
  const isRelative = (index: number) => /^(?:which|que)$/.test(foldAt(passage, index));
  if (isRelative(at)) return at - 1;
  for (let index = at - 2; index > first && index > at - 14; index -= 1)
    if (foldAt(passage, index) === ",")
      return isRelative(index + 1) || isSaid(passage, index, at) ? index : undefined;
  return undefined;
}

/** "La cifra, añadió el abogado, llega a": who says it stands between. */
function isSaid(passage: Passage, first: number, next: number): boolean {
  const { says } = VOICE_LEXICON[passage.language];
  for (let at = first; at < next; at += 1) if (says.at(passage.tokens, at) !== undefined) return true;
  return false;
}

/** "Los heridos 192": the noun with its article stands right before the number. */
function isNamedBefore(passage: Passage, at: number, length: number): boolean {
  return (
    passage.lexicon.articles.has(foldAt(passage, at - length - 1)) ||
    passage.lexicon.articles.has(foldAt(passage, at - length))
  );
}

function tollAfter(passage: Passage, mention: NumberMention): PersonMeasure | undefined {
  const { tokens, lexicon } = passage;
  if (!lexicon.reaches.has(foldAt(passage, mention.tokens.from - 1))) return undefined;
  let at = mention.tokens.to;
  if (!lexicon.articles.has(foldAt(passage, at))) return undefined;
  for (let step = 0; step < 4; step += 1) {
    const toll = lexicon.tolls.at(tokens, at);
    if (toll !== undefined) return toll.meaning;
    const state = lexicon.states.at(tokens, at) ?? lexicon.events.at(tokens, at);
    if (state !== undefined) return state.meaning;
    if (tokens[at]?.kind !== "word") return undefined;
    at += 1;
  }
  return undefined;
}

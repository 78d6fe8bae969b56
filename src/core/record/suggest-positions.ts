import { actorAfter, actorAtStart, actorBefore, phraseBefore, type Actor } from "./actor.ts";
import { timeNear } from "./circumstance.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import type { Sentence } from "./sentence.ts";
import { STANCE_LEXICON, type Stance, type StanceRule } from "./stance-lexicon.ts";
import { stateAt, type StateCode } from "./state-names.ts";
import { VOICE_LEXICON } from "./voice-lexicon.ts";
import type { Voices, Words } from "./voice.ts";

/** Who takes a position: the words, and the state where they name one. */
export interface PositionActor extends Words {
  /** The name alone: "Chile", "the Carter Center". */
  readonly name: string;
  readonly state?: StateCode;
}

/** A position of states or organisations as the words suggest it: a card for a person to confirm. */
export interface Position extends Words {
  readonly kind: "position";
  readonly stance: Stance;
  /** Everybody the words name as taking it: seven countries are seven actors. */
  readonly actors: readonly PositionActor[];
  /** "Unless", "until": the position depends on something. */
  readonly isConditional: boolean;
  readonly time?: Words;
}

/** How far behind the verb what it is about may stand. */
const REACH = 20;

/** The positions a passage suggests, in order. A verb without an actor we can name suggests none. */
export function suggestPositions(passage: Passage, voices: Voices): readonly Position[] {
  const positions: Position[] = [];
  for (const sentence of passage.sentences) {
    let at = sentence.first;
    while (at < sentence.next) {
      for (const found of positionsAt(passage, sentence, { at, positions, voices }))
        if (!positions.some((each) => isSame(each, found))) positions.push(found);
      at += 1;
    }
  }
  return positions;
}

function isSame(one: Position, other: Position): boolean {
  return one.stance === other.stance && one.start < other.end && other.start < one.end;
}

interface Search {
  readonly voices: Voices;
  readonly at: number;
  readonly positions: readonly Position[];
}

/** The positions a verb shows: one verb may demand a verification and a release. */
function positionsAt(
  passage: Passage,
  sentence: Sentence,
  { at, positions, voices }: Search,
): readonly Position[] {
  if (isNoVerb(passage, at)) return [];
  const found: Position[] = [];
  for (const rule of STANCE_LEXICON[passage.language]) {
    const verb = rule.verbs.at(passage.tokens, at);
    if (verb === undefined) continue;
    const end = aboutEnd(passage, rule, { next: at + verb.length, sentence });
    const stance = isDeniedBefore(passage, at) ? rule.denied : rule.stance;
    if (end === undefined || stance === undefined || found.some((each) => each.stance === stance)) continue;
    const place = { at, next: end, positions };
    const quoted = quotedActors(passage, { at, positions, voices });
    const subjects = rule.isReported
      ? speakerOf(passage, sentence, at)
      : quoted === undefined
        ? actorsOf(passage, sentence, place)
        : [];
    const actors = quoted !== undefined && (rule.isReported || subjects.length === 0) ? quoted : subjects;
    if (actors.length === 0) continue;
    const time = timeNear(passage, at);
    const words = wordsOf(passage, at, end);
    found.push({
      kind: "position",
      stance,
      ...words,
      actors,
      isConditional: isConditional(passage, sentence, at),
      ...(time && { time }),
    });
  }
  return found;
}

/** "The election", "the results": what is judged and nobody who judges. */
function isThing(passage: Passage, { first, next }: Actor): boolean {
  const things =
    /^(?:results?|elections?|votes?|poll|polls|process|eleccion|elecciones|resultados?|comicios|proceso|eleicao|eleicoes|pleito|count|mission|authority)$/;
  return (
    passage.tokens.slice(first, next).some(({ fold }) => things.test(fold)) &&
    !passage.tokens.slice(first, next).some(({ fold }) => /^(?:mission|commission)$/.test(fold))
  );
}

/**
 * Inside quotation marks whoever speaks takes the position; undefined outside them, and where the quotation begins with
 * the verb of a subject before it: 'Mr. X "expressed concern"'.
 */
function quotedActors(
  passage: Passage,
  { at, positions, voices }: Search,
): readonly PositionActor[] | undefined {
  const quotation = voices.quotations.find(({ open, close }) => open < at && at < close);
  if (quotation === undefined || (quotation.open === at - 1 && passage.tokens[at - 2]?.kind === "word"))
    return undefined;
  const voice = voices.voiceOfQuotation(quotation);
  const words = voice?.resolved ?? voice;
  if (words === undefined) return lastActors(passage, sentenceOf(passage, at), positions);
  const first = passage.tokens.findIndex(({ start }) => start >= words.start);
  const next = passage.tokens.findIndex(({ end }) => end >= words.end) + 1;
  return namedActor(passage, { kind: "group", first, next, start: words.start, end: words.end });
}

/** Who says what follows, at the beginning of the sentence. */
function speakerOf(passage: Passage, sentence: Sentence, at: number): readonly PositionActor[] {
  const { says } = VOICE_LEXICON[passage.language];
  for (let index = sentence.first + 1; index < at; index += 1)
    if (says.at(passage.tokens, index) !== undefined)
      return namedActor(passage, actorBefore(passage, index, sentence.first));
  const accused = /^(?:cannot|did|do|no|nao)$/.test(foldAt(passage, at))
    ? actorAtStart(passage, sentence.first, at)
    : undefined;
  return accused === undefined || isThing(passage, accused) ? [] : namedActor(passage, accused);
}

interface After {
  readonly next: number;
  readonly sentence: Sentence;
}

/** The token after what the verb is about, or undefined where it is not about what the rule asks. */
function aboutEnd(passage: Passage, rule: StanceRule, { next, sentence }: After): number | undefined {
  const until = Math.min(sentence.next, next + REACH);
  let found = rule.about === undefined ? next : undefined;
  if (rule.stance === "recognises" && isNameAt(passage, next)) found = nameEnd(passage, next);
  for (let at = next; at < until; at += 1) {
    const word = foldAt(passage, at);
    if (/^[;:]$/.test(word)) break;
    if (word === "," && found !== undefined) break;
    if (rule.unless?.test(word) === true) return undefined;
    if (rule.about?.test(word) === true && found === undefined) found = at + 1;
  }
  return found;
}

/** "Recognising Ibarra", "reconoció a Ibarra como": somebody's name instead of a result. */
function isNameAt(passage: Passage, next: number): boolean {
  return nameEnd(passage, next) !== undefined;
}

function nameEnd(passage: Passage, next: number): number | undefined {
  let at = /^(?:a|al|mr|mrs)$/.test(foldAt(passage, next)) ? next + 1 : next;
  if (foldAt(passage, at) === ".") at += 1;
  const start = at;
  while (passage.tokens[at]?.isCapital === true && stateAt(passage.tokens, at) === undefined) at += 1;
  return at > start ? at : undefined;
}

function isDeniedBefore(passage: Passage, at: number): boolean {
  const words = [1, 2, 3].map((offset) => foldAt(passage, at - offset));
  if (/^(?:not|no|nao|cannot|never|nunca)$/.test(words[0] ?? "")) return true;
  if (
    /^(?:not|no|nao|cannot|never)$/.test(words[1] ?? "") &&
    /^(?:be|have|yet|formally|se|lo|ha|han)$/.test(words[0] ?? "")
  )
    return true;
  return words[0] === "to" && /^(?:refused|refuses|refuse|declined|refusing)$/.test(words[1] ?? "");
}

/** "The reported irregularities", "of the condemned": after an article a participle, no verb. */
function isNoVerb(passage: Passage, at: number): boolean {
  const word = foldAt(passage, at - 1);
  return (
    passage.lexicon.articles.has(word) &&
    !(passage.language === "pt" && word === "o") &&
    !(passage.language === "es" && word === "lo")
  );
}

function isConditional(passage: Passage, sentence: Sentence, at: number): boolean {
  for (let index = at; index < sentence.next; index += 1) {
    const word = foldAt(passage, index);
    if (/^(?:unless|until)$/.test(word)) return true;
    if (/^(?:hasta|ate)$/.test(word) && foldAt(passage, index + 1) === "que") return true;
    if (word === "menos" && foldAt(passage, index + 1) === "que") return true;
    if (word === "before" && passage.language === "en") return true;
  }
  return false;
}

interface Place {
  readonly at: number;
  readonly next: number;
  readonly positions: readonly Position[];
}

/** Everybody who takes the position: a list of states before the verb, one actor, or who the pronoun stands for. */
function actorsOf(
  passage: Passage,
  sentence: Sentence,
  { at, next, positions }: Place,
): readonly PositionActor[] {
  if (/^(?:by|por|pelo|pela)$/.test(foldAt(passage, next - 1)))
    return namedActor(passage, actorAfter(passage, next, sentence.next));
  if (foldAt(passage, at - 1) === "to") return promptedState(passage, at);
  const passive = agentAfter(passage, sentence, { at, next, positions });
  if (passive.length > 0) return passive;
  const first = clauseStart(passage, sentence, at);
  const initial = () =>
    at - sentence.first <= 32 ? namedActor(passage, actorAtStart(passage, sentence.first, at)) : [];
  const last = () => lastActors(passage, sentence, positions);
  if (isJoined(passage, at)) return firstOf(initial, last);
  const states = statesBetween(passage, first, at);
  if (states.length >= 2) return states;
  const opens = /^["\u201C«]$/.test(foldAt(passage, at - 1)) ? at - 1 : at;
  const subject = subjectBefore(passage, opens, first);
  if (subject?.kind === "pronoun") return firstOf(last, initial);
  const hasCount = countedStates(passage, first, at) !== undefined;
  return firstOf(
    () => (hasCount ? listAfter(passage, sentence, next) : []),
    () => namedActor(passage, subject),
    () => states,
    () => countActor(passage, first, at),
    initial,
  );
}

type ActorSource = () => readonly PositionActor[];

function firstOf(...sources: readonly ActorSource[]): readonly PositionActor[] {
  for (const source of sources) {
    const found = source();
    if (found.length > 0) return found;
  }
  return [];
}

/** The subject, over a relative: "the opposition, which contested". */
function subjectBefore(passage: Passage, at: number, first: number): Actor | undefined {
  const { relatives, auxiliaries } = VOICE_LEXICON[passage.language];
  let relative = at - 1;
  while (
    relative > first &&
    (auxiliaries.has(foldAt(passage, relative)) ||
      /^(?:was|were|since|fue|foi)$/.test(foldAt(passage, relative)))
  )
    relative -= 1;
  if (!relatives.has(foldAt(passage, relative))) return actorBefore(passage, at, first);
  const isAside = /^[,—–]$/.test(foldAt(passage, relative - 1));
  return isAside ? phraseBefore(passage, relative - 1, first) : actorBefore(passage, relative, first);
}

/** "Prompting Caracas to sever relations". */
function promptedState(passage: Passage, at: number): readonly PositionActor[] {
  for (let first = at - 2; first > at - 6; first -= 1) {
    const state = stateAt(passage.tokens, first);
    if (state === undefined || state.next !== at - 1) continue;
    if (!/^(?:prompting|leading|led|prompted|causing|pushing)$/.test(foldAt(passage, first - 1))) return [];
    const words = wordsOf(passage, state.first, state.next);
    return [{ ...words, name: words.words, state: state.code }];
  }
  return [];
}

/** "Was validated by the Supreme Court". */
function agentAfter(passage: Passage, sentence: Sentence, { at, next }: Place): readonly PositionActor[] {
  if (!/^(?:was|were|been|be|fue|sido|foi|is)$/.test(foldAt(passage, at - 1))) return [];
  for (let index = at + 1; index < Math.min(sentence.next, next + 4); index += 1)
    if (/^(?:by|por|pelo|pela)$/.test(foldAt(passage, index)))
      return namedActor(passage, actorAfter(passage, index + 1, sentence.next));
  return [];
}

/** The start of the clause the verb stands in: no subject is looked for before it. */
function clauseStart(passage: Passage, sentence: Sentence, at: number): number {
  const { contrasts } = VOICE_LEXICON[passage.language];
  for (let index = at - 1; index > sentence.first; index -= 1) {
    if (/^[;:]$/.test(foldAt(passage, index))) return index + 1;
    const isBarrier =
      contrasts.at(passage.tokens, index) !== undefined || /^(?:and|y|e)$/.test(foldAt(passage, index));
    if (isBarrier && foldAt(passage, index - 1) === "," && !isListJoin(passage, index)) return index + 1;
    if (contrasts.at(passage.tokens, index) !== undefined && index < at - 1) return index + 1;
  }
  return sentence.first;
}

/** "Argentina, Costa Rica, and Peru": the join of a list of states. */
function isListJoin(passage: Passage, index: number): boolean {
  const after = passage.lexicon.articles.has(foldAt(passage, index + 1)) ? index + 2 : index + 1;
  return stateAt(passage.tokens, after) !== undefined && stateBefore(passage, index - 1);
}

function stateBefore(passage: Passage, end: number): boolean {
  for (let first = end - 1; first > end - 5; first -= 1) {
    const state = stateAt(passage.tokens, first);
    if (state !== undefined && state.next === end) return true;
  }
  return false;
}

/** The states named between two tokens that stand in a list, or alone as a subject. */
function statesBetween(passage: Passage, first: number, next: number): readonly PositionActor[] {
  const found: PositionActor[] = [];
  for (let at = first; at < next; at += 1) {
    const state = stateAt(passage.tokens, at);
    if (state === undefined || state.next > next) continue;
    at = state.next - 1;
    if (state.isAdjective || isInsidePhrase(passage, state.first, state.next)) continue;
    const words = wordsOf(passage, state.first, state.next);
    found.push({ ...words, name: words.words, state: state.code });
  }
  return found;
}

/** "In Venezuela", "the president of Chile": a place, or whose somebody is, unless a list goes on. */
function isInsidePhrase(passage: Passage, first: number, next: number): boolean {
  let at = first - 1;
  if (passage.lexicon.articles.has(foldAt(passage, at))) at -= 1;
  const before = foldAt(passage, at);
  const isList = /^(?:,|and|y|e)$/.test(foldAt(passage, next)) || /^(?:,|and|y|e|—|–|\()$/.test(before);
  if (/^(?:in|en|em|from|desde|to|no|na|with|con|com|against|contra)$/.test(before)) return true;
  return /^(?:of|de|del|do|da|dos|das)$/.test(before) && !isList;
}

/** An actor with a name: a state where the words name one, or an organisation or its head; two where two are joined. */
function namedActor(passage: Passage, actor: Actor | undefined): readonly PositionActor[] {
  if (actor === undefined || actor.kind === "pronoun") return [];
  const join = joinIn(passage, actor);
  const parts =
    join === undefined
      ? [actor]
      : [
          { first: actor.first, next: join },
          { first: join + 1, next: actor.next },
        ];
  return parts.map(({ first, next }) => {
    const words = wordsOf(passage, first, next);
    for (let at = first; at < next; at += 1) {
      const state = stateAt(passage.tokens, at);
      if (state !== undefined) return { ...words, name: words.words, state: state.code };
    }
    return { ...words, name: words.words };
  });
}

/** "Antony Blinken and UN Secretary-General Antonio Guterres": the join between two that both have a name. */
function joinIn(passage: Passage, { first, next }: Actor): number | undefined {
  for (let at = first + 1; at < next - 2; at += 1) {
    if (!/^(?:and|y|e)$/.test(foldAt(passage, at))) continue;
    const isName = (index: number) => passage.tokens[index]?.isCapital === true;
    const isOffice = VOICE_LEXICON[passage.language].actorNouns.has(foldAt(passage, at + 2));
    if (
      isName(at - 1) &&
      ((isName(at + 1) && (isName(at + 2) || isName(at + 3))) ||
        (passage.lexicon.articles.has(foldAt(passage, at + 1)) && (isName(at + 2) || isOffice)))
    )
      return at;
  }
  return undefined;
}

/** Who took the last position, for "they also called for". */
function lastActors(
  passage: Passage,
  sentence: Sentence,
  positions: readonly Position[],
): readonly PositionActor[] {
  const here = passage.sentences.indexOf(sentence);
  const last = positions.at(-1);
  const token = last === undefined ? -1 : passage.tokens.findIndex(({ start }) => start >= last.start);
  if (last === undefined || token < 0) return [];
  const there = passage.sentences.indexOf(sentenceOf(passage, token));
  return here - there <= 2 ? last.actors : [];
}

function isJoined(passage: Passage, at: number): boolean {
  return /^(?:and|y|e|also|tambien|tambem)$/.test(foldAt(passage, at - 1));
}

/** Where the subject counts states: "nine Latin American governments demanded". */
function countedStates(passage: Passage, first: number, at: number): number | undefined {
  for (let index = first; index < at; index += 1)
    if (passage.lexicon.stateNouns.at(passage.tokens, index) !== undefined) return index;
  return undefined;
}

function countActor(passage: Passage, first: number, at: number): readonly PositionActor[] {
  const noun = countedStates(passage, first, at);
  if (noun === undefined) return [];
  const mention = passage.mentions.findLast(
    ({ tokens }) => tokens.from >= first && tokens.to <= noun && noun - tokens.to <= 4,
  );
  const start = mention?.tokens.from ?? Math.max(first, noun - 1);
  const length = passage.lexicon.stateNouns.at(passage.tokens, noun)?.length ?? 1;
  const words = wordsOf(passage, start, noun + length);
  return [{ ...words, name: words.words }];
}

/** "Nine governments demanded a review: Argentina, Costa Rica, ...": the list after a colon. */
function listAfter(passage: Passage, sentence: Sentence, next: number): readonly PositionActor[] {
  for (let at = next; at < sentence.next; at += 1)
    if (foldAt(passage, at) === ":") {
      const states = statesBetween(passage, at + 1, sentence.next);
      return states.length >= 3 ? states : [];
    }
  return [];
}

function wordsOf(passage: Passage, first: number, next: number): Words {
  const start = passage.tokens[first]?.start ?? 0;
  const end = passage.tokens[next - 1]?.end ?? start;
  return { start, end, words: passage.text.slice(start, end) };
}

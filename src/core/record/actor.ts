import { foldAt, rangeOfTokens, sentenceOf, type Passage } from "./passage.ts";
import type { Range } from "./span.ts";
import { VOICE_LEXICON, type VoiceLexicon } from "./voice-lexicon.ts";

/** Somebody who may say something: the words that name them. */
export interface Actor extends Range {
  /** name: one word with a capital letter, a person or a group. */
  readonly kind: "person" | "group" | "name" | "pronoun";
  readonly first: number;
  readonly next: number;
}

/** An actor's words are no longer than this many tokens. */
const LONGEST = 16;
const MOST_UNKNOWN = 5;

/**
 * The actor whose words end right before a token (the subject of a verb that begins there), or undefined where the words
 * do not look like somebody: a wrong voice is worse than none. Adverbs and times before the verb are passed over, and
 * so are asides: "Alfredo Romero, director of the group, also said".
 */
export function actorBefore(passage: Passage, index: number, floor: number): Actor | undefined {
  const at = skipLeft(passage, index, floor);
  const mark = foldAt(passage, at - 1);
  if (mark === ",") return actorBeforeAside(passage, at, floor);
  if (mark === "—" || mark === "–" || (mark === "-" && passage.tokens[at - 1]?.isSpaced === true)) {
    for (let open = at - 2; open > floor && open > at - 22; open -= 1)
      if (foldAt(passage, open) === mark) return phraseBefore(passage, open, floor);
    return undefined;
  }
  return phraseBefore(passage, at, floor);
}

/** "NAME, who leads it, said", "NAME, its director, said", "its director, NAME, said"; one aside or several. */
function actorBeforeAside(passage: Passage, at: number, floor: number): Actor | undefined {
  const lexicon = VOICE_LEXICON[passage.language];
  for (let comma = at - 2; comma > floor && comma > at - 30; comma -= 1) {
    if (foldAt(passage, comma) !== ",") continue;
    const main = phraseBefore(passage, comma, floor);
    if (main === undefined) continue;
    const opens = foldAt(passage, comma + 1);
    const isRelative =
      lexicon.relatives.has(opens) ||
      /^(?:whose|cuya|cuyo|cuja|cujo|including|incluido|citing|citando|en|in|which|con|com|with|a|al|que)$/.test(
        opens,
      );
    const aside = isRelative ? undefined : phraseBefore(passage, at - 1, comma + 1);
    return aside === undefined ? main : makeActor(passage, main.first, at - 1);
  }
  return undefined;
}

/** Auxiliaries, adverbs and times between the subject and its verb. */
function skipLeft(passage: Passage, index: number, floor: number): number {
  const lexicon = VOICE_LEXICON[passage.language];
  let at = index;
  while (
    at > floor &&
    (lexicon.auxiliaries.has(foldAt(passage, at - 1)) || /ly$|mente$/.test(foldAt(passage, at - 1)))
  ) {
    if (passage.tokens[at - 1]?.isCapital === true) break;
    at -= 1;
  }
  const start = timeRun(passage, at, floor);
  return start ?? at;
}

/** Where a run of words of time that ends at `end` begins: "on Tuesday", "este jueves", "nesta terça-feira". */
function timeRun(passage: Passage, end: number, floor: number): number | undefined {
  const lexicon = VOICE_LEXICON[passage.language];
  let at = end;
  let isTime = false;
  while (at > floor) {
    const word = foldAt(passage, at - 1);
    if (lexicon.times.has(word)) isTime = true;
    else if (!lexicon.timeLinks.has(word) && !/^\d{1,2}$/.test(word)) break;
    at -= 1;
  }
  if (!isTime) return undefined;
  while (
    at < end &&
    !lexicon.times.has(foldAt(passage, at)) &&
    /^(?:the|la|el|o|a|de)$/.test(foldAt(passage, at))
  )
    at += 1;
  return at;
}

/** The phrase that ends right before `end` and begins at a boundary. */
export function phraseBefore(passage: Passage, end: number, floor: number): Actor | undefined {
  const lexicon = VOICE_LEXICON[passage.language];
  let at = end;
  let unknown = 0;
  const last = passage.tokens[end - 1];
  if (last?.kind === "word" && isPronoun(passage, end - 1, lexicon)) return makeActor(passage, end - 1, end);
  while (at > floor && end - at < LONGEST) {
    const verdict = judge(passage, at - 1, { edge: end, lexicon });
    if (verdict === "stop") break;
    if (verdict === "unknown") unknown += 1;
    if (unknown > MOST_UNKNOWN) return undefined;
    at -= 1;
  }
  if (end - at >= LONGEST) return undefined;
  return actorOf(passage, at, end);
}

/** The phrase that begins at `start`: the subject after its verb, or what follows "according to". */
export function actorAfter(passage: Passage, start: number, ceiling: number): Actor | undefined {
  const lexicon = VOICE_LEXICON[passage.language];
  let first = skipTimesRight(passage, start, lexicon);
  let at = first;
  let unknown = 0;
  while (at < ceiling && at - first < LONGEST) {
    const word = foldAt(passage, at);
    if (word === "," && isAppositionAt(passage, first, at)) {
      at += 1;
      while (passage.tokens[at]?.isCapital === true || /^(?:de|del|da|do|y|e)$/.test(foldAt(passage, at)))
        at += 1;
      break;
    }
    const verdict = judge(passage, at, { edge: first, lexicon });
    if (verdict === "stop" || (at > first && stopsRight(passage, at))) break;
    if (verdict === "unknown") unknown += 1;
    if (unknown > MOST_UNKNOWN) break;
    at += 1;
  }
  while (
    at > first &&
    lexicon.links.has(foldAt(passage, at - 1)) &&
    passage.tokens[at - 1]?.isCapital !== true
  )
    at -= 1;
  while (first < at && /^(?:a|o|as|os|y|e|and)$/.test(foldAt(passage, first)) && at - first === 1) first += 1;
  return actorOf(passage, first, at);
}

/** The actor a sentence begins with, up to the first word that is no part of a name: "They", "O presidente". */
export function actorAtStart(passage: Passage, first: number, ceiling: number): Actor | undefined {
  const lexicon = VOICE_LEXICON[passage.language];
  let next = first;
  const isPart = (at: number) => {
    const verdict = judge(passage, at, { edge: first, lexicon });
    return verdict === "part" || (verdict === "unknown" && at > first && leadsToName(passage, at));
  };
  while (
    next < ceiling &&
    next < first + LONGEST &&
    isPart(next) &&
    !(next > first && stopsRight(passage, next))
  )
    next += 1;
  while (next > first && lexicon.links.has(foldAt(passage, next - 1))) next -= 1;
  if (foldAt(passage, next) === "," && isAppositionAt(passage, first, next)) {
    next += 1;
    while (passage.tokens[next]?.isCapital === true) next += 1;
  }
  return next > first ? actorOf(passage, first, next) : undefined;
}

/** Whether a name or an office comes within two words: "UN human rights chief Volker Turk". */
function leadsToName(passage: Passage, at: number): boolean {
  const { actorNouns } = VOICE_LEXICON[passage.language];
  const isName = (index: number) =>
    passage.tokens[index]?.isCapital === true || actorNouns.has(foldAt(passage, index));
  return isName(at + 1) || (passage.tokens[at + 1]?.kind === "word" && isName(at + 2));
}

/** "According to its director, Marta Ríos, ...": the name after an office. */
function isAppositionAt(passage: Passage, first: number, comma: number): boolean {
  const lexicon = VOICE_LEXICON[passage.language];
  let isOffice = false;
  for (let at = first; at < comma; at += 1) {
    if (lexicon.personNouns.has(foldAt(passage, at))) isOffice = true;
  }
  const named =
    passage.tokens[comma + 1]?.isCapital === true && passage.tokens[comma + 2]?.isCapital === true;
  return isOffice && named;
}

function skipTimesRight(passage: Passage, start: number, lexicon: VoiceLexicon): number {
  let at = start;
  let time = start;
  while (lexicon.timeLinks.has(foldAt(passage, at)) || lexicon.times.has(foldAt(passage, at))) {
    at += 1;
    if (lexicon.times.has(foldAt(passage, at - 1))) time = at;
  }
  return time;
}

/** A preposition that leads out of the actor's words. */
function stopsRight(passage: Passage, at: number): boolean {
  const word = foldAt(passage, at);
  if (
    /^(?:en|in|on|at|em|no|na|ante|during|durante|to|ao|aos|por|pelo|pela|through|desde|with|con|com|a|numa|num|for|para)$/.test(
      word,
    )
  )
    return (
      !(
        word === "para" ||
        word === "for" ||
        word === "a" ||
        word === "por" ||
        word === "no" ||
        word === "na"
      ) || !isLinked(passage, at)
    );
  return false;
}

/** "Agency for refugees", "Centro para a Democracia": the preposition is inside the name. */
function isLinked(passage: Passage, at: number): boolean {
  const after = passage.tokens[at + 1];
  const later = passage.tokens[at + 2];
  return (
    (after?.isCapital === true ||
      (/^(?:the|a|o|la|el|los|as|os)$/.test(after?.fold ?? "") && later?.isCapital === true)) &&
    passage.tokens[at - 1]?.isCapital === true
  );
}

interface Edge {
  readonly edge: number;
  readonly lexicon: VoiceLexicon;
}

/** Whether a token may belong to an actor's words. */
function judge(passage: Passage, index: number, { lexicon, edge }: Edge): "part" | "unknown" | "stop" {
  const token = passage.tokens[index];
  if (token === undefined) return "stop";
  if (token.kind === "mark") return judgeMark(passage, index);
  const count = passage.mentionAt.get(index)?.quantity;
  if (token.kind === "digits")
    return count?.unit === "count" && (count.value ?? 999) < 100 && passage.tokens[index + 1]?.kind === "word"
      ? "part"
      : "stop";
  const word = token.fold;
  if (lexicon.actorNouns.has(word)) return "part";
  const mention = passage.mentionAt.get(index);
  if (mention !== undefined && !mention.isArticle)
    return (mention.quantity.value ?? 99) < 20 ? "part" : "stop";
  if (/^(?:and|y|e)$/.test(word)) return isJoined(passage, index, lexicon) ? "part" : "stop";
  if (lexicon.pronouns.has(word)) return index === edge ? "part" : "stop";
  const isVerbFirst = lexicon.says.at(passage.tokens, index) !== undefined && isSentenceStart(passage, index);
  if (token.isCapital && !lexicon.openers.has(word) && !isVerbFirst) return "part";
  if (lexicon.openers.has(word) || lexicon.contrasts.at(passage.tokens, index) !== undefined) return "stop";
  if (lexicon.links.has(word) || passage.lexicon.articles.has(word)) return "part";
  const isOwner = /^(?:de|of|dos|das|do|da|del)$/.test(foldAt(passage, index - 1));
  if (isVerb(passage, index, lexicon) && !isOwner) return "stop";
  return "unknown";
}

function judgeMark(passage: Passage, index: number): "part" | "stop" {
  const token = passage.tokens[index];
  const mark = token?.fold ?? "";
  if (
    /^['\u2019]s$/.test(mark) ||
    (/^['\u2019]$/.test(mark) &&
      token?.isSpaced === false &&
      passage.tokens[index + 1]?.isSpaced === true &&
      foldAt(passage, index - 1).endsWith("s"))
  )
    return "part";
  if (mark === "-" && token?.isSpaced === false) return "part";
  if (mark === "." && /^(?:mr|mrs|ms|dr|sr|sra|gen|col|lt|st)$/.test(foldAt(passage, index - 1)))
    return "part";
  if (/^[()]$/.test(mark)) {
    const inner = mark === "(" ? foldAt(passage, index + 2) : foldAt(passage, index - 2);
    return inner === ")" || inner === "(" ? "part" : "stop";
  }
  return "stop";
}

/** Two actors joined: "local officials and the Red Cross". */
function isJoined(passage: Passage, index: number, lexicon: VoiceLexicon): boolean {
  const isEnd = (at: number) =>
    passage.tokens[at]?.isCapital === true || lexicon.actorNouns.has(foldAt(passage, at));
  const after = passage.lexicon.articles.has(foldAt(passage, index + 1)) ? index + 2 : index + 1;
  return isEnd(index - 1) && (isEnd(after) || isEnd(after + 1) || isEnd(after + 2));
}

function isVerb(passage: Passage, index: number, lexicon: VoiceLexicon): boolean {
  const { tokens } = passage;
  const word = foldAt(passage, index);
  return (
    lexicon.says.at(tokens, index) !== undefined ||
    lexicon.results.at(tokens, index) !== undefined ||
    passage.lexicon.auxiliaries.has(word) ||
    passage.lexicon.verbs.at(tokens, index) !== undefined ||
    passage.lexicon.participles.at(tokens, index) !== undefined ||
    passage.lexicon.votedVerbs.at(tokens, index) !== undefined ||
    passage.lexicon.crowdVerbs.at(tokens, index) !== undefined
  );
}

/** Trims the words and keeps them only where they name or describe somebody. */
function actorOf(passage: Passage, from: number, end: number): Actor | undefined {
  const lexicon = VOICE_LEXICON[passage.language];
  let first = from;
  first = cutLead(passage, first, end);
  while (
    first < end &&
    /^(?:and|y|e|but|of|de|s|including|incluido|incluida|incluyendo|incluindo)$/.test(
      foldAt(passage, first),
    ) &&
    passage.tokens[first]?.isCapital !== true
  )
    first += 1;
  while (first < end && passage.tokens[first]?.kind === "mark") first += 1;
  if (first >= end || /^[a-z]+ing$/.test(foldAt(passage, first))) return undefined;
  if (end - first === 1 && isPronoun(passage, first, lexicon)) return makeActor(passage, first, end);
  let names = false;
  for (let at = first; at < end; at += 1) {
    const token = passage.tokens[at];
    if (token === undefined) continue;
    const isInitial = at === first && isSentenceStart(passage, at);
    if (lexicon.actorNouns.has(token.fold)) names = true;
    else if (token.isCapital && !(isInitial && isCommonWord(passage, at)) && !lexicon.times.has(token.fold))
      names = true;
  }
  return names ? makeActor(passage, first, end) : undefined;
}

function isPronoun(passage: Passage, at: number, lexicon: VoiceLexicon): boolean {
  const token = passage.tokens[at];
  if (token === undefined) return false;
  if (passage.language === "es" && token.fold === "el")
    return /^[Éé]l$/.test(passage.text.slice(token.start, token.end));
  return lexicon.pronouns.has(token.fold);
}

/** "In a statement the ministry", "On Tuesday the group": the actor begins later. */
function cutLead(passage: Passage, first: number, end: number): number {
  const lexicon = VOICE_LEXICON[passage.language];
  let at = first;
  let time = first;
  while (at < end && (lexicon.timeLinks.has(foldAt(passage, at)) || lexicon.times.has(foldAt(passage, at)))) {
    at += 1;
    if (lexicon.times.has(foldAt(passage, at - 1))) time = at;
  }
  if (time > first) return time;
  if (!/^(?:in|on|at|en|em|no|na|for|por|para|from|desde|with|con|com|by)$/.test(foldAt(passage, first)))
    return first;
  for (at = end - 2; at > first; at -= 1)
    if (
      passage.lexicon.articles.has(foldAt(passage, at)) &&
      !/^(?:of|de|for|para)$/.test(foldAt(passage, at - 1))
    )
      return at;
  return end;
}

function isSentenceStart(passage: Passage, at: number): boolean {
  return sentenceOf(passage, at).first === at;
}

/** A word that only begins a sentence is no name: one the text also has in small letters, or a known small word. */
function isCommonWord(passage: Passage, at: number): boolean {
  const word = foldAt(passage, at);
  const { lexicon } = passage;
  if (lexicon.articles.has(word) || lexicon.fillers.has(word) || lexicon.prepositions.has(word)) return true;
  return passage.tokens.some((token) => token.fold === word && !token.isCapital);
}

function makeActor(passage: Passage, first: number, next: number): Actor {
  const lexicon = VOICE_LEXICON[passage.language];
  if (/^['\u2019]s$/.test(foldAt(passage, next - 1))) return makeActor(passage, first, next - 1);
  const range = rangeOfTokens(passage, first, next);
  if (next - first === 1 && isPronoun(passage, first, lexicon))
    return { kind: "pronoun", first, next, ...range };
  if (isLoneName(passage, first, next)) return { kind: "name", first, next, ...range };
  return { kind: isPerson(passage, first, next) ? "person" : "group", first, next, ...range };
}

/** "Machado", "Mr. Strand", "Provea": one name, and no word that tells a person from a group. */
function isLoneName(passage: Passage, first: number, next: number): boolean {
  const words = passage.tokens.slice(first, next).filter(({ kind }) => kind === "word");
  const [name] = words;
  if (words.length !== 1 || name?.isCapital !== true) return false;
  return (
    !VOICE_LEXICON[passage.language].actorNouns.has(name.fold) &&
    !/^\p{Lu}+$/u.test(passage.text.slice(name.start, name.end))
  );
}

/** A person has an office, or a name of two words that holds no word for a group. */
function isPerson(passage: Passage, first: number, next: number): boolean {
  const lexicon = VOICE_LEXICON[passage.language];
  let capitals = 0;
  let isGroup = false;
  for (let at = first; at < next; at += 1) {
    const word = foldAt(passage, at);
    if (lexicon.personNouns.has(word)) return true;
    if (lexicon.actorNouns.has(word) || lexicon.groupWords.has(word)) isGroup = true;
    if (passage.tokens[at]?.isCapital === true && !passage.lexicon.articles.has(word)) capitals += 1;
  }
  if (endsInName(passage, first, next)) return true;
  return capitals >= 2 && !isGroup && !passage.lexicon.articles.has(foldAt(passage, first));
}

/** "Opposition campaign manager Delsa Prieto": two names at the end, after a word in small letters. */
function endsInName(passage: Passage, first: number, next: number): boolean {
  const lexicon = VOICE_LEXICON[passage.language];
  const isName = (at: number) =>
    at >= first &&
    passage.tokens[at]?.isCapital === true &&
    !lexicon.actorNouns.has(foldAt(passage, at)) &&
    !passage.lexicon.articles.has(foldAt(passage, at));
  const before = passage.tokens[next - 3];
  return (
    isName(next - 1) &&
    isName(next - 2) &&
    next - 3 >= first &&
    before?.kind === "word" &&
    !before.isCapital &&
    /^[a-z]{4,}$/.test(before.fold)
  );
}

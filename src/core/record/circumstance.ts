import { NUMBER_LEXICON } from "./number-lexicon.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import type { Words } from "./voice.ts";
import { VOICE_LEXICON } from "./voice-lexicon.ts";

/** The words of one sentence from one token to another. */
function words(passage: Passage, first: number, next: number): Words {
  const start = passage.tokens[first]?.start ?? 0;
  const end = passage.tokens[next - 1]?.end ?? start;
  return { start, end, words: passage.text.slice(start, end) };
}

const TIME_LEADS =
  /^(?:on|since|until|between|by|from|in|during|desde|hasta|el|entre|de|del|a|ate|no|na|em|neste|nesta|este|esta|nas|nos|los|las|the|this|last|past|ultimas|ultimos|within|as|of|tras|after|over)$/;
const TIME_NOUNS =
  /^(?:hours|days|weeks|night|morning|horas|dias|semanas|noche|madrugada|noite|yesterday|today|ayer|hoy|ontem|hoje|overnight|week|semana|weekend|jornada|election|elections|vote|elecciones|eleicoes|comicios|pleito)$/;

/**
 * The words of time nearest to a token in its sentence: a day, a date, "since Sunday", "in the past 24 hours". Words
 * only: what day they mean a person decides, with the document's date in view.
 */
export function timeNear(passage: Passage, index: number): Words | undefined {
  const sentence = sentenceOf(passage, index);
  let best: { first: number; next: number; distance: number } | undefined;
  for (let at = sentence.first; at < sentence.next; at += 1) {
    if (!isTimeWord(passage, at)) continue;
    let first = at;
    while (first > sentence.first && (isTimeWord(passage, first - 1) || isTimeLead(passage, first - 1)))
      first -= 1;
    let next = at + 1;
    while (next < sentence.next && (isTimeWord(passage, next) || isTimeLink(passage, next))) next += 1;
    while (next > at + 1 && !isTimeWord(passage, next - 1)) next -= 1;
    const distance = next <= index ? index - next : first - index;
    if (best === undefined || distance < best.distance) best = { first, next, distance };
    at = next - 1;
  }
  return best && best.distance <= 20 ? words(passage, best.first, best.next) : undefined;
}

function isTimeWord(passage: Passage, at: number): boolean {
  const lexicon = NUMBER_LEXICON[passage.language];
  const token = passage.tokens[at];
  if (token === undefined) return false;
  const isNamed = passage.language !== "en" || token.isCapital;
  if (isNamed && (lexicon.months.has(token.fold) || lexicon.weekdays.has(token.fold)))
    return !/^(?:segunda|mar|set|out|jan)$/.test(token.fold) || foldAt(passage, at + 1) === "-";
  if (passage.mentionAt.get(at)?.quantity.unit === "date") return true;
  if (passage.mentionAt.get(at)?.quantity.unit === "duration")
    return TIME_NOUNS.test(foldAt(passage, at + 1)) || TIME_NOUNS.test(token.fold);
  return TIME_NOUNS.test(token.fold);
}

function isTimeLead(passage: Passage, at: number): boolean {
  return TIME_LEADS.test(foldAt(passage, at));
}

function isTimeLink(passage: Passage, at: number): boolean {
  return /^(?:,|de|del|of|and|y|e|to|a|al|el|the|-|feira|–)$/.test(foldAt(passage, at));
}

/** The place named right after a figure: "in Nampula", "en la capital". Names begin with a capital letter. */
export function placeAfter(passage: Passage, index: number): Words | undefined {
  const sentence = sentenceOf(passage, index);
  const times = VOICE_LEXICON[passage.language].times;
  for (let at = index; at < Math.min(sentence.next, index + 9); at += 1) {
    if (passage.mentionAt.get(at)?.quantity.unit === "count" && at > index) return undefined;
    if (passage.tokens[at]?.kind === "mark" && at > index + 1) return undefined;
    if (!/^(?:in|en|em|no|na|nos|nas|at|across)$/.test(foldAt(passage, at))) continue;
    let first = at + 1;
    while (
      passage.lexicon.articles.has(foldAt(passage, first)) ||
      /^(?:capital|city|state|province|estado|ciudad|provincia|cidade|northern|southern|barrio|departamento|of|de|do|da)$/.test(
        foldAt(passage, first),
      )
    )
      first += 1;
    let next = first;
    while (isName(passage, next) && !times.has(foldAt(passage, next))) next += 1;
    if (next > first && !NUMBER_LEXICON[passage.language].months.has(foldAt(passage, first)))
      return words(passage, at + 1, next);
  }
  return undefined;
}

function isName(passage: Passage, at: number): boolean {
  const token = passage.tokens[at];
  if (token === undefined || token.kind !== "word") return false;
  if (token.isCapital) return true;
  return (
    /^(?:de|del|da|do|of|la|el|los)$/.test(token.fold) &&
    passage.tokens[at + 1]?.isCapital === true &&
    passage.tokens[at - 1]?.isCapital === true
  );
}

/**
 * The candidate or party a share or a number of votes is for: named right after ("44% for X", "el 43 % de X"), or the
 * last name before it in its clause that is not the voice.
 */
export function subjectOf(
  passage: Passage,
  range: { first: number; next: number },
  voice: Words | undefined,
): Words | undefined {
  return subjectAfter(passage, range.next) ?? subjectBefore(passage, range.first, voice);
}

function subjectAfter(passage: Passage, next: number): Words | undefined {
  let at = next;
  for (let step = 0; step < 4; step += 1) {
    const word = foldAt(passage, at);
    if (/^(?:for|to|para|a|al|de|del|do|da|por)$/.test(word) && isName(passage, at + 1)) {
      const last = nameEnd(passage, at + 1);
      if (/^['\u2019]s$/.test(foldAt(passage, last))) return undefined;
      const isPlace =
        /^(?:de|del|do|da|a)$/.test(word) &&
        last === at + 2 &&
        passage.lexicon.articles.has(foldAt(passage, at + 1));
      return isPlace ? undefined : words(passage, at + 1, last);
    }
    if (
      !/^(?:of|the|de|los|las|votes?|votos|dos|vote|valid|validos|sufragios|ballots|atribuido|for)$/.test(
        word,
      )
    )
      return undefined;
    at += 1;
  }
  return undefined;
}

function nameEnd(passage: Passage, first: number): number {
  let next = first;
  while (
    isName(passage, next) ||
    (foldAt(passage, next) === "." && /^(?:mr|mrs|ms|dr|sr|sra)$/.test(foldAt(passage, next - 1)))
  )
    next += 1;
  return next;
}

function subjectBefore(passage: Passage, first: number, voice: Words | undefined): Words | undefined {
  const sentence = sentenceOf(passage, first);
  for (let at = first - 1; at >= sentence.first && at > first - 24; at -= 1) {
    const token = passage.tokens[at];
    if (token === undefined || token.fold === ";") return undefined;
    if (passage.mentionAt.get(at)?.quantity.unit === "percent") return undefined;
    if (!token.isCapital || token.kind !== "word") continue;
    let begin = at;
    while (begin > sentence.first && (isName(passage, begin - 1) || foldAt(passage, begin - 1) === "."))
      begin -= 1;
    const name = words(passage, begin, at + 1);
    const isVoice = voice !== undefined && name.start < voice.end && voice.start < name.end;
    const isLone =
      begin === sentence.first &&
      at === begin &&
      (passage.lexicon.articles.has(token.fold) || passage.lexicon.prepositions.has(token.fold));
    if (!isVoice && !isLone && /[a-z]/.test(name.words) && !isTimeWord(passage, at)) return name;
    at = begin;
  }
  return undefined;
}

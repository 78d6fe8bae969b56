import { foldAt, type Passage } from "./passage.ts";
import type { Sentence } from "./sentence.ts";
import type { VoiceLexicon } from "./voice-lexicon.ts";

export interface TokenRange {
  readonly first: number;
  readonly next: number;
}

/** A sentence as its attributions are looked for. */
export interface Place {
  readonly passage: Passage;
  readonly sentence: Sentence;
  readonly lexicon: VoiceLexicon;
  /** Which tokens stand inside a quotation. */
  readonly quoted: (index: number) => boolean;
}

/** What words of attribution cover. */
export interface Scoped {
  readonly scope: TokenRange;
  /** Whether the scope lies before the cue. */
  readonly isBackward: boolean;
}

interface Around {
  /** Token the subject or the verb begins at, and the one after both. */
  readonly before: number;
  readonly after: number;
}

/**
 * Forward where something said follows, backward where the sentence or the clause ends after the verb. Both ways where
 * the words stand in commas inside what is said: "Her team, she said, had scanned 25,073 sheets". After a closing
 * quotation mark only the quotation.
 */
export function scopeOf(place: Place, { before, after }: Around): Scoped {
  const { passage, sentence, lexicon } = place;
  let end = after;
  while (end < sentence.next && end < after + 14 && isAdjunct(place, end)) end += 1;
  const mark = foldAt(passage, end);
  const isWho =
    /^(?:who|quien|quienes)$/.test(mark) ||
    (mark === "que" && end > after && /^[,"\u201D»]$/.test(foldAt(passage, before - 1)));
  const closes =
    isWho ||
    end >= sentence.next ||
    /^[.,;!?)—–"\u201D»]$/.test(mark) ||
    lexicon.contrasts.at(passage.tokens, end) !== undefined;
  const lead = foldAt(passage, before - 1);
  const follows = before - 1 > sentence.first && /^(?:,|"|\u201D|»|—|–|-|\)|')$/.test(lead);
  const isAfterQuote = /^["\u201D»']$/.test(lead) || /^["\u201D»']$/.test(foldAt(passage, before - 2));
  const said = !closes && (lexicon.complementizers.has(mark) || !isAfterQuote);
  if (!follows || said) {
    const relative = relativeScope(place, before, closes);
    return relative ?? { scope: { first: after, next: barrierAfter(place, after) }, isBackward: false };
  }
  const first = isAfterQuote ? quotationBefore(place, before) : barrierBefore(place, before - 1);
  const goesOn =
    mark === "," && lead === "," && !isAfterQuote && !isJoin(place, end + 1) && end + 2 < sentence.next;
  return { scope: { first, next: goesOn ? barrierAfter(place, end + 1) : before }, isBackward: true };
}

/** Whether a word joins two clauses or sets one against the other. */
export function isJoin({ passage, lexicon }: Place, at: number): boolean {
  return (
    /^(?:and|y|e|but|pero|mas|or|o|ou)$/.test(foldAt(passage, at)) ||
    lexicon.contrasts.at(passage.tokens, at) !== undefined
  );
}

/** "Las 25 muertes que admite la fiscalía": what is said stands before the relative. */
function relativeScope(
  { passage, sentence, lexicon }: Place,
  before: number,
  closes: boolean,
): Scoped | undefined {
  if (passage.language === "en" || !closes) return undefined;
  if (!/^(?:que)$/.test(foldAt(passage, before - 1))) return undefined;
  if (lexicon.says.before(passage.tokens, before - 1) !== undefined) return undefined;
  let first = before - 1;
  while (first > sentence.first && first > before - 12 && !/^[,;:.]$/.test(foldAt(passage, first - 1)))
    first -= 1;
  return { scope: { first, next: before - 1 }, isBackward: true };
}

/** Where the quotation that ends right before a token begins, or the last barrier where none ends there. */
function quotationBefore(place: Place, before: number): number {
  const { passage, sentence } = place;
  let at = before - 1;
  while (at > sentence.first && at > before - 4 && !place.quoted(at)) at -= 1;
  if (!place.quoted(at)) return barrierBefore(place, before - 1);
  while (at > sentence.first && place.quoted(at)) at -= 1;
  return passage.tokens[at] === undefined ? sentence.first : at;
}

function isAdjunct({ passage, lexicon }: Place, at: number): boolean {
  const token = passage.tokens[at];
  if (token === undefined || passage.mentionAt.get(at)?.quantity.unit === "count") return false;
  if (lexicon.complementizers.has(token.fold)) return false;
  return (
    lexicon.adjuncts.has(token.fold) ||
    /^(?:reporters|journalists|periodistas|jornalistas|efe|afp|reuters|ap|lusa|lawmakers|parliament|told|press|crowd|newspaper|briefing|daily|rally|nation|briefings?|a|el|medios|agencia|news|agency)$/.test(
      token.fold,
    ) ||
    token.kind === "digits"
  );
}

/** Semicolons, and words of contrast after a comma, end what somebody says. */
export function isBarrier({ passage, lexicon }: Place, at: number): boolean {
  if (/^;$/.test(foldAt(passage, at))) return true;
  if (foldAt(passage, at - 1) === "," && (isAfterwards(passage, at) || isGap(passage, at))) return true;
  return lexicon.contrasts.at(passage.tokens, at) !== undefined && /^[,;—–-]$/.test(foldAt(passage, at - 1));
}

/** ", hours after", ", a day after", ", tras": what comes then is told by somebody else, or by nobody we know. */
function isAfterwards(passage: Passage, at: number): boolean {
  const words = [0, 1, 2].map((offset) => foldAt(passage, at + offset)).join(" ");
  return /^(?:after|hours after|days after|a day after|one day after|a week after|tras|despues de|horas despues|luego de|depois de|apos|horas depois|um dia)/.test(
    words,
  );
}

/** ", y el diario La Hora, que llegan a trece": another voice whose verb is left out. */
function isGap(passage: Passage, at: number): boolean {
  if (passage.language === "en" || !/^(?:y|e)$/.test(foldAt(passage, at))) return false;
  for (let index = at + 1; index < at + 9; index += 1)
    if (foldAt(passage, index) === ",") return foldAt(passage, index + 1) === "que" && index > at + 1;
  return false;
}

/** Whether a barrier stands at a token or up to three before it, with no number between. */
export function isBarrierRun(place: Place, at: number): boolean {
  for (let index = at; index > at - 4 && index >= place.sentence.first; index -= 1) {
    if (place.passage.mentionAt.has(index)) return false;
    if (isBarrier(place, index)) return true;
  }
  return false;
}

/** The first barrier after a token, or the end of the sentence. */
export function barrierAfter(place: Place, from: number): number {
  for (let at = from + 1; at < place.sentence.next; at += 1) {
    if (place.quoted(at) || !isBarrier(place, at)) continue;
    if (at > from + 2 || !isAfterwards(place.passage, at)) return at;
  }
  return place.sentence.next;
}

/** The token after the last barrier before one, or the first of the sentence. */
export function barrierBefore(place: Place, from: number): number {
  for (let at = from - 1; at > place.sentence.first; at -= 1)
    if (!place.quoted(at) && isBarrier(place, at)) return at + 1;
  return place.sentence.first;
}

import { actorAfter, actorAtStart, actorBefore, type Actor } from "./actor.ts";
import {
  scopeOf,
  isJoin,
  isBarrier,
  isBarrierRun,
  barrierAfter,
  barrierBefore,
  type Place,
  type Scoped,
  type TokenRange,
} from "./attribution-scope.ts";
import { foldAt, type Passage } from "./passage.ts";
import type { Quotation } from "./quotation.ts";
import type { Sentence } from "./sentence.ts";
import { VOICE_LEXICON, type Modality } from "./voice-lexicon.ts";

/** Words that give something said to somebody, and the tokens they cover. */
export interface Attribution {
  /** Absent where a verb has no subject of its own ("Añadió que ..."): the last voice goes on. */
  readonly actor?: Actor;
  readonly modality: Modality;
  /** Tokens of the words that attribute. */
  readonly cue: TokenRange;
  readonly scope: TokenRange;
  /** Whether the scope lies before the cue. */
  readonly isBackward: boolean;
  /** result: covers shares of votes and votes only; participle: only what stands right before it. */
  readonly kind: "verb" | "accord" | "claim" | "result" | "participle";
}

/** All attributions of a sentence, outside its quotations, in order. */
export function attributionsIn(
  passage: Passage,
  sentence: Sentence,
  quotations: readonly Quotation[],
): readonly Attribution[] {
  const quoted = (index: number) => quotations.some(({ open, close }) => index > open && index < close);
  const place: Place = { passage, sentence, lexicon: VOICE_LEXICON[passage.language], quoted };
  const found: Attribution[] = [];
  for (let at = sentence.first; at < sentence.next; at += 1) {
    if (quoted(at)) continue;
    const attribution =
      accordAt(place, at) ?? participleAt(place, at) ?? claimAt(place, at) ?? verbAt(place, at);
    const result = resultAt(place, at);
    if (attribution !== undefined) found.push(attribution);
    if (result !== undefined) found.push(result);
    if (attribution?.kind === "accord") at = Math.max(at, attribution.cue.next - 1);
  }
  return found;
}

/** "According to X": back to the barrier before, or on to the next where it begins its clause. */
function accordAt(place: Place, at: number): Attribution | undefined {
  const { passage, sentence, lexicon } = place;
  const accord = lexicon.accords.at(passage.tokens, at);
  if (accord === undefined || isOrdinalSecond(place, at)) return undefined;
  const start = overFigures(place, at + accord.length);
  const actor = figuresActor(place, at + accord.length) ?? actorAfter(passage, start, sentence.next);
  if (actor === undefined) return undefined;
  const cue = { first: at, next: actor.next };
  const begins =
    at === sentence.first ||
    isBarrier(place, at - 1) ||
    lexicon.complementizers.has(foldAt(passage, at - 1)) ||
    (foldAt(passage, at - 1) === "," && isBarrierRun(place, at - 2));
  const common = { actor, modality: accord.meaning, cue, kind: "accord" as const };
  if (begins)
    return {
      ...common,
      scope: { first: actor.next, next: barrierAfter(place, actor.next) },
      isBackward: false,
    };
  const first = barrierBefore(place, at);
  if (!goesOnAfter(place, at, actor.next)) return { ...common, scope: { first, next: at }, isBackward: true };
  const counts = passage.mentions.some(({ tokens }) => tokens.core >= first && tokens.core < at);
  const next = barrierAfter(place, actor.next);
  if (!counts || /^(?:and|y|e|but|pero|mas|that|que|which|quais|cuales)$/.test(foldAt(passage, at - 2)))
    return { ...common, scope: { first: actor.next, next }, isBackward: false };
  return { ...common, scope: { first, next }, isBackward: true };
}

/** ", according to X, 25 deaths were recorded": what is attributed goes on after the second comma. */
function goesOnAfter(place: Place, at: number, after: number): boolean {
  const { passage, sentence } = place;
  if (foldAt(passage, at - 1) !== "," || foldAt(passage, after) !== ",") return false;
  const word = foldAt(passage, after + 1);
  return (
    !isJoin(place, after + 1) &&
    after + 2 < sentence.next &&
    !/^(?:including|incluid|incluindo|among|entre|who|que|quien|which|as|with|con|com|a|an|un|una)/.test(word)
  );
}

/** "The 70.7% announced by the commission": what stands right before the participle. */
function participleAt(place: Place, at: number): Attribution | undefined {
  const { passage, sentence, lexicon } = place;
  const participle = lexicon.participles.at(passage.tokens, at);
  if (participle === undefined) return undefined;
  const actor = actorAfter(passage, at + participle.length, sentence.next);
  if (actor === undefined) return undefined;
  const isWide = /^[,]$/.test(foldAt(passage, at - 1));
  const first = isWide ? barrierBefore(place, at) : Math.max(barrierBefore(place, at), at - 4);
  return {
    actor,
    modality: participle.meaning,
    cue: { first: at, next: actor.next },
    scope: { first, next: at },
    isBackward: true,
    kind: isWide ? "accord" : "participle",
  };
}

/** Portuguese "segundo" is also "second": only before an article or a name is it "according to". */
function isOrdinalSecond({ passage, lexicon }: Place, at: number): boolean {
  if (passage.language !== "pt" || foldAt(passage, at) !== "segundo") return false;
  if (/^(?:o|no|do|pelo|um|em|ao|neste|segundo)$/.test(foldAt(passage, at - 1))) return true;
  const after = passage.tokens[at + 1];
  const isLead =
    after?.isCapital === true ||
    passage.lexicon.articles.has(after?.fold ?? "") ||
    lexicon.actorNouns.has(after?.fold ?? "");
  return !isLead && !lexicon.figuresOf.at(passage.tokens, at + 1);
}

/** "Data from", "un informe de": the actor comes after. */
function overFigures({ passage, lexicon }: Place, at: number): number {
  const article = passage.lexicon.articles.has(foldAt(passage, at)) ? at + 1 : at;
  for (const start of [at, article]) {
    const figures = lexicon.figuresOf.at(passage.tokens, start);
    if (figures !== undefined && figures.length > 1) return start + figures.length;
  }
  return at;
}

/** "Official figures", "hospital records", "cifras oficiales": a source without a name is still a source. */
function figuresActor({ passage }: Place, at: number): Actor | undefined {
  const words =
    /^(?:official|hospital|police|independent|government|medical|local|state|preliminary|partial|provisional|early|final|preliminares|parciales|parciais|oficiales|oficiais|oficial|el|la|o|a|ultimo|ultimos|ultimas|latest|last|medicas|policiales|extraoficiales|the|los|las|os|as)$/;
  const nouns =
    /^(?:records|figures|data|sources|results|numbers|tallies|cifras|datos|fuentes|resultados|numeros|dados|fontes|versiones|registros|reports|estimates|estimaciones|balance|recuento|conteo|balanco|contagem|count|tally)$/;
  let next = at;
  while ((words.test(foldAt(passage, next)) || nouns.test(foldAt(passage, next))) && next < at + 5) next += 1;
  const owned = /^(?:of|from|de|del|da|do|dos|das|by|released|published|publicados|divulgados)$/.test(
    foldAt(passage, next),
  );
  const named = passage.tokens.slice(at, next).some(({ fold }) => nouns.test(fold));
  if (!named || (owned && passage.tokens[next + 1] !== undefined)) return undefined;
  const [first, last] = [passage.tokens[at], passage.tokens[next - 1]];
  return { kind: "group", first: at, next, start: first?.start ?? 0, end: last?.end ?? 0 };
}

/** "The authorities' assertion that", "Tarek Saab's figures". */
function claimAt(place: Place, at: number): Attribution | undefined {
  const { passage, sentence, lexicon } = place;
  if (!lexicon.claims.has(foldAt(passage, at)) || passage.language !== "en") return undefined;
  let owner = at;
  while (owner > sentence.first && owner > at - 3 && !/^['\u2019]s?$/.test(foldAt(passage, owner - 1))) {
    if (passage.tokens[owner - 1]?.kind !== "word") return undefined;
    owner -= 1;
  }
  if (!/^['\u2019]s?$/.test(foldAt(passage, owner - 1))) return undefined;
  const actor = actorBefore(passage, owner - 1, sentence.first);
  if (actor === undefined) return undefined;
  if (/^(?:by|in)$/.test(foldAt(passage, actor.first - 1)))
    return {
      actor,
      modality: "claimed",
      cue: { first: actor.first - 1, next: at + 1 },
      scope: { first: barrierBefore(place, actor.first), next: actor.first },
      isBackward: true,
      kind: "claim",
    };
  const scope = { first: at + 1, next: barrierAfter(place, at + 1) };
  return {
    actor,
    modality: "claimed",
    cue: { first: at, next: at + 1 },
    scope,
    isBackward: false,
    kind: "claim",
  };
}

/** A verb of saying with its subject before it, after it, or unsaid. */
function verbAt(place: Place, at: number): Attribution | undefined {
  const { passage, sentence, lexicon } = place;
  const verb = lexicon.says.at(passage.tokens, at);
  if (verb === undefined || isNotFinite(place, at) || isName(place, at)) return undefined;
  const cue = { first: at, next: at + verb.length };
  const common = { modality: verb.meaning, cue, kind: "verb" as const };
  const closing = closingSubject(place, at, cue.next);
  if (closing !== undefined)
    return { ...common, actor: closing, ...scopeOf(place, { before: at, after: closing.next }) };
  const before = subjectBefore(place, at);
  if (isVerdict(place, at, cue.next)) return undefined;
  if (before !== undefined) {
    const scope = scopeOf(place, { before: before.first, after: cue.next });
    const isLimited = isInRelative(place, at) || isSubordinate(place, before.first);
    return { ...common, actor: before, ...(isLimited ? withinCommas(place, scope) : scope) };
  }
  if (!isInverted(place, at) || lexicon.complementizers.has(foldAt(passage, cue.next - 1))) {
    const subject = joinedSubject(place, at);
    return subject && { ...common, actor: subject, ...scopeOf(place, { before: at, after: cue.next }) };
  }
  const after =
    passage.language === "en" && foldAt(passage, at - 1) === "and"
      ? undefined
      : actorAfter(passage, cue.next, sentence.next);
  if (after !== undefined && after.first < cue.next + 5 && !startsClause(place, cue.next))
    return { ...common, actor: after, ...scopeOf(place, { before: at, after: after.next }) };
  if (!isUnsaid(place, at, cue.next)) return undefined;
  const scope = scopeOf(place, { before: at, after: cue.next });
  const subject = joinedSubject(place, at);
  return { ...common, ...scope, ...(subject && { actor: subject }) };
}

/** "Declared him the winner": the verb gives a result and says nothing else. */
function isVerdict(place: Place, at: number, next: number): boolean {
  const { passage } = place;
  if (!/^(?:declar|proclam)/.test(foldAt(passage, at)) || startsClause(place, next)) return false;
  return !/^[.,;]$/.test(foldAt(passage, next)) && !passage.mentionAt.has(next);
}

/** "..., anunció la televisión estatal.": after a comma, a verb and its subject that end the clause. */
function closingSubject({ passage, sentence, lexicon }: Place, at: number, next: number): Actor | undefined {
  if (foldAt(passage, at - 1) !== "," || at - 2 < sentence.first) return undefined;
  if (passage.language === "en" && !isAfterQuoteOrEnd(passage, at)) return undefined;
  if (passage.language === "es" && /^(?:a|al)$/.test(foldAt(passage, next))) return undefined;
  const actor = actorAfter(passage, next, sentence.next);
  if (actor === undefined || actor.first > next + 5) return undefined;
  const end = foldAt(passage, actor.next);
  const closes =
    actor.next >= sentence.next ||
    /^[.,;]$/.test(end) ||
    lexicon.relatives.has(end) ||
    lexicon.timeLinks.has(end);
  return closes && !lexicon.complementizers.has(foldAt(passage, next)) ? actor : undefined;
}

/** "They defended the arrests and said ...": the subject of the first verb is the subject of the second. */
function joinedSubject({ passage, sentence, lexicon }: Place, at: number): Actor | undefined {
  if (!/^(?:and|y|e)$/.test(foldAt(passage, at - 1))) return undefined;
  for (let index = sentence.first; index < at - 1; index += 1)
    if (lexicon.says.at(passage.tokens, index) !== undefined) return undefined;
  return actorAtStart(passage, sentence.first, at - 1);
}

function isInRelative({ passage, lexicon }: Place, at: number): boolean {
  let relative = at - 1;
  while (lexicon.auxiliaries.has(foldAt(passage, relative))) relative -= 1;
  return lexicon.relatives.has(foldAt(passage, relative));
}

/** "After the council announced the results, 24 people died": the clause of a time or a cause. */
function isSubordinate({ passage }: Place, subject: number): boolean {
  const word = foldAt(passage, subject - 1);
  const before = foldAt(passage, subject - 2);
  if (
    /^(?:after|when|since|because|before|where|once|until|cuando|donde|porque|quando|onde|apos)$/.test(word)
  )
    return true;
  return (
    word === "que" &&
    /^(?:despues|luego|desde|antes|depois|de|hasta|ate)$/.test(before) &&
    !/^(?:cree|dice)$/.test(before)
  );
}

/** What a relative clause says ends with the clause: "X, who has spoken of three deaths, did not answer". */
function withinCommas({ passage, quoted }: Place, scoped: Scoped): Scoped {
  if (scoped.isBackward) return scoped;
  let next = scoped.scope.first;
  while (next < scoped.scope.next && (quoted(next) || foldAt(passage, next) !== ",")) next += 1;
  return { ...scoped, scope: { first: scoped.scope.first, next } };
}

/** "The arrests reported", "as said": a participle or a noun, not a verb. */
function isNotFinite({ passage }: Place, at: number): boolean {
  const before = foldAt(passage, at - 1);
  if (passage.lexicon.prepositions.has(before) && passage.language === "en") return true;
  if (
    /^(?:to|a|the|of|an|un|una|el|la|los|las|o|os|as|um|uma|de|en|em|by|por|su|sus|his|her|their|is|was|were|are|be|been|being|fue|fueron|foi|foram|sido|este|esta|esa|se)$/.test(
      before,
    )
  )
    return true;
  return false;
}

/** A capital letter inside a sentence: "United States". */
function isName({ passage, sentence }: Place, at: number): boolean {
  return (
    passage.tokens[at]?.isCapital === true &&
    at > sentence.first &&
    !/^["\u201C«:—–¿¡-]$/.test(foldAt(passage, at - 1))
  );
}

function subjectBefore(place: Place, at: number): Actor | undefined {
  const { passage, sentence, lexicon } = place;
  const floor = quoteFloor(place, at);
  let relative = at - 1;
  while (lexicon.auxiliaries.has(foldAt(passage, relative)) && relative > floor) relative -= 1;
  if (lexicon.relatives.has(foldAt(passage, relative)))
    return actorBefore(passage, foldAt(passage, relative - 1) === "," ? relative - 1 : relative, floor);
  if (at <= sentence.first) return undefined;
  return actorBefore(passage, at, floor) ?? beforeRestriction(place, at, floor);
}

/** "An official who declined to be named said": the clause has no commas. */
function beforeRestriction({ passage }: Place, at: number, floor: number): Actor | undefined {
  for (let index = at - 1; index > floor && index > at - 10; index -= 1) {
    if (passage.tokens[index]?.kind !== "word") return undefined;
    if (/^(?:who|quien|quienes)$/.test(foldAt(passage, index))) return actorBefore(passage, index, floor);
  }
  return undefined;
}

/** No subject reaches back over the end of a quotation or a bracket of another sentence. */
function quoteFloor({ passage, sentence, quoted }: Place, at: number): number {
  let floor = at;
  while (floor > sentence.first && !quoted(floor - 1) && !/^[;:\u201D»"]$/.test(foldAt(passage, floor - 1)))
    floor -= 1;
  return floor;
}

/** Where a verb may stand before its subject: after a comma, a quotation, at the beginning, or after "as". */
function isInverted({ passage, sentence, lexicon }: Place, at: number): boolean {
  if (at === sentence.first) return passage.language !== "en";
  const before = foldAt(passage, at - 1);
  const isMark = /^[,;"\u201D»—–)-]$/.test(before);
  if (passage.language === "en")
    return (
      before === "and" || (before === "," ? isAfterQuoteOrEnd(passage, at) : /^["\u201D—–-]$/.test(before))
    );
  return (
    isMark ||
    /^(?:y|e|que|como|segun|conforme|tambien|asi|lo|se|ademas)$/.test(before) ||
    (lexicon.auxiliaries.has(before) && /^[,"\u201D»]$/.test(foldAt(passage, at - 2)))
  );
}

/** English ", said X" only: other verbs after a comma are participles. */
function isAfterQuoteOrEnd(passage: Passage, at: number): boolean {
  return /^(?:said|says|added|wrote|asked|noted|recalled|announced)$/.test(foldAt(passage, at));
}

/** Whether what follows a verb is what was said and not who said it. */
function startsClause({ passage, lexicon }: Place, at: number): boolean {
  const word = foldAt(passage, at);
  return lexicon.complementizers.has(word) || /^[:"\u201C«]$/.test(word);
}

/** "Añadió que", "..., agregó.": the subject is the last voice. */
function isUnsaid(place: Place, at: number, next: number): boolean {
  const { passage, sentence } = place;
  if (passage.language === "en") return foldAt(passage, at - 1) === "and";
  const begins =
    at === sentence.first ||
    /^(?:y|e|,|["\u201D»]|tambien|ademas|;)$/.test(foldAt(passage, at - 1)) ||
    sentence.first === at - 1;
  const goesOn =
    startsClause(place, next) ||
    /^[.,;]$/.test(foldAt(passage, next)) ||
    next >= sentence.next ||
    passage.mentionAt.has(next);
  return begins && (goesOn || at === sentence.first);
}

/** "The council declared him the winner with 52%", "declared the winner with 52% by the council". */
function resultAt(place: Place, at: number): Attribution | undefined {
  const { passage, sentence, lexicon } = place;
  const verb = lexicon.results.at(passage.tokens, at);
  if (verb === undefined) return undefined;
  const cue = { first: at, next: at + verb.length };
  const scope = { first: cue.next, next: barrierAfter(place, cue.next) };
  const common = { modality: verb.meaning, cue, kind: "result" as const, isBackward: false };
  if (
    /^(?:was|were|been|fue|fueron|sido|foi|foram|being|is|been)$/.test(foldAt(passage, at - 1)) ||
    isParticiple(place, at)
  ) {
    for (let by = cue.next; by < scope.next; by += 1) {
      const agent = lexicon.by.at(passage.tokens, by);
      if (agent === undefined) continue;
      const actor = actorAfter(passage, by + agent.length, sentence.next);
      if (actor !== undefined && !passage.mentionAt.has(by + agent.length))
        return { ...common, actor, scope };
    }
    return undefined;
  }
  const actor = subjectBefore(place, at);
  return actor && { ...common, actor, scope };
}

function isParticiple({ passage }: Place, at: number): boolean {
  return /(?:ado|ada|ados|adas)$/.test(foldAt(passage, at));
}

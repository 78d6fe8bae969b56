import type { Actor } from "./actor.ts";
import { attributionsIn, type Attribution } from "./attribution.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import { quotationsAmong, type Quotation } from "./quotation.ts";
import type { Sentence } from "./sentence.ts";
import type { Range } from "./span.ts";
import { VOICE_LEXICON, type Modality } from "./voice-lexicon.ts";

/** Words of the text and where they stand. */
export interface Words extends Range {
  readonly words: string;
}

/** Who says something, as the words around it say. */
export interface Voice extends Words {
  /** The words that attribute: "said", "according to". */
  readonly cue: Words;
  readonly modality: Modality;
  /** Where the words are a pronoun or a verb alone: the words that name the actor, in a sentence before. */
  readonly resolved?: Words;
  readonly isPerson: boolean;
}

/** The voices of a passage: asked for a token, they say whose words it belongs to, or nothing where they are not sure. */
export interface Voices {
  readonly quotations: readonly Quotation[];
  readonly attributions: readonly Attribution[];
  voiceAt(index: number, isResult: boolean): Voice | undefined;
  voiceOfQuotation(quotation: Quotation): Voice | undefined;
}

interface State {
  readonly passage: Passage;
  readonly quotations: readonly Quotation[];
  readonly bySentence: readonly (readonly Attribution[])[];
  readonly all: readonly Attribution[];
}

export function voicesOf(passage: Passage): Voices {
  const quotations = quotationsAmong(passage.text, passage.tokens);
  const bySentence = passage.sentences.map((sentence) => attributionsIn(passage, sentence, quotations));
  const state: State = { passage, quotations, bySentence, all: bySentence.flat() };
  return {
    quotations,
    attributions: state.all,
    voiceAt: (index, isResult) => voiceAt(state, index, isResult),
    voiceOfQuotation: (quotation) => voiceOfQuotation(state, quotation),
  };
}

function voiceAt(state: State, index: number, isResult: boolean): Voice | undefined {
  const { passage, quotations } = state;
  const sentence = sentenceOf(passage, index);
  const quotation = quotations.find(({ open, close }) => open < index && index < close);
  if (quotation !== undefined && isSpeech(state, quotation)) return voiceOfQuotation(state, quotation);
  const attribution = chosen(passage, attributionsOf(state, sentence), { index, isResult });
  return attribution && voiceOf(state, attribution);
}

interface Asked {
  readonly index: number;
  readonly isResult: boolean;
}

function attributionsOf(state: State, sentence: Sentence): readonly Attribution[] {
  return state.bySentence[state.passage.sentences.indexOf(sentence)] ?? [];
}

/** Quoted words that are a statement, and not one word in marks ("749 "criminals""). */
function isSpeech({ passage }: State, quotation: Quotation): boolean {
  const words = quotation.close - quotation.open - 1;
  return words >= 4 && passage.tokens[quotation.open + 1] !== undefined;
}

/**
 * The attribution that covers a token: the innermost one. Nothing where what it says is denied, or where one from
 * before and one from behind name different actors.
 */
function chosen(
  passage: Passage,
  attributions: readonly Attribution[],
  { index, isResult }: Asked,
): Attribution | undefined {
  const covering = attributions.filter(
    ({ scope, kind, cue }) =>
      scope.first <= index &&
      index < scope.next &&
      (isResult ? !isTally(passage, cue.first) : kind !== "result"),
  );
  const forward = covering
    .filter(({ isBackward }) => !isBackward)
    .toSorted((one, other) => other.scope.first - one.scope.first);
  const backward = covering
    .filter(({ isBackward }) => isBackward)
    .toSorted((one, other) => one.scope.next - other.scope.next);
  const isIndirect = ({ actor }: Attribution) =>
    actor !== undefined && (isPaper(passage, actor) || isOwned(passage, actor));
  const inner = forward.find((each) => !isIndirect(each)) ?? forward[0];
  const [behind] = backward;
  if (inner?.modality === "denied" || behind?.modality === "denied") return undefined;
  if (inner === undefined || behind?.kind === "participle") return behind;
  if (behind === undefined) return inner;
  return inner.kind === "result" ? inner : undefined;
}

/** Verbs that say what somebody has where votes are counted: "suma 1.333.264 votos", "recorded 51%". */
function isTally(passage: Passage, cue: number): boolean {
  return /^(?:sum|som[ao]|regist|record|llev|totaliz|elev)/.test(foldAt(passage, cue));
}

/** "Early results", "its tallies": paper says nothing by itself where somebody speaks of it. */
function isPaper(passage: Passage, actor: Actor): boolean {
  const paper =
    /^(?:results|data|figures|tallies|tally|records|numbers|list|lists|early|its|their|his|her|the|preliminary|partial|official|copies|resultados|datos|cifras|actas|copias|lista|listas|sus|su|los|las|la|dados|numeros|atas|seus|suas|os|as|a|o|parciales|preliminares)$/;
  return passage.tokens.slice(actor.first, actor.next).every(({ fold }) => paper.test(fold));
}

/** "His office", "su oficina": whoever speaks of it is its voice. */
function isOwned(passage: Passage, { first }: Actor): boolean {
  return /^(?:his|her|its|their|su|sus|seu|sua|seus|suas)$/.test(foldAt(passage, first));
}

function voiceOf(state: State, attribution: Attribution): Voice | undefined {
  const { passage } = state;
  const { actor, cue, modality } = attribution;
  const cueWords = wordsOf(passage, cue.first, cue.next);
  if (actor === undefined || actor.kind === "pronoun") {
    const found = antecedent(state, attribution);
    if (found === undefined) return undefined;
    const own = actor === undefined ? cueWords : wordsOf(passage, actor.first, actor.next);
    return {
      ...own,
      cue: cueWords,
      modality,
      resolved: wordsOf(passage, found.first, found.next),
      isPerson: found.kind === "person",
    };
  }
  const base = {
    ...wordsOf(passage, actor.first, actor.next),
    cue: cueWords,
    modality,
    isPerson: actor.kind === "person",
  };
  const named = isGeneric(passage, actor) ? antecedent(state, attribution) : officeHolder(state, attribution);
  return named === undefined ? base : { ...base, resolved: wordsOf(passage, named.first, named.next) };
}

function wordsOf(passage: Passage, first: number, next: number): Words {
  const start = passage.tokens[first]?.start ?? 0;
  const end = passage.tokens[next - 1]?.end ?? start;
  return { start, end, words: passage.text.slice(start, end) };
}

/** "The group", "la misma organización": words that name nobody by themselves. */
function isGeneric(passage: Passage, actor: Actor): boolean {
  const lexicon = VOICE_LEXICON[passage.language];
  for (let at = actor.first; at < actor.next; at += 1) {
    const token = passage.tokens[at];
    if (token === undefined || passage.lexicon.articles.has(token.fold)) continue;
    if (token.isCapital || !lexicon.groupWords.has(token.fold)) return false;
  }
  return true;
}

/** "The spokesman", "el director": whoever spoke before in that office, where only one did. */
function officeHolder(state: State, { actor, cue }: Attribution): Actor | undefined {
  const { passage, all } = state;
  const lexicon = VOICE_LEXICON[passage.language];
  if (actor === undefined) return undefined;
  const words = passage.tokens
    .slice(actor.first, actor.next)
    .filter(({ fold }) => !passage.lexicon.articles.has(fold));
  const [office] = words;
  if (office === undefined || words.length !== 1 || office.isCapital || !lexicon.personNouns.has(office.fold))
    return undefined;
  const holders = all.flatMap((each) =>
    each.actor !== undefined && each.cue.first < cue.first && each.actor !== actor ? [each.actor] : [],
  );
  const named = holders.filter(
    ({ first, next }) =>
      next - first > 2 && passage.tokens.slice(first, next).some(({ fold }) => fold === office.fold),
  );
  return onlyOne(passage, named);
}

/** How many sentences back a pronoun may look. */
const REACH = 2;

/**
 * The actor a pronoun stands for: the last of its kind that spoke, in the sentence or the two before. Undefined where
 * two persons, or two groups, spoke in that same sentence.
 */
function antecedent(state: State, attribution: Attribution): Actor | undefined {
  const { passage } = state;
  const { actor } = attribution;
  const here = passage.sentences.indexOf(sentenceOf(passage, attribution.cue.first));
  for (let at = here; at >= Math.max(0, here - REACH); at -= 1) {
    const before = (state.bySentence[at] ?? [])
      .filter((each) => each.cue.first < attribution.cue.first && each !== attribution)
      .flatMap((each) => (each.actor === undefined ? [] : [each.actor]))
      .filter((each) => each.kind !== "pronoun" && !isGeneric(passage, each))
      .filter((each) => actor === undefined || (each.next <= actor.first && mayBe(passage, actor, each)));
    if (before.length === 0) continue;
    const persons = actor === undefined ? before.filter((each) => each.kind === "person") : [];
    return onlyOne(passage, before) ?? onlyOne(passage, persons);
  }
  return undefined;
}

/** Whether a pronoun, or words for any group, may stand for an actor: "he" for no group, "the council" for a council. */
function mayBe(passage: Passage, actor: Actor, candidate: Actor): boolean {
  const lexicon = VOICE_LEXICON[passage.language];
  const words = passage.tokens.slice(actor.first, actor.next).map(({ fold }) => fold);
  if (actor.kind === "pronoun") {
    const isPerson = (lexicon.pronouns.get(words[0] ?? "") ?? "person") === "person";
    if (candidate.kind === "name")
      return isPerson || words[0] === "it" || isSameSentence(passage, actor, candidate);
    return candidate.kind === (isPerson ? "person" : "group");
  }
  if (candidate.kind !== "group") return false;
  const nouns = words.filter((word) => lexicon.groupWords.has(word));
  if (nouns.every((word) => lexicon.anyGroup.has(word))) return true;
  const named = passage.tokens.slice(candidate.first, candidate.next).map(({ fold }) => fold);
  return nouns.some((word) => !lexicon.anyGroup.has(word) && named.includes(word));
}

function isSameSentence(passage: Passage, one: Actor, other: Actor): boolean {
  return sentenceOf(passage, one.first) === sentenceOf(passage, other.first);
}

function onlyOne(passage: Passage, actors: readonly Actor[]): Actor | undefined {
  const names = new Set(actors.map(({ start, end }) => passage.text.slice(start, end)));
  return names.size === 1 ? actors.at(-1) : undefined;
}

/**
 * Who speaks the words in quotation marks: the attribution right after them, else the one right before, else the only
 * one that covers them; for words that follow a quotation already given to somebody, in the same paragraph and with no
 * attribution between, the same voice.
 */
function voiceOfQuotation(state: State, quotation: Quotation): Voice | undefined {
  const { passage, quotations } = state;
  const closing = attributionsOf(state, sentenceOf(passage, quotation.close));
  const opening = attributionsOf(state, sentenceOf(passage, quotation.open));
  const nearAfter =
    closing.find(
      ({ cue, actor, kind }) =>
        kind !== "result" &&
        Math.min(cue.first, actor?.first ?? cue.first) > quotation.close &&
        Math.min(cue.first, actor?.first ?? cue.first) <= quotation.close + 3,
    ) ?? attributionAfter(state, quotation);
  if (nearAfter !== undefined) return voiceOf(state, nearAfter);
  const nearBefore = opening
    .filter(({ kind }) => kind !== "result")
    .findLast(
      ({ cue, isBackward }) => cue.next <= quotation.open && cue.next >= quotation.open - 4 && !isBackward,
    );
  if (nearBefore !== undefined) return voiceOf(state, nearBefore);
  const covering = opening
    .filter(({ kind }) => kind !== "result")
    .filter(({ scope }) => scope.first <= quotation.open && quotation.open < scope.next);
  const [only, another] = covering;
  if (only !== undefined && another === undefined) return voiceOf(state, only);
  if (covering.length > 1)
    return voiceOf(
      state,
      chosen(passage, covering, { index: quotation.open, isResult: false }) ?? covering[0] ?? failed(),
    );
  const previous = quotations[quotations.indexOf(quotation) - 1];
  if (previous === undefined || !continuesSpeech(state, previous, quotation)) return undefined;
  return voiceOfQuotation(state, previous);
}

function failed(): never {
  throw new Error("a list that is not empty is empty");
}

/** ""...," said X." where the marks end the sentence for the splitter: the attribution begins the next one. */
function attributionAfter(state: State, quotation: Quotation): Attribution | undefined {
  const { passage } = state;
  const after = passage.tokens[quotation.close + 1];
  if (after === undefined) return undefined;
  const sentence = sentenceOf(passage, quotation.close + 1);
  if (sentence.first !== quotation.close + 1) return undefined;
  if (sentence.paragraph !== sentenceOf(passage, quotation.close).paragraph) return undefined;
  const inside = foldAt(passage, quotation.close - 1);
  if (/^[.]$/.test(inside) && passage.tokens[quotation.close + 1]?.isCapital === true) return undefined;
  return attributionsOf(state, sentence).find(
    ({ cue, actor }) => Math.min(cue.first, actor?.first ?? cue.first) <= sentence.first + 1,
  );
}

/** A quotation that begins its sentence, right after a sentence with another, in one paragraph. */
function continuesSpeech({ passage }: State, previous: Quotation, quotation: Quotation): boolean {
  const sentence = sentenceOf(passage, quotation.open);
  const before = sentenceOf(passage, previous.close);
  const at = passage.sentences.indexOf(sentence);
  const ends = passage.sentences.indexOf(before);
  return sentence.first === quotation.open && sentence.paragraph === before.paragraph && at - ends <= 1;
}

import { placeAfter, subjectOf, timeNear } from "./circumstance.ts";
import type { CountedNoun } from "./counted-noun.ts";
import type { Definition, Figure, Role } from "./figure.ts";
import { SECOND_REVIEW, type Measure } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { sentenceOf, type Passage } from "./passage.ts";
import type { Denominator } from "./share-measure.ts";
import type { Voices, Words } from "./voice.ts";

/** A figure with the tokens it stands on, while its sentence is read. */
export interface FigureDraft {
  readonly mention: NumberMention;
  readonly measure: Measure;
  readonly role: Role;
  readonly denominator?: Denominator;
  /** Token after the last word of the figure. */
  readonly next: number;
  readonly noun?: CountedNoun;
  readonly sentence: number;
}

/** Measures of what happens to people. */
export const PERSONS: readonly Measure[] = ["deaths", "injuries", "arrests", "releases", "asylum", "crowd"];

/** The figure of a draft: its words, its voice, and of whom, where and when it is. */
export function figureOf(passage: Passage, draft: FigureDraft, voices: Voices): Figure {
  const { mention, measure, role, denominator } = draft;
  const isResult =
    measure === "vote-share" ||
    measure === "votes" ||
    measure === "turnout" ||
    measure === "tally-sheet-coverage";
  const voice = voices.voiceAt(mention.tokens.core, isResult);
  const definition = definitionOf(passage, draft);
  const isVotes = measure === "vote-share" || measure === "votes";
  const subject = isVotes
    ? subjectOf(passage, { first: mention.tokens.from, next: draft.next }, voice)
    : undefined;
  const group = groupOf(passage, draft);
  const place = isResult ? undefined : placeAfter(passage, draft.next);
  const time = timeNear(passage, mention.tokens.core);
  return {
    kind: "figure",
    ...figureWords(passage, draft),
    number: textOf(passage, mention.core.start, mention.core.end),
    measure,
    quantity: mention.quantity,
    role,
    needsSecondReview: SECOND_REVIEW.includes(measure),
    ...(denominator && { denominator }),
    ...(definition && { definition }),
    ...(subject && { subject }),
    ...(group && { group }),
    ...(place && { place }),
    ...(time && { time }),
    ...(voice && { voice }),
  };
}

/** From the bound to the noun, closing marks included where the noun stands in them. */
function figureWords(passage: Passage, { mention, next }: FigureDraft): Words {
  const end = Math.max(mention.end, passage.tokens[next - 1]?.end ?? 0);
  const opens = passage.text.slice(mention.end, end);
  const close = passage.tokens[next];
  const isOpen = /["\u201C«]/.test(opens) && !/["\u201C«].*["\u201D»]/.test(opens);
  return textOf(
    passage,
    mention.start,
    isOpen && close !== undefined && /^["\u201D»]$/.test(close.fold) ? close.end : end,
  );
}

function textOf(passage: Passage, start: number, end: number): Words {
  return { start, end, words: passage.text.slice(start, end) };
}

function definitionOf(
  passage: Passage,
  { mention, measure, next, denominator }: FigureDraft,
): Definition | undefined {
  const sentence = sentenceOf(passage, mention.tokens.core);
  if (measure === "arrests") {
    const words = passage.tokens
      .slice(mention.tokens.to, next + 6)
      .map((token) => token.fold)
      .join(" ");
    const isHeld =
      /^(?:presos|political prisoners|prisoners|presas)|(?:politic[oa]s|political prisoners|conscience)|(?:remain|siguen|permanecen|continuan|seguem|continuam|still) /.test(
        words,
      );
    return isHeld ? "held" : undefined;
  }
  if (measure === "votes") {
    const words = passage.tokens
      .slice(mention.tokens.to, next + 2)
      .map((token) => token.fold)
      .join(" ");
    if (/\b(?:nulos?|null|spoiled|annulled)\b/.test(words)) return "null-votes";
    if (/\b(?:blancos?|brancos?|blank)\b/.test(words)) return "blank-votes";
  }
  if (measure !== "vote-share") return undefined;
  for (let at = sentence.first; at < sentence.next; at += 1) {
    const poll = passage.lexicon.pollNouns.at(passage.tokens, at);
    if (poll !== undefined) return poll.meaning;
  }
  return denominator === "valid-votes" ? "valid-votes" : undefined;
}

/** Of whom a count of people is, where it is not of people in general. */
function groupOf(passage: Passage, { noun, measure }: FigureDraft): Words | undefined {
  if (noun === undefined || !PERSONS.includes(measure) || noun.next <= noun.first) return undefined;
  const general =
    /^(?:people|persons|person|personas|persona|pessoas|pessoa|others|otros|otras|outros|outras|mas|more|of|them|ellos|ellas|deles|delas|de|the|dead|killed|casos|vidas|lives|individuals|ciudadanos|cidadaos|citizens)$/;
  const words = passage.tokens.slice(noun.first, noun.next).filter((token) => token.kind === "word");
  const states = passage.lexicon;
  const isGeneral = words.every(
    (token, at) =>
      general.test(token.fold) ||
      states.articles.has(token.fold) ||
      states.states.at(words, at) !== undefined ||
      states.events.at(words, at) !== undefined,
  );
  if (isGeneral) return undefined;
  const [first, last] = [words[0], words.at(-1)];
  return first && last && textOf(passage, first.start, last.end);
}

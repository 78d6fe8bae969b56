import { ballotMeasure } from "./ballot-measure.ts";
import { countedNoun, type CountedNoun } from "./counted-noun.ts";
import { figureOf, PERSONS, type FigureDraft } from "./figure-draft.ts";
import { topicOf } from "./figure-topic.ts";
import type { Figure, Role } from "./figure.ts";
import type { Measure } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import { isUnreal, personMeasure } from "./person-measure.ts";
import { shareMeasure } from "./share-measure.ts";
import { VOICE_LEXICON } from "./voice-lexicon.ts";
import type { Voices } from "./voice.ts";

/** The figures a passage suggests, in order. Numbers that measure nothing of ours are left out. */
export function suggestFigures(passage: Passage, voices: Voices): readonly Figure[] {
  const drafts: FigureDraft[] = [];
  for (const mention of passage.mentions) {
    const draft = draftOf(passage, mention, drafts);
    if (draft !== undefined) drafts.push(draft);
  }
  return drafts.map((draft) => figureOf(passage, draft, voices));
}

function draftOf(
  passage: Passage,
  mention: NumberMention,
  drafts: readonly FigureDraft[],
): FigureDraft | undefined {
  const sentence = passage.sentences.indexOf(sentenceOf(passage, mention.tokens.core));
  const here = drafts.filter((draft) => draft.sentence === sentence);
  if (mention.quantity.unit === "percent" || mention.quantity.unit === "ratio") {
    const has = (measure: Measure) => here.some((draft) => draft.measure === measure);
    const share = shareMeasure(passage, mention, {
      hasVoteShare: has("vote-share"),
      hasVotes: has("votes"),
      hasCoverage: has("tally-sheet-coverage"),
      hasTurnout: has("turnout"),
    });
    return share && { mention, ...share, role: "total", next: mention.tokens.to, sentence };
  }
  if (mention.quantity.unit !== "count") return undefined;
  const isEvent = countedNoun(passage, mention).kind === "event";
  if (!isEvent && isUnreal(passage, mention)) return undefined;
  const person = personMeasure(passage, mention);
  if (person !== undefined) {
    const { measure, noun } = person;
    return {
      mention,
      measure,
      noun,
      role: roleOf(passage, mention, { measure, noun, here }),
      next: noun.next,
      sentence,
    };
  }
  const part = partOf(passage, mention, { here, drafts, sentence });
  if (part !== undefined) return part;
  const ballot = ballotMeasure(passage, mention);
  if (ballot !== undefined) return { mention, ...ballot, role: additionRole(passage, mention), sentence };
  return elliptic(passage, mention, { here, drafts, sentence });
}

interface Known {
  /** Figures of the same sentence. */
  readonly here: readonly FigureDraft[];
  readonly drafts: readonly FigureDraft[];
  readonly sentence: number;
}

interface RoleHints {
  readonly measure: Measure;
  readonly noun: CountedNoun;
  readonly here: readonly FigureDraft[];
}

function roleOf(passage: Passage, mention: NumberMention, { measure, noun, here }: RoleHints): Role {
  if (noun.isPart) return "part";
  const topic = topicOf(passage, mention);
  if (topic !== undefined) return topic.role;
  if (here.some((draft) => draft.measure === measure) && isIncluded(passage, mention, here)) return "part";
  return additionRole(passage, mention);
}

/** "Another 25", "otras tres", "23 more": added to a figure before. */
function additionRole(passage: Passage, mention: NumberMention): Role {
  const { lexicon } = passage;
  const before = foldAt(passage, mention.tokens.from - 1);
  const after = foldAt(passage, mention.tokens.to);
  const added =
    lexicon.additions.has(before) ||
    (lexicon.additions.has(after) && !/^(?:than|de|que)$/.test(foldAt(passage, mention.tokens.to + 1)));
  return added ? "increment" : "total";
}

/** Whether words of inclusion stand between a figure before and this number: "including two policemen". */
function isIncluded(passage: Passage, mention: NumberMention, here: readonly FigureDraft[]): boolean {
  const from = here[0]?.mention.tokens.to ?? sentenceOf(passage, mention.tokens.core).first;
  for (let at = mention.tokens.from; at > from && at > mention.tokens.from - 14; at -= 1) {
    if (passage.lexicon.partBefore.before(passage.tokens, at) !== undefined) return true;
    if (/^[.;]$/.test(foldAt(passage, at - 1))) return false;
  }
  const dash = foldAt(passage, mention.tokens.from - 1);
  return /^[:—–]$/.test(dash) || (dash === "-" && passage.tokens[mention.tokens.from - 1]?.isSpaced === true);
}

/** A part of a figure before: "two of them minors", "including 31 children", "De los fallecidos, cinco ...". */
function partOf(passage: Passage, mention: NumberMention, known: Known): FigureDraft | undefined {
  const { here, sentence } = known;
  if (mention.isArticle) return undefined;
  const noun = countedNoun(passage, mention);
  if (noun.kind === "thing" || noun.kind === "event" || noun.kind === "state") return undefined;
  const persons = here.filter((draft) => PERSONS.includes(draft.measure));
  const isWithin = (draft: FigureDraft | undefined) =>
    draft !== undefined && sizeOf(mention) <= mostOf(draft.mention);
  const make = (measure: Measure, role: Role = "part"): FigureDraft => ({
    mention,
    measure,
    role,
    next: noun.next,
    noun,
    sentence,
  });
  const topic = topicOf(passage, mention);
  if (topic !== undefined && noun.kind !== "unknown") {
    const measure = topic.measure ?? lastPerson(known, mention)?.measure;
    if (measure !== undefined) return make(measure, topic.role);
  }
  const last = persons.findLast((draft) => draft.role !== "part" && isWithin(draft)) ?? persons.at(-1);
  if ((noun.isPart && noun.kind !== "unknown") || isPredicated(passage, mention, noun)) {
    const whole = last ?? lastPerson(known, mention);
    return whole !== undefined && isWithin(whole) ? make(whole.measure) : undefined;
  }
  const cases = isCases(passage, noun)
    ? (last ?? (noun.isPart ? lastPerson(known, mention) : undefined))
    : undefined;
  if (cases !== undefined) return make(cases.measure, noun.isPart ? "part" : "total");
  if (
    here.length === 0 &&
    noun.kind === "person" &&
    passage.lexicon.partBefore.before(passage.tokens, mention.tokens.from) !== undefined
  ) {
    const whole = lastPerson(known, mention);
    return whole !== undefined && isWithin(whole) ? make(whole.measure) : undefined;
  }
  if (last === undefined || last.measure === "crowd") return undefined;
  if (!isWithin(last) && last.role !== "part") return undefined;
  const isNamed =
    noun.kind === "unknown" &&
    passage.lexicon.partBefore.before(passage.tokens, mention.tokens.from) !== undefined;
  const isNextNamed =
    noun.kind === "unknown" && persons.at(-1)?.role === "part" && persons.at(-1)?.noun?.kind === "unknown";
  const isPeople = noun.kind === "person" || noun.kind === "none" || isNamed || isNextNamed;
  if (isPeople && isIncluded(passage, mention, here)) return make(last.measure);
  const before = persons.at(-1);
  if (!isPeople || before === undefined || !isListed(passage, before, mention)) return undefined;
  if (before.role === "part") return make(last.measure);
  const isSameGovernor = /^(?:de|of)$/.test(foldAt(passage, mention.tokens.from - 1));
  return isSameGovernor && noun.kind === "person" ? make(before.measure, "total") : undefined;
}

function sizeOf({ quantity }: NumberMention): number {
  return quantity.value ?? quantity.low ?? 0;
}

function mostOf({ quantity }: NumberMention): number {
  return quantity.value ?? quantity.high ?? Number.POSITIVE_INFINITY;
}

/** "218 son mujeres": the number alone is the subject, and the people it counts come after the verb. */
function isPredicated(passage: Passage, mention: NumberMention, noun: CountedNoun): boolean {
  const verb = foldAt(passage, mention.tokens.to);
  if (/^(?:corresponden|correspondem|correspond)$/.test(verb))
    return passage.lexicon.people.has(foldAt(passage, mention.tokens.to + 2));
  if (/^(?:tenian|tinham|had)$/.test(verb))
    return passage.mentionAt.get(mention.tokens.to + 1)?.quantity.unit === "age";
  if (noun.kind !== "none" || !/^(?:son|eran|sao|eram|are|were)$/.test(verb)) return false;
  return passage.lexicon.people.has(foldAt(passage, mention.tokens.to + 1));
}

/** "24 verified cases": cases of what the figure before counts. */
function isCases(passage: Passage, noun: CountedNoun): boolean {
  if (noun.kind !== "unknown") return false;
  const words = passage.tokens.slice(noun.first, noun.next + 1).map(({ fold }) => fold);
  const isVerified = words.some((word) =>
    /^(?:confirm|verific|verified|document|registr|reported)/.test(word),
  );
  return (isVerified || noun.isPart) && words.some((word) => /^(?:cases|casos)$/.test(word));
}

/** "... 86 women and 31 children", "de doce testigos y de dos periodistas": joined to a figure before. */
function isListed(passage: Passage, before: FigureDraft, mention: NumberMention): boolean {
  const gap = mention.tokens.from - before.next;
  const word = foldAt(passage, mention.tokens.from - 1);
  const join = /^(?:de|of)$/.test(word) ? foldAt(passage, mention.tokens.from - 2) : word;
  return gap <= 8 && /^(?:and|y|e|,|;)$/.test(join);
}

/** The last count of people in the two sentences before: a whole rather than a part, and one that can hold the number. */
function lastPerson({ drafts, sentence }: Known, mention: NumberMention): FigureDraft | undefined {
  const before = drafts.filter(
    (draft) =>
      PERSONS.includes(draft.measure) &&
      draft.measure !== "crowd" &&
      draft.sentence < sentence &&
      draft.sentence >= sentence - 2,
  );
  return (
    before.findLast((draft) => draft.role === "total" && sizeOf(mention) <= mostOf(draft.mention)) ??
    before.at(-1)
  );
}

/** A number alone beside a figure of its sentence: "19 for the police, 34 for the hospitals", "against 1,633,871". */
function elliptic(passage: Passage, mention: NumberMention, known: Known): FigureDraft | undefined {
  const { here, drafts, sentence } = known;
  if (mention.isArticle && !isPlacedPart(passage, mention, here)) return undefined;
  if (mention.quantity.bound === "vague") return undefined;
  const noun = countedNoun(passage, mention);
  const isOfStates = here.at(-1)?.measure === "states";
  if ((noun.kind !== "none" && !isOfStates) || (noun.isPart && !isOfStates)) return undefined;
  const make = ({ measure, denominator }: FigureDraft, role: Role): FigureDraft => ({
    mention,
    measure,
    role,
    next: mention.tokens.to,
    sentence,
    ...(denominator && { denominator }),
  });
  const size = sizeOf(mention);
  if (!Number.isInteger(size)) {
    const share = here.findLast((draft) => draft.measure === "vote-share");
    return share !== undefined && size < 100 && isBeside(passage, share, mention)
      ? make(share, "total")
      : undefined;
  }
  const isBracketed =
    foldAt(passage, mention.tokens.from - 1) === "(" && foldAt(passage, mention.tokens.to) === ")";
  if (isBracketed && size >= 1000 && here.at(-1)?.measure === "vote-share")
    return {
      mention,
      measure: "votes",
      denominator: "votes",
      role: "total",
      next: mention.tokens.to,
      sentence,
    };
  const last = here.findLast((draft) => draft.mention.quantity.unit === "count");
  if (!isAlone(passage, mention, last?.measure)) return undefined;
  if (last !== undefined) {
    const isLed = isBeside(passage, last, mention) || isCountingVerbBefore(passage, mention);
    if (!isLed || isMarginBefore(passage, mention)) return undefined;
    const than = foldAt(passage, mention.tokens.to + 1);
    if (last.measure === "votes" && /^(?:que|than)$/.test(than)) return undefined;
    if (isGapped(passage, mention, here)) return undefined;
    if (last.measure === "votes") return size >= 1000 ? make(last, "total") : undefined;
    if (last.measure === "tally-sheet-coverage" || last.measure === "turnout") return undefined;
    const other = sizeOf(last.mention) || mostOf(last.mention);
    const isAdded = passage.lexicon.additions.has(foldAt(passage, mention.tokens.to));
    const isNear =
      other === Number.POSITIVE_INFINITY || (size <= other * 30 && (isAdded || size >= other / 60));
    if (!isNear) return undefined;
    const isPlace = /^(?:in|en|em)$/.test(foldAt(passage, mention.tokens.to)) && size <= other;
    const isPart = noun.isPart || (isPlace && (last.role === "part" || isIncluded(passage, mention, here)));
    return make(last, isAdded ? "increment" : isPart || last.role === "part" ? "part" : "total");
  }
  return afterSentence(passage, mention, known) ?? pointsBack(passage, mention, { drafts, here, sentence });
}

/** "Dos en Zulia y una en Aragua": an article is a number in a list of places. */
function isPlacedPart(passage: Passage, mention: NumberMention, here: readonly FigureDraft[]): boolean {
  const isPlace =
    /^(?:en|em)$/.test(foldAt(passage, mention.tokens.to)) &&
    passage.tokens[mention.tokens.to + 1]?.isCapital === true;
  return isPlace && here.at(-1)?.role === "part";
}

/** "23 óbitos e 715 lesionados; o Ministério, 17 e 509": which number counts what only the order tells. */
function isGapped(passage: Passage, mention: NumberMention, here: readonly FigureDraft[]): boolean {
  const persons = here.filter(({ role, measure }) => role !== "part" && PERSONS.includes(measure));
  const measures = new Set(persons.map(({ measure }) => measure));
  return (
    measures.size > 1 &&
    /^(?:,|e|y|and)$/.test(foldAt(passage, mention.tokens.from - 1)) &&
    here.at(-1)?.role !== "part"
  );
}

/** Whether no noun can follow: a mark, a preposition, a join. */
function isAlone(passage: Passage, mention: NumberMention, beside: Measure | undefined): boolean {
  const after = passage.tokens[mention.tokens.to];
  if (after?.kind !== "word") return true;
  if (
    beside === "states" &&
    /^(?:abstained|voted|were|opposed|against|of|de|se|votaron|abstuvieron|votaram|anunciaron|anunciaram)$/.test(
      after.fold,
    )
  )
    return true;
  if (passage.lexicon.additions.has(after.fold)) return true;
  const following = foldAt(passage, mention.tokens.to + 1);
  if (
    passage.lexicon.articles.has(after.fold) &&
    /^(?:total|numero|cifra|number|toll|figure)$/.test(following)
  )
    return true;
  return /^(?:for|para|according|segun|segundo|contra|against|and|y|e|to|frente|in|en|em|at|by|on|de|del|do|da|over|por|had|as|el|la)$/.test(
    after.fold,
  );
}

function isMarginBefore(passage: Passage, mention: NumberMention): boolean {
  for (let at = mention.tokens.from - 1; at > mention.tokens.from - 5; at -= 1)
    if (
      passage.lexicon.marginNouns.has(foldAt(passage, at)) &&
      !/^(?:ahead|behind|mayoria|maioria|lead)$/.test(foldAt(passage, at))
    )
      return true;
  return false;
}

/** "Maduras got 2,759,256.", after a sentence that counts votes, or "al oficialista: 212.300 contra 104.118". */
function afterSentence(
  passage: Passage,
  mention: NumberMention,
  { drafts, sentence }: Known,
): FigureDraft | undefined {
  const size = sizeOf(mention);
  if (size < 1000 || /^(?:19|20)\d\d$/.test(String(size))) return undefined;
  const draft: FigureDraft = {
    mention,
    measure: "votes",
    denominator: "votes",
    role: "total",
    next: mention.tokens.to,
    sentence,
  };
  const before = foldAt(passage, mention.tokens.from - 1);
  const previous = drafts.findLast(
    (each) => each.sentence === sentence - 1 || each.sentence === sentence - 2,
  );
  if (previous?.measure === "votes" && passage.lexicon.shareVerbs.has(before)) return draft;
  if (before !== ":" || isMarginBefore(passage, mention)) return undefined;
  const { first } = sentenceOf(passage, mention.tokens.core);
  for (let at = mention.tokens.from - 2; at >= Math.max(first, mention.tokens.from - 8); at -= 1)
    if (passage.lexicon.voteNouns.has(foldAt(passage, at))) return draft;
  return undefined;
}

/** "Elevó esa cifra a 160", "That number has since risen to 160": the figure of the sentence before. */
function pointsBack(
  passage: Passage,
  mention: NumberMention,
  { drafts, sentence }: Known,
): FigureDraft | undefined {
  const previous = drafts.findLast(
    (draft) => PERSONS.includes(draft.measure) && draft.sentence < sentence && draft.sentence >= sentence - 2,
  );
  if (previous === undefined || !isCountingVerbBefore(passage, mention)) return undefined;
  const [size, other] = [sizeOf(mention), sizeOf(previous.mention)];
  if (other > 0 && (size > other * 30 || size < other / 60)) return undefined;
  return { mention, measure: previous.measure, role: "total", next: mention.tokens.to, sentence };
}

/** A verb of counting right before a number that ends its clause, or "that figure" that comes to it. */
function isCountingVerbBefore(passage: Passage, mention: NumberMention): boolean {
  const { tokens } = passage;
  const voice = VOICE_LEXICON[passage.language];
  const after = tokens[mention.tokens.to];
  const ends =
    after === undefined ||
    after.kind === "mark" ||
    /^(?:el|on|this|este|neste|hasta|ate|by|as)$/.test(after.fold);
  if (!ends) return false;
  const isLinked = /^(?:en|em|at|about)$/.test(foldAt(passage, mention.tokens.from - 1));
  const verb =
    voice.says.before(tokens, mention.tokens.from) ??
    (isLinked ? voice.says.before(tokens, mention.tokens.from - 1) : undefined);
  if (verb !== undefined && /^(?:said|counted|confirmed|estimated|reported|claimed)$/.test(verb.meaning))
    return true;
  const counted = foldAt(
    passage,
    mention.tokens.from -
      (/^(?:apenas|solo|only|just)$/.test(foldAt(passage, mention.tokens.from - 1)) ? 2 : 1),
  );
  if (
    /^(?:contado|contabilizado|verificado|registrado|registado|confirmado|documentado|counted)$/.test(counted)
  )
    return true;
  const copula = /^(?:fueron|son|eran|foram|sao|were|are)$/.test(foldAt(passage, mention.tokens.from - 1));
  if (copula && /^(?:que|they|that)$/.test(foldAt(passage, mention.tokens.from - 2))) return true;
  const { first } = sentenceOf(passage, mention.tokens.core);
  let at = mention.tokens.from - 1;
  for (let step = 0; step < 6 && at > first; step += 1, at -= 1) {
    const isThat = /^(?:esa|dicha|la|that|the|this|esse|o|essa|esta|este|tal)$/.test(foldAt(passage, at - 1));
    if (
      isThat &&
      /^(?:cifra|figure|number|total|count|numero|toll|balance|tally|balanco)$/.test(foldAt(passage, at))
    )
      return true;
    if (tokens[at]?.kind === "mark" || !passage.lexicon.reaches.has(foldAt(passage, at))) return false;
  }
  return false;
}

/** Words that lead from one figure to another on the same measure. */
const BESIDE =
  /^(?:of|at|a|para|en|em|de|to|and|y|e|,|;|:|\(|against|contra|frente|al|por|for|claimed|claim|claims|said|says|only|solo|apenas|just|with|con|com|que|los|las|os|as|from|than|number|count|counts|report|reports|had|has|got|obtuvo|obteve|the|o|ou|or|versus|is|are|was|were|es|era|eran|son|sao|foi|fueron|foram|—|–|received|recibio|recebeu|suma|soma|estimate|estimates|put|puts|by|"|\u201C|«|tiene|tem|mas|more|lists|diz|dice|'s|\u2019s)$/;

function isBeside(passage: Passage, last: FigureDraft, mention: NumberMention): boolean {
  const gap = mention.tokens.from - last.next;
  if (gap > 30) return false;
  const before = passage.tokens[mention.tokens.from - 1];
  return BESIDE.test(before?.fold ?? "") || before?.isCapital === true;
}

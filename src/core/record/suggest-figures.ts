import { ballotMeasure } from "./ballot-measure.ts";
import { placeAfter, subjectOf, timeNear } from "./circumstance.ts";
import { countedNoun, type CountedNoun } from "./counted-noun.ts";
import type { Definition, Figure, Role } from "./figure.ts";
import { SECOND_REVIEW, type Measure } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import { isUnreal, personMeasure } from "./person-measure.ts";
import { shareMeasure, type Denominator } from "./share-measure.ts";
import { VOICE_LEXICON } from "./voice-lexicon.ts";
import type { Voices, Words } from "./voice.ts";

/** A figure with the tokens it stands on, while its sentence is read. */
interface Draft {
  readonly mention: NumberMention;
  readonly measure: Measure;
  readonly role: Role;
  readonly denominator?: Denominator;
  /** Token after the last word of the figure. */
  readonly next: number;
  readonly noun?: CountedNoun;
  readonly sentence: number;
}

const PERSONS: readonly Measure[] = ["deaths", "injuries", "arrests", "releases", "asylum", "crowd"];

/** The figures a passage suggests, in order. Numbers that measure nothing of ours are left out. */
export function suggestFigures(passage: Passage, voices: Voices): readonly Figure[] {
  const drafts: Draft[] = [];
  for (const mention of passage.mentions) {
    const draft = draftOf(passage, mention, drafts);
    if (draft !== undefined) drafts.push(draft);
  }
  return drafts.map((draft) => figureOf(passage, draft, voices));
}

function draftOf(passage: Passage, mention: NumberMention, drafts: readonly Draft[]): Draft | undefined {
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
  readonly here: readonly Draft[];
  readonly drafts: readonly Draft[];
  readonly sentence: number;
}

interface RoleHints {
  readonly measure: Measure;
  readonly noun: CountedNoun;
  readonly here: readonly Draft[];
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
function isIncluded(passage: Passage, mention: NumberMention, here: readonly Draft[]): boolean {
  const from = here[0]?.mention.tokens.to ?? sentenceOf(passage, mention.tokens.core).first;
  for (let at = mention.tokens.from; at > from && at > mention.tokens.from - 14; at -= 1) {
    if (passage.lexicon.partBefore.before(passage.tokens, at) !== undefined) return true;
    if (/^[.;]$/.test(foldAt(passage, at - 1))) return false;
  }
  const dash = foldAt(passage, mention.tokens.from - 1);
  return /^[:—–]$/.test(dash) || (dash === "-" && passage.tokens[mention.tokens.from - 1]?.isSpaced === true);
}

/** A part of a figure before: "two of them minors", "including 31 children", "De los fallecidos, cinco ...". */
function partOf(passage: Passage, mention: NumberMention, known: Known): Draft | undefined {
  const { here, sentence } = known;
  if (mention.isArticle) return undefined;
  const noun = countedNoun(passage, mention);
  if (noun.kind === "thing" || noun.kind === "event" || noun.kind === "state") return undefined;
  const persons = here.filter((draft) => PERSONS.includes(draft.measure));
  const isWithin = (draft: Draft | undefined) =>
    draft !== undefined && sizeOf(mention) <= mostOf(draft.mention);
  const make = (measure: Measure, role: Role = "part"): Draft => ({
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
function isListed(passage: Passage, before: Draft, mention: NumberMention): boolean {
  const gap = mention.tokens.from - before.next;
  const word = foldAt(passage, mention.tokens.from - 1);
  const join = /^(?:de|of)$/.test(word) ? foldAt(passage, mention.tokens.from - 2) : word;
  return gap <= 8 && /^(?:and|y|e|,|;)$/.test(join);
}

/** The last count of people in the two sentences before: a whole rather than a part, and one that can hold the number. */
function lastPerson({ drafts, sentence }: Known, mention: NumberMention): Draft | undefined {
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

interface Topic {
  /** Absent where the words point to the sentence before: "Of those, ...". */
  readonly measure?: Measure;
  readonly role: Role;
}

/** What a sentence that begins with "Of the dead," or "En cuanto a los presos," counts. */
function topicOf(passage: Passage, mention: NumberMention): Topic | undefined {
  const { tokens, lexicon } = passage;
  const { first } = sentenceOf(passage, mention.tokens.core);
  const start = /^["\u201C«]$/.test(foldAt(passage, first)) ? first + 1 : first;
  const lead = foldAt(passage, start);
  const included = includedTopic(passage, start);
  if (included !== undefined) return { measure: included, role: "part" };
  const among = amongTopic(passage, mention, start);
  if (among !== undefined) return { measure: among, role: "part" };
  const isAbout =
    /^(?:en|as|quanto|regarding|sobre)$/.test(lead) &&
    /^(?:cuanto|for|a|aos|los|the)$/.test(foldAt(passage, start + 1));
  if (!isAbout && !/^(?:of|de|dos|das|del|among|entre|do)$/.test(lead)) return undefined;
  const role = isAbout ? "total" : "part";
  for (let at = start + 1; at < start + 8 && at < mention.tokens.from; at += 1) {
    const state = lexicon.states.at(tokens, at) ?? lexicon.events.at(tokens, at);
    if (state !== undefined) return { measure: state.meaning, role };
    const word = foldAt(passage, at);
    if (passage.mentionAt.get(at)?.quantity.unit === "count" && foldAt(passage, at + 1) === ",")
      return { role };
    if (/^(?:those|them|these|ellos|ellas|estos|estas|eles|elas|destes|whom)$/.test(word) && at <= start + 2)
      return { role };
    if (/^(?:victimas|victims|vitimas)$/.test(word) && at <= start + 2) return { measure: "deaths", role };
    if (word === ",") return undefined;
  }
  return undefined;
}

/** "... that among the detainees it has confirmed 129 adolescents, 14 indigenous people": anywhere before the number. */
function amongTopic(passage: Passage, mention: NumberMention, start: number): Measure | undefined {
  const { tokens, lexicon } = passage;
  for (let at = start; at < mention.tokens.from - 2 && mention.tokens.from - at < 32; at += 1) {
    if (!/^(?:among|entre)$/.test(foldAt(passage, at)) || !lexicon.articles.has(foldAt(passage, at + 1)))
      continue;
    const state = lexicon.states.at(tokens, at + 2) ?? lexicon.events.at(tokens, at + 2);
    if (state !== undefined) return state.meaning;
  }
  return undefined;
}

/** "The dead included seven minors". */
function includedTopic({ tokens, lexicon }: Passage, start: number): Measure | undefined {
  const noun = lexicon.articles.has(tokens[start]?.fold ?? "") ? start + 1 : start;
  const state = lexicon.states.at(tokens, noun) ?? lexicon.events.at(tokens, noun);
  const verb = state === undefined ? "" : (tokens[noun + state.length]?.fold ?? "");
  return /^(?:include|includes|included|incluyen|incluyeron|incluem|incluyendo)$/.test(verb)
    ? state?.meaning
    : undefined;
}

/** A number alone beside a figure of its sentence: "19 for the police, 34 for the hospitals", "against 1,633,871". */
function elliptic(passage: Passage, mention: NumberMention, known: Known): Draft | undefined {
  const { here, drafts, sentence } = known;
  if (mention.isArticle && !isPlacedPart(passage, mention, here)) return undefined;
  if (mention.quantity.bound === "vague") return undefined;
  const noun = countedNoun(passage, mention);
  const isOfStates = here.at(-1)?.measure === "states";
  if ((noun.kind !== "none" && !isOfStates) || (noun.isPart && !isOfStates)) return undefined;
  const make = ({ measure, denominator }: Draft, role: Role): Draft => ({
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
function isPlacedPart(passage: Passage, mention: NumberMention, here: readonly Draft[]): boolean {
  const isPlace =
    /^(?:en|em)$/.test(foldAt(passage, mention.tokens.to)) &&
    passage.tokens[mention.tokens.to + 1]?.isCapital === true;
  return isPlace && here.at(-1)?.role === "part";
}

/** "23 óbitos e 715 lesionados; o Ministério, 17 e 509": which number counts what only the order tells. */
function isGapped(passage: Passage, mention: NumberMention, here: readonly Draft[]): boolean {
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
): Draft | undefined {
  const size = sizeOf(mention);
  if (size < 1000 || /^(?:19|20)\d\d$/.test(String(size))) return undefined;
  const draft: Draft = {
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
): Draft | undefined {
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

function isBeside(passage: Passage, last: Draft, mention: NumberMention): boolean {
  const gap = mention.tokens.from - last.next;
  if (gap > 30) return false;
  const before = passage.tokens[mention.tokens.from - 1];
  return BESIDE.test(before?.fold ?? "") || before?.isCapital === true;
}

function figureOf(passage: Passage, draft: Draft, voices: Voices): Figure {
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
function figureWords(passage: Passage, { mention, next }: Draft): Words {
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
  { mention, measure, next, denominator }: Draft,
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
function groupOf(passage: Passage, { noun, measure }: Draft): Words | undefined {
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

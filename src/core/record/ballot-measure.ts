import { countedNoun } from "./counted-noun.ts";
import type { Measure } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import type { Denominator } from "./share-measure.ts";

/** What a count of votes, sheets, voters, states or people in a crowd measures. */
export interface BallotReading {
  readonly measure: Extract<Measure, "votes" | "turnout" | "tally-sheet-coverage" | "states" | "crowd">;
  readonly denominator?: Denominator;
  /** Index after the last token of the noun. */
  readonly next: number;
}

/** Fewer votes than this are cast in a parliament or a council, not in an election. */
const FEWEST_VOTES = 1000;

export function ballotMeasure(passage: Passage, mention: NumberMention): BallotReading | undefined {
  if (mention.quantity.unit !== "count") return undefined;
  return (
    stateCount(passage, mention) ??
    voteCount(passage, mention) ??
    sheetCount(passage, mention) ??
    voterCount(passage, mention) ??
    crowdCount(passage, mention)
  );
}

/** The words from the number to its noun, at most five, over "of", adjectives and names. */
function nounIndex(
  passage: Passage,
  mention: NumberMention,
  isNoun: (index: number) => boolean,
): number | undefined {
  let at = mention.tokens.to;
  if (/^(?:of|de|dos|das)$/.test(foldAt(passage, at))) {
    const { bound, value } = mention.quantity;
    const article = passage.lexicon.articles.has(foldAt(passage, at + 1));
    const whole = passage.mentionAt.get(at + 1) ?? passage.mentionAt.get(at + 2);
    if (whole !== undefined && whole !== mention) at = whole.tokens.to;
    else if (bound === "vague" || (value ?? 0) >= 10 || article) at += article ? 2 : 1;
    else return undefined;
  }
  for (let step = 0; step < 5; step += 1, at += 1) {
    if (isNoun(at)) return at;
    if (passage.lexicon.votedVerbs.at(passage.tokens, at) !== undefined) return undefined;
    const token = passage.tokens[at];
    const hyphen = token?.fold === "-" && !token.isSpaced;
    if (token === undefined || (token.kind !== "word" && !hyphen)) return undefined;
    if (passage.mentionAt.has(at)) return undefined;
    const { lexicon } = passage;
    if (
      lexicon.prepositions.has(token.fold) ||
      lexicon.barriers.has(token.fold) ||
      lexicon.auxiliaries.has(token.fold)
    )
      return undefined;
  }
  return undefined;
}

function stateCount(passage: Passage, mention: NumberMention): BallotReading | undefined {
  const { tokens, lexicon } = passage;
  if (mention.isArticle) return undefined;
  const { value } = mention.quantity;
  if (value !== undefined && (value < 2 || value > 200)) return undefined;
  const at = nounIndex(passage, mention, (index) => lexicon.stateNouns.at(tokens, index) !== undefined);
  if (at === undefined) return undefined;
  const next = at + (lexicon.stateNouns.at(tokens, at)?.length ?? 1);
  return { measure: "states", next };
}

function voteCount(passage: Passage, mention: NumberMention): BallotReading | undefined {
  const { lexicon } = passage;
  const at = nounIndex(passage, mention, (index) => lexicon.voteNouns.has(foldAt(passage, index)));
  if (at === undefined) return undefined;
  const { value, low, high, bound } = mention.quantity;
  if (bound !== "vague" && (value ?? low ?? high ?? 0) < FEWEST_VOTES) return undefined;
  if (isMargin(passage, mention, at)) return undefined;
  const next = foldAt(passage, at + 1);
  if (/^(?:cast|emitidos)$/.test(next) && /^(?:total|of|de)$/.test(foldAt(passage, mention.tokens.from - 1)))
    return { measure: "turnout", denominator: "registered-voters", next: at + 2 };
  return {
    measure: "votes",
    denominator: "votes",
    next: /^(?:valid|valido|validos)/.test(next) ? at + 2 : at + 1,
  };
}

/** "A margin of 270,349", "superó en 3,5 millones de votos", "120.000 votos no fueron contados". */
function isMargin(passage: Passage, mention: NumberMention, noun: number): boolean {
  const { lexicon } = passage;
  const first = sentenceOf(passage, mention.tokens.core).first;
  for (let at = mention.tokens.from - 1; at >= Math.max(first, mention.tokens.from - 6); at -= 1) {
    const word = foldAt(passage, at);
    if (/^[;.]$/.test(word)) break;
    if (lexicon.marginNouns.has(word) && !/^(?:lead|ahead|mayoria|maioria)$/.test(word)) return true;
    if (/^(?:by|ventaja|vantagem|lead)$/.test(word) && mention.tokens.from - at <= 3) return true;
  }
  for (let at = noun + 1; at < noun + 6; at += 1) {
    const word = foldAt(passage, at);
    if (
      /^(?:margin|difference|ventaja|diferencia|diferenca|vantagem|ahead|invented|missing|apart|inventados|faltan|faltam|extra)$/.test(
        word,
      )
    )
      return true;
    if (/^(?:mas|more|mais|menos|fewer|less)$/.test(word) && at <= noun + 2) return true;
    if (/^(?:no|not|nao)$/.test(word)) return true;
    if (word === "del" || word === "exterior") return true;
    if (passage.tokens[at]?.kind === "mark") break;
  }
  return false;
}

/** Words of collecting, publishing or counting sheets. Folded stems. */
const COLLECTS =
  /^(?:count\w*|process\w*|publish\w*|post\w*|scan\w*|upload\w*|hold|holds|have|has|had|collect\w*|gather\w*|obtain\w*|possess\w*|digiti\w*|show\w*|cop(?:y|ies)|hand|basis|reported|reporting|results|received|escrut\w*|proces\w*|public\w*|digitaliz\w*|escane\w*|tiene|tenemos|posee|poder|recopil\w*|recab\w*|reun\w*|obten\w*|copias?|base|comput\w*|transmit\w*|contabiliz\w*|divulg\w*|apurad\w*|tem|temos|maos|boletins|totaliz\w*|exhib\w*|subi\w*|muestra|based|leads|releas\w*)$/;

const NOT_COLLECTED =
  /^(?:irregularit\w*|irregular\w*|missing|faltan|falta|faltam|firmas?|signatures?|no|not|nao|without|sin|sem|sample|muestra|amostra|observ\w*|visit\w*|inconsisten\w*|anomal\w*|attack\w*|guard\w*|deploy\w*|monitors|opened|abrieron|abriram|impugn\w*|annul\w*|contest\w*|antigas|experts?)$/;

/** Sheets collected, published or counted. Sheets visited, sampled, missing or faulty are no coverage. */
function sheetCount(passage: Passage, mention: NumberMention): BallotReading | undefined {
  const { lexicon } = passage;
  const { value, low, bound } = mention.quantity;
  if (bound === "vague" || (value ?? low ?? 0) < 50 || isWhole(passage, mention)) return undefined;
  const at = nounIndex(
    passage,
    mention,
    (index) => lexicon.sheetNouns.has(foldAt(passage, index)) && !isNotSheet(passage, index),
  );
  if (at === undefined) return undefined;
  const sentence = sentenceOf(passage, mention.tokens.core);
  let collects = false;
  for (
    let index = Math.max(sentence.first, mention.tokens.from - 14);
    index < Math.min(sentence.next, at + 12);
    index += 1
  ) {
    const word = foldAt(passage, index);
    const isNear = index >= mention.tokens.from - 5 && index <= at + 9;
    if (isNear && NOT_COLLECTED.test(word)) return undefined;
    if (index !== at && COLLECTS.test(word)) collects = true;
  }
  const isStation = /^(?:stations?|mesas?|precincts?|machines?|urnas?|secoes|seccoes|colegios|centros)$/.test(
    foldAt(passage, at),
  );
  if (!collects) return undefined;
  let next = at + 1;
  while (lexicon.sheetNouns.has(foldAt(passage, next))) next += 1;
  return {
    measure: "tally-sheet-coverage",
    denominator: isStation ? "polling-stations" : "tally-sheets",
    next,
  };
}

/** "24,532 of the 30,026": the whole that a part was named of. */
function isWhole(passage: Passage, mention: NumberMention): boolean {
  let at = mention.tokens.from - 1;
  if (passage.lexicon.articles.has(foldAt(passage, at))) at -= 1;
  return (
    /^(?:of|de|das|dos)$/.test(foldAt(passage, at)) &&
    passage.mentionAt.get(at - 1)?.quantity.unit === "count"
  );
}

/** Nouns of the list that alone are no sheets: minutes of time, results, rooms. */
function isNotSheet(passage: Passage, index: number): boolean {
  return /^(?:minutes|results|returns|tables|centres|centers|registros|centros|conteo|juntas|station|polling)$/.test(
    foldAt(passage, index),
  );
}

/** Voters who voted: "7.1 million had cast a ballot", "votaron unos once millones". */
function voterCount(passage: Passage, mention: NumberMention): BallotReading | undefined {
  const { tokens, lexicon } = passage;
  const { value, low, bound } = mention.quantity;
  if (bound === "vague" || (value ?? low ?? 0) < FEWEST_VOTES) return undefined;
  const sentence = sentenceOf(passage, mention.tokens.core);
  const turnout = (next: number): BallotReading => ({
    measure: "turnout",
    denominator: "registered-voters",
    next,
  });
  const after = nounIndex(
    passage,
    mention,
    (index) => lexicon.voterNouns.has(foldAt(passage, index)) || lexicon.people.has(foldAt(passage, index)),
  );
  const own = after === undefined ? mention.tokens.to : after + 1;
  if (isOfAnother(passage, mention)) return undefined;
  const start = overWhole(passage, own);
  let at = start;
  for (let step = 0; step < 5 && at < sentence.next; step += 1, at += 1) {
    const voted = lexicon.votedVerbs.at(tokens, at);
    if (voted !== undefined)
      return isForSomebody(passage, at + voted.length)
        ? { measure: "votes", denominator: "votes", next: start }
        : turnout(start);
    if (tokens[at]?.kind !== "word" || passage.mentionAt.has(at)) break;
  }
  let before = mention.tokens.from;
  for (let step = 0; step < 4 && before > sentence.first; step += 1, before -= 1) {
    if (lexicon.votedVerbs.before(tokens, before) !== undefined) return turnout(start);
    if (/^(?:participaron|votaram|votaron|participaram|acudieron)$/.test(foldAt(passage, before - 1)))
      return turnout(start);
    if (tokens[before - 1]?.kind !== "word") break;
  }
  return undefined;
}

/** "10 million people out of the country's 18 million eligible voters": over the whole to the verb. */
function overWhole(passage: Passage, start: number): number {
  if (!/^(?:out|of|dos|de|das)$/.test(foldAt(passage, start))) return start;
  for (let at = start + 1; at < start + 6; at += 1) {
    const whole = passage.mentionAt.get(at);
    if (whole === undefined) continue;
    let next = whole.tokens.to;
    while (
      next < whole.tokens.to + 4 &&
      passage.lexicon.votedVerbs.at(passage.tokens, next) === undefined &&
      passage.tokens[next]?.kind === "word"
    )
      next += 1;
    return next;
  }
  return start;
}

/** Whether a number is the whole that another, right before, is a part of. */
function isOfAnother(passage: Passage, mention: NumberMention): boolean {
  for (let at = mention.tokens.from - 1; at > mention.tokens.from - 6; at -= 1) {
    if (!/^(?:of|dos|de|das)$/.test(foldAt(passage, at))) continue;
    return [1, 2, 3].some((offset) => {
      const other = passage.mentionAt.get(at - offset);
      return other !== undefined && other !== mention && other.quantity.unit === "count";
    });
  }
  return false;
}

/** "6,408,844 voted for X": votes of a candidate and no turnout. */
function isForSomebody(passage: Passage, at: number): boolean {
  return /^(?:for|por|em|en)$/.test(foldAt(passage, at)) && passage.tokens[at + 1]?.isCapital === true;
}

/** A crowd: people who gathered, or a round number of demonstrators or supporters. */
function crowdCount(passage: Passage, mention: NumberMention): BallotReading | undefined {
  const { tokens, lexicon } = passage;
  if (mention.isArticle) return undefined;
  const { value, low, bound } = mention.quantity;
  const size = value ?? low ?? 0;
  if (bound !== "vague" && size < 50) return undefined;
  const noun = countedNoun(passage, mention);
  if (noun.kind !== "person" && noun.kind !== "none") return undefined;
  if (noun.kind === "none" && bound !== "vague" && size < 1000) return undefined;
  const sentence = sentenceOf(passage, mention.tokens.core);
  for (let at = noun.next, step = 0; step < 12 && at < sentence.next; step += 1, at += 1) {
    if (
      lexicon.crowdVerbs.at(tokens, at) !== undefined &&
      !/^(?:been|be|being|sido)$/.test(foldAt(passage, at - 1))
    )
      return { measure: "crowd", next: noun.next };
    const token = tokens[at];
    if (token?.kind === "mark" && token.fold !== "," && step > 0) break;
    if (token !== undefined && lexicon.barriers.has(token.fold)) break;
  }
  if (noun.kind === "person" && isOrganisers(passage, mention)) return { measure: "crowd", next: noun.next };
  const isRound = bound === "vague" || bound === "approximately" || size % 100 === 0;
  const word = foldAt(passage, noun.next - 1);
  const isDemonstrator =
    /^(?:protest\w*|demonstrators|marchers|supporters|followers|manifestantes|simpatizantes|seguidores|partidarios|asistentes|apoiadores|apoiantes|participantes)$/.test(
      word,
    );
  if (noun.kind === "person" && isRound && isDemonstrator) return { measure: "crowd", next: noun.next };
  return undefined;
}

/** "Organisers spoke of half a million people": they count who came. */
function isOrganisers(passage: Passage, mention: NumberMention): boolean {
  for (let at = mention.tokens.from - 1; at > mention.tokens.from - 6; at -= 1)
    if (/^(?:organi[sz]ers|organizadores|convocantes)$/.test(foldAt(passage, at))) return true;
  return false;
}

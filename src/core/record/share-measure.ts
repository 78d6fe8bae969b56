import type { Measure } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";
import { VOICE_LEXICON } from "./voice-lexicon.ts";

/** What a percentage is of. */
export type Denominator = "votes" | "valid-votes" | "registered-voters" | "tally-sheets" | "polling-stations";

/** What a percentage measures. */
export interface ShareReading {
  readonly measure: Extract<Measure, "vote-share" | "turnout" | "tally-sheet-coverage">;
  readonly denominator?: Denominator;
}

/** What the sentence has said so far: a percentage beside a vote share is mostly another one. */
export interface SharesBefore {
  readonly hasVoteShare: boolean;
  readonly hasVotes: boolean;
  readonly hasCoverage: boolean;
  readonly hasTurnout: boolean;
}

/**
 * What a percentage measures. "Of votes" is not "of tally sheets", and a share of votes counted is neither a candidate's
 * nor the turnout. The words right after the number decide first, then the nearest telling word before it. Undefined for
 * prices, margins, population and where nothing tells.
 */
export function shareMeasure(
  passage: Passage,
  mention: NumberMention,
  before: SharesBefore,
): ShareReading | undefined {
  if (mention.quantity.unit !== "percent" && mention.quantity.unit !== "ratio") return undefined;
  if ((mention.quantity.value ?? mention.quantity.high ?? 0) > 100) return undefined;
  const right = ofWhat(passage, mention, before);
  if (right !== undefined) return right === "none" ? undefined : right;
  if (mention.quantity.unit === "ratio") return undefined;
  const keyword = keywordBefore(passage, mention);
  if (/^(?:needs?|requires?|necesita|precisa|required|minimo|threshold)$/.test(keywordNear(passage, mention)))
    return undefined;
  if (keyword === "turnout") return { measure: "turnout", denominator: "registered-voters" };
  if (keyword === "coverage") return { measure: "tally-sheet-coverage" };
  if (keyword === "other") return undefined;
  if (before.hasVoteShare && isSibling(passage, mention))
    return { measure: "vote-share", denominator: "votes" };
  if (before.hasVotes && /^(?:\(|,|or|o|ou|equivalentes|equivalent)$/.test(previousWord(passage, mention)))
    return { measure: "vote-share", denominator: "votes" };
  if (keyword === "share") return { measure: "vote-share", denominator: "votes" };
  if (keyword === "weak" && (before.hasCoverage || hasVoteContext(passage, mention)))
    return { measure: "vote-share", denominator: "votes" };
  return undefined;
}

function previousWord(passage: Passage, mention: NumberMention): string {
  let at = mention.tokens.from - 1;
  if (foldAt(passage, at) === "a") return "a";
  while (passage.lexicon.articles.has(foldAt(passage, at)) && at > 0) at -= 1;
  return foldAt(passage, at);
}

/** What stands after "of", or right after the number without it. */
function ofWhat(
  passage: Passage,
  mention: NumberMention,
  before: SharesBefore,
): ShareReading | "none" | undefined {
  const { lexicon } = passage;
  let at = mention.tokens.to;
  const isOf = /^(?:of|de|del|dos|das|da|do)$/.test(foldAt(passage, at));
  if (isOf) at += 1;
  for (let step = 0; step < 6; step += 1, at += 1) {
    const token = passage.tokens[at];
    if (token?.kind !== "word") return isOf && step > 0 ? "none" : undefined;
    const word = token.fold;
    if (lexicon.turnoutNouns.has(word)) return { measure: "turnout", denominator: "registered-voters" };
    if (lexicon.otherTopics.has(word)) return "none";
    if (lexicon.counted.has(word) && word !== "in" && !isOf) return { measure: "tally-sheet-coverage" };
    if (isOf && lexicon.voteNouns.has(word)) return ofVotes(passage, mention, at);
    if (isOf && lexicon.voterNouns.has(word)) return ofVoters(passage, mention, at);
    if (isOf && lexicon.sheetNouns.has(word)) return ofSheets(passage, mention, at);
    if (isOf && word === "total" && before.hasTurnout)
      return { measure: "turnout", denominator: "registered-voters" };
    if (isOf && /^(?:them|total|ellas|elas|delas)$/.test(word))
      return before.hasCoverage || hasWord(passage, mention, lexicon.sheetNouns)
        ? { measure: "tally-sheet-coverage", denominator: "tally-sheets" }
        : "none";
    if (isOf && step === 0 && isCandidate(passage, at) && (passage.language !== "en" || before.hasVoteShare))
      return undefined;
    if (
      isOf &&
      step === 0 &&
      before.hasVoteShare &&
      /^(?:contra|ante|frente|al)$/.test(previousWord(passage, mention))
    )
      return undefined;
    if (!isOf && (lexicon.prepositions.has(word) || lexicon.barriers.has(word) || lexicon.articles.has(word)))
      return undefined;
    if (!isOf && step >= 1) return undefined;
  }
  return isOf ? "none" : undefined;
}

/** "Frente al 43,18 % de Marcelo Ibarra", "ante 31% do presidente": what follows "of" is whose share it is. */
function isCandidate(passage: Passage, at: number): boolean {
  const index = passage.lexicon.articles.has(foldAt(passage, at)) ? at + 1 : at;
  const token = passage.tokens[index];
  const { actorNouns, personNouns } = VOICE_LEXICON[passage.language];
  return (
    token?.isCapital === true ||
    actorNouns.has(token?.fold ?? "") ||
    personNouns.has(token?.fold ?? "") ||
    /^(?:rival|opositor|opositora|su|seu)$/.test(token?.fold ?? "")
  );
}

/** Of votes a candidate has a share; of votes counted it is how far the count has come. */
function ofVotes(passage: Passage, mention: NumberMention, at: number): ShareReading {
  const { lexicon } = passage;
  const isCounted = [1, 2, 3].some((offset) => {
    const word = foldAt(passage, at + offset);
    return lexicon.counted.has(word) && !/^(?:in|results|completed)$/.test(word);
  });
  if (isCounted || countedBefore(passage, mention))
    return { measure: "tally-sheet-coverage", denominator: "votes" };
  const isValid = [-1, 1].some((offset) => foldAt(passage, at + offset).startsWith("valid"));
  return { measure: "vote-share", denominator: isValid ? "valid-votes" : "votes" };
}

/** "Having counted 95 percent of the votes", "escrutado el 80 % de los votos". */
function countedBefore(passage: Passage, mention: NumberMention): boolean {
  const first = sentenceOf(passage, mention.tokens.core).first;
  for (let at = mention.tokens.from - 1; at >= Math.max(first, mention.tokens.from - 4); at -= 1) {
    const word = foldAt(passage, at);
    if (passage.tokens[at]?.kind === "mark") return false;
    if (
      /^(?:count|counted|counting|tallied|contou|contado|contados|escrutado|escrutados|apurados|apurado|contabilizado|contabilizados|procesado|computado)$/.test(
        word,
      )
    )
      return true;
  }
  return false;
}

function ofVoters(passage: Passage, mention: NumberMention, at: number): ShareReading | "none" {
  const { lexicon } = passage;
  const sentence = sentenceOf(passage, mention.tokens.core);
  for (let index = sentence.first; index < sentence.next; index += 1) {
    const isVerb = lexicon.votedVerbs.at(passage.tokens, index) !== undefined;
    if (isVerb || lexicon.turnoutNouns.has(foldAt(passage, index)))
      return { measure: "turnout", denominator: "registered-voters" };
  }
  return /^(?:electorate|registered|rolls|roll|padron|eleitorado|inscritos|censo)$/.test(foldAt(passage, at))
    ? { measure: "turnout", denominator: "registered-voters" }
    : "none";
}

/** What makes a share of sheets something else than how far a count or a publication has come. */
const NOT_COVERAGE =
  /^(?:visited|observed|visitaron|visito|visitados|visitadas|observadas|observados|visitaram|irregularit\w*|irregular\w*|stuffing|carec\w*|firmas?|signatures?|assinaturas?|missing|faltan|faltaban|anomal\w*|inconsisten\w*)$/;

function ofSheets(passage: Passage, mention: NumberMention, at: number): ShareReading | "none" {
  const sentence = sentenceOf(passage, mention.tokens.core);
  const until = Math.min(sentence.next, at + 10);
  for (let index = mention.tokens.to; index < until; index += 1)
    if (NOT_COVERAGE.test(foldAt(passage, index))) return "none";
  const word = foldAt(passage, at);
  const isStation =
    /^(?:station|stations|mesas?|precincts?|machines?|colegios|centros|urnas|secoes|seccoes|polling)$/.test(
      word,
    );
  return { measure: "tally-sheet-coverage", denominator: isStation ? "polling-stations" : "tally-sheets" };
}

type Keyword = "turnout" | "coverage" | "share" | "weak" | "other";

/** Share verbs too common to tell anything by themselves. */
const WEAK = new Set(
  `with for to on at lead ahead behind against over versus put puts showed shows had has have gives gave given dio daba da dan tiene tenia tuvo tem tinha teve frente contra con com por ante
   marcha ventaja votos seguido segundo segunda resultado apoyo respaldo deu dava dao deram ficou lugar tendo apontam aponta second third situo fijo fixou situou trailing trailed claims claimed share tiene arroja terceiro declaro declarou proclamo proclamou
   declared indicate indicated leads led leading lider lidera encabeza polls concede concedio dio`.split(
    /\s+/,
  ),
);

/** A word of need close before: "a winner needs 25 percent in 24 counties". */
function keywordNear(passage: Passage, mention: NumberMention): string {
  const { first } = sentenceOf(passage, mention.tokens.core);
  for (let at = mention.tokens.from - 1; at >= Math.max(first, mention.tokens.from - 12); at -= 1)
    if (/^(?:needs?|requires?|necesita|precisa|required|minimo|threshold)$/.test(foldAt(passage, at)))
      return foldAt(passage, at);
  return "";
}

/** The nearest telling word before the number, in its own clause. */
function keywordBefore(passage: Passage, mention: NumberMention): Keyword | undefined {
  const { lexicon } = passage;
  const first = sentenceOf(passage, mention.tokens.core).first;
  let weak = false;
  let commas = 0;
  for (let at = mention.tokens.from - 1; at >= Math.max(first, mention.tokens.from - 22); at -= 1) {
    const token = passage.tokens[at];
    if (token === undefined || token.fold === ";") break;
    const distance = mention.tokens.from - at;
    const other = passage.mentionAt.get(at);
    if (other !== undefined && other !== mention && other.quantity.unit === "percent") break;
    const word = token.fold;
    if (word === ",") commas += 1;
    if (distance <= 10 && (lexicon.turnoutNouns.has(word) || /^(?:padron|electorate|eleitorado)$/.test(word)))
      return "turnout";
    if (
      distance <= 7 &&
      (lexicon.marginNouns.has(word) || lexicon.otherTopics.has(word)) &&
      !lexicon.shareVerbs.has(word)
    )
      return "other";
    if (
      commas === 0 &&
      distance <= 5 &&
      lexicon.counted.has(word) &&
      !/^(?:in|results|completed|received)$/.test(word)
    )
      return "coverage";
    if (distance <= 4 && /^(?:escrutinio|computo|escrutado|apuracao|apuramento|conteo|contagem)$/.test(word))
      return "coverage";
    if (lexicon.shareVerbs.has(word) && !WEAK.has(word)) return "share";
    if (WEAK.has(word)) weak = true;
  }
  return weak || endsColon(passage, mention) ? "weak" : undefined;
}

/** "Kosić: 50,7 %", "Rivas, 51.2%". */
function endsColon(passage: Passage, mention: NumberMention): boolean {
  return /^[:,(]$/.test(previousWord(passage, mention));
}

/** Beside a vote share: after a join, a bracket, a name, or a word of comparison. */
function isSibling(passage: Passage, mention: NumberMention): boolean {
  const word = previousWord(passage, mention);
  if (
    /^(?:to|from|double|doble|dobro|against|with|on|at|for|and|y|e|a|al|por|contra|con|com|frente|ante|of|de|versus|vs|over|[(,:–—-])$/.test(
      word,
    )
  )
    return true;
  let at = mention.tokens.from - 1;
  if (passage.lexicon.articles.has(foldAt(passage, at))) at -= 1;
  return (
    passage.tokens[at]?.isCapital === true ||
    /^(?:got|had|won|obtuvo|obteve|teve|tuvo|received|recibio|recebeu|took|obtained|logro|saco|given|dava|daba|dio|deu)$/.test(
      word,
    )
  );
}

function hasWord(passage: Passage, mention: NumberMention, words: ReadonlySet<string>): boolean {
  const sentence = sentenceOf(passage, mention.tokens.core);
  const before = passage.sentences[passage.sentences.indexOf(sentence) - 1];
  const from = before?.paragraph === sentence.paragraph ? before.first : sentence.first;
  for (let at = from; at < sentence.next; at += 1) if (words.has(foldAt(passage, at))) return true;
  return false;
}

const CONTEXT =
  /^(?:vot\w*|sufragios?|ballots?|winner|victory|victor|won|win|elected|re-?elected|reelection|ganador\w*|vencedor\w*|victoria|vitoria|triunfo|reelec\w*|reele\w*|candidat\w*|elec\w*|eleic\w*|comicios|pleito|rival|opponent|runner|challenger|incumbent|opposition|oposicion|oposicao|opositor\w*|boletin|bulletin|presiden\w*|count|conteo|recuento|contagem|poll|polls|encuesta|sondeo|pesquisa|commission|tribunal|results|resultados|cne|comision|comissao|council|consejo|conselho)$/;

/** Whether the sentence, or the one before it, is about votes. */
function hasVoteContext(passage: Passage, mention: NumberMention): boolean {
  const sentence = sentenceOf(passage, mention.tokens.core);
  const at = passage.sentences.indexOf(sentence);
  const from = passage.sentences[Math.max(0, at - 1)]?.first ?? sentence.first;
  for (let index = from; index < sentence.next; index += 1)
    if (CONTEXT.test(foldAt(passage, index))) return true;
  return false;
}

import type { Role } from "./figure.ts";
import type { Measure } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { foldAt, sentenceOf, type Passage } from "./passage.ts";

/** What a sentence counts, as its first words say. */
export interface FigureTopic {
  /** Absent where the words point to the sentence before: "Of those, ...". */
  readonly measure?: Measure;
  readonly role: Role;
}

/** What a sentence that begins with "Of the dead," or "En cuanto a los presos," counts. */
export function topicOf(passage: Passage, mention: NumberMention): FigureTopic | undefined {
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

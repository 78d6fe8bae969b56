import { cardWith, type Card } from "./card.ts";

/** What another program suggests of a text: words of it, and what they may say. */
export interface SuggestedWords {
  readonly kind: "figure" | "quote" | "position";
  readonly words: string;
  readonly measure?: string | undefined;
  readonly value?: number | undefined;
  readonly bound?: string | undefined;
  readonly voice?: string | undefined;
  readonly modality?: string | undefined;
  readonly stance?: string | undefined;
  readonly actors?: readonly string[] | undefined;
}

/**
 * The suggestions of another program as cards, with its name on each. Words that do not stand in the text exactly once are
 * left out: nobody may guess which place was meant.
 */
export function cardsOfWords(
  suggested: readonly SuggestedWords[],
  of: {
    readonly document: number;
    readonly text: string;
    readonly publishedAt: string | undefined;
    readonly by: string;
  },
): readonly Card[] {
  return suggested.flatMap((each) => {
    const start = of.text.indexOf(each.words);
    if (start < 0 || of.text.includes(each.words, start + 1)) return [];
    const end = start + each.words.length;
    const mark = each.measure ?? each.stance;
    const isFigure = each.kind === "figure";
    return cardWith({
      card: `${of.document}:${each.kind}:${start}-${end}${mark === undefined ? "" : `:${mark}`}`,
      document: String(of.document),
      state: "new",
      kind: each.kind,
      words: each.words,
      start: String(start),
      end: String(end),
      measure: each.measure ?? "",
      value: each.value === undefined || each.bound === "vague" ? "" : String(each.value),
      bound: each.bound ?? "",
      unit: isFigure ? (SHARES.has(each.measure ?? "") ? "percent" : "count") : "",
      role: isFigure ? "total" : "",
      voice: each.voice ?? "",
      modality: each.modality ?? "",
      stance: each.stance ?? "",
      actors: (each.actors ?? []).join("; "),
      as_of: isFigure ? (of.publishedAt?.slice(0, 10) ?? "") : "",
      suggested_by: of.by,
    });
  });
}

const SHARES = new Set(["vote-share", "turnout", "tally-sheet-coverage"]);

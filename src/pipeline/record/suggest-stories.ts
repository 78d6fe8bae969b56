import { alignCopies, type CopyAlignment } from "../../core/record/align-copies.ts";
import { suggestDerivation, type DerivationSuggestion } from "../../core/record/derivation.ts";
import { languageOf } from "../../core/record/language.ts";
import { suggestCards } from "../../core/record/suggest-cards.ts";
import { storiesOf, WireIndex, type WirePair } from "../../core/record/wire-index.ts";
import type { HeldDocument, HeldRecord } from "./held-record.ts";

/** Two documents that seem to tell one story, earlier entry first. */
export interface StoryPair {
  readonly from: number;
  readonly document: number;
  readonly overlap: WirePair["overlap"];
  /** What a person said of the two; undefined while nobody did. */
  readonly confirmed: string | undefined;
}

export interface Stories {
  readonly stories: readonly (readonly number[])[];
  readonly pairs: readonly StoryPair[];
}

/** Finds wire stories among all documents, by an index: no pair is looked at that shares nothing. */
export function suggestStories(
  held: HeldRecord,
  onProgress: (done: number, total: number) => void = () => {},
): Stories {
  const wires = findWires(held, onProgress);
  const stories = storiesOf(wires).map((story) => story.map(Number).sort((one, other) => one - other));
  return {
    stories: stories.sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0)),
    pairs: wires.map((pair) => pairOf(held, pair)),
  };
}

/** The pairs of documents that seem to tell one story, whatever persons said of them. */
export function findWires(
  held: HeldRecord,
  onProgress: (done: number, total: number) => void = () => {},
): readonly WirePair[] {
  const index = new WireIndex();
  const { documents } = held;
  const wires: WirePair[] = [];
  for (const [at, document] of documents.entries()) {
    onProgress(at, documents.length);
    wires.push(...index.add(String(document.entry), held.texts(document).text));
    if (at % 256 === 0) held.forgetTexts();
  }
  onProgress(documents.length, documents.length);
  return wires;
}

/** A pair with what a person said of it. */
export function pairOf(held: HeldRecord, { first, second, overlap }: WirePair): StoryPair {
  const [from, document] = [Math.min(Number(first), Number(second)), Math.max(Number(first), Number(second))];
  const confirmed = held.loaded.state.record.derivations.get(`${from} ${document}`)?.derivation;
  return { from, document, overlap, confirmed };
}

/** Two copies side by side: what the one kept, dropped and changed of the other, and what kind of copy that suggests. */
export interface ComparedCopies {
  readonly texts: readonly [string, string];
  readonly alignment: CopyAlignment;
  readonly suggestion: DerivationSuggestion;
}

export function compareCopies(held: HeldRecord, pair: Pick<StoryPair, "from" | "document">): ComparedCopies {
  const [from, document] = [held.document(pair.from), held.document(pair.document)];
  const texts = [held.texts(from).text, held.texts(document).text] as const;
  const alignment = alignCopies(copyOf(texts[0]), copyOf(texts[1]));
  const languages = [languageIn(from, texts[0]), languageIn(document, texts[1])] as const;
  return {
    texts,
    alignment,
    suggestion: suggestDerivation({ texts, languages, overlap: overlapOf(texts), alignment }),
  };
}

function copyOf(text: string) {
  return { text, suggestions: suggestCards(text) };
}

function languageIn({ facts }: HeldDocument, text: string) {
  const { language } = facts;
  return language === "en" || language === "es" || language === "pt" ? language : languageOf(text);
}

/** The overlap of two texts by themselves: an index of two. */
function overlapOf([first, second]: readonly [string, string]): WirePair["overlap"] {
  const index = new WireIndex();
  index.add("first", first);
  const [pair] = index.add("second", second);
  return pair?.overlap ?? { content: 0, anchors: 0, anchorsShared: 0, numbers: undefined };
}

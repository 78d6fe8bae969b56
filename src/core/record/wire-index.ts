import { shinglesOf, sharedCount, type Shingles } from "./content-shingles.ts";

/** One document of the record, named by the caller. */
export type DocumentId = string;

/** How much two texts share, each share of the smaller of the two. */
export interface Overlap {
  /** Of the pairs of neighbouring content words. */
  readonly content: number;
  /** Of the pairs of neighbouring names and numbers. */
  readonly anchors: number;
  readonly anchorsShared: number;
  /** Of the numbers; undefined where a text has fewer than three. */
  readonly numbers: number | undefined;
}

/** Two documents that seem to tell one story, and by how much. */
export interface WirePair {
  readonly first: DocumentId;
  readonly second: DocumentId;
  readonly overlap: Overlap;
}

/** Content shared by so much tells one story; by half of that and a bit more only with the numbers shared as well. */
const CONTENT_ALONE = 0.27;
const CONTENT_WITH_NUMBERS = 0.18;
const NUMBERS = 0.7;
/** Across languages words differ: names and numbers in the same order tell. */
const ANCHORS = 0.3;
const ANCHORS_LEAST = 6;

/** A text with fewer pairs of content words than this tells no story of its own. */
const SHORTEST = 12;

/** Every so many-th hash is indexed: chosen by its value, so that two texts choose alike. */
const SAMPLE = 2;
/** How many documents a hash remembers: the first ones. A story with more copies is still found by those. */
const LONGEST_LIST = 64;
/** With so few hashes in common a pair is not looked at. */
const FEWEST_SHARED = 3;

/**
 * Finds the documents that tell the story of a new one without comparing it with all: an inverted index of hashes of
 * content words, each with a list of bounded length. Work for a document is bounded by its own length, whatever the
 * number of documents; memory grows with the number of distinct hashes. Pairs found this way are then compared in full.
 * (Broder 1997, On the resemblance and containment of documents; the thresholds were measured on labelled stories.)
 */
export class WireIndex {
  readonly #documents: { readonly id: DocumentId; readonly shingles: Shingles }[] = [];
  readonly #content = new Map<number, number[]>();
  readonly #anchors = new Map<number, number[]>();

  get size(): number {
    return this.#documents.length;
  }

  /** Adds a document and gives the pairs it makes with those before, best first. */
  add(id: DocumentId, text: string): readonly WirePair[] {
    const shingles = shinglesOf(text);
    const candidates = new Set([
      ...this.#candidates(this.#content, shingles.content),
      ...this.#candidates(this.#anchors, shingles.anchors),
    ]);
    const pairs: WirePair[] = [];
    for (const candidate of candidates) {
      const document = this.#documents[candidate];
      if (document === undefined) continue;
      const overlap = overlapOf(document.shingles, shingles);
      if (tellsOneStory(overlap, shingles, document.shingles))
        pairs.push({ first: document.id, second: id, overlap });
    }
    this.#remember(shingles);
    this.#documents.push({ id, shingles });
    return pairs.sort(
      (one, other) => other.overlap.content - one.overlap.content || (one.first < other.first ? -1 : 1),
    );
  }

  #candidates(index: ReadonlyMap<number, readonly number[]>, hashes: Uint32Array): readonly number[] {
    const hits = new Map<number, number>();
    for (const hash of hashes)
      if (hash % SAMPLE === 0)
        for (const document of index.get(hash) ?? []) hits.set(document, (hits.get(document) ?? 0) + 1);
    return [...hits].flatMap(([document, count]) => (count >= FEWEST_SHARED ? [document] : []));
  }

  #remember({ content, anchors }: Shingles): void {
    for (const [index, hashes] of [
      [this.#content, content],
      [this.#anchors, anchors],
    ] as const)
      for (const hash of hashes) {
        if (hash % SAMPLE !== 0) continue;
        const list = index.get(hash);
        if (list === undefined) index.set(hash, [this.#documents.length]);
        else if (list.length < LONGEST_LIST) list.push(this.#documents.length);
      }
  }
}

/** How much of the smaller text the larger one holds. */
export function overlapOf(one: Shingles, other: Shingles): Overlap {
  const anchorsShared = sharedCount(one.anchors, other.anchors);
  return {
    content: share(sharedCount(one.content, other.content), one.content.length, other.content.length),
    anchors: share(anchorsShared, one.anchors.length, other.anchors.length),
    anchorsShared,
    numbers: numbersShared(one.numbers, other.numbers),
  };
}

function tellsOneStory(overlap: Overlap, one: Shingles, other: Shingles): boolean {
  if (Math.min(one.content.length, other.content.length) < SHORTEST) return false;
  if (overlap.content >= CONTENT_ALONE) return true;
  if (overlap.content >= CONTENT_WITH_NUMBERS && (overlap.numbers ?? 0) >= NUMBERS) return true;
  const isTranslated = overlap.anchors >= ANCHORS && overlap.anchorsShared >= ANCHORS_LEAST;
  return isTranslated && (overlap.numbers ?? 0) >= NUMBERS;
}

function share(shared: number, one: number, other: number): number {
  const least = Math.min(one, other);
  return least === 0 ? 0 : shared / least;
}

function numbersShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number | undefined {
  if (Math.min(one.size, other.size) < 3) return undefined;
  let shared = 0;
  for (const number of one) if (other.has(number)) shared += 1;
  return shared / Math.min(one.size, other.size);
}

/** The stories that pairs make: documents joined by a chain of pairs. Documents in no pair are in no story. */
export function storiesOf(pairs: readonly WirePair[]): readonly (readonly DocumentId[])[] {
  const parent = new Map<DocumentId, DocumentId>();
  const rootOf = (id: DocumentId): DocumentId => {
    let root = id;
    for (let above = parent.get(root); above !== undefined && above !== root; above = parent.get(root))
      root = above;
    for (let at = id; at !== root;) {
      const above = parent.get(at) ?? root;
      parent.set(at, root);
      at = above;
    }
    return root;
  };
  for (const { first, second } of pairs) {
    if (!parent.has(first)) parent.set(first, first);
    if (!parent.has(second)) parent.set(second, second);
    const [one, other] = [rootOf(first), rootOf(second)];
    if (one !== other) parent.set(other, one);
  }
  const stories = new Map<DocumentId, DocumentId[]>();
  for (const id of parent.keys()) {
    const root = rootOf(id);
    stories.set(root, [...(stories.get(root) ?? []), id]);
  }
  return [...stories.values()];
}

import { foldText } from "./fold-text.ts";
import { passageNumbers } from "./passage-numbers.ts";

/** What of a text is compared with other texts: hashes of pairs of neighbouring content words, and its numbers. */
export interface Shingles {
  /** Distinct 32-bit hashes, ascending. */
  readonly content: Uint32Array;
  /** Pairs of neighbouring names and numbers, ascending: what survives a translation. */
  readonly anchors: Uint32Array;
  /** The distinct numbers of the text, dates and times of day left out, as text. */
  readonly numbers: ReadonlySet<string>;
}

/** Words that carry no content in any of the three languages. Folded. */
const SMALL = new Set(
  `a an and are as at be been but by for from had has have he her his in into is it its more not of on or said she some that the their them they this to was were which who will with would also after over than
   el la los las un una unos unas de del al a en y e o u que se su sus por para con no lo le les es son fue fueron ha han como mas pero este esta entre sin sobre tambien segun desde hasta
   o os as um uma uns umas do da dos das em no na nos nas ao aos ou seu sua seus suas com nao foi foram mais mas entre sem sobre tambem segundo desde ate pelo pela pelos pelas`.split(
    /\s+/,
  ),
);

/** The shingles of a text. The same text gives the same shingles everywhere. */
export function shinglesOf(text: string): Shingles {
  const content: number[] = [];
  const anchors: number[] = [];
  let lastWord = "";
  let lastAnchor = "";
  for (const [word] of text.matchAll(/\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}\p{N}]*/gu)) {
    const fold = foldText(word);
    if (SMALL.has(fold)) continue;
    if (lastWord !== "") content.push(hashOf(`${lastWord} ${fold}`));
    lastWord = fold;
    if (!isAnchor(word)) continue;
    const anchor = /^\d/.test(word) ? plainNumber(word) : stem(fold);
    if (lastAnchor !== "" && lastAnchor !== anchor) anchors.push(hashOf(`${lastAnchor}|${anchor}`));
    lastAnchor = anchor;
  }
  return { content: distinct(content), anchors: distinct(anchors), numbers: passageNumbers(text) };
}

/** A number, or a word with a capital letter. */
function isAnchor(word: string): boolean {
  return /^\d/.test(word) || (/^\p{Lu}/u.test(word) && word.length > 3);
}

/** The same number in two locales: "2,400" and "2.400", "51.2" and "51,2". */
function plainNumber(word: string): string {
  return word.replaceAll(/[.,]/g, "");
}

/** The beginning of a name: "Venezuela", "Venezuelan" and "venezolano" begin alike, as do most names in translation. */
function stem(fold: string): string {
  return fold.slice(0, 5);
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

function distinct(hashes: readonly number[]): Uint32Array {
  return Uint32Array.from(new Set(hashes)).sort();
}

/** How many hashes two ascending lists share. */
export function sharedCount(one: Uint32Array, other: Uint32Array): number {
  let shared = 0;
  for (let at = 0, against = 0; at < one.length && against < other.length;) {
    const [left = 0, right = 0] = [one[at], other[against]];
    if (left === right) shared += 1;
    if (left <= right) at += 1;
    if (right <= left) against += 1;
  }
  return shared;
}

import { foldText } from "./fold-text.ts";
import type { Range } from "./span.ts";

/** A name as it is looked for: folded, and how far into it its first word begins. */
interface Wanted {
  readonly folded: string;
  readonly lead: number;
}

/**
 * Names to be found in texts as words of their own, whatever their capitals and accents. They are held by their first
 * word, so that how long a text takes does not grow with how many names are known.
 */
export class NameIndex {
  readonly #byFirstWord = new Map<string, Wanted[]>();
  readonly #names = new Set<string>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  /** A name without a letter hides nothing: it could be any number. */
  add(name: string): void {
    const folded = foldText(name.trim());
    const first = /\p{L}+/u.exec(folded);
    if (first === null || this.#names.has(folded)) return;
    this.#names.add(folded);
    const wanted = { folded, lead: first.index };
    const same = this.#byFirstWord.get(first[0]);
    if (same === undefined) this.#byFirstWord.set(first[0], [wanted]);
    else same.push(wanted);
  }

  /** Every place where one of the names stands, in the order of their first words. */
  placesIn(text: string): readonly Range[] {
    if (this.#names.size === 0) return [];
    const folded = foldText(text);
    const places: Range[] = [];
    for (const { 0: word, index } of folded.matchAll(/\p{L}+/gu))
      for (const wanted of this.#byFirstWord.get(word) ?? []) {
        const start = index - wanted.lead;
        const end = start + wanted.folded.length;
        if (start < 0 || !folded.startsWith(wanted.folded, start)) continue;
        if (!isLetter(folded[start - 1]) && !isLetter(folded[end])) places.push({ start, end });
      }
    return places;
  }
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\p{L}/u.test(character);
}

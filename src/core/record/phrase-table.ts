import type { Token } from "./token.ts";

/** A phrase found among tokens: how many tokens it has, and what it stands for. */
export interface PhraseMatch<Meaning> {
  readonly length: number;
  readonly meaning: Meaning;
}

interface Phrase<Meaning> {
  readonly words: readonly string[];
  readonly meaning: Meaning;
}

/**
 * Phrases of folded words, each with a meaning. A word may be written as alternatives ("was|were"), may be optional
 * with a question mark ("the?"), and may end in a tilde for the four Spanish and Portuguese endings ("detenid~": detenido,
 * detenidos, detenida, detenidas). The longest phrase wins.
 */
export class PhraseTable<Meaning> {
  readonly #byFirst = new Map<string, Phrase<Meaning>[]>();
  readonly #byLast = new Map<string, Phrase<Meaning>[]>();

  constructor(entries: Iterable<readonly [string, Meaning]>) {
    for (const [pattern, meaning] of entries)
      for (const words of expand(pattern)) {
        const phrase = { words, meaning };
        push(this.#byFirst, words[0] ?? "", phrase);
        push(this.#byLast, words.at(-1) ?? "", phrase);
      }
    for (const phrases of [...this.#byFirst.values(), ...this.#byLast.values()])
      phrases.sort((one, other) => other.words.length - one.words.length);
  }

  /** The longest phrase that begins at the token. */
  at(tokens: readonly Token[], index: number): PhraseMatch<Meaning> | undefined {
    const first = tokens[index];
    if (first === undefined) return undefined;
    const found = this.#byFirst
      .get(first.fold)
      ?.find(({ words }) => words.every((word, offset) => tokens[index + offset]?.fold === word));
    return found && { length: found.words.length, meaning: found.meaning };
  }

  /** The longest phrase whose last token is the one before `index`. */
  before(tokens: readonly Token[], index: number): PhraseMatch<Meaning> | undefined {
    const last = tokens[index - 1];
    if (last === undefined) return undefined;
    const found = this.#byLast
      .get(last.fold)
      ?.find(({ words }) =>
        words.every((word, offset) => tokens[index - words.length + offset]?.fold === word),
      );
    return found && { length: found.words.length, meaning: found.meaning };
  }
}

/** Phrases of a list separated by commas, all with the same meaning. */
export function phrasesOf<Meaning>(meaning: Meaning, list: string): readonly (readonly [string, Meaning])[] {
  return list
    .split(",")
    .map((phrase) => phrase.trim().replaceAll(/\s+/g, " "))
    .filter((phrase) => phrase !== "")
    .map((phrase) => [phrase, meaning] as const);
}

/** A set of single words, separated by white space. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ""));
}

function expand(pattern: string): readonly (readonly string[])[] {
  let phrases: string[][] = [[]];
  for (const piece of pattern.split(" ")) {
    const optional = piece.endsWith("?");
    const alternatives = (optional ? piece.slice(0, -1) : piece).split("|").flatMap(inflect);
    phrases = phrases.flatMap((words) => [
      ...alternatives.map((word) => [...words, word]),
      ...(optional ? [words] : []),
    ]);
  }
  return phrases.filter((words) => words.length > 0);
}

function inflect(word: string): readonly string[] {
  return word.length > 1 && word.endsWith("~")
    ? ["o", "os", "a", "as"].map((ending) => word.slice(0, -1) + ending)
    : [word];
}

function push<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

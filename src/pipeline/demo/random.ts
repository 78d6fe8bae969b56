/**
 * Reproducible randomness for the demo: sfc32 (Chris Doty-Humphrey, PractRand) seeded through splitmix32. It uses whole
 * numbers of 32 bits and exactly rounded operations only, so every machine draws the same numbers.
 */
export interface Random {
  /** From 0 up to, and never, 1. */
  fraction(): number;
  /** A whole number; both ends can come up. */
  between(lowest: number, highest: number): number;
  /** Roughly normal with mean 0 and deviation 1, never beyond 3.5: the sum of four even draws, scaled. */
  noise(): number;
  pick<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** Each named stream is independent of the others: a change in what one draws leaves the rest as they were. */
export function seededRandom(seed: number, stream: string): Random {
  const next = sfc32(splitmix32((seed ^ hashText(stream)) >>> 0));
  const fraction = () => next() / 4_294_967_296;
  const between = (lowest: number, highest: number) =>
    lowest + Math.floor(fraction() * (highest - lowest + 1));
  return {
    fraction,
    between,
    noise: () => (fraction() + fraction() + fraction() + fraction() - 2) * 1.7320508,
    pick: <T>(items: readonly T[]): T => itemAt(items, between(0, items.length - 1)),
    shuffled: <T>(items: readonly T[]): T[] => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const chosen = between(0, last);
        const moved = itemAt(shuffled, last);
        shuffled[last] = itemAt(shuffled, chosen);
        shuffled[chosen] = moved;
      }
      return shuffled;
    },
  };
}

/** The item at an index that must be there. */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
  return item;
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

function sfc32(seeds: () => number): () => number {
  let [a, b, c, counter] = [seeds() | 0, seeds() | 0, seeds() | 0, 1];
  const next = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** Where in a file it begins to be otherwise. */
export interface Place {
  /** Counted from 0. */
  readonly byte: number;
  /** Of a text, counted from 1. */
  readonly line?: number;
  /** Of a bundle of entries: the index in the log of the entry that is another. */
  readonly entry?: number;
}

/** So many changed files are kept to look for places in them, and no more bytes than these: a folder may be all changed. */
const FILES_KEPT = 256;
const BYTES_KEPT = 2 ** 26;

/** Changed files, until what they should be is computed. */
export class ChangedFiles {
  readonly #kept = new Map<string, Uint8Array>();
  readonly #places = new Map<string, Place>();
  #bytes = 0;

  keep(path: string, bytes: Uint8Array): void {
    if (this.#kept.size >= FILES_KEPT || this.#bytes + bytes.length > BYTES_KEPT) return;
    this.#kept.set(path, bytes);
    this.#bytes += bytes.length;
  }

  /** Sets the file kept beside what it should be. */
  compare(path: string, computed: Uint8Array): void {
    const held = this.#kept.get(path);
    if (held === undefined) return;
    const place = firstDifference(path, held, computed);
    if (place !== undefined) this.#places.set(path, place);
  }

  placeIn(path: string): Place | undefined {
    return this.#places.get(path);
  }

  get(path: string): Uint8Array | undefined {
    return this.#kept.get(path);
  }
}

const TEXTS = /\.(html|csv|json|css|js|txt)$/;
/** Ends a line. */
export const LINE_FEED = 0x0a;

/** Undefined where both are equal. Where one is the beginning of the other, the place is its end. */
export function firstDifference(path: string, held: Uint8Array, expected: Uint8Array): Place | undefined {
  const shorter = Math.min(held.length, expected.length);
  let byte = 0;
  while (byte < shorter && held[byte] === expected[byte]) byte += 1;
  if (byte === held.length && byte === expected.length) return undefined;
  return TEXTS.test(path) ? { byte, line: lineAt(expected, byte) } : { byte };
}

function lineAt(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let at = 0; at < end; at += 1) if (bytes[at] === LINE_FEED) line += 1;
  return line;
}

import type { StationId } from "./tally-sheet.ts";

/** Slots looked at for one id. More are filled in a row only where somebody chose ids for their hashes. */
const SLOTS_TRIED = 64;

/**
 * Numbers the ids of stations in the order in which they come, and finds them again: a Map of ids to numbers, for tables
 * that ask for hundreds of thousands in no order. What that costs is waiting for memory, one place after another for each
 * id; `findAll` takes each of these steps for all ids before the next, so that a processor waits for many at once.
 */
export class StationIndex {
  readonly ids: StationId[] = [];
  /** By turns the hash of an id and its number plus 1, or 0 where the slot is empty: a hash table with open addressing. */
  #slots = new Int32Array(2 * SLOTS_TRIED);
  /** The ids that found no empty slot. */
  readonly #others = new Map<StationId, number>();

  /** The id's number; -1 where it has none. */
  find(id: StationId): number {
    return this.#search(id, hashOf(id));
  }

  /** The number of each of the ids; -1 where it has none. */
  findAll(ids: readonly StationId[]): Int32Array {
    const hashes = new Int32Array(ids.length);
    for (let at = 0; at < ids.length; at += 1) hashes[at] = hashOf(ids[at] ?? "");
    const found = hashes.map((hash) => this.#firstWith(hash));
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? "";
      if (this.ids[found[at] ?? -1] !== id) found[at] = this.#search(id, hashes[at] ?? 0);
    }
    return found;
  }

  /** The id's number: the next one, where it had none. */
  findOrAdd(id: StationId): number {
    const hash = hashOf(id);
    const known = this.#search(id, hash);
    if (known >= 0) return known;
    const number = this.ids.push(id) - 1;
    this.#put(number, hash);
    if (4 * this.ids.length > this.#slots.length) this.#grow();
    return number;
  }

  #search(id: StationId, hash: number): number {
    const slots = this.#slots;
    for (let tried = 0; tried < SLOTS_TRIED; tried += 1) {
      const slot = slotOf(hash + tried, slots);
      const number = (slots[slot + 1] ?? 0) - 1;
      if (number < 0) break;
      if (slots[slot] === hash && this.ids[number] === id) return number;
    }
    return this.#others.size === 0 ? -1 : (this.#others.get(id) ?? -1);
  }

  /** The number of the first id with that hash in the slots, which mostly is the only one. */
  #firstWith(hash: number): number {
    const slots = this.#slots;
    for (let tried = 0; tried < SLOTS_TRIED; tried += 1) {
      const slot = slotOf(hash + tried, slots);
      const number = (slots[slot + 1] ?? 0) - 1;
      if (number < 0 || slots[slot] === hash) return number;
    }
    return -1;
  }

  #put(number: number, hash: number): void {
    const slots = this.#slots;
    for (let tried = 0; tried < SLOTS_TRIED; tried += 1) {
      const slot = slotOf(hash + tried, slots);
      if (slots[slot + 1] !== 0) continue;
      slots[slot] = hash;
      slots[slot + 1] = number + 1;
      return;
    }
    this.#others.set(this.ids[number] ?? "", number);
  }

  #grow(): void {
    const smaller = this.#slots;
    this.#slots = new Int32Array(2 * smaller.length);
    for (let slot = 0; slot < smaller.length; slot += 2) {
      const number = (smaller[slot + 1] ?? 0) - 1;
      if (number >= 0) this.#put(number, smaller[slot] ?? 0);
    }
  }
}

/** Where the slot of a hash begins: there are as many slots as a power of two. */
function slotOf(hash: number, slots: Int32Array): number {
  return 2 * (hash & (slots.length / 2 - 1));
}

/** FNV-1a, 32 bits, of the text's code units; its low bits are mixed with the high ones. */
function hashOf(id: StationId): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

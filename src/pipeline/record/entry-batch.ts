import { commitmentOf, SALT_BYTES, type Opening } from "../../core/commitment.ts";
import { formatEntry, parseEntry, type Entry } from "../../core/entry.ts";
import { advance } from "../../core/fold.ts";
import type { State } from "../../core/state.ts";
import type { World } from "../../world.ts";

/** Entries that enter the log together or not at all, each folded before it is kept: what does not fit is refused. */
export class EntryBatch {
  readonly #world: World;
  readonly #state: State;
  readonly #entries: Entry[] = [];
  readonly #openings: Opening[] = [];

  /** The state is of the whole log, and the batch advances it. */
  constructor(world: World, state: State) {
    this.#world = world;
    this.#state = state;
  }

  /** The commitment to a payload, whose opening is kept with the batch. */
  commit(payload: Opening["payload"]): string {
    const opening = { salt: this.#world.randomBytes(SALT_BYTES), payload };
    this.#openings.push(opening);
    return commitmentOf(this.#world.crypto, opening);
  }

  /** Gives the index the entry will have. Throws InputError where it does not fit the log. */
  enter(entry: Entry): number {
    const index = this.#state.entries;
    advance(this.#state, parseEntry(formatEntry(entry), index), () => new Uint8Array());
    this.#entries.push(entry);
    return index;
  }

  async append(): Promise<void> {
    if (this.#entries.length === 0) return;
    await this.#world.keepOpenings(this.#openings);
    await this.#world.append(this.#entries.map(formatEntry));
  }
}

import { localText, type Language, type LocalText } from "../election.ts";
import type { ContestId, SelectionId, SourceId, UnitId } from "../tally-sheet.ts";
import type { View } from "../view.ts";
import type { Messages } from "./messages.ts";
import { formatAnnounced, formatCount, formatSigned } from "./number-format.ts";

/** What sums of doubles may miss of 1. */
const WHOLE_WITHIN = 1e-12;

/** Numbers and names of one election in one language, for sentences that stand on pages and in the terminal alike. */
export class Speaker {
  readonly language: Language;
  readonly #seen: View;
  readonly #messages: Messages;

  constructor(seen: View, messages: Messages) {
    this.#seen = seen;
    this.#messages = messages;
    this.language = messages.language;
  }

  text(text: LocalText): string {
    return localText(text, this.language);
  }

  count(value: number | undefined): string {
    return value === undefined ? this.#messages.words.unknown : formatCount(value, this.#messages.marks);
  }

  signed(value: number | undefined): string {
    return value === undefined ? this.#messages.words.unknown : formatSigned(value, this.#messages.marks);
  }

  /** A number with a fixed number of decimals; `toFixed` rounds exactly, in every runtime. */
  number(value: number, decimals: number): string {
    const [whole = "0", fraction] = Math.abs(value).toFixed(decimals).split(".");
    const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? "\u2212" : "";
    const digits = formatCount(Number(whole), this.#messages.marks);
    return sign + digits + (fraction === undefined ? "" : this.#messages.marks.decimal + fraction);
  }

  /**
   * A proportion (0 to 1) in percent. What is neither nothing nor everything is never written as 0.0% or 100.0%; what
   * rounding leaves of everything is.
   */
  percent(proportion: number, decimals = 1): string {
    const { percent } = this.#messages.marks;
    const rounded = Number((100 * proportion).toFixed(decimals));
    const step = 1 / 10 ** decimals;
    if (rounded === 0 && proportion > 0) return `< ${this.number(step, decimals)}${percent}`;
    if (rounded === 100 && proportion < 1 - WHOLE_WITHIN)
      return `> ${this.number(100 - step, decimals)}${percent}`;
    return this.number(100 * proportion, decimals) + percent;
  }

  /** A percentage as somebody announced it, with their decimals. */
  announced(percentage: string): string {
    return formatAnnounced(percentage, this.#messages.marks);
  }

  list(items: readonly string[]): string {
    return this.#messages.list(items);
  }

  date(iso: string): string {
    return this.#messages.date(iso);
  }

  contest(id: ContestId): string {
    const contest = this.#seen.election.contests.find((known) => known.id === id);
    return contest === undefined ? id : this.text(contest.title);
  }

  selection(contest: ContestId, id: SelectionId): string {
    const known = this.#seen.election.contests.find((each) => each.id === contest);
    const selection = known?.selections.find((each) => each.id === id);
    if (selection !== undefined) return this.text(selection.name);
    return id === "otherVotes" || id === "others" ? this.#messages.otherVotes : id;
  }

  source(id: SourceId): string {
    const source = this.#seen.election.sources.find((known) => known.id === id);
    return source === undefined ? id : this.text(source.name);
  }

  unit(id: UnitId): string {
    const { election, register } = this.#seen;
    const unit = register.unitIndex(id);
    if (unit === undefined) return id;
    return unit === 0 ? this.text(election.root.name) : (register.unitNames[unit] ?? id);
  }

  /** A declaration as a reader knows it: who announced it, and when. */
  declaration(id: string): string {
    const view = this.#seen.declarations.find(({ declaration }) => declaration.id === id);
    if (view === undefined) return id;
    const { source, announcedAt } = view.declaration;
    return `${this.source(source)}, ${this.date(announcedAt)}`;
  }
}

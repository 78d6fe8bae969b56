import { localText, type Contest, type LocalText } from "../election.ts";
import { ILLEGIBLE, NOT_ON_FORM, TOTAL_BOXES, type BoxName, type SourceId } from "../tally-sheet.ts";
import type { Edition } from "./edition.ts";
import { encodePath, encodeSegment, html, isolated, type Html } from "./html.ts";
import type { Messages } from "./messages.ts";
import { formatCount, formatShare, formatSigned } from "./number-format.ts";
import type { SiteIndex } from "./site-index.ts";
import { formatAnchor } from "./slug.ts";
import { Speaker } from "./speaker.ts";

/** One page while it is written: it knows where it stands, so that its links are relative, and its language. */
export class Page {
  readonly edition: Edition;
  readonly index: SiteIndex;
  readonly messages: Messages;
  /** The same numbers and names for sentences that also stand elsewhere. */
  readonly speaker: Speaker;
  /** Path below the edition's folder. */
  readonly path: string;
  readonly #labels = new Map<string, number>();

  constructor(edition: Edition, path: string) {
    this.edition = edition;
    this.index = edition.index;
    this.messages = edition.messages;
    this.speaker = new Speaker(edition.index.seen, edition.messages);
    this.path = path;
  }

  // Links.

  /** The address of any file of the published folder. */
  file(path: string): string {
    return `${upFrom(this.edition.folder + this.path)}${encodePath(path)}`;
  }

  /** The address of a page in the same language. */
  page(path: string, anchor?: string): string {
    const fragment = anchor === undefined ? "" : `#${encodeSegment(anchor)}`;
    if (path === this.path && fragment !== "") return fragment;
    return `${upFrom(this.path)}${encodePath(path)}${fragment}`;
  }

  unit(unit: number): string {
    const { plan, seen } = this.index;
    const path = plan.pathOfUnit(unit);
    return plan.hasPage(unit) ? this.page(path) : this.page(path, unitAnchor(seen.register.unitIds[unit]));
  }

  station(station: number): string {
    const { plan, seen } = this.index;
    return this.page(plan.pathOfStation(station), stationAnchor(seen.register.stationIds[station]));
  }

  /** A link to the station, or its id where the register does not know it. */
  stationLink(id: string): Html {
    const station = this.index.seen.register.stationIndex(id);
    return station === undefined
      ? isolated(id)
      : html`<a class="id" href="${this.station(station)}">${isolated(id)}</a>`;
  }

  // Words and numbers.

  /** The label itself the first time, numbered each time it comes again, so that regions of a page are told apart. */
  uniqueLabel(label: string): string {
    const times = (this.#labels.get(label) ?? 0) + 1;
    this.#labels.set(label, times);
    return times === 1 ? label : `${label} (${times})`;
  }

  text(text: LocalText): string {
    return localText(text, this.edition.language);
  }

  count(value: number | undefined): string {
    return value === undefined ? this.messages.words.unknown : formatCount(value, this.messages.marks);
  }

  signed(value: number | undefined): string {
    return value === undefined ? this.messages.words.unknown : formatSigned(value, this.messages.marks);
  }

  /** Undefined where a part of nothing is asked for, or of something unknown. */
  share(part: number | undefined, whole: number | undefined): string | undefined {
    if (part === undefined || whole === undefined) return undefined;
    return formatShare(part, whole, this.messages.marks);
  }

  /** What a box says: a count, or the word or sign for none. */
  box(value: number): string {
    if (value === ILLEGIBLE) return this.messages.words.illegible;
    if (value === NOT_ON_FORM) return this.messages.words.notOnForm;
    return this.count(value);
  }

  /** The name of a unit, a root's in the reader's language. */
  unitName(unit: number): string {
    const { election, register } = this.index.seen;
    return unit === 0 ? this.text(election.root.name) : (register.unitNames[unit] ?? "");
  }

  /** What the units at this depth are called; undefined where the election file names no such level. */
  levelName(unit: number): string | undefined {
    const { election, register } = this.index.seen;
    const level = election.levels[register.unitLevels.at(unit) - 1];
    return level === undefined ? undefined : this.text(level.name);
  }

  sourceName(id: SourceId): string {
    const source = this.index.seen.election.sources.find((known) => known.id === id);
    return source === undefined ? id : this.text(source.name);
  }

  selectionName(contest: Contest, id: string): string {
    const selection = contest.selections.find((known) => known.id === id);
    return selection === undefined ? id : this.text(selection.name);
  }

  /** The name of a box of a sheet or of a declared figure. */
  figureName(figure: BoxName, contest: Contest | undefined): string {
    const total = TOTAL_BOXES.find((box) => box === figure);
    if (total !== undefined) return this.messages.boxes[total];
    if (figure === "otherVotes") return this.messages.otherVotes;
    if (figure === "stationsCounted") return this.messages.stationsCounted;
    return contest === undefined ? figure : this.selectionName(contest, figure);
  }

  contestWith(id: string | undefined): Contest | undefined {
    return this.index.seen.election.contests.find((contest) => contest.id === id);
  }
}

function upFrom(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

export function stationAnchor(id: string | undefined): string {
  return `station-${formatAnchor(id ?? "")}`;
}

export function unitAnchor(id: string | undefined): string {
  return `unit-${formatAnchor(id ?? "")}`;
}

export function contestAnchor(id: string): string {
  return `contest-${formatAnchor(id)}`;
}

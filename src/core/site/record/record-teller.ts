import { groupBy } from "../../group-by.ts";
import type { Claim, FigureClaim } from "../../record/claim.ts";
import type { DocumentView, RecordView } from "../../record/record-view.ts";
import type { ConfirmedDerivation } from "../../record/record-state.ts";
import { voiceOf, type StatementView } from "../../record/statement-view.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import { formatAnnounced } from "../number-format.ts";
import type { Page } from "../page.ts";
import type { RecordWords } from "./record-words.ts";
import { recordWordsEn } from "./record-words-en.ts";
import { recordWordsEs } from "./record-words-es.ts";

const WORDS = { en: recordWordsEn, es: recordWordsEs };

/** Where the pages of the record stand below an edition's folder. */
export const RECORD_PATHS = {
  overview: "record/index.html",
  figures: "record/figures.html",
  timeline: "record/timeline.html",
  actors: "record/actors.html",
  positions: "record/positions.html",
  documents: "record/documents.html",
} as const;
export type RecordSection = keyof typeof RECORD_PATHS;

export function documentPath(entry: number): string {
  return `record/documents/${entry}.html`;
}

/** The day a statement is about, and what of it happened that day. */
export interface StatementDate {
  readonly day: string;
  readonly kind: "event" | "said" | "asOf" | "published";
}

/** What every page of one record looks up, sorted once. */
interface RecordIndex {
  readonly documents: ReadonlyMap<number, DocumentView>;
  readonly letters: ReadonlyMap<number, string>;
  readonly derivations: ReadonlyMap<number, readonly ConfirmedDerivation[]>;
}

const indexes = new WeakMap<RecordView, RecordIndex>();

function indexOf(record: RecordView): RecordIndex {
  const known = indexes.get(record);
  if (known !== undefined) return known;
  const origins = [...new Set(record.documents.map(({ origin }) => origin))];
  const index = {
    documents: new Map(record.documents.map((document) => [document.entry, document])),
    letters: new Map(origins.map((origin, at) => [origin, lettersOf(at)])),
    derivations: groupBy(record.derivations, ({ document }) => document),
  };
  indexes.set(record, index);
  return index;
}

/** Says what the record holds in the language of one page. */
export class RecordTeller {
  readonly page: Page;
  readonly words: RecordWords;
  readonly record: RecordView;
  readonly #index: RecordIndex;

  constructor(page: Page) {
    this.page = page;
    this.words = WORDS[page.edition.language];
    this.record = page.index.seen.record;
    this.#index = indexOf(this.record);
  }

  /** The document at an entry; undefined where the public does not see it. */
  shown(entry: number): DocumentView | undefined {
    return this.#index.documents.get(entry);
  }

  document(entry: number): DocumentView {
    const found = this.#index.documents.get(entry);
    if (found === undefined) throw new Error(`document ${entry} is not shown`);
    return found;
  }

  /** What persons said of where a document comes from. */
  derivationsOf(document: number): readonly ConfirmedDerivation[] {
    return this.#index.derivations.get(document) ?? [];
  }

  /** The origins of the documents shown, each with its letter. */
  get origins(): ReadonlyMap<number, string> {
    return this.#index.letters;
  }

  letter(origin: number): string {
    return this.#index.letters.get(origin) ?? "";
  }

  /** What a document is called: its publisher and day, or its number. */
  documentName({ entry, facts }: DocumentView): string {
    const { publisher, title, publishedAt } = facts;
    const name = publisher ?? title ?? this.words.untitled(String(entry));
    return publishedAt === undefined ? name : `${name}, ${this.page.messages.date(publishedAt.slice(0, 10))}`;
  }

  documentLink(document: DocumentView): Html {
    return html`<a href="${this.page.page(documentPath(document.entry))}"
      >${isolated(this.documentName(document))}</a
    >`;
  }

  /** A link onto the words of a statement in its document. */
  wordsLink(statement: StatementView, text: Content): Html {
    const address = this.page.page(documentPath(statement.document), `w-${statement.entry}`);
    return html`<a href="${address}">${text}</a>`;
  }

  /** The words, cut where they are long: whole, they stand in their document. */
  quoted(statement: StatementView): Html {
    const { exact } = statement.claim.span;
    const [shown, more] = exact.length > QUOTE_MOST ? [cutAt(exact, QUOTE_MOST), "…"] : [exact, ""];
    return html`<q>${isolated(shown.replaceAll("\n", " "))}${more}</q>`;
  }

  about(claim: Claim): string {
    const { about } = claim;
    if (about === undefined) return this.words.aboutNothing;
    return this.aboutName(about);
  }

  /** An incident by its title, a selection by its name, anything else as it was written. */
  aboutName(about: string): string {
    if (about === "") return this.words.aboutNothing;
    const incident = this.record.incidents.find((each) => each.incident === about);
    if (incident !== undefined) return incident.title;
    for (const contest of this.page.index.seen.election.contests)
      if (contest.selections.some(({ id }) => id === about)) return this.page.selectionName(contest, about);
    return about;
  }

  quantity(claim: FigureClaim): string {
    const { bound, unit, value, low, high } = claim.quantity;
    const number = (given: number | undefined) =>
      given === undefined
        ? ""
        : unit === "count"
          ? this.page.count(given)
          : formatAnnounced(String(given), this.page.messages.marks);
    return this.words.bounds[bound](number(value ?? low), number(high));
  }

  /** Who says so, through whom; the document itself where nobody is cited. */
  who(claim: Claim): Content {
    if (claim.attribution.length === 0) return html`<i>${this.words.narrator}</i>`;
    const links = claim.attribution.map(
      ({ actor, modality }) => html`${isolated(actor)} <small>${this.words.modalities[modality]}</small>`,
    );
    return links.flatMap((link, at) => (at === 0 ? [link] : [" › ", link]));
  }

  voice(claim: Claim): string {
    return voiceOf(claim) ?? this.words.narrator;
  }

  date(statement: StatementView): StatementDate | undefined {
    const { claim } = statement;
    if (claim.eventAt !== undefined) return { day: claim.eventAt, kind: "event" };
    if (claim.saidAt !== undefined) return { day: claim.saidAt, kind: "said" };
    if (claim.kind === "figure" && claim.asOf !== undefined) return { day: claim.asOf, kind: "asOf" };
    const { publishedAt } = this.document(statement.document).facts;
    return publishedAt === undefined ? undefined : { day: publishedAt, kind: "published" };
  }

  day(date: StatementDate | undefined): string {
    return date === undefined ? this.words.noDate : this.page.messages.date(date.day.slice(0, 10));
  }

  /** The same on one line, however narrow its column. */
  dayCell(date: StatementDate | undefined): Html {
    return html`<span class="day">${this.day(date)}</span>`;
  }

  /** What a claim says, leading to its words, and of whom or what: whose share, towards whom. */
  toldOf(statement: StatementView): Html {
    const { claim } = statement;
    const subject = claim.kind === "position" ? claim.target : claim.about;
    const of = subject === undefined ? undefined : html` <small>${isolated(this.aboutName(subject))}</small>`;
    return html`${this.wordsLink(statement, this.told(claim))}${of}`;
  }

  /** What a claim says, in a few words. */
  told(claim: Claim): string {
    switch (claim.kind) {
      case "figure":
        return `${this.words.measures[claim.measure]}: ${this.quantity(claim)}`;
      case "position":
        return this.words.stances[claim.stance];
      case "quote":
      case "event":
        return this.words.kinds[claim.kind];
    }
  }

  /** Everybody a claim is of: who takes the position, or whose words it is. */
  actors(claim: Claim): readonly string[] {
    if (claim.kind === "position") return claim.actors.map(({ name }) => name);
    const voice = voiceOf(claim);
    return voice === undefined ? [] : [voice];
  }
}

const QUOTE_MOST = 160;

/** Without half a character at the end. */
function cutAt(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** A, B, ... Z, AA, AB, ... */
function lettersOf(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : lettersOf((at - (at % 26)) / 26 - 1) + letter;
}

/** The order of two texts by code units, the same in every runtime. */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

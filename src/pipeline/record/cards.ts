import {
  CARD_COLUMNS,
  cardOfClaim,
  cardOfNumber,
  cardsOf,
  cardWith,
  selectionNames,
  type Card,
  type CardContext,
} from "../../core/record/card.ts";
import type { Language } from "../../core/record/language.ts";
import { numbersIn, type NumberMention } from "../../core/record/number-mention.ts";
import { suggestCards } from "../../core/record/suggest-cards.ts";
import { standingVersion } from "../../core/record/record-state.ts";
import { readRows } from "../../core/formats/read-rows.ts";
import { csvBytes } from "../../core/site/csv.ts";
import type { HeldDocument, HeldRecord, HeldStatement } from "./held-record.ts";
import { requireElection } from "../../core/state.ts";

/**
 * The cards of a document: what is suggested of it and not decided yet, what waits for a second person, and what was
 * decided, each with its state. Suggestions are made from the whole text, names included: they are for reviewers.
 */
export function cardsOfDocument(held: HeldRecord, document: HeldDocument): Card[] {
  const { text } = held.texts(document);
  const { language } = document.facts;
  const known = knownLanguage(document);
  const suggestions = language !== undefined && known === undefined ? undefined : suggestCards(text, known);
  const suggested = suggestions === undefined ? [] : cardsOf(suggestions, contextOfCards(held, document));
  const decided = held.statementsOf(document.entry).map((each) => decidedCard(held, each));
  const answered = new Set(decided.map(({ card }) => card));
  const open = suggested.filter(({ card }) => !answered.has(card));
  return [...open, ...decided].sort(
    (one, other) => Number(one.start) - Number(other.start) || Number(one.end) - Number(other.end),
  );
}

/** Every number of a document, for highlighting, whatever it counts; "a" and "one" where they are articles are none. */
export function numbersOfDocument(held: HeldRecord, document: HeldDocument): readonly NumberMention[] {
  const { text } = held.texts(document);
  return numbersIn(text, knownLanguage(document) ?? "en").filter(({ isArticle }) => !isArticle);
}

/** The card a person begins with who chose a number that no card takes. */
export function cardOfNumberAt(held: HeldRecord, document: HeldDocument, start: number): Card | undefined {
  const number = numbersOfDocument(held, document).find((each) => each.start === start);
  return number === undefined ? undefined : cardOfNumber(number, contextOfCards(held, document));
}

function contextOfCards(held: HeldRecord, document: HeldDocument): CardContext {
  return {
    document: document.entry,
    text: held.texts(document).text,
    publishedAt: document.facts.publishedAt,
    selections: selectionNames(requireElection(held.loaded.state)),
    incidents: [...held.loaded.state.record.incidents.values()],
  };
}

function knownLanguage({ facts: { language } }: HeldDocument): Language | undefined {
  return language === "en" || language === "es" || language === "pt" ? language : undefined;
}

/** The states of a card. */
export type CardState = "new" | "waits" | "confirmed" | "rejected";

function decidedCard(held: HeldRecord, { statement, payload }: HeldStatement): Card {
  const isStanding = standingVersion(held.loaded.state.record, statement) !== undefined;
  const reviewers = statement.versions.at(-1)?.reviewers ?? [];
  const isSealed = held.document(statement.document).document.visibility === "sealed";
  const isDone = isStanding || (isSealed && reviewers.length >= (statement.versions.at(-1)?.reviews ?? 1));
  const state: CardState = statement.isRejected ? "rejected" : isDone ? "confirmed" : "waits";
  return cardWith({
    ...cardOfClaim(payload.claim),
    card: payload.card ?? "",
    document: String(statement.document),
    statement: String(statement.entry),
    state,
    suggested_by: payload.suggestedBy ?? "",
  });
}

/** The cards as a table to decide in. */
export function formatCards(cards: readonly Card[]): Uint8Array {
  return csvBytes(
    CARD_COLUMNS,
    cards.map((card) => CARD_COLUMNS.map((column) => (card[column] === "" ? undefined : card[column]))),
  );
}

/** A table of cards as it came back, with the row of each. Throws InputError naming what is wrong with the table. */
export function parseCards(bytes: Uint8Array, what: string): readonly Card[] {
  return readRows(bytes, what, (columns) => {
    const missing = ["document", "kind", "words", "decision"].filter((name) => !columns.includes(name));
    const unknown = columns.filter((name) => !CARD_COLUMNS.some((known) => known === name));
    return {
      problems: [
        ...missing.map((name) => `has no column "${name}"`),
        ...unknown.map((name) => `has a column "${name}" that no card has`),
      ],
      read: (row) =>
        cardWith(Object.fromEntries(CARD_COLUMNS.map((name) => [name, unguarded(row.text(name))]))),
    };
  });
}

/** The apostrophe that keeps a spreadsheet from running a cell as a formula is none of its words. */
function unguarded(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

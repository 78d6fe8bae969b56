import { InputError } from "../input-error.ts";
import type { Election } from "../election.ts";
import { claimSchema, quantityProblem, type Claim, type FigureClaim } from "./claim.ts";
import type { Figure } from "./figure.ts";
import { foldText } from "./fold-text.ts";
import type { Incident } from "./record-state.ts";
import { SECOND_REVIEW } from "./measure.ts";
import type { NumberMention } from "./number-mention.ts";
import { claimSpan } from "./statement-view.ts";
import type { Suggestions } from "./suggest-cards.ts";
import type { Voice } from "./voice.ts";

/**
 * A card: everything a person decides about one piece of a document, as the columns of a table. docs/formats/cards.md says
 * what each column holds. `card` names the suggestion, `statement` the entry where one was recorded before.
 */
export const CARD_COLUMNS = [
  "card",
  "document",
  "statement",
  "state",
  "kind",
  "words",
  "measure",
  "value",
  "low",
  "high",
  "bound",
  "unit",
  "role",
  "denominator",
  "definition",
  "voice",
  "modality",
  "stance",
  "actors",
  "target",
  "conditional",
  "about",
  "scope",
  "as_of",
  "said_at",
  "event_at",
  "by_name",
  "start",
  "end",
  "suggested_by",
  "decision",
  "reason",
] as const;
export type CardColumn = (typeof CARD_COLUMNS)[number];
export type Card = Readonly<Record<CardColumn, string>>;

/** The program that suggests, as statements name it. */
export const SUGGESTER = "cotejo-record/1";

const EMPTY: Card = {
  card: "",
  document: "",
  statement: "",
  state: "",
  kind: "",
  words: "",
  measure: "",
  value: "",
  low: "",
  high: "",
  bound: "",
  unit: "",
  role: "",
  denominator: "",
  definition: "",
  voice: "",
  modality: "",
  stance: "",
  actors: "",
  target: "",
  conditional: "",
  about: "",
  scope: "",
  as_of: "",
  said_at: "",
  event_at: "",
  by_name: "",
  start: "",
  end: "",
  suggested_by: "",
  decision: "",
  reason: "",
};

/** A card with some of its columns filled. */
export function cardWith(cells: Partial<Card>): Card {
  return { ...EMPTY, ...cells };
}

/** What prefills a card besides the words of the document. */
export interface CardContext {
  readonly document: number;
  /** The text the document's cards are suggested from. */
  readonly text: string;
  /** The day it was published: a figure counts up to it unless a person says otherwise. */
  readonly publishedAt: string | undefined;
  readonly selections: readonly SelectionNames[];
  readonly incidents: readonly Incident[];
}

/** A selection of the ballot with the names it may be told by. */
export interface SelectionNames {
  readonly id: string;
  readonly names: readonly string[];
}

/** The selections of an election, each with all its names. */
export function selectionNames(election: Election): readonly SelectionNames[] {
  return election.contests.flatMap((contest) =>
    contest.selections.map(({ id, name }) => ({
      id,
      names: [id, ...(typeof name === "string" ? [name] : Object.values(name))],
    })),
  );
}

/** The suggestions of one document as cards, in the order of their words. Terms in quotation marks are no statements. */
export function cardsOf(suggestions: Suggestions, context: CardContext): readonly Card[] {
  const cards = [
    ...suggestions.figures.map((figure) => figureCard(figure, context)),
    ...suggestions.quotes
      .filter(({ isFragment }) => !isFragment)
      .map((quote) => ({ ...placed("quote", quote, context), ...voiceCells(quote.voice) })),
    ...suggestions.positions.map((position) => ({
      ...placed("position", position, context),
      stance: position.stance,
      actors: position.actors
        .map(({ name, state }) => (state === undefined ? name : `${name}=${state}`))
        .join("; "),
      conditional: position.isConditional ? "yes" : "",
    })),
  ];
  return cards
    .map((cells) => cardWith({ ...cells, suggested_by: SUGGESTER }))
    .sort((one, other) => Number(one.start) - Number(other.start) || Number(one.end) - Number(other.end));
}

interface Suggested {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly measure?: string;
  readonly stance?: string;
}

/** Two cards of the same words are told apart by their measure or stance. */
function placed(kind: Claim["kind"], words: Suggested, { document }: CardContext): Partial<Card> {
  const { start, end, measure, stance } = words;
  const mark = measure ?? stance;
  return {
    card: `${document}:${kind}:${start}-${end}${mark === undefined ? "" : `:${mark}`}`,
    document: String(document),
    state: "new",
    kind,
    words: words.words,
    start: String(start),
    end: String(end),
  };
}

function figureCard(figure: Figure, context: CardContext): Partial<Card> {
  const { measure, quantity, role, denominator, definition, subject, group, place } = figure;
  // The place beside a share is mostly where somebody is, not where the votes are.
  const isOfPeople = !["vote-share", "votes", "turnout", "tally-sheet-coverage", "states"].includes(measure);
  const isKnownPlace = context.incidents.some((incident) => incident.place === place?.words);
  const scope = [group?.words, isOfPeople && !isKnownPlace ? place?.words : undefined]
    .filter((words) => words !== undefined)
    .join(", ");
  return {
    ...placed("figure", figure, context),
    measure,
    value: numberCell(quantity.bound === "range" ? undefined : quantity.value),
    low: numberCell(quantity.bound === "range" ? quantity.low : undefined),
    high: numberCell(quantity.bound === "range" ? quantity.high : undefined),
    bound: quantity.bound,
    unit: quantity.unit,
    role,
    denominator: denominator ?? "",
    definition: definition ?? "",
    about: SECOND_REVIEW.includes(measure) ? incidentOf(context) : selectionOf(subject?.words, context),
    scope: scope.slice(0, 200),
    as_of: context.publishedAt?.slice(0, 10) ?? "",
    ...voiceCells(figure.voice),
  };
}

/** A number that no card takes, as the figure a person may make of it: its words with their bound, and nothing guessed. */
export function cardOfNumber({ quantity, start, end }: NumberMention, context: CardContext): Card {
  const { bound, value, low, high, unit } = quantity;
  const isRange = bound === "range";
  const isOurs = unit === "count" || unit === "percent" || unit === "points" || unit === "ratio";
  return cardWith({
    ...placed("figure", { start, end, words: context.text.slice(start, end) }, context),
    card: "",
    bound,
    value: numberCell(isRange ? undefined : value),
    low: numberCell(isRange ? low : undefined),
    high: numberCell(isRange ? high : undefined),
    unit: isOurs ? unit : "count",
    as_of: context.publishedAt?.slice(0, 10) ?? "",
  });
}

function numberCell(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

/** The name without its article, which is blank where nobody is surely named. */
function voiceCells(voice: Voice | undefined): Partial<Card> {
  if (voice === undefined) return {};
  const words = (voice.resolved ?? voice).words;
  const name = words.replace(/^(?:the|its|el|la|los|las|su|o|a|os|as|seu|sua)\s+/i, "").trim();
  return { voice: name.slice(0, 200), modality: voice.modality };
}

/** The incident, where only one is described: with several a person says which. */
function incidentOf({ incidents }: CardContext): string {
  const [first, second] = incidents;
  return first !== undefined && second === undefined ? first.incident : "";
}

/** The only selection that shares a word of four letters or more with the words: a name on no ballot is mostly a place. */
function selectionOf(subject: string | undefined, { selections }: CardContext): string {
  if (subject === undefined) return "";
  const words = longWords(subject);
  const found = selections.filter(({ names }) =>
    names.some((name) => longWords(name).some((word) => words.includes(word))),
  );
  const [only, another] = found;
  return only !== undefined && another === undefined ? only.id : "";
}

function longWords(text: string): readonly string[] {
  return foldText(text).match(/\p{L}{4,}/gu) ?? [];
}

/** What a card is read against. */
export interface CardText {
  readonly document: number;
  /** The public text, and its hash. */
  readonly text: string;
  readonly textSha256: string;
  /** A cell without the names that nobody may see. */
  readonly hide: (words: string) => string;
}

/** The claim a card comes to. Throws InputError that names every cell that is wrong. */
export function claimOfCard(card: Card, against: CardText): Claim {
  const { hide } = against;
  const cell = (column: CardColumn) => (card[column] === "" ? undefined : hide(card[column]));
  const text = <Name extends string>(name: Name, column: CardColumn) =>
    cell(column) === undefined ? {} : { [name]: cell(column) };
  const common = {
    kind: card.kind,
    span: claimSpan(against, rangeOfCard(card, against.text)),
    attribution: attributionOf(card, hide),
    ...text("saidAt", "said_at"),
    ...text("eventAt", "event_at"),
    ...text("about", "about"),
  };
  const own =
    card.kind === "figure"
      ? {
          measure: card.measure,
          quantity: quantityCells(card),
          role: card.role === "" ? "total" : card.role,
          ...text("denominator", "denominator"),
          ...text("definition", "definition"),
          ...text("scope", "scope"),
          ...text("asOf", "as_of"),
          ...(card.by_name === "yes" ? { confirmedByName: true } : {}),
        }
      : card.kind === "position"
        ? {
            stance: card.stance,
            actors: actorCells(card, hide),
            isConditional: card.conditional === "yes",
            ...text("target", "target"),
          }
        : {};
  const parsed = claimSchema.safeParse({ ...common, ...own });
  if (!parsed.success) throw InputError.fromIssues(nameOf(card), parsed.error.issues);
  const claim = parsed.data;
  const problem = claim.kind === "figure" ? quantityProblem(claim.quantity) : undefined;
  if (problem !== undefined) throw new InputError(nameOf(card), [problem]);
  return claim;
}

function nameOf(card: Card): string {
  return card.card === "" ? `a new card of document ${card.document}` : `card ${card.card}`;
}

/** Where the words stand: at the offsets given, or, without them, where they stand once. */
function rangeOfCard(card: Card, text: string): { readonly start: number; readonly end: number } {
  if (card.start !== "" && card.end !== "") {
    if (!/^\d{1,9}$/.test(card.start) || !/^\d{1,9}$/.test(card.end))
      throw new InputError(nameOf(card), ["start and end are whole numbers"]);
    return { start: Number(card.start), end: Number(card.end) };
  }
  const start = card.words === "" ? -1 : text.indexOf(card.words);
  if (start < 0)
    throw new InputError(nameOf(card), [
      card.words === "" ? "has no words" : `"${card.words}" does not stand in document ${card.document}`,
    ]);
  if (text.includes(card.words, start + 1))
    throw new InputError(nameOf(card), [`"${card.words}" stands there more than once: give start and end`]);
  return { start, end: start + card.words.length };
}

function quantityCells(card: Card): unknown {
  const number = (column: "value" | "low" | "high") => {
    const cell = card[column];
    if (cell === "") return {};
    if (!/^\d{1,15}(\.\d{1,6})?$/.test(cell))
      throw new InputError(nameOf(card), [`${column}: "${cell}" is no number in plain digits, such as 51.2`]);
    return { [column]: Number(cell) };
  };
  const bound = card.bound === "" ? "exact" : card.bound;
  const unit = card.unit === "" ? "count" : card.unit;
  return { bound, unit, ...number("value"), ...number("low"), ...number("high") };
}

/** "Outlet > NGO > local organisations": the last is whose words they are. Modalities stand in the same order. */
function attributionOf(card: Card, hide: (words: string) => string): readonly unknown[] {
  const actors = parts(card.voice, ">");
  const modalities = parts(card.modality, ">");
  return actors.map((actor, at) => ({ actor: hide(actor), modality: modalities[at] ?? "attributed" }));
}

/** "Peru=PE; Carter Center": each with the code of its state, where it is one. */
function actorCells(card: Card, hide: (words: string) => string): readonly unknown[] {
  return parts(card.actors, ";").map((actor) => {
    const [, name = actor, state] = /^(.*?)\s*=\s*([A-Z]{2,3})$/.exec(actor) ?? [];
    return { name: hide(name), ...(state === undefined ? {} : { state }) };
  });
}

function parts(cell: string, separator: string): readonly string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The card of a claim: what a reviewer sees of a statement that was recorded before. */
export function cardOfClaim(claim: Claim): Partial<Card> {
  const { span, attribution, saidAt, eventAt, about } = claim;
  const common: Partial<Card> = {
    kind: claim.kind,
    words: span.exact,
    start: String(span.start),
    end: String(span.end),
    voice: attribution.map(({ actor }) => actor).join(" > "),
    modality: attribution.map(({ modality }) => modality).join(" > "),
    said_at: saidAt ?? "",
    event_at: eventAt ?? "",
    about: about ?? "",
  };
  if (claim.kind === "figure") return { ...common, ...figureCells(claim) };
  if (claim.kind !== "position") return common;
  return {
    ...common,
    stance: claim.stance,
    actors: claim.actors
      .map(({ name, state }) => (state === undefined ? name : `${name}=${state}`))
      .join("; "),
    target: claim.target ?? "",
    conditional: claim.isConditional ? "yes" : "",
  };
}

function figureCells(claim: FigureClaim): Partial<Card> {
  const { measure, quantity, role, denominator, definition, scope, asOf, confirmedByName } = claim;
  return {
    measure,
    value: numberCell(quantity.value),
    low: numberCell(quantity.low),
    high: numberCell(quantity.high),
    bound: quantity.bound,
    unit: quantity.unit,
    role,
    denominator: denominator ?? "",
    definition: definition ?? "",
    scope: scope ?? "",
    as_of: asOf ?? "",
    by_name: confirmedByName === true ? "yes" : "",
  };
}

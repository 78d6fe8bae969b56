import type { Context } from "hono";

import { InputError } from "../core/input-error.ts";
import { CARD_COLUMNS, cardWith, selectionNames, type Card } from "../core/record/card.ts";
import { DERIVATIONS } from "../core/record/record-entry.ts";
import { recordWordsEn } from "../core/site/record/record-words-en.ts";
import { recordWordsEs } from "../core/site/record/record-words-es.ts";
import { cardOfNumberAt, cardsOfDocument, numbersOfDocument } from "../pipeline/record/cards.ts";
import { confirmDerivation } from "../pipeline/record/enter-record.ts";
import { HeldRecord } from "../pipeline/record/held-record.ts";
import { reviewCards } from "../pipeline/record/review-cards.ts";
import { compareCopies, findWires, pairOf, type StoryPair } from "../pipeline/record/suggest-stories.ts";
import type { World } from "../world.ts";
import {
  DOCUMENTS_A_PAGE,
  renderDocumentReview,
  renderDocuments,
  renderStories,
  REVIEW_STYLESHEET,
  type ReviewFrame,
  type Told,
} from "./review-page.ts";
import { REVIEW_WORDS } from "./review-words.ts";
import { serveLocal } from "./serve-local.ts";

const BODY_MAXIMUM = 200_000;
const PAIRS_SHOWN = 50;

/** Who reviews, and how the election folder is worked on: each request takes and leaves it, so that others can work too. */
export interface Reviewed {
  readonly reviewer: string;
  /** The secret in the address: whoever does not know it gets nothing. */
  readonly token: string;
  readonly use: <Result>(work: (world: World) => Promise<Result>) => Promise<Result>;
}

/** Serves the pages of review on this machine alone. */
export async function serveReview(
  reviewed: Reviewed,
  port: number,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const wires = new KnownWires();
  const pages = {
    token: reviewed.token,
    stylesheet: REVIEW_STYLESHEET,
    policy: "style-src 'self'",
    bodyMaximum: BODY_MAXIMUM,
    port,
  };
  return serveLocal(pages, (app, base) => {
    app.get(base, (context) =>
      reviewed.use(async (world) => context.html(documentsPage(world, reviewed, pageAsked(context, base)))),
    );
    app.get(`${base}documents/:entry`, (context) =>
      reviewed.use(async (world) => context.html(documentPage(world, reviewed, pageAsked(context, base)))),
    );
    app.post(`${base}documents/:entry`, (context) => decideCard(context, reviewed, base));
    app.get(`${base}stories`, (context) =>
      reviewed.use(async (world) =>
        context.html(storiesPage(world, reviewed, { asked: pageAsked(context, base), wires })),
      ),
    );
    app.post(`${base}stories`, (context) => decideStory(context, reviewed, base));
  });
}

/** What a request asks for: which document, and what to tell of the last decision. */
interface Asked {
  readonly base: string;
  readonly entry: number;
  readonly told: Told;
  readonly draft?: Card;
  /** The first of the documents listed. */
  readonly from: number;
  /** Where a number begins that a person chose. */
  readonly number: number | undefined;
}

function pageAsked(context: Context, base: string): Asked {
  const entry = context.req.param("entry") ?? "";
  const done = context.req.query("done");
  const count = (text: string | undefined) =>
    text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  return {
    base,
    entry: count(entry) ?? -1,
    from: count(context.req.query("from")) ?? 0,
    number: count(context.req.query("number")),
    told: done === undefined ? {} : { done },
  };
}

function frameOf(held: HeldRecord, reviewed: Reviewed, base: string): ReviewFrame {
  const { election, record } = held.loaded.state;
  const language = election?.languages[0] ?? "en";
  return {
    language,
    base,
    reviewer: reviewed.reviewer,
    record: language === "es" ? recordWordsEs : recordWordsEn,
    review: REVIEW_WORDS[language],
    things: [
      ...record.incidents.keys(),
      ...(election === undefined ? [] : selectionNames(election).map(({ id }) => id)),
    ],
  };
}

function documentsPage(world: World, reviewed: Reviewed, { base, from }: Asked): string {
  const held = new HeldRecord(world);
  const decided = new Map<number, number>();
  for (const { statement } of held.statements())
    decided.set(statement.document, (decided.get(statement.document) ?? 0) + 1);
  const { documents } = held;
  const rows = documents
    .slice(from, from + DOCUMENTS_A_PAGE)
    .map((document) => ({ document, decided: decided.get(document.entry) ?? 0 }));
  return renderDocuments(frameOf(held, reviewed, base), { rows, from, all: documents.length });
}

function documentPage(world: World, reviewed: Reviewed, asked: Asked): string {
  const { base, entry, told, number } = asked;
  const held = new HeldRecord(world);
  const document = held.document(entry);
  const { text } = held.texts(document);
  const draft = asked.draft ?? (number === undefined ? undefined : cardOfNumberAt(held, document, number));
  const cards = [...(draft === undefined ? [] : [draft]), ...cardsOfDocument(held, document)];
  const numbers = numbersOfDocument(held, document);
  return renderDocumentReview(frameOf(held, reviewed, base), { document, text, cards, numbers, told });
}

async function decideCard(context: Context, reviewed: Reviewed, base: string): Promise<Response> {
  const asked = pageAsked(context, base);
  const card = cardOf(await context.req.parseBody());
  return reviewed.use(async (world) => {
    try {
      if (card.decision === "draft")
        return context.html(documentPage(world, reviewed, { ...asked, draft: drafted(world, card) }));
      const [answer] = await reviewCards(world, { reviewer: reviewed.reviewer, cards: [card] });
      return context.redirect(`${base}documents/${asked.entry}?done=${answer?.outcome ?? ""}`, 303);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const told = { problem: error.message };
      return context.html(documentPage(world, reviewed, { ...asked, told }), 400);
    }
  });
}

/** A card of a person's own, with its place: its fields are filled in on the next page. */
function drafted(world: World, card: Card): Card {
  const held = new HeldRecord(world);
  const document = held.document(Number(card.document));
  const { text } = held.texts(document);
  const words = card.words.trim();
  const start = text.indexOf(words);
  if (words === "" || start < 0)
    throw new InputError("words", [`"${words}" does not stand in this document`]);
  if (text.includes(words, start + 1))
    throw new InputError("words", [`"${words}" stands there more than once: take some words more`]);
  const [from, end] = [String(start), String(start + words.length)];
  const asOf = document.facts.publishedAt?.slice(0, 10) ?? "";
  return cardWith({ ...card, card: "", state: "new", words, start: from, end, as_of: asOf, decision: "" });
}

function cardOf(body: Readonly<Record<string, unknown>>): Card {
  const text = (value: unknown) => (typeof value === "string" ? value.replaceAll("\r\n", "\n") : "");
  return cardWith(Object.fromEntries(CARD_COLUMNS.map((column) => [column, text(body[column])])));
}

/** The pairs found so far: looking again is only worth it where there are other documents. */
class KnownWires {
  #documents = -1;
  #wires: ReturnType<typeof findWires> = [];

  pairs(held: HeldRecord): readonly StoryPair[] {
    if (this.#documents !== held.documents.length) {
      this.#wires = findWires(held);
      this.#documents = held.documents.length;
    }
    return this.#wires.map((pair) => pairOf(held, pair));
  }
}

function storiesPage(
  world: World,
  reviewed: Reviewed,
  { asked: { base, told }, wires }: { readonly asked: Asked; readonly wires: KnownWires },
): string {
  const held = new HeldRecord(world);
  const pairs = wires.pairs(held);
  const open = pairs.filter(({ confirmed }) => confirmed === undefined).slice(0, PAIRS_SHOWN);
  const shown = open.map((pair) => ({
    pair,
    copies: compareCopies(held, pair),
    from: held.document(pair.from),
    document: held.document(pair.document),
  }));
  return renderStories(frameOf(held, reviewed, base), { pairs: shown, told });
}

async function decideStory(context: Context, reviewed: Reviewed, base: string): Promise<Response> {
  const body = await context.req.parseBody();
  const derivation = DERIVATIONS.find((kind) => kind === body["derivation"]);
  const index = (value: unknown) =>
    typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : -1;
  const [document, from] = [index(body["document"]), index(body["from"])];
  if (derivation === undefined || document < 0 || from < 0)
    throw new InputError("story", ["says neither which documents nor how they come from each other"]);
  const { reviewer } = reviewed;
  await reviewed.use((world) => confirmDerivation(world, { document, from, derivation, reviewer }));
  return context.redirect(`${base}stories?done=confirmed`, 303);
}

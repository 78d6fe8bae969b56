import type { CopyAlignment } from "../core/record/align-copies.ts";
import type { Range } from "../core/record/span.ts";
import type { Card } from "../core/record/card.ts";
import { SECOND_REVIEW } from "../core/record/measure.ts";
import { DERIVATIONS } from "../core/record/record-entry.ts";
import { html, type Content, type Html } from "../core/site/html.ts";
import type { Language } from "../core/election.ts";
import type { HeldDocument } from "../pipeline/record/held-record.ts";
import type { ComparedCopies, StoryPair } from "../pipeline/record/suggest-stories.ts";
import { LOCAL_STYLESHEET, renderLocalPage } from "./local-page.ts";
import { renderFields, renderOwnFields, type FormWords } from "./review-form.ts";

/** Everything of one review that its pages share. */
export interface ReviewFrame extends FormWords {
  readonly language: Language;
  readonly reviewer: string;
  /** The path with the secret in it, ending with a slash. */
  readonly base: string;
}

export const REVIEW_STYLESHEET = `${LOCAL_STYLESHEET}
.review { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; align-items: start; }
@media (min-width: 64rem) { .review { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .review > .document { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; } }
.card { border-top: 1px solid var(--rule); padding: 1rem 0; }
.card:target { background: var(--tint); }
.card q { font-family: var(--serif); font-size: 1.1rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)); gap: .6rem 1rem; margin: .6rem 0; }
.fields label { font-size: .86rem; color: var(--muted); display: flex; flex-direction: column; justify-content: flex-end; gap: .15rem; }
.fields input, .fields select, form > label input { font: inherit; font-size: 1rem; color: var(--ink); background: var(--card); border: 1px solid var(--muted); padding: .35rem .45rem; width: 100%; min-width: 0; }
button { margin-right: .5rem; }
.fields.one { grid-template-columns: minmax(0, 26rem); }
.number { color: inherit; text-decoration: underline dotted; text-underline-offset: .2em; }
.diff del { color: var(--mark); } .diff ins { text-decoration-thickness: .14em; }
`;

/** A page of the review. */
function renderReviewPage(frame: ReviewFrame, title: string, content: Content): string {
  const { review, base, language, reviewer } = frame;
  const navigation = html`<nav class="pages">
    <ul>
      <li><a href="${base}">${review.documents}</a></li>
      <li><a href="${base}stories">${review.stories}</a></li>
    </ul>
  </nav>`;
  return renderLocalPage({ language, base, title, tagline: review.as(reviewer), navigation }, content);
}

export function documentTitle({ entry, facts }: HeldDocument, frame: ReviewFrame): string {
  return [
    facts.title ?? facts.publisher ?? frame.record.untitled(String(entry)),
    facts.publishedAt?.slice(0, 10) ?? "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** What became of the last decision, or why it could not be entered. */
export interface Told {
  readonly done?: string;
  readonly problem?: string;
}

function renderTold(frame: ReviewFrame, told: Told): Content {
  const outcome = told.done === undefined ? undefined : (frame.review.outcomes[told.done] ?? told.done);
  return [
    outcome === undefined
      ? undefined
      : html`<p class="told" role="status">${frame.review.entered(outcome)}</p> `,
    told.problem === undefined ? undefined : html`<p class="problem" role="alert">${told.problem}</p> `,
  ];
}

export function countStates(cards: readonly Card[]) {
  const of = (state: string) => cards.filter((card) => card.state === state).length;
  return { new: of("new"), waits: of("waits"), confirmed: of("confirmed"), rejected: of("rejected") };
}

export const DOCUMENTS_A_PAGE = 200;

/** Some of all documents, in the order of the log. */
interface DocumentRows {
  readonly rows: readonly { readonly document: HeldDocument; readonly decided: number }[];
  readonly from: number;
  readonly all: number;
}

/** Documents, each with how much of it is decided. */
export function renderDocuments(frame: ReviewFrame, { rows, from, all }: DocumentRows): string {
  const { review, record, base } = frame;
  const link = (first: number, words: string) =>
    html`<li><a href="${base}?from=${String(first)}">${words}</a></li> `;
  const content = html`<div class="opening">
      <h1>${review.title}</h1>
      <p class="lead">${review.lead}</p>
    </div>
    <ul class="statements">
      ${rows.map(
        ({ document, decided }) =>
          html`<li>
            <a href="${base}documents/${String(document.entry)}">${documentTitle(document, frame)}</a>
            <span class="note">${record.statements}: ${String(decided)}</span>
          </li> `,
      )}
    </ul>
    ${
      all <= DOCUMENTS_A_PAGE
        ? undefined
        : html`<nav class="pages" aria-label="${review.documents}">
            <p class="note">${review.some(String(from + 1), String(from + rows.length), String(all))}</p>
            <ul>
              ${from > 0 ? link(Math.max(0, from - DOCUMENTS_A_PAGE), review.earlier) : undefined}
              ${from + rows.length < all ? link(from + rows.length, review.later) : undefined}
            </ul>
          </nav>`
    }`;
  return renderReviewPage(frame, review.title, content);
}

/** One document: its words on one side, its cards on the other. */
export function renderDocumentReview(
  frame: ReviewFrame,
  of: {
    readonly document: HeldDocument;
    readonly text: string;
    readonly cards: readonly Card[];
    /** Every number of the text. */
    readonly numbers: readonly Range[];
    readonly told: Told;
  },
): string {
  const { review, record } = frame;
  const { document, cards, told } = of;
  const title = documentTitle(document, frame);
  const content = html`<h1>${title}</h1>
    ${renderTold(frame, told)}
    <p class="note">${review.counts(countStates(cards))}</p>
    <p class="note">${review.marks}</p>
    <datalist id="things">${frame.things.map((thing) => html`<option value="${thing}"></option>`)}</datalist>
    <div class="review">
      <div class="document" tabindex="0" role="region" aria-label="${record.text}">${markedText(of)}</div>
      <div>
        ${cards.map((card, at) => renderCard(frame, card, at))}
        <section class="card">
          <h2>${review.own}</h2>
          <p>${review.ownLead}</p>
          <form method="post">
            ${renderOwnFields(document.entry, frame)}
            <button name="decision" value="draft">${review.confirm}</button>
          </form>
        </section>
      </div>
    </div>`;
  return renderReviewPage(frame, title, content);
}

/** The anchor of a card. */
function cardAnchor(card: Card, at: number): string {
  if (card.card === "" && card.statement === "") return "chosen";
  return `card-${card.card === "" ? `${card.statement}-${at}` : card.card.replaceAll(/[^\w-]/g, "-")}`;
}

/** The text with the words of cards marked, each leading to its card, and every other number leading to a card of its own. */
function markedText({
  text,
  cards,
  numbers,
}: {
  readonly text: string;
  readonly cards: readonly Card[];
  readonly numbers: readonly Range[];
}): Content {
  const parts: Content[] = [];
  let at = 0;
  const placed = [...cards.entries()].sort(([, one], [, other]) => Number(one.start) - Number(other.start));
  let next = 0;
  const plain = (until: number) => {
    for (; next < numbers.length && (numbers[next]?.start ?? until) < until; next += 1) {
      const { start, end } = numbers[next] ?? { start: until, end: until };
      if (start < at || end > until) continue;
      parts.push(lines(text.slice(at, start)));
      parts.push(
        html`<a class="number" href="?number=${String(start)}#chosen">${lines(text.slice(start, end))}</a>`,
      );
      at = end;
    }
    parts.push(lines(text.slice(at, until)));
  };
  for (const [index, card] of placed) {
    const [start, end] = [Math.max(at, Number(card.start)), Math.max(at, Number(card.end))];
    plain(start);
    if (end > start)
      parts.push(
        html`<mark><a href="#${cardAnchor(card, index)}">${lines(text.slice(start, end))}</a></mark>`,
      );
    at = end;
  }
  plain(text.length);
  return html`<p>${parts}</p>`;
}

function lines(text: string): Content {
  return text.split("\n").map((line, at) => (at === 0 ? html`${line}` : html`<br />${line}`));
}

const STATES = ["new", "waits", "confirmed", "rejected"] as const;

function renderCard(frame: ReviewFrame, card: Card, at: number): Html {
  const { review, record } = frame;
  const state = STATES.find((name) => name === card.state) ?? "new";
  const kinds: Readonly<Record<string, string>> = record.kinds;
  const isHarm = SECOND_REVIEW.some((measure) => measure === card.measure);
  const isOpen = state === "new" || state === "waits";
  return html`<article class="card" id="${cardAnchor(card, at)}">
    <p><q>${card.words}</q></p>
    <p class="note">
      ${kinds[card.kind] ?? card.kind} ·
      ${review.states[state]}${isHarm && isOpen ? html` · ${review.secondNeeded}` : undefined}
    </p>
    ${
      isOpen
        ? renderForm(frame, card, isOpen)
        : html`<details>
            <summary>${review.change}</summary>
            ${renderForm(frame, card, isOpen)}
          </details>`
    }
  </article> `;
}

function renderForm(frame: ReviewFrame, card: Card, isOpen: boolean): Html {
  const { review } = frame;
  return html`<form method="post">
    ${renderFields(card, frame)}
    ${card.statement === "" ? undefined : html`<label>${review.reason} <input name="reason" /></label>`}
    <p>
      <button name="decision" value="confirm">${review.confirm}</button>
      <button class="second" name="decision" value="reject">
        ${isOpen ? review.reject : review.withdraw}
      </button>
    </p>
  </form>`;
}

/** Pairs of documents that seem to tell one story, with what speaks for it and the copies side by side. */
export function renderStories(
  frame: ReviewFrame,
  of: {
    readonly pairs: readonly {
      readonly pair: StoryPair;
      readonly copies: ComparedCopies;
      readonly from: HeldDocument;
      readonly document: HeldDocument;
    }[];
    readonly told: Told;
  },
): string {
  const { review } = frame;
  const content = html`<div class="opening">
      <h1>${review.stories}</h1>
      <p class="lead">${review.storiesLead}</p>
    </div>
    ${renderTold(frame, of.told)}${of.pairs.length === 0 ? html`<p>${review.noStories}</p>` : undefined}
    ${of.pairs.map(({ pair, copies, from, document }) => {
      const { suggestion, alignment, texts } = copies;
      const share = (100 * pair.overlap.content).toFixed(0);
      const { sentencesCopied, sentences, agencies } = suggestion;
      return html`<section>
        <h2>${review.comesFrom(documentTitle(document, frame), documentTitle(from, frame))}</h2>
        <p>
          ${review.evidence({ share, copied: String(sentencesCopied), all: String(sentences), agencies: agencies.join(", ") })}
        </p>
        <form method="post">
          <input type="hidden" name="document" value="${String(pair.document)}" />
          <input type="hidden" name="from" value="${String(pair.from)}" />
          <div class="fields one">
            <label
              >${frame.record.comesFrom}
              <select name="derivation">
                ${DERIVATIONS.map(
                  (kind) =>
                    html`<option
                      value="${kind}"
                      ${kind === suggestion.derivation ? html`selected` : undefined}
                    >
                      ${frame.record.derivations[kind]}${kind === suggestion.derivation ? ` (${review.suggested})` : ""}
                    </option>`,
                )}
              </select></label
            >
          </div>
          <button>${review.save}</button>
        </form>
        ${renderChanges(frame, alignment)}${renderDiff(frame, alignment, texts)}
      </section> `;
    })}`;
  return renderReviewPage(frame, review.stories, content);
}

function renderChanges({ review }: ReviewFrame, { changes }: CopyAlignment): Content {
  if (changes.length === 0) return undefined;
  return html`<h3>${review.changes}</h3>
    <ul>
      ${changes.map(
        ({ kind, first, second }) =>
          html`<li>${review.changeKinds[kind]}: ${first?.words ?? "—"} → ${second?.words ?? "—"}</li> `,
      )}
    </ul>`;
}

function renderDiff(
  { review }: ReviewFrame,
  { sentences }: CopyAlignment,
  texts: readonly [string, string],
): Content {
  const shown = sentences.map(({ pieces }) => {
    const words = pieces.map(({ kind, first, second }) => {
      const text =
        first === undefined
          ? texts[1].slice(second?.start, second?.end)
          : texts[0].slice(first.start, first.end);
      return kind === "same"
        ? html`${text} `
        : kind === "removed"
          ? html`<del>${text}</del> `
          : html`<ins>${text}</ins> `;
    });
    return html`<p>${words}</p> `;
  });
  return html`<details open>
    <summary>${review.side}</summary>
    <div class="document diff">${shown}</div>
  </details>`;
}

import type { DocumentView } from "../../record/record-view.ts";
import type { StatementView } from "../../record/statement-view.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { renderProofTable } from "../proof-table.ts";
import type { PublishedFile } from "../site-context.ts";
import { fact, factList } from "../table.ts";
import { derivationsOf } from "./record-documents-page.ts";
import { renderRecordPage } from "./record-frame.ts";
import { documentPath, RecordTeller } from "./record-teller.ts";

/** One document: what is said of it, its words with those of confirmed statements marked, and the statements. */
export function renderRecordDocument(page: Page, document: DocumentView): PublishedFile {
  const tell = new RecordTeller(page);
  const { words } = tell;
  const entries = document.statements.flatMap(({ entry, version }) => [entry, version]);
  return renderRecordPage(tell, "documents", {
    title: document.facts.title ?? tell.documentName(document),
    lead: document.text === undefined ? words.leads.excerpts : words.leads.document,
    content: html`${renderFacts(tell, document)}
      <section>
        <h2>${words.text}</h2>
        <div class="document" ${languageOf(document)}>
          ${document.text === undefined ? renderExcerpts(document) : renderText(document.text, document.statements)}
        </div>
      </section>
      <section>
        <h2>${words.statementsTitle}</h2>
        <ul class="statements">
          ${document.statements.map((statement) => renderStatement(tell, statement))}
        </ul>
      </section>
      ${renderProofTable(page, [document.entry, ...document.revisions.map(({ entry }) => entry), ...entries])}`,
  });
}

function languageOf({ facts }: DocumentView): Html | undefined {
  return facts.language === undefined ? undefined : html` lang="${facts.language}"`;
}

function renderFacts(tell: RecordTeller, document: DocumentView): Html {
  const { page, words } = tell;
  const { facts } = document;
  const text = (term: string, value: string | undefined) =>
    value === undefined ? undefined : fact(term, isolated(value));
  const date = (term: string, value: string | undefined) =>
    value === undefined ? undefined : fact(term, page.messages.date(value));
  const version = (term: string, entry: number | undefined) => {
    const other = entry === undefined ? undefined : tell.shown(entry);
    return other === undefined ? undefined : fact(term, tell.documentLink(other));
  };
  const derived = tell.derivationsOf(document.entry).length > 0;
  return factList(
    text(words.publisher, facts.publisher),
    date(words.published, facts.publishedAt),
    fact(words.genre, words.genres[facts.genre]),
    text(words.agency, facts.agency),
    facts.url === undefined ? undefined : fact(words.address, renderAddress(facts.url)),
    fact(words.origin, tell.letter(document.origin)),
    derived ? fact(words.comesFrom, derivationsOf(tell, document)) : undefined,
    version(words.supersedes, document.supersedes),
    version(words.supersededBy, document.supersededBy),
    date(words.collected, facts.collectedAt),
    fact(words.reader, isolated(facts.reader)),
    fact(words.textHash, renderTextHash(tell, document)),
    facts.masked === 0 ? undefined : fact(words.hidden, words.masked(facts.masked, page.count(facts.masked))),
    document.revisions.length === 0 ? undefined : fact(words.changed, renderRevisions(tell, document)),
  );
}

function renderRevisions({ words }: RecordTeller, { revisions }: DocumentView): Html {
  return html`<ul>
    ${revisions.map(
      ({ visibility, reviewer, reason }) =>
        html`<li>
          ${isolated(words.changedBy(words.visibilities[visibility], reviewer))}${
            reason === undefined ? undefined : html`: <q>${isolated(reason)}</q>`
          }
        </li> `,
    )}
  </ul>`;
}

/** The address is the document's own: a link that leaves the folder only where somebody follows it. */
function renderAddress(url: string): Html {
  return /^https?:\/\/[^\s"'<>\\]+$/.test(url)
    ? html`<a class="long" href="${url}" rel="noreferrer noopener external">${url}</a>`
    : isolated(url);
}

function renderTextHash({ page }: RecordTeller, { facts, text }: DocumentView): Html {
  const hash = html`<code class="hash">${facts.text}</code>`;
  return text === undefined
    ? hash
    : html`<a href="${page.file(page.index.context.blobPath(facts.text))}">${hash}</a>`;
}

/** Words that stand between others: the statement they belong to, and whether it begins there. */
interface Piece {
  readonly text: string;
  readonly statement: StatementView | undefined;
  readonly begins: boolean;
}

/**
 * The text in paragraphs, with the words of statements marked. Statements may share words: those that begin later get
 * what is left after the ones before, and an anchor of their own where nothing is left.
 */
function renderText(text: string, statements: readonly StatementView[]): Content {
  const pieces: Piece[] = [];
  let at = 0;
  for (const statement of statements) {
    const { start, end } = statement.claim.span;
    if (start > at) pieces.push({ text: text.slice(at, start), statement: undefined, begins: false });
    pieces.push({ text: text.slice(Math.max(at, start), Math.max(at, end)), statement, begins: true });
    at = Math.max(at, end);
  }
  pieces.push({ text: text.slice(at), statement: undefined, begins: false });
  const paragraphs: Content[][] = [[]];
  for (const piece of pieces) {
    const parts = piece.text.split(/\n[ \t]*\n[\n \t]*/);
    for (const [part, words] of parts.entries()) {
      if (part > 0) paragraphs.push([]);
      paragraphs.at(-1)?.push(renderPiece(piece, words, part === 0));
    }
  }
  return paragraphs.map((parts) => html`<p>${parts}</p> `);
}

function renderPiece({ statement, begins }: Piece, words: string, isFirst: boolean): Content {
  const lines = words.split("\n").map((line, at) => (at === 0 ? html`${line}` : html`<br />${line}`));
  if (statement === undefined) return lines;
  const id = begins && isFirst ? html` id="w-${String(statement.entry)}"` : undefined;
  return words === "" ? html`<span${id}></span>` : html`<mark${id}>${lines}</mark>`;
}

function renderExcerpts({ statements }: DocumentView): Content {
  return statements.map(({ entry, claim }) => {
    const { prefix, exact, suffix } = claim.span;
    return html`<p class="excerpt">… ${prefix}<mark id="w-${String(entry)}">${exact}</mark>${suffix} …</p> `;
  });
}

function renderStatement(tell: RecordTeller, statement: StatementView): Html {
  const { page, words } = tell;
  const { claim, entry, reviewers, suggestedBy, assessments } = statement;
  const actors = claim.kind === "position" ? isolated(tell.actors(claim).join(", ")) : tell.who(claim);
  return html`<li id="statement-${String(entry)}">
    <p>
      <a href="${page.page(documentPath(statement.document), `w-${entry}`)}">${tell.quoted(statement)}</a>
    </p>
    <p>
      ${tell.told(claim)} ·
      ${actors}${claim.about === undefined ? undefined : html` · ${isolated(tell.about(claim))}`} ·
      ${tell.day(tell.date(statement))}
    </p>
    <p class="note">
      ${words.reviewers}
      ${isolated(reviewers.join(", "))}${
        suggestedBy === undefined ? undefined : html`. ${words.suggestedBy} <code>${suggestedBy}</code>`
      }
    </p>
    ${assessments.map(
      ({ reviewer, assessment, rating }) =>
        html`<p>
          ${words.assessed(reviewer)}:
          ${rating === undefined ? undefined : html`<b>${isolated(rating)}.</b> `}<q
            >${isolated(assessment)}</q
          >
        </p> `,
    )}
  </li> `;
}

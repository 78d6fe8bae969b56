import { chartPatterns } from "./chart.ts";
import type { Edition } from "./edition.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import { contestAnchor, Page } from "./page.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { columnHead, factList, fact, renderTable, tableRow } from "./table.ts";
import type { Presentation } from "./tests/method-page.ts";
import { SCREENING_METHODS, type MethodName, type TestInput } from "../statistics/test-result.ts";

/** Where the results of one method stand, below an edition's folder. */
function methodPath(method: MethodName): string {
  return `tests/${method}.html`;
}

/** Every question put to the result with its answer in a sentence: the way to the pages of the methods. */
export function renderTests(page: Page): PublishedFile {
  const { tests: words, pages } = page.messages;
  const { seen, presentations } = page.index;
  const sections = seen.election.contests.map((contest) => {
    const own = presentations.filter(({ result }) => result.subject.contest === contest.id);
    if (own.length === 0) return undefined;
    return html`<section id="${contestAnchor(contest.id)}">
      <h2>${isolated(page.text(contest.title))}</h2>
      <ol class="questions">
        ${own.map((presentation) => renderQuestion(page, presentation))}
      </ol>
    </section> `;
  });
  return renderPage(page, {
    name: "tests",
    title: pages.tests,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.tests}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${presentations.length === 0 ? html`<p>${words.none}</p>` : sections}`,
  });
}

function renderQuestion(page: Page, presentation: Presentation): Html {
  const own = presentation.words[page.edition.language];
  const link = page.page(methodPath(presentation.result.method), anchorOf(page, presentation));
  return html`<li>
    <div>
      <h3><a href="${link}">${own.question}</a></h3>
      <p class="note">${subjectOf(page, presentation)}</p>
    </div>
    <p>${renderAnswer(page, presentation)}</p>
  </li> `;
}

/** The answer in a sentence or two, or why there is none. */
function renderAnswer(page: Page, presentation: Presentation): Content {
  const refused = presentation.result.outcome.kind === "refused";
  return [
    refused ? html`<strong>${page.messages.tests.noAnswer}.</strong> ` : undefined,
    presentation.headline(page.speaker),
  ];
}

/** What the result is about, besides the contest: whose sheets, which declaration, unit or sample. */
export function subjectOf(page: Page, { result }: Presentation): Content {
  const { source, declarations, unit, sample } = result.subject;
  const { tests: words } = page.messages;
  const { speaker } = page;
  const declared = declarations?.at(-1);
  const parts = [
    source === undefined ? undefined : words.sheetsOf(speaker.source(source)),
    declared === undefined ? undefined : speaker.declaration(declared),
    unit === undefined || unit === page.index.seen.election.root.id ? undefined : speaker.unit(unit),
    sample === undefined ? undefined : words.sample(sample),
  ].filter((part) => part !== undefined);
  return parts.map((part, at) => html`${at > 0 ? html`<br />` : undefined}${isolated(part)}`);
}

function anchorOf(page: Page, presentation: Presentation): string {
  const same = page.index.presentations.filter(({ result }) => result.method === presentation.result.method);
  return `result-${String(same.indexOf(presentation) + 1)}`;
}

/** One page for each method that has results: the question, every answer with its numbers, assumptions and inputs. */
export function* renderMethodPages(edition: Edition): Generator<PublishedFile> {
  const { presentations } = edition.index;
  const methods = [...new Set(presentations.map(({ result }) => result.method))];
  for (const method of methods) {
    const page = new Page(edition, methodPath(method));
    const own = presentations.filter(({ result }) => result.method === method);
    const [first] = own;
    if (first === undefined) continue;
    const words = first.words[page.edition.language];
    yield renderPage(page, {
      name: "tests",
      title: words.name,
      description: words.question,
      breadcrumbs: html`<nav class="breadcrumbs" aria-label="${page.messages.shell.breadcrumbs}">
        <ol>
          <li><a href="${page.page("tests.html")}">${page.messages.pages.tests}</a></li>
          <li>${words.name}</li>
        </ol>
      </nav> `,
      content: html`${chartPatterns()}
        <div class="opening">
          <h1>${words.name}</h1>
          <p class="lead">${words.question}</p>
          ${SCREENING_METHODS.has(method) ? html`<p class="note">${page.messages.tests.screening}</p> ` : undefined}
        </div>
        ${own.map((presentation) => renderResult(page, presentation))}
        <section class="prose">
          <h2>${page.messages.tests.howTitle}</h2>
          ${words.how.map((sentence) => html`<p>${sentence}</p> `)}
        </section>`,
    });
  }
}

function renderResult(page: Page, presentation: Presentation): Html {
  const { result } = presentation;
  const contest = page.contestWith(result.subject.contest);
  return html`<section class="result" id="${anchorOf(page, presentation)}">
    <h2>${isolated(page.text(contest?.title ?? result.subject.contest))}</h2>
    <p class="dateline">${subjectOf(page, presentation)}</p>
    <p class="answer">${renderAnswer(page, presentation)}</p>
    ${presentation.render(page)}${renderConditions(page, presentation)}${renderInputs(page, result.inputs)}
  </section> `;
}

function renderConditions(page: Page, presentation: Presentation): Content {
  const { assumptions } = presentation.result;
  if (assumptions.length === 0) return undefined;
  const { tests: words } = page.messages;
  return html`<h3>${words.conditionsTitle}</h3>
    <p class="note">${words.conditionsLead}</p>
    ${renderTable(page, {
      caption: words.conditionsTitle,
      isCaptionHidden: true,
      look: "conditions",
      head: tableRow(columnHead(words.condition, "text"), columnHead(words.status, "text")),
      body: assumptions.map(({ code, status }) =>
        tableRow(
          html`<td>${presentation.condition(code, page.edition.language)} <code>${code}</code></td>`,
          html`<td class="${`status-${status}`}">${words.statuses[status]}</td>`,
        ),
      ),
    })}`;
}

function renderInputs(page: Page, inputs: readonly TestInput[]): Content {
  if (inputs.length === 0) return undefined;
  const { tests: words, words: general } = page.messages;
  const facts = inputs.map(({ what, entry, sha256 }) => {
    const isNamed = what !== "readings" && entry !== undefined;
    const name =
      words.inputs[what] + (isNamed ? ` (${general.entry.toLowerCase()} ${page.count(entry)})` : "");
    const value =
      sha256 === undefined
        ? page.count(entry)
        : html`<a href="${page.file(page.index.context.blobPath(sha256))}"
            ><code class="long">${sha256}</code></a
          >`;
    return fact(name, value);
  });
  return html`<details>
    <summary>${words.inputsTitle}</summary>
    ${factList(facts)}
  </details> `;
}

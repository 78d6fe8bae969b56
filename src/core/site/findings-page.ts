import { ALL_FINDING_CODES, type FindingCode } from "../finding.ts";
import { codeLink } from "./coverage.ts";
import { renderAbout, renderFindingText, renderPlace } from "./finding-text.ts";
import { html, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow, textCell } from "./table.ts";
import { treatmentOf } from "./treatment.ts";

/** Findings listed under each code; the rest is in the data. */
export const FINDINGS_LISTED = 200;
const CSV = "data/findings.csv";

/** What the checks found, by code, with what each code means and what can lead to it without anybody's fault. */
export function renderFindingsPage(page: Page): PublishedFile {
  const { findingsPage: words, pages } = page.messages;
  const found = ALL_FINDING_CODES.filter((code) => page.index.findingsWith(code).length > 0);
  const notFound = ALL_FINDING_CODES.filter((code) => page.index.findingsWith(code).length === 0);
  return renderPage(page, {
    name: "findings",
    title: pages.findings,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.findings}</h1>
        <p class="lead">${words.lead}</p>
        <p><a href="${page.file(CSV)}">${words.csv}</a></p>
      </div>
      ${found.length === 0 ? html`<p>${words.none}</p>` : renderSummary(page, found)}${found.map((code) => renderCode(page, code))}${renderNotFound(page, notFound)}`,
  });
}

function renderSummary(page: Page, codes: readonly FindingCode[]): Html {
  const { findingsPage: words, pages } = page.messages;
  return renderTable(page, {
    caption: words.summaryCaption,
    head: tableRow(
      columnHead(pages.findings, "text"),
      columnHead(words.count),
      columnHead(words.treatment, "text"),
    ),
    body: codes.map((code) =>
      tableRow(
        rowHead(html`${page.messages.findings[code].name} ${codeLink(page, code)}`),
        numberCell(page.count(page.index.findingsWith(code).length)),
        textCell(treatmentOf(page, code)),
      ),
    ),
  });
}

function renderCode(page: Page, code: FindingCode): Html {
  const { findingsPage: words, findings, words: general } = page.messages;
  const all = page.index.findingsWith(code);
  const listed = all.slice(0, FINDINGS_LISTED);
  const left = all.length - listed.length;
  const more: Content =
    left > 0
      ? html`<p class="note">
          ${words.leftOut(page.count(listed.length), page.count(left))}
          <a href="${page.file(CSV)}">${CSV}</a>.
        </p> `
      : undefined;
  return html`<section class="finding" id="${code}">
    <h2>${findings[code].name}</h2>
    ${renderMeaning(page, code)}${renderTable(page, {
      caption: words.listCaption(findings[code].name),
      head: tableRow(
        columnHead(words.where, "text"),
        columnHead(general.source, "text"),
        columnHead(words.what, "text"),
      ),
      body: listed.map((finding) =>
        tableRow(
          rowHead(renderPlace(page, finding)),
          textCell(renderAbout(page, finding)),
          textCell(renderFindingText(page, finding)),
        ),
      ),
    })}${more}
  </section> `;
}

function renderMeaning(page: Page, code: FindingCode): Html {
  const { findingsPage: words, findings, words: general } = page.messages;
  return factList(
    fact(general.code, html`<code>${code}</code>`),
    fact(words.meaning, findings[code].meaning),
    fact(words.benign, findings[code].benign),
    fact(words.treatment, treatmentOf(page, code)),
    fact(words.count, page.count(page.index.findingsWith(code).length)),
  );
}

/** The checks that found nothing: what was looked at is part of the result. */
function renderNotFound(page: Page, codes: readonly FindingCode[]): Content {
  if (codes.length === 0) return undefined;
  const { findingsPage: words, findings } = page.messages;
  const items = codes.map(
    (code) =>
      html`<div id="${code}">
        <dt>${findings[code].name} <code>${code}</code></dt>
        <dd>${findings[code].meaning}</dd>
      </div> `,
  );
  return html`<section>
    <h2>${words.notFoundTitle}</h2>
    <p>${words.notFoundLead}</p>
    <dl class="facts">${items}</dl>
  </section> `;
}

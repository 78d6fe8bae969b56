import { SHEET_FINDING_CODES, type FindingCode } from "../finding.ts";
import { codeLink } from "./coverage.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { columnHead, renderTable, rowHead, tableRow, textCell } from "./table.ts";

/** The method: what is counted under which policy, whose accounts these are, and what nobody can establish from here. */
export function renderAbout(page: Page): PublishedFile {
  const { about: words, pages } = page.messages;
  return renderPage(page, {
    name: "about",
    title: pages.about,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.about}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${words.sections.map(
        ({ id, title, body }) =>
          html`<section id="${id}" class="prose">
            <h2>${title}</h2>
            ${body}
          </section> `,
      )}${renderPolicy(page)}${renderSources(page)}${renderGlossary(page)}
      <section id="not-established" class="prose">
        <h2>${words.notEstablishedTitle}</h2>
        <ul>
          ${words.notEstablished.map((item) => html`<li>${item}</li> `)}
        </ul>
      </section>`,
  });
}

function renderPolicy(page: Page): Html {
  const { about: words, findings } = page.messages;
  const { policy } = page.index.seen.election;
  const items = (codes: readonly FindingCode[]): Content =>
    codes.map((code) => html`<li>${findings[code].name} ${codeLink(page, code)}</li> `);
  const aside = SHEET_FINDING_CODES.filter((code) => page.index.setAsideCodes.has(code));
  const kept = SHEET_FINDING_CODES.filter((code) => !page.index.setAsideCodes.has(code));
  const { readings } = policy.settle;
  return html`<section id="policy" class="prose">
    <h2>${words.policyTitle}</h2>
    <p>${words.policyLead(readings, page.count(readings))}</p>
    <h3>${words.policyAside}</h3>
    ${
      aside.length === 0
        ? html`<p>${page.messages.words.none}</p> `
        : html`<ul>
            ${items(aside)}
          </ul> `
    }
    <h3>${words.policyNotAside}</h3>
    ${
      kept.length === 0
        ? html`<p>${page.messages.words.none}</p> `
        : html`<ul>
            ${items(kept)}
          </ul> `
    }
  </section> `;
}

function renderSources(page: Page): Html {
  const { about: words, sourceKinds, words: general } = page.messages;
  return html`<section id="sources">
    <h2>${words.sourcesTitle}</h2>
    ${renderTable(page, {
      caption: words.sourcesCaption,
      look: "compact",
      head: tableRow(
        columnHead(general.source, "text"),
        columnHead(words.sourceKind, "text"),
        columnHead(general.code, "text"),
      ),
      body: page.index.seen.election.sources.map((source) =>
        tableRow(
          rowHead(isolated(page.text(source.name))),
          textCell(sourceKinds[source.kind]),
          textCell(html`<code>${source.id}</code>`),
        ),
      ),
    })}
  </section> `;
}

function renderGlossary(page: Page): Html {
  const { about: words } = page.messages;
  return html`<section id="glossary">
    <h2>${words.glossaryTitle}</h2>
    <dl class="facts">
      ${words.glossary.map(
        ([term, meaning]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${meaning}</dd>
          </div> `,
      )}
    </dl>
  </section> `;
}

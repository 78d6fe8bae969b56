import type { Entry } from "../entry.ts";
import { readerOfKey } from "../fold-readings.ts";
import { bundlesOf, tilePath } from "../tlog/tile.ts";
import { RULES } from "../view.ts";
import { renderRedactionOutcome } from "./evidence.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { renderBlobLinks } from "./proof-table.ts";
import { summariseRecordEntry } from "./record/record-entry-summary.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow, textCell } from "./table.ts";

/** A log of at most so many entries is shown entry by entry. */
export const ENTRIES_LISTED = 1_000;

/** The log everything else is a view of: its checkpoint, its key, how to verify it, and what is in it. */
export function renderLogPage(page: Page): PublishedFile {
  const { log: words, pages } = page.messages;
  return renderPage(page, {
    name: "log",
    title: pages.log,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.log}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${renderCheckpoint(page)}
      <section>
        <h2>${words.howTitle}</h2>
        <ol class="steps">
          ${words.how.map((step) => html`<li>${step}</li> `)}
        </ol>
      </section>
      ${renderKinds(page)}${renderEntries(page)}`,
  });
}

function renderCheckpoint(page: Page): Html {
  const { log: words } = page.messages;
  const { origin, size, root, verifierKey, openingsPaths } = page.index.context;
  return html`<section>
    <h2>${words.checkpointTitle}</h2>
    ${factList(
      fact(words.origin, html`<code class="long">${origin}</code>`),
      fact(words.size, page.count(size)),
      fact(words.root, html`<code class="long">${root}</code>`),
      fact(words.key, html`<code class="long">${verifierKey}</code>`),
      fact(words.rules, html`<code>${RULES}</code>`),
      fact(
        words.files,
        html`<a href="${page.file("log/checkpoint")}">${words.checkpointFile}</a>,
          <a href="${page.file("log/key")}">${words.keyFile}</a>,
          <a href="${page.file("manifest")}">${words.manifestFile}</a>`,
      ),
      openingsPaths.length === 0 ? undefined : fact(words.openings, renderRange(page, openingsPaths)),
    )}
  </section> `;
}

function renderKinds(page: Page): Html {
  const { log: words, entryKinds } = page.messages;
  const kinds = Object.entries(entryKinds).flatMap(([kind, name]) => {
    const count = page.index.entryKinds.get(kind) ?? 0;
    return count === 0 ? [] : [{ kind, name, count }];
  });
  return html`<section>
    <h2>${words.kindsTitle}</h2>
    ${renderTable(page, {
      caption: words.kindsCaption,
      look: "compact",
      head: tableRow(columnHead(words.kind, "text"), columnHead(words.count)),
      body: kinds.map(({ kind, name, count }) =>
        tableRow(rowHead(html`${name} <code>${kind}</code>`), numberCell(page.count(count))),
      ),
    })}
  </section> `;
}

function renderEntries(page: Page): Html {
  const { log: words } = page.messages;
  const { size } = page.index.context;
  const body = size <= ENTRIES_LISTED ? renderEntryTable(page, size) : renderTiles(page, size);
  return html`<section id="entries">
    <h2>${words.entriesTitle}</h2>
    ${body}
  </section> `;
}

/** Of a longer log, the first and the last of the files that hold its entries. */
function renderTiles(page: Page, size: number): Html {
  const { log: words } = page.messages;
  const tiles = bundlesOf(size).map((bundle) => `log/${tilePath(bundle)}`);
  return html`<p>${words.tooMany(page.count(ENTRIES_LISTED))}</p>
    <p>${words.tiles} ${renderRange(page, tiles)}</p> `;
}

/** Of files numbered one after another, the first and the last. */
function renderRange(page: Page, paths: readonly string[]): Html {
  const [first = "", ...others] = paths;
  const last = others.at(-1);
  const link = (path: string) => html`<a href="${page.file(path)}"><code>${path}</code></a>`;
  return html`${link(first)}${last === undefined ? undefined : html` … ${link(last)}`}`;
}

function renderEntryTable(page: Page, size: number): Html {
  const { log: words, unit, words: general } = page.messages;
  const rows = Array.from({ length: size }, (_, index) => {
    const { entry, leafHash } = page.index.context.entryAt(index);
    return html`<tr id="entry-${String(index)}">
      ${[
        html`<th scope="row" class="n">${String(index)}</th>`,
        html`<td>${page.messages.entryKinds[entry.kind]} <code>${entry.kind}</code></td>`,
        textCell(summaryOf(page, entry, index)),
        textCell(renderBlobLinks(page, entry)),
        textCell(html`<code class="hash">${leafHash}</code>`),
      ]}
    </tr> `;
  });
  return renderTable(page, {
    caption: words.entriesCaption,
    head: tableRow(
      columnHead(general.entry),
      columnHead(words.kind, "text"),
      columnHead(words.what, "text"),
      columnHead(unit.blob, "text"),
      columnHead(unit.leafHash, "text"),
    ),
    body: rows,
  });
}

/** What an entry is about, in the names of the election file. */
function summaryOf(page: Page, entry: Entry, index: number): Content {
  const { unit } = page.messages;
  const source = (id: string) => isolated(page.sourceName(id));
  switch (entry.kind) {
    case "election-opened":
      return page.text(page.index.seen.election.title);
    case "register-adopted":
      return page.messages.datasets.registerTitle;
    case "dataset-imported":
      return html`${source(entry.source)}, <code>${entry.format}</code>`;
    case "evidence-received": {
      const { station } = entry;
      return station === undefined
        ? source(entry.source)
        : html`${source(entry.source)}, ${page.stationLink(station)}`;
    }
    case "evidence-reassigned":
      return html`${unit.reading(page.count(entry.evidence))} → ${page.stationLink(entry.station)}:
        <q>${entry.reason}</q>`;
    case "evidence-redacted":
      return html`${unit.reading(page.count(entry.evidence))}: ${renderRedactionOutcome(page, entry)}`;
    case "reading-made":
      return html`${unit.reading(page.count(entry.evidence))}, ${entry.reader}`;
    case "dispute-adjudicated":
      return html`${source(entry.source)}, ${page.stationLink(entry.station)}: <q>${entry.reason}</q>`;
    case "actor-admitted":
      return readerOfKey(entry.key);
    case "actor-removed":
      return html`${unit.reading(page.count(entry.actor))}: <q>${entry.reason}</q>`;
    case "reading-signed":
      return html`${unit.reading(page.count(entry.evidence))}, ${unit.reading(page.count(entry.actor))}`;
    case "readings-extended":
      return html`${unit.reading(page.count(entry.evidence))}: ${page.count(entry.people)}`;
    case "truth-committed":
    case "truths-opened":
      return "—";
    case "results-declared":
      return html`<a href="${page.page("declarations.html")}">${page.messages.pages.declarations}</a>`;
    case "sample-drawn":
      return html`<a href="${page.page("tests.html")}">${page.messages.pages.tests}</a>`;
    case "document-received":
    case "document-revised":
    case "statement-recorded":
    case "statement-revised":
    case "derivation-confirmed":
    case "incident-described":
      return summariseRecordEntry(page, entry, index);
  }
}

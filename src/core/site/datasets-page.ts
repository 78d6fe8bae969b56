import type { Dataset } from "../state.ts";
import type { RefusedRow } from "../formats/sheet-table.ts";
import type { SourceId } from "../tally-sheet.ts";
import type { EvidenceView } from "../view.ts";
import { renderKnownSheets } from "./known-sheets.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { renderBlobLink } from "./proof-table.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow, textCell } from "./table.ts";

/** Refused rows, and readings without a result, listed at most: beyond that something else is wrong with the file. */
const ROWS_LISTED = 5_000;

/** What came in and what became of it: every table with every row that could not be used, and the evidence. */
export function renderDatasets(page: Page): PublishedFile {
  const { datasets: words, pages } = page.messages;
  const { datasets } = page.index.seen;
  return renderPage(page, {
    name: "datasets",
    title: pages.datasets,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.datasets}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${renderRegister(page)}
      <section>
        <h2>${words.tablesTitle}</h2>
        ${datasets.length === 0 ? html`<p>${words.none}</p>` : datasets.map((dataset) => renderDataset(page, dataset))}
      </section>
      ${renderEvidence(page)}${renderKnownSheets(page)}`,
  });
}

function renderRegister(page: Page): Html {
  const { datasets: words } = page.messages;
  const { register, registerBlob, registerRefused } = page.index.seen;
  let listed = 0;
  for (const isListed of register.stationInRegister.values()) listed += isListed;
  const content =
    registerBlob === undefined
      ? html`<p>${words.registerNone}</p> `
      : html`<p>${words.registerLead(page.count(listed), page.count(register.units - 1))}</p>
          ${factList(fact(words.file, renderBlobLink(page, registerBlob)))}${renderRefused(page, words.registerTitle, registerRefused)}`;
  return html`<section id="register">
    <h2>${words.registerTitle}</h2>
    ${content}
  </section> `;
}

function renderDataset(page: Page, dataset: Dataset): Html {
  const { datasets: words, unit, list } = page.messages;
  const { found, supersedes } = dataset;
  const later = page.index.seen.datasets.find((other) => other.supersedes === dataset.entry);
  const entryLink = (entry: number) =>
    html`<a href="#dataset-${String(entry)}">${unit.reading(page.count(entry))}</a>`;
  const names = (columns: readonly string[]) =>
    columns.length === 0 ? page.messages.words.none : html`<code>${columns.join(", ")}</code>`;
  const mark = found.byteOrderMark ? " + BOM" : "";
  const absent = found.boxesAbsent.map((box) => {
    const contest = page.index.seen.election.contests.find((known) =>
      known.selections.some((selection) => selection.id === box),
    );
    return page.figureName(box, contest);
  });
  return html`<article
    class="dataset${later === undefined ? undefined : " superseded"}"
    id="dataset-${String(dataset.entry)}"
  >
    <h3>${isolated(page.sourceName(dataset.source))}, ${unit.reading(page.count(dataset.entry))}</h3>
    ${factList(
      fact(words.records, page.count(found.records)),
      fact(words.rowsUsed, page.count(dataset.rowsUsed)),
      fact(words.rowsRefused, page.count(dataset.rowsRefused.length)),
      fact(words.format, html`<code>${dataset.format}</code>`),
      fact(words.encoding, `${found.encoding}${mark}`),
      fact(words.delimiter, html`<code>${found.delimiter === "\t" ? "TAB" : found.delimiter}</code>`),
      fact(words.lineEnding, found.lineEnding),
      fact(words.columns, names(found.columns)),
      fact(words.columnsIgnored, names(found.columnsIgnored)),
      fact(words.boxesAbsent, absent.length === 0 ? page.messages.words.none : list(absent)),
      fact(words.file, renderBlobLink(page, dataset.blob)),
      supersedes === undefined ? undefined : fact(words.supersedes, entryLink(supersedes)),
      later === undefined ? undefined : fact(words.supersededBy, entryLink(later.entry)),
    )}${renderRefused(page, unit.reading(page.count(dataset.entry)), dataset.rowsRefused)}
  </article> `;
}

/** Every row that could not be used, by number, column and reason. The reasons are the importer's own words. */
function renderRefused(page: Page, of: string, rows: readonly RefusedRow[]): Html {
  const { datasets: words, words: general } = page.messages;
  if (rows.length === 0) return html`<p>${words.refusedNone}</p> `;
  const listed = rows.slice(0, ROWS_LISTED);
  const left = rows.length - listed.length;
  const more =
    left > 0
      ? html`<p class="note">${words.refusedLeftOut(page.count(listed.length), page.count(left))}</p> `
      : undefined;
  return html`${renderTable(page, {
    caption: `${words.refusedCaption}: ${of}`,
    head: tableRow(
      columnHead(general.row),
      columnHead(general.column, "text"),
      columnHead(general.reason, "text"),
    ),
    body: listed.map(({ row, column, reason }) =>
      tableRow(
        html`<th scope="row" class="n">${page.count(row)}</th>`,
        textCell(column === undefined ? words.wholeRow : html`<code>${column}</code>`),
        html`<td lang="en">${reason}</td>`,
      ),
    ),
  })}${more}`;
}

interface EvidenceCounts {
  received: number;
  published: number;
  read: number;
  nothingRead: number;
  sealed: number;
  unread: number;
}

function renderEvidence(page: Page): Html {
  const { datasets: words, words: general } = page.messages;
  const { evidence } = page.index.seen;
  if (evidence.length === 0)
    return html`<section id="evidence">
      <h2>${words.evidenceTitle}</h2>
      <p>${words.evidenceNone}</p>
    </section> `;
  const counts = [...countEvidence(page, evidence)];
  const columns = ["received", "published", "read", "nothingRead", "sealed", "unread"] as const;
  return html`<section id="evidence">
    <h2>${words.evidenceTitle}</h2>
    <p>${words.evidenceLead}</p>
    ${renderTable(page, {
      caption: words.evidenceCaption,
      head: tableRow(
        columnHead(general.source, "text"),
        ...columns.map((column) => columnHead(words[column])),
      ),
      body: counts.map(([source, of]) =>
        tableRow(
          rowHead(isolated(page.sourceName(source))),
          ...columns.map((column) => numberCell(page.count(of[column]))),
        ),
      ),
    })}${renderNothingRead(page, evidence)}${renderUnplaced(page)}
  </section> `;
}

function countEvidence(page: Page, evidence: readonly EvidenceView[]): Map<SourceId, EvidenceCounts> {
  const counts = new Map<SourceId, EvidenceCounts>();
  for (const { id } of page.index.seen.election.sources)
    counts.set(id, { received: 0, published: 0, read: 0, nothingRead: 0, sealed: 0, unread: 0 });
  for (const file of evidence) {
    const of = counts.get(file.evidence.source);
    if (of === undefined) continue;
    of.received++;
    if (file.shown !== undefined && page.index.context.evidencePath(file.shown.sha256) !== undefined)
      of.published++;
    if (file.readings.length === 0) of.unread++;
    else if (file.readings.some(({ payload }) => payload?.outcome === "read")) of.read++;
    else if (file.readings.some(({ payload }) => payload === undefined)) of.sealed++;
    else of.nothingRead++;
  }
  for (const [source, of] of counts) if (of.received === 0) counts.delete(source);
  return counts;
}

function renderNothingRead(page: Page, evidence: readonly EvidenceView[]): Content {
  const { datasets: words, words: general } = page.messages;
  const failed = evidence.flatMap((file) =>
    file.readings.flatMap(({ reading, payload }) =>
      payload?.outcome === "nothing-read" ? [{ file, reading, reason: payload.reason }] : [],
    ),
  );
  return renderFiles(page, {
    title: words.nothingReadTitle,
    caption: words.nothingReadCaption,
    heads: [general.station, words.reader, general.reason],
    files: failed.map(({ file, reading, reason }) => ({
      evidence: file.evidence,
      cells: [
        textCell(file.station === undefined ? general.unknown : page.stationLink(file.station)),
        textCell(reading.reader),
        html`<td lang="en">${reason}</td>`,
      ],
    })),
  });
}

/** Evidence files listed one by one: each one's entry and source, and what else there is to say of it. */
interface ListedFiles {
  readonly title: string;
  readonly caption: string;
  /** The columns after entry and source. */
  readonly heads: readonly string[];
  readonly files: readonly {
    readonly evidence: EvidenceView["evidence"];
    readonly cells: readonly Content[];
  }[];
}

function renderFiles(page: Page, { title, caption, heads, files }: ListedFiles): Content {
  if (files.length === 0) return undefined;
  const { datasets: words, words: general } = page.messages;
  return html`<h3>${title}</h3>
    ${renderTable(page, {
      caption,
      head: tableRow(
        columnHead(words.evidence),
        ...[general.source, ...heads].map((head) => columnHead(head, "text")),
      ),
      body: files
        .slice(0, ROWS_LISTED)
        .map(({ evidence, cells }) =>
          tableRow(
            html`<th scope="row" class="n">${page.count(evidence.entry)}</th>`,
            textCell(isolated(page.sourceName(evidence.source))),
            ...cells,
          ),
        ),
    })}${renderLeftOut(page, files.length)}`;
}

function renderLeftOut(page: Page, all: number): Content {
  if (all <= ROWS_LISTED) return undefined;
  return html`<p class="note">
    ${page.messages.datasets.leftOut(page.count(ROWS_LISTED), page.count(all - ROWS_LISTED))}
  </p> `;
}

/** Files of which nobody knows the station yet: they are held, and they are not lost. */
function renderUnplaced(page: Page): Content {
  const { datasets: words, unit } = page.messages;
  return renderFiles(page, {
    title: words.unplacedTitle,
    caption: words.unplacedCaption,
    heads: [unit.evidence],
    files: page.index.evidenceUnplaced.map(({ evidence, shown: file }) => {
      const path = file === undefined ? undefined : page.index.context.evidencePath(file.sha256);
      const shown =
        path === undefined
          ? html`${unit.evidenceHeld} <code class="hash">${evidence.commitment}</code>`
          : html`<a href="${page.file(path)}">${unit.evidenceOpen}</a>`;
      return { evidence, cells: [textCell(shown)] };
    }),
  });
}

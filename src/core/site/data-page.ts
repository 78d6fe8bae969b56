import { TOTAL_BOXES } from "../tally-sheet.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { DataKind } from "./messages.ts";
import type { Page } from "./page.ts";
import { dataFiles, type DataField, type DataFile } from "./render-data.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { columnHead, renderTable, rowHead, tableRow, textCell } from "./table.ts";

/** The log's own files, which are downloads too. */
const LOG_FILES: readonly (readonly [string, DataKind])[] = [
  ["log/checkpoint", "checkpoint"],
  ["log/key", "key"],
  ["manifest", "manifest"],
];
const CONTEST_TABLES = ["results", "stations", "differences"] as const;

/** The same results as files for other programs, and what the names in them stand for. */
export function renderDataPage(page: Page): PublishedFile {
  const { data: words, pages } = page.messages;
  const files = dataFiles(page.index.seen);
  const rows = [
    ...files.map((file) => [file.path, describeFile(page, file)] as const),
    ...LOG_FILES.map(([path, kind]) => [path, words.files[kind]] as const),
  ];
  return renderPage(page, {
    name: "data",
    title: pages.data,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.data}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      <section>
        <h2>${words.downloadsTitle}</h2>
        ${renderTable(page, {
          caption: words.downloadsCaption,
          head: tableRow(columnHead(words.file, "text"), columnHead(words.holds, "text")),
          body: rows.map(([path, holds]) =>
            tableRow(rowHead(html`<a href="${page.file(path)}"><code>${path}</code></a>`), textCell(holds)),
          ),
        })}
      </section>
      <section>
        <h2>${words.columnsTitle}</h2>
        <p>${words.columnsLead}</p>
        ${files.map((file) => renderColumns(page, file))}
      </section>
      ${renderNames(page)}
      <section class="prose">
        <h2>${words.signsTitle}</h2>
        <p>${words.signs}</p>
      </section>
      <section class="prose">
        <h2>${words.reuseTitle}</h2>
        <p>${words.reuse}</p>
      </section>`,
  });
}

function describeFile(page: Page, file: DataFile): Content {
  const { data: words } = page.messages;
  const kind = kindOf(file.path);
  if (kind === undefined) return html`<span lang="en">${file.title}</span>`;
  const several = page.index.seen.election.contests.length > 1;
  const contest = contestOf(page, file.path);
  if (contest === undefined || !several) return words.files[kind];
  return html`${words.files[kind]} ${words.ofContest(page.text(contest.title))}`;
}

function kindOf(path: string): DataKind | undefined {
  const name = path.replace(/^data\//, "");
  const table = CONTEST_TABLES.find((kind) => name.startsWith(`${kind}-`));
  if (table !== undefined) return table;
  if (name === "findings.csv") return "findings";
  if (name === "statements.csv") return "statements";
  return name === "results.json" ||
    name === "declarations.json" ||
    name === "tests.json" ||
    name === "statements.jsonld" ||
    name === "claim-reviews.jsonld" ||
    name === "datapackage.json"
    ? name
    : undefined;
}

function contestOf(page: Page, path: string) {
  const csv = path.replace(/parquet$/, "csv");
  return page.index.seen.election.contests.find(({ id }) =>
    CONTEST_TABLES.some((table) => page.index.dataPath(table, id) === csv),
  );
}

/** The columns of one table. A Parquet file has those of the CSV of the same name. */
function renderColumns(page: Page, file: DataFile): Content {
  if (file.fields.length === 0 || file.path.endsWith(".parquet")) return undefined;
  const { data: words, words: general } = page.messages;
  return html`<details>
    <summary><code>${file.path}</code></summary>
    ${renderTable(page, {
      caption: words.columnsCaption(file.path),
      look: "compact",
      head: tableRow(columnHead(general.column, "text"), columnHead(words.holds, "text")),
      body: file.fields.map((field) =>
        tableRow(rowHead(html`<code>${field.name}</code>`), describeColumn(page, file, field)),
      ),
    })}
  </details> `;
}

function describeColumn(page: Page, file: DataFile, field: DataField): Html {
  const { data: words } = page.messages;
  const contest = contestOf(page, file.path);
  const selection = contest?.selections.find(({ id }) => id === field.name);
  if (selection !== undefined) return textCell(words.votesOf(page.text(selection.name)));
  const box = TOTAL_BOXES.find((name) => name === field.name);
  if (box !== undefined) {
    const note = kindOf(file.path) === "results" ? words.sumColumn : words.boxColumn;
    return textCell(html`${page.messages.boxes[box]}. ${note}`);
  }
  const own = words.columns[field.name];
  return own === undefined ? html`<td lang="en">${field.description}</td>` : textCell(own);
}

/** The ids that stand in the files, with the names that stand on these pages. */
function renderNames(page: Page): Html {
  const { data: words, words: general } = page.messages;
  const { contests, sources } = page.index.seen.election;
  return html`<section>
    <h2>${words.namesTitle}</h2>
    <p>${words.namesLead}</p>
    ${renderTable(page, {
      caption: words.namesCaption,
      look: "compact",
      head: tableRow(
        columnHead(words.id, "text"),
        columnHead(words.kind, "text"),
        columnHead(words.name, "text"),
      ),
      body: [
        contests.map((contest) => [
          nameRow(general.contest, contest.id, page.text(contest.title)),
          contest.selections.map((selection) =>
            nameRow(general.selection, selection.id, page.text(selection.name)),
          ),
        ]),
        sources.map((source) => nameRow(general.source, source.id, page.text(source.name))),
      ],
    })}
  </section> `;
}

function nameRow(kind: string, id: string, name: string): Html {
  return tableRow(rowHead(html`<code>${id}</code>`), textCell(kind), textCell(isolated(name)));
}

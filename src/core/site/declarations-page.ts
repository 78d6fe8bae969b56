import { compareDeclaration } from "../comparison.ts";
import { figuresOf, sharesAlone, type DeclarationView, type DeclaredResult } from "../declaration.ts";
import type { Contest } from "../election.ts";
import type { Register } from "../register.ts";
import type { SourceView } from "../view.ts";
import { registeredName } from "./coverage.ts";
import { announced, renderDeclaredTable } from "./declared-table.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import { formatAnnounced } from "./number-format.ts";
import { contestAnchor, type Page } from "./page.ts";
import { renderStatementLinks } from "./record/statement-links.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow } from "./table.ts";

/** Everything that was declared, in the order it entered the log. Nothing replaced is taken away. */
export function renderDeclarations(page: Page): PublishedFile {
  const { declarations: words, pages } = page.messages;
  const { seen } = page.index;
  const sections = seen.election.contests.map((contest) => renderContest(page, contest));
  return renderPage(page, {
    name: "declarations",
    title: pages.declarations,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.declarations}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${seen.declarations.length === 0 ? html`<p>${words.none}</p>` : sections}`,
  });
}

function renderContest(page: Page, contest: Contest): Content {
  const views = page.index.seen.declarations.filter((view) => view.declaration.contest === contest.id);
  if (views.length === 0) return undefined;
  return html`<section id="${contestAnchor(contest.id)}">
    <h2>${isolated(page.text(contest.title))}</h2>
    ${views.map((view) => renderDeclaration(page, view))}
  </section> `;
}

function renderDeclaration(page: Page, view: DeclarationView): Html {
  const { declaration } = view;
  const { declarations: words, date, words: general } = page.messages;
  const source = page.index.primaryOf(declaration.contest);
  const title = html`${isolated(page.sourceName(declaration.source))}, ${date(declaration.announcedAt)}`;
  const standing =
    view.supersededBy === undefined
      ? words.current
      : html`${words.supersededBy} <a href="#declaration-${view.supersededBy}">${view.supersededBy}</a>`;
  const { stationsCountedShare: share, supersedes, note } = declaration;
  const facts = factList(
    fact(words.status, html`${page.messages.declarationStatus[declaration.status]}. ${standing}.`),
    fact(general.code, html`<code>${declaration.id}</code>`),
    fact(words.announced, declaration.announcedAt),
    share === undefined
      ? undefined
      : fact(words.coverageAnnounced, formatAnnounced(share, page.messages.marks)),
    supersedes === undefined
      ? undefined
      : fact(words.supersedes, html`<a href="#declaration-${supersedes}">${supersedes}</a>`),
    note === undefined ? undefined : fact(words.note, note),
    fact(
      words.cited,
      html`<ul>
        ${declaration.sources.map((cited) => html`<li>${renderCited(cited)}</li>`)}
      </ul>`,
    ),
    declaration.statements === undefined
      ? undefined
      : fact(page.messages.pages.record, renderStatementLinks(page, declaration.statements)),
    fact(words.entry, renderEntryLink(page, view.entry)),
  );
  return html`<article
    class="declaration${view.supersededBy === undefined ? undefined : " superseded"}"
    id="declaration-${declaration.id}"
  >
    <h3>${title}</h3>
    ${facts}${renderFigures(page, view, source)}
  </article> `;
}

/** An address is a link of the declaration's own, the only links that leave the folder; any other text stays text. */
function renderCited(cited: string): Html {
  return /^https?:\/\/[^\s"'<>\\]+$/.test(cited)
    ? html`<a class="long" href="${cited}" rel="noreferrer noopener external">${cited}</a>`
    : isolated(cited);
}

function renderEntryLink(page: Page, entry: number): Html {
  const named = page.index.context.entryAt(entry).entry;
  const text = page.messages.unit.reading(page.count(entry));
  if (named.kind !== "results-declared") return html`${text}`;
  const { blobPath } = page.index.context;
  return html`${text},
    <a href="${page.file(blobPath(named.declaration))}"
      >${page.messages.declarations.file} <code class="hash">${named.declaration}</code></a
    >`;
}

function renderFigures(page: Page, view: DeclarationView, source: SourceView | undefined): Content {
  const { declarations: words } = page.messages;
  const { register } = page.index.seen;
  const [first, ...others] = sortResults(view.declaration.results, register);
  if (first === undefined) return undefined;
  if (source === undefined) return [html`<p class="note">${words.noTabulation}</p> `, renderBare(page, view)];
  return html`<p>${words.against(page.sourceName(source.source))}</p>
    ${renderDeclaredTable(page, source, { view, result: first })}${
      others.length === 0
        ? undefined
        : renderUnits(page, source, { ...view, declaration: { ...view.declaration, results: others } })
    }`;
}

/** From the top down, by id within a level; units this election does not have come last. */
function sortResults(results: readonly DeclaredResult[], register: Register): DeclaredResult[] {
  return results
    .map((result) => {
      const unit = register.unitIndex(result.unit);
      return { result, level: unit === undefined ? register.units : register.unitLevels.at(unit) };
    })
    .sort((one, other) => one.level - other.level || (one.result.unit < other.result.unit ? -1 : 1))
    .map(({ result }) => result);
}

/** The declared figures alone, where no sheet of the contest is there to set beside them. */
function renderBare(page: Page, { declaration }: DeclarationView): Html {
  const contest = page.contestWith(declaration.contest);
  const { words, declarations } = page.messages;
  return html`${declaration.results.map((result) =>
    renderTable(page, {
      caption: declarations.caption(result.unit, declaration.id),
      look: "compact",
      head: tableRow(columnHead(words.selection, "text"), columnHead(words.declared)),
      body: [
        ...[...figuresOf(result)].map(([figure, value]) => [figure, page.count(value)] as const),
        ...[...sharesAlone(result)].map(([figure, share]) => [figure, announced(page, share)] as const),
      ].map(([figure, value]) =>
        tableRow(rowHead(isolated(page.figureName(figure, contest))), numberCell(value)),
      ),
    }),
  )}`;
}

/** All further units of a declaration, one a row: each figure as declared, with its difference below it. */
function renderUnits(page: Page, source: SourceView, view: DeclarationView): Html {
  const { declarations: words, words: general, coverage } = page.messages;
  const { register } = page.index.seen;
  const contest = page.contestWith(view.declaration.contest);
  const figures = [
    ...new Set(
      view.declaration.results.flatMap((result) => [
        ...figuresOf(result).keys(),
        ...sharesAlone(result).keys(),
      ]),
    ),
  ];
  const compared = new Map<string, Map<string, { declared: number; difference: number | undefined }>>();
  for (const total of compareDeclaration(source.tabulation, view, register)) {
    const { unit, figure, declared, difference } = total;
    const ofUnit =
      compared.get(unit) ?? new Map<string, { declared: number; difference: number | undefined }>();
    compared.set(unit, ofUnit.set(figure, { declared, difference }));
  }
  const rows = view.declaration.results.map((result) => {
    const unit = register.unitIndex(result.unit);
    const name =
      unit === undefined
        ? html`${isolated(result.unit)} <small>${words.unitUnknown}</small>`
        : html`<a href="${page.unit(unit)}">${isolated(page.unitName(unit))}</a>`;
    const stations = unit === undefined ? undefined : source.tabulation.stations(unit);
    const shares = sharesAlone(result);
    return tableRow(
      rowHead(name),
      numberCell(page.count(stations?.counted)),
      numberCell(page.count(stations?.registered)),
      ...figures.map((figure) => {
        const cell = compared.get(result.unit)?.get(figure);
        const share = shares.get(figure);
        if (share !== undefined) return numberCell(announced(page, share));
        if (cell === undefined) return numberCell(page.messages.words.notOnForm);
        return numberCell(html`${page.count(cell.declared)} <small>${page.signed(cell.difference)}</small>`);
      }),
    );
  });
  return html`<h4>${words.unitsTitle}</h4>
    <p class="note">${words.unitsCell}</p>
    ${renderTable(page, {
      caption: `${words.unitsCaption} (${view.declaration.id})`,
      look: "units",
      head: tableRow(
        columnHead(general.unit, "text"),
        columnHead(coverage.counted),
        columnHead(registeredName(page)),
        ...figures.map((figure) => columnHead(isolated(page.figureName(figure, contest)))),
      ),
      body: rows,
    })}`;
}

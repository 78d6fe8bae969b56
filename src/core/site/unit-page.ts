import type { Contest } from "../election.ts";
import type { SourceView } from "../view.ts";
import { chartPatterns, renderStack, renderStackLegend } from "./chart.ts";
import { hasSizedUnit, registeredName, registerNote, renderCoverage } from "./coverage.ts";
import { renderDeclaredTable } from "./declared-table.ts";
import { renderFindingList } from "./finding-text.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import { contestAnchor, unitAnchor, type Page } from "./page.ts";
import type { StationGroup, UnitPage } from "./page-plan.ts";
import { renderProofTable } from "./proof-table.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import type { SiteIndex } from "./site-index.ts";
import { addEntriesOf, renderStation } from "./station-section.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow } from "./table.ts";

const ROOT = 0;

/** A reporting unit: its results by child unit, what was declared for it, and the stations that stand on this page. */
export function renderUnitPage(page: Page, plan: UnitPage): PublishedFile {
  const { unit, part, parts, groups } = plan;
  const { unit: words, pages } = page.messages;
  const name = unit === ROOT ? page.unitName(ROOT) : nameWithin(page, unit);
  const title = parts > 1 ? `${name}, ${words.part(page.count(part), page.count(parts))}` : name;
  const level = page.levelName(unit);
  const contests = page.index.seen.election.contests;
  const results = part > 1 ? [] : contests.map((contest) => renderResults(page, unit, contest));
  return renderPage(page, {
    name: "units",
    title: unit === ROOT ? `${pages.units}: ${title}` : title,
    description: `${title}. ${page.text(page.index.seen.election.title)}.`,
    breadcrumbs: renderBreadcrumbs(page, unit),
    content: html`${chartPatterns()}
      <div class="opening">
        <p class="dateline">${level ?? pages.units}</p>
        <h1>${isolated(page.unitName(unit))}</h1>
        ${parts > 1 ? renderParts(page, plan) : renderContents(page, plan)}
      </div>
      ${results}${part > 1 ? undefined : renderUnitFindings(page, unit)}${renderStations(page, plan)}${
        parts > 1 ? renderParts(page, plan) : undefined
      }${renderProofTable(page, entriesOf(page.index, groups))}`,
  });
}

/** The entries of the log that a page of these stations rests on. */
export function entriesOf(index: SiteIndex, groups: readonly StationGroup[]): ReadonlySet<number> {
  const entries = new Set<number>();
  for (const { stations } of groups) addEntriesOf(index, stations, entries);
  return entries;
}

/** Where a long page's sections begin. */
function renderContents(page: Page, { groups }: UnitPage): Content {
  if (groups.length === 0) return undefined;
  const { contests } = page.index.seen.election;
  return html`<nav class="contents" aria-label="${page.messages.unit.contents}">
    <ul>
      ${contests.map(
        ({ id, title }) => html`<li><a href="#${contestAnchor(id)}">${isolated(page.text(title))}</a></li> `,
      )}
      <li><a href="#stations">${page.messages.unit.stationsTitle}</a></li>
      <li><a href="#proof">${page.messages.unit.proofTitle}</a></li>
    </ul>
  </nav> `;
}

/** The unit's name with its parent's: there are many places called San Juan. */
function nameWithin(page: Page, unit: number): string {
  const parent = page.index.seen.register.unitParents.at(unit);
  return parent > ROOT ? `${page.unitName(unit)}, ${page.unitName(parent)}` : page.unitName(unit);
}

/** The units from the whole down to this one. */
export function ancestorsOf({ seen: { register } }: SiteIndex, unit: number): number[] {
  const path: number[] = [];
  for (let at = unit; at >= 0; at = register.unitParents.at(at)) path.unshift(at);
  return path;
}

function renderBreadcrumbs(page: Page, unit: number): Content {
  if (unit === ROOT) return undefined;
  const steps = ancestorsOf(page.index, unit).map((at) => {
    const name = isolated(page.unitName(at));
    return at === unit
      ? html`<li><a href="${page.unit(at)}" aria-current="page">${name}</a></li> `
      : html`<li><a href="${page.unit(at)}">${name}</a></li> `;
  });
  return html`<nav class="breadcrumbs" aria-label="${page.messages.shell.breadcrumbs}">
    <ol>
      ${steps}
    </ol>
  </nav> `;
}

function renderParts(page: Page, { path, parts, part }: UnitPage): Html {
  const first = path.replace(/(?:\.\d+)?\.html$/, "");
  const links = Array.from({ length: parts }, (_, at) => {
    const target = at === 0 ? `${first}.html` : `${first}.${at + 1}.html`;
    const mark = at + 1 === part ? html` aria-current="page"` : undefined;
    return html`<li><a href="${page.page(target)}" ${mark}>${page.count(at + 1)}</a></li>`;
  });
  return html`<nav class="parts" aria-label="${page.messages.unit.partNavigation}">
    <ul>
      ${links}
    </ul>
  </nav> `;
}

function renderResults(page: Page, unit: number, contest: Contest): Html {
  const source = page.index.primaryOf(contest.id);
  const title = html`<h2>${isolated(page.text(contest.title))}</h2>`;
  if (source === undefined)
    return html`<section id="${contestAnchor(contest.id)}">
      ${title}
      <p>${page.messages.overview.noSheets}</p>
    </section> `;
  const children = page.index.plan.childrenOf[unit] ?? [];
  const table =
    children.length > 0
      ? renderChildren(page, { source, children, unit })
      : renderTotals(page, { source, children: [], unit });
  const note = unit === ROOT ? html`<p class="note">${registerNote(page)}</p> ` : undefined;
  return html`<section id="${contestAnchor(contest.id)}">
    ${title} ${renderCoverage(page, source, unit)}${note}${table}${renderDeclared(page, source, unit)}
  </section> `;
}

interface Results {
  readonly source: SourceView;
  readonly unit: number;
  readonly children: readonly number[];
}

/** The child units with coverage, votes and shares; the looks of the bars are the same on every page. */
function renderChildren(page: Page, { source, children, unit }: Results): Html {
  const { words, coverage, unit: unitWords } = page.messages;
  const order = page.index.orderOf(source);
  const level = page.levelName(children[0] ?? ROOT) ?? words.unit;
  const sized = hasSizedUnit(source, children);
  const heads = sized
    ? [registeredName(page), coverage.counted, coverage.explained, coverage.missing]
    : [coverage.counted, coverage.explained];
  const direct = page.index.plan.stationsOf[unit]?.length ?? 0;
  return html`<h3>${unitWords.childrenTitle(level)}</h3>
    ${renderStackLegend(page, source.contest, order)}${renderTable(page, {
      caption: unitWords.resultCaption(page.text(source.contest.title), page.sourceName(source.source)),
      look: "units",
      head: tableRow(
        columnHead(level, "text"),
        html`<th scope="col" class="graphic">${unitWords.shareOfValid}</th>`,
        ...order.all.map((id) => columnHead(isolated(page.selectionName(source.contest, id)))),
        columnHead(unitWords.valid),
        ...heads.map((head) => columnHead(head)),
      ),
      body: [
        children.map((child) => {
          const name = html`<a href="${page.unit(child)}">${isolated(page.unitName(child))}</a>`;
          return html`<tr>
            ${renderResultCells(page, { source, unit: child, name, sized })}
          </tr> `;
        }),
        html`<tr class="sum">
          ${renderResultCells(page, { source, unit, name: words.total, sized })}
        </tr> `,
      ],
    })}${direct > 0 ? html`<p class="note">${unitWords.directStations}</p> ` : undefined}`;
}

interface ResultRow {
  readonly source: SourceView;
  readonly unit: number;
  readonly name: Content;
  /** Whether there is anything to say of how many stations there are. */
  readonly sized: boolean;
}

function renderResultCells(page: Page, { source, unit, name, sized }: ResultRow): Content {
  const order = page.index.orderOf(source);
  const totals = source.tabulation.totals(unit);
  const stations = source.tabulation.stations(unit);
  const outside =
    stations.outsideRegister > 0
      ? html` <small title="${page.messages.coverage.outside}"
          >(+${page.count(stations.outsideRegister)})</small
        >`
      : undefined;
  return [
    rowHead(name),
    html`<td class="graphic">
      ${(totals.validVotes ?? 0) > 0 ? renderStack(totals.votes, order) : undefined}
    </td>`,
    order.all.map((id) => {
      const share = page.share(totals.votes[id], totals.validVotes);
      return numberCell(
        html`${page.count(totals.votes[id])}${share === undefined ? undefined : html` <small>${share}</small>`}`,
      );
    }),
    numberCell(page.count(totals.validVotes)),
    sized ? numberCell(html`${page.count(stations.registered)}${outside}`) : undefined,
    numberCell(page.count(stations.counted)),
    numberCell(page.count(stations.explained)),
    sized ? numberCell(page.count(stations.missing)) : undefined,
  ];
}

/** The totals of a unit that has no units below it. */
function renderTotals(page: Page, { source, unit }: Results): Html {
  const { words, unit: unitWords, boxes } = page.messages;
  const totals = source.tabulation.totals(unit);
  const sheets = source.tabulation.sheetsIn(unit, "published");
  const stating = source.tabulation.sheetsStating(unit);
  const total = (box: "validVotes" | "blankVotes" | "nullVotes") => {
    const sum = totals[box] === undefined ? words.notOnForm : page.count(totals[box]);
    const partial = stating[box] > 0 && stating[box] < sheets;
    const note = partial ? html` <small>${unitWords.statedBy(page.count(stating[box]))}</small>` : undefined;
    return html`<tr class="total">
      ${rowHead(boxes[box])}${numberCell(html`${sum}${note}`)}${numberCell("")}
    </tr> `;
  };
  return renderTable(page, {
    caption: unitWords.resultCaption(page.text(source.contest.title), page.sourceName(source.source)),
    look: "compact",
    head: tableRow(columnHead(words.selection, "text"), columnHead(words.votes), columnHead(words.share)),
    body: [
      page.index
        .orderOf(source)
        .all.map((id) =>
          tableRow(
            rowHead(isolated(page.selectionName(source.contest, id))),
            numberCell(page.count(totals.votes[id])),
            numberCell(page.share(totals.votes[id], totals.validVotes)),
          ),
        ),
      total("validVotes"),
      total("blankVotes"),
      total("nullVotes"),
    ],
  });
}

function renderDeclared(page: Page, source: SourceView, unit: number): Content {
  const id = page.index.seen.register.unitIds[unit] ?? "";
  const declared = (page.index.declaredOfUnit.get(id) ?? []).filter(
    ({ view }) => view.declaration.contest === source.contest.id,
  );
  if (declared.length === 0) return undefined;
  const tables = declared.map((one) => {
    const { declaration } = one.view;
    const anchor = `declaration-${declaration.id}`;
    return html`<p>
        <a href="${page.page("declarations.html", anchor)}"
          >${page.sourceName(declaration.source)}, ${page.messages.date(declaration.announcedAt)}</a
        >. ${page.messages.declarationStatus[declaration.status]}.
      </p>
      ${renderDeclaredTable(page, source, one)}`;
  });
  return html`<h3>${page.messages.unit.declaredTitle}</h3>
    ${tables}`;
}

function renderUnitFindings(page: Page, unit: number): Content {
  const findings = page.index.findingsOfUnit(unit);
  if (findings.length === 0) return undefined;
  return html`<section>
    <h2>${page.messages.unit.findingsTitle}</h2>
    ${renderFindingList(page, findings)}
  </section> `;
}

function renderStations(page: Page, plan: UnitPage): Content {
  const { unit, groups } = plan;
  const empty = emptyUnits(page.index, plan);
  if (groups.length === 0 && empty.length === 0) return undefined;
  const [first] = groups;
  const alone = groups.length === 1 && first?.unit === unit;
  const sections = alone
    ? html`<div class="stations">
        ${first.stations.map((station) => renderStation(page, station, "h3"))}
      </div> `
    : renderGroups(page, unit, groups);
  return html`<section>
    <h2 id="stations">${page.messages.unit.stationsTitle}</h2>
    <p class="note">${page.messages.words.legend}</p>
    ${sections}${empty.map((at) => renderEmptyUnit(page, at))}
  </section> `;
}

/** Units of this page without any station: tables link to them, so they are said to be empty. */
export function emptyUnits(index: SiteIndex, { unit, groups }: UnitPage): number[] {
  const { plan } = index;
  if (plan.isSplit(unit)) return [];
  const shown = new Set<number>();
  const { unitParents } = index.seen.register;
  for (const group of groups)
    for (let at = group.unit; at >= 0 && !shown.has(at); at = unitParents.at(at)) shown.add(at);
  return [...plan.below(unit)].filter((at) => !shown.has(at));
}

function renderEmptyUnit(page: Page, unit: number): Html {
  return html`<section class="group">
    <h3 id="${unitAnchor(page.index.seen.register.unitIds[unit])}">${isolated(page.unitName(unit))}</h3>
    <p>${page.messages.unit.noStations}</p>
  </section> `;
}

/** Anchors of units on the way, which have no stations of their own, stand before the first group below them. */
function renderGroups(page: Page, unit: number, groups: readonly StationGroup[]): Content {
  const { register } = page.index.seen;
  const anchored = new Set([unit]);
  return groups.map((group) => {
    const path = ancestorsOf(page.index, group.unit).filter((at) => at > unit);
    const anchors = path
      .filter((at) => at !== group.unit && !anchored.has(at))
      .map((at) => html`<span id="${unitAnchor(register.unitIds[at])}"></span>`);
    for (const at of path) anchored.add(at);
    const inside = path.slice(0, -1).map((at) => html`${isolated(page.unitName(at))} › `);
    const within = inside.length > 0 ? html`<span class="within">${inside}</span>` : undefined;
    return html`${anchors}
      <section class="group">
        <h3 id="${unitAnchor(register.unitIds[group.unit])}">
          ${within}${isolated(page.unitName(group.unit))}
        </h3>
        <div class="stations">${group.stations.map((station) => renderStation(page, station, "h4"))}</div>
      </section> `;
  });
}

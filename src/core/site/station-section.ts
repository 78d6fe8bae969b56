import type { Contest } from "../election.ts";
import { explanationsOf, isCounted } from "../tabulation.ts";
import type { Account } from "../settled-sheets.ts";
import { boxNamesOf, NOT_ON_FORM, TOTAL_BOXES } from "../tally-sheet.ts";
import type { SourceView } from "../view.ts";
import { explanationName } from "./coverage.ts";
import { copiesShown, renderCopies } from "./copies.ts";
import { renderEvidence } from "./evidence.ts";
import { renderFindingList } from "./finding-text.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import { stationAnchor, type Page } from "./page.ts";
import type { SiteIndex } from "./site-index.ts";

/** A polling station: every source's account of its sheets side by side, what was found, and what proves it. */
export function renderStation(page: Page, station: number, level: "h3" | "h4"): Html {
  const { register, election } = page.index.seen;
  const { unit: words } = page.messages;
  const id = register.stationIds[station] ?? "";
  const listed = register.stationRegisteredVoters.at(station);
  const voters = listed >= 0 ? words.registeredVoters(page.count(listed)) : words.registeredUnknown;
  const size = register.adopted ? html`<p class="voters">${voters}</p>` : undefined;
  const heading = html`<a href="#${stationAnchor(id)}" title="${words.permalink(id)}"
    >${isolated(words.stationTitle(id))}</a
  >`;
  const titled = level === "h3" ? html`<h3>${heading}</h3>` : html`<h4>${heading}</h4>`;
  const outside = register.isOutside(station)
    ? html`<p class="note">${page.messages.status.outside}</p>`
    : undefined;
  // Copies beside each other need the width of the page.
  const look = copiesShown(page.index, station).length > 1 ? "station wide" : "station";
  return html`<article class="${look}" id="${stationAnchor(id)}">
    ${titled} ${size}${outside}
    ${election.contests.map((contest) => renderSheets(page, station, contest))}${renderFindings(page, station)}${renderCopies(page, station)}${renderEvidence(page, station)}${renderAdjudications(page, station)}
  </article> `;
}

/** One account of the station's sheet, as a column. */
interface Column {
  readonly head: Html;
  readonly boxes: Int32Array;
  /** Whether it is what the accounts settle to, which no other account can differ from. */
  readonly settled: boolean;
}

function renderSheets(page: Page, station: number, contest: Contest): Content {
  const sources = page.index.sourcesOf(contest.id);
  const several = page.index.seen.election.contests.length > 1;
  const title = several ? html`<p class="contest">${isolated(page.text(contest.title))}</p> ` : undefined;
  const known = sources.filter(({ sheets }) => sheets.status(station) !== "missing");
  if (known.length === 0)
    return html`${title}
      <p class="status missing">
        <span class="mark" aria-hidden="true">○</span> ${page.messages.unit.sheetMissing}
      </p> `;
  const shown = sources.filter((source, at) => at === 0 || known.includes(source));
  const columns = known.flatMap((source) => columnsOf(page, source, station));
  return html`${title}${shown.map((source) => renderStatus(page, source, station))}${renderAccounts(page, {
    station,
    contest,
    columns,
  })}`;
}

function renderStatus(page: Page, source: SourceView, station: number): Html {
  const { sheets } = source;
  const { status } = page.messages;
  const name = isolated(page.sourceName(source.source));
  if (isCounted(sheets, station, page.index.setAside)) {
    const counted = page.index.seen.register.isOutside(station) ? status.outsideCounted : status.counted;
    return html`<p class="status counted">
      <span class="mark" aria-hidden="true">●</span> ${name}: ${counted}
    </p> `;
  }
  if (sheets.status(station) === "missing")
    return html`<p class="status missing">
      <span class="mark" aria-hidden="true">○</span> ${name}: ${status.missing}
    </p> `;
  const reasons = explanationsOf(sheets, station, page.index.setAside).map((reason, at) => [
    at > 0 ? "; " : "",
    explanationName(page, reason),
  ]);
  return html`<p class="status explained">
    <span class="mark" aria-hidden="true">◐</span> ${name}: ${status.explained}. ${reasons}
  </p> `;
}

function columnsOf(page: Page, source: SourceView, station: number): Column[] {
  const { sheets } = source;
  const accounts = sheets.accounts(station);
  const name = isolated(page.sourceName(source.source));
  const columns = accounts.map((account) => ({
    head: html`${name} <small>${accountOrigin(page, account)}</small>`,
    boxes: account.boxes,
    settled: false,
  }));
  const boxes = sheets.boxes(station);
  const isShown = accounts.some((account) => sameBoxes(account.boxes, boxes));
  if (accounts.length < 2 || isShown || !sheets.isTranscribed(station)) return columns;
  const head = html`${name} <small>${page.messages.unit.transcription}</small>`;
  return [...columns, { head, boxes, settled: true }];
}

function sameBoxes(one: Int32Array, other: Int32Array): boolean {
  return one.every((value, column) => value === other[column]);
}

/** Where an account stands in the log; the table at the end of the page has the proof of that entry. */
function accountOrigin(page: Page, account: Account): Html {
  const words = page.messages.unit;
  const entry = page.count(account.entry);
  const text = account.row > 0 ? words.dataset(entry, page.count(account.row)) : words.reading(entry);
  const reader = account.reader === undefined ? undefined : html` ${words.reader(account.reader)}`;
  return html`<a href="#${entryAnchor(account.entry)}">${text}</a>${reader}`;
}

export function entryAnchor(entry: number): string {
  return `entry-${entry}`;
}

interface Accounts {
  readonly station: number;
  readonly contest: Contest;
  readonly columns: readonly Column[];
}

function renderAccounts(page: Page, { station, contest, columns }: Accounts): Content {
  if (columns.length === 0) return undefined;
  const id = page.index.seen.register.stationIds[station] ?? "";
  const caption = page.messages.unit.stationCaption(id, page.text(contest.title));
  const names = boxNamesOf(contest.selections);
  const rows = names.map((name, column) => renderBoxRow(page, { name, contest, column, columns }));
  const heads = columns.map(({ head }) => html`<th scope="col">${head}</th>`);
  const table = html`<table class="sheet">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        <td></td>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table> `;
  if (columns.length < 3) return table;
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="${page.messages.shell.scrollable(caption)}"
  >
    ${table}
  </div> `;
}

interface BoxRow {
  readonly name: string;
  readonly contest: Contest;
  readonly column: number;
  readonly columns: readonly Column[];
}

function renderBoxRow(page: Page, { name, contest, column, columns }: BoxRow): Content {
  const values = columns.map(({ boxes }) => boxes[column] ?? NOT_ON_FORM);
  if (values.every((value) => value === NOT_ON_FORM)) return undefined;
  const stated = values.filter((value, at) => value >= 0 && columns[at]?.settled === false);
  const differ = stated.some((value) => value !== stated[0]);
  const cells = values.map((value, at) => {
    if (!differ || value < 0 || columns[at]?.settled === true) return html`<td>${page.box(value)}</td>`;
    return html`<td class="differs">
      <span class="ne" role="img" aria-label="${page.messages.words.differs}">≠</span> ${page.box(value)}
    </td>`;
  });
  const head = html`<th scope="row">${page.figureName(name, contest)}</th>`;
  return column === TOTAL_BOXES.length
    ? html`<tr class="first">
        ${head}${cells}
      </tr> `
    : html`<tr>
        ${head}${cells}
      </tr> `;
}

function renderFindings(page: Page, station: number): Content {
  const findings = page.index.findingsOfStation(station);
  return findings.length === 0 ? undefined : html`${renderFindingList(page, findings)} `;
}

function renderAdjudications(page: Page, station: number): Content {
  return page.index.adjudicationsOfStation.get(station)?.map((adjudication) => {
    const { decision, reason, entry } = adjudication;
    const words = page.messages.unit;
    const outcome =
      decision === "none-stands" ? words.adjudicatedNone : words.adjudicated(page.count(decision.entry));
    return html`<p class="adjudication">
      ${isolated(page.sourceName(adjudication.source))}: ${outcome} <q>${reason}</q> (<a
        href="#${entryAnchor(entry)}"
        >${words.reading(page.count(entry))}</a
      >)
    </p> `;
  });
}

/** Adds every entry of the log that what is shown of some stations rests on. */
export function addEntriesOf(index: SiteIndex, stations: readonly number[], to: Set<number>): void {
  for (const contest of index.seen.election.contests)
    for (const { sheets } of index.sourcesOf(contest.id)) sheets.addEntries(stations, to);
  for (const station of stations) if (index.stationsWithMore.has(station)) addMoreEntries(index, station, to);
}

function addMoreEntries(index: SiteIndex, station: number, to: Set<number>): void {
  for (const { evidence, readings, likeness } of index.evidenceOfStation.get(station) ?? []) {
    to.add(evidence.entry);
    if (likeness !== undefined) to.add(likeness.entry);
    if (evidence.redaction !== undefined) to.add(evidence.redaction.entry);
    for (const { reading } of readings) to.add(reading.entry);
  }
  for (const { entry } of index.adjudicationsOfStation.get(station) ?? []) to.add(entry);
}

import type { StationDifference } from "../comparison.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import type { ComparedSources } from "./site-index.ts";
import { columnHead, fact, factList, numberCell, renderTable, tableRow } from "./table.ts";

/** Stations listed for each two sources; the rest is in the data. */
const STATIONS_LISTED = 500;

/** Every two sources of a contest, station by station. */
export function renderDifferences(page: Page): PublishedFile {
  const { differences: words, pages } = page.messages;
  const pairs = page.index.comparisons;
  return renderPage(page, {
    name: "differences",
    title: pages.differences,
    description: words.lead,
    content: html`<div class="opening">
        <h1>${pages.differences}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${pairs.length === 0 ? html`<p>${words.single}</p>` : pairs.map((pair) => renderPair(page, pair))}`,
  });
}

function renderPair(page: Page, pair: ComparedSources): Html {
  const { differences: words } = page.messages;
  const { comparison, contest } = pair;
  const first = page.sourceName(pair.first.source);
  const second = page.sourceName(pair.second.source);
  const several = page.index.seen.election.contests.length > 1;
  const title = several ? html`<p class="dateline">${isolated(page.text(contest.title))}</p> ` : undefined;
  const share = page.share(comparison.stationsDifferent, comparison.stationsInBoth);
  const different = html`${page.count(comparison.stationsDifferent)}${share === undefined ? undefined : html` <small>${share}</small>`}`;
  return html`<section>
    ${title}
    <h2>${words.pair(first, second)}</h2>
    ${factList(
      fact(words.inBoth, page.count(comparison.stationsInBoth)),
      fact(words.equal, page.count(comparison.stationsEqual)),
      fact(words.different, different),
      comparison.stationsNotComparable === 0
        ? undefined
        : fact(words.notComparable, page.count(comparison.stationsNotComparable)),
      fact(words.onlyIn(first), page.count(comparison.onlyInFirst)),
      fact(words.onlyIn(second), page.count(comparison.onlyInSecond)),
    )}${renderList(page, pair)}
  </section> `;
}

function renderList(page: Page, pair: ComparedSources): Content {
  const { differences: words, words: general } = page.messages;
  const { differences } = pair.comparison;
  const first = page.sourceName(pair.first.source);
  const second = page.sourceName(pair.second.source);
  if (differences.length === 0) return html`<p>${words.noDifference}</p> `;
  const listed = differences.slice(0, STATIONS_LISTED);
  const left = differences.length - listed.length;
  const csv = page.index.dataPath("differences", pair.contest.id);
  const more = left > 0 ? html`${words.leftOut(page.count(listed.length), page.count(left))} ` : undefined;
  return html`${renderTable(page, {
      caption: `${words.listCaption}: ${words.pair(first, second)}. ${page.text(pair.contest.title)}`,
      head: tableRow(
        columnHead(general.station, "text"),
        columnHead(general.box, "text"),
        columnHead(isolated(page.sourceName(pair.first.source))),
        columnHead(isolated(page.sourceName(pair.second.source))),
        columnHead(general.difference),
      ),
      body: listed.map((difference) => renderStation(page, pair, difference)),
    })}
    <p class="note">${more}<a href="${page.file(csv)}">${words.csv}</a></p> `;
}

function renderStation(
  page: Page,
  { contest }: ComparedSources,
  { station, boxes }: StationDifference,
): Content {
  return boxes.map(({ box, first, second }, at) => {
    const head =
      at === 0
        ? html`<th scope="rowgroup" rowspan="${String(boxes.length)}">${page.stationLink(station)}</th>`
        : undefined;
    return html`<tr>
      ${head}
      <td>${isolated(page.figureName(box, contest))}</td>
      ${numberCell(page.count(first))}${numberCell(page.count(second))}
      <td class="n difference">${page.signed(first - second)}</td>
    </tr> `;
  });
}

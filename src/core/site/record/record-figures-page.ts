import { groupBy } from "../../group-by.ts";
import { MEASURES } from "../../record/claim.ts";
import type { FigurePair } from "../../record/record-view.ts";
import type { FigureView } from "../../record/statement-view.ts";
import { html, isolated, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import type { PublishedFile } from "../site-context.ts";
import { renderFigureChart } from "./figure-chart.ts";
import { groupPairs, renderFigureTable, renderPairs } from "./figure-table.ts";
import { renderRecordPage } from "./record-frame.ts";
import { RecordTeller } from "./record-teller.ts";

/** Per measure, all confirmed figures: drawn by day and origin, in a table, and two by two where they differ. */
export function renderRecordFigures(page: Page): PublishedFile {
  const tell = new RecordTeller(page);
  const { words, record } = tell;
  const sections = MEASURES.flatMap((measure) => {
    const figures = record.figures.filter(({ claim }) => claim.measure === measure);
    if (figures.length === 0) return [];
    const pairs = groupPairs(record.pairs.filter(({ one }) => one.claim.measure === measure));
    const groups = [...groupBy(figures, ({ claim }) => claim.about ?? "")].map(([about, group]) => ({
      about,
      figures: group,
      pairs: pairs.find((each) => each.about === about)?.pairs ?? [],
    }));
    return html`<section id="measure-${measure}">
      <h2>${words.measures[measure]}</h2>
      ${groups.map((group) => renderGroup(tell, words.measures[measure], group))}
    </section> `;
  });
  return renderRecordPage(tell, "figures", {
    lead: words.leads.figures,
    content: sections.length === 0 ? html`<p>${words.nothing}</p>` : [renderOrigins(tell), sections],
  });
}

interface FigureGroup {
  readonly about: string;
  readonly figures: readonly FigureView[];
  readonly pairs: readonly FigurePair[];
}

/** The figures of one measure of one thing. */
function renderGroup(tell: RecordTeller, measure: string, { about, figures, pairs }: FigureGroup): Content {
  const { words } = tell;
  const what = about === "" ? measure : `${measure}, ${tell.aboutName(about)}`;
  return html`${about === "" ? undefined : html`<h3>${isolated(tell.aboutName(about))}</h3> `}
  ${renderFigureChart(tell, figures, words.chartCaption(what))}
  ${renderFigureTable(tell, figures, { caption: words.figuresCaption(what), isOfOneThing: true })}
  ${pairs.length === 0 ? undefined : renderPairs(tell, pairs, words.pairsCaption(what))}`;
}

/** What the letters stand for: the documents of each origin. */
function renderOrigins(tell: RecordTeller): Content {
  const items = [...tell.origins].map(([origin, letter]) => {
    const documents = tell.record.documents.filter((document) => document.origin === origin);
    return html`<li>
      <b>${letter}</b>:
      ${documents.map((document, at) => [at === 0 ? "" : "; ", tell.documentLink(document)])}
    </li> `;
  });
  return html`<p class="note">${tell.words.chartOrigins}</p>
    <ul class="origins">
      ${items.slice(0, ORIGINS_MOST)}
    </ul>
    ${items.length > ORIGINS_MOST ? html`<p>${isolated("…")}</p> ` : undefined}`;
}

const ORIGINS_MOST = 200;

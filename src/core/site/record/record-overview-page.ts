import type { MeasureCount } from "../../statistics/conflicting-counts.ts";
import { html, isolated, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import type { PublishedFile } from "../site-context.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import { MEASURES, type FigureClaim } from "../../record/claim.ts";
import { groupPairs, renderFigureTable, renderPairs } from "./figure-table.ts";
import { renderRecordPage } from "./record-frame.ts";
import { RECORD_PATHS, RecordTeller } from "./record-teller.ts";

/** The record at a glance: how much of it there is, the ranges of its counts, its shares, and where figures differ. */
export function renderRecordOverview(page: Page): PublishedFile {
  const tell = new RecordTeller(page);
  const { words, record } = tell;
  const counted = (count: number) => [count, page.count(count)] as const;
  const shares = record.figures.filter(({ claim }) => claim.quantity.unit !== "count");
  return renderRecordPage(tell, "overview", {
    lead: words.lead,
    content: html`<p class="answer">
        ${words.summary({
          documents: counted(record.documents.length),
          origins: counted(tell.origins.size),
          statements: counted(record.statements.length),
        })}
      </p>
      <p>${words.confirmedBy}</p>
      ${renderRanges(tell)}${
        shares.length === 0
          ? undefined
          : html`<section>
              <h2>${words.sharesTitle}</h2>
              ${renderFigureTable(tell, shares, { caption: words.sharesCaption, isOfOneThing: false })}
            </section> `
      }${
        record.figures.length === 0
          ? undefined
          : html`<section>
              <h2>${words.contradictionsTitle}</h2>
              <p>${words.contradictionsLead}</p>
              ${renderContradictions(tell)}
            </section> `
      }${renderIncidents(tell)}`,
  });
}

/** The pairs that no words explain; how many others differ is told, and where they are. */
function renderContradictions(tell: RecordTeller): Content {
  const { page, words, record } = tell;
  const differing = record.pairs.filter(({ comparison }) => comparison.relation !== "agree");
  if (differing.length === 0) return html`<p>${words.contradictionsNone}</p>`;
  const unexplained = differing.filter(({ comparison }) =>
    ["contradict", "unclear"].includes(comparison.relation),
  );
  const explained = differing.length - unexplained.length;
  const address = page.page(RECORD_PATHS.figures);
  return html`${groupPairs(unexplained).map(({ measure, about, pairs }) =>
    renderPairs(
      tell,
      pairs,
      words.pairsCaption(
        about === "" ? words.measures[measure] : `${words.measures[measure]}, ${tell.aboutName(about)}`,
      ),
    ),
  )}${
    explained === 0
      ? undefined
      : html`<p><a href="${address}">${words.explained(explained, page.count(explained))}</a></p>`
  }`;
}

function renderRanges(tell: RecordTeller): Content {
  const { page, words, record } = tell;
  if (record.counts.length === 0) return undefined;
  return html`<section>
    <h2>${words.rangesTitle}</h2>
    ${renderTable(page, {
      caption: words.rangesCaption,
      head: tableRow(
        columnHead(words.measure, "text"),
        columnHead(words.about, "text"),
        columnHead(words.range),
        columnHead(words.floor),
        columnHead(words.voices),
        columnHead(words.origins),
      ),
      body: record.counts.flatMap((count) => renderCount(tell, count)),
    })}
    <p class="note">${words.rangesNote}</p>
  </section> `;
}

function renderCount(tell: RecordTeller, count: MeasureCount): Content[] {
  const { page, words } = tell;
  const measure = MEASURES.find((name) => name === count.measure);
  const name = measure === undefined ? count.measure : words.measures[measure];
  return count.incidents.map(({ incident, range, floor, sources }) => {
    const [about = "", ...scope] = incident.split(", ");
    const title = [tell.aboutName(about), ...scope].join(", ");
    const origins = new Set(
      tell.record.figures
        .filter(({ claim }) => claim.measure === measure && thingOf(claim) === incident)
        .map(({ origin }) => origin),
    );
    return tableRow(
      rowHead(
        html`<a href="${page.page(RECORD_PATHS.figures, `measure-${count.measure}`)}">${name}</a>${
            count.definition === ""
              ? undefined
              : html` <small>${definitionName(tell, count.definition)}</small>`
          }`,
      ),
      textCell(isolated(title)),
      numberCell(
        range === undefined
          ? page.messages.words.notOnForm
          : range.high === undefined
            ? words.noUpperEnd(page.count(range.low))
            : range.low === range.high
              ? page.count(range.low)
              : words.between(page.count(range.low), page.count(range.high)),
      ),
      numberCell(floor === undefined ? page.messages.words.notOnForm : page.count(floor)),
      numberCell(page.count(sources.length)),
      numberCell(page.count(origins.size)),
    );
  });
}

/** What a count is of, as the ranges name it: an incident, and of whom in it. */
function thingOf({ about = "", scope }: FigureClaim): string {
  return scope === undefined ? about : `${about}, ${scope}`;
}

function definitionName(tell: RecordTeller, definition: string): string {
  const known: Readonly<Record<string, string>> = tell.words.definitions;
  return Object.hasOwn(known, definition) ? (known[definition] ?? definition) : definition;
}

function renderIncidents(tell: RecordTeller): Content {
  const { page, words, record } = tell;
  if (record.incidents.length === 0) return undefined;
  return html`<section>
    <h2>${words.incidentsTitle}</h2>
    ${renderTable(page, {
      caption: words.incidentsCaption,
      head: tableRow(
        columnHead(words.incident, "text"),
        columnHead(words.when, "text"),
        columnHead(words.where, "text"),
        columnHead(words.statementsAbout),
      ),
      body: record.incidents.map((incident) => {
        const { title, type, from, to, place, placeLevel } = incident;
        const count = record.statements.filter(({ claim }) => claim.about === incident.incident).length;
        return html`<tr id="incident-${incident.incident}">
          ${rowHead(html`${isolated(title)} <small>${words.incidentTypes[type]}</small>`)}
          ${textCell([page.messages.date(from), ...(to === undefined ? [] : [" – ", page.messages.date(to)])])}
          ${textCell(
            place === undefined || placeLevel === undefined
              ? ""
              : html`${isolated(place)} <small>${words.placeLevels[placeLevel]}</small>`,
          )}
          ${numberCell(page.count(count))}
        </tr> `;
      }),
    })}
  </section> `;
}

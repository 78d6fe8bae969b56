import { STANCES, type PositionClaim } from "../../record/claim.ts";
import { groupBy } from "../../group-by.ts";
import { foldText } from "../../record/fold-text.ts";
import type { StatementView } from "../../record/statement-view.ts";
import { html, isolated, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import type { PublishedFile } from "../site-context.ts";
import { columnHead, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import { renderRecordPage } from "./record-frame.ts";
import { byText, RecordTeller } from "./record-teller.ts";

interface PositionView extends StatementView {
  readonly claim: PositionClaim;
}

interface Row {
  readonly name: string;
  readonly state: string | undefined;
  readonly positions: PositionView[];
}

/** Who took which position on what day: states first, then organisations and persons. Each cell leads onto the words. */
export function renderRecordPositions(page: Page): PublishedFile {
  const tell = new RecordTeller(page);
  const { words, record } = tell;
  const positions = record.statements.filter(
    (statement): statement is PositionView => statement.claim.kind === "position",
  );
  const rows = rowsOf(positions);
  const states = rows.filter(({ state }) => state !== undefined);
  const others = rows.filter(({ state }) => state === undefined);
  return renderRecordPage(tell, "positions", {
    lead: words.leads.positions,
    content:
      rows.length === 0
        ? html`<p>${words.nothing}</p>`
        : html`<p class="note">${words.matrixNote}</p>
            ${renderMatrix(tell, states, words.states)}${renderMatrix(tell, others, words.organisations)}`,
  });
}

/** One row a state, by its code; one row a name else. */
function rowsOf(positions: readonly PositionView[]): Row[] {
  const rows = new Map<string, Row>();
  for (const position of positions)
    for (const { name, state } of position.claim.actors) {
      const key = state ?? foldText(name);
      const row = rows.get(key) ?? { name, state, positions: [] };
      row.positions.push(position);
      rows.set(key, row);
    }
  return [...rows.values()].sort((one, other) => byText(foldText(one.name), foldText(other.name)));
}

function renderMatrix(tell: RecordTeller, rows: readonly Row[], title: string): Content {
  const { page, words } = tell;
  if (rows.length === 0) return undefined;
  const stances = STANCES.filter((stance) =>
    rows.some(({ positions }) => positions.some(({ claim }) => claim.stance === stance)),
  );
  return html`<section>
    <h2>${title}</h2>
    ${renderTable(page, {
      caption: words.matrixCaption,
      look: "matrix",
      head: tableRow(
        columnHead(words.state, "text"),
        ...stances.map((stance) => columnHead(words.stances[stance], "text")),
      ),
      body: rows.map(({ name, state, positions }) =>
        tableRow(
          rowHead(html`${isolated(name)}${state === undefined ? undefined : html` <small>${state}</small>`}`),
          ...stances.map((stance) => {
            const own = positions.filter(({ claim }) => claim.stance === stance);
            const origins = groupBy(sortByDay(tell, own), ({ origin }) => origin);
            return textCell([...origins.values()].map((copies) => renderDay(tell, copies)));
          }),
        ),
      ),
    })}
  </section> `;
}

function sortByDay(tell: RecordTeller, positions: readonly PositionView[]): readonly PositionView[] {
  return positions.toSorted(
    (one, other) => byText(tell.date(one)?.day ?? "", tell.date(other)?.day ?? "") || one.entry - other.entry,
  );
}

/** The first time that an origin says so, and the places where the same origin says it again. */
function renderDay(tell: RecordTeller, [first, ...again]: readonly PositionView[]): Content {
  if (first === undefined) return undefined;
  const { words } = tell;
  const date = tell.date(first);
  const day = date === undefined ? words.noDate : date.day.slice(0, 10);
  const mark = first.claim.isConditional ? html`<abbr title="${words.conditional}">*</abbr>` : undefined;
  const links = again.map((position, at) => html` ${tell.wordsLink(position, `[${at + 2}]`)}`);
  const { target } = first.claim;
  const towards = target === undefined ? undefined : html`<small>${isolated(tell.aboutName(target))}</small>`;
  return html`<span class="day">${tell.wordsLink(first, day)}${mark}<small>${links}</small></span
    >${towards} `;
}

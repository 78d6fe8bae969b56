import { KNOWN_SHEETS_MINIMUM, type ErrorRate } from "../people/known-sheets.ts";
import { html, type Content } from "./html.ts";
import type { Page } from "./page.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow } from "./table.ts";

/** How often people are wrong, by sheets whose numbers were known before they read them. */
export function renderKnownSheets(page: Page): Content {
  const known = page.index.seen.knownSheets;
  if (known === undefined) return undefined;
  const { knownSheets: words } = page.messages;
  const row = (name: string, rate: ErrorRate) =>
    tableRow(
      rowHead(name),
      numberCell(page.count(rate.sheets)),
      numberCell(page.count(rate.wrong)),
      numberCell(rate.rate === undefined ? "—" : percent(page, rate.rate)),
      numberCell(`${percent(page, rate.lower)} – ${percent(page, rate.upper)}`),
    );
  const content = known.isOpen
    ? html`<p>${words.lead(page.count(known.committed))}</p>
        ${renderTable(page, {
          caption: words.caption,
          head: tableRow(
            columnHead(words.of, "text"),
            columnHead(words.sheets),
            columnHead(words.wrong),
            columnHead(words.rate),
            columnHead(words.interval),
          ),
          body: [
            row(words.firstReading, known.firstReading),
            row(words.afterAgreement, known.afterAgreement),
          ],
        })}
        <p class="note">${words.note(page.count(known.notAgreed), page.count(KNOWN_SHEETS_MINIMUM))}</p>`
    : html`<p>${words.closed(page.count(known.committed))}</p> `;
  return html`<section id="known-sheets">
    <h2>${words.title}</h2>
    ${content}
  </section> `;
}

const MILLION = 1_000_000;

function percent(page: Page, rate: number): string {
  return page.share(Math.round(rate * MILLION), MILLION) ?? "—";
}

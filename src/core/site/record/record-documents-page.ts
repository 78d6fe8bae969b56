import type { DocumentView } from "../../record/record-view.ts";
import { html, isolated, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import type { PublishedFile } from "../site-context.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import { renderRecordPage } from "./record-frame.ts";
import { RecordTeller } from "./record-teller.ts";

/** The documents of the record with their origins: which come from which, and who says so. */
export function renderRecordDocuments(page: Page): PublishedFile {
  const tell = new RecordTeller(page);
  const { words, record } = tell;
  return renderRecordPage(tell, "documents", {
    lead: words.leads.documents,
    content: html`${renderTable(page, {
        caption: words.documentsCaption,
        head: tableRow(
          columnHead(words.document, "text"),
          columnHead(words.genre, "text"),
          columnHead(words.origin, "text"),
          columnHead(words.comesFrom, "text"),
          columnHead(words.statements),
        ),
        body: record.documents.map((document) =>
          tableRow(
            rowHead(html`${tell.documentLink(document)}${titleOf(document)}`),
            textCell(words.genres[document.facts.genre]),
            textCell(tell.letter(document.origin)),
            textCell(derivationsOf(tell, document)),
            numberCell(page.count(document.statements.length)),
          ),
        ),
      })}
      <p class="note">${words.documentsHeld(record.documentsHeld, page.count(record.documentsHeld))}</p>`,
  });
}

function titleOf({ facts }: DocumentView): Content {
  return facts.title === undefined ? undefined : html`<small class="within">${isolated(facts.title)}</small>`;
}

/** What persons said of where a document comes from. */
export function derivationsOf(tell: RecordTeller, document: DocumentView): Content {
  const { words } = tell;
  return tell.derivationsOf(document.entry).map(({ from, derivation, reviewer }) => {
    const source = tell.document(from);
    const text = words.derivedFrom(words.derivations[derivation], tell.documentName(source), reviewer);
    return html`<span class="day">${isolated(text)}</span> `;
  });
}

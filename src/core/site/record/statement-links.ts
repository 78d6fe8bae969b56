import { html, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import { RecordTeller } from "./record-teller.ts";

/** The words of statements, each leading to its place in the document. One that was rejected since is told by its entry. */
export function renderStatementLinks(page: Page, entries: readonly number[]): Content {
  const tell = new RecordTeller(page);
  return html`<ul>
    ${entries.map((entry) => {
      const statement = tell.record.statements.find((each) => each.entry === entry);
      return statement === undefined
        ? html`<li>${page.messages.unit.reading(page.count(entry))}</li> `
        : html`<li>${tell.wordsLink(statement, tell.quoted(statement))}</li> `;
    })}
  </ul>`;
}

import type { RecordEntry } from "../../record/record-entry.ts";
import { html, isolated, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import { documentPath, RecordTeller } from "./record-teller.ts";

/** What an entry of the record is about, for the page of the log. It says no more than the entry, and leads to what is shown. */
export function summariseRecordEntry(page: Page, entry: RecordEntry, index: number): Content {
  const tell = new RecordTeller(page);
  const { words } = tell;
  const at = (other: number) => page.messages.unit.reading(page.count(other));
  switch (entry.kind) {
    case "document-received": {
      const document = tell.record.revised.has(index) ? tell.record.revised.get(index) : entry.document;
      if (document === undefined) return words.sealed;
      const name = document.title ?? document.publisher ?? words.untitled(String(index));
      const isShown = tell.record.documents.some((each) => each.entry === index);
      return isShown
        ? html`<a href="${page.page(documentPath(index))}">${isolated(name)}</a>`
        : isolated(name);
    }
    case "document-revised":
      return html`${at(entry.document)}, ${isolated(entry.reviewer)}: ${words.visibilities[entry.visibility]}`;
    case "statement-recorded": {
      const shown = tell.record.statements.find((each) => each.entry === index);
      const by = html`${at(entry.document)}, ${isolated(entry.reviewer)}: ${words.decisions[entry.decision]}`;
      return shown === undefined ? by : html`${by}, ${tell.wordsLink(shown, tell.told(shown.claim))}`;
    }
    case "statement-revised":
      return html`${at(entry.statement)}, ${isolated(entry.reviewer)}: ${words.decisions[entry.decision]}`;
    case "derivation-confirmed":
      return html`${at(entry.document)} ← ${at(entry.from)}: ${words.derivations[entry.derivation]},
      ${isolated(entry.reviewer)}`;
    case "incident-described":
      return isolated(entry.title);
  }
}

import { groupBy } from "../../group-by.ts";
import { html, isolated } from "../html.ts";
import type { Page } from "../page.ts";
import type { PublishedFile } from "../site-context.ts";
import { columnHead, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import { renderRecordPage } from "./record-frame.ts";
import { byText, RecordTeller } from "./record-teller.ts";

/** Everything confirmed by the day it is about; what has no day comes last. */
export function renderRecordTimeline(page: Page): PublishedFile {
  const tell = new RecordTeller(page);
  const { words, record } = tell;
  const days = groupBy(record.statements, (statement) => tell.date(statement)?.day.slice(0, 10) ?? "");
  const ordered = [...days].sort(([one], [other]) => byText(one || "9", other || "9"));
  return renderRecordPage(tell, "timeline", {
    lead: words.leads.timeline,
    content: renderTable(page, {
      caption: words.timelineCaption,
      head: tableRow(
        columnHead(words.date, "text"),
        columnHead(words.what, "text"),
        columnHead(words.who, "text"),
        columnHead(words.inWords, "text"),
        columnHead(words.document, "text"),
      ),
      body: ordered.flatMap(([, statements]) =>
        statements.map((statement, at) => {
          const { claim } = statement;
          const date = tell.date(statement);
          const day =
            date === undefined
              ? words.noDate
              : html`${at === 0 ? tell.dayCell(date) : undefined}
                  <small>${words.dateKinds[date.kind]}</small>`;
          const actors =
            claim.kind === "position" ? isolated(tell.actors(claim).join(", ")) : tell.who(claim);
          return tableRow(
            rowHead(day),
            textCell(tell.toldOf(statement)),
            textCell(actors),
            textCell(tell.quoted(statement)),
            textCell(tell.documentLink(tell.document(statement.document))),
          );
        }),
      ),
    }),
  });
}

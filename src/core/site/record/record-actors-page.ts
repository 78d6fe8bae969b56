import { foldText } from "../../record/fold-text.ts";
import type { StatementView } from "../../record/statement-view.ts";
import { html, isolated, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import type { PublishedFile } from "../site-context.ts";
import { formatAnchor } from "../slug.ts";
import { columnHead, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import { renderRecordPage } from "./record-frame.ts";
import { byText, RecordTeller } from "./record-teller.ts";

/** What each actor said, in order, and how its position changed. */
export function renderRecordActors(page: Page): PublishedFile {
  const tell = new RecordTeller(page);
  const { words } = tell;
  const actors = [...actorsOf(tell)].sort(([one], [other]) => byText(one, other));
  return renderRecordPage(tell, "actors", {
    lead: words.leads.actors,
    content:
      actors.length === 0
        ? html`<p>${words.nothing}</p>`
        : [
            html`<ul class="actors">
              ${actors.map(
                ([key, { name, statements }]) =>
                  html`<li>
                    <a href="#${actorAnchor(key)}">${isolated(name)}</a>
                    <small>${words.actorLine(statements.length, page.count(statements.length))}</small>
                  </li> `,
              )}
            </ul> `,
            actors.map(([key, actor]) => renderActor(tell, key, actor)),
          ],
  });
}

interface Actor {
  readonly name: string;
  readonly statements: StatementView[];
}

/** By folded name, so that capitals and accents make nobody another. */
function actorsOf(tell: RecordTeller): ReadonlyMap<string, Actor> {
  const actors = new Map<string, Actor>();
  for (const statement of tell.record.statements)
    for (const name of new Set(tell.actors(statement.claim))) {
      const key = foldText(name);
      const actor = actors.get(key) ?? { name, statements: [] };
      actor.statements.push(statement);
      actors.set(key, actor);
    }
  return actors;
}

function actorAnchor(key: string): string {
  return `actor-${formatAnchor(key)}`;
}

function renderActor(tell: RecordTeller, key: string, { name, statements }: Actor): Content {
  const { page, words } = tell;
  const ordered = statements.toSorted(
    (one, other) => byText(tell.date(one)?.day ?? "", tell.date(other)?.day ?? "") || one.entry - other.entry,
  );
  const stances = ordered.flatMap((statement) =>
    statement.claim.kind === "position"
      ? [`${words.stances[statement.claim.stance]} (${tell.day(tell.date(statement))})`]
      : [],
  );
  return html`<section id="${actorAnchor(key)}">
    <h2>${isolated(name)}</h2>
    ${stances.length > 1 ? html`<p>${words.stanceOrder(stances.join(" → "))}</p> ` : undefined}
    ${renderTable(page, {
      caption: words.actorCaption(name),
      head: tableRow(
        columnHead(words.date, "text"),
        columnHead(words.what, "text"),
        columnHead(words.inWords, "text"),
        columnHead(words.document, "text"),
      ),
      body: ordered.map((statement) =>
        tableRow(
          rowHead(tell.dayCell(tell.date(statement))),
          textCell(tell.toldOf(statement)),
          textCell(tell.quoted(statement)),
          textCell(tell.documentLink(tell.document(statement.document))),
        ),
      ),
    })}
  </section> `;
}

import { html, type Content, type Html } from "../html.ts";
import { renderPage } from "../shell.ts";
import type { PublishedFile } from "../site-context.ts";
import { RECORD_PATHS, type RecordSection, type RecordTeller } from "./record-teller.ts";

const SECTIONS = ["figures", "timeline", "actors", "positions", "documents"] as const;

/** A page of the record: its heading, the way to the other pages of the record, and what it shows. */
export function renderRecordPage(
  tell: RecordTeller,
  section: RecordSection,
  parts: { readonly lead: string; readonly content: Content; readonly title?: string },
): PublishedFile {
  const { words } = tell;
  const title = parts.title ?? (section === "overview" ? words.title : words.sections[section]);
  return renderPage(tell.page, {
    name: "record",
    title: section === "overview" ? words.title : `${title} · ${words.title}`,
    description: parts.lead,
    content: html`<div class="opening">
        <h1>${title}</h1>
        <p class="lead">${parts.lead}</p>
      </div>
      ${renderContents(tell, section)}${parts.content}`,
  });
}

function renderContents(tell: RecordTeller, current: RecordSection): Html {
  const { page, words } = tell;
  const link = (section: RecordSection, name: string) => {
    const here = section === current && page.path === RECORD_PATHS[section];
    return html`<li>
      <a href="${page.page(RECORD_PATHS[section])}" ${here ? html`aria-current="page"` : undefined}
        >${name}</a
      >
    </li> `;
  };
  return html`<nav class="contents" aria-label="${words.contents}">
    <ul>
      ${link("overview", words.title)}${SECTIONS.map((section) => link(section, words.sections[section]))}
    </ul>
  </nav> `;
}

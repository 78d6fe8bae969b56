import { html, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";

export interface TableParts {
  readonly caption: string;
  /** Whether a heading right above says the same, so that only those who do not see it are told. */
  readonly isCaptionHidden?: boolean;
  /** Rows of header cells. */
  readonly head: Content;
  readonly body: Content;
  /** Another look: a class of the stylesheet. */
  readonly look?: string;
}

/** A table that scrolls inside a region of its own, which the keyboard reaches, so that no page scrolls sideways. */
export function renderTable(page: Page, { caption, isCaptionHidden, head, body, look }: TableParts): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${page.uniqueLabel(page.messages.shell.scrollable(caption))}">
<table${look === undefined ? undefined : html` class="${look}"`}>
<caption${isCaptionHidden === true ? html` class="hidden"` : undefined}><span>${caption}</span></caption>
<thead>
${head}</thead>
<tbody>
${body}</tbody>
</table>
</div>
`;
}

/** A header cell of a column; of numbers, unless it says text. */
export function columnHead(text: Content, kind: "number" | "text" = "number"): Html {
  return kind === "text" ? html`<th scope="col">${text}</th>` : html`<th scope="col" class="n">${text}</th>`;
}

export function rowHead(text: Content): Html {
  return html`<th scope="row">${text}</th>`;
}

export function numberCell(text: Content): Html {
  return html`<td class="n">${text}</td>`;
}

export function textCell(text: Content): Html {
  return html`<td>${text}</td>`;
}

export function tableRow(...cells: readonly Content[]): Html {
  return html`<tr>
    ${cells}
  </tr> `;
}

/** A term with what it stands for, for lists of facts. */
export function fact(term: string, value: Content): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div> `;
}

export function factList(...facts: readonly Content[]): Html {
  return html`<dl class="facts">${facts}</dl> `;
}

/** Markup that is safe to put into a page: everything in it was written here or escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a page. Numbers may not: they are formatted in the reader's language first. */
export type Content = Html | string | undefined | readonly Content[];

/**
 * A template whose every interpolated text is escaped, so that no name in any register can write markup. The
 * indentation that the template has in the code is left out.
 */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Html {
  let parts = unindented.get(template);
  if (parts === undefined) {
    parts = template.map((part) => part.replaceAll(/\n\s+/g, "\n"));
    unindented.set(template, parts);
  }
  let markup = parts[0] ?? "";
  for (const [at, value] of values.entries()) markup += markupOf(value) + (parts[at + 1] ?? "");
  return new Html(markup);
}

/** Templates without the indentation they have in the code. What is put into them keeps its own spaces. */
const unindented = new WeakMap<TemplateStringsArray, readonly string[]>();

function markupOf(value: Content): string {
  if (value === undefined) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (value instanceof Html) return value.markup;
  return value.map(markupOf).join("");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
// Control characters, and the marks that change the direction of text (Unicode, UAX 9): whoever can put one into a
// name could make a page show "21" as "12". They are shown as a replacement character, not removed in silence.
const SPECIAL =
  // oxlint-disable-next-line no-control-regex
  /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text as it may stand between tags or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(SPECIAL, (character) => ESCAPES[character] ?? "\uFFFD");
}

/** A name from the data, isolated so that a name written from right to left leaves its surroundings alone. */
export function isolated(name: string): Html {
  return html`<bdi>${name}</bdi>`;
}

/** One segment of a relative address, percent-encoded. */
export function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed());
}

/** A path of the published folder as an address relative to it. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeSegment).join("/");
}

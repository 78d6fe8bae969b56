// Control characters, and the marks that change the direction of text (Unicode, UAX 9), as in core/site/html.ts.
const HIDDEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text for a terminal. What others wrote stands in it (names of files, places, parties): with an escape sequence one of them
 * could erase what the program says, or write its own verdict. Line feeds and tabs stay.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, "\uFFFD");
}

/** The same of a name that stands within a line: it can begin no line of its own. */
export function visibleName(name: string): string {
  return visibleText(name).replaceAll(/[\n\u2028\u2029]/g, "\uFFFD");
}

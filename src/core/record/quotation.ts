import type { Token } from "./token.ts";

/** Words between quotation marks: the tokens inside, and the marks themselves. */
export interface Quotation {
  /** Token index of the opening mark and of the closing one. */
  readonly open: number;
  readonly close: number;
  /** UTF-16 offsets of the words inside the marks. */
  readonly start: number;
  readonly end: number;
}

const CLOSING: Readonly<Record<string, string>> = {
  "\u201C": "\u201D",
  "«": "»",
  "\u2018": "\u2019",
  "\u201E": "\u201C",
};

/** A quotation is no longer than this, and crosses no empty line: a mark that is never closed quotes nothing. */
const LONGEST = 400;

/**
 * The quotations of a text, outermost only. Straight marks open after white space or an opening bracket and close
 * before white space or a mark; a straight apostrophe inside a word never does either.
 */
export function quotationsAmong(text: string, tokens: readonly Token[]): readonly Quotation[] {
  const found: Quotation[] = [];
  for (let open = 0; open < tokens.length; open += 1) {
    const mark = text[tokens[open]?.start ?? 0] ?? "";
    if (!isOpening(text, tokens[open], mark)) continue;
    const close = closingOf(text, tokens, open);
    const [first, last] = [tokens[open], close === undefined ? undefined : tokens[close]];
    if (close === undefined || first === undefined || last === undefined || close === open + 1) continue;
    found.push({ open, close, start: first.end, end: last.start });
    open = close;
  }
  return found;
}

function isOpening(text: string, token: Token | undefined, mark: string): boolean {
  if (token === undefined || token.kind !== "mark") return false;
  if (CLOSING[mark] !== undefined) return mark !== "\u2018" || isAfterSpace(text, token.start);
  return (
    (mark === '"' || mark === "'") && isAfterSpace(text, token.start) && /\S/.test(text[token.end] ?? "")
  );
}

function isAfterSpace(text: string, at: number): boolean {
  return at === 0 || /[\s([—–\u2026-]/.test(text[at - 1] ?? "");
}

function closingOf(text: string, tokens: readonly Token[], open: number): number | undefined {
  const mark = text[tokens[open]?.start ?? 0] ?? "";
  const closing = CLOSING[mark] ?? mark;
  for (let at = open + 1; at < tokens.length && at < open + LONGEST; at += 1) {
    const [token, before] = [tokens[at], tokens[at - 1]];
    if (token === undefined || before === undefined) return undefined;
    if (/\n\s*\n/.test(text.slice(before.end, token.start))) return undefined;
    if (text[token.start] !== closing || token.kind !== "mark") continue;
    if (closing === "\u201D" || closing === "»" || closing === "\u201C") return at;
    const after = text[token.end];
    const endsWord = !token.isSpaced && (after === undefined || /[\s.,;:!?)\]—–\u2026-]/.test(after));
    if (endsWord) return at;
  }
  return undefined;
}

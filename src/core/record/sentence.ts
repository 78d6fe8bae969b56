import type { Range } from "./span.ts";
import type { Token } from "./token.ts";

/** Words whose dot ends no sentence. Folded. */
const ABBREVIATIONS = new Set(
  `mr mrs ms dr prof sr sra srta sres dra gen lt col sgt capt cmdr sen rep gov pres rev hon st mt jr vs etc no nro num art inc ltd co corp dept
   jan feb mar apr jun jul aug sep sept oct nov dec ee uu aprox av avda lic ing abg arq mons exc pag vol cf ed d dna exmo exma u`.split(
    /\s+/,
  ),
);

/** A sentence as a range of tokens, and as a range of the text. */
export interface Sentence extends Range {
  /** Index of its first token, and of the one after its last. */
  readonly first: number;
  readonly next: number;
  /** Which paragraph it belongs to, from 0. */
  readonly paragraph: number;
}

/**
 * The sentences of a text, in order, covering every token. A sentence ends at a full stop, a question or exclamation
 * mark or an ellipsis that is followed by a capital letter, a digit, a quotation mark or the end; at a semicolon never;
 * at an empty line always; at a single line end where the text is not wrapped. (Intl.Segmenter splits at "Mr.".)
 */
export function sentencesOf(text: string, tokens: readonly Token[]): readonly Sentence[] {
  const wrapped = isWrapped(text);
  const sentences: Sentence[] = [];
  let first = 0;
  let paragraph = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, after] = [tokens[at], tokens[at + 1]];
    if (token === undefined) continue;
    const gap = text.slice(token.end, after?.start ?? text.length);
    const breaks = /\n[^\S\n]*\n/.test(gap) || (gap.includes("\n") && !wrapped);
    if (after !== undefined && !breaks && !endsSentence(tokens, at)) continue;
    const start = tokens[first]?.start ?? token.start;
    sentences.push({ first, next: at + 1, start, end: token.end, paragraph });
    if (breaks) paragraph += 1;
    first = at + 1;
  }
  return sentences;
}

function endsSentence(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 1];
  if (after === undefined) return true;
  if (!after.isSpaced) return false;
  let stop = at;
  while (/^["'\u201D\u2019»)\]]$/.test(tokens[stop]?.fold ?? "") && !tokens[stop]?.isSpaced) stop -= 1;
  const mark = tokens[stop]?.fold ?? "";
  const isAcronym = tokens[stop]?.kind === "word" && mark.endsWith(".");
  if (!/^[.!?…]$/.test(mark) && !isAcronym) return false;
  const begins = after.isCapital || after.kind === "digits" || /^["'\u201C\u2018«¿¡([—–-]$/.test(after.fold);
  if (!begins) return false;
  if (mark !== "." && !isAcronym) return true;
  return !isAbbreviation(tokens, stop, isAcronym);
}

/** "Mr.", an initial, or "U.S." before a name: the dot belongs to the word. */
function isAbbreviation(tokens: readonly Token[], stop: number, isAcronym: boolean): boolean {
  const after = tokens[stop + 1];
  if (isAcronym) return after?.isCapital === true && !STARTERS.has(after.fold);
  const word = tokens[stop - 1];
  if (word?.kind !== "word" || word.end !== tokens[stop]?.start) return false;
  if (word.end - word.start === 1) return word.isCapital;
  return ABBREVIATIONS.has(word.fold) && stop + 1 < tokens.length;
}

/** Words that begin a sentence and, with a capital, are no name: after "U.S." they begin one. */
const STARTERS = new Set(
  "the a an in on at it he she they this these but however on el la los las en un una o os as".split(" "),
);

/**
 * Whether the lines of the text are wrapped, as a PDF gives them: most single line ends then stand inside a sentence,
 * after a line of some length that ends without a stop.
 */
function isWrapped(text: string): boolean {
  const lines = text.split("\n");
  let breaks = 0;
  let inside = 0;
  for (let at = 0; at + 1 < lines.length; at += 1) {
    const [line, following] = [(lines[at] ?? "").trim(), (lines[at + 1] ?? "").trim()];
    if (line === "" || following === "") continue;
    breaks += 1;
    if (line.length >= 45 && line.length <= 130 && !/[.!?:"\u201D»)]$/.test(line)) inside += 1;
  }
  return breaks >= 3 && inside >= breaks * 0.6;
}

import type { Figure } from "./figure.ts";
import { foldText } from "./fold-text.ts";
import type { Range } from "./span.ts";
import { sentencesOf } from "./sentence.ts";
import type { Suggestions } from "./suggest-cards.ts";
import { tokensOf, type Token } from "./token.ts";

/** A piece of one sentence beside its copy: words that both have, or that only one has. */
export interface DiffPiece {
  readonly kind: "same" | "removed" | "added";
  /** In the first text; absent where the words are only in the second. */
  readonly first?: Range;
  readonly second?: Range;
}

/** A sentence of the first text beside the one of the second that copies it; one side alone where the other has none. */
export interface AlignedSentence {
  readonly first?: Range;
  readonly second?: Range;
  /** How much of the shorter the two share, 0 to 1; 0 where one side is absent. */
  readonly likeness: number;
  readonly pieces: readonly DiffPiece[];
}

/** What changed of a figure from one copy to the other. */
export interface CopyChange {
  readonly kind:
    | "bound-lost"
    | "bound-added"
    | "bound-changed"
    | "number-changed"
    | "attribution-lost"
    | "attribution-added"
    | "attribution-changed"
    | "denominator-changed"
    | "figure-dropped"
    | "figure-added";
  readonly first?: Figure;
  readonly second?: Figure;
}

export interface CopyAlignment {
  readonly sentences: readonly AlignedSentence[];
  readonly changes: readonly CopyChange[];
}

/** A text and what it suggests. */
export interface Copy {
  readonly text: string;
  readonly suggestions: Pick<Suggestions, "figures">;
}

/** Two sentences that share less than this are no copies of each other. */
const LEAST_LIKE = 0.3;

/**
 * Sets two copies of one story side by side, sentence by sentence in order, and names what changed of their figures:
 * the bound lost on the way, the attribution thinned, the number exchanged, the denominator swapped.
 */
export function alignCopies(first: Copy, second: Copy): CopyAlignment {
  const [one, other] = [sentencesIn(first.text), sentencesIn(second.text)];
  const sentences = alignSentences(one, other).map(([left, right]) => alignedSentence(left, right));
  return { sentences, changes: changesBetween(first.suggestions.figures, second.suggestions.figures) };
}

interface ReadSentence extends Range {
  readonly tokens: readonly Token[];
  readonly words: ReadonlySet<string>;
}

function sentencesIn(text: string): readonly ReadSentence[] {
  const tokens = tokensOf(text);
  return sentencesOf(text, tokens).map(({ first, next, start, end }) => {
    const own = tokens.slice(first, next);
    return {
      start,
      end,
      tokens: own,
      words: new Set(own.flatMap(({ kind, fold }) => (kind === "mark" ? [] : [foldText(fold)]))),
    };
  });
}

function likeness(one: ReadSentence, other: ReadSentence): number {
  let shared = 0;
  for (const word of one.words) if (other.words.has(word)) shared += 1;
  const least = Math.min(one.words.size, other.words.size);
  const most = Math.max(one.words.size, other.words.size);
  return least === 0 ? 0 : (shared / least) * 0.6 + (shared / most) * 0.4;
}

type SentencePair = readonly [ReadSentence | undefined, ReadSentence | undefined];

/** The alignment in order with the greatest sum of likenesses (Needleman and Wunsch 1970, gaps cost nothing). */
function alignSentences(
  one: readonly ReadSentence[],
  other: readonly ReadSentence[],
): readonly SentencePair[] {
  const width = other.length + 1;
  const best = new Float64Array((one.length + 1) * width);
  const like = (row: number, column: number) => {
    const [left, right] = [one[row], other[column]];
    const value = left === undefined || right === undefined ? 0 : likeness(left, right);
    return value >= LEAST_LIKE ? value : Number.NEGATIVE_INFINITY;
  };
  for (let row = one.length - 1; row >= 0; row -= 1)
    for (let column = other.length - 1; column >= 0; column -= 1)
      best[row * width + column] = Math.max(
        best[(row + 1) * width + column] ?? 0,
        best[row * width + column + 1] ?? 0,
        like(row, column) + (best[(row + 1) * width + column + 1] ?? 0),
      );
  const pairs: SentencePair[] = [];
  let [row, column] = [0, 0];
  while (row < one.length || column < other.length) {
    const here = best[row * width + column] ?? 0;
    const isPair =
      row < one.length &&
      column < other.length &&
      like(row, column) + (best[(row + 1) * width + column + 1] ?? 0) === here;
    if (isPair) pairs.push([one[row++], other[column++]]);
    else if (
      row < one.length &&
      (column >= other.length ||
        (best[(row + 1) * width + column] ?? 0) >= (best[row * width + column + 1] ?? 0))
    )
      pairs.push([one[row++], undefined]);
    else pairs.push([undefined, other[column++]]);
  }
  return pairs;
}

function alignedSentence(left: ReadSentence | undefined, right: ReadSentence | undefined): AlignedSentence {
  const first = left && { start: left.start, end: left.end };
  const second = right && { start: right.start, end: right.end };
  if (left === undefined || right === undefined) {
    const pieces: DiffPiece[] = [
      ...(first ? [{ kind: "removed" as const, first }] : []),
      ...(second ? [{ kind: "added" as const, second }] : []),
    ];
    return { ...(first && { first }), ...(second && { second }), likeness: 0, pieces };
  }
  return {
    ...(first && { first }),
    ...(second && { second }),
    likeness: likeness(left, right),
    pieces: diffTokens(left.tokens, right.tokens),
  };
}

/** The longest common subsequence of tokens, as runs of same, removed and added words. */
function diffTokens(one: readonly Token[], other: readonly Token[]): readonly DiffPiece[] {
  const width = other.length + 1;
  const longest = new Uint16Array((one.length + 1) * width);
  for (let row = one.length - 1; row >= 0; row -= 1)
    for (let column = other.length - 1; column >= 0; column -= 1)
      longest[row * width + column] =
        one[row]?.fold === other[column]?.fold
          ? (longest[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(longest[(row + 1) * width + column] ?? 0, longest[row * width + column + 1] ?? 0);
  const pieces: DiffPiece[] = [];
  let [row, column] = [0, 0];
  while (row < one.length || column < other.length) {
    const [left, right] = [one[row], other[column]];
    if (left !== undefined && right !== undefined && left.fold === right.fold) {
      append(pieces, { kind: "same", first: rangeOf(left), second: rangeOf(right) });
      row += 1;
      column += 1;
    } else if (
      left !== undefined &&
      (right === undefined ||
        (longest[(row + 1) * width + column] ?? 0) >= (longest[row * width + column + 1] ?? 0))
    ) {
      append(pieces, { kind: "removed", first: rangeOf(left) });
      row += 1;
    } else if (right !== undefined) {
      append(pieces, { kind: "added", second: rangeOf(right) });
      column += 1;
    }
  }
  return pieces;
}

function rangeOf({ start, end }: Token): Range {
  return { start, end };
}

/** Joins a piece to the last one of its kind. */
function append(pieces: DiffPiece[], piece: DiffPiece): void {
  const last = pieces.at(-1);
  if (last?.kind !== piece.kind) {
    pieces.push(piece);
    return;
  }
  const join = (before: Range | undefined, after: Range | undefined) =>
    before && after ? { start: before.start, end: after.end } : before;
  const first = join(last.first, piece.first);
  const second = join(last.second, piece.second);
  pieces[pieces.length - 1] = { kind: last.kind, ...(first && { first }), ...(second && { second }) };
}

/** Figures of the two texts side by side: same measure, number and voice first, same measure and number next, then same measure in the same order. */
function changesBetween(one: readonly Figure[], other: readonly Figure[]): readonly CopyChange[] {
  const free = new Set(other);
  const partner = new Map<Figure, Figure>();
  const take = (figure: Figure, fits: (candidate: Figure) => boolean) => {
    if (partner.has(figure)) return;
    for (const candidate of free)
      if (fits(candidate)) {
        partner.set(figure, candidate);
        free.delete(candidate);
        return;
      }
  };
  const isSame = (figure: Figure, each: Figure) =>
    each.measure === figure.measure && sameNumber(figure, each) && sameSubject(figure, each);
  // A headline repeats a number without its voice: the copy of a figure is first looked for where the voice stands.
  for (const figure of one)
    take(figure, (each) => isSame(figure, each) && sameWords(voiceWords(figure), voiceWords(each)));
  for (const figure of one) take(figure, (each) => isSame(figure, each));
  for (const figure of one)
    take(figure, (each) => each.measure === figure.measure && sameNumber(figure, each));
  for (const figure of one)
    take(
      figure,
      (each) =>
        each.measure === figure.measure &&
        each.role === figure.role &&
        sameSubject(figure, each) &&
        sameWords(figure.group?.words, each.group?.words),
    );
  return [
    ...one.flatMap((first): readonly CopyChange[] => {
      const second = partner.get(first);
      return second === undefined ? [{ kind: "figure-dropped", first }] : figureChanges(first, second);
    }),
    ...[...free].map((second): CopyChange => ({ kind: "figure-added", second })),
  ];
}

function sameNumber(one: Figure, other: Figure): boolean {
  const [left, right] = [one.quantity, other.quantity];
  return (
    left.value === right.value &&
    (left.value !== undefined ||
      (left.bound === right.bound && left.low === right.low && left.high === right.high))
  );
}

function sameSubject(one: Figure, other: Figure): boolean {
  return (
    one.subject === undefined ||
    other.subject === undefined ||
    sameWords(one.subject.words, other.subject.words)
  );
}

/** Whether two wordings share a word of four letters or more, or both are absent. */
function sameWords(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const words = new Set(foldText(one).match(/\p{L}{4,}/gu));
  return (
    foldText(one) === foldText(other) ||
    (foldText(other).match(/\p{L}{4,}/gu) ?? []).some((word) => words.has(word))
  );
}

function figureChanges(first: Figure, second: Figure): readonly CopyChange[] {
  const kinds: CopyChange["kind"][] = [];
  if (!sameNumber(first, second)) kinds.push("number-changed");
  const [before, after] = [first.quantity.bound, second.quantity.bound];
  if (before !== after)
    kinds.push(after === "exact" ? "bound-lost" : before === "exact" ? "bound-added" : "bound-changed");
  const [voice, voiceAfter] = [voiceWords(first), voiceWords(second)];
  if (voice !== undefined && voiceAfter === undefined) kinds.push("attribution-lost");
  else if (voice === undefined && voiceAfter !== undefined) kinds.push("attribution-added");
  else if (!sameWords(voice, voiceAfter)) kinds.push("attribution-changed");
  if (
    first.denominator !== second.denominator &&
    first.denominator !== undefined &&
    second.denominator !== undefined
  )
    kinds.push("denominator-changed");
  return kinds.map((kind) => ({ kind, first, second }));
}

function voiceWords({ voice }: Figure): string | undefined {
  return voice?.resolved?.words ?? voice?.words;
}

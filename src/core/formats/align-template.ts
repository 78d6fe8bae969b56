import { editDistance } from "./digit-names.ts";
import type { SheetTemplate } from "./sheet-template.ts";

/** A word that a reader saw, with the middle of its box in pixels. */
export interface SeenWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Where a template lies on an image: every point of the template that is near enough to an anchor has a pixel. */
export interface Alignment {
  /** Pixels for a unit of the template. */
  readonly scale: number;
  /** How many anchors were found where they must be. */
  readonly anchors: number;
  /** The pixel of a point; undefined where no anchor nearby confirms it. */
  place(x: number, y: number): { readonly x: number; readonly y: number } | undefined;
  /** The pixel of any point, and how far it is from the anchors, in units of the template: the farther, the less sure. */
  extend(x: number, y: number): { readonly x: number; readonly y: number; readonly away: number };
}

interface Pair {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Paper is fed unevenly and lies askew: an anchor may be so many units from where the whole would have it. */
const TOLERANCE = 16;
const ANCHORS_MINIMUM = 6;
/** Words that are looked at: a sheet has some hundreds. */
const WORDS_MAXIMUM = 4_000;
/** Pairs of an anchor and a word that are tried with each other: the search costs the cube of them. */
const PAIRS_MAXIMUM = 400;
/** Where there are more, an anchor whose word was seen at more places than these says nothing. */
const PLACES_MAXIMUM = 12;

/**
 * Lays a template over the words seen: the scale, turn and shift that most anchors agree on (a search over pairs, after
 * RANSAC, Fischler and Bolles 1981, but all pairs in order instead of chance), then corrected near each point by the anchors
 * around it. Undefined where too few anchors agree. What it costs is bounded, whatever the words are: of more words than a sheet
 * has the first are looked at, and of too many pairs some are tried.
 */
export function alignTemplate(template: SheetTemplate, words: readonly SeenWord[]): Alignment | undefined {
  const inliers = largestAgreement(pairsOf(template, words));
  if (inliers.length < ANCHORS_MINIMUM) return undefined;
  const whole = fitOf(inliers);
  if (whole === undefined) return undefined;
  const off = inliers.map((pair) => {
    const put = whole.put(pair.from);
    return { y: pair.from.y, dx: pair.to.x - put.x, dy: pair.to.y - put.y };
  });
  const from = inliers.map((pair) => pair.from.y);
  const [first, last] = [Math.min(...from), Math.max(...from)];
  return {
    scale: whole.scale,
    anchors: inliers.length,
    extend: (x, y) => {
      const near = off.toSorted((one, other) => Math.abs(one.y - y) - Math.abs(other.y - y)).slice(0, 5);
      const put = whole.put({ x, y });
      return {
        x: put.x + median(near.map(({ dx }) => dx)),
        y: put.y + median(near.map(({ dy }) => dy)),
        away: Math.max(0, first - y, y - last),
      };
    },
    place: (x, y) => {
      const near = off
        .filter((each) => Math.abs(each.y - y) <= template.anchorReach)
        .toSorted((one, other) => Math.abs(one.y - y) - Math.abs(other.y - y))
        .slice(0, 5);
      if (near.length < 2) return undefined;
      const put = whole.put({ x, y });
      return { x: put.x + median(near.map(({ dx }) => dx)), y: put.y + median(near.map(({ dy }) => dy)) };
    },
  };
}

/** For each anchor, the words that may be it. */
function pairsOf(template: SheetTemplate, words: readonly SeenWord[]): Pair[][] {
  const anchors = [
    ...template.anchors,
    ...template.rows.flatMap(({ y, anchors: ofRow }) => ofRow.map(({ text, x }) => ({ text, x, y }))),
  ];
  const seen = words.slice(0, WORDS_MAXIMUM).map((word) => ({ ...word, bare: bareText(word.text) }));
  const places = anchors.map((anchor) => {
    const bare = bareText(anchor.text);
    // A number with a wrong digit is another number; a name may have one wrong letter.
    const slack = /^\d+$/.test(bare) || bare.length < 5 ? 0 : 1;
    return seen
      .filter((word) => (slack === 0 ? word.bare === bare : editDistance(word.bare, bare) <= slack))
      .map((word): Pair => ({ from: { x: anchor.x, y: anchor.y }, to: { x: word.x, y: word.y } }));
  });
  return places;
}

/** Those that the search is made with: all, or of too many some of every part of the sheet, and none of words that stand everywhere. */
function pairsTried(places: readonly (readonly Pair[])[]): Pair[] {
  const all = places.flat();
  if (all.length <= PAIRS_MAXIMUM) return all;
  const rare = places.filter((pairs) => pairs.length <= PLACES_MAXIMUM).flat();
  return rare
    .filter(
      (_, at) =>
        Math.floor((at * PAIRS_MAXIMUM) / rare.length) !==
        Math.floor(((at - 1) * PAIRS_MAXIMUM) / rare.length),
    )
    .slice(0, PAIRS_MAXIMUM);
}

/** No word of a sheet is longer; a reader of noise may see one that is. */
const WORD_MAXIMUM = 60;

function bareText(text: string): string {
  return text
    .slice(0, WORD_MAXIMUM)
    .normalize("NFD")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

interface Fit {
  readonly scale: number;
  put(point: Pair["from"]): Pair["to"];
}

function fitThrough(one: Pair, other: Pair): Fit | undefined {
  const along = { x: other.from.x - one.from.x, y: other.from.y - one.from.y };
  const seen = { x: other.to.x - one.to.x, y: other.to.y - one.to.y };
  const square = along.x * along.x + along.y * along.y;
  if (square < 100 * 100) return undefined;
  // The similarity as a complex factor: turn and scale in one.
  const real = (along.x * seen.x + along.y * seen.y) / square;
  const imaginary = (along.x * seen.y - along.y * seen.x) / square;
  return fitWith(real, imaginary, one);
}

function fitWith(real: number, imaginary: number, through: Pair): Fit {
  const { from, to } = through;
  return {
    scale: Math.sqrt(real * real + imaginary * imaginary),
    put: ({ x, y }) => ({
      x: to.x + real * (x - from.x) - imaginary * (y - from.y),
      y: to.y + imaginary * (x - from.x) + real * (y - from.y),
    }),
  };
}

function largestAgreement(places: readonly (readonly Pair[])[]): Pair[] {
  const tried = pairsTried(places);
  let best: Fit | undefined;
  let most = 0;
  for (const [at, one] of tried.entries())
    for (const other of tried.slice(at + 1)) {
      const fit = fitThrough(one, other);
      if (fit === undefined) continue;
      const agreeing = tried.reduce((count, pair) => (agrees(fit, pair) ? count + 1 : count), 0);
      if (agreeing > most) [best, most] = [fit, agreeing];
    }
  const fit = best;
  return fit === undefined ? [] : places.flat().filter((pair) => agrees(fit, pair));
}

function agrees(fit: Fit, { from, to }: Pair): boolean {
  const put = fit.put(from);
  return Math.abs(put.x - to.x) + Math.abs(put.y - to.y) <= TOLERANCE * fit.scale;
}

/** The similarity with the least squared error (Umeyama 1991, in the plane). */
function fitOf(pairs: readonly Pair[]): Fit | undefined {
  const mean = (of: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const middle: Pair = {
    from: { x: mean(({ from }) => from.x), y: mean(({ from }) => from.y) },
    to: { x: mean(({ to }) => to.x), y: mean(({ to }) => to.y) },
  };
  let [real, imaginary, square] = [0, 0, 0];
  for (const { from, to } of pairs) {
    const [x, y] = [from.x - middle.from.x, from.y - middle.from.y];
    const [u, v] = [to.x - middle.to.x, to.y - middle.to.y];
    real += x * u + y * v;
    imaginary += x * v - y * u;
    square += x * x + y * y;
  }
  return square === 0 ? undefined : fitWith(real / square, imaginary / square, middle);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * A single-stroke alphabet of our own, so that drawing a sheet needs no font on the machine: the same text gives the
 * same picture everywhere. Each glyph is a path in a cell 10 wide, capitals 14 high, the baseline at 14.
 */
const CELL_WIDTH = 10;
const CELL_ADVANCE = 13.2;
const CAPITAL_HEIGHT = 14;

const GLYPHS: Readonly<Record<string, string>> = {
  A: "M0 14L5 0L10 14M1.8 9.2H8.2",
  B: "M0 0V14H5.9C8.3 14 9.8 12.5 9.8 10.3C9.8 8.1 8.3 6.6 5.9 6.6H0M5.7 6.6C7.9 6.6 9.2 5.3 9.2 3.3C9.2 1.3 7.9 0 5.7 0H0",
  C: "M9.7 3C8.9 1.1 7.3 0 5.2 0C2 0 0 2.7 0 7C0 11.3 2 14 5.2 14C7.3 14 8.9 12.9 9.7 11",
  D: "M0 0V14H3.8C7.7 14 10 11.4 10 7C10 2.6 7.7 0 3.8 0Z",
  E: "M9 0H0V14H9.2M0 6.7H7.6",
  F: "M9.2 0H0V14M0 6.8H7.8",
  G: "M9.6 2.9C8.8 1.1 7.3 0 5.2 0C2 0 0 2.7 0 7C0 11.3 2 14 5.2 14C8.1 14 10 12.1 10 8.9V7.6H5.8",
  H: "M0 0V14M10 0V14M0 6.8H10",
  I: "M2 0H8M5 0V14M2 14H8",
  J: "M3.6 0H9.2M8.2 0V9.6C8.2 12.4 6.7 14 4.2 14C1.9 14 .4 12.7 0 10.4",
  K: "M0 0V14M9.4 0L0 8.8M3.3 5.9L10 14",
  L: "M0 0V14H9.2",
  M: "M0 14V0L5 7.6L10 0V14",
  N: "M0 14V0L10 14V0",
  O: "M5 0C1.8 0 0 2.7 0 7C0 11.3 1.8 14 5 14C8.2 14 10 11.3 10 7C10 2.7 8.2 0 5 0Z",
  P: "M0 14V0H5.8C8.3 0 9.8 1.5 9.8 3.8C9.8 6.1 8.3 7.6 5.8 7.6H0",
  Q: "M5 0C1.8 0 0 2.7 0 7C0 11.3 1.8 14 5 14C8.2 14 10 11.3 10 7C10 2.7 8.2 0 5 0ZM6.2 10.4L10 14.8",
  R: "M0 14V0H5.8C8.3 0 9.8 1.5 9.8 3.8C9.8 6.1 8.3 7.6 5.8 7.6H0M5.2 7.6L10 14",
  S: "M9.3 2.7C8.5 .9 7.1 0 5 0C2.2 0 .5 1.4 .5 3.6C.5 5.7 2 6.4 5 7C8.2 7.7 9.7 8.6 9.7 10.6C9.7 12.8 7.9 14 5 14C2.5 14 .8 12.9 .1 11",
  T: "M0 0H10M5 0V14",
  U: "M0 0V9C0 12.2 1.9 14 5 14C8.1 14 10 12.2 10 9V0",
  V: "M0 0L5 14L10 0",
  W: "M0 0L2.4 14L5 4.8L7.6 14L10 0",
  X: "M.2 0L9.8 14M9.8 0L.2 14",
  Y: "M0 0L5 7.2L10 0M5 7.2V14",
  Z: "M.4 0H9.6L.3 14H9.8",
  "0": "M5 0C2.1 0 .7 2.8 .7 7C.7 11.2 2.1 14 5 14C7.9 14 9.3 11.2 9.3 7C9.3 2.8 7.9 0 5 0Z",
  "1": "M1.6 3L5.4 0V14M1.8 14H9",
  "2": "M.7 3.5C.9 1.4 2.6 0 5 0C7.5 0 9.2 1.5 9.2 3.8C9.2 6 7.8 7.4 5 9.8L.4 14H9.6",
  "3": "M.9 2.6C1.7 .9 3.1 0 5 0C7.4 0 9 1.4 9 3.4C9 5.4 7.5 6.6 5 6.6H3.8M5 6.6C7.8 6.6 9.5 8 9.5 10.2C9.5 12.6 7.7 14 5 14C2.7 14 1.1 13 .4 11.1",
  "4": "M7.2 14V0L.1 9.9H9.9",
  "5": "M8.7 0H1.8L1.1 6.5C2.1 5.6 3.5 5.1 5 5.1C7.8 5.1 9.5 6.8 9.5 9.5C9.5 12.2 7.7 14 4.9 14C2.7 14 1.1 13.1 .4 11.4",
  "6": "M8.6 1.7C7.8 .6 6.7 0 5.4 0C2.3 0 .6 3 .6 7.6C.6 11.8 2.1 14 5 14C7.7 14 9.4 12.2 9.4 9.5C9.4 6.9 7.7 5.3 5.2 5.3C2.9 5.3 1.1 6.6 .6 8.8",
  "7": "M.5 0H9.5L3.8 14",
  "8": "M5 6.5C2.6 6.5 1.1 5.2 1.1 3.2C1.1 1.3 2.7 0 5 0C7.3 0 8.9 1.3 8.9 3.2C8.9 5.2 7.4 6.5 5 6.5C2.3 6.5 .5 8 .5 10.2C.5 12.5 2.2 14 5 14C7.8 14 9.5 12.5 9.5 10.2C9.5 8 7.7 6.5 5 6.5Z",
  "9": "M1.4 12.3C2.2 13.4 3.3 14 4.6 14C7.7 14 9.4 11 9.4 6.4C9.4 2.2 7.9 0 5 0C2.3 0 .6 1.8 .6 4.5C.6 7.1 2.3 8.7 4.8 8.7C7.1 8.7 8.9 7.4 9.4 5.2",
  ".": "M5 13.7V14",
  ",": "M5.3 13.2L4.2 16.2",
  ":": "M5 4.6V4.9M5 12.4V12.7",
  ";": "M5.2 4.6V4.9M5.3 12.4L4.2 15.4",
  "-": "M2 7.4H8",
  "–": "M0 7.4H10",
  "/": "M1 15L9 -1",
  "(": "M7 -1C4 2.6 4 11.4 7 15",
  ")": "M3 -1C6 2.6 6 11.4 3 15",
  "%": "M9 0L1 14M2.6 .4C1.2 .4 .5 1.5 .5 3C.5 4.5 1.2 5.6 2.6 5.6C4 5.6 4.7 4.5 4.7 3C4.7 1.5 4 .4 2.6 .4ZM7.4 8.4C6 8.4 5.3 9.5 5.3 11C5.3 12.5 6 13.6 7.4 13.6C8.8 13.6 9.5 12.5 9.5 11C9.5 9.5 8.8 8.4 7.4 8.4Z",
  "+": "M5 3V11.6M.8 7.3H9.2",
  "=": "M1 5H9M1 9.6H9",
  "·": "M5 7.2V7.5",
  "!": "M5 0V9.4M5 13.7V14",
  "¡": "M5 4.6V14M5 0V.3",
  "?": "M1 3.3C1.3 1.2 2.8 0 5 0C7.4 0 8.9 1.4 8.9 3.5C8.9 5.5 7.6 6.2 6.3 7.2C5.3 8 5 8.6 5 9.8M5 13.7V14",
  "¿": "M9 10.7C8.7 12.8 7.2 14 5 14C2.6 14 1.1 12.6 1.1 10.5C1.1 8.5 2.4 7.8 3.7 6.8C4.7 6 5 5.4 5 4.2M5 0V.3",
  "'": "M5 0V3",
  '"': "M3.2 0V3M6.8 0V3",
  "°": "M5 0C3.7 0 2.9 .9 2.9 2.1C2.9 3.3 3.7 4.2 5 4.2C6.3 4.2 7.1 3.3 7.1 2.1C7.1 .9 6.3 0 5 0Z",
};

const ACUTE = "M4.4 -2.4L6.9 -4.6";
const DIAERESIS = "M3 -3.2V-3.4M7 -3.2V-3.4";
const TILDE = "M1.8 -2.2C2.8 -4.6 4.4 -3.8 5 -3.2C5.6 -2.6 7.2 -1.8 8.2 -4.2";
const MARKS: Readonly<Record<string, string>> = { "\u0301": ACUTE, "\u0308": DIAERESIS, "\u0303": TILDE };

export interface TextPlace {
  /** Where the text begins, ends or has its middle, by `anchor`. */
  readonly x: number;
  readonly baseline: number;
  /** The height of a capital. */
  readonly size: number;
  readonly anchor?: "start" | "middle" | "end";
  /** Thickness of the stroke in hundredths of the capital's height; 12 unless told. */
  readonly weight?: number;
  /** Width of a letter against its natural width; 1 unless told. */
  readonly stretch?: number;
  readonly ink?: string;
}

/** The glyph's path, accents included; undefined for the space and for what this alphabet does not have. */
export function glyphPath(character: string): string | undefined {
  const [base = "", ...marks] = character.normalize("NFD");
  const path = GLYPHS[base];
  if (path === undefined) return undefined;
  return path + marks.map((mark) => MARKS[mark] ?? "").join("");
}

/** How wide the text will be, from the left of its first letter to the right of its last. */
export function strokeTextWidth(text: string, how: Pick<TextPlace, "size" | "stretch">): number {
  const scale = (how.size / CAPITAL_HEIGHT) * (how.stretch ?? 1);
  return Math.max(0, ([...text].length - 1) * CELL_ADVANCE + CELL_WIDTH) * scale;
}

/** One line of text as SVG, in capitals. Every glyph must be in `strokeFontDefinitions`. */
export function strokeText(text: string, place: TextPlace): string {
  const { x, baseline, size, anchor = "start", weight = 12, stretch = 1 } = place;
  const scale = size / CAPITAL_HEIGHT;
  const width = strokeTextWidth(text, place);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  const glyphs = [...text.toUpperCase()].map((character, at) =>
    glyphPath(character) === undefined
      ? ""
      : `<use href="#${glyphId(character)}" x="${rounded(at * CELL_ADVANCE)}"/>`,
  );
  const transform = `translate(${rounded(left)} ${rounded(baseline - size)}) scale(${rounded(scale * stretch)} ${rounded(scale)})`;
  const ink = place.ink === undefined ? "" : ` stroke="${place.ink}"`;
  return `<g transform="${transform}" stroke-width="${rounded((weight * CAPITAL_HEIGHT) / 100)}"${ink}>${glyphs.join("")}</g>`;
}

/** The glyphs of a drawing, to stand once in its `defs`. */
export function strokeFontDefinitions(text: string): string {
  const characters = [...new Set(text.toUpperCase())].sort();
  return characters
    .flatMap((character) => {
      const path = glyphPath(character);
      return path === undefined ? [] : [`<path id="${glyphId(character)}" d="${path}"/>`];
    })
    .join("");
}

function glyphId(character: string): string {
  return `g${(character.codePointAt(0) ?? 0).toString(16)}`;
}

export function rounded(value: number): string {
  return String(Math.round(value * 1_000) / 1_000);
}

import type { StationId } from "../../core/tally-sheet.ts";
import { numberInSpanish } from "./number-words.ts";
import type { PixelBox } from "../../core/formats/sheet-parts.ts";
import { boxOfLines, PAPER_WIDTH, placeOnTable, type PaperSheet } from "./sheet-surface.ts";
import { seededRandom, type Random } from "./random.ts";
import {
  rounded,
  strokeFontDefinitions,
  strokeText,
  strokeTextWidth,
  type TextPlace,
} from "./stroke-font.ts";

/** Everything a tally sheet of Valdemar shows on paper. */
export interface DrawnSheet {
  readonly country: string;
  readonly authority: string;
  readonly contest: string;
  /** As the paper writes it. */
  readonly date: string;
  readonly station: StationId;
  readonly region: string;
  readonly department: string;
  readonly municipality: string;
  readonly place: string;
  readonly registeredVoters: number;
  readonly candidates: readonly {
    readonly name: string;
    readonly rows: readonly { readonly party: string; readonly votes: number }[];
  }[];
  readonly validVotes: number;
  readonly blankVotes: number;
  readonly nullVotes: number;
  readonly ballotsCast: number;
  /** Whether this copy shows who signed; the others say that signatures were left out. */
  readonly signed?: true;
  /** Undefined where the strip is torn off above the QR code. */
  readonly qrText: string | undefined;
  readonly look: "scan" | "photo";
  /** Seeds how this printer and this paper differ from the others. */
  readonly variation: number;
}

/** The dark and light modules of a QR code, row by row, without its quiet zone. */
type QrModules = readonly (readonly boolean[])[];

const MARGIN = 34;
const LEFT = MARGIN;
const RIGHT = PAPER_WIDTH - MARGIN;
const MIDDLE = PAPER_WIDTH / 2;
const QR_MODULE = 8;
const DARK = "#26262b";
const PAPER = "#fbfaf5";

/** The strip of paper while it is printed: `y` is where the next line goes. */
interface Strip {
  y: number;
  readonly parts: string[];
  readonly texts: string[];
  /** What this printer adds to every stroke, in hundredths of a capital's height. */
  readonly heaviness: number;
}

/**
 * A tally sheet as SVG: a thermal strip with digits, words and a QR code, scanned or photographed. `qrModules` are those
 * of `sheet.qrText`; a sheet without a QR text is drawn torn.
 */
export function drawSheet(sheet: DrawnSheet, qrModules: QrModules | undefined): string {
  const random = seededRandom(sheet.variation, "drawing");
  const strip = printNumbers(sheet, random);
  printSignatures(strip, sheet, random);
  if (qrModules !== undefined) printCode(strip, sheet, qrModules);
  const paper: PaperSheet = {
    height: strip.y,
    torn: qrModules === undefined,
    print: `<g fill="none" stroke="${DARK}" stroke-linecap="round" stroke-linejoin="round">${strip.parts.join("")}</g>`,
    definitions: strokeFontDefinitions(strip.texts.join("")),
  };
  return placeOnTable(paper, sheet.look, random);
}

/** Everything above the signatures. */
function printNumbers(sheet: DrawnSheet, random: Random): Strip {
  const strip: Strip = { y: 30, parts: [], texts: [], heaviness: random.fraction() * 2.4 - 0.8 };
  printHead(strip, sheet);
  printStation(strip, sheet);
  printCandidates(strip, sheet);
  printTotals(strip, sheet);
  return strip;
}

/** Where the signatures stand on the image of a sheet, as a person would box them, in its pixels. */
export function boxOfSignatures(sheet: DrawnSheet): PixelBox {
  const { y } = printNumbers(sheet, seededRandom(sheet.variation, "drawing"));
  return boxOfLines(sheet.look, [y + SIGNATURES_FROM, y + SIGNATURES_TO]);
}

function print(
  strip: Strip,
  text: string,
  place: Omit<TextPlace, "baseline"> & { readonly baseline?: number },
) {
  strip.texts.push(text);
  const weight = (place.weight ?? 12) + strip.heaviness;
  strip.parts.push(strokeText(text, { ...place, weight, baseline: place.baseline ?? strip.y }));
}

/** A line in the middle, squeezed where it would not fit. */
function printCentred(strip: Strip, text: string, how: { readonly size: number; readonly weight?: number }) {
  print(strip, text, {
    ...how,
    x: MIDDLE,
    anchor: "middle",
    stretch: stretchToFit(text, how.size, RIGHT - LEFT),
  });
}

function stretchToFit(text: string, size: number, width: number): number {
  return Math.min(0.92, width / strokeTextWidth(text, { size }));
}

function printRule(strip: Strip, thickness = 1.2) {
  strip.parts.push(
    `<path d="M${LEFT} ${rounded(strip.y)}H${RIGHT}" stroke-width="${thickness}" stroke-linecap="butt"/>`,
  );
}

/** White on black, as receipt printers set a heading. */
function printBar(strip: Strip, text: string) {
  strip.parts.push(
    `<rect x="${LEFT}" y="${rounded(strip.y)}" width="${RIGHT - LEFT}" height="34" rx="2" fill="${DARK}" stroke="none"/>`,
  );
  const place = { x: LEFT + 14, size: 14.5, stretch: 0.95, weight: 14, ink: PAPER };
  print(strip, text, { ...place, baseline: strip.y + 24.5 });
  strip.y += 34;
}

function printHead(strip: Strip, sheet: DrawnSheet) {
  strip.parts.push(emblem(MIDDLE, strip.y + 44));
  strip.y += 144;
  printCentred(strip, sheet.country, { size: 23, weight: 14.5 });
  strip.y += 31;
  printCentred(strip, sheet.authority, { size: 12.5, weight: 10.5 });
  strip.y += 34;
  printRule(strip, 3);
  strip.y += 5;
  printRule(strip);
  strip.y += 47;
  printCentred(strip, "Acta de escrutinio", { size: 28, weight: 15 });
  strip.y += 34;
  printCentred(strip, sheet.contest, { size: 15.5, weight: 12 });
  strip.y += 29;
  printCentred(strip, sheet.date, { size: 13, weight: 10.5 });
  strip.y += 28;
}

/** A sun over three hills: the arms of nowhere. */
function emblem(x: number, y: number): string {
  const rays = [
    [0, -31, 0, -41],
    [12, -28.6, 16, -37.6],
    [-12, -28.6, -16, -37.6],
    [22, -22, 29, -29],
    [-22, -22, -29, -29],
  ];
  return [
    `<g transform="translate(${x} ${y + 6})" stroke-width="2.4">`,
    `<circle r="50" stroke-width="3"/><circle r="44.5" stroke-width="1"/>`,
    `<path d="M-21 2A21 21 0 0 1 21 2" fill="${DARK}"/>`,
    ...rays.map(([fromX, fromY, toX, toY]) => `<path d="M${fromX} ${fromY}L${toX} ${toY}"/>`),
    `<path d="M-43 8Q-27 -8 -9 9T24 4T44 6"/>`,
    `<path d="M-41 18Q-20 4 0 19T41 17"/>`,
    `<path d="M-34 29Q-14 17 3 28T35 28" /></g>`,
  ].join("");
}

function printStation(strip: Strip, sheet: DrawnSheet) {
  printBar(strip, "Mesa de votación");
  strip.y += 52;
  printCentred(strip, sheet.station, { size: 33, weight: 15.5 });
  strip.y += 36;
  for (const [label, value] of [
    ["Región", sheet.region],
    ["Departamento", sheet.department],
    ["Municipio", sheet.municipality],
    ["Centro", sheet.place],
  ] as const) {
    print(strip, label, { x: LEFT, size: 10.5, weight: 10, stretch: 0.95 });
    const place = { x: LEFT + 152, size: 13.5, weight: 12 };
    print(strip, value, { ...place, stretch: stretchToFit(value, place.size, RIGHT - place.x) });
    strip.y += 26;
  }
  strip.y += 16;
  printNumber(strip, { label: "Personas inscritas", count: sheet.registeredVoters, size: 15 });
  strip.y += 6;
}

/** A label, dots, the digits at the right, and the same number in words below. */
function printNumber(
  strip: Strip,
  line: { readonly label: string; readonly count: number; readonly size: number; readonly indent?: number },
) {
  const { label, count, size, indent = 0 } = line;
  const digits = String(count);
  const digitSize = size * 1.3;
  const left = LEFT + indent;
  const digitsWidth = strokeTextWidth(digits, { size: digitSize });
  const stretch = 0.86;
  print(strip, label, { x: left, size, stretch });
  const dotsFrom = left + strokeTextWidth(label, { size, stretch }) + 14;
  const dotsTo = RIGHT - digitsWidth - 14;
  if (dotsTo > dotsFrom)
    strip.parts.push(
      `<path d="M${rounded(dotsFrom)} ${rounded(strip.y - 1)}H${rounded(dotsTo)}" stroke-width="1.8" stroke-dasharray="0 8"/>`,
    );
  print(strip, digits, { x: RIGHT, size: digitSize, anchor: "end", weight: 14.5 });
  strip.y += 24;
  const words = numberInSpanish(count);
  print(strip, words, { x: RIGHT, size: 10.5, anchor: "end", weight: 10, stretch: 0.95 });
  strip.y += 33;
}

function printCandidates(strip: Strip, sheet: DrawnSheet) {
  printBar(strip, "Votos por candidatura");
  strip.y += 38;
  for (const [at, { name, rows }] of sheet.candidates.entries()) {
    print(strip, name, { x: LEFT, size: 16.5, weight: 14.5, stretch: 0.95 });
    const sum = rows.reduce((all, row) => all + row.votes, 0);
    if (rows.length > 1)
      print(strip, `Suma ${sum}`, { x: RIGHT, size: 12, anchor: "end", weight: 11.5, stretch: 0.95 });
    strip.y += 34;
    for (const { party, votes } of rows)
      printNumber(strip, { label: party, count: votes, size: 13.5, indent: 22 });
    if (at === sheet.candidates.length - 1) continue;
    strip.y -= 10;
    printRule(strip);
    strip.y += 34;
  }
}

function printTotals(strip: Strip, sheet: DrawnSheet) {
  printBar(strip, "Totales de la mesa");
  strip.y += 40;
  for (const [label, count] of [
    ["Votos válidos", sheet.validVotes],
    ["Votos en blanco", sheet.blankVotes],
    ["Votos nulos", sheet.nullVotes],
  ] as const)
    printNumber(strip, { label, count, size: 14.5 });
  strip.y -= 8;
  printRule(strip, 2.4);
  strip.y += 36;
  printNumber(strip, { label: "Total de votos", count: sheet.ballotsCast, size: 17 });
}

/** From the first to the last line that a signature may touch, below where their heading begins. */
const SIGNATURES_FROM = 74;
const SIGNATURES_TO = 250;

function printSignatures(strip: Strip, sheet: DrawnSheet, random: Random) {
  printBar(strip, "Firmas");
  const closed = `Mesa cerrada a las 18:${String(random.between(0, 58)).padStart(2, "0")}`;
  strip.y += 34;
  print(strip, closed, { x: LEFT, size: 11.5, weight: 10.5, stretch: 0.95 });
  strip.y += 52;
  for (const role of ["Presidencia de mesa", "Secretaría", "Testigos"]) {
    strip.parts.push(
      `<path d="M${LEFT + 190} ${rounded(strip.y)}H${RIGHT}" stroke-width="1.8" stroke-dasharray="0 6.5"/>`,
    );
    print(strip, role, { x: LEFT, size: 10.5, weight: 10, stretch: 0.82 });
    if (sheet.signed === true) strip.parts.push(scribble(LEFT + 215, strip.y - 6, random));
    strip.y += 46;
  }
  if (sheet.signed === true) {
    strip.y += 53.5;
    return;
  }
  strip.y -= 14;
  strip.parts.push(
    `<rect x="${LEFT + 60}" y="${rounded(strip.y)}" width="${RIGHT - LEFT - 120}" height="36" rx="4" stroke-width="1.6" stroke-dasharray="7 6"/>`,
  );
  strip.y += 23.5;
  printCentred(strip, "Firmas omitidas en esta copia", { size: 11.5, weight: 12 });
  strip.y += 44;
}

/** A signature of nobody: loops of a pen. */
function scribble(x: number, y: number, random: Random): string {
  const loops = Array.from({ length: random.between(4, 7) }, () => {
    const [wide, high] = [14 + random.fraction() * 22, 8 + random.fraction() * 16];
    return `c${rounded(wide / 3)} ${rounded(-high)} ${rounded(wide)} ${rounded(-high)} ${rounded(wide / 2)} 0s${rounded(wide / 4)} ${rounded(high / 2)} ${rounded(wide / 2)} 0`;
  });
  return `<path d="M${x} ${rounded(y)}${loops.join("")}" stroke="#27407c" stroke-width="2.2"/>`;
}

function printCode(strip: Strip, sheet: DrawnSheet, modules: QrModules) {
  printRule(strip);
  const side = modules.length * QR_MODULE;
  strip.y += 4 * QR_MODULE + 4;
  const dark = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) =>
      isDark && row[x - 1] !== true ? [`M${x} ${y}h${runLength(row, x)}v1h-${runLength(row, x)}z`] : [],
    ),
  );
  strip.parts.push(
    `<path transform="translate(${MIDDLE - side / 2} ${rounded(strip.y)}) scale(${QR_MODULE})" d="${dark.join("")}" fill="${DARK}" stroke="none"/>`,
  );
  strip.y += side + 4 * QR_MODULE + 8;
  printCentred(strip, `Copia para testigos · ${sheet.station}`, { size: 11.5, weight: 11 });
  strip.y += 30;
  printCentred(strip, "Demostración: este país no existe", { size: 11.5, weight: 11 });
  strip.y += 44;
}

function runLength(row: readonly boolean[], from: number): number {
  const end = row.findIndex((isDark, x) => x > from && !isDark);
  return (end < 0 ? row.length : end) - from;
}

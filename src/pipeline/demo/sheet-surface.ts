import type { PixelBox } from "../../core/formats/sheet-parts.ts";
import type { Random } from "./random.ts";
import { rounded } from "./stroke-font.ts";

export const PAPER_WIDTH = 600;
/** Pixels of the image for every unit of the drawing. */
const IMAGE_SCALE = 0.8;
const PAPER = "#fbfaf5";

/** A printed strip before it lies anywhere. */
export interface PaperSheet {
  readonly height: number;
  /** Whether its lower edge is torn by hand instead of cut by the printer. */
  readonly torn: boolean;
  readonly print: string;
  readonly definitions: string;
}

/** Table or scanner bed around the strip. */
const MARGIN = { photo: 74, scan: 22 };
/** A strip lies turned, and a person does not draw a box too tight. */
const ROOM = 18;

/** Whole lines of the strip as a person would box them on the image, in its pixels, with room for how the strip lies. */
export function boxOfLines(look: "scan" | "photo", [from, to]: readonly [number, number]): PixelBox {
  const [left, top] = [MARGIN[look] - ROOM, MARGIN[look] + from - ROOM];
  return {
    x: Math.floor(left * IMAGE_SCALE),
    y: Math.floor(top * IMAGE_SCALE),
    width: Math.ceil((PAPER_WIDTH + 2 * ROOM) * IMAGE_SCALE),
    height: Math.ceil((to - from + 2 * ROOM) * IMAGE_SCALE),
  };
}

/** The strip on a scanner's white bed, or on a wooden table under a lamp and slightly turned. */
export function placeOnTable(paper: PaperSheet, look: "scan" | "photo", random: Random): string {
  const isPhoto = look === "photo";
  const margin = MARGIN[look];
  const width = PAPER_WIDTH + margin * 2;
  const height = Math.ceil(paper.height + margin * 2);
  const turn = isPhoto ? random.fraction() * 3 - 1.5 : random.fraction() * 0.5 - 0.25;
  const outline = paperOutline(paper, random);
  const place = `translate(${margin} ${margin}) rotate(${rounded(turn)} ${PAPER_WIDTH / 2} ${rounded(paper.height / 2)})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * IMAGE_SCALE)}" height="${Math.round(height * IMAGE_SCALE)}" viewBox="0 0 ${width} ${height}">`,
    `<defs>${paper.definitions}${isPhoto ? PHOTO_SHADES : SCAN_SHADES}</defs>`,
    isPhoto ? woodenTable(width, height, random) : `<rect width="100%" height="100%" fill="#e9e9e7"/>`,
    `<g transform="${place}">`,
    isPhoto
      ? softShadow(paper)
      : `<path d="${outline}" transform="translate(1.5 2)" fill="#000" fill-opacity=".18"/>`,
    `<path d="${outline}" fill="${PAPER}"/>`,
    paper.print,
    paleColumns(paper, random),
    creases(paper, random),
    `<path d="${outline}" fill="url(#curl)"/>`,
    `</g>`,
    isPhoto ? `<rect width="100%" height="100%" fill="url(#lamp)"/>` : "",
    `</svg>`,
  ].join("");
}

/** The strip bends away from the light at both sides; the crease shades are shared by both looks. */
const CREASE = `<linearGradient id="crease" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#3c382c" stop-opacity="0"/><stop offset=".48" stop-color="#3c382c" stop-opacity=".13"/><stop offset=".52" stop-color="#fff" stop-opacity=".5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>`;
const SCAN_SHADES = `${CREASE}<linearGradient id="curl"><stop offset="0" stop-color="#8d8a80" stop-opacity=".16"/><stop offset=".03" stop-color="#8d8a80" stop-opacity="0"/><stop offset=".97" stop-color="#8d8a80" stop-opacity="0"/><stop offset="1" stop-color="#8d8a80" stop-opacity=".14"/></linearGradient>`;
const PHOTO_SHADES = [
  CREASE,
  `<linearGradient id="curl"><stop offset="0" stop-color="#6b5a3c" stop-opacity=".26"/><stop offset=".12" stop-color="#8d7a55" stop-opacity=".05"/><stop offset=".5" stop-color="#fff" stop-opacity=".06"/><stop offset=".86" stop-color="#8d7a55" stop-opacity=".07"/><stop offset="1" stop-color="#6b5a3c" stop-opacity=".3"/></linearGradient>`,
  `<radialGradient id="lamp" cx=".4" cy=".3" r=".85"><stop offset="0" stop-color="#fff6df" stop-opacity=".1"/><stop offset=".55" stop-color="#fff6df" stop-opacity="0"/><stop offset="1" stop-color="#1d1206" stop-opacity=".34"/></radialGradient>`,
].join("");

/** Darkness that fades outwards, from frames laid over one another: a blur filter would take most of a second. */
function softShadow(paper: PaperSheet): string {
  const height = paper.height - (paper.torn ? 26 : 6);
  return [26, 21, 16.5, 12.5, 9, 6, 3, 0]
    .map((spread) => {
      const [x, y] = [9 - spread, 16 - spread];
      const size = `width="${PAPER_WIDTH + spread * 2}" height="${rounded(height - 6 + spread * 2)}"`;
      return `<rect x="${x}" y="${y}" ${size} rx="${spread + 3}" fill="#0b0704" fill-opacity=".075"/>`;
    })
    .join("");
}

/** Small teeth where the printer cut the strip; a ragged slope where a hand tore it. */
function paperOutline(paper: PaperSheet, random: Random): string {
  const teeth = 60;
  const tooth = PAPER_WIDTH / teeth;
  const top = Array.from(
    { length: teeth },
    (_, at) => `L${rounded((at + 0.5) * tooth)} 5L${rounded((at + 1) * tooth)} 0`,
  );
  const points = paper.torn ? 46 : teeth;
  const step = PAPER_WIDTH / points;
  const slope = (random.fraction() - 0.5) * 46;
  const bottom = Array.from({ length: points }, (_, at) => {
    const x = PAPER_WIDTH - (at + 1) * step;
    if (!paper.torn)
      return `L${rounded(x + step / 2)} ${rounded(paper.height - 5)}L${rounded(x)} ${rounded(paper.height)}`;
    const ragged = random.noise() * 6 + slope * (x / PAPER_WIDTH - 0.5) - 12;
    return `L${rounded(x)} ${rounded(paper.height + ragged)}`;
  });
  return `M0 0${top.join("")}V${rounded(paper.height)}${bottom.join("")}Z`;
}

/** Where the print head is worn, the whole strip is a little paler. */
function paleColumns(paper: PaperSheet, random: Random): string {
  return Array.from({ length: random.between(2, 5) }, () => {
    const x = rounded(random.fraction() * PAPER_WIDTH);
    const width = rounded(1 + random.fraction() * 2.5);
    const opacity = rounded(0.12 + random.fraction() * 0.3);
    return `<rect x="${x}" y="6" width="${width}" height="${rounded(paper.height - 40)}" fill="${PAPER}" fill-opacity="${opacity}"/>`;
  }).join("");
}

/** The strip was folded to fit an envelope. */
function creases(paper: PaperSheet, random: Random): string {
  const folds = random.between(2, 3);
  return Array.from({ length: folds }, (_, at) => {
    const y = (paper.height * (at + 1)) / (folds + 1) + random.noise() * 24;
    return `<rect x="0" y="${rounded(y)}" width="${PAPER_WIDTH}" height="26" fill="url(#crease)"/>`;
  }).join("");
}

function woodenTable(width: number, height: number, random: Random): string {
  const tones = [
    ["#6d4c33", "#3a2616"],
    ["#5a4a3c", "#2f251c"],
    ["#7a5a3d", "#4a321d"],
    ["#4b5557", "#262d2f"],
  ] as const;
  const [light, dark] = random.pick(tones);
  const grain = Array.from({ length: 60 }, () => {
    const x = random.fraction() * width;
    const bend = random.noise() * 10;
    const path = `M${rounded(x)} 0C${rounded(x + bend)} ${rounded(height / 3)} ${rounded(x - bend)} ${rounded((height * 2) / 3)} ${rounded(x + bend / 2)} ${height}`;
    const opacity = rounded(0.06 + random.fraction() * 0.2);
    return `<path d="${path}" stroke="${random.fraction() < 0.35 ? "#fff1d8" : dark}" stroke-width="${rounded(0.6 + random.fraction() * 2.6)}" stroke-opacity="${opacity}"/>`;
  });
  const joints = [0.09, 0.5, 0.93].map((part) => {
    const x = rounded(width * part + random.noise() * 6);
    return `<path d="M${x} 0V${height}" stroke="#120b05" stroke-width="2.6" stroke-opacity=".55"/>`;
  });
  return `<g fill="none"><rect width="100%" height="100%" fill="${light}"/>${grain.join("")}${joints.join("")}</g>`;
}

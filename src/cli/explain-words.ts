import type { HandDigit, HandProposal } from "../core/formats/hand-reading.ts";
import type { RowReading } from "../core/formats/reconcile-rows.ts";
import type { Language } from "../core/election.ts";
import { en } from "../core/site/messages-en.ts";
import { es } from "../core/site/messages-es.ts";
import { TOTAL_BOXES } from "../core/tally-sheet.ts";

/** The words of what readers saw in one image, in one language. */
export interface ExplainWords {
  readonly title: (name: string) => string;
  readonly about: (width: number, height: number) => string;
  readonly summary: string;
  readonly qualityTitle: string;
  readonly qualityGood: string;
  readonly codesTitle: string;
  readonly noStep: string;
  readonly step: (step: string) => string;
  readonly noCode: string;
  readonly printTitle: string;
  readonly handTitle: string;
  readonly noTemplate: string;
  readonly notRead: (reason: string) => string;
  readonly rowsTaken: (taken: number, rows: number, anchors: number) => string;
  readonly rowsProposed: (proposed: number, rows: number, anchors: number) => string;
  readonly proposals: (proposed: number, rows: number) => string;
  readonly digits: string;
  readonly words: string;
  readonly of: (what: string, row: string) => string;
  readonly box: (number: number, row: string) => string;
  readonly notFound: string;
  readonly nothing: string;
  readonly agreed: string;
  readonly illegible: string;
  readonly differ: (digits: number, words: number) => string;
  readonly proposed: (value: number) => string;
  readonly blank: string;
  readonly unsure: string;
  readonly stroke: string;
  /** What rows are called that no machine settles. */
  readonly open: string;
  /** What a box is called that every form may have; undefined for one of this form alone. */
  readonly boxName: (box: string) => string | undefined;
}

const ENGLISH: ExplainWords = {
  title: (name) => `What was read of ${name}`,
  about: (width, height) => `${width} × ${height} pixels. Nothing of this was entered anywhere.`,
  summary: "In short",
  qualityTitle: "If it can be taken again",
  qualityGood: "Nothing was noticed that makes the image hard to read.",
  codesTitle: "QR codes",
  noStep: "No step gave a code.",
  step: (step) => `Found at the step: ${step}.`,
  noCode: "No code was found.",
  printTitle: "Print",
  handTitle: "Handwriting",
  noTemplate: "The election file has no template of the sheet.",
  notRead: (reason) => `Not read: ${reason}.`,
  rowsTaken: (taken, rows, anchors) =>
    `${taken} of ${rows} rows were taken: their digits and words say the same number. The template was laid over the sheet by ${anchors} of its words.`,
  rowsProposed: (proposed, rows, anchors) =>
    `A number is proposed for ${proposed} of ${rows} rows. Proposals settle nothing: people read the sheet. The template was laid over it by ${anchors} of its words.`,
  proposals: (proposed, rows) => `${proposed} / ${rows} proposed`,
  digits: "Digits",
  words: "Words",
  of: (what, row) => `${what} of row ${row}`,
  box: (number, row) => `Box ${number} of row ${row}`,
  notFound: "not found",
  nothing: "nothing",
  agreed: "taken",
  illegible: "illegible",
  differ: (digits, words) => `digits ${digits}, words ${words}: illegible`,
  proposed: (value) => `${value} proposed`,
  blank: "blank",
  unsure: "unsure",
  stroke: "stroke",
  open: "Rows left to people",
  boxName: (box) => totalName(box, en),
};

/** Why a reader gives up, as readings have it. */
const REASONS_IN_SPANISH: Readonly<Record<string, string>> = {
  "the words that the sheet's template names were not found in the image":
    "en la imagen no se encontraron las palabras que nombra la plantilla del acta",
};

/** The steps of the cascade of QR decoders. */
const STEPS_IN_SPANISH: Readonly<Record<string, string>> = {
  "part of its size": "la imagen entera, reducida",
  "whole image": "la imagen entera",
  plain: "la zona del código, tal cual",
  "even contrast, 2x": "con contraste parejo, al doble",
  "3x": "al triple",
  "sharpened, 2x": "enfocada, al doble",
  "even contrast, 3x": "con contraste parejo, al triple",
  "blur, even contrast, 2x": "suavizada, con contraste parejo, al doble",
  beside: "al lado de otro código",
};

const SPANISH: ExplainWords = {
  title: (name) => `Qué se leyó en ${name}`,
  about: (width, height) => `${width} × ${height} píxeles. Nada de esto se anotó en ninguna parte.`,
  summary: "En resumen",
  qualityTitle: "Si se puede tomar de nuevo",
  qualityGood: "No se notó nada que haga difícil leer la imagen.",
  codesTitle: "Códigos QR",
  noStep: "Ningún paso dio con un código.",
  step: (step) => `Encontrado en el paso: ${STEPS_IN_SPANISH[step] ?? step}.`,
  noCode: "No se encontró ningún código.",
  printTitle: "Impreso",
  handTitle: "Escrito a mano",
  noTemplate: "El archivo de la elección no trae una plantilla del acta.",
  notRead: (reason) => `No se leyó: ${REASONS_IN_SPANISH[reason] ?? reason}.`,
  rowsTaken: (taken, rows, anchors) =>
    `Se tomaron ${taken} de ${rows} filas: sus cifras y sus letras dicen el mismo número. La plantilla se ajustó al acta por ${anchors} de sus palabras.`,
  rowsProposed: (proposed, rows, anchors) =>
    `Se propone un número para ${proposed} de ${rows} filas. Las propuestas no deciden nada: el acta la leen personas. La plantilla se ajustó al acta por ${anchors} de sus palabras.`,
  proposals: (proposed, rows) => `${proposed} / ${rows} propuestos`,
  digits: "En cifras",
  words: "En letras",
  of: (what, row) => `${what}, fila ${row}`,
  box: (number, row) => `Casilla ${number} de la fila ${row}`,
  notFound: "no se encontró",
  nothing: "nada",
  agreed: "tomadas",
  illegible: "ilegible",
  differ: (digits, words) => `en cifras ${digits}, en letras ${words}: ilegible`,
  proposed: (value) => `se propone ${value}`,
  blank: "en blanco",
  unsure: "dudoso",
  stroke: "raya",
  open: "Filas que quedan para personas",
  boxName: (box) => totalName(box, es),
};

function totalName(box: string, { boxes }: Pick<typeof en, "boxes">): string | undefined {
  const total = TOTAL_BOXES.find((each) => each === box);
  return total === undefined ? undefined : boxes[total];
}

/** The words in a language; English where it is none of the two. */
export function explainWords(language: Language): ExplainWords {
  return language === "es" ? SPANISH : ENGLISH;
}

/** What became of a row, in words. */
export function rowOutcome(reading: RowReading, words: ExplainWords): string {
  switch (reading.kind) {
    case "agreed":
      return `${reading.value}`;
    case "differ":
      return words.differ(reading.digits, reading.words);
    case "illegible":
      return words.illegible;
  }
}

/** What is proposed of a row written by hand, in words. */
export function proposalInWords(proposal: HandProposal, words: ExplainWords): string {
  switch (proposal.kind) {
    case "number":
      return words.proposed(proposal.value);
    case "blank":
      return words.blank;
    case "unsure":
      return proposal.guess.trim() === "" ? words.notFound : words.unsure;
  }
}

/** What one box was taken for, in words. */
export function digitInWords(digit: HandDigit, words: ExplainWords): string {
  switch (digit.kind) {
    case "digit":
      return `${digit.digit} (${Math.floor(digit.confidence * 100)}%)`;
    case "blank":
      return words.blank;
    case "stroke":
      return words.stroke;
  }
}

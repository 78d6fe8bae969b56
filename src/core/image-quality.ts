import type { Language } from "./election.ts";

type Edge = "upper" | "right" | "lower" | "left";

/** One thing that makes an image hard to read, and that whoever takes it can mend. */
export type QualityProblem =
  | { readonly problem: "edge-missing"; readonly edge: Edge }
  | { readonly problem: "out-of-focus" | "too-dark" | "too-pale" }
  /** How much of the image a reflection covers. */
  | { readonly problem: "reflection"; readonly percent: number }
  /** Pixels for each of the squares that the code is made of, in tenths. */
  | { readonly problem: "code-too-small"; readonly tenths: number };

const EDGE_WORDS: Readonly<Record<Language, Readonly<Record<Edge, string>>>> = {
  en: { upper: "upper", right: "right", lower: "lower", left: "left" },
  es: { upper: "superior", right: "derecho", lower: "inferior", left: "izquierdo" },
};

/** What is wrong and what to do about it, for whoever took the image. */
export function qualityAdvice(problem: QualityProblem, language: Language): string {
  const isSpanish = language === "es";
  switch (problem.problem) {
    case "edge-missing": {
      const edge = EDGE_WORDS[language][problem.edge];
      return isSpanish
        ? `falta el borde ${edge} del acta: tómela entera`
        : `the ${edge} edge of the sheet is missing: take all of it`;
    }
    case "out-of-focus":
      return isSpanish
        ? "está desenfocada o movida: sostenga el teléfono firme y toque el acta en la pantalla para enfocar"
        : "it is blurred: hold the phone still and tap the sheet on the screen to focus";
    case "too-dark":
      return isSpanish ? "está muy oscura: busque más luz" : "it is too dark: find more light";
    case "too-pale":
      return isSpanish
        ? "la tinta casi no se distingue del papel: acérquese y busque luz pareja"
        : "the print hardly stands out from the paper: move closer, in even light";
    case "reflection":
      return isSpanish
        ? `un reflejo cubre el ${problem.percent}% de la imagen: incline el acta o apague el destello`
        : `a reflection covers ${problem.percent}% of the image: tilt the sheet, or turn the flash off`;
    case "code-too-small": {
      const dots = `${Math.floor(problem.tenths / 10)}${isSpanish ? "," : "."}${problem.tenths % 10}`;
      return isSpanish
        ? `el código sale muy pequeño (${dots} puntos por cuadro): acérquese y tome una foto solo del código`
        : `the code is too small (${dots} dots a square): move closer and take one photo of the code alone`;
    }
  }
}

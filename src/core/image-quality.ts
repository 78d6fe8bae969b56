import { z } from "zod";

import type { Language } from "./election.ts";

const EDGES = ["upper", "right", "lower", "left"] as const;
type Edge = (typeof EDGES)[number];

/** One thing that makes an image hard to read, and that whoever takes it can mend. */
export const qualityProblemSchema = z.discriminatedUnion("problem", [
  z.strictObject({ problem: z.literal("edge-missing"), edge: z.enum(EDGES) }),
  z.strictObject({ problem: z.literal("out-of-focus") }),
  z.strictObject({ problem: z.literal("too-dark") }),
  z.strictObject({ problem: z.literal("too-pale") }),
  /** How much of the image a reflection covers. */
  z.strictObject({ problem: z.literal("reflection"), percent: z.int().min(1).max(100) }),
  /** Pixels for each of the squares that the code is made of, in tenths. */
  z.strictObject({ problem: z.literal("code-too-small"), tenths: z.int().min(1).max(99) }),
]);
export type QualityProblem = Readonly<z.infer<typeof qualityProblemSchema>>;

/** A problem as one word, or a word and its number or edge: how findings name it. */
export function formatProblem(problem: QualityProblem): string {
  const [word, amount] = Object.values(problem);
  return amount === undefined ? String(word) : `${word} ${amount}`;
}

/** The inverse of `formatProblem`; undefined for anything else. */
export function parseProblem(text: string): QualityProblem | undefined {
  const [problem = "", amount = ""] = text.split(" ");
  const number = Number(amount);
  const fields = {
    "edge-missing": { edge: amount },
    reflection: { percent: number },
    "code-too-small": { tenths: number },
  };
  const more = Object.entries(fields).find(([name]) => name === problem)?.[1] ?? {};
  const parsed = qualityProblemSchema.safeParse({ problem, ...more });
  return parsed.success && formatProblem(parsed.data) === text ? parsed.data : undefined;
}

/**
 * What is left to say of an image whose code was read: where there is nothing else to read on the sheet, only that a part of
 * it is not on the image.
 */
export function problemsBesideCode(
  problems: readonly QualityProblem[],
  isCodeAll: boolean,
): QualityProblem[] {
  return problems.filter(({ problem }) =>
    isCodeAll ? problem === "edge-missing" : problem !== "code-too-small",
  );
}

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
        ? `un reflejo cubre el ${problem.percent} % de la imagen: incline el acta o apague el flash`
        : `a reflection covers ${problem.percent}% of the image: tilt the sheet, or turn the flash off`;
    case "code-too-small": {
      const dots = `${Math.floor(problem.tenths / 10)}${isSpanish ? "," : "."}${problem.tenths % 10}`;
      return isSpanish
        ? `el código sale muy pequeño (${dots} puntos por cuadro): acérquese y tome una foto solo del código`
        : `the code is too small (${dots} dots a square): move closer and take one photo of the code alone`;
    }
  }
}

import type { Language } from "../../election.ts";
import type {
  ControlTested,
  DeclaredPercentagesAnswer,
  DeclaredPercentagesTest,
} from "../../statistics/methods/declared-percentages.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

/** Beyond this nobody reads the digits, and a double no longer holds them. */
const DIGITS_MOST = 1e15;

/** The number of an "1 in so many", whole; a very large one by its power of ten. */
export function largeNumber(value: number, speak: Speaker): string {
  if (value < DIGITS_MOST) return value < 10 ? speak.number(value, 1) : speak.count(Math.round(value));
  let power = 0;
  for (let left = value; left >= 10; left /= 10) power++;
  return POWERS[speak.language](speak.count(power));
}
const POWERS: Readonly<Record<Language, (power: string) => string>> = {
  en: (power) => `10 to the power of ${power}`,
  es: (power) => `10 elevado a ${power}`,
};

/** A fit at least this rare after the correction is told without a warning. */
const RARE = 100;

export function controlName(control: ControlTested, speak: Speaker): string {
  return control.kind === "declaration"
    ? speak.declaration(control.declaration)
    : PUBLISHED[speak.language][control.result];
}
const PUBLISHED = {
  en: {
    "venezuela-2013": "Venezuela 2013, fourth bulletin of the electoral council",
    "united-states-2020": "United States 2020, official result",
  },
  es: {
    "venezuela-2013": "Venezuela 2013, cuarto boletín del Consejo Nacional Electoral",
    "united-states-2020": "Estados Unidos 2020, resultado oficial",
  },
};

export function percentOfStep(step: number, decimals: number, speak: Speaker): string {
  return speak.percent(step / 10 ** (decimals + 2), decimals);
}

/** The numbers of the headline, in the reader's language. */
function factsOf(answer: DeclaredPercentagesAnswer, speak: Speaker) {
  const { fit, grids, controls, parts } = answer;
  const grid = grids.find((each) => each.kind === "tested" && each.grid === fit?.grid);
  const steps = grid?.kind === "tested" ? grid.steps : [];
  const percentages = steps.map((step) => percentOfStep(step, fit?.decimals ?? 0, speak));
  const corrected = fit === undefined || fit.probabilityCorrected === 0 ? 1 : 1 / fit.probabilityCorrected;
  const tested = grids.filter((each) => each.kind === "tested").map(({ decimals }) => decimals);
  return {
    total: speak.count(answer.total),
    counts: speak.count(parts.length),
    pairs: speak.count(answer.pairsTried),
    percentages: speak.list(percentages),
    oneIn: largeNumber(fit?.oneIn ?? 1, speak),
    corrected: largeNumber(corrected, speak),
    isRare: corrected >= RARE,
    rule: fit?.rule ?? ("nearest" as const),
    fine: speak.count(tested.at(-1)),
    coarse: speak.count(tested[0]),
    controls: speak.count(controls.length),
    fired: controls.filter((control) => control.decimalsThatFit !== undefined),
  };
}

export const en: WordsOf<DeclaredPercentagesTest> = {
  name: "Were the counts made from percentages?",
  question: "Are the counts declared what rounding makes of round percentages of the total?",
  how: [
    "Somebody who has only a total and percentages such as 51.2% can make counts of them: the total times the percentage, rounded to a whole vote. For percentages with none, one, two and three decimals, and for rounding to the nearest, down and up, every count is set beside the nearest percentage: is it exactly what the rule gives? Whether it fits is decided in whole numbers.",
    "If the counts came from counting, each would lie anywhere between two round percentages. With a total T and G steps of the grid, all of them fit by chance about (G/T)^(parts − 1) of the time; the last count follows from the total. This is asked of no grid whose steps are less than 50 votes apart. The chance is multiplied by the number of pairs of grid and rule tried.",
    "For three counts the divisions of the total that fit are also counted one by one. The likelihood ratio says how much likelier the fit is if the counts were made from percentages than if not. What was expected before, and the ordinary explanation, are not in it: they are left to the reader.",
    "Source: the question put to the first Venezuelan bulletin of 2024 (A. Gelman, “roughly 1 in 100 million”, as reported by Caracas Chronicles, 1 August 2024; T. Tao’s framing by likelihood ratio).",
  ],
  headline,
  conditions: {
    "parts-make-total": "The counts make the total.",
    "figures-as-announced": "The figures are entered as they were announced.",
    "counts-spread-evenly":
      "Counts that come from counting lie anywhere between two round percentages, each place as likely as another.",
    "question-set-beforehand":
      "The question was put before these figures were seen. It was thought of after one bulletin of 2024; the correction counts the pairs tried here, not every question that somebody could have asked.",
  },
  refusals: {
    "parts-do-not-make-total":
      "The counts announced do not make the total: some selections are missing, or the sum does not close.",
    "fewer-than-two-parts": "Fewer than two selections have votes, so there is nothing to divide.",
    "total-too-small-for-every-grid":
      "There are too few votes: round percentages lie so close together that a fit would be common.",
  },
};

export const es: WordsOf<DeclaredPercentagesTest> = {
  name: "¿Salieron los votos de los porcentajes?",
  question: "¿Son los votos declarados lo que da redondear porcentajes redondos del total?",
  how: [
    "Quien solo tiene un total y porcentajes como 51,2 % puede obtener votos de ellos: el total por el porcentaje, redondeado a un voto entero. Para porcentajes sin decimales y con uno, dos y tres, y redondeando al más cercano, hacia abajo y hacia arriba, cada cifra se pone al lado del porcentaje más próximo: ¿es exactamente lo que da la regla? Si encaja se decide con números enteros.",
    "Si los votos salieran de un conteo, cada cifra caería en cualquier lugar entre dos porcentajes redondos. Con un total T y G divisiones, todas encajan por azar más o menos (G/T)^(partes − 1) de las veces; la última cifra se sigue del total. No se pregunta con divisiones de menos de 50 votos. Esa probabilidad se multiplica por el número de combinaciones de división y regla que se probaron.",
    "Con tres cifras, además, se cuentan una por una las maneras de repartir el total que encajan. La razón de verosimilitud dice cuánto más probable es que encajen si los votos se hicieron con porcentajes que si no. Lo que se esperaba de antemano, y la explicación corriente, no están en ella: quedan a juicio del lector.",
    "Fuente: la pregunta que se hizo del primer boletín venezolano de 2024 (A. Gelman, “más o menos 1 en 100 millones”, según Caracas Chronicles, 1 de agosto de 2024; el planteamiento por razón de verosimilitud es de T. Tao).",
  ],
  headline,
  conditions: {
    "parts-make-total": "Los votos suman el total.",
    "figures-as-announced": "Las cifras están tal como se anunciaron.",
    "counts-spread-evenly":
      "Las cifras que salen de un conteo caen en cualquier lugar entre dos porcentajes redondos, sin que ninguno sea más probable que otro.",
    "question-set-beforehand":
      "La pregunta se hizo antes de ver estas cifras. Se pensó después de un boletín de 2024; la corrección cifra las combinaciones probadas aquí, no toda pregunta que alguien hubiera podido hacer.",
  },
  refusals: {
    "parts-do-not-make-total":
      "Los votos anunciados no suman el total: faltan opciones, o la suma no cuadra.",
    "fewer-than-two-parts": "Menos de dos opciones tienen votos, así que no hay nada que repartir.",
    "total-too-small-for-every-grid":
      "Hay muy pocos votos: los porcentajes redondos quedan tan juntos que encajar sería común.",
  },
};

/** What the headline is put together from. */
interface Sentences {
  readonly fits: (given: Readonly<Record<"counts" | "total" | "percentages", string>>) => string;
  readonly rules: Readonly<Record<"nearest" | "floor" | "ceil", string>>;
  readonly chance: (given: Readonly<Record<"oneIn" | "pairs" | "corrected", string>>) => string;
  readonly common: string;
  readonly benign: string;
  readonly not: (given: Readonly<Record<"pairs" | "total" | "coarse" | "fine", string>>) => string;
  readonly controlsQuiet: (count: string) => string;
  readonly controlsFired: (fired: string, count: string) => string;
}

const SENTENCES: Readonly<Record<Language, Sentences>> = {
  en: {
    fits: ({ counts, total, percentages }) =>
      `Yes. The ${counts} counts are exactly what rounding makes of ${percentages} of ${total} votes`,
    rules: {
      nearest: ".",
      floor: " (each rounded down, the last taking what is left).",
      ceil: " (each rounded up, the last taking what is left).",
    },
    chance: ({ oneIn, pairs, corrected }) =>
      `If the counts had come from counting, that would happen about once in ${oneIn}. ${pairs} pairs of grid and rule were tried; allowing for that, once in ${corrected}.`,
    common: "A fit as common as this says little.",
    benign:
      "There is an ordinary explanation: whoever announced them had only the percentages at hand, and worked the counts back from them.",
    not: ({ pairs, total, coarse, fine }) =>
      `No. The counts are not what rounding makes of round percentages of ${total} votes, with ${coarse === fine ? coarse : `${coarse} to ${fine}`} ${fine === "1" && coarse === fine ? "decimal" : "decimals"} (${pairs} pairs of grid and rule were tried).`,
    controlsQuiet: (count) =>
      `The same question finds nothing in the ${count === "1" ? "other result" : `${count} other results`} it was put to.`,
    controlsFired: (fired, count) =>
      `Put to ${count} other ${count === "1" ? "result" : "results"}, the same question is answered yes for ${fired}.`,
  },
  es: {
    fits: ({ counts, total, percentages }) =>
      `Sí. Las ${counts} cifras de votos son exactamente lo que da redondear ${percentages} de ${total} votos`,
    rules: {
      nearest: ".",
      floor: " (cada una hacia abajo, y la última con lo que queda).",
      ceil: " (cada una hacia arriba, y la última con lo que queda).",
    },
    chance: ({ oneIn, pairs, corrected }) =>
      `Si las cifras hubieran salido de un conteo, eso pasaría más o menos una vez en ${oneIn}. Se probaron ${pairs} combinaciones de división y regla; descontándolas, una vez en ${corrected}.`,
    common: "Una coincidencia tan común dice poco.",
    benign:
      "Hay una explicación corriente: quien las anunció tenía a mano solo los porcentajes, y calculó los votos a partir de ellos.",
    not: ({ pairs, total, coarse, fine }) =>
      `No. Las cifras no son lo que da redondear porcentajes redondos de ${total} votos, con ${coarse === fine ? coarse : `entre ${coarse} y ${fine}`} decimales (se probaron ${pairs} combinaciones de división y regla).`,
    controlsQuiet: (count) =>
      `La misma pregunta no encuentra nada en ${count === "1" ? "el otro resultado al que" : `los otros ${count} resultados a los que`} se hizo.`,
    controlsFired: (fired, count) =>
      `La misma pregunta, hecha a ${count === "1" ? "otro resultado" : `otros ${count} resultados`}, se responde que sí en: ${fired}.`,
  },
};

function headline(answer: DeclaredPercentagesAnswer, speak: Speaker, _subject: TestSubject): string {
  const words = SENTENCES[speak.language];
  const { fired, isRare, rule, ...facts } = factsOf(answer, speak);
  const controls =
    fired.length === 0
      ? words.controlsQuiet(facts.controls)
      : words.controlsFired(speak.list(fired.map((control) => controlName(control, speak))), facts.controls);
  if (answer.fit === undefined) return `${words.not(facts)} ${controls}`;
  const chance = words.chance(facts) + (isRare ? "" : ` ${words.common}`);
  return `${words.fits(facts)}${words.rules[rule]} ${chance} ${words.benign} ${controls}`;
}

import type { LastDigitsAnswer, LastDigitsTest } from "../../statistics/methods/last-digits.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

function factsOf(answer: LastDigitsAnswer, speak: Speaker, { contest }: TestSubject) {
  return {
    selection: speak.selection(contest, answer.selection),
    counts: speak.count(answer.counts),
    chiSquare: speak.number(answer.chiSquare, 1),
    often: often(answer.pValue, speak),
  };
}

/** A probability in percent, without pretending to more digits than mean anything. */
export function often(probability: number, speak: Speaker): string {
  return probability < 0.0001
    ? `< ${speak.percent(0.0001, 2)}`
    : speak.percent(probability, probability < 0.01 ? 2 : 1);
}

export const en: WordsOf<LastDigitsTest> = {
  name: "Last digits",
  question: "Are the last digits of the first selection’s counts spread as chance spreads them?",
  how: [
    "The last digit of every count of 10 or more of the first selection is compared with an even spread: chi-square with 9 degrees of freedom, the mean, and how often the last two digits are the same or neighbours (Bernd Beber and Alexandra Scacco 2012, Political Analysis 20).",
    "Last digits are even only where counts are large and spread wide. Small counts have uneven last digits by themselves. The second-digit test of Benford’s law is not run: counts at polling stations do not follow that law (Joseph Deckert, Mikhail Myagkov and Peter C. Ordeshook 2011).",
  ],
  headline: (answer, speak, subject) => {
    const { selection, counts, chiSquare, often: probability } = factsOf(answer, speak, subject);
    return `The last digits of ${counts} counts of ${selection} differ from an even spread by a chi-square of ${chiSquare}. If they were independent and even, a value this large or larger would come up with probability ${probability}.`;
  },
  conditions: {
    "last-digits-even":
      "Counts are large and spread wide enough for all last digits to be equally likely. Where most counts have two digits, this does not hold.",
    "counts-independent": "The counts of different stations have nothing to do with each other.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "no-votes": "The sheets hold no votes for two selections.",
    "too-few-counts": "There are fewer than 50 counts of 10 or more.",
  },
};

export const es: WordsOf<LastDigitsTest> = {
  name: "Últimas cifras",
  question: "¿Están repartidas las últimas cifras de la primera opción como las reparte el azar?",
  how: [
    "La última cifra de cada cuenta de 10 o más de la primera opción se compara con un reparto parejo: ji cuadrado con 9 grados de libertad, la media, y con qué frecuencia las dos últimas cifras son iguales o vecinas (Bernd Beber y Alexandra Scacco 2012, Political Analysis 20).",
    "Las últimas cifras solo son parejas donde las cuentas son grandes y variadas. Las cuentas pequeñas tienen últimas cifras desparejas por sí solas. No se hace la prueba de la segunda cifra de la ley de Benford: las cuentas de las mesas no siguen esa ley (Joseph Deckert, Mikhail Myagkov y Peter C. Ordeshook 2011).",
  ],
  headline: (answer, speak, subject) => {
    const { selection, counts, chiSquare, often: probability } = factsOf(answer, speak, subject);
    return `Las últimas cifras de ${counts} cuentas de ${selection} se apartan de un reparto parejo con un ji cuadrado de ${chiSquare}. Si fueran independientes y parejas, un valor así o mayor aparecería con probabilidad ${probability}.`;
  },
  conditions: {
    "last-digits-even":
      "Las cuentas son bastante grandes y variadas para que todas las últimas cifras sean igual de probables. Donde la mayoría tiene dos cifras, no se cumple.",
    "counts-independent": "Las cuentas de mesas distintas no tienen que ver unas con otras.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "no-votes": "Las actas no tienen votos de dos opciones.",
    "too-few-counts": "Hay menos de 50 cuentas de 10 o más.",
  },
};

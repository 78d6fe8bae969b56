import type { FingerprintAnswer, FingerprintTest } from "../../statistics/methods/fingerprint.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

function factsOf(
  { selection, stations, corner }: FingerprintAnswer,
  speak: Speaker,
  { contest }: TestSubject,
) {
  return {
    selection: speak.selection(contest, selection),
    stations: speak.count(stations),
    corner: speak.count(corner.stations),
    voters: speak.percent(corner.share, 2),
  };
}

export const en: WordsOf<FingerprintTest> = {
  name: "Turnout beside share",
  question: "How do turnout and the share of the first selection go together?",
  how: [
    "Every station stands at its turnout and at its share of the first selection, weighted by its registered voters, in squares of two by two percentage points (Peter Klimek, Yuri Yegorov, Rudolf Hanel and Stefan Thurner 2012, “Statistical detection of systematic election irregularities”). It is a picture to be looked at: one round cloud, or more than one.",
    "Two clouds are also what two places with different habits give. The model of that publication is therefore not fitted, and no share of stations is estimated.",
  ],
  headline: (answer, speak, subject) => {
    const { selection, stations, corner, voters } = factsOf(answer, speak, subject);
    return `The picture shows ${stations} stations by turnout and share of ${selection}. ${corner} of them, with ${voters} of the registered voters, have at least 99% in both.`;
  },
  conditions: {
    "one-habit-everywhere":
      "All places vote alike: no town, region or island turns out and votes differently from the others. Only then would a second cloud be unexpected.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "no-votes": "The sheets hold no votes for two selections.",
    "no-station-to-show":
      "No station has all the numbers: registered voters, ballots cast, valid votes and votes.",
  },
};

export const es: WordsOf<FingerprintTest> = {
  name: "Participación y porcentaje",
  question: "¿Cómo van juntos la participación y el porcentaje de la primera opción?",
  how: [
    "Cada mesa está en su participación y en su porcentaje de la primera opción, con el peso de sus electores inscritos, en cuadros de dos por dos puntos porcentuales (Peter Klimek, Yuri Yegorov, Rudolf Hanel y Stefan Thurner 2012, “Statistical detection of systematic election irregularities”). Es una imagen para mirar: una nube redonda, o más de una.",
    "También dan dos nubes dos lugares con costumbres distintas. Por eso no se ajusta el modelo de esa publicación ni se estima ningún porcentaje de mesas.",
  ],
  headline: (answer, speak, subject) => {
    const { selection, stations, corner, voters } = factsOf(answer, speak, subject);
    return `La imagen muestra ${stations} mesas por participación y porcentaje de ${selection}. ${corner} de ellas, con ${voters} de los electores inscritos, tienen al menos 99 % en ambos.`;
  },
  conditions: {
    "one-habit-everywhere":
      "Todos los lugares votan de modo parecido: ninguna ciudad, región o isla participa y vota distinto de las demás. Solo entonces sería inesperada una segunda nube.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "no-votes": "Las actas no tienen votos de dos opciones.",
    "no-station-to-show":
      "Ninguna mesa tiene todos los números: electores inscritos, votos emitidos, votos válidos y votos de la opción.",
  },
};

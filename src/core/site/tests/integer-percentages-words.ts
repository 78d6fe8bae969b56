import type {
  IntegerPercentagesAnswer,
  IntegerPercentagesTest,
} from "../../statistics/methods/integer-percentages.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

function factsOf(
  { selection, stations, either }: IntegerPercentagesAnswer,
  speak: Speaker,
  { contest }: TestSubject,
) {
  return {
    selection: speak.selection(contest, selection),
    stations: speak.count(stations),
    observed: speak.count(either.observed),
    expected: speak.number(either.expected, 0),
    excess: speak.number(Math.abs(either.excess), 0),
    deviation: speak.number(either.standardDeviation, 1),
    z: either.z === undefined ? undefined : speak.number(Math.abs(either.z), 1),
  };
}

export const en: WordsOf<IntegerPercentagesTest> = {
  name: "Whole percentages",
  question: "Do more stations have a whole percentage than chance makes?",
  how: [
    "Stations whose turnout, or whose share of the first selection, is within 0.05 points of a whole percentage are counted. Beside them stands how many there would be if each station’s count were drawn anew from a binomial distribution around its own percentage (Dmitry Kobak, Sergey Shpilkin and Maxim S. Pshenichnikov 2016, The Annals of Applied Statistics 10; computed here exactly and not by random draws).",
    "Stations with fewer than 100 registered voters, and those with a turnout or share above 99 percent, are not looked at, as in the publication. Small stations have whole percentages by arithmetic alone, which the expectation takes in station by station (Arthur Rozenas 2017, Political Analysis 25).",
  ],
  headline: (answer, speak, subject) => {
    const { selection, stations, observed, expected, excess, deviation, z } = factsOf(answer, speak, subject);
    const away = z === undefined ? "" : `, ${z} times the standard deviation of ${deviation}`;
    const side = answer.either.excess < 0 ? "fewer" : "more";
    return `Of ${stations} stations, ${observed} have a whole percentage in turnout or in the share of ${selection}. Chance around each station’s own numbers makes ${expected}. That is ${excess} ${side}${away}.`;
  },
  conditions: {
    "coarse-shares-expected":
      "Whole percentages that arise because a station is small are in the number expected.",
    "counts-vary-by-chance":
      "A station’s count varies around its own percentage as independent choices do, and nobody rounds a register or a count for convenience.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "no-votes": "The sheets hold no votes for two selections.",
    "no-station-qualifies":
      "No station has all three numbers (registered voters, ballots cast, votes), at least 100 registered voters and percentages of at most 99.",
  },
};

export const es: WordsOf<IntegerPercentagesTest> = {
  name: "Porcentajes enteros",
  question: "¿Tienen más mesas un porcentaje entero de las que produce el azar?",
  how: [
    "Se cuentan las mesas cuya participación, o cuyo porcentaje de la primera opción, está a no más de 0,05 puntos de un porcentaje entero. Al lado está cuántas habría si la cuenta de cada mesa se sorteara de nuevo de una distribución binomial alrededor de su propio porcentaje (Dmitry Kobak, Sergey Shpilkin y Maxim S. Pshenichnikov 2016, en The Annals of Applied Statistics 10; aquí con sumas exactas, no con sorteos).",
    "No se miran las mesas con menos de 100 electores inscritos ni las de participación o porcentaje por encima del 99 por ciento, como en la publicación. Las mesas pequeñas tienen porcentajes enteros por pura aritmética, y lo esperado lo incluye mesa por mesa (Arthur Rozenas 2017, Political Analysis 25).",
  ],
  headline: (answer, speak, subject) => {
    const { selection, stations, observed, expected, excess, deviation, z } = factsOf(answer, speak, subject);
    const away = z === undefined ? "" : `, ${z} veces la desviación estándar de ${deviation}`;
    const side = answer.either.excess < 0 ? "menos" : "más";
    return `De ${stations} mesas, ${observed} tienen un porcentaje entero en la participación o en los votos de ${selection}. El azar alrededor de los números de cada mesa produce ${expected}. Son ${excess} ${side}${away}.`;
  },
  conditions: {
    "coarse-shares-expected":
      "Los porcentajes enteros que surgen porque una mesa es pequeña están en el número esperado.",
    "counts-vary-by-chance":
      "La cuenta de una mesa varía alrededor de su porcentaje como lo hacen decisiones independientes, y nadie redondea por comodidad un padrón ni una cuenta.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "no-votes": "Las actas no tienen votos de dos opciones.",
    "no-station-qualifies":
      "Ninguna mesa tiene los tres números (electores inscritos, votos emitidos, votos), al menos 100 electores inscritos y porcentajes de a lo sumo 99.",
  },
};

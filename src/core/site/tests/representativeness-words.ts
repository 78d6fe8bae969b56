import type {
  RepresentativenessAnswer,
  RepresentativenessTest,
} from "../../statistics/methods/representativeness.ts";
import type { Speaker } from "../speaker.ts";
import { inPoints, leadInPoints } from "./lead-in-points.ts";
import type { WordsOf } from "./method-page.ts";

/** Strata with few stations swing by themselves; the sentence names those with at least this many, where there are two. */
const STATIONS_LEAST = 30;

function factsOf(answer: RepresentativenessAnswer, speak: Speaker) {
  const large = answer.strata.filter(({ stations }) => stations >= STATIONS_LEAST);
  const named = large.length < 2 ? answer.strata : large;
  const [least, most] = [named[0], named.at(-1)];
  const nameOf = (stratum: typeof least) =>
    stratum === undefined
      ? undefined
      : { unit: speak.unit(stratum.unit), share: speak.percent(stratum.share) };
  const { past } = answer;
  const lead = past?.leaders;
  const names = {
    ahead: speak.selection(past?.contest ?? "", lead?.ahead ?? ""),
    behind: speak.selection(past?.contest ?? "", lead?.behind ?? ""),
  };
  return {
    collected: speak.count(answer.collected),
    stations: answer.stations === undefined ? undefined : speak.count(answer.stations),
    least: nameOf(least),
    most: named.length < 2 ? undefined : nameOf(most),
    /** Whether small units, which may be covered less or more, are not among those named. */
    isLargeOnly: named.length < answer.strata.length,
    past:
      past === undefined || lead === undefined
        ? undefined
        : {
            contest: speak.contest(past.contest),
            collected: leadInPoints(lead.marginCollected, names, speak),
            all: leadInPoints(lead.marginAll, names, speak),
            gap: inPoints(Math.abs(lead.marginCollected - lead.marginAll), speak),
            leans: lead.marginCollected >= lead.marginAll ? names.ahead : names.behind,
          },
  };
}

export const en: WordsOf<RepresentativenessTest> = {
  name: "Which stations came in",
  question: "Are the stations collected like all stations, as far as can be known?",
  how: [
    "Stations collected of all stations, unit by unit of one level: the first level, or, where one of its units holds more than half of all stations, the first level where none does. Whether all units were covered alike is measured by chi-square (Karl Pearson 1900; where too few stations are expected, by the rule of William G. Cochran 1954, no probability is given). That probability is about which stations came in. It says nothing of the result.",
    "Where the log holds an earlier election at the same stations, what the collected stations gave then is set beside what all of them gave then. Those votes were cast before anybody could know which sheets would come in. The standardized difference is the mean of the collected stations less that of the missing ones, in standard deviations (Peter C. Austin 2009).",
  ],
  headline: (answer, speak) => {
    const { collected, stations, least, most, isLargeOnly, past } = factsOf(answer, speak);
    const of = isLargeOnly ? `By unit with at least ${STATIONS_LEAST} stations` : "By unit";
    const coverage = `${collected} ${stations === undefined ? "" : `of ${stations} `}stations were collected.`;
    const range =
      least === undefined || most === undefined
        ? ""
        : ` ${of}, from ${least.share} (${least.unit}) to ${most.share} (${most.unit}).`;
    const before =
      past === undefined
        ? " The log holds no earlier election at these stations, so nothing shows how the collected ones used to vote."
        : ` In ${past.contest}, the stations collected now gave ${past.collected.first} a lead of ${past.collected.points} percentage points over ${past.collected.second}; all stations together gave ${past.all.first} ${past.all.points} over ${past.all.second}. By that measure the collection leans ${past.gap} points towards ${past.leans}.`;
    return coverage + range + before;
  },
  conditions: {
    "covered-alike":
      "Every station had the same chance to come in, wherever it is. Failed means that coverage differs more between units than chance would make it (probability below 0.001).",
    "alike-within-strata": "Within a unit, the stations collected are like the missing ones.",
    "differences-as-before": "Stations that differed in the earlier election differ in the same way now.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "strata-sizes-unknown":
      "Nobody says how many stations each unit has: a register, or a declared size of every unit of the first level, would. An earlier election at the same stations would help too.",
    "more-sheets-than-declared": "A unit has more sheets than its declared size has stations.",
  },
};

export const es: WordsOf<RepresentativenessTest> = {
  name: "Qué mesas se reunieron",
  question: "¿Se parecen las mesas reunidas a todas las mesas, hasta donde puede saberse?",
  how: [
    "Mesas reunidas del total de mesas, unidad por unidad de un mismo nivel: el primero o, si una de sus unidades tiene más de la mitad de las mesas, el primero en que ninguna la tiene. Si la cobertura fue pareja se mide con ji cuadrado (Karl Pearson 1900; cuando se esperan muy pocas mesas, según la regla de William G. Cochran 1954, no se da probabilidad). Esa probabilidad trata de qué mesas llegaron. No dice nada del resultado.",
    "Si el registro tiene una elección anterior en las mismas mesas, lo que dieron entonces las mesas ahora reunidas se pone al lado de lo que dieron todas. Esos votos se emitieron antes de que nadie pudiera saber qué actas iban a llegar. La diferencia estandarizada es la media de las mesas reunidas menos la de las que faltan, en desviaciones estándar (Peter C. Austin 2009).",
  ],
  headline: (answer, speak) => {
    const { collected, stations, least, most, isLargeOnly, past } = factsOf(answer, speak);
    const of = isLargeOnly ? `Por unidad de al menos ${STATIONS_LEAST} mesas` : "Por unidad";
    const coverage = `Se reunieron ${collected} ${stations === undefined ? "" : `de ${stations} `}mesas.`;
    const range =
      least === undefined || most === undefined
        ? ""
        : ` ${of}, desde ${least.share} (${least.unit}) hasta ${most.share} (${most.unit}).`;
    const before =
      past === undefined
        ? " El registro no tiene ninguna elección anterior en estas mesas, así que nada muestra cómo votaban las reunidas."
        : ` En la elección anterior (${past.contest}), las mesas ahora reunidas dieron a ${past.collected.first} una ventaja de ${past.collected.points} puntos porcentuales sobre ${past.collected.second}; todas juntas, a ${past.all.first} una de ${past.all.points} sobre ${past.all.second}. Según esa medida, lo reunido se inclina ${past.gap} puntos hacia ${past.leans}.`;
    return coverage + range + before;
  },
  conditions: {
    "covered-alike":
      "Cada mesa tuvo la misma posibilidad de llegar, esté donde esté. «No se cumple» quiere decir que la cobertura difiere entre unidades más de lo que haría el azar (probabilidad menor de 0,001).",
    "alike-within-strata": "Dentro de una unidad, las mesas reunidas se parecen a las que faltan.",
    "differences-as-before":
      "Las mesas que se distinguían en la elección anterior se distinguen ahora del mismo modo.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "strata-sizes-unknown":
      "Nadie dice cuántas mesas tiene cada unidad: lo diría un padrón, o un tamaño declarado de cada unidad del primer nivel. También ayudaría una elección anterior en las mismas mesas.",
    "more-sheets-than-declared": "Una unidad tiene más actas que mesas según su tamaño declarado.",
  },
};

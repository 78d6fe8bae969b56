import type { ArrivalAnswer, ArrivalTest } from "../../statistics/methods/arrival.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import { inPoints, leadInPoints } from "./lead-in-points.ts";
import type { WordsOf } from "./method-page.ts";

/** The count once half had arrived, beside its end. */
function factsOf(answer: ArrivalAnswer, speak: Speaker, { contest }: TestSubject) {
  const names = {
    ahead: speak.selection(contest, answer.ahead),
    behind: speak.selection(contest, answer.behind),
  };
  const end = answer.points.at(-1);
  const moment = answer.points.find((point) => point !== end && point.progress >= 0.5) ?? answer.points[0];
  const [before, standardized, last] = [
    moment?.margin ?? 0,
    moment?.marginStandardized ?? 0,
    end?.margin ?? 0,
  ];
  return {
    progress: speak.percent(moment?.progress ?? 0),
    early: leadInPoints(before, names, speak),
    last: leadInPoints(last, names, speak),
    standardized: leadInPoints(standardized, names, speak),
    moved: inPoints(Math.abs(last - before), speak),
    left: inPoints(Math.abs(last - standardized), speak),
    seen: speak.percent(moment?.strataSeen ?? 0),
  };
}

export const en: WordsOf<ArrivalTest> = {
  name: "The count in order of arrival",
  question: "How did the count move as it came in, and how much of that is where the late stations are?",
  how: [
    "The stations are added up in the order in which the log first had a sheet of each, a table that was replaced since included; the numbers are those of the sheets as they stand now. Stations that came in together count together.",
    "Beside it stands the same count with every unit of one level given the weight it has at the end (the narrowest level of which units with at least 99% of the weight had something in once half of the count was): what the lead would have been if all units had come in alike. Units of which nothing has come in are in neither. A movement that is in the first line and not in the second comes from which units were late. One that is in both comes from inside the units, which late places within them make as well. Neither is a sign of anything else by itself (Nicolas Idrobo, Dorothy Kronick and Francisco Rodríguez 2022, The Journal of Politics 84).",
  ],
  headline: (answer, speak, subject) => {
    const { progress, early, last, standardized, moved, left, seen } = factsOf(answer, speak, subject);
    return `With ${progress} of the count in, ${early.first} led ${early.second} by ${early.points} percentage points; at the end ${last.first} leads by ${last.points}, a movement of ${moved}. With every unit given its final weight, ${standardized.first} would have led by ${standardized.points} already then (from units with ${seen} of the final weight), which leaves a movement of ${left}.`;
  },
  conditions: {
    "order-of-the-log": "The order of the log is the order in which the sheets came in.",
    "late-like-early-within-strata":
      "Within a unit, stations that came late are like those that came early. The second line hangs on this; where it moves, this does not hold.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "nothing-arrived": "No sheet has a station with registered voters.",
    "all-arrived-together":
      "All sheets of this source came in with one table, so the log knows no order among them. Tables from different moments of the count would give one.",
    "no-votes": "The sheets hold no votes for two selections.",
  },
};

export const es: WordsOf<ArrivalTest> = {
  name: "El conteo en orden de llegada",
  question:
    "¿Cómo se movió el conteo a medida que llegaba, y cuánto de eso se debe a dónde están las mesas tardías?",
  how: [
    "Las mesas se suman en el orden en que el registro tuvo por primera vez un acta de cada una, contando también las tablas que después se reemplazaron; los números son los de las actas tal como están ahora. Las mesas que llegaron juntas cuentan juntas.",
    "Al lado está el mismo conteo con cada unidad de un nivel en el peso que tiene al final (el nivel más estrecho cuyas unidades con al menos el 99 % del peso ya tenían algo contado a mitad del conteo): la ventaja que habría habido si todas las unidades hubieran llegado parejas. Las unidades de las que no ha llegado nada no están en ninguno de los dos. Un movimiento que está en la primera línea y no en la segunda viene de qué unidades tardaron. El que está en ambas viene de dentro de las unidades, y también lo producen los lugares tardíos dentro de ellas. Ninguno es por sí solo señal de otra cosa (Nicolas Idrobo, Dorothy Kronick y Francisco Rodríguez 2022, The Journal of Politics 84).",
  ],
  headline: (answer, speak, subject) => {
    const { progress, early, last, standardized, moved, left, seen } = factsOf(answer, speak, subject);
    return `Con ${progress} del conteo, ${early.first} aventajaba a ${early.second} en ${early.points} puntos porcentuales; al final ${last.first} aventaja en ${last.points}, un movimiento de ${moved}. Con cada unidad en su peso final, ${standardized.first} ya habría aventajado entonces en ${standardized.points} (con unidades que suman ${seen} del peso final), lo que deja un movimiento de ${left}.`;
  },
  conditions: {
    "order-of-the-log": "El orden del registro es el orden en que llegaron las actas.",
    "late-like-early-within-strata":
      "Dentro de una unidad, las mesas que llegaron tarde se parecen a las que llegaron temprano. De esto depende la segunda línea; donde ella se mueve, no se cumple.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "nothing-arrived": "Ningún acta es de una mesa con electores inscritos.",
    "all-arrived-together":
      "Todas las actas de esta fuente llegaron con una sola tabla, así que el registro no conoce un orden entre ellas. Lo darían tablas de distintos momentos del conteo.",
    "no-votes": "Las actas no tienen votos de dos opciones.",
  },
};

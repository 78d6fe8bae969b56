import type { Language } from "../../election.ts";
import type { CaptureRecapture } from "../../statistics/capture-recapture.ts";
import type { CountRange, IncidentCount, MeasureCount } from "../../statistics/conflicting-counts.ts";
import type {
  ConflictingCountsAnswer,
  ConflictingCountsTest,
} from "../../statistics/methods/conflicting-counts.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

/** What the headline and the tables are put together from. */
interface Sentences {
  readonly measure: (measure: string, definition: string) => string;
  readonly exactly: (count: string) => string;
  readonly atLeast: (count: string) => string;
  readonly range: (low: string, high: string) => string;
  readonly about: (range: string) => string;
  readonly floor: (count: string) => string;
  readonly onlyFloor: (count: string) => string;
  readonly floorAbove: (names: string) => string;
  readonly more: (count: string) => string;
  readonly subtotals: (count: string) => string;
  readonly spread: (low: string, high: string) => string;
  readonly noSpread: (reason: string) => string;
  readonly reasons: Readonly<Record<Extract<CaptureRecapture, { kind: "refused" }>["reason"], string>>;
}

const SENTENCES: Readonly<Record<Language, Sentences>> = {
  en: {
    measure: (measure, definition) => `${measure} (${definition})`,
    exactly: (count) => count,
    atLeast: (count) => `${count} or more`,
    range: (low, high) => `${low} to ${high}`,
    about: (range) => `about ${range}`,
    floor: (count) => `, of whom ${count} are confirmed by name`,
    onlyFloor: (count) => `at least the ${count} confirmed by name`,
    floorAbove: (names) => `More persons are confirmed by name than some source says there are: ${names}.`,
    more: (count) => `And ${count} more numbers, in the table.`,
    subtotals: (count) => `In ${count} claims the parts do not make the number.`,
    spread: (low, high) =>
      `Models of the matched lists go from ${low} to ${high} persons; the data cannot choose among them, so that none of these is an answer.`,
    noSpread: (reason) => `Nothing is estimated from the matched lists: ${reason}`,
    reasons: {
      "fewer-than-three-lists": "there are fewer than three.",
      "too-many-lists": "there are too many of them for the number of persons.",
      "empty-overlap": "two of them share nobody.",
      "no-model-fits": "no model gives a finite number.",
    },
  },
  es: {
    measure: (measure, definition) => `${measure} (${definition})`,
    exactly: (count) => count,
    atLeast: (count) => `${count} o más`,
    range: (low, high) => `entre ${low} y ${high}`,
    about: (range) => `alrededor de ${range}`,
    floor: (count) => `, y ${count} personas están confirmadas con nombre`,
    onlyFloor: (count) => `al menos las ${count} personas confirmadas con nombre`,
    floorAbove: (names) => `Hay más personas confirmadas con nombre de las que dice alguna fuente: ${names}.`,
    more: (count) => `Y ${count} números más, en la tabla.`,
    subtotals: (count) => `En ${count} afirmaciones las partes no suman el número.`,
    spread: (low, high) =>
      `Los modelos de las listas cotejadas van de ${low} a ${high} personas; los datos no pueden elegir entre ellos, así que ninguno de estos números es la respuesta.`,
    noSpread: (reason) => `De las listas cotejadas no se estima nada: ${reason}`,
    reasons: {
      "fewer-than-three-lists": "son menos de tres.",
      "too-many-lists": "son demasiadas para el número de personas.",
      "empty-overlap": "dos de ellas no comparten a nadie.",
      "no-model-fits": "ningún modelo da un número finito.",
    },
  },
};

/** "24 to 25", "2,401 or more", "about 60". */
export function rangeText({ low, high, approximate }: CountRange, speak: Speaker): string {
  const words = SENTENCES[speak.language];
  const text =
    high === undefined
      ? words.atLeast(speak.count(low))
      : low === high
        ? words.exactly(speak.count(low))
        : words.range(speak.count(low), speak.count(high));
  return approximate ? words.about(text) : text;
}

export function measureText({ measure, definition }: MeasureCount, speak: Speaker): string {
  return SENTENCES[speak.language].measure(measure, definition);
}

export function refusalText(
  reason: Extract<CaptureRecapture, { kind: "refused" }>["reason"],
  speak: Speaker,
): string {
  const words = SENTENCES[speak.language];
  return words.noSpread(words.reasons[reason]);
}

/** In the headline at most this many numbers stand; the table has them all. */
const TOLD_MOST = 4;

function headline(answer: ConflictingCountsAnswer, speak: Speaker, _subject: TestSubject): string {
  const words = SENTENCES[speak.language];
  const { measures, subtotals, captureRecapture: matched } = answer;
  const told = measures.slice(0, TOLD_MOST).map((measure) => tellMeasure(measure, speak));
  const left = measures.length - told.length;
  const differing = subtotals.filter(({ outcome }) => outcome === "differs").length;
  const above = measures.flatMap((measure) =>
    measure.incidents
      .filter((incident: IncidentCount) => incident.floorAboveSomeSource)
      .map(({ incident }) => `${measureText(measure, speak)}, ${incident}`),
  );
  return [
    `${told.join("; ")}.`,
    ...(left > 0 ? [words.more(speak.count(left))] : []),
    ...(above.length > 0 ? [words.floorAbove(above.join("; "))] : []),
    ...(differing > 0 ? [words.subtotals(speak.count(differing))] : []),
    ...(matched === undefined
      ? []
      : matched.kind === "refused"
        ? [refusalText(matched.reason, speak)]
        : [
            words.spread(
              speak.count(Math.round(matched.spread[0])),
              speak.count(Math.round(matched.spread[1])),
            ),
          ]),
  ].join(" ");
}

function tellMeasure(measure: MeasureCount, speak: Speaker): string {
  const words = SENTENCES[speak.language];
  const { total, floor } = measure;
  const name = measureText(measure, speak);
  if (total === undefined) return `${name}: ${words.onlyFloor(speak.count(floor))}`;
  return `${name}: ${rangeText(total, speak)}${floor === undefined ? "" : words.floor(speak.count(floor))}`;
}

export const en: WordsOf<ConflictingCountsTest> = {
  name: "Counts that contradict one another",
  question: "What do sources that give different numbers come to together?",
  how: [
    "For each number and each definition, the least and the most that any source says. Nothing is averaged, and numbers by different definitions are never added or mixed. Over several incidents the least ones are added up, and the most.",
    "Of each source its latest claim stands. Persons who were named, matched and confirmed make a floor of their own: no number can be below it.",
    "Where a source divides its number (men and women), the parts have to make it.",
    "Only where it was asked for: an estimate from lists of persons matched one by one (capture and recapture: Chapman 1951 for two lists, log-linear models after Fienberg 1972, the lower bound of Chao 1987). Models that fit the lists equally well give very different numbers; the range over the models is what is said.",
  ],
  headline,
  conditions: {
    "same-definition-same-count":
      "Sources that name the same definition count the same thing, in the same place and time.",
    "incidents-share-nobody": "Nobody is counted in two incidents.",
    "latest-claim-stands": "A source that gives a new number replaces its earlier one.",
    "lists-matched-without-error":
      "The lists were matched without error: whoever is on two lists was found to be one person.",
    "nobody-came-or-left": "All lists are of the same group of persons.",
    "dependence-between-lists-known":
      "How being on one list makes it likelier to be on another is as the model says. No list can show it.",
  },
  refusals: { "no-claims": "The file has no claims." },
};

export const es: WordsOf<ConflictingCountsTest> = {
  name: "Cifras que se contradicen",
  question: "¿Qué resulta de juntar fuentes que dan números distintos?",
  how: [
    "Para cada número y cada definición, lo mínimo y lo máximo que dice alguna fuente. No se promedia nada, y los números de definiciones distintas nunca se suman ni se mezclan. Con varios hechos se suman los mínimos, y los máximos.",
    "De cada fuente vale la última afirmación. Las personas con nombre, cotejadas y confirmadas, forman un piso aparte: ningún número puede quedar por debajo.",
    "Cuando una fuente divide su número (hombres y mujeres), las partes tienen que sumarlo.",
    "Solo si se pide: una estimación a partir de listas de personas cotejadas una por una (captura y recaptura: Chapman 1951 para dos listas, modelos log-lineales según Fienberg 1972, la cota inferior de Chao 1987). Modelos que se ajustan igual de bien a las listas dan números muy distintos; lo que se dice es el intervalo entre los modelos.",
  ],
  headline,
  conditions: {
    "same-definition-same-count":
      "Las fuentes que nombran la misma definición cuentan lo mismo, en el mismo lugar y tiempo.",
    "incidents-share-nobody": "Nadie está contado en dos hechos.",
    "latest-claim-stands": "Cuando una fuente da un número nuevo, reemplaza al anterior.",
    "lists-matched-without-error":
      "Las listas se cotejaron sin errores: de quien está en dos listas se supo que es una sola persona.",
    "nobody-came-or-left": "Todas las listas son del mismo grupo de personas.",
    "dependence-between-lists-known":
      "Cuánto más probable es estar en una lista por estar en otra es lo que dice el modelo. Ninguna lista puede mostrarlo.",
  },
  refusals: { "no-claims": "El archivo no tiene afirmaciones." },
};

import type {
  ImputationAnswer,
  ImputationTest,
  MaskedStations,
} from "../../statistics/methods/imputation.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import { inPoints, leadInPoints } from "./lead-in-points.ts";
import type { WordsOf } from "./method-page.ts";

function factsOf(answer: ImputationAnswer, speak: Speaker, { contest }: TestSubject) {
  const names = {
    ahead: speak.selection(contest, answer.ahead),
    behind: speak.selection(contest, answer.behind),
  };
  const worst = answer.masked.reduce<MaskedStations | undefined>(
    (most, each) => (most === undefined || Math.abs(each.error) > Math.abs(most.error) ? each : most),
    undefined,
  );
  const { interval } = answer;
  return {
    collected: speak.count(answer.stationsCollected),
    imputed: speak.count(answer.stationsImputed),
    raw: leadInPoints(answer.marginCollected, names, speak),
    lead: leadInPoints(answer.margin, names, speak),
    interval:
      interval === undefined
        ? undefined
        : {
            confidence: speak.percent(interval.confidence, 0),
            low: inPoints(answer.margin < 0 ? -interval.high : interval.low, speak),
            high: inPoints(answer.margin < 0 ? -interval.low : interval.high, speak),
          },
    worst:
      worst === undefined
        ? undefined
        : {
            how: worst.how,
            share: speak.percent(worst.shareShown),
            shown: leadInPoints(worst.marginShown, names, speak),
            imputed: leadInPoints(worst.marginImputed, names, speak),
            came: leadInPoints(worst.marginTrue, names, speak),
            error: inPoints(Math.abs(worst.error), speak),
          },
    others: answer.others.map(({ source, margin, stationsImputed }) => ({
      source: speak.source(source),
      has: speak.count(stationsImputed),
      lead: leadInPoints(margin, names, speak),
    })),
  };
}

export const en: WordsOf<ImputationTest> = {
  name: "If the missing stations voted like their neighbours",
  question:
    "What would the result be if the missing stations had voted like the collected ones closest to them?",
  how: [
    "A missing station gets its registered voters times the votes per registered voter of the narrowest unit above it in which anything was collected: its polling place, else its locality, and so on up to the whole (after Guillaume Long, David Rosnick, Cavan Kharrazian and Kevin Cashman 2019, “What happened in Bolivia’s 2019 vote count?”).",
    "The interval deletes one neighbour at a time and sees how far the others miss it (a jackknife: Bradley Efron 1982; degrees of freedom: F. E. Satterthwaite 1946). It measures how much neighbours differ from each other. It does not cover missing stations that differ from the collected ones of their own place.",
    "So the method is tried where the truth is known: sheets at hand are hidden, imputed from the others and compared with what they hold. Where the log knows when sheets came in, the latest are hidden, at several moments; else polling places as a whole, chosen by a fixed seed. An imputed result is not to be trusted further than it missed there.",
  ],
  headline: (answer, speak, subject) => {
    const { collected, imputed, raw, lead, interval, worst, others } = factsOf(answer, speak, subject);
    const now = `On the ${collected} sheets collected, ${raw.first} leads ${raw.second} by ${raw.points} percentage points.`;
    const within =
      interval === undefined
        ? ""
        : ` (${interval.confidence} interval from differences between neighbours: ${interval.low} to ${interval.high})`;
    const imputing =
      answer.stationsImputed === 0
        ? " No station is left to impute."
        : ` If the ${imputed} missing stations had voted like the collected ones closest to them, ${lead.first} would lead by ${lead.points}${within}.`;
    const held = others
      .map(
        ({ source, has, lead: own }) =>
          ` ${source}, with ${has} of the missing stations, has ${own.first} ahead by ${own.points}.`,
      )
      .join("");
    const tried =
      worst === undefined
        ? ""
        : worst.how === "latest"
          ? ` Tried on this very count: with the first ${worst.share} of these sheets, ${worst.shown.first} led by ${worst.shown.points}; imputing the rest gave ${worst.imputed.first} ${worst.imputed.points}; what came was ${worst.came.first} ${worst.came.points}, ${worst.error} away.`
          : ` Tried on sheets at hand, with whole polling places hidden, the method missed the lead by ${worst.error} points.`;
    return now + imputing + held + tried;
  },
  conditions: {
    "missing-like-collected":
      "Inside the unit that lends its rate, missing stations vote like the collected ones. The collected ones cannot show this.",
    "error-within-interval":
      "Where sheets at hand were hidden and imputed, the interval holds what they say. Failed means that it did not at least once, so the interval is too narrow for this count.",
    "sheets-as-counted": "The sheets collected state what was counted at their stations.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "register-needed":
      "Without a register of polling stations nobody knows which stations are missing, where they are and how many voters they have.",
    "voters-unknown": "The register does not say how many voters the missing stations have.",
    "nothing-collected-with-registered-voters": "No sheet is of a station with registered voters.",
    "no-votes": "The sheets hold no votes for two selections.",
    "fewer-than-two-selections": "The contest has fewer than two selections.",
  },
};

export const es: WordsOf<ImputationTest> = {
  name: "Si las mesas que faltan votaron como sus vecinas",
  question:
    "¿Cuál sería el resultado si las mesas que faltan hubieran votado como las reunidas más cercanas?",
  how: [
    "A cada mesa que falta se le asignan sus electores inscritos por los votos por elector de la unidad más estrecha de la que se reunió algo: su recinto; si no, su localidad, y así hasta el conjunto (según Guillaume Long, David Rosnick, Cavan Kharrazian y Kevin Cashman 2019, “What happened in Bolivia’s 2019 vote count?”).",
    "El intervalo quita una vecina por vez y mira por cuánto la yerran las demás (un jackknife: Bradley Efron 1982; grados de libertad: F. E. Satterthwaite 1946). Mide cuánto difieren las vecinas entre sí. No cubre mesas que faltan y difieren de las reunidas de su mismo lugar.",
    "Por eso el método se prueba donde se sabe la verdad: se ocultan actas que están a mano, se imputan a partir de las otras y se comparan con lo que dicen. Si el registro sabe cuándo llegaron, se ocultan las últimas, en varios momentos; si no, recintos enteros, elegidos con una semilla fija. En un resultado imputado no hay que confiar más allá de lo que allí erró.",
  ],
  headline: (answer, speak, subject) => {
    const { collected, imputed, raw, lead, interval, worst, others } = factsOf(answer, speak, subject);
    const now = `En las ${collected} actas reunidas, ${raw.first} aventaja a ${raw.second} en ${raw.points} puntos porcentuales.`;
    const within =
      interval === undefined
        ? ""
        : ` (intervalo de ${interval.confidence} según las diferencias entre vecinas: de ${interval.low} a ${interval.high})`;
    const imputing =
      answer.stationsImputed === 0
        ? " No queda ninguna mesa por imputar."
        : ` Si las ${imputed} mesas que faltan hubieran votado como las reunidas más cercanas, ${lead.first} aventajaría en ${lead.points}${within}.`;
    const held = others
      .map(
        ({ source, has, lead: own }) =>
          ` ${source}, con ${has} de las mesas que faltan, tiene a ${own.first} delante por ${own.points}.`,
      )
      .join("");
    const tried =
      worst === undefined
        ? ""
        : worst.how === "latest"
          ? ` Probado en este mismo conteo: con el primer ${worst.share} de estas actas, ${worst.shown.first} aventajaba en ${worst.shown.points}; imputar el resto daba a ${worst.imputed.first} ${worst.imputed.points}; lo que llegó fue ${worst.came.first} con ${worst.came.points}, a ${worst.error} de distancia.`
          : ` Probado con actas que están a mano, ocultando recintos enteros, el método erró la ventaja por ${worst.error} puntos.`;
    return now + imputing + held + tried;
  },
  conditions: {
    "missing-like-collected":
      "Dentro de la unidad que presta su proporción, las mesas que faltan votan como las reunidas. Las reunidas no pueden mostrarlo.",
    "error-within-interval":
      "Donde se ocultaron e imputaron actas que están a mano, el intervalo contiene lo que dicen. «No se cumple» quiere decir que al menos una vez no lo contuvo: el intervalo es demasiado estrecho para este conteo.",
    "sheets-as-counted": "Las actas reunidas dicen lo que se contó en sus mesas.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "register-needed":
      "Sin un padrón de mesas nadie sabe qué mesas faltan, dónde están y cuántos electores tienen.",
    "voters-unknown": "El padrón no dice cuántos electores tienen las mesas que faltan.",
    "nothing-collected-with-registered-voters": "Ningún acta es de una mesa con electores inscritos.",
    "no-votes": "Las actas no tienen votos de dos opciones.",
    "fewer-than-two-selections": "La elección tiene menos de dos opciones.",
  },
};

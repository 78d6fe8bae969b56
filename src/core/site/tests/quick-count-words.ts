import type { QuickCountAnswer, QuickCountTest } from "../../statistics/methods/quick-count.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

/** The two largest estimates in words: "67.1% (66.8% to 67.4%)"; without an interval, the estimate alone. */
function factsOf(answer: QuickCountAnswer, speak: Speaker, { contest }: TestSubject) {
  const sorted = answer.shares
    .filter(({ estimate }) => estimate.estimate !== undefined)
    .toSorted((one, other) => (other.estimate.estimate ?? 0) - (one.estimate.estimate ?? 0));
  const told = (to: string, without: string) =>
    sorted.slice(0, 2).map(({ selection, estimate }) => {
      const name = speak.selection(contest, selection);
      const point = speak.percent(estimate.estimate ?? 0, 2);
      return estimate.kind === "estimated"
        ? `${name} ${point} (${speak.percent(estimate.low, 2)} ${to} ${speak.percent(estimate.high, 2)})`
        : `${name} ${point} (${without})`;
    });
  return {
    isTold: sorted.length > 0,
    hasInterval: sorted.slice(0, 2).some(({ estimate }) => estimate.kind === "estimated"),
    drawnBy: answer.drawnBy,
    told: (to: string, without: string) => speak.list(told(to, without)),
    received: speak.count(answer.stationsReceived),
    drawn: speak.count(answer.stationsDrawn),
    level: speak.percent(answer.level, 0),
  };
}

export const en: WordsOf<QuickCountTest> = {
  name: "Quick count",
  question: "What does a sample drawn at random say of the whole?",
  how: [
    "Within each stratum, what was received stands for all of it; the share is the weighted votes over the weighted valid votes (combined ratio estimator; Cochran, Sampling Techniques, 1977, sections 6.4 and 6.11).",
    "The interval comes from how stations (or polling places, where those were drawn whole) differ within their strata, with the correction for a finite number of them, by Student’s t with at most as many degrees of freedom as units received less strata, and fewer where a few units carry most of the variance (Satterthwaite 1946). A stratum with one unit, or none, is joined to its neighbours. Where nothing shows how stations differ there is no interval, and never a margin of zero.",
    "Where the rule is published, the stations were drawn by tickets: the SHA-256 of the seed and the station’s id, read as a fraction; the smallest in each stratum are drawn (Rivest 2018, “Consistent Sampling with Replacement”). Whoever has the register and the seed draws the same.",
    "The worst cases take every registered voter of the stations that were drawn and not received for, and then against, each selection. There are none where a sheet received has more votes or ballots than registered voters. A sheet with a selection that nobody could read counts as not received.",
  ],
  headline: (answer, speak, subject) => {
    const { isTold, hasInterval, drawnBy, told, received, drawn, level } = factsOf(answer, speak, subject);
    if (!isTold)
      return `No share can be estimated: sheets received of ${received} of the ${drawn} stations drawn have no valid votes.`;
    const estimates = `${told("to", "no interval")}, by the sheets of ${received} of the ${drawn} stations drawn.`;
    const random =
      drawnBy === undefined ? "" : ` if ${drawnBy} drew them at random, which nobody can check here, and`;
    if (!hasInterval) return estimates;
    return `${estimates} In brackets, the ${level} interval: of a hundred such samples, about as many as the level says catch the true share,${random} if the sheets that did not arrive are missing by chance.`;
  },
  conditions: {
    "drawn-at-random":
      "The stations were drawn at random. Held: the published rule and seed give exactly these stations. Unknown: somebody else drew them.",
    "received-by-chance":
      "Within each stratum, which of the stations drawn have their sheet received does not hang on how they voted.",
    "sheets-as-counted": "The sheets received state what was counted at their stations.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "draw-not-reproduced":
      "The published rule and seed do not give these stations, so they are no random sample.",
    "stratum-sizes-unknown":
      "Nobody says how many stations each stratum has: a register would, or declared sizes that add up to that of the whole.",
    "drawn-before-register":
      "The stations were drawn before the register was adopted: whoever made it could know the seed.",
    "stratum-not-drawn": "No station was drawn in some stratum, so that the sample is not one of the whole.",
    "station-in-no-stratum": "A station of the sample, or of the register, is in none of the strata.",
    "station-not-known": "A station of the sample is not known, so nobody can say in which stratum it is.",
    "nothing-received": "No sheet of the stations drawn has been received yet.",
    "stratum-without-stations": "Strata without a single sheet cannot be made up for by others.",
    "more-units-than-frame": "A stratum has more stations received than it has in all: its size is wrong.",
  },
};

export const es: WordsOf<QuickCountTest> = {
  name: "Conteo rápido",
  question: "¿Qué dice del total una muestra sorteada?",
  how: [
    "En cada estrato, lo recibido representa al estrato entero; el porcentaje son los votos ponderados entre los votos válidos ponderados (estimador combinado de razón; Cochran, Sampling Techniques, 1977, secciones 6.4 y 6.11).",
    "El intervalo sale de cuánto difieren las mesas (o los centros, donde se sortearon enteros) dentro de su estrato, con la corrección por ser un número finito, con la t de Student y como mucho tantos grados de libertad como unidades recibidas menos estratos, y menos donde unas pocas unidades llevan casi toda la varianza (Satterthwaite 1946). Un estrato con una sola unidad, o sin ninguna, se junta con sus vecinos. Donde nada muestra cuánto difieren las mesas no hay intervalo, y nunca un margen de cero.",
    "Donde la regla está publicada, las mesas se sortearon con números: el SHA-256 de la semilla y el código de la mesa, leído como fracción; en cada estrato salen las más pequeñas (Rivest 2018, “Consistent Sampling with Replacement”). Quien tenga el padrón y la semilla saca las mismas.",
    "Los casos extremos dan a cada opción, y luego le quitan, a todos los electores de las mesas sorteadas que no llegaron. No los hay donde un acta recibida tiene más votos o papeletas que electores. Un acta con una opción ilegible cuenta como no recibida.",
  ],
  headline: (answer, speak, subject) => {
    const { isTold, hasInterval, drawnBy, told, received, drawn, level } = factsOf(answer, speak, subject);
    if (!isTold)
      return `No se puede estimar ningún porcentaje: en las actas recibidas de ${received} de las ${drawn} mesas sorteadas no hay votos válidos.`;
    const estimates = `${told("a", "sin intervalo")}, según las actas de ${received} de las ${drawn} mesas sorteadas.`;
    const random =
      drawnBy === undefined ? "" : ` si ${drawnBy} las sorteó, lo que aquí nadie puede comprobar, y`;
    if (!hasInterval) return estimates;
    return `${estimates} Entre paréntesis, el intervalo del ${level}: de cada cien muestras así, unas tantas aciertan el porcentaje verdadero,${random} si las actas que no llegaron faltan por azar.`;
  },
  conditions: {
    "drawn-at-random":
      "Las mesas se sortearon. Se cumple: la regla y la semilla publicadas dan justamente estas mesas. No se sabe: las sorteó otra persona.",
    "received-by-chance":
      "Dentro de cada estrato, que el acta de una mesa sorteada se haya recibido no depende de cómo se votó en ella.",
    "sheets-as-counted": "Las actas recibidas dicen lo que se contó en sus mesas.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "draw-not-reproduced":
      "La regla y la semilla publicadas no dan estas mesas, así que no son una muestra sorteada.",
    "stratum-sizes-unknown":
      "Nadie dice cuántas mesas tiene cada estrato: lo dirían un padrón o unos tamaños declarados que sumen el del total.",
    "drawn-before-register":
      "Las mesas se sortearon antes de adoptar el padrón: quien lo hizo podía conocer la semilla.",
    "stratum-not-drawn": "En algún estrato no se sorteó ninguna mesa, así que la muestra no es del total.",
    "station-in-no-stratum": "Una mesa de la muestra, o del padrón, no está en ningún estrato.",
    "station-not-known":
      "Una mesa de la muestra no se conoce, así que nadie puede decir en qué estrato está.",
    "nothing-received": "Todavía no se ha recibido el acta de ninguna mesa sorteada.",
    "stratum-without-stations": "Otros estratos no pueden suplir a los que no tienen ni un acta.",
    "more-units-than-frame":
      "Un estrato tiene más mesas recibidas que las que hay en él: su tamaño está mal.",
  },
};

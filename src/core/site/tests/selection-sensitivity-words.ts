import type {
  SelectionSensitivityAnswer,
  SelectionSensitivityTest,
} from "../../statistics/methods/selection-sensitivity.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";
import { numberOf } from "./number-of.ts";

function factsOf(answer: SelectionSensitivityAnswer, speak: Speaker, { contest }: TestSubject) {
  return {
    ahead: speak.selection(contest, answer.ahead),
    behind: speak.selection(contest, answer.behind),
    lead: answer.lead,
    missing: answer.stationsMissing,
    collected: answer.stationsCollected,
    illegible: answer.sheetsIllegible ?? 0,
    flipping:
      answer.flippingDistortion === undefined ? undefined : speak.number(answer.flippingDistortion, 2),
  };
}

export const en: WordsOf<SelectionSensitivityTest> = {
  name: "How selective the collection would have to be",
  question: "How unlike the sheets collected would the missing ones have to be for the order to change?",
  how: [
    "The missing stations are taken to have margins like those on the sheets, but each sheet may stand for between 1/G and G times its share of them. G = 1 means that the missing stations are like those collected; the larger G, the more the sheets that are worst for the leader may stand for those that are missing.",
    "For each G the worst mean is exact: the sheets sorted by margin, the worst ones with weight G, all others with 1/G (Aronow and Lee 2013, “Interval Estimation of Population Means under Unknown but Bounded Probabilities of Sample Selection”). Margins beyond the largest one seen are not considered.",
  ],
  headline: (answer, speak, subject) => {
    const facts = factsOf(answer, speak, subject);
    const { ahead, behind, flipping } = facts;
    const sheets = (count: number) => numberOf(count, { one: "sheet", many: "sheets" }, speak);
    const votes = numberOf(facts.lead, { one: "vote", many: "votes" }, speak);
    const missing = `${numberOf(facts.missing, { one: "station is", many: "stations are" }, speak)} missing`;
    const unread =
      facts.illegible === 0
        ? ""
        : ` ${sheets(facts.illegible)} with a box that cannot be read ${facts.illegible === 1 ? "is" : "are"} taken as missing.`;
    if (facts.lead === 0)
      return `${ahead} and ${behind} have the same number of votes on ${sheets(facts.collected)}; ${missing}. There is no lead to lose: however the sheets are weighted, one vote decides.${unread}`;
    const start = `${ahead} leads by ${votes} on ${sheets(facts.collected)}; ${missing}.${unread}`;
    return flipping === undefined
      ? `${start} However the sheets seen are weighted, missing stations with margins like theirs cannot take that lead away: not even if all of them were like the one sheet that is worst for ${ahead}.`
      : `${start} The lead can be lost once the sheets that are worst for ${ahead} stand for the missing stations ${flipping} times as often as they were seen, and the others as many times less often.`;
  },
  conditions: {
    "sheets-as-counted": "The sheets collected state what was counted at their stations.",
    "missing-among-seen": "No missing station has a margin beyond those on the sheets collected.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted.",
    "stations-missing-unknown":
      "Nobody says how many stations there are: a register, or a declared size in the election file, would.",
    "more-sheets-than-stations":
      "There are more sheets than stations: the size declared in the election file is too small.",
    "no-order":
      "The sheets hold no votes at all, or the contest has a single selection, so there is no order to change.",
  },
};

export const es: WordsOf<SelectionSensitivityTest> = {
  name: "Cuán selectiva tendría que ser la recolección",
  question: "¿Cuán distintas de las reunidas tendrían que ser las actas que faltan para que cambie el orden?",
  how: [
    "Se supone que las mesas que faltan tienen ventajas como las de las actas, pero cada acta puede representar entre 1/G y G veces su parte de ellas. G = 1 quiere decir que las mesas que faltan son como las reunidas; cuanto mayor es G, más pueden representar a las que faltan las actas peores para quien va delante.",
    "Para cada G, la peor media es exacta: las actas ordenadas por su ventaja, las peores con peso G y las demás con 1/G (Aronow y Lee 2013, “Interval Estimation of Population Means under Unknown but Bounded Probabilities of Sample Selection”). No se consideran ventajas mayores que la mayor que se ha visto.",
  ],
  headline: (answer, speak, subject) => {
    const facts = factsOf(answer, speak, subject);
    const { ahead, behind, flipping } = facts;
    const sheets = (count: number) => numberOf(count, { one: "acta", many: "actas" }, speak);
    const votes = numberOf(facts.lead, { one: "voto", many: "votos" }, speak);
    const missing = `${facts.missing === 1 ? "falta" : "faltan"} ${numberOf(facts.missing, { one: "mesa", many: "mesas" }, speak)}`;
    const unread =
      facts.illegible === 0
        ? ""
        : ` ${facts.illegible === 1 ? "Se toma" : "Se toman"} como de mesas que faltan ${sheets(facts.illegible)} con una casilla que no se puede leer.`;
    if (facts.lead === 0)
      return `${ahead} y ${behind} tienen los mismos votos en ${sheets(facts.collected)}; ${missing}. No hay ventaja que perder: con cualquier peso de las actas, decide un voto.${unread}`;
    const start = `${ahead} aventaja en ${votes} en ${sheets(facts.collected)}; ${missing}.${unread}`;
    return flipping === undefined
      ? `${start} Con el peso que se quiera dar a las actas vistas, unas mesas con ventajas como las suyas no pueden quitar esa ventaja: ni siquiera si todas fueran como el acta peor para ${ahead}.`
      : `${start} La ventaja puede perderse cuando las actas peores para ${ahead} representan a las mesas que faltan ${flipping} veces más de lo que se las vio, y las demás otras tantas veces menos.`;
  },
  conditions: {
    "sheets-as-counted": "Las actas reunidas dicen lo que se contó en sus mesas.",
    "missing-among-seen": "Ninguna mesa que falta tiene una ventaja mayor que las de las actas reunidas.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente.",
    "stations-missing-unknown":
      "Nadie dice cuántas mesas hay: lo diría un padrón, o un tamaño declarado en el archivo de la elección.",
    "more-sheets-than-stations":
      "Hay más actas que mesas: el tamaño declarado en el archivo de la elección es demasiado pequeño.",
    "no-order":
      "Las actas no tienen ningún voto, o solo se vota una opción, así que no hay orden que cambiar.",
  },
};

import type {
  MissingStationsTest,
  MissingStationsAnswer,
} from "../../statistics/methods/missing-stations.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";
import { numberOf } from "./number-of.ts";

/** The numbers of the headline, in the reader's language. */
function factsOf(answer: MissingStationsAnswer, speak: Speaker, { contest }: TestSubject) {
  return {
    ahead: speak.selection(contest, answer.ahead),
    behind: speak.selection(contest, answer.behind),
    missing: answer.stationsMissing,
    illegible: answer.sheetsIllegible ?? 0,
    needed: speak.number(answer.marginNeeded.value, 1),
    largest: speak.signed(answer.largestMargin),
    reaching: speak.count(answer.sheetsReaching),
    collected: answer.stationsCollected,
    isTied: answer.lead === 0,
  };
}

export const en: WordsOf<MissingStationsTest> = {
  name: "What the missing stations would need",
  question: "Could the stations whose sheets are missing change the order?",
  how: [
    "The lead on the sheets, divided by the number of missing stations, is what the selection behind would have to lead by in the average missing station for a tie. It is set beside the lead it has on every sheet collected.",
    "The final shares that are possible: in the missing stations, none of the votes go to a selection, or all of them do, up to the number of registered voters (Manski 1989, “Anatomy of the Selection Problem”). These are limits of arithmetic, computed in whole numbers; they are not estimates.",
  ],
  headline: (answer, speak, subject) => {
    const facts = factsOf(answer, speak, subject);
    const { ahead, behind, needed, largest, reaching } = facts;
    const missing = numberOf(facts.missing, { one: "missing station", many: "missing stations" }, speak);
    const sheets = (count: number) => numberOf(count, { one: "sheet", many: "sheets" }, speak);
    const most =
      answer.largestMargin <= 0
        ? "On no sheet collected does it lead."
        : facts.collected === 1
          ? `On the one sheet collected it leads by ${largest}.`
          : `The most it leads by on any of the ${sheets(facts.collected)} collected is ${largest}. Sheets that reach what would be needed: ${reaching}.`;
    const told = facts.isTied
      ? `${ahead} and ${behind} have the same number of votes on the sheets, so that a single vote in the ${missing} would give one of them the lead.`
      : `${ahead} leads ${behind} by ${numberOf(answer.lead, { one: "vote", many: "votes" }, speak)} on the sheets. For a tie, ${behind} would have to lead by ${needed} votes in ${facts.missing === 1 ? `the ${missing}` : `the average of the ${missing}`}. ${most}`;
    return facts.illegible === 0
      ? told
      : `${told} ${sheets(facts.illegible)} with a box that cannot be read ${facts.illegible === 1 ? "is" : "are"} taken as missing.`;
  },
  conditions: {
    "sheets-as-counted": "The sheets collected state what was counted at their stations.",
    "votes-within-registered":
      "No sheet collected has more valid votes than registered voters, as far as these are known.",
    "turnout-as-seen":
      "In the missing stations turnout is no higher than the highest on any sheet collected. Only the second set of limits hangs on this; it carries over from what was seen to what was not.",
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

export const es: WordsOf<MissingStationsTest> = {
  name: "Lo que harían falta las mesas que faltan",
  question: "¿Podrían las mesas cuyas actas faltan cambiar el orden?",
  how: [
    "La ventaja en las actas, dividida entre el número de mesas que faltan, es lo que la opción que va detrás tendría que aventajar en la mesa media que falta para llegar al empate. Se pone al lado de la ventaja que tiene en cada acta reunida.",
    "Los porcentajes finales posibles: en las mesas que faltan, ningún voto es para una opción, o lo son todos, hasta el número de electores inscritos (Manski 1989, “Anatomy of the Selection Problem”). Son límites aritméticos, calculados con números enteros; no son estimaciones.",
  ],
  headline: (answer, speak, subject) => {
    const facts = factsOf(answer, speak, subject);
    const { ahead, behind, needed, largest, reaching } = facts;
    const missing =
      facts.missing === 1 ? "la mesa que falta" : `las ${speak.count(facts.missing)} mesas que faltan`;
    const sheets = (count: number) => numberOf(count, { one: "acta", many: "actas" }, speak);
    const most =
      answer.largestMargin <= 0
        ? "En ninguna acta reunida va delante."
        : facts.collected === 1
          ? `En la única acta reunida aventaja en ${largest}.`
          : `Lo máximo que aventaja en alguna de las ${sheets(facts.collected)} reunidas es ${largest}. Actas que llegan a lo que haría falta: ${reaching}.`;
    const told = facts.isTied
      ? `${ahead} y ${behind} tienen los mismos votos en las actas, así que un solo voto en ${missing} daría la ventaja a una de las dos opciones.`
      : `${ahead} aventaja a ${behind} en ${numberOf(answer.lead, { one: "voto", many: "votos" }, speak)} en las actas. Para un empate, ${behind} tendría que aventajar en ${needed} votos en ${facts.missing === 1 ? missing : `la media de ${missing}`}. ${most}`;
    return facts.illegible === 0
      ? told
      : `${told} ${facts.illegible === 1 ? "Se toma" : "Se toman"} como de mesas que faltan ${sheets(facts.illegible)} con una casilla que no se puede leer.`;
  },
  conditions: {
    "sheets-as-counted": "Las actas reunidas dicen lo que se contó en sus mesas.",
    "votes-within-registered":
      "Ningún acta reunida tiene más votos válidos que electores inscritos, hasta donde estos se conocen.",
    "turnout-as-seen":
      "En las mesas que faltan la participación no es más alta que la más alta de las actas reunidas. Solo los segundos límites dependen de esto, que traslada lo visto a lo no visto.",
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

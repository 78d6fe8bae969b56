import type {
  DeclaredAgainstSheetsAnswer,
  DeclaredAgainstSheetsTest,
  PartBound,
  SelectionAgainstSheets,
} from "../../statistics/methods/declared-against-sheets.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";
import { numberOf } from "./number-of.ts";

/** What the headline tells: the selection that the bounds say most about. */
type Case =
  | { readonly kind: "below"; readonly about: SelectionAgainstSheets; readonly bound: PartBound }
  | { readonly kind: "above"; readonly about: SelectionAgainstSheets; readonly bound: PartBound }
  | { readonly kind: "exceeded" | "possible"; readonly about: SelectionAgainstSheets }
  | { readonly kind: "no-room" | "not-excluded" | "coverage-unknown" | "illegible" | "unbounded" }
  | { readonly kind: "nothing-left" };

function caseOf(answer: DeclaredAgainstSheetsAnswer): Case {
  const { selections, possible } = answer;
  const [first] = selections;
  const most = (of: (each: SelectionAgainstSheets) => number) =>
    selections.reduce((worst, each) => (of(each) > of(worst) ? each : worst), first ?? emptySelection);
  if (possible === "not-excluded") return { kind: possible };
  if (possible === "unknown") return { kind: whyUnknown(answer) };
  if (possible === "yes" && answer.votesLeft === 0) return { kind: "nothing-left" };
  if (possible === "yes") return { kind: "possible", about: most((each) => each.declared) };
  const below = most((each) => each.interval?.votesBelow ?? 0);
  if ((below.interval?.votesBelow ?? 0) > 0 && below.interval !== undefined)
    return { kind: "below", about: below, bound: below.interval };
  const above = most((each) => each.interval?.votesAbove ?? 0);
  if ((above.interval?.votesAbove ?? 0) > 0 && above.interval !== undefined)
    return { kind: "above", about: above, bound: above.interval };
  const exceeded = most((each) => -each.needed);
  return exceeded.needed < 0 ? { kind: "exceeded", about: exceeded } : { kind: "no-room" };
}

function whyUnknown({ counted, unbounded }: DeclaredAgainstSheetsAnswer) {
  if (counted.kind === "unknown") return "coverage-unknown";
  return unbounded === undefined ? "illegible" : "unbounded";
}

const emptySelection: SelectionAgainstSheets = {
  selection: "",
  collected: 0,
  declared: 0,
  needed: 0,
  fewestSheets: 0,
};

/** The numbers of the headline, in the reader's language. */
function factsOf(answer: DeclaredAgainstSheetsAnswer, about: SelectionAgainstSheets, speak: Speaker) {
  const { counted } = answer;
  const isPart = counted.kind === "part";
  const share = (value: { readonly value: number } | undefined) =>
    value === undefined ? speak.count(undefined) : speak.percent(value.value);
  return {
    collected: speak.count(about.collected),
    declared: speak.count(about.declared),
    voters: speak.count(answer.registeredVotersMissing),
    votesLeft: speak.count(answer.votesLeft),
    turnout: share(answer.requiredTurnout),
    shareMissing: share(about.shareMissing),
    shareCollected: share(about.shareCollected),
    announced: isPart && counted.announced !== undefined ? speak.announced(counted.announced) : "",
    leftOutMost: isPart ? counted.most : 0,
    isRounded: isPart && counted.most !== counted.nominal,
    isPart,
    sheets: answer.stationsCollected,
    missing: answer.stationsMissing,
    fewest: answer.fewestSheets,
    illegible: answer.sheetsIllegible ?? 0,
    unbounded: answer.unbounded ?? ("registered-voters-unknown" as const),
  };
}
type Facts = ReturnType<typeof factsOf>;

/** A bound below which nothing that is declared can be: what is told of it. */
interface LowerBound {
  readonly leftOut: number;
  readonly atLeast: string;
  readonly votesBelow: string;
  readonly fewest: number;
  /** With the rounding of the percentage announced, where that moves it. */
  readonly rounded: { readonly atLeast: string; readonly fewest: number } | undefined;
}

function lowerBoundOf(
  answer: DeclaredAgainstSheetsAnswer,
  { about, bound: interval }: Extract<Case, { readonly kind: "below" }>,
  speak: Speaker,
): LowerBound {
  const { counted } = answer;
  const isNominal = about.nominal !== undefined && about.nominal.votesBelow > 0;
  const bound = isNominal && about.nominal !== undefined ? about.nominal : interval;
  const [nominal, most] = counted.kind === "part" ? [counted.nominal, counted.most] : [0, 0];
  return {
    leftOut: isNominal ? nominal : most,
    atLeast: speak.count(bound.atLeast),
    votesBelow: speak.count(bound.votesBelow),
    fewest: bound.fewestSheets,
    rounded:
      isNominal && nominal !== most
        ? { atLeast: speak.count(interval.atLeast), fewest: interval.fewestSheets }
        : undefined,
  };
}

/** The sentences of a headline in one language. */
interface Sentences {
  readonly below: (facts: Facts, who: string, bound: LowerBound) => string;
  readonly above: (facts: Facts, who: string, atMost: string) => string;
  readonly exceeded: (facts: Facts, who: string) => string;
  readonly noRoom: (facts: Facts) => string;
  readonly nothingLeft: (facts: Facts) => string;
  readonly possible: (facts: Facts, who: string) => string;
  readonly notExcluded: (facts: Facts) => string;
  readonly coverageUnknown: (facts: Facts) => string;
  readonly onlyIllegible: (facts: Facts) => string;
  readonly unbounded: (facts: Facts) => string;
  /** Added to an answer where some box cannot be read. */
  readonly illegible: (sheets: number) => string;
}

function headlineWith(sentencesOf: (speak: Speaker) => Sentences) {
  return (answer: DeclaredAgainstSheetsAnswer, speak: Speaker, subject: TestSubject): string => {
    const words = sentencesOf(speak);
    const found = caseOf(answer);
    const about = "about" in found ? found.about : emptySelection;
    const facts = factsOf(answer, about, speak);
    const who = speak.selection(subject.contest, about.selection);
    const told =
      found.kind === "below"
        ? words.below(facts, who, lowerBoundOf(answer, found, speak))
        : found.kind === "above"
          ? words.above(facts, who, speak.count(found.bound.atMost))
          : tell(found.kind, { words, facts, who });
    return facts.illegible === 0 || found.kind === "illegible"
      ? told
      : `${told} ${words.illegible(facts.illegible)}`;
  };
}

function tell(
  kind: Exclude<Case["kind"], "below" | "above">,
  { words, facts, who }: { readonly words: Sentences; readonly facts: Facts; readonly who: string },
): string {
  switch (kind) {
    case "exceeded":
      return words.exceeded(facts, who);
    case "possible":
      return words.possible(facts, who);
    case "no-room":
      return words.noRoom(facts);
    case "nothing-left":
      return words.nothingLeft(facts);
    case "not-excluded":
      return words.notExcluded(facts);
    case "coverage-unknown":
      return words.coverageUnknown(facts);
    case "illegible":
      return words.onlyIllegible(facts);
    case "unbounded":
      return words.unbounded(facts);
  }
}

function sentencesEn(speak: Speaker): Sentences {
  const sheets = (count: number) => numberOf(count, { one: "sheet", many: "sheets" }, speak);
  const missing = ({ missing: count }: Facts) =>
    numberOf(count, { one: "missing station", many: "missing stations" }, speak);
  const misstate = (fewest: number, all: number) =>
    all === 1
      ? "That one sheet would have to state more votes than were cast."
      : `At least ${speak.count(fewest)} of the ${sheets(all)} would have to state more votes than were cast.`;
  const ifAll = ({ fewest, sheets: all }: Facts) =>
    fewest === 0
      ? ""
      : ` If it counted every station: ${misstate(fewest, all).replace(/^[AT]/, (first) => first.toLowerCase())}`;
  return {
    below: (facts, who, { leftOut, atLeast, votesBelow, fewest, rounded }) => {
      const left =
        leftOut === 1
          ? `the station left out is the one where ${who} has most votes`
          : `the ${speak.count(leftOut)} stations left out are those where ${who} has most votes`;
      const rounding =
        rounded === undefined
          ? ""
          : ` Allowing for the rounding of the ${facts.announced} announced: at least ${rounded.atLeast} votes, and ${sheets(rounded.fewest)}.`;
      return `No, if the sheets state what was counted. They hold ${facts.collected} votes for ${who}; ${facts.declared} were declared. Even if ${left}, the others hold at least ${atLeast}: ${votesBelow} more than declared. ${misstate(fewest, facts.sheets)}${rounding}`;
    },
    above: (facts, who, atMost) =>
      `No, if the sheets state what was counted. ${facts.declared} votes were declared for ${who}; the sheets hold ${facts.collected}, and ${facts.missing === 0 ? "no station is missing: there can be" : "with every voter of the missing stations there would be"} at most ${atMost}.`,
    exceeded: (facts, who) =>
      `No, if the sheets state what was counted. They hold ${facts.collected} votes for ${who}, more than the ${facts.declared} declared. ${misstate(facts.fewest, facts.sheets)}`,
    noRoom: (facts) =>
      facts.missing === 0
        ? `No, if the sheets state what was counted. Every station has its sheet, and ${facts.votesLeft} more votes were declared than they hold.`
        : `No, if the sheets state what was counted. The votes still needed, ${facts.votesLeft}, do not fit the ${missing(facts)}, with ${facts.voters} registered voters.`,
    nothingLeft: (facts) =>
      `Yes: the sheets do not exclude it. The votes declared are those on the sheets collected, ${facts.missing === 0 ? "and no station is missing" : `so that the ${missing(facts)} would have to hold none`}.`,
    possible: (facts, who) =>
      `Yes: the sheets do not exclude it. ${facts.isPart ? "If every station is counted, the" : "The"} ${missing(facts)} would have to hold ${facts.votesLeft} votes, a turnout of ${facts.turnout}, ${facts.shareMissing} of them for ${who}; on the sheets collected the share is ${facts.shareCollected}.`,
    notExcluded: (facts) =>
      `These limits do not exclude it. They are wide, because nobody says which stations the declaration counts: ${facts.leftOutMost === 1 ? "1 is" : `up to ${speak.count(facts.leftOutMost)} are`} left out of it.${ifAll(facts)}`,
    coverageUnknown: (facts) =>
      `Unknown: nobody says how many stations the declaration counts.${facts.fewest === 0 ? " If it counted every station, the sheets collected would not contradict it." : ifAll(facts)}`,
    onlyIllegible: (facts) =>
      `Unknown: the votes still needed, ${facts.votesLeft}, ${facts.missing === 0 ? "are on no sheet, and no station is missing" : `do not fit the ${missing(facts)}`}. They could be in boxes that cannot be read, on ${sheets(facts.illegible)}.`,
    unbounded: ({ unbounded }) =>
      unbounded === "votes-over-registered"
        ? "Unknown: nothing on the sheets contradicts it, but some of them state more votes than registered voters, so registered voters limit nothing."
        : "Unknown: nothing on the sheets contradicts it, but the registered voters of the missing stations are not known, so nothing limits their votes.",
    illegible: (count) =>
      `On ${sheets(count)} a box cannot be read: it counts as 0 where votes are counted, and as all it can hold where they are limited.`,
  };
}

export const en: WordsOf<DeclaredAgainstSheetsTest> = {
  name: "What was declared, beside the sheets",
  question: "Can the declared result be right, if the sheets are?",
  how: [
    "If every station is counted, no selection can have fewer votes than the sheets collected already hold, and what is still needed has to fit among the registered voters of the missing stations.",
    "If only a part of the stations is counted, nobody knows which. The least the counted ones can hold of a selection: those left out are the ones with most of its votes. The most: every voter of the missing stations chose it (worst cases as in Manski 1989, “Anatomy of the Selection Problem”). A percentage announced as 80 stands for anything from 79.5 up to 80.5; both the nominal number and the ends of that interval are given.",
    "The fewest sheets that would have to misstate: sheets are taken in the order of their votes until the difference is reached, each of them wrong by all of its votes. Any smaller error takes more sheets. All of this is arithmetic of whole numbers: no sampling, no probability.",
  ],
  headline: headlineWith(sentencesEn),
  conditions: {
    "sheets-as-counted": "The sheets collected state what was counted at their stations.",
    "boxes-legible":
      "Every box of a selection can be read. One that cannot counts as 0 where votes are counted, and as all it can hold where they are limited.",
    "votes-within-registered":
      "No sheet collected has more valid votes than registered voters, as far as these are known. Where this fails, registered voters limit nothing here.",
    "all-stations-declared": "The declaration counts every station.",
    "coverage-rounded": "The percentage of stations announced was rounded at its last digit.",
  },
  refusals: {
    "no-sheets": "No sheet of this source is counted for a unit that was declared.",
    "no-votes-declared": "The declaration gives no votes, only percentages or totals.",
    "more-sheets-than-stations":
      "There are more sheets than stations: the size declared for this unit is too small.",
  },
};

function sentencesEs(speak: Speaker): Sentences {
  const sheets = (count: number) => numberOf(count, { one: "acta", many: "actas" }, speak);
  const missing = ({ missing: count }: Facts) =>
    count === 1 ? "la mesa que falta" : `las ${speak.count(count)} mesas que faltan`;
  const misstate = (fewest: number, all: number) =>
    all === 1
      ? "Esa única acta tendría que anotar más votos de los que hubo."
      : `Al menos ${speak.count(fewest)} de las ${sheets(all)} ${fewest === 1 ? "tendría" : "tendrían"} que anotar más votos de los que hubo.`;
  const ifAll = ({ fewest, sheets: all }: Facts) =>
    fewest === 0
      ? ""
      : ` Si las contara todas: ${misstate(fewest, all).replace(/^[AE]/, (first) => first.toLowerCase())}`;
  return {
    below: (facts, who, { leftOut, atLeast, votesBelow, fewest, rounded }) => {
      const left =
        leftOut === 1
          ? `la mesa excluida fuera aquella donde ${who} tiene más votos`
          : `las ${speak.count(leftOut)} mesas excluidas fueran aquellas donde ${who} tiene más votos`;
      const rounding =
        rounded === undefined
          ? ""
          : ` Con el redondeo del ${facts.announced} anunciado: al menos ${rounded.atLeast} votos, y ${sheets(rounded.fewest)}.`;
      return `No, si las actas dicen lo que se contó. Suman ${facts.collected} votos para ${who}; se declararon ${facts.declared}. Aunque ${left}, las demás suman al menos ${atLeast}: ${votesBelow} más que lo declarado. ${misstate(fewest, facts.sheets)}${rounding}`;
    },
    above: (facts, who, atMost) =>
      `No, si las actas dicen lo que se contó. Se declararon ${facts.declared} votos para ${who}; las actas suman ${facts.collected}, y ${facts.missing === 0 ? "no falta ninguna mesa: pueden ser" : "con todos los electores de las mesas que faltan serían"} como mucho ${atMost}.`,
    exceeded: (facts, who) =>
      `No, si las actas dicen lo que se contó. Suman ${facts.collected} votos para ${who}, más que los ${facts.declared} declarados. ${misstate(facts.fewest, facts.sheets)}`,
    noRoom: (facts) =>
      facts.missing === 0
        ? `No, si las actas dicen lo que se contó. Todas las mesas tienen su acta, y se declararon ${facts.votesLeft} votos más de los que suman.`
        : `No, si las actas dicen lo que se contó. Los votos que todavía harían falta, ${facts.votesLeft}, no caben en ${missing(facts)}, con ${facts.voters} electores inscritos.`,
    nothingLeft: (facts) =>
      `Sí: las actas no lo excluyen. Los votos declarados son los de las actas reunidas, ${facts.missing === 0 ? "y no falta ninguna mesa" : `así que ${missing(facts)} no ${facts.missing === 1 ? "tendría" : "tendrían"} ninguno`}.`,
    possible: (facts, who) => {
      const have = facts.missing === 1 ? "tendría" : "tendrían";
      return `Sí: las actas no lo excluyen. ${facts.isPart ? "Si se cuentan todas las mesas, " : ""}${facts.isPart ? missing(facts) : capital(missing(facts))} ${have} que sumar ${facts.votesLeft} votos, una participación de ${facts.turnout}, y de ellos ${facts.shareMissing} para ${who}; en las actas reunidas tiene ${facts.shareCollected}.`;
    },
    notExcluded: (facts) =>
      `Estos límites no lo excluyen. Son amplios, porque nadie dice qué mesas cuenta la declaración: deja fuera ${facts.leftOutMost === 1 ? "1" : `hasta ${speak.count(facts.leftOutMost)}`}.${ifAll(facts)}`,
    coverageUnknown: (facts) =>
      `No se sabe: nadie dice cuántas mesas cuenta la declaración.${facts.fewest === 0 ? " Si las contara todas, las actas reunidas no la contradirían." : ifAll(facts)}`,
    onlyIllegible: (facts) =>
      `No se sabe: los votos que todavía harían falta, ${facts.votesLeft}, ${facts.missing === 0 ? "no están en ningún acta, y no falta ninguna mesa" : `no caben en ${missing(facts)}`}. Podrían estar en casillas que no se pueden leer, en ${sheets(facts.illegible)}.`,
    unbounded: ({ unbounded }) =>
      unbounded === "votes-over-registered"
        ? "No se sabe: nada en las actas lo contradice, pero algunas anotan más votos que electores inscritos, así que estos no limitan nada."
        : "No se sabe: nada en las actas lo contradice, pero no se conocen los electores de las mesas que faltan, así que nada limita sus votos.",
    illegible: (count) =>
      `En ${sheets(count)} hay una casilla que no se puede leer: cuenta como 0 al sumar votos, y como todo lo que cabe en ella al limitarlos.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const es: WordsOf<DeclaredAgainstSheetsTest> = {
  name: "Lo declarado, al lado de las actas",
  question: "¿Puede ser cierto el resultado declarado, si lo son las actas?",
  how: [
    "Si se cuentan todas las mesas, ninguna opción puede tener menos votos que los que ya suman las actas reunidas, y lo que todavía hace falta tiene que caber entre los electores de las mesas que faltan.",
    "Si solo se cuenta una parte de las mesas, nadie sabe cuáles. Lo mínimo que las contadas pueden tener de una opción: quedan fuera aquellas con más votos suyos. Lo máximo: todos los electores de las mesas que faltan la eligieron (casos extremos como en Manski 1989, “Anatomy of the Selection Problem”). Un porcentaje anunciado como 80 vale por cualquiera desde 79,5 hasta casi 80,5; se dan el número nominal y los extremos de ese intervalo.",
    "El mínimo de actas que tendrían que decir algo distinto de lo votado: se toman las actas por orden de sus votos hasta llegar a la diferencia, cada una equivocada en todos sus votos. Con errores menores harían falta más actas. Todo es aritmética de números enteros: ni muestreo ni probabilidades.",
  ],
  headline: headlineWith(sentencesEs),
  conditions: {
    "sheets-as-counted": "Las actas reunidas dicen lo que se contó en sus mesas.",
    "boxes-legible":
      "Se puede leer cada casilla de una opción. La que no, cuenta como 0 al sumar votos, y como todo lo que cabe en ella al limitarlos.",
    "votes-within-registered":
      "Ningún acta reunida tiene más votos válidos que electores inscritos, hasta donde estos se conocen. Si no se cumple, los electores inscritos no limitan nada aquí.",
    "all-stations-declared": "La declaración cuenta todas las mesas.",
    "coverage-rounded": "El porcentaje de mesas anunciado se redondeó en su última cifra.",
  },
  refusals: {
    "no-sheets": "No se cuenta ningún acta de esta fuente para un lugar declarado.",
    "no-votes-declared": "La declaración no da votos, solo porcentajes o totales.",
    "more-sheets-than-stations":
      "Hay más actas que mesas: el tamaño declarado para este lugar es demasiado pequeño.",
  },
};

import {
  basesInQuestion,
  isFit,
  type ClosureAnswer,
  type ClosureProblem,
  type ClosureTest,
  type SumClosure,
} from "../../statistics/methods/closure.ts";
import type { DigitSlip } from "../../statistics/closing-value.ts";
import type { BaseMatch, PercentageCheck } from "../../statistics/denominators.ts";
import type { IncrementRow } from "../../statistics/increments.ts";
import type { Language } from "../../election.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import type { Speaker } from "../speaker.ts";
import type { WordsOf } from "./method-page.ts";

/** The figures of an announcement that are no selections. */
const FIGURES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    validVotes: "valid votes",
    blankVotes: "blank votes",
    nullVotes: "null votes",
    ballotsCast: "ballots cast",
    otherVotes: "all others together",
    others: "all others together",
    turnout: "turnout",
  },
  es: {
    validVotes: "votos válidos",
    blankVotes: "votos en blanco",
    nullVotes: "votos nulos",
    ballotsCast: "votos emitidos",
    otherVotes: "las demás opciones juntas",
    others: "las demás opciones juntas",
    turnout: "participación",
  },
};

export function figureName(speak: Speaker, contest: string, figure: string): string {
  const known = FIGURES[speak.language];
  return Object.hasOwn(known, figure) ? (known[figure] ?? figure) : speak.selection(contest, figure);
}

/** The same at the head of a row. */
export function figureTitle(speak: Speaker, contest: string, figure: string): string {
  const name = figureName(speak, contest, figure);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** How one number may have become another, in the middle of a sentence. */
const SLIPS: Readonly<Record<Language, Readonly<Record<Exclude<DigitSlip, "none">, string>>>> = {
  en: {
    "digits-swapped": "the same digits with two of them swapped",
    "one-digit-differs": "one digit differs",
    "digit-left-out": "one digit more or less",
  },
  es: {
    "digits-swapped": "las mismas cifras con dos intercambiadas",
    "one-digit-differs": "cambia una sola cifra",
    "digit-left-out": "una cifra de más o de menos",
  },
};

export function slipName(language: Language, slip: DigitSlip): string {
  return slip === "none" ? "—" : SLIPS[language][slip];
}

/** The base that a percentage was most likely taken of: the plainest that fits. */
export function plainestFit(check: PercentageCheck): BaseMatch | undefined {
  const fitting = basesInQuestion(check).filter(isFit);
  const exact = fitting.filter(({ nearest, truncated }) => nearest === "fits" || truncated === "fits");
  return (
    exact.find(({ base }) => base !== "registered-voters-covered") ??
    exact[0] ??
    fitting.find(({ base }) => base !== "registered-voters-covered") ??
    fitting[0]
  );
}

/** The sentences of a headline, one for each thing that was compared. */
interface Sentences {
  readonly sumCloses: (parts: string, whole: string, total: string) => string;
  readonly sumDiffers: (given: {
    readonly parts: string;
    readonly sum: string;
    readonly total: string;
    readonly announced: string;
    readonly by: string;
    readonly isMore: boolean;
  }) => string;
  readonly sumDiffersBy: Readonly<Record<SumClosure["equation"], (by: string) => string>>;
  readonly slip: (part: string, given: Readonly<Record<"closing" | "printed" | "how", string>>) => string;
  readonly left: (count: string, of: string, part: string) => string;
  readonly leftTogether: (count: string, of: string) => string;
  readonly ballotsOver: (ballots: string, voters: string) => string;
  readonly sharesFit: (of: string) => string;
  readonly shareFitsNothing: (selection: string, announced: string) => string;
  readonly sharesNoWhole: (sum: string) => string;
  readonly turnoutOfAll: (announced: string, voters: string) => string;
  readonly turnoutOfCovered: (
    given: Readonly<Record<"announced" | "voters" | "coverage" | "all" | "ofAll", string>>,
  ) => string;
  readonly turnoutFitsNothing: (announced: string, range: string) => string;
  readonly turnoutUnknown: (announced: string, range: string) => string;
  readonly range: (low: string, high: string) => string;
  readonly since: (date: string, added: string) => string;
  readonly addedTo: (count: string, figure: string) => string;
  readonly fell: (figure: string, before: string, after: string) => string;
  readonly otherUnits: (count: string, checked: string) => string;
  readonly otherUnitsFit: (checked: string) => string;
}

const EN: Sentences = {
  sumCloses: (parts, whole, total) => `${parts} add up to the ${whole}, ${total}.`,
  sumDiffers: ({ parts, sum, total, announced, by, isMore }) =>
    `${parts} make ${sum}; ${total} ${announced} were announced, ${by} ${isMore ? "fewer" : "more"}. This sum does not close.`,
  sumDiffersBy: {
    "votes-make-valid": (by) => `The votes do not make the valid votes (${by}).`,
    "parts-make-ballots": (by) => `Valid, blank and null votes do not make the ballots cast (${by}).`,
    "ballots-within-registered": (by) => `More ballots than registered voters (${by}).`,
  },
  slip: (part, { closing, printed, how }) =>
    `It would close with ${closing} for ${part} instead of ${printed} (${how}).`,
  left: (count, of, part) =>
    `The announcement leaves ${count} of the ${of} for ${part}, which it does not give.`,
  leftTogether: (count, of) => `The announcement leaves ${count} of the ${of} for what it does not give.`,
  ballotsOver: (ballots, voters) => `It has more ballots (${ballots}) than registered voters (${voters}).`,
  sharesFit: (of) => `Each percentage announced is what its votes are of the ${of}.`,
  shareFitsNothing: (selection, announced) =>
    `The ${announced} announced for ${selection} is of no total that was announced.`,
  sharesNoWhole: (sum) => `The percentages announced add up to ${sum}, which no rounding makes of a whole.`,
  turnoutOfAll: (announced, voters) =>
    `The turnout announced, ${announced}, is of all ${voters} registered voters.`,
  turnoutOfCovered: ({ announced, voters, coverage, all, ofAll }) =>
    `The turnout announced, ${announced}, is not of all registered voters: it fits ${coverage} of them, the share of stations counted (${voters} of ${all}). Of all of them it is ${ofAll}.`,
  turnoutFitsNothing: (announced, range) =>
    `The turnout announced, ${announced}, fits no number of registered voters known here; it would have to be of ${range}.`,
  turnoutUnknown: (announced, range) =>
    `The turnout announced, ${announced}, would have to be of ${range} registered voters; nobody here says how many there are.`,
  range: (low, high) => `${low} to ${high}`,
  since: (date, added) => `Since the announcement of ${date}: ${added}.`,
  addedTo: (count, figure) => `${count} for ${figure}`,
  fell: (figure, before, after) =>
    `The figure for ${figure} fell from ${before} to ${after}. Counted votes only grow, unless an earlier announcement was wrong or is withdrawn.`,
  otherUnitsFit: (checked) =>
    `Nothing has to agree in the highest unit declared; in ${checked === "1" ? "the other one" : `the ${checked} others`} everything that has to agree does.`,
  otherUnits: (count, checked) =>
    checked === "1"
      ? "In the one further unit declared something does not fit."
      : `Of ${checked} further units declared, ${count} ${count === "1" ? "has" : "have"} something that does not fit.`,
};

const ES: Sentences = {
  sumCloses: (parts, whole, total) => `${parts} suman los ${whole}, ${total}.`,
  sumDiffers: ({ parts, sum, total, announced, by, isMore }) =>
    `${parts} suman ${sum}; se anunciaron ${total} ${announced}, ${by} ${isMore ? "menos" : "más"}. Esta suma no cuadra.`,
  sumDiffersBy: {
    "votes-make-valid": (by) => `Los votos no suman los votos válidos (${by}).`,
    "parts-make-ballots": (by) => `Los votos válidos, en blanco y nulos no suman los votos emitidos (${by}).`,
    "ballots-within-registered": (by) => `Más votos emitidos que electores inscritos (${by}).`,
  },
  slip: (part, { closing, printed, how }) =>
    `Cuadraría con ${closing} para ${part} en vez de ${printed} (${how}).`,
  left: (count, of, part) => `El anuncio deja ${count} de los ${of} para ${part}, dato que no da.`,
  leftTogether: (count, of) => `El anuncio deja ${count} de los ${of} para lo que no detalla.`,
  ballotsOver: (ballots, voters) =>
    `Tiene más votos emitidos (${ballots}) que electores inscritos (${voters}).`,
  sharesFit: (of) => `Cada porcentaje anunciado es el que sus votos dan sobre los ${of}.`,
  shareFitsNothing: (selection, announced) =>
    `El ${announced} anunciado para ${selection} no sale de ningún total anunciado.`,
  sharesNoWhole: (sum) => `Los porcentajes anunciados suman ${sum}, algo que ningún redondeo explica.`,
  turnoutOfAll: (announced, voters) =>
    `La participación anunciada, ${announced}, es sobre el total de ${voters} electores inscritos.`,
  turnoutOfCovered: ({ announced, voters, coverage, all, ofAll }) =>
    `La participación anunciada, ${announced}, no es sobre todos los electores inscritos: corresponde al ${coverage} de ellos, el porcentaje de mesas contadas (${voters} de ${all}). Sobre el total es ${ofAll}.`,
  turnoutFitsNothing: (announced, range) =>
    `La participación anunciada, ${announced}, no corresponde a ningún número de electores inscritos que aquí se conozca; tendría que ser sobre ${range}.`,
  turnoutUnknown: (announced, range) =>
    `La participación anunciada, ${announced}, tendría que ser sobre ${range} electores inscritos; aquí nadie dice cuántos hay.`,
  range: (low, high) => `entre ${low} y ${high}`,
  since: (date, added) => `Desde el anuncio del ${date}: ${added}.`,
  addedTo: (count, figure) => `${count} para ${figure}`,
  fell: (figure, before, after) =>
    `La cifra de ${figure} bajó de ${before} a ${after}. Los votos contados solo aumentan, salvo que un anuncio anterior estuviera errado o se retire.`,
  otherUnitsFit: (checked) =>
    `En el lugar más alto declarado no hay nada que deba concordar; en ${checked === "1" ? "el otro" : `los otros ${checked}`}, todo lo que debe concordar concuerda.`,
  otherUnits: (count, checked) =>
    checked === "1"
      ? "En el otro lugar declarado hay algo que no cuadra."
      : `De los otros ${checked} lugares declarados, ${count} ${count === "1" ? "tiene" : "tienen"} algo que no cuadra.`,
};

const SENTENCES: Readonly<Record<Language, Sentences>> = { en: EN, es: ES };

function headline(answer: ClosureAnswer, speak: Speaker, { contest }: TestSubject): string {
  const words = SENTENCES[speak.language];
  const { checked, withProblems } = answer.otherUnits;
  const told = [
    ...answer.sums.flatMap((sum) => tellSum(sum, speak, contest)),
    ...tellShares(answer, speak, contest),
    ...tellTurnout(answer, speak),
    ...tellIncrements(answer, speak, contest),
    ...(withProblems.length === 0
      ? []
      : [words.otherUnits(speak.count(withProblems.length), speak.count(checked))]),
  ];
  return told.length === 0 ? words.otherUnitsFit(speak.count(checked)) : told.join(" ");
}

function tellSum(sum: SumClosure, speak: Speaker, contest: string): readonly string[] {
  const words = SENTENCES[speak.language];
  const { equation, outcome, closing } = sum;
  const [total, added] = [speak.count(sum.total), speak.count(sum.sum)];
  const by = speak.count(Math.abs(sum.difference ?? 0));
  if (equation === "ballots-within-registered")
    return outcome === "differs" ? [words.ballotsOver(added, total)] : [];
  const name = (figure: string) => figureName(speak, contest, figure);
  const whole = name(equation === "votes-make-valid" ? "validVotes" : "ballotsCast");
  if (outcome === "closes") return [words.sumCloses(partsName(sum, speak), whole, total)];
  if (outcome === "within" && closing?.kind === "answered")
    return [words.left(by, `${total} ${whole}`, name(closing.values[0]?.part ?? ""))];
  if (outcome === "within") return [words.leftTogether(by, `${total} ${whole}`)];
  if (outcome !== "differs") return [];
  const values = closing?.kind === "answered" ? closing.values : [];
  const slips = values.filter(({ slip }) => slip !== "none");
  const [slip] = slips;
  return [
    words.sumDiffers({
      parts: partsName(sum, speak),
      sum: added,
      total,
      announced: whole,
      by,
      isMore: (sum.difference ?? 0) > 0,
    }),
    ...(slip === undefined || slips.length > 1
      ? []
      : [
          words.slip(name(slip.part), {
            closing: speak.count(slip.closing),
            printed: speak.count(slip.printed),
            how: slipName(speak.language, slip.slip),
          }),
        ]),
  ];
}

/** At the start of a sentence: "The votes announced", or the totals that make the ballots. */
function partsName({ equation, parts }: SumClosure, speak: Speaker): string {
  if (equation === "votes-make-valid") return VOTES_ANNOUNCED[speak.language];
  const names = speak.list(Object.keys(parts).map((part) => figureName(speak, "", part)));
  return names.charAt(0).toUpperCase() + names.slice(1);
}
const VOTES_ANNOUNCED = { en: "The votes announced", es: "Los votos anunciados" };

function tellShares(
  { percentages, problems }: ClosureAnswer,
  speak: Speaker,
  contest: string,
): readonly string[] {
  const words = SENTENCES[speak.language];
  const wrong = problems.flatMap((problem): string[] => {
    if (problem.kind === "shares-make-no-whole")
      return [words.sharesNoWhole(speak.percent(problem.sum / 100, 2))];
    if (problem.kind !== "percentage-fits-nothing" || problem.of === "turnout") return [];
    return [
      words.shareFitsNothing(figureName(speak, contest, problem.of), speak.announced(problem.announced)),
    ];
  });
  if (wrong.length > 0) return wrong;
  const [first, ...more] = percentages.shares.map((share) => plainestFit(share)?.base);
  if (first === undefined || more.some((base) => base !== first)) return [];
  return [
    words.sharesFit(FIGURES[speak.language][first === "valid-votes" ? "validVotes" : "ballotsCast"] ?? ""),
  ];
}

function tellTurnout(
  { percentages, stationsCountedShare }: ClosureAnswer,
  speak: Speaker,
): readonly string[] {
  const words = SENTENCES[speak.language];
  const { turnout } = percentages;
  if (turnout === undefined) return [];
  const announced = speak.announced(turnout.announced);
  const voters = (base: BaseMatch) => speak.count(Math.round(base.denominator));
  const fit = plainestFit(turnout);
  const bases = basesInQuestion(turnout);
  if (fit?.base === "registered-voters") return [words.turnoutOfAll(announced, voters(fit))];
  if (fit !== undefined) {
    const all = bases.find(({ base, register }) => base === "registered-voters" && register === fit.register);
    const ofAll = speak.percent((all?.percentage ?? 0) / 100, 2);
    const coverage = speak.announced(stationsCountedShare ?? "");
    return [
      words.turnoutOfCovered({
        announced,
        voters: voters(fit),
        coverage,
        all: all === undefined ? speak.count(undefined) : voters(all),
        ofAll,
      }),
    ];
  }
  const { nearest, truncated } = turnout.denominators;
  const low = Math.min(nearest?.low ?? Infinity, truncated?.low ?? Infinity);
  const high = Math.max(nearest?.high ?? 0, truncated?.high ?? 0);
  const range = words.range(speak.count(low), speak.count(high));
  if (low > high) return [];
  return [
    bases.length > 0 ? words.turnoutFitsNothing(announced, range) : words.turnoutUnknown(announced, range),
  ];
}

/** In the headline at most this many selections are named; the table has them all. */
const NAMED_MOST = 4;

function tellIncrements(
  { since, problems }: ClosureAnswer,
  speak: Speaker,
  contest: string,
): readonly string[] {
  const words = SENTENCES[speak.language];
  if (since?.increments.kind !== "answered") return [];
  const added = partRows(since.increments.rows)
    .slice(0, NAMED_MOST)
    .map(({ figure, increment }) =>
      words.addedTo(speak.signed(increment), figureName(speak, contest, figure)),
    );
  const falls = problems.filter(
    (problem): problem is Extract<ClosureProblem, { kind: "decrease" }> => problem.kind === "decrease",
  );
  return [
    ...(added.length === 0 ? [] : [words.since(speak.date(since.announcedAt), speak.list(added))]),
    ...falls.map(({ figure, before, after }) =>
      words.fell(figureName(speak, contest, figure), speak.count(before), speak.count(after)),
    ),
  ];
}

/** The rows of selections, without the totals. */
export function partRows(rows: readonly IncrementRow[]): readonly IncrementRow[] {
  return rows.filter(
    ({ figure }) => !["validVotes", "blankVotes", "nullVotes", "ballotsCast"].includes(figure),
  );
}

/** What does not fit in another unit, in a few words. */
export function tellProblem(problem: ClosureProblem, speak: Speaker, contest: string): string {
  const words = SENTENCES[speak.language];
  switch (problem.kind) {
    case "sum-differs":
      return words.sumDiffersBy[problem.equation](speak.signed(problem.difference));
    case "percentage-fits-nothing":
      return words.shareFitsNothing(
        figureName(speak, contest, problem.of),
        speak.announced(problem.announced),
      );
    case "shares-make-no-whole":
      return words.sharesNoWhole(speak.percent(problem.sum / 100, 2));
    case "decrease":
      return words.fell(
        figureName(speak, contest, problem.figure),
        speak.count(problem.before),
        speak.count(problem.after),
      );
  }
}

export const en: WordsOf<ClosureTest> = {
  name: "Does the announcement add up?",
  question: "Do the figures declared agree with one another, and what are the percentages of?",
  how: [
    "Votes have to make the valid votes; valid, blank and null votes have to make the ballots cast; and there cannot be more ballots than registered voters. Where a sum does not close, the value of each figure that would close it alone is given, with the slip of the pen that leads there, if one does.",
    "Every percentage is held against each total that it can have been taken of, rounded to the nearest and cut off after the last digit. It is also solved: all whole numbers are given that it can be a percentage of.",
    "Where only a part of the stations is counted, a turnout can be of the registered voters of that part: all registered voters times the share of stations announced.",
    "What a later announcement of the same source adds is the later figure minus the earlier one. Votes per newly counted station are a range, because the share of stations was announced rounded: 80 stands for anything from 79.5 up to 80.5. All of this is exact arithmetic with whole numbers and fractions.",
  ],
  headline,
  conditions: {
    "figures-as-announced": "The figures are entered as they were announced, without an error of the press.",
    "percentages-rounded-or-cut":
      "Percentages were rounded to the nearest or cut off after the last digit, and not made in another way.",
    "stations-counted-of-average-size":
      "The stations counted have as many registered voters, on average, as the others. Only the turnout of a part of the stations hangs on this.",
    "coverage-rounded": "The percentage of stations announced was rounded to its last digit.",
    "later-includes-earlier": "The later announcement includes everything that the earlier one counted.",
  },
  refusals: {
    "nothing-to-compare":
      "The announcement gives no two figures that have to agree: no sum, no percentage with its count, no earlier announcement.",
  },
};

export const es: WordsOf<ClosureTest> = {
  name: "¿Cuadra lo anunciado?",
  question: "¿Concuerdan entre sí las cifras declaradas, y sobre qué total se calcularon los porcentajes?",
  how: [
    "Los votos tienen que sumar los votos válidos; los válidos, en blanco y nulos tienen que sumar los votos emitidos; y no puede haber más votos emitidos que electores inscritos. Cuando una suma no cuadra, se da el valor de cada cifra con el que cuadraría por sí sola, y el error de pluma que lleva a él, si lo hay.",
    "Cada porcentaje se compara con cada total sobre el que pudo calcularse, redondeado al más cercano y cortado tras la última cifra. También se despeja: se dan todos los números enteros sobre los que puede ser un porcentaje.",
    "Cuando solo se cuenta una parte de las mesas, la participación puede ser sobre los electores de esa parte: todos los inscritos por el porcentaje de mesas anunciado.",
    "Lo que añade un anuncio posterior de la misma fuente es la cifra posterior menos la anterior. Los votos por mesa recién contada son un intervalo, porque el porcentaje de mesas se anunció redondeado: 80 vale por cualquiera desde 79,5 hasta casi 80,5. Todo es aritmética exacta de números enteros y fracciones.",
  ],
  headline,
  conditions: {
    "figures-as-announced": "Las cifras están tal como se anunciaron, sin errores de la prensa.",
    "percentages-rounded-or-cut":
      "Los porcentajes se redondearon al más cercano o se cortaron tras la última cifra, y no se obtuvieron de otra manera.",
    "stations-counted-of-average-size":
      "Las mesas contadas tienen, en promedio, tantos electores inscritos como las demás. Solo depende de esto la participación sobre una parte de las mesas.",
    "coverage-rounded": "El porcentaje de mesas anunciado se redondeó en su última cifra.",
    "later-includes-earlier": "El anuncio posterior incluye todo lo que contaba el anterior.",
  },
  refusals: {
    "nothing-to-compare":
      "El anuncio no da dos cifras que deban concordar: ni una suma, ni un porcentaje con su cantidad, ni hay un anuncio anterior.",
  },
};

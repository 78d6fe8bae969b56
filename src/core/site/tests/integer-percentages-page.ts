import type {
  IntegerPercentagesAnswer,
  IntegerPercentagesTest,
} from "../../statistics/methods/integer-percentages.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { html, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, renderPlot, type Frame } from "../plot.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import { en, es } from "./integer-percentages-words.ts";
import type { PageOf } from "./method-page.ts";

export const integerPercentagesPage: PageOf<IntegerPercentagesTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    plot: "Stations with a whole percentage, beside what chance makes",
    stations: "stations",
    found: "stations found",
    expected: "expected, and three standard deviations either way",
    table: "Stations with a whole percentage",
    of: "Whole percentage of",
    turnout: "turnout",
    share: (selection: string) => `share of ${selection}`,
    shareShort: "share",
    either: "either",
    observed: "Found",
    chance: "Chance makes",
    excess: "Difference",
    deviation: "Standard deviation",
    z: "Difference in standard deviations",
    looked: "Stations looked at",
    leftOut: "Stations left out",
    reasons: {
      unknown: "a number unknown",
      tooSmall: "fewer than 100 registered voters",
      noBallots: "no ballots",
      impossible: "more ballots than voters, or more votes than ballots",
      turnoutAboveMost: "turnout above 99%",
      shareAboveMost: "share above 99%",
    },
    exampleTitle: "How the pattern arises without anybody’s doing",
    example: (e: Record<string, string>) =>
      `An invented election: ${e["stations"]} stations with ${e["least"]} to ${e["most"]} ballots each, shares of no pattern. ${e["observed"]} of them have a whole percentage, because with 25 ballots every share is one. Whoever expects a tenth, ${e["even"]}, sees ${e["zEven"]} standard deviations too many. The method above expects ${e["expected"]} and sees ${e["z"]}.`,
    alone:
      "Registers rounded to tens, counts taken over from a protocol with percentages, and stations of one size make whole percentages as well.",
  },
  es: {
    plot: "Mesas con porcentaje entero, al lado de lo que produce el azar",
    stations: "mesas",
    found: "mesas halladas",
    expected: "esperadas, y tres desviaciones estándar a cada lado",
    table: "Mesas con porcentaje entero",
    of: "Porcentaje entero de",
    turnout: "participación",
    share: (selection: string) => `porcentaje de ${selection}`,
    shareShort: "porcentaje",
    either: "uno u otro",
    observed: "Halladas",
    chance: "Produce el azar",
    excess: "Diferencia",
    deviation: "Desviación estándar",
    z: "Diferencia en desviaciones estándar",
    looked: "Mesas miradas",
    leftOut: "Mesas no miradas",
    reasons: {
      unknown: "falta un número",
      tooSmall: "menos de 100 electores inscritos",
      noBallots: "ningún voto emitido",
      impossible: "más votos emitidos que electores, o más votos de la opción que votos emitidos",
      turnoutAboveMost: "participación por encima del 99 %",
      shareAboveMost: "porcentaje por encima del 99 %",
    },
    exampleTitle: "Cómo surge el patrón sin que nadie haga nada",
    example: (e: Record<string, string>) =>
      `Una elección inventada: ${e["stations"]} mesas con ${e["least"]} a ${e["most"]} votos emitidos cada una y porcentajes sin patrón alguno. ${e["observed"]} tienen un porcentaje entero, porque con 25 votos emitidos todo porcentaje lo es. Quien espere un décimo, ${e["even"]}, ve ${e["zEven"]} desviaciones estándar de más. El método de arriba espera ${e["expected"]} y ve ${e["z"]}.`,
    alone:
      "También producen porcentajes enteros los padrones redondeados a decenas, las cuentas tomadas de un documento con porcentajes y las mesas de un mismo tamaño.",
  },
};

function render(page: Page, answer: IntegerPercentagesAnswer, { contest }: TestSubject): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const selection = speaker.selection(contest, answer.selection);
  const rows = [
    [words.turnout, answer.turnout],
    [words.share(selection), answer.share],
    [words.either, answer.either],
  ] as const;
  return html`${renderBars(page, answer)}${renderTable(page, {
    caption: words.table,
    head: tableRow(
      columnHead(words.of, "text"),
      columnHead(words.observed),
      columnHead(words.chance),
      columnHead(words.excess),
      columnHead(words.deviation),
      columnHead(words.z),
    ),
    body: rows.map(([name, { observed, expected, excess, standardDeviation, z }]) =>
      tableRow(
        rowHead(name),
        numberCell(speaker.count(observed)),
        numberCell(speaker.number(expected, 1)),
        numberCell(speaker.number(excess, 1)),
        numberCell(speaker.number(standardDeviation, 1)),
        numberCell(z === undefined ? page.messages.words.notOnForm : speaker.number(z, 1)),
      ),
    ),
  })}${renderLeftOut(page, answer)}${renderExample(page, answer)}`;
}

function renderBars(page: Page, answer: IntegerPercentagesAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const groups = [
    { name: words.turnout, count: answer.turnout },
    { name: words.shareShort, count: answer.share },
    { name: words.either, count: answer.either },
  ];
  const most = groups.reduce(
    (high, { count }) => Math.max(high, count.observed, count.expected + 3 * count.standardDeviation),
    1,
  );
  const bar = (frame: Frame, { count }: (typeof groups)[number], at: number) => {
    const { observed, expected, standardDeviation } = count;
    const [low, high] = [expected - 3 * standardDeviation, expected + 3 * standardDeviation];
    return html`<path
        class="sheets"
        d="M${frame.x(at + 0.2)} ${frame.y(0)}V${frame.y(observed)}H${frame.x(at + 0.5)}V${frame.y(0)}Z"
      /><path
        class="reach"
        d="M${frame.x(at + 0.65)} ${frame.y(low)}V${frame.y(high)}M${frame.x(at + 0.6)} ${frame.y(low)}H${frame.x(at + 0.7)}M${frame.x(at + 0.6)} ${frame.y(high)}H${frame.x(at + 0.7)}"
      /><path class="needed" d="M${frame.x(at + 0.15)} ${frame.y(expected)}H${frame.x(at + 0.75)}" />`;
  };
  return renderPlot({
    caption: words.plot,
    x: {
      low: 0,
      high: groups.length,
      label: words.of.toLowerCase(),
      ticks: groups.map(({ name }, at) => ({ at: at + 0.45, text: name })),
    },
    y: axisOf(0, most, { label: words.stations, text: (at) => speaker.count(at), isCount: true }),
    marks: (frame) => groups.map((group, at) => bar(frame, group, at)),
    legend: [
      { look: html`<rect class="sheets" width="22" height="12" />`, text: words.found },
      { look: html`<path class="needed" d="M0 6H22" />`, text: words.expected },
    ],
  });
}

const REASONS = [
  "unknown",
  "tooSmall",
  "noBallots",
  "impossible",
  "turnoutAboveMost",
  "shareAboveMost",
] as const;

function renderLeftOut(page: Page, { stations, leftOut }: IntegerPercentagesAnswer): Html {
  const words = LABELS[page.edition.language];
  const told = REASONS.filter((reason) => leftOut[reason] > 0).map(
    (reason) => `${page.speaker.count(leftOut[reason])}: ${words.reasons[reason]}`,
  );
  return factList(
    fact(words.looked, page.speaker.count(stations)),
    told.length === 0 ? undefined : fact(words.leftOut, told.join("; ")),
  );
}

function renderExample(page: Page, { example }: IntegerPercentagesAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  return html`<h3>${words.exampleTitle}</h3>
    <p>
      ${words.example({
        stations: speaker.count(example.stations),
        least: speaker.count(example.ballotsFewest),
        most: speaker.count(example.ballotsMost),
        observed: speaker.count(example.observed),
        even: speaker.number(example.expectedIfEven, 0),
        zEven: speaker.number(example.zIfEven, 1),
        expected: speaker.number(example.expectedByArithmetic, 1),
        z: speaker.number(example.zByArithmetic, 1),
      })}
    </p>
    <p class="note">${words.alone}</p> `;
}

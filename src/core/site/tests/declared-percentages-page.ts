import type { GridTested } from "../../statistics/declared-percentages.ts";
import type {
  DeclaredPercentagesAnswer,
  DeclaredPercentagesTest,
} from "../../statistics/methods/declared-percentages.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, linePath, renderPlot, type Frame } from "../plot.ts";
import {
  columnHead,
  fact,
  factList,
  numberCell,
  renderTable,
  rowHead,
  tableRow,
  textCell,
} from "../table.ts";
import { figureTitle } from "./closure-words.ts";
import { controlName, en, es, largeNumber, percentOfStep } from "./declared-percentages-words.ts";
import type { PageOf } from "./method-page.ts";

export const declaredPercentagesPage: PageOf<DeclaredPercentagesTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    plot: (decimals: string, gap: string) =>
      `How far each count is from the nearest percentage with ${decimals}. Two such percentages are ${gap} votes apart, so that a count from counting can lie anywhere on its line`,
    axis: "votes from the nearest percentage",
    count: "a count declared",
    exact: "exactly what rounding gives",
    decimals: ["no decimals", "one decimal", "two decimals", "three decimals"],
    counts: (decimals: string) => `Each count beside the nearest percentage with ${decimals}`,
    nearest: "Nearest percentage",
    ofTotal: "That percentage of the total",
    off: "Count minus that",
    grids: "Every grid of percentages that was tried",
    grid: "Percentages with",
    gap: "Votes between two",
    farthest: "Farthest count (votes)",
    fits: "Fits, rounding",
    rules: { nearest: "to the nearest", floor: "down", ceil: "up" },
    fitsNone: "does not fit",
    tooFine: "not asked: too fine for so few votes",
    weighed: "The fit weighed",
    chance: "By chance, about once in",
    pairs: "Pairs of grid and rule tried",
    corrected: "Allowing for the pairs tried, once in",
    ratio: "Likelihood ratio",
    ratioText: (all: string, corrected: string) =>
      `${all}; divided by the pairs tried, ${corrected}. So many times likelier is the fit if the counts were made from percentages`,
    enumerated: "Counted one by one",
    enumeratedText: (closing: string, triples: string, oneIn: string) =>
      `of ${triples} triples of percentages, ${closing} lead back to counts that make the total; one in ${oneIn} of all ways to divide it in three`,
    controls: "The same question put to other results, where it should find nothing",
    control: "Result",
    finding: "Fits",
    nothing: "nothing fits",
    fitsWith: (decimals: string) => `fits with ${decimals}`,
  },
  es: {
    plot: (decimals: string, gap: string) =>
      `Cuánto dista cada cifra del porcentaje más próximo con ${decimals}. Entre dos de esos porcentajes hay ${gap} votos, así que una cifra salida de un conteo puede caer en cualquier lugar de su línea`,
    axis: "votos hasta el porcentaje más próximo",
    count: "una cifra declarada",
    exact: "justo lo que da el redondeo",
    decimals: ["cero decimales", "un decimal", "dos decimales", "tres decimales"],
    counts: (decimals: string) => `Cada cifra al lado del porcentaje más próximo con ${decimals}`,
    nearest: "Porcentaje más próximo",
    ofTotal: "Ese porcentaje del total",
    off: "Cifra menos eso",
    grids: "Todas las divisiones en porcentajes que se probaron",
    grid: "Porcentajes con",
    gap: "Votos entre dos",
    farthest: "Cifra más lejana (votos)",
    fits: "Encaja redondeando",
    rules: { nearest: "al más cercano", floor: "hacia abajo", ceil: "hacia arriba" },
    fitsNone: "no encaja",
    tooFine: "no se preguntó: demasiado fina para tan pocos votos",
    weighed: "Cuánto pesa que encajen",
    chance: "Por azar, más o menos una vez en",
    pairs: "Combinaciones de división y regla probadas",
    corrected: "Descontando las combinaciones probadas, una vez en",
    ratio: "Razón de verosimilitud",
    ratioText: (all: string, corrected: string) =>
      `${all}; dividida entre las combinaciones probadas, ${corrected}. Tantas veces más probable es que encajen si las cifras se hicieron con porcentajes`,
    enumerated: "Contado uno por uno",
    enumeratedText: (closing: string, triples: string, oneIn: string) =>
      `de ${triples} ternas de porcentajes, ${closing} llevan a cifras que suman el total; una en ${oneIn} de todas las maneras de repartirlo entre tres`,
    controls: "La misma pregunta a otros resultados, donde no debería encontrar nada",
    control: "Resultado",
    finding: "Encaja",
    nothing: "nada encaja",
    fitsWith: (decimals: string) => `encaja con ${decimals}`,
  },
};

function render(page: Page, answer: DeclaredPercentagesAnswer, { contest }: TestSubject): Content {
  const shown = gridShown(answer);
  return html`${shown === undefined ? undefined : [renderPlace(page, answer, { shown, contest }), renderCounts(page, answer, { shown, contest })]}${renderWeighed(page, answer)}${renderGrids(page, answer)}${renderControls(page, answer)}`;
}

/** The grid that fits, else that of percentages with one decimal, which announcements mostly have. */
function gridShown({ grids, fit }: DeclaredPercentagesAnswer): GridTested | undefined {
  const tested = grids.filter((grid) => grid.kind === "tested");
  return (
    tested.find(({ grid }) => grid === fit?.grid) ??
    tested.find(({ decimals }) => decimals === 1) ??
    tested[0]
  );
}

function decimalsName(page: Page, decimals: number): string {
  return LABELS[page.edition.language].decimals[decimals] ?? page.count(decimals);
}

interface Shown {
  readonly shown: GridTested;
  readonly contest: string;
}

/** Units of the drawing for each count, and above the axis. */
const ROW_HEIGHT = 38;
const AXIS_HEIGHT = 54;

/** A line for each count, as long as the gap between two percentages, with a dot where the count is. */
function renderPlace(page: Page, answer: DeclaredPercentagesAnswer, { shown, contest }: Shown): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const half = answer.total / shown.grid / 2;
  const rows = answer.parts.length;
  const row = (frame: Frame, at: number) => {
    const y = rows - at - 1;
    const residual = shown.residuals[at] ?? 0;
    return html`<path
        class="axis"
        d="${linePath(frame, [
          [-half, y],
          [half, y],
        ])}"
      /><text class="name" x="${frame.x(-half)}" y="${frame.y(y)}" dy="-9"
        >${figureTitle(speaker, contest, answer.parts[at]?.selection ?? "")}</text
      ><circle class="dot" cx="${frame.x(residual)}" cy="${frame.y(y)}" r="4.5" />`;
  };
  return renderPlot({
    caption: words.plot(decimalsName(page, shown.decimals), speaker.count(Math.round(2 * half))),
    x: axisOf(-half, half, { label: words.axis, text: (at) => speaker.signed(Math.round(at)) }),
    y: { low: -0.4, high: rows - 0.2, label: "", ticks: [] },
    height: AXIS_HEIGHT + ROW_HEIGHT * rows,
    marks: (frame) =>
      html`<path
          class="needed"
          d="${linePath(frame, [
            [0, -0.4],
            [0, rows - 0.2],
          ])}"
        />${answer.parts.map((_, at) => row(frame, at))}`,
    legend: [
      { look: html`<circle class="dot" cx="11" cy="6" r="4.5" />`, text: words.count },
      { look: html`<path class="needed" d="M11 0V12" />`, text: words.exact },
    ],
  });
}

function renderCounts(page: Page, answer: DeclaredPercentagesAnswer, { shown, contest }: Shown): Html {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  const decimals = residualDecimals(shown);
  return renderTable(page, {
    caption: words.counts(decimalsName(page, shown.decimals)),
    head: tableRow(
      columnHead(messages.words.selection, "text"),
      columnHead(messages.words.declared),
      columnHead(words.nearest),
      columnHead(words.ofTotal),
      columnHead(words.off),
    ),
    body: answer.parts.map(({ selection, votes }, at) => {
      const residual = shown.residuals[at] ?? 0;
      const off = speaker.number(residual, decimals);
      return tableRow(
        rowHead(isolated(figureTitle(speaker, contest, selection))),
        numberCell(speaker.count(votes)),
        numberCell(percentOfStep(shown.steps[at] ?? 0, shown.decimals, speaker)),
        numberCell(speaker.number(votes - residual, decimals)),
        numberCell(residual > 0 ? `+${off}` : off),
      );
    }),
  });
}

/** Thousandths of a vote say something only where the counts are within a vote. */
function residualDecimals({ rulesThatFit }: GridTested): number {
  return rulesThatFit.length > 0 ? 3 : 1;
}

function renderWeighed(page: Page, { fit, pairsTried }: DeclaredPercentagesAnswer): Html | undefined {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  if (fit === undefined) return undefined;
  const { enumeration } = fit;
  const large = (value: number) => largeNumber(value, speaker);
  return html`<h3>${words.weighed}</h3>
    ${factList(
      fact(words.chance, large(fit.oneIn)),
      fact(words.pairs, speaker.count(pairsTried)),
      fact(words.corrected, large(fit.probabilityCorrected === 0 ? fit.oneIn : 1 / fit.probabilityCorrected)),
      fact(words.ratio, words.ratioText(large(fit.likelihoodRatio), large(fit.likelihoodRatioCorrected))),
      enumeration === undefined
        ? undefined
        : fact(
            words.enumerated,
            words.enumeratedText(
              speaker.count(enumeration.closing),
              speaker.count(enumeration.triples),
              large(enumeration.oneIn),
            ),
          ),
    )}`;
}

function renderGrids(page: Page, { grids, total }: DeclaredPercentagesAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  return renderTable(page, {
    caption: words.grids,
    look: "units",
    head: tableRow(
      columnHead(words.grid, "text"),
      columnHead(words.gap),
      columnHead(words.farthest),
      columnHead(words.fits, "text"),
    ),
    body: grids.map((grid) => {
      const isTested = grid.kind === "tested";
      const farthest = isTested ? grid.residuals.reduce((most, off) => Math.max(most, Math.abs(off)), 0) : 0;
      const rules = isTested ? grid.rulesThatFit.map((rule) => words.rules[rule]) : [];
      return tableRow(
        rowHead(decimalsName(page, grid.decimals)),
        numberCell(speaker.number(total / grid.grid, 1)),
        numberCell(isTested ? speaker.number(farthest, residualDecimals(grid)) : messages.words.notOnForm),
        textCell(!isTested ? words.tooFine : rules.length === 0 ? words.fitsNone : speaker.list(rules)),
      );
    }),
  });
}

function renderControls(page: Page, { controls }: DeclaredPercentagesAnswer): Html {
  const words = LABELS[page.edition.language];
  return renderTable(page, {
    caption: words.controls,
    look: "compact",
    head: tableRow(columnHead(words.control, "text"), columnHead(words.finding, "text")),
    body: controls.map((control) =>
      tableRow(
        rowHead(controlName(control, page.speaker)),
        textCell(
          control.decimalsThatFit === undefined
            ? words.nothing
            : words.fitsWith(decimalsName(page, control.decimalsThatFit)),
        ),
      ),
    ),
  });
}

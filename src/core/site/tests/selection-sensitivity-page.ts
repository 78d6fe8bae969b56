import type {
  SelectionSensitivityAnswer,
  SelectionSensitivityTest,
} from "../../statistics/methods/selection-sensitivity.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { html, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, linePath, renderPlot } from "../plot.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import type { PageOf } from "./method-page.ts";
import { en, es } from "./selection-sensitivity-words.ts";

export const selectionSensitivityPage: PageOf<SelectionSensitivityTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    plot: (ahead: string) =>
      `Final lead of ${ahead} in the worst case, by how selective the collection may have been`,
    table: "Worst case for each G",
    distortion: "G: weights from 1/G to G times",
    lead: "final lead (votes)",
    mean: "Mean margin of the missing stations",
    worst: "worst case",
    tie: "tie",
  },
  es: {
    plot: (ahead: string) =>
      `Ventaja final de ${ahead} en el peor caso, según cuán selectiva pudo ser la recolección`,
    table: "El peor caso para cada G",
    distortion: "G: pesos de 1/G a G veces",
    lead: "ventaja final (votos)",
    mean: "Ventaja media de las mesas que faltan",
    worst: "peor caso",
    tie: "empate",
  },
};

/** Each step of G has the same width: what matters is the order of size. */
function render(page: Page, answer: SelectionSensitivityAnswer, { contest }: TestSubject): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const { worstCases } = answer;
  const leads = worstCases.map(({ finalLead }) => finalLead.value);
  const [low, high] = [Math.min(0, ...leads), Math.max(0, ...leads)];
  const points = leads.map((lead, at) => [at, lead] as const);
  const last = worstCases.length - 1;
  const nameOfG = (value: number) => speaker.number(value, Number.isInteger(value) ? 0 : 1);
  const plot = renderPlot({
    caption: words.plot(speaker.selection(contest, answer.ahead)),
    x: {
      low: 0,
      high: last,
      label: words.distortion,
      ticks: worstCases.map(({ distortion }, at) => ({ at, text: nameOfG(distortion) })),
    },
    y: axisOf(low, high, { label: words.lead, text: (at) => speaker.count(at), isCount: true }),
    marks: (frame) =>
      html`<path
          class="needed"
          d="${linePath(frame, [
            [0, 0],
            [last, 0],
          ])}"
        /><path class="trace" d="${linePath(frame, points)}" />${points.map(
          ([x, y]) => html`<circle class="dot" cx="${frame.x(x)}" cy="${frame.y(y)}" r="3.5" />`,
        )}`,
    legend: [
      { look: html`<path class="trace" d="M0 6H22" />`, text: words.worst },
      { look: html`<path class="needed" d="M0 6H22" />`, text: words.tie },
    ],
  });
  return html`${plot}${renderTable(page, {
    caption: words.table,
    look: "compact",
    head: tableRow(columnHead("G", "text"), columnHead(words.mean), columnHead(words.lead)),
    body: worstCases.map(({ distortion, meanMargin, finalLead }) =>
      tableRow(
        rowHead(nameOfG(distortion)),
        numberCell(speaker.number(meanMargin.value, 1)),
        numberCell(speaker.signed(Math.round(finalLead.value))),
      ),
    ),
  })}`;
}

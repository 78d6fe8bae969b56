import type { ArrivalAnswer, ArrivalMoment, ArrivalTest } from "../../statistics/methods/arrival.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { rangeOf } from "../../range-of.ts";
import { html, type Content } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, linePath, renderPlot, type Frame } from "../plot.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import { en, es } from "./arrival-words.ts";
import { signedPoints } from "./lead-in-points.ts";
import type { PageOf } from "./method-page.ts";

export const arrivalPage: PageOf<ArrivalTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    plot: (ahead: string, behind: string) => `Lead of ${ahead} over ${behind} as the count came in`,
    progress: { "registered-voters": "registered voters counted", stations: "stations counted" },
    lead: "lead (percentage points)",
    raw: "as it came in",
    standardized: "every unit at its final weight",
    table: "The same as numbers: lead in percentage points",
    stations: "Stations",
    counted: "Counted",
    seen: "Units seen, by final weight",
    level: (count: string, level: string) => `Units: ${count} of the level “${level}”.`,
    unreadable: (count: string) => `Sheets left out because a box of them cannot be read: ${count}.`,
  },
  es: {
    plot: (ahead: string, behind: string) =>
      `Ventaja de ${ahead} sobre ${behind} a medida que llegaba el conteo`,
    progress: { "registered-voters": "electores inscritos contados", stations: "mesas contadas" },
    lead: "ventaja (puntos porcentuales)",
    raw: "tal como llegó",
    standardized: "cada unidad con su peso final",
    table: "Lo mismo en números: ventaja en puntos porcentuales",
    stations: "Mesas",
    counted: "Contado",
    seen: "Unidades vistas, según su peso final",
    level: (count: string, level: string) => `Unidades: ${count} del nivel «${level}».`,
    unreadable: (count: string) => `Actas dejadas fuera porque una casilla no se puede leer: ${count}.`,
  },
};

/** Rows of the table at most, the end included. */
const ROWS = 21;

function render(page: Page, answer: ArrivalAnswer, { contest }: TestSubject): Content {
  const words = LABELS[page.edition.language];
  const { speaker, index } = page;
  const { points } = answer;
  const leads = points.flatMap(({ margin, marginStandardized }) => [margin, marginStandardized]);
  const [low, high] = rangeOf(leads);
  const room = Math.max((high - low) / 10, 0.0005);
  const decimals = high - low < 0.005 ? 2 : high - low < 0.05 ? 1 : 0;
  const line = (frame: Frame, of: (moment: ArrivalMoment) => number) =>
    linePath(
      frame,
      points.map((moment) => [moment.progress, of(moment)] as const),
    );
  const isSparse = points.length <= ROWS;
  const plot = renderPlot({
    caption: words.plot(speaker.selection(contest, answer.ahead), speaker.selection(contest, answer.behind)),
    x: axisOf(Math.min(0.5, points[0]?.progress ?? 0), 1, {
      label: words.progress[answer.weight],
      text: (at) => speaker.percent(at, 0),
    }),
    y: axisOf(low - room, high + room, {
      label: words.lead,
      text: (at) => speaker.number(100 * at, decimals),
    }),
    marks: (frame) =>
      html`<path class="trace" d="${line(frame, ({ margin }) => margin)}" /><path
          class="trace other"
          d="${line(frame, ({ marginStandardized }) => marginStandardized)}"
        />${isSparse ? points.map((moment) => dot(frame, moment)) : undefined}`,
    legend: [
      { look: html`<path class="trace" d="M0 6H22" />`, text: words.raw },
      { look: html`<path class="trace other" d="M0 6H22" />`, text: words.standardized },
    ],
  });
  const level = index.seen.election.levels[answer.level - 1];
  const every = Math.ceil(points.length / ROWS);
  const told = points.filter((_, at) => (points.length - 1 - at) % every === 0);
  return html`${plot}${renderTable(page, {
    caption: words.table,
    head: tableRow(
      columnHead(page.messages.words.entry, "text"),
      columnHead(words.stations),
      columnHead(words.counted),
      columnHead(words.raw),
      columnHead(words.standardized),
      columnHead(words.seen),
    ),
    body: told.map((moment) =>
      tableRow(
        rowHead(speaker.count(moment.entry)),
        numberCell(speaker.count(moment.stations)),
        numberCell(speaker.percent(moment.progress)),
        numberCell(signedPoints(moment.margin, speaker)),
        numberCell(signedPoints(moment.marginStandardized, speaker)),
        numberCell(speaker.percent(moment.strataSeen)),
      ),
    ),
  })}
  ${level === undefined ? undefined : html`<p class="note">${words.level(speaker.count(answer.strata), page.text(level.name).toLowerCase())}</p> `}
  ${answer.sheetsUnreadable === 0 ? undefined : html`<p class="note">${words.unreadable(speaker.count(answer.sheetsUnreadable))}</p>`}`;
}

function dot(frame: Frame, moment: ArrivalMoment): Content {
  return html`<circle class="dot" cx="${frame.x(moment.progress)}" cy="${frame.y(moment.margin)}" r="3.5" />`;
}

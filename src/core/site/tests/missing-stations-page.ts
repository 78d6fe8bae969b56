import type {
  MissingStationsAnswer,
  MissingStationsTest,
  PossibleResult,
} from "../../statistics/methods/missing-stations.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, linePath, renderPlot, type Frame } from "../plot.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import type { PageOf } from "./method-page.ts";
import { en, es } from "./missing-stations-words.ts";

export const missingStationsPage: PageOf<MissingStationsTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    plot: (behind: string) =>
      `Sheets by how far ${behind} leads on them, and the lead needed in the average missing station`,
    margin: "lead in votes",
    sheets: "sheets",
    seen: "sheets collected",
    needed: "needed in the average missing station",
    table: "Lead on the sheets, and what the missing stations would need",
    least: "At least",
    most: "At most",
    now: "On the sheets",
    possible: (cap: string) => `Possible final results, turnout of the missing stations up to ${cap}`,
    nothing: "These limits assume nothing of the missing stations.",
    seenTurnout: "These limits assume that turnout there is not above the highest seen.",
    marginOf: (ahead: string, behind: string) => `Lead of ${ahead} over ${behind} (votes)`,
    extreme: "Final lead, if every missing station were like the most extreme sheet",
    unbounded: {
      "registered-voters-unknown":
        "Registered voters of the missing stations are not known, so nothing limits their votes.",
      "votes-over-registered":
        "Some sheet collected states more votes than registered voters, so these limit nothing, here either.",
    },
  },
  es: {
    plot: (behind: string) =>
      `Actas según la ventaja de ${behind} en ellas, y la ventaja que haría falta en la mesa media que falta`,
    margin: "ventaja en votos",
    sheets: "actas",
    seen: "actas reunidas",
    needed: "haría falta en la mesa media que falta",
    table: "Ventaja en las actas, y lo que harían falta las mesas que faltan",
    least: "Como mínimo",
    most: "Como máximo",
    now: "En las actas",
    possible: (cap: string) =>
      `Resultados finales posibles, con participación de hasta ${cap} en las mesas que faltan`,
    nothing: "Estos límites no suponen nada de las mesas que faltan.",
    seenTurnout: "Estos límites suponen que allí la participación no supera la más alta que se ha visto.",
    marginOf: (ahead: string, behind: string) => `Ventaja de ${ahead} sobre ${behind} (votos)`,
    extreme: "Ventaja final, si todas las mesas que faltan fueran como el acta más extrema",
    unbounded: {
      "registered-voters-unknown":
        "No se sabe cuántos electores tienen las mesas que faltan, así que nada limita sus votos.",
      "votes-over-registered":
        "Algún acta reunida anota más votos que electores inscritos, así que estos no limitan nada, tampoco aquí.",
    },
  },
};

function render(page: Page, answer: MissingStationsAnswer, { contest }: TestSubject): Content {
  const words = LABELS[page.edition.language];
  const bounds = answer.bounds.map((possible) => renderPossible(page, answer, { contest, possible }));
  return html`${renderMargins(page, answer, contest)}
  ${answer.unbounded === undefined ? bounds : html`<p class="note">${words.unbounded[answer.unbounded]}</p> `}`;
}

/** What was seen, sheet by sheet, with a line where the average missing station would have to be. */
function renderMargins(page: Page, answer: MissingStationsAnswer, contest: string): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const { from, width, counts } = answer.margins;
  const tallest = counts.reduce((most, count) => Math.max(most, count), 0);
  const needed = answer.marginNeeded.value;
  const low = Math.min(from, needed);
  const high = Math.max(from + width * counts.length, needed + width);
  const bar = (frame: Frame, count: number, at: number) =>
    count === 0
      ? undefined
      : html`<path
          class="sheets"
          d="M${frame.x(from + at * width)} ${frame.y(0)}V${frame.y(count)}H${frame.x(from + (at + 1) * width)}V${frame.y(0)}Z"
        />`;
  const behind = speaker.selection(contest, answer.behind);
  const plot = renderPlot({
    caption: words.plot(behind),
    x: axisOf(low, high, { label: words.margin, text: (at) => speaker.count(at), isCount: true }),
    y: axisOf(0, tallest, { label: words.sheets, text: (at) => speaker.count(at), isCount: true }),
    marks: (frame) =>
      html`${counts.map((count, at) => bar(frame, count, at))}<path
          class="needed"
          d="${linePath(frame, [
            [needed, 0],
            [needed, tallest],
          ])}"
        />`,
    legend: [
      { look: html`<rect class="sheets" width="22" height="12" />`, text: words.seen },
      { look: html`<path class="needed" d="M11 0V12" />`, text: words.needed },
    ],
  });
  return html`${plot}${renderTable(page, {
    caption: words.table,
    look: "compact",
    head: tableRow(textCell(""), columnHead(page.messages.words.votes)),
    body: [
      fact(words.marginOf(speaker.selection(contest, answer.ahead), behind), speaker.count(answer.lead)),
      fact(words.needed, speaker.number(needed, 1)),
      fact(words.extreme, speaker.signed(answer.leadIfAllExtreme)),
    ],
  })}`;
}

function fact(name: string, value: string): Html {
  return tableRow(rowHead(name), numberCell(value));
}

function renderPossible(
  page: Page,
  answer: MissingStationsAnswer,
  { contest, possible }: { readonly contest: string; readonly possible: PossibleResult },
): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const rows = possible.shares.map(({ selection, collected, least, most }) =>
    tableRow(
      rowHead(isolated(speaker.selection(contest, selection))),
      numberCell(speaker.percent(collected.value)),
      numberCell(speaker.percent(least.value)),
      numberCell(speaker.percent(most.value)),
    ),
  );
  const margin = tableRow(
    rowHead(
      words.marginOf(speaker.selection(contest, answer.ahead), speaker.selection(contest, answer.behind)),
    ),
    numberCell(speaker.signed(answer.lead)),
    numberCell(speaker.signed(possible.margin.least)),
    numberCell(speaker.signed(possible.margin.most)),
  );
  return html`${renderTable(page, {
      caption: words.possible(speaker.percent(possible.turnoutCap.value)),
      look: "compact",
      head: tableRow(
        columnHead(page.messages.words.selection, "text"),
        columnHead(words.now),
        columnHead(words.least),
        columnHead(words.most),
      ),
      body: [rows, margin],
    })}
    <p class="note">${possible.assumes === "nothing" ? words.nothing : words.seenTurnout}</p> `;
}

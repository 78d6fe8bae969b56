import type { AuditedPair, BatchAuditAnswer, BatchAuditTest } from "../../statistics/methods/batch-audit.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, linePath, renderPlot } from "../plot.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import { en, es } from "./batch-audit-words.ts";
import type { PageOf } from "./method-page.ts";

export const batchAuditPage: PageOf<BatchAuditTest> = { words: { en, es }, render };

/** Stations listed on the page; all of them are in the data. */
const LISTED = 100;

const LABELS = {
  en: {
    pairs: "The declared winner over each other selection",
    over: "Over",
    margin: "Declared margin",
    error: "Votes by which sheets change it",
    risk: "Risk so far",
    further: "Further sheets, about",
    outOfReach: "out of reach",
    plot: "The risk after each sheet looked at",
    sheets: "sheets looked at",
    limit: "risk limit",
    macro: "Risk by MACRO, on the same draws",
    macroReasons: {
      "sheet-missing": "none: a drawn sheet is missing",
      "taint-reaches-one": "none: a sheet differs by all it can",
      "taint-above-one": "none: a sheet differs by more than it can",
    },
    draws: "Draws whose sheets are in, repeats included",
    undeclared: "Registered stations without a declared result",
    outside: "Votes that declared rows of stations outside the register can hold, all taken as the loser’s",
    awaited: "Next sheets to fetch, in the order drawn",
    missing: "Drawn stations whose sheet is not to be had",
    differing: "Sheets that differ, and by how many votes they lessen the winner’s margin",
    station: "Polling station",
    more: (count: string) => `and ${count} more, in the data`,
  },
  es: {
    pairs: "Quien se declaró ganador sobre cada una de las demás opciones",
    over: "Sobre",
    margin: "Ventaja declarada",
    error: "Votos en que la cambian las actas",
    risk: "Riesgo hasta ahora",
    further: "Actas que faltan, más o menos",
    outOfReach: "fuera de alcance",
    plot: "El riesgo después de cada acta mirada",
    sheets: "actas miradas",
    limit: "límite de riesgo",
    macro: "Riesgo según MACRO, con el mismo sorteo",
    macroReasons: {
      "sheet-missing": "ninguno: falta un acta sorteada",
      "taint-reaches-one": "ninguno: un acta difiere en todo lo que puede",
      "taint-above-one": "ninguno: un acta difiere en más de lo que puede",
    },
    draws: "Sorteos cuyas actas están, con repeticiones",
    undeclared: "Mesas del padrón sin resultado declarado",
    outside: "Votos que caben en lo declarado de mesas fuera del padrón, tomados todos como del perdedor",
    awaited: "Próximas actas que buscar, en el orden del sorteo",
    missing: "Mesas sorteadas cuya acta no aparece",
    differing: "Actas que difieren, y en cuántos votos reducen la ventaja del ganador",
    station: "Mesa",
    more: (count: string) => `y ${count} más, en los datos`,
  },
};

function render(page: Page, answer: BatchAuditAnswer, { contest }: TestSubject): Content {
  const words = LABELS[page.edition.language];
  return html`${renderRisk(page, answer)}${renderPairs(page, answer, contest)}${renderFacts(page, answer)}${renderStations(page, words.awaited, answer.awaited)}${renderStations(page, words.missing, answer.missing)}${renderDiffering(page, answer)}`;
}

/** The pair that stands worst decides. */
function renderRisk(page: Page, answer: BatchAuditAnswer): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const worst = answer.pairs.reduce<AuditedPair | undefined>(
    (found, pair) => (found === undefined || pair.risk > found.risk ? pair : found),
    undefined,
  );
  if (worst === undefined || worst.history.length < 2) return undefined;
  const last = answer.sheetsRead;
  return renderPlot({
    caption: words.plot,
    x: axisOf(0, last, { label: words.sheets, text: (at) => speaker.count(at), isCount: true }),
    y: axisOf(0, 1, { label: words.risk, text: (at) => speaker.percent(at, 0) }),
    marks: (frame) =>
      html`<path
          class="needed"
          d="${linePath(frame, [
            [0, answer.riskLimit],
            [last, answer.riskLimit],
          ])}"
        /><path
          class="trace"
          d="${linePath(frame, [[0, 1], ...worst.history.map(({ sheetsRead, risk }) => [sheetsRead, risk] as const)])}"
        />`,
    legend: [
      { look: html`<path class="trace" d="M0 6H22" />`, text: words.risk },
      { look: html`<path class="needed" d="M0 6H22" />`, text: words.limit },
    ],
  });
}

function renderPairs(page: Page, answer: BatchAuditAnswer, contest: string): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  return renderTable(page, {
    caption: words.pairs,
    head: tableRow(
      columnHead(words.over, "text"),
      columnHead(words.margin),
      columnHead(words.error),
      columnHead(words.risk),
      columnHead(words.further),
    ),
    body: answer.pairs.map((pair) =>
      tableRow(
        rowHead(
          html`${isolated(speaker.selection(contest, pair.winner))} →
          ${isolated(speaker.selection(contest, pair.loser))}`,
        ),
        numberCell(speaker.count(pair.margin)),
        numberCell(speaker.signed(pair.errorFound)),
        numberCell(speaker.percent(pair.risk, 2)),
        numberCell(
          pair.furtherSheets === "out-of-reach" ? words.outOfReach : speaker.count(pair.furtherSheets),
        ),
      ),
    ),
  });
}

function renderFacts(page: Page, answer: BatchAuditAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const { macro } = answer;
  return factList(
    fact(words.limit, speaker.percent(answer.riskLimit, 1)),
    fact(words.draws, speaker.count(answer.drawsRead)),
    fact(
      words.macro,
      macro.kind === "risk" ? speaker.percent(macro.risk, 2) : words.macroReasons[macro.reason],
    ),
    fact(words.undeclared, speaker.count(answer.stationsUndeclared)),
    answer.votesOutside === 0 ? undefined : fact(words.outside, speaker.count(answer.votesOutside)),
  );
}

function renderStations(page: Page, title: string, stations: readonly string[]): Content {
  if (stations.length === 0) return undefined;
  const words = LABELS[page.edition.language];
  const listed = stations.slice(0, LISTED).map((station) => html`<li>${page.stationLink(station)}</li> `);
  const left = stations.length - listed.length;
  return html`<h3>${title}</h3>
    <ol class="reasons">
      ${listed}
    </ol>
    ${left > 0 ? html`<p class="note">${words.more(page.count(left))}</p> ` : undefined}`;
}

function renderDiffering(page: Page, { differing }: BatchAuditAnswer): Content {
  if (differing.length === 0) return undefined;
  const words = LABELS[page.edition.language];
  return renderTable(page, {
    caption: words.differing,
    look: "compact",
    head: tableRow(columnHead(words.station, "text"), columnHead(page.messages.words.votes)),
    body: differing
      .slice(0, LISTED)
      .map(({ station, votes }) =>
        tableRow(rowHead(page.stationLink(station)), numberCell(page.signed(votes))),
      ),
  });
}

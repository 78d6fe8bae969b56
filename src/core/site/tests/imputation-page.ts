import type { ImputationAnswer, ImputationTest } from "../../statistics/methods/imputation.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { rangeOf } from "../../range-of.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, linePath, renderPlot, type Frame } from "../plot.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import { en, es } from "./imputation-words.ts";
import { signedPoints } from "./lead-in-points.ts";
import type { PageOf } from "./method-page.ts";

export const imputationPage: PageOf<ImputationTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    plot: (ahead: string, behind: string) =>
      `Lead of ${ahead} over ${behind}: on the sheets, imputed, and as it came`,
    lead: "lead (percentage points)",
    now: (imputed: string) => `Now: ${imputed} stations missing`,
    latest: (share: string, hidden: string) => `First ${share} of the sheets; the last ${hidden} hidden`,
    bySeed: (share: string, hidden: string) => `${share} of the sheets; ${hidden} hidden by polling place`,
    shown: "on the sheets shown",
    imputed: "with the rest imputed",
    came: "what the hidden sheets, or another source, bring it to",
    interval: "interval",
    leads: "Lead in percentage points",
    rowHead: "Shown",
    error: "Imputed less what came",
    inside: "Inside the interval",
    yes: "yes",
    no: "no",
    byUnit: "Lent by",
    whole: "the whole",
    matched: "Missing stations by the level of the neighbours that lent their votes per voter",
    stations: "Stations",
    shares: "Result if the missing stations voted like their neighbours",
    collected: "On the sheets",
    votes: "Votes, imputed",
    share: "Share, imputed",
    note: "The interval comes from how much neighbours differ from each other. It does not cover late stations that differ inside their own place: the rows with hidden sheets show how far that can carry.",
    noInterval: "No two neighbours show how much they differ, so there is no interval.",
    standardError: "Standard error of the lead (points)",
    degrees: "Degrees of freedom",
    voters: "Registered voters of the stations imputed",
    without: "Missing stations whose registered voters nobody knows (not imputed)",
    unreadable: "Sheets with a box that could not be read (imputed as missing)",
  },
  es: {
    plot: (ahead: string, behind: string) =>
      `Ventaja de ${ahead} sobre ${behind}: en las actas, imputada y como llegó`,
    lead: "ventaja (puntos porcentuales)",
    now: (imputed: string) => `Ahora: faltan ${imputed} mesas`,
    latest: (share: string, hidden: string) => `Primer ${share} de las actas; ocultas las últimas ${hidden}`,
    bySeed: (share: string, hidden: string) => `${share} de las actas; ocultas ${hidden}, por recinto`,
    shown: "en las actas mostradas",
    imputed: "con el resto imputado",
    came: "adonde la llevan las actas ocultas, u otra fuente",
    interval: "intervalo",
    leads: "Ventaja en puntos porcentuales",
    rowHead: "Se muestra",
    error: "Imputado menos lo que llegó",
    inside: "Dentro del intervalo",
    yes: "sí",
    no: "no",
    byUnit: "Prestada por",
    whole: "el conjunto",
    matched: "Mesas que faltan, según el nivel de las vecinas que prestaron sus votos por elector",
    stations: "Mesas",
    shares: "Resultado si las mesas que faltan votaron como sus vecinas",
    collected: "En las actas",
    votes: "Votos, imputados",
    share: "Porcentaje, imputado",
    note: "El intervalo sale de cuánto difieren las vecinas entre sí. No cubre mesas tardías que difieren dentro de su propio lugar: las filas con actas ocultas muestran hasta dónde puede llegar eso.",
    noInterval: "No hay dos vecinas que muestren cuánto difieren, así que no hay intervalo.",
    standardError: "Error estándar de la ventaja (puntos)",
    degrees: "Grados de libertad",
    voters: "Electores inscritos de las mesas imputadas",
    without: "Mesas que faltan cuyos electores inscritos nadie conoce (no imputadas)",
    unreadable: "Actas con una casilla que no se pudo leer (imputadas como si faltaran)",
  },
};

/** One row of the plot: the lead on what is shown, imputed, and as it came where that is known. */
interface Row {
  readonly name: string;
  readonly shown: number;
  readonly imputed: number;
  readonly interval?: { readonly low: number; readonly high: number };
  readonly came?: number;
  readonly isCovered?: boolean;
}

function render(page: Page, answer: ImputationAnswer, { contest }: TestSubject): Content {
  const words = LABELS[page.edition.language];
  const rows = rowsOf(page, answer);
  const isImputed = answer.stationsImputed > 0;
  return html`${rows.length === 0 ? undefined : html`${renderRows(page, answer, { contest, rows })}${renderLeads(page, rows)}`}
  ${rows.length === 0 ? undefined : html`<p class="note">${rows.some(({ interval }) => interval !== undefined) ? words.note : words.noInterval}</p> `}
  ${isImputed ? html`${renderShares(page, answer, contest)}${renderMatched(page, answer)}` : undefined}`;
}

function rowsOf(page: Page, answer: ImputationAnswer): readonly Row[] {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const came = answer.others.toSorted((one, other) => other.stationsImputed - one.stationsImputed)[0];
  const now: Row[] =
    answer.stationsImputed === 0
      ? []
      : [
          {
            name: words.now(speaker.count(answer.stationsImputed)),
            shown: answer.marginCollected,
            imputed: answer.margin,
            ...(answer.interval === undefined ? {} : { interval: answer.interval }),
            ...(came === undefined ? {} : { came: came.margin }),
            ...(came === undefined || answer.interval === undefined
              ? {}
              : { isCovered: answer.interval.low <= came.margin && came.margin <= answer.interval.high }),
          },
        ];
  return [
    ...now,
    ...answer.masked.map((masked): Row => {
      const [share, hidden] = [speaker.percent(masked.shareShown), speaker.count(masked.stationsHidden)];
      return {
        name: masked.how === "latest" ? words.latest(share, hidden) : words.bySeed(share, hidden),
        shown: masked.marginShown,
        imputed: masked.marginImputed,
        came: masked.marginTrue,
        ...(masked.interval === undefined ? {} : { interval: masked.interval }),
        ...(masked.isCovered === undefined ? {} : { isCovered: masked.isCovered }),
      };
    }),
  ];
}

const ROW_HEIGHT = 44;

function renderRows(
  page: Page,
  answer: ImputationAnswer,
  { contest, rows }: { readonly contest: string; readonly rows: readonly Row[] },
): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const leads = rows.flatMap(({ shown, imputed, came, interval }) => [
    shown,
    imputed,
    ...(came === undefined ? [] : [came]),
    ...(interval === undefined ? [] : [interval.low, interval.high]),
  ]);
  const [low, high] = rangeOf(leads);
  const room = Math.max((high - low) / 8, 0.001);
  const decimals = high - low < 0.03 ? 1 : 0;
  return renderPlot({
    caption: words.plot(speaker.selection(contest, answer.ahead), speaker.selection(contest, answer.behind)),
    height: 60 + ROW_HEIGHT * rows.length,
    x: axisOf(low - room, high + room, {
      label: words.lead,
      text: (at) => speaker.number(100 * at, decimals),
    }),
    y: { low: 0, high: rows.length, label: "", ticks: [] },
    marks: (frame) => rows.map((row, at) => renderRow(frame, row, rows.length - at)),
    legend: [
      { look: html`<circle class="hollow" cx="11" cy="6" r="4" />`, text: words.shown },
      { look: html`<circle class="dot" cx="11" cy="6" r="4.5" />`, text: words.imputed },
      { look: html`<path class="came" d="M11 0L17 6L11 12L5 6Z" />`, text: words.came },
      ...(rows.some(({ interval }) => interval !== undefined)
        ? [{ look: html`<path class="reach" d="M2 6H20M2 2V10M20 2V10" />`, text: words.interval }]
        : []),
    ],
  });
}

/** A name with its marks on a line below it; `top` counts rows from below. */
function renderRow(frame: Frame, row: Row, top: number): Html {
  const line = frame.y(top - 0.66);
  const { interval, came } = row;
  const end = (at: number) =>
    linePath(frame, [
      [at, top - 0.57],
      [at, top - 0.75],
    ]);
  const reach =
    interval === undefined
      ? undefined
      : html`<path
          class="reach"
          d="M${frame.x(interval.low)} ${line}H${frame.x(interval.high)}${end(interval.low)}${end(interval.high)}"
        />`;
  return html`<text class="name" x="${String(frame.left - 62)}" y="${frame.y(top - 0.25)}">${row.name}</text>
    <line class="grid" x1="${String(frame.left)}" x2="${String(frame.right)}" y1="${line}" y2="${line}" />
    ${reach}${came === undefined ? undefined : renderCame(frame.x(came), line)}<circle
      class="hollow"
      cx="${frame.x(row.shown)}"
      cy="${line}"
      r="4"
    /><circle class="dot" cx="${frame.x(row.imputed)}" cy="${line}" r="4.5" />`;
}

function renderCame(x: string, y: string): Html {
  return html`<path class="came" transform="translate(${x} ${y})" d="M0 -7L7 0L0 7L-7 0Z" />`;
}

function renderLeads(page: Page, rows: readonly Row[]): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const dash = page.messages.words.notOnForm;
  return renderTable(page, {
    caption: words.leads,
    look: "units",
    head: tableRow(
      columnHead(words.rowHead, "text"),
      columnHead(words.shown),
      columnHead(words.imputed),
      columnHead(words.interval),
      columnHead(words.came),
      columnHead(words.error),
      columnHead(words.inside),
    ),
    body: rows.map(({ name, shown, imputed, interval, came, isCovered }) =>
      tableRow(
        rowHead(name),
        numberCell(signedPoints(shown, speaker)),
        numberCell(signedPoints(imputed, speaker)),
        numberCell(
          interval === undefined
            ? dash
            : `${signedPoints(interval.low, speaker)} – ${signedPoints(interval.high, speaker)}`,
        ),
        numberCell(came === undefined ? dash : signedPoints(came, speaker)),
        numberCell(came === undefined ? dash : signedPoints(imputed - came, speaker)),
        numberCell(isCovered === undefined ? dash : isCovered ? words.yes : words.no),
      ),
    ),
  });
}

function renderShares(page: Page, answer: ImputationAnswer, contest: string): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const ranked = answer.shares.toSorted((one, other) => other.votes - one.votes);
  const { interval } = answer;
  return html`${renderTable(page, {
    caption: words.shares,
    head: tableRow(
      columnHead(page.messages.words.selection, "text"),
      columnHead(words.collected),
      columnHead(words.share),
      columnHead(words.interval),
      columnHead(words.votes),
    ),
    body: ranked.map(({ selection, shareCollected, share, low, high, votes }) =>
      tableRow(
        rowHead(isolated(speaker.selection(contest, selection))),
        numberCell(speaker.percent(shareCollected, 2)),
        numberCell(speaker.percent(share, 2)),
        numberCell(
          low === undefined || high === undefined
            ? page.messages.words.notOnForm
            : `${speaker.percent(low, 2)} – ${speaker.percent(high, 2)}`,
        ),
        numberCell(speaker.count(Math.round(votes))),
      ),
    ),
  })}
  ${factList(
    fact(words.voters, speaker.count(answer.votersImputed)),
    interval === undefined
      ? undefined
      : fact(words.standardError, speaker.number(100 * interval.standardError, 3)),
    interval?.degreesOfFreedom === undefined
      ? undefined
      : fact(words.degrees, speaker.number(interval.degreesOfFreedom, 1)),
    answer.stationsWithoutVoters === 0
      ? undefined
      : fact(words.without, speaker.count(answer.stationsWithoutVoters)),
    answer.sheetsUnreadable === 0
      ? undefined
      : fact(words.unreadable, speaker.count(answer.sheetsUnreadable)),
  )}`;
}

function renderMatched(page: Page, answer: ImputationAnswer): Html {
  const words = LABELS[page.edition.language];
  const { levels } = page.index.seen.election;
  return renderTable(page, {
    caption: words.matched,
    look: "compact",
    head: tableRow(columnHead(words.byUnit, "text"), columnHead(words.stations)),
    body: answer.matched.map(({ level, stations }) => {
      const known = levels[level - 1];
      return tableRow(
        rowHead(known === undefined ? words.whole : page.text(known.name)),
        numberCell(page.speaker.count(stations)),
      );
    }),
  });
}

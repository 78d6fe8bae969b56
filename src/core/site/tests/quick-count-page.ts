import type {
  Estimate,
  QuickCountAnswer,
  QuickCountTest,
  ShareEstimate,
} from "../../statistics/methods/quick-count.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, bandPath, linePath, renderPlot, type Frame } from "../plot.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import type { PageOf } from "./method-page.ts";
import { en, es } from "./quick-count-words.ts";

export const quickCountPage: PageOf<QuickCountTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    estimates: "Estimates with their intervals",
    estimate: "Estimate",
    interval: "Interval",
    error: "Standard error",
    degrees: "Degrees of freedom",
    effect: "Design effect",
    lowest: "If missing sheets said the least",
    highest: "If they said the most",
    turnout: "Turnout",
    none: "no interval",
    reasons: {
      "nothing-counted": "nothing is counted",
      "no-degrees-of-freedom": "too few units received",
      "no-variation": "nothing shows how stations differ",
      "more-than-everything": "more than there can be",
    },
    noWorst: "Worst cases",
    worstReasons: {
      "missing-station-without-roll":
        "none: a station drawn whose sheet is missing has no number of registered voters",
      "more-than-roll": "none: a sheet received has more votes or ballots than registered voters",
    },
    withoutRoll: "Received without a roll, not in the turnout",
    withoutBallots: "Received without a number of ballots, not in the turnout",
    drawn: "Stations drawn",
    received: "Stations received",
    strata: "Strata",
    units: "Units received",
    empty: "Strata with nothing received",
    joined: "Strata joined to a neighbour",
    intervals: "What the sample says of each selection",
    worst: "how far the sheets that did not come in could move it",
    plot: (name: string) => `The estimate for ${name} as sheets came in, with its interval`,
    stations: "stations received",
    share: "share of the votes",
    points: "The same as numbers",
    line: "estimate",
    band: "interval",
  },
  es: {
    estimates: "Estimaciones con sus intervalos",
    estimate: "Estimación",
    interval: "Intervalo",
    error: "Error estándar",
    degrees: "Grados de libertad",
    effect: "Efecto del diseño",
    lowest: "Si las actas que faltan dijeran lo mínimo",
    highest: "Si dijeran lo máximo",
    turnout: "Participación",
    none: "sin intervalo",
    reasons: {
      "nothing-counted": "no hay nada contado",
      "no-degrees-of-freedom": "se recibieron demasiado pocas unidades",
      "no-variation": "nada muestra cuánto difieren las mesas",
      "more-than-everything": "más de lo que puede haber",
    },
    noWorst: "Casos extremos",
    worstReasons: {
      "missing-station-without-roll":
        "ninguno: de una mesa sorteada cuya acta falta no se sabe cuántos electores tiene",
      "more-than-roll": "ninguno: un acta recibida tiene más votos o papeletas que electores",
    },
    withoutRoll: "Recibidas sin número de electores, fuera de la participación",
    withoutBallots: "Recibidas sin número de papeletas, fuera de la participación",
    drawn: "Mesas sorteadas",
    received: "Mesas recibidas",
    strata: "Estratos",
    units: "Unidades recibidas",
    empty: "Estratos de los que no llegó nada",
    joined: "Estratos juntados con un vecino",
    intervals: "Lo que la muestra dice de cada opción",
    worst: "hasta dónde podrían moverla las actas que no llegaron",
    plot: (name: string) => `La estimación para ${name} según llegaron las actas, con su intervalo`,
    stations: "mesas recibidas",
    share: "porcentaje de los votos",
    points: "Lo mismo en números",
    line: "estimación",
    band: "intervalo",
  },
};

function render(page: Page, answer: QuickCountAnswer, { contest }: TestSubject): Content {
  return html`${renderShares(page, answer, contest)}${renderEstimates(page, answer, contest)}${renderConvergence(page, answer, contest)}${renderDesign(page, answer)}`;
}

function percentOf(page: Page, estimate: Estimate | undefined): string {
  return estimate?.estimate === undefined
    ? page.messages.words.notOnForm
    : page.speaker.percent(estimate.estimate, 2);
}

function intervalOf(page: Page, estimate: Estimate): string {
  const { speaker } = page;
  const words = LABELS[page.edition.language];
  return estimate.kind === "estimated"
    ? `${speaker.percent(estimate.low, 2)} – ${speaker.percent(estimate.high, 2)}`
    : `${words.none} (${words.reasons[estimate.reason]})`;
}

/** Selections drawn at most; the table has all of them. */
const DRAWN = 6;
const ROW_HEIGHT = 40;

type EstimatedShare = ShareEstimate & { readonly estimate: Extract<Estimate, { kind: "estimated" }> };

/** Every share with its interval on one line, and how far the sheets that did not come in could move it. */
function renderShares(page: Page, answer: QuickCountAnswer, contest: string): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const rows = answer.shares
    .filter((share): share is EstimatedShare => share.estimate.kind === "estimated")
    .toSorted((one, other) => other.estimate.estimate - one.estimate.estimate)
    .slice(0, DRAWN);
  if (rows.length === 0) return undefined;
  const hasWorst = rows.some(({ worstCases }) => worstCases !== undefined);
  return renderPlot({
    caption: words.intervals,
    height: 60 + ROW_HEIGHT * rows.length,
    x: axisOf(
      0,
      rows.reduce((most, row) => Math.max(most, endsOf(row).high), 0),
      {
        label: words.share,
        text: (at) => speaker.percent(at, 0),
      },
    ),
    y: { low: 0, high: rows.length, label: "", ticks: [] },
    marks: (frame) =>
      rows.map((row, at) =>
        renderShare(frame, row, {
          top: rows.length - at,
          name: `${speaker.selection(contest, row.selection)} ${speaker.percent(row.estimate.estimate, 1)}`,
        }),
      ),
    legend: [
      { look: html`<circle class="dot" cx="11" cy="6" r="4.5" />`, text: words.line },
      { look: html`<path class="reach" d="M2 6H20M2 2V10M20 2V10" />`, text: words.band },
      ...(hasWorst ? [{ look: html`<path class="worst" d="M0 6H22" />`, text: words.worst }] : []),
    ],
  });
}

/** What a share reaches at most and at least: its interval, or the worst cases where they are known. */
function endsOf({ estimate, worstCases }: EstimatedShare): { readonly low: number; readonly high: number } {
  return {
    low: worstCases?.lowest.estimate ?? estimate.low,
    high: Math.max(worstCases?.highest.estimate ?? 0, estimate.high),
  };
}

/** A name with its marks on a line below it; `top` counts rows from below. */
function renderShare(
  frame: Frame,
  row: EstimatedShare,
  { top, name }: { readonly top: number; readonly name: string },
): Html {
  const { estimate, low, high } = row.estimate;
  const line = frame.y(top - 0.7);
  const ends = endsOf(row);
  const end = (at: number) =>
    linePath(frame, [
      [at, top - 0.6],
      [at, top - 0.8],
    ]);
  return html`<text class="name" x="${String(frame.left - 62)}" y="${frame.y(top - 0.35)}">${name}</text>
    <path class="worst" d="M${frame.x(ends.low)} ${line}H${frame.x(ends.high)}" />
    <path class="reach" d="M${frame.x(low)} ${line}H${frame.x(high)}${end(low)}${end(high)}" />
    <circle class="dot" cx="${frame.x(estimate)}" cy="${line}" r="4.5" />`;
}

function renderEstimates(page: Page, answer: QuickCountAnswer, contest: string): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const row = (name: Content, estimate: Estimate, worst: Content) => {
    const own = estimate.kind === "estimated" ? estimate : undefined;
    const dash = page.messages.words.notOnForm;
    return tableRow(
      rowHead(name),
      numberCell(percentOf(page, estimate)),
      numberCell(intervalOf(page, estimate)),
      numberCell(own === undefined ? dash : speaker.percent(own.standardError, 3)),
      numberCell(own === undefined ? dash : speaker.number(own.degreesOfFreedom, 1)),
      numberCell(own?.designEffect === undefined ? dash : speaker.number(own.designEffect, 2)),
      worst,
    );
  };
  const blank = [numberCell(""), numberCell("")];
  return renderTable(page, {
    caption: words.estimates,
    head: tableRow(
      columnHead(page.messages.words.selection, "text"),
      columnHead(words.estimate),
      columnHead(words.interval),
      columnHead(words.error),
      columnHead(words.degrees),
      columnHead(words.effect),
      columnHead(words.lowest),
      columnHead(words.highest),
    ),
    body: [
      ...answer.shares.map(({ selection, estimate, worstCases }) =>
        row(isolated(speaker.selection(contest, selection)), estimate, [
          numberCell(percentOf(page, worstCases?.lowest)),
          numberCell(percentOf(page, worstCases?.highest)),
        ]),
      ),
      row(words.turnout, answer.turnout, blank),
    ],
  });
}

function renderDesign(page: Page, answer: QuickCountAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const names = (units: readonly string[]) => speaker.list(units.map((unit) => speaker.unit(unit)));
  return factList(
    fact(words.drawn, speaker.count(answer.stationsDrawn)),
    fact(words.received, speaker.count(answer.stationsReceived)),
    answer.drawn === "stations" ? undefined : fact(words.units, speaker.count(answer.unitsReceived)),
    fact(words.strata, speaker.count(answer.strata)),
    answer.stationsWithoutRoll === 0
      ? undefined
      : fact(words.withoutRoll, speaker.count(answer.stationsWithoutRoll)),
    answer.stationsWithoutBallots === 0
      ? undefined
      : fact(words.withoutBallots, speaker.count(answer.stationsWithoutBallots)),
    answer.worstCasesRefused === undefined
      ? undefined
      : fact(words.noWorst, words.worstReasons[answer.worstCasesRefused]),
    answer.strataEmpty.length === 0 ? undefined : fact(words.empty, names(answer.strataEmpty)),
    answer.strataJoined.length === 0
      ? undefined
      : fact(words.joined, answer.strataJoined.map(names).join("; ")),
  );
}

/** One plot for each of the two selections ahead, then the numbers of both. */
function renderConvergence(page: Page, answer: QuickCountAnswer, contest: string): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const last = answer.convergence.at(-1);
  if (last === undefined || answer.convergence.length < 3) return undefined;
  const order = [...last.shares.keys()]
    .sort((one, other) => (last.shares[other]?.estimate ?? 0) - (last.shares[one]?.estimate ?? 0))
    .slice(0, 2);
  const nameOf = (at: number) => speaker.selection(contest, answer.shares[at]?.selection ?? "");
  return html`${order.map((at) => renderPath(page, answer, { at, name: nameOf(at) }))}${renderTable(page, {
    caption: words.points,
    head: tableRow(
      columnHead(words.stations, "text"),
      ...order.flatMap((at) => [columnHead(isolated(nameOf(at))), columnHead(words.interval)]),
    ),
    body: answer.convergence.map(({ stationsReceived, shares }) =>
      tableRow(
        rowHead(speaker.count(stationsReceived)),
        ...order.flatMap((at) => {
          const estimate = shares[at];
          return [
            numberCell(percentOf(page, estimate)),
            numberCell(estimate === undefined ? "" : intervalOf(page, estimate)),
          ];
        }),
      ),
    ),
  })}`;
}

function renderPath(
  page: Page,
  answer: QuickCountAnswer,
  { at, name }: { readonly at: number; readonly name: string },
): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const points = answer.convergence.flatMap(({ stationsReceived, shares }) => {
    const estimate = shares[at];
    return estimate?.kind === "estimated" ? [{ x: stationsReceived, ...estimate }] : [];
  });
  // One point is no path, and none has no axis either.
  if (points.length < 2) return undefined;
  // The first intervals can be very wide; the axis follows the later ones, and the drawing is cut at its edge.
  const later = points.slice(Math.floor(points.length / 4));
  const low = later.reduce((least, point) => Math.min(least, point.low), 1);
  const high = later.reduce((most, point) => Math.max(most, point.high), 0);
  const room = Math.max((high - low) / 10, 0.001);
  const held = points.map((point) => ({
    ...point,
    low: Math.max(point.low, low - room),
    high: Math.min(point.high, high + room),
  }));
  const decimals = high - low < 0.05 ? 1 : 0;
  return renderPlot({
    caption: words.plot(name),
    x: axisOf(0, points.at(-1)?.x ?? 1, {
      label: words.stations,
      text: (value) => speaker.count(value),
      isCount: true,
    }),
    y: axisOf(low - room, high + room, {
      label: words.share,
      text: (value) => speaker.percent(value, decimals),
    }),
    marks: (frame: Frame) =>
      html`<path class="band" d="${bandPath(frame, held)}" /><path
          class="trace"
          d="${linePath(
            frame,
            points.map(({ x, estimate }) => [x, estimate] as const),
          )}"
        />`,
    legend: [
      { look: html`<path class="trace" d="M0 6H22" />`, text: words.line },
      { look: html`<rect class="band" width="22" height="12" />`, text: words.band },
    ],
  });
}

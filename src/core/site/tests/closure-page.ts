import {
  basesInQuestion,
  type ClosureAnswer,
  type ClosureTest,
  type SumClosure,
} from "../../statistics/methods/closure.ts";
import type { IntegerRange } from "../../statistics/announced-percentage.ts";
import type { BaseMatch, Fit, PercentageCheck } from "../../statistics/denominators.ts";
import type { IncrementRow, Increments, PerStation } from "../../statistics/increments.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { renderBars, type Bar } from "../chart.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
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
import { en, es, figureTitle, partRows, slipName, tellProblem } from "./closure-words.ts";
import type { PageOf } from "./method-page.ts";

export const closurePage: PageOf<ClosureTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    sums: "Sums that have to close",
    sum: "Sum",
    equations: {
      "votes-make-valid": "Votes make the valid votes",
      "parts-make-ballots": "Valid, blank and null votes make the ballots cast",
      "ballots-within-registered": "No more ballots than registered voters",
    },
    parts: "The parts make",
    announced: "Announced",
    outcome: "Outcome",
    outcomes: {
      closes: "closes",
      differs: "does not close",
      within: "not excluded",
      unknown: "nothing to compare",
    },
    closing: "If one figure alone is wrong or was not given: what it would have to be",
    figure: "Figure",
    would: "Would close with",
    slip: "From one to the other",
    total: "the total",
    percentages: "Percentages, and what they can have been taken of",
    percentage: "Percentage",
    count: "Count",
    of: "Of",
    gives: "Gives",
    fits: "Does it fit?",
    solved: "Every whole number that a percentage can be of",
    rounded: "Rounded to the nearest",
    cut: "Cut off after the last digit",
    none: "none",
    andMore: (low: string) => `${low} or more`,
    bases: {
      "valid-votes": "valid votes",
      "ballots-cast": "ballots cast",
      "registered-voters": "registered voters",
      "registered-voters-covered": "registered voters of the share of stations counted",
    },
    registers: {
      "adopted-register": "the adopted register",
      "declared-size": "the size in the election file",
      announcement: "the announcement itself",
    },
    fit: {
      nearest: "fits, rounded",
      truncated: "fits, cut off",
      both: "fits",
      coverage: "fits, with another coverage that is rounded to the same digits",
      no: "does not fit",
    },
    bars: (date: string) =>
      `Of the votes of the announcement of ${date}, and of the votes added since, the share of each`,
    before: "before",
    added: "added",
    increments: (date: string) => `What was added since the announcement of ${date}`,
    beforeColumn: "Before",
    afterColumn: "Now",
    addedColumn: "Added",
    shareBefore: "Share before",
    shareAdded: "Share of what was added",
    perStation: "Valid votes per station, counted before",
    perNewStation: "Valid votes per newly counted station",
    stations: (nominal: string, range: string) =>
      `${nominal} ${nominal === "1" ? "station" : "stations"}; ${range} as the share may be rounded`,
    noPerStation: {
      "valid-votes-not-announced": "Votes per station are not known: valid votes were not announced.",
      "valid-votes-decrease": "Votes per newly counted station have no answer: valid votes fell.",
      "coverage-not-announced": "Votes per station are not known: no share of stations was announced.",
      "number-of-stations-unknown":
        "Votes per station are not known: nobody says how many stations there are.",
      "no-number-of-stations-gives-this-percentage":
        "No number of stations gives the share of stations announced.",
      "coverage-decreases": "Votes per newly counted station have no answer: the share of stations fell.",
      "votes-without-new-stations": "Votes were added, and no stations.",
    },
    nothingInBoth: "The two announcements have no figure in common.",
    units: "Other units declared, with what does not fit",
    problem: "What does not fit",
    sizes: { stations: "Stations" },
  },
  es: {
    sums: "Sumas que tienen que cuadrar",
    sum: "Suma",
    equations: {
      "votes-make-valid": "Los votos suman los votos válidos",
      "parts-make-ballots": "Válidos, en blanco y nulos suman los votos emitidos",
      "ballots-within-registered": "No hay más votos emitidos que electores inscritos",
    },
    parts: "Las partes suman",
    announced: "Anunciado",
    outcome: "Resultado",
    outcomes: {
      closes: "cuadra",
      differs: "no cuadra",
      within: "no se excluye",
      unknown: "nada que comparar",
    },
    closing: "Si una sola cifra está errada o no se dio: cuánto tendría que ser",
    figure: "Cifra",
    would: "Cuadraría con",
    slip: "De una a otra",
    total: "el total",
    percentages: "Porcentajes, y sobre qué pudieron calcularse",
    percentage: "Porcentaje",
    count: "Cantidad",
    of: "Sobre",
    gives: "Da",
    fits: "¿Corresponde?",
    solved: "Todos los números enteros sobre los que puede ser un porcentaje",
    rounded: "Redondeado al más cercano",
    cut: "Cortado tras la última cifra",
    none: "ninguno",
    andMore: (low: string) => `${low} o más`,
    bases: {
      "valid-votes": "votos válidos",
      "ballots-cast": "votos emitidos",
      "registered-voters": "electores inscritos",
      "registered-voters-covered": "electores inscritos de la parte de las mesas contada",
    },
    registers: {
      "adopted-register": "el padrón adoptado",
      "declared-size": "el tamaño del archivo de la elección",
      announcement: "el propio anuncio",
    },
    fit: {
      nearest: "sí, redondeado",
      truncated: "sí, cortado",
      both: "sí",
      coverage: "sí, con otro porcentaje de mesas que se redondea igual",
      no: "no",
    },
    bars: (date: string) =>
      `De los votos del anuncio del ${date}, y de los votos añadidos desde entonces, el porcentaje de cada opción`,
    before: "antes",
    added: "añadido",
    increments: (date: string) => `Lo que se añadió desde el anuncio del ${date}`,
    beforeColumn: "Antes",
    afterColumn: "Ahora",
    addedColumn: "Añadido",
    shareBefore: "Porcentaje antes",
    shareAdded: "Porcentaje de lo añadido",
    perStation: "Votos válidos por mesa contada antes",
    perNewStation: "Votos válidos por mesa recién contada",
    stations: (nominal: string, range: string) =>
      `${nominal} ${nominal === "1" ? "mesa" : "mesas"}; ${range} según pudo redondearse el porcentaje`,
    noPerStation: {
      "valid-votes-not-announced": "No se saben los votos por mesa: no se anunciaron los votos válidos.",
      "valid-votes-decrease":
        "Los votos por mesa recién contada no tienen respuesta: los votos válidos bajaron.",
      "coverage-not-announced": "No se saben los votos por mesa: no se anunció el porcentaje de mesas.",
      "number-of-stations-unknown": "No se saben los votos por mesa: nadie dice cuántas mesas hay.",
      "no-number-of-stations-gives-this-percentage":
        "Ningún número de mesas da el porcentaje de mesas anunciado.",
      "coverage-decreases":
        "Los votos por mesa recién contada no tienen respuesta: el porcentaje de mesas bajó.",
      "votes-without-new-stations": "Se añadieron votos, y ninguna mesa.",
    },
    nothingInBoth: "Los dos anuncios no tienen ninguna cifra en común.",
    units: "Otros lugares declarados, con lo que no cuadra",
    problem: "Lo que no cuadra",
    sizes: { stations: "Mesas" },
  },
};

function render(page: Page, answer: ClosureAnswer, { contest }: TestSubject): Content {
  return html`${renderSums(page, answer)}${answer.sums.map((sum) => renderClosing(page, sum, contest))}${renderPercentages(page, answer, contest)}${renderSince(page, answer, contest)}${renderUnits(page, answer, contest)}`;
}

function renderSums(page: Page, { sums }: ClosureAnswer): Html | undefined {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  const compared = sums.filter(({ outcome }) => outcome !== "unknown");
  if (compared.length === 0) return undefined;
  return renderTable(page, {
    caption: words.sums,
    look: "units",
    head: tableRow(
      columnHead(words.sum, "text"),
      columnHead(words.parts),
      columnHead(words.announced),
      columnHead(messages.words.difference),
      columnHead(words.outcome, "text"),
    ),
    body: compared.map(({ equation, sum, total, difference, outcome }) =>
      tableRow(
        rowHead(words.equations[equation]),
        numberCell(speaker.count(sum)),
        numberCell(speaker.count(total)),
        numberCell(speaker.signed(difference)),
        outcome === "differs"
          ? html`<td class="status-failed">${words.outcomes[outcome]}</td>`
          : textCell(words.outcomes[outcome]),
      ),
    ),
  });
}

function renderClosing(page: Page, { closing, outcome }: SumClosure, contest: string): Html | undefined {
  const words = LABELS[page.edition.language];
  const { speaker, edition, messages } = page;
  if (closing?.kind !== "answered") return undefined;
  const { values, total } = closing;
  const all = [...values, ...(total === undefined ? [] : [{ part: undefined, ...total }])];
  if (outcome === "within" && all.every(({ printed }) => printed !== undefined)) return undefined;
  return renderTable(page, {
    caption: words.closing,
    look: "units",
    head: tableRow(
      columnHead(words.figure, "text"),
      columnHead(words.announced),
      columnHead(words.would),
      columnHead(words.slip, "text"),
    ),
    body: all.map(({ part, printed, closing: value, slip }) =>
      tableRow(
        rowHead(part === undefined ? words.total : isolated(figureTitle(speaker, contest, part))),
        numberCell(printed === undefined ? messages.words.notOnForm : speaker.count(printed)),
        numberCell(speaker.count(value)),
        textCell(slipName(edition.language, slip)),
      ),
    ),
  });
}

function renderPercentages(page: Page, { percentages }: ClosureAnswer, contest: string): Content {
  const words = LABELS[page.edition.language];
  const { shares, turnout } = percentages;
  const checks = [...shares, ...(turnout === undefined ? [] : [turnout])];
  if (checks.length === 0) return undefined;
  return html`${renderTable(page, {
    caption: words.percentages,
    look: "units",
    head: tableRow(
      columnHead(words.percentage, "text"),
      columnHead(words.announced),
      columnHead(words.count),
      columnHead(words.of, "text"),
      columnHead(words.gives),
      columnHead(words.fits, "text"),
    ),
    body: checks.map((check) => renderBases(page, check, contest)),
  })}${renderTable(page, {
    caption: words.solved,
    look: "compact",
    head: tableRow(
      columnHead(words.percentage, "text"),
      columnHead(words.announced),
      columnHead(words.rounded),
      columnHead(words.cut),
    ),
    body: checks.map((check) =>
      tableRow(
        rowHead(nameOf(page, check, contest)),
        numberCell(page.speaker.announced(check.announced)),
        numberCell(rangeText(page, check.denominators.nearest)),
        numberCell(rangeText(page, check.denominators.truncated)),
      ),
    ),
  })}`;
}

function nameOf(page: Page, { of }: PercentageCheck, contest: string): Html {
  return isolated(figureTitle(page.speaker, contest, of.kind === "turnout" ? "turnout" : of.selection));
}

/** One row a base; the percentage itself is said once. */
function renderBases(page: Page, check: PercentageCheck, contest: string): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  return basesInQuestion(check).map((base, at) =>
    tableRow(
      at === 0 ? rowHead(nameOf(page, check, contest)) : textCell(""),
      numberCell(at === 0 ? speaker.announced(check.announced) : ""),
      numberCell(at === 0 ? speaker.count(check.numerator.value) : ""),
      rowHead([
        `${speaker.count(Math.round(base.denominator))} ${words.bases[base.base]} `,
        registerOf(page, base),
      ]),
      numberCell(speaker.percent(base.percentage / 100, 6)),
      textCell(fitText(page, base)),
    ),
  );
}

function registerOf(page: Page, { base, register }: BaseMatch): Html | undefined {
  const { registers } = LABELS[page.edition.language];
  if (base === "valid-votes" || base === "ballots-cast") return undefined;
  const name =
    register === "adopted-register" || register === "declared-size"
      ? registers[register]
      : registers.announcement;
  return html`<small>(${name})</small>`;
}

function fitText(page: Page, { nearest, truncated }: BaseMatch): string {
  const { fit } = LABELS[page.edition.language];
  const isExact = (one: Fit) => one === "fits";
  if (isExact(nearest)) return isExact(truncated) ? fit.both : fit.nearest;
  if (isExact(truncated)) return fit.truncated;
  return nearest === "does-not-fit" && truncated === "does-not-fit" ? fit.no : fit.coverage;
}

function rangeText(page: Page, range: IntegerRange | undefined): string {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  if (range === undefined) return words.none;
  const { low, high } = range;
  if (high === undefined) return words.andMore(speaker.count(low));
  return low === high ? speaker.count(low) : `${speaker.count(low)}–${speaker.count(high)}`;
}

function renderSince(page: Page, { since }: ClosureAnswer, contest: string): Content {
  const words = LABELS[page.edition.language];
  if (since === undefined) return undefined;
  const { increments, announcedAt } = since;
  if (increments.kind === "refused") return html`<p class="note">${words.nothingInBoth}</p>`;
  const date = page.speaker.date(announcedAt);
  return html`${renderShares(page, { rows: increments.rows, contest, date })}${renderIncrements(page, { rows: increments.rows, contest, date })}${renderPerStation(page, increments)}`;
}

interface IncrementsShown {
  readonly rows: readonly IncrementRow[];
  readonly contest: string;
  readonly date: string;
}

function renderShares(page: Page, { rows, contest, date }: IncrementsShown): Html | undefined {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const valid = rows.find(({ figure }) => figure === "validVotes");
  const groups = partRows(rows).flatMap(({ figure, before, increment, shareBefore, shareOfIncrement }) => {
    if (valid === undefined || shareBefore === undefined || shareOfIncrement === undefined) return [];
    const bar = (label: string, share: number, given: Pick<Bar, "part" | "whole" | "look">): Bar => ({
      label,
      value: speaker.percent(share),
      ...given,
    });
    return {
      name: figureTitle(speaker, contest, figure),
      bars: [
        bar(words.before, shareBefore, { part: before, whole: valid.before, look: "declared" }),
        bar(words.added, shareOfIncrement, {
          part: Math.max(increment, 0),
          whole: valid.increment,
          look: "sheets",
        }),
      ],
    };
  });
  return groups.length === 0 ? undefined : renderBars(words.bars(date), groups);
}

function renderIncrements(page: Page, { rows, contest, date }: IncrementsShown): Html {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  const share = (value: number | undefined) =>
    numberCell(value === undefined ? messages.words.notOnForm : speaker.percent(value));
  return renderTable(page, {
    caption: words.increments(date),
    look: "units",
    head: tableRow(
      columnHead(words.figure, "text"),
      columnHead(words.beforeColumn),
      columnHead(words.afterColumn),
      columnHead(words.addedColumn),
      columnHead(words.shareBefore),
      columnHead(words.shareAdded),
    ),
    body: rows.map(({ figure, before, after, increment, shareBefore, shareOfIncrement }) =>
      tableRow(
        rowHead(isolated(figureTitle(speaker, contest, figure))),
        numberCell(speaker.count(before)),
        numberCell(speaker.count(after)),
        increment < 0
          ? html`<td class="n status-failed">${speaker.signed(increment)}</td>`
          : numberCell(speaker.signed(increment)),
        share(shareBefore),
        share(shareOfIncrement),
      ),
    ),
  });
}

function renderPerStation(
  page: Page,
  { votesPerStation }: Extract<Increments, { readonly kind: "answered" }>,
): Html {
  const words = LABELS[page.edition.language];
  if (votesPerStation.kind === "refused")
    return html`<p class="note">${words.noPerStation[votesPerStation.reason]}</p>`;
  return factList(
    fact(words.perStation, perStationText(page, votesPerStation.before)),
    fact(words.perNewStation, perStationText(page, votesPerStation.newlyCounted)),
  );
}

/** "423.5 (421.0 to 426.1; 24,021 stations ...)": by the share at its word, and at the ends of what rounds to it. */
function perStationText(page: Page, { stations, stationsNominal, nominal, low, high }: PerStation): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const one = (value: number | undefined) => (value === undefined ? "∞" : speaker.number(value, 1));
  const isExact = stations.low === stations.high;
  const range = isExact || low === high ? undefined : ` (${one(low)}–${one(high)})`;
  return html`${one(nominal)}${range}<br /><small
      >${isExact ? `${speaker.count(stationsNominal)} ${words.sizes.stations.toLowerCase()}` : words.stations(speaker.count(stationsNominal), rangeText(page, stations))}</small
    >`;
}

function renderUnits(page: Page, { otherUnits }: ClosureAnswer, contest: string): Html | undefined {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  if (otherUnits.withProblems.length === 0) return undefined;
  return renderTable(page, {
    caption: words.units,
    look: "units",
    head: tableRow(columnHead(page.messages.words.unit, "text"), columnHead(words.problem, "text")),
    body: otherUnits.withProblems.map(({ unit, problems }) =>
      tableRow(
        rowHead(isolated(speaker.unit(unit))),
        textCell(problems.map((problem) => tellProblem(problem, speaker, contest)).join(" ")),
      ),
    ),
  });
}

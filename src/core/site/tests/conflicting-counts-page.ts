import type { CaptureRecapture } from "../../statistics/capture-recapture.ts";
import type {
  ConflictingCountsAnswer,
  ConflictingCountsTest,
} from "../../statistics/methods/conflicting-counts.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow, textCell } from "../table.ts";
import { en, es, measureText, rangeText, refusalText } from "./conflicting-counts-words.ts";
import type { PageOf } from "./method-page.ts";

export const conflictingCountsPage: PageOf<ConflictingCountsTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    measures: "From the least to the most that the sources say, by definition and incident",
    measure: "Number",
    incident: "Incident",
    all: "All incidents",
    range: "Sources say",
    floor: "Confirmed by name, at least",
    sources: "Sources",
    dates: "As of",
    to: "to",
    subtotals: "Parts that have to make the number",
    claim: "Claim",
    division: "Division",
    sum: "The parts make",
    outcome: "Outcome",
    outcomes: { closes: "closes", differs: "does not close", open: "not all parts are given" },
    implied: (part: string, range: string) => `${part} would have to be ${range}`,
    above: "Parts above the whole they belong to",
    part: "Part",
    count: "Count",
    most: "The whole is at most",
    models: "What models of the matched lists say; none of them is the answer",
    model: "Model",
    orders: {
      1: "lists independent of one another",
      2: "any two lists may depend on each other",
      3: "any three lists may depend on one another",
    },
    pair: (one: string, other: string) => `only ${one} and ${other} (Chapman)`,
    bound: "lower bound, where some persons are listed more easily than others (Chao)",
    observed: "persons on at least one list",
    persons: "Persons in all",
    error: "Standard error",
    freedom: "Degrees of freedom left",
    refused: "no finite number",
  },
  es: {
    measures: "De lo mínimo a lo máximo que dicen las fuentes, por definición y hecho",
    measure: "Número",
    incident: "Hecho",
    all: "Todos los hechos",
    range: "Dicen las fuentes",
    floor: "Confirmadas con nombre, al menos",
    sources: "Fuentes",
    dates: "Con fecha de",
    to: "a",
    subtotals: "Partes que tienen que sumar el número",
    claim: "Afirmación",
    division: "División",
    sum: "Las partes suman",
    outcome: "Resultado",
    outcomes: { closes: "cuadra", differs: "no cuadra", open: "no se dan todas las partes" },
    implied: (part: string, range: string) => `${part}: tendría que ser ${range}`,
    above: "Partes mayores que el total al que pertenecen",
    part: "Parte",
    count: "Cuenta",
    most: "El total es como mucho",
    models: "Lo que dicen los modelos de las listas cotejadas; ninguno es la respuesta",
    model: "Modelo",
    orders: {
      1: "listas independientes entre sí",
      2: "dos listas cualesquiera pueden depender una de otra",
      3: "tres listas cualesquiera pueden depender unas de otras",
    },
    pair: (one: string, other: string) => `solo ${one} y ${other} (Chapman)`,
    bound: "cota inferior, si unas personas entran en las listas más fácilmente que otras (Chao)",
    observed: "personas en al menos una lista",
    persons: "Personas en total",
    error: "Error estándar",
    freedom: "Grados de libertad que quedan",
    refused: "ningún número finito",
  },
};

function render(page: Page, answer: ConflictingCountsAnswer): Content {
  const { captureRecapture: matched } = answer;
  return html`${renderMeasures(page, answer)}${renderSubtotals(page, answer)}${renderAbove(page, answer)}${matched === undefined ? undefined : renderMatched(page, matched)}`;
}

function renderMeasures(page: Page, { measures }: ConflictingCountsAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  const floorOf = (floor: number | undefined) =>
    numberCell(floor === undefined ? messages.words.notOnForm : speaker.count(floor));
  const row = (name: Content, place: Content, rest: readonly Content[]) =>
    tableRow(rowHead(name), textCell(place), rest);
  return renderTable(page, {
    caption: words.measures,
    look: "units",
    head: tableRow(
      columnHead(words.measure, "text"),
      columnHead(words.incident, "text"),
      columnHead(words.range),
      columnHead(words.floor),
      columnHead(words.sources, "text"),
      columnHead(words.dates, "text"),
    ),
    body: measures.map((measure) => {
      const name = isolated(measureText(measure, speaker));
      const rows = measure.incidents.map(({ incident, range, floor, sources, asOf: [first, last] }, at) =>
        row(at === 0 ? name : "", isolated(incident), [
          numberCell(range === undefined ? messages.words.notOnForm : rangeText(range, speaker)),
          floorOf(floor),
          textCell(isolated(sources.join("; "))),
          textCell(first === last ? first : `${first} ${words.to} ${last}`),
        ]),
      );
      const { total, floor, incidents } = measure;
      if (incidents.length === 1) return rows;
      return [
        rows,
        row("", words.all, [
          numberCell(total === undefined ? messages.words.notOnForm : rangeText(total, speaker)),
          floorOf(floor),
          textCell(""),
          textCell(""),
        ]),
      ];
    }),
  });
}

function renderSubtotals(page: Page, { subtotals }: ConflictingCountsAnswer): Html | undefined {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  if (subtotals.length === 0) return undefined;
  return renderTable(page, {
    caption: words.subtotals,
    look: "units",
    head: tableRow(
      columnHead(words.claim, "text"),
      columnHead(words.division, "text"),
      columnHead(words.sum),
      columnHead(messages.words.difference),
      columnHead(words.outcome, "text"),
    ),
    body: subtotals.map(({ source, asOf, measure, name, sum, difference, outcome, missing }) =>
      tableRow(
        rowHead(isolated(`${source}, ${asOf}: ${measure}`)),
        textCell(isolated(name)),
        numberCell(speaker.count(sum)),
        numberCell(difference === undefined ? messages.words.notOnForm : speaker.signed(difference)),
        outcome === "differs"
          ? html`<td class="status-failed">${words.outcomes.differs}</td>`
          : textCell(
              outcome === "implied"
                ? words.implied(
                    missing?.part ?? "",
                    missing === undefined ? "" : rangeText(missing.range, speaker),
                  )
                : words.outcomes[outcome],
            ),
      ),
    ),
  });
}

function renderAbove(page: Page, { subsetsAbove }: ConflictingCountsAnswer): Html | undefined {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  if (subsetsAbove.length === 0) return undefined;
  return renderTable(page, {
    caption: words.above,
    look: "units",
    head: tableRow(
      columnHead(words.claim, "text"),
      columnHead(words.part, "text"),
      columnHead(words.count),
      columnHead(words.most),
    ),
    body: subsetsAbove.map(({ source, asOf, measure, part, count, high }) =>
      tableRow(
        rowHead(isolated(`${source}, ${asOf}: ${measure}`)),
        textCell(isolated(part)),
        numberCell(speaker.count(count)),
        numberCell(speaker.count(high)),
      ),
    ),
  });
}

function renderMatched(page: Page, matched: CaptureRecapture): Html {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  if (matched.kind === "refused") return html`<p class="note">${refusalText(matched.reason, speaker)}</p> `;
  const { observed, pairs, models, lowerBound } = matched;
  const none = messages.words.notOnForm;
  const whole = (value: number) => speaker.count(Math.round(value));
  const row = (name: Content, persons: string, [error = none, freedom = none]: readonly string[] = []) =>
    tableRow(rowHead(name), numberCell(persons), numberCell(error), numberCell(freedom));
  return renderTable(page, {
    caption: words.models,
    look: "units",
    head: tableRow(
      columnHead(words.model, "text"),
      columnHead(words.persons),
      columnHead(words.error),
      columnHead(words.freedom),
    ),
    body: [
      row(words.observed, speaker.count(observed)),
      lowerBound === undefined ? undefined : row(words.bound, whole(lowerBound)),
      models.map((model) =>
        row(words.orders[model.order], model.kind === "answered" ? whole(model.estimate) : words.refused, [
          none,
          speaker.count(model.degreesOfFreedom),
        ]),
      ),
      pairs.map(({ lists: [one, other], estimate, standardError }) =>
        row(isolated(words.pair(one, other)), whole(estimate), [whole(standardError)]),
      ),
    ],
  });
}

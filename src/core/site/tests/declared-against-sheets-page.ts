import type {
  DeclaredAgainstSheetsAnswer,
  DeclaredAgainstSheetsTest,
  UnitAgainstSheets,
  UnitInShort,
} from "../../statistics/methods/declared-against-sheets.ts";
import type { SpreadOverStrata } from "../../statistics/spread-over-strata.ts";
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
import { en, es } from "./declared-against-sheets-words.ts";
import type { PageOf } from "./method-page.ts";

export const declaredAgainstSheetsPage: PageOf<DeclaredAgainstSheetsTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    sheets: "sheets",
    declared: "declared",
    bars: "Votes on the sheets collected, and votes declared",
    table: "Votes on the sheets, declared, and what would be left for the missing stations",
    onSheets: "On the sheets",
    needed: "Declared minus sheets",
    each: "Needed per missing station",
    shares: "Share on the sheets",
    sharesMissing: "Share needed in the missing stations",
    fewest: "Sheets that would have to misstate, at least",
    part: "If only the part announced is counted: the least and the most that the stations counted can hold",
    atLeast: "At least",
    atMost: "At most",
    outside: "Declared is outside by",
    nominal: "as announced",
    interval: "as it may be rounded",
    leftOut: "Stations left out",
    stations: "Stations",
    collected: "Sheets collected",
    missing: "Stations missing",
    voters: "Registered voters of the missing stations",
    illegible: "Sheets with a box that cannot be read",
    units: "Units below it that were declared",
    possible: "Can it be right?",
    answers: { yes: "yes", no: "no", "not-excluded": "not excluded", unknown: "unknown" },
    spreadTitle: "Where the votes still needed could be",
    spread: "Votes of the missing stations, at least to at most, in every way to make the declaration right",
    turnout: "Turnout",
    notTold: (count: string) =>
      `Units with fewer registered voters missing that are not in this table: ${count}.`,
    spreadSeen: {
      possible:
        "It stays possible if no missing station gives a selection a larger share than the largest on any sheet of its unit.",
      "not-possible":
        "It is not possible if no missing station gives a selection a larger share than the largest on any sheet of its unit: some would have to be more extreme than all that was seen.",
      "not-asked":
        "Whether it stays possible with stations like those seen was not asked: there are too many units.",
    },
  },
  es: {
    sheets: "actas",
    declared: "declarado",
    bars: "Votos en las actas reunidas, y votos declarados",
    table: "Votos en las actas, declarados, y lo que quedaría para las mesas que faltan",
    onSheets: "En las actas",
    needed: "Declarado menos actas",
    each: "Haría falta por mesa que falta",
    shares: "Porcentaje en las actas",
    sharesMissing: "Porcentaje que haría falta en las mesas que faltan",
    fewest: "Actas que tendrían que decir algo distinto, al menos",
    part: "Si solo se cuenta la parte anunciada: lo mínimo y lo máximo que pueden sumar las mesas contadas",
    atLeast: "Al menos",
    atMost: "Como mucho",
    outside: "Lo declarado queda fuera por",
    nominal: "según lo anunciado",
    interval: "según pudo redondearse",
    leftOut: "Mesas excluidas",
    stations: "Mesas",
    collected: "Actas reunidas",
    missing: "Mesas que faltan",
    voters: "Electores de las mesas que faltan",
    illegible: "Actas con una casilla que no se puede leer",
    units: "Lugares de más abajo que se declararon",
    possible: "¿Puede ser cierto?",
    answers: { yes: "sí", no: "no", "not-excluded": "no se excluye", unknown: "no se sabe" },
    spreadTitle: "Dónde podrían estar los votos que hacen falta",
    spread:
      "Votos de las mesas que faltan, del mínimo al máximo, en todas las maneras de que lo declarado sea cierto",
    turnout: "Participación",
    notTold: (count: string) =>
      `Lugares con menos electores de mesas que faltan, que no están en esta tabla: ${count}.`,
    spreadSeen: {
      possible:
        "Sigue siendo posible si ninguna mesa que falta da a una opción un porcentaje mayor que el más alto de las actas de su lugar.",
      "not-possible":
        "No es posible si ninguna mesa que falta da a una opción un porcentaje mayor que el más alto de las actas de su lugar: algunas tendrían que ser más extremas que todo lo visto.",
      "not-asked":
        "No se preguntó si sigue siendo posible con mesas como las vistas: hay demasiados lugares.",
    },
  },
};

function render(page: Page, answer: DeclaredAgainstSheetsAnswer, { contest }: TestSubject): Content {
  const { otherUnits, spread } = answer;
  return html`${renderVotes(page, answer, contest)}${renderFacts(page, answer)}${renderNeeded(page, answer, contest)}${renderPart(page, answer, contest)}${
    spread === undefined ? undefined : renderSpread(page, spread, contest)
  }${otherUnits.length === 0 ? undefined : renderUnits(page, otherUnits)}`;
}

function renderVotes(page: Page, answer: UnitAgainstSheets, contest: string): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const whole = answer.selections.reduce((most, each) => Math.max(most, each.collected, each.declared), 1);
  const bar = (label: string, part: number, look: Bar["look"]): Bar => ({
    label,
    part,
    whole,
    value: speaker.count(part),
    look,
  });
  const groups = answer.selections.map((each) => ({
    name: speaker.selection(contest, each.selection),
    bars: [bar(words.sheets, each.collected, "sheets"), bar(words.declared, each.declared, "declared")],
  }));
  return renderBars(words.bars, groups);
}

function renderFacts(page: Page, answer: UnitAgainstSheets): Html {
  const words = LABELS[page.edition.language];
  const { counted } = answer;
  const { speaker } = page;
  const leftOut =
    counted.kind === "part"
      ? counted.fewest === counted.most
        ? speaker.count(counted.nominal)
        : `${speaker.count(counted.nominal)} (${speaker.count(counted.fewest)}–${speaker.count(counted.most)})`
      : undefined;
  return factList(
    fact(words.stations, speaker.count(answer.stations)),
    fact(words.collected, speaker.count(answer.stationsCollected)),
    fact(words.missing, speaker.count(answer.stationsMissing)),
    fact(words.voters, speaker.count(answer.registeredVotersMissing)),
    answer.sheetsIllegible === undefined
      ? undefined
      : fact(words.illegible, speaker.count(answer.sheetsIllegible)),
    leftOut === undefined ? undefined : fact(words.leftOut, leftOut),
  );
}

function renderNeeded(page: Page, answer: UnitAgainstSheets, contest: string): Html {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  const percent = (share: { readonly value: number } | undefined) =>
    numberCell(share === undefined ? messages.words.notOnForm : speaker.percent(share.value));
  return renderTable(page, {
    caption: words.table,
    head: tableRow(
      columnHead(messages.words.selection, "text"),
      columnHead(words.onSheets),
      columnHead(messages.words.declared),
      columnHead(words.needed),
      columnHead(words.each),
      columnHead(words.shares),
      columnHead(words.sharesMissing),
      columnHead(words.fewest),
    ),
    body: answer.selections.map((each) =>
      tableRow(
        rowHead(isolated(speaker.selection(contest, each.selection))),
        numberCell(speaker.count(each.collected)),
        numberCell(speaker.count(each.declared)),
        numberCell(speaker.signed(each.needed)),
        numberCell(
          each.perMissingStation === undefined
            ? messages.words.notOnForm
            : speaker.number(each.perMissingStation.value, 1),
        ),
        percent(each.shareCollected),
        percent(each.shareMissing),
        numberCell(speaker.count(each.fewestSheets)),
      ),
    ),
  });
}

/** The bounds where a part is counted, each by the coverage as announced and below it as it may be rounded. */
function renderPart(page: Page, answer: UnitAgainstSheets, contest: string): Content {
  const words = LABELS[page.edition.language];
  const { speaker, messages } = page;
  if (answer.counted.kind !== "part") return undefined;
  const isRounded = answer.counted.fewest !== answer.counted.most;
  const rows = answer.selections.flatMap((each) => {
    const kinds = isRounded ? (["nominal", "interval"] as const) : (["nominal"] as const);
    return kinds.flatMap((kind, at) => {
      const bound = each[kind];
      if (bound === undefined) return [];
      const outside = Math.max(bound.votesBelow, bound.votesAbove);
      const name = isolated(speaker.selection(contest, each.selection));
      return tableRow(
        rowHead(isRounded ? html`${name} <small>${words[kind]}</small>` : name),
        numberCell(at === 0 ? speaker.count(each.declared) : ""),
        numberCell(speaker.count(bound.atLeast)),
        numberCell(speaker.count(bound.atMost)),
        numberCell(outside === 0 ? messages.words.notOnForm : speaker.count(outside)),
        numberCell(speaker.count(bound.fewestSheets)),
      );
    });
  });
  return renderTable(page, {
    caption: words.part,
    head: tableRow(
      columnHead(messages.words.selection, "text"),
      columnHead(messages.words.declared),
      columnHead(words.atLeast),
      columnHead(words.atMost),
      columnHead(words.outside),
      columnHead(words.fewest),
    ),
    body: rows,
  });
}

function renderSpread(page: Page, spread: SpreadOverStrata, contest: string): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const range = (least: string, most: string) => (least === most ? least : `${least}–${most}`);
  return html`<h3>${words.spreadTitle}</h3>
    <p>${words.spreadSeen[spread.ifNoMoreExtremeThanSeen]}</p>
    ${renderTable(page, {
      caption: words.spread,
      head: tableRow(
        columnHead(page.messages.words.unit, "text"),
        columnHead(words.voters),
        ...spread.selections.map((id) => columnHead(isolated(speaker.selection(contest, id)))),
        columnHead(words.turnout),
      ),
      body: spread.strata.map((stratum) =>
        tableRow(
          rowHead(isolated(speaker.unit(stratum.unit))),
          numberCell(speaker.count(stratum.registeredVotersMissing)),
          ...stratum.votes.map(({ least, most }) =>
            numberCell(range(speaker.count(least.value), speaker.count(most.value))),
          ),
          numberCell(
            stratum.turnout === undefined
              ? page.messages.words.notOnForm
              : range(
                  speaker.percent(stratum.turnout.least.value),
                  speaker.percent(stratum.turnout.most.value),
                ),
          ),
        ),
      ),
    })}${
      spread.strataNotTold === 0
        ? undefined
        : html`<p class="note">${words.notTold(speaker.count(spread.strataNotTold))}</p> `
    }`;
}

function renderUnits(page: Page, units: readonly UnitInShort[]): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  return renderTable(page, {
    caption: words.units,
    head: tableRow(
      columnHead(page.messages.words.unit, "text"),
      columnHead(words.possible, "text"),
      columnHead(words.collected),
      columnHead(words.missing),
      columnHead(words.fewest),
    ),
    body: units.map((unit) =>
      tableRow(
        rowHead(isolated(speaker.unit(unit.unit))),
        textCell(words.answers[unit.possible]),
        numberCell(speaker.count(unit.stationsCollected)),
        numberCell(speaker.count(unit.stationsMissing)),
        numberCell(speaker.count(unit.fewestSheetsLeftOut?.interval ?? unit.fewestSheets)),
      ),
    ),
  });
}

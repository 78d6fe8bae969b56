import type {
  PastResult,
  RepresentativenessAnswer,
  RepresentativenessTest,
} from "../../statistics/methods/representativeness.ts";
import { renderCoverageBar } from "../chart.ts";
import { html, isolated, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import { inPoints, signedPoints } from "./lead-in-points.ts";
import type { PageOf } from "./method-page.ts";
import { en, es } from "./representativeness-words.ts";

export const representativenessPage: PageOf<RepresentativenessTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    strata: (level: string) => `Stations collected, by ${level}, least covered first`,
    stations: "Stations",
    collected: "Collected",
    share: "Share",
    coverage: "Coverage",
    unplaced: "In none of these units",
    whole: (units: string) => `Units collected whole: ${units}`,
    chiSquare: "Chi-square of coverage by unit",
    ofFreedom: (degrees: string) => `${degrees} degrees of freedom`,
    probability: "How often chance alone makes coverage differ as much",
    below: "less than once in a million",
    noProbability: "no probability: too few stations are expected in some units",
    about: "These numbers are about which stations came in. They say nothing of the result.",
    sizesOfDeclared: "The number of stations of each unit is the one declared in the election file.",
    nobody: "How many stations each unit has is not known, so coverage by unit is not shown.",
    voters: "Registered voters of a station, on average: collected / missing",
    difference: "Standardized difference",
    past: (contest: string) => `What the same stations gave before: ${contest}`,
    atCollected: "Stations collected now",
    atAll: "All stations",
    gap: "Difference (points)",
    standardized: "Standardized difference by station",
    pastStations: (collected: string, stations: string, without: string) =>
      `${collected} of the ${stations} stations with an earlier result were collected now. Stations without one: ${without}.`,
  },
  es: {
    strata: (level: string) => `Mesas reunidas, por ${level}, de menor a mayor cobertura`,
    stations: "Mesas",
    collected: "Reunidas",
    share: "Porcentaje",
    coverage: "Cobertura",
    unplaced: "En ninguna de estas unidades",
    whole: (units: string) => `Unidades reunidas por completo: ${units}`,
    chiSquare: "Ji cuadrado de la cobertura por unidad",
    ofFreedom: (degrees: string) => `${degrees} grados de libertad`,
    probability: "Con qué frecuencia el solo azar haría diferir tanto la cobertura",
    below: "menos de una vez en un millón",
    noProbability: "sin probabilidad: en algunas unidades se esperan muy pocas mesas",
    about: "Estos números tratan de qué mesas llegaron. No dicen nada del resultado.",
    sizesOfDeclared: "El número de mesas de cada unidad es el que declara el archivo de la elección.",
    nobody: "No se sabe cuántas mesas tiene cada unidad, así que no se muestra la cobertura por unidad.",
    voters: "Electores inscritos por mesa, en promedio: reunidas / faltantes",
    difference: "Diferencia estandarizada",
    past: (contest: string) => `Lo que dieron antes las mismas mesas: ${contest}`,
    atCollected: "Mesas ahora reunidas",
    atAll: "Todas las mesas",
    gap: "Diferencia (puntos)",
    standardized: "Diferencia estandarizada por mesa",
    pastStations: (collected: string, stations: string, without: string) =>
      `Se reunieron ahora ${collected} de las ${stations} mesas con resultado anterior. Mesas sin él: ${without}.`,
  },
};

function render(page: Page, answer: RepresentativenessAnswer): Content {
  const words = LABELS[page.edition.language];
  return html`${answer.past === undefined ? undefined : renderPast(page, answer.past)}
  ${answer.basis === "nobody" ? html`<p class="note">${words.nobody}</p> ` : renderStrata(page, answer)}`;
}

function renderPast(page: Page, past: PastResult): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const [stations, collected, without] = [past.stations, past.collected, past.withoutPast].map((count) =>
    speaker.count(count),
  );
  return html`${renderTable(page, {
      caption: words.past(speaker.contest(past.contest)),
      look: "compact",
      head: tableRow(
        columnHead(page.messages.words.selection, "text"),
        columnHead(words.atCollected),
        columnHead(words.atAll),
        columnHead(words.gap),
        columnHead(words.standardized),
      ),
      body: past.selections.map(({ selection, shareCollected, shareAll, gap, difference }) =>
        tableRow(
          rowHead(isolated(speaker.selection(past.contest, selection))),
          numberCell(speaker.percent(shareCollected, 2)),
          numberCell(speaker.percent(shareAll, 2)),
          numberCell(signedPoints(gap, speaker)),
          numberCell(
            difference === undefined ? page.messages.words.notOnForm : speaker.number(difference, 2),
          ),
        ),
      ),
    })}
    <p class="note">${words.pastStations(collected ?? "", stations ?? "", without ?? "")}</p> `;
}

function renderStrata(page: Page, answer: RepresentativenessAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker, index } = page;
  const level = index.seen.election.levels[answer.level - 1];
  const name = level === undefined ? page.messages.words.unit : page.text(level.name);
  const { unplaced } = answer;
  const row = (unit: Content, { stations, collected }: { stations: number; collected: number }) =>
    tableRow(
      rowHead(unit),
      html`<td class="graphic">
        ${stations === 0 ? undefined : renderCoverageBar({ counted: collected, explained: 0, registered: stations })}
      </td> `,
      numberCell(stations === 0 ? "" : speaker.percent(collected / stations)),
      numberCell(speaker.count(collected)),
      numberCell(speaker.count(stations)),
    );
  // Units of which every station was collected are told together: there may be hundreds.
  const [parted, whole] = [
    answer.strata.filter(({ collected, stations }) => collected < stations),
    answer.strata.filter(({ collected, stations }) => collected === stations),
  ];
  const inWhole = whole.reduce((sum, { stations }) => sum + stations, 0);
  return html`${renderPattern(page, answer)}${renderTable(page, {
    caption: words.strata(name.toLowerCase()),
    head: tableRow(
      columnHead(name, "text"),
      columnHead(words.coverage, "text"),
      columnHead(words.share),
      columnHead(words.collected),
      columnHead(words.stations),
    ),
    body: [
      ...parted.map((stratum) => row(isolated(speaker.unit(stratum.unit)), stratum)),
      whole.length === 0
        ? undefined
        : row(words.whole(speaker.count(whole.length)), { stations: inWhole, collected: inWhole }),
      unplaced.stations === 0 ? undefined : row(words.unplaced, unplaced),
    ],
  })}
  ${answer.basis === "declared-sizes" ? html`<p class="note">${words.sizesOfDeclared}</p> ` : undefined}`;
}

function renderPattern(page: Page, { pattern, voters }: RepresentativenessAnswer): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const facts: Content[] = [];
  if (pattern.kind === "described") {
    const { chiSquare, degreesOfFreedom, probability } = pattern;
    const degrees = words.ofFreedom(speaker.count(degreesOfFreedom));
    facts.push(
      fact(words.chiSquare, `${speaker.number(chiSquare, 1)} (${degrees})`),
      fact(words.probability, probability === undefined ? words.noProbability : told(probability, page)),
    );
  }
  if (voters?.kind === "described")
    facts.push(
      fact(
        words.voters,
        `${speaker.number(voters.meanCollected, 1)} / ${speaker.number(voters.meanMissing, 1)}`,
      ),
      fact(words.difference, inPoints(voters.difference / 100, speaker)),
    );
  return facts.length === 0
    ? undefined
    : html`${factList(...facts)}
        <p class="note">${words.about}</p> `;
}

function told(probability: number, page: Page): string {
  return probability < 1e-6
    ? LABELS[page.edition.language].below
    : page.speaker.percent(probability, probability < 0.001 ? 4 : 2);
}

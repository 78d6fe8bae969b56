import type { LastDigitsAnswer, LastDigitsTest } from "../../statistics/methods/last-digits.ts";
import { html, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, linePath, renderPlot, type Frame } from "../plot.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow } from "../table.ts";
import { en, es, often } from "./last-digits-words.ts";
import type { PageOf } from "./method-page.ts";

export const lastDigitsPage: PageOf<LastDigitsTest> = { words: { en, es }, render };

type Frequencies = Pick<LastDigitsAnswer, "observed" | "expected">;

const LABELS = {
  en: {
    plot: "Counts by their last digit",
    digit: "last digit",
    counts: "counts",
    seen: "counts found",
    even: "an even spread",
    table: "Counts by last digit",
    digitHead: "Digit",
    found: "Found",
    expected: "Even spread",
    looked: "Counts of 10 or more",
    left: "Counts below 10, or unknown",
    below: "Of these, below 100",
    mean: "Mean digit (4.5 for an even spread)",
    repeated: "Last two digits the same (10% for an even spread)",
    adjacent: "Last two digits neighbours (20% for an even spread)",
    exampleTitle: "How the pattern arises without anybody’s doing",
    example: (e: Record<string, string>) =>
      `An invented election: ${e["stations"]} stations with ${e["voters"]} voters each, of whom ${e["chance"]} choose a small list. Nobody touched a count. The counts lie within a few tens, so their last digits are uneven: chi-square ${e["chi"]}, probability ${e["p"]}.`,
    examplePlot: "Last digits of the invented election",
  },
  es: {
    plot: "Cuentas según su última cifra",
    digit: "última cifra",
    counts: "cuentas",
    seen: "cuentas halladas",
    even: "reparto parejo",
    table: "Cuentas según la última cifra",
    digitHead: "Cifra",
    found: "Halladas",
    expected: "Reparto parejo",
    looked: "Cuentas de 10 o más",
    left: "Cuentas menores de 10 o desconocidas",
    below: "De ellas, menores de 100",
    mean: "Media de las cifras (4,5 en un reparto parejo)",
    repeated: "Dos últimas cifras iguales (10 % en un reparto parejo)",
    adjacent: "Dos últimas cifras vecinas (20 % en un reparto parejo)",
    exampleTitle: "Cómo surge el patrón sin que nadie haga nada",
    example: (e: Record<string, string>) =>
      `Una elección inventada: ${e["stations"]} mesas con ${e["voters"]} votantes cada una, de los que el ${e["chance"]} elige una lista pequeña. Nadie tocó una cuenta. Las cuentas caben en unas pocas decenas, y sus últimas cifras son desparejas: ji cuadrado ${e["chi"]}, probabilidad ${e["p"]}.`,
    examplePlot: "Últimas cifras de la elección inventada",
  },
};

function render(page: Page, answer: LastDigitsAnswer): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const { digits, stations, votersOfStation, chance } = answer.example;
  return html`${renderDigits(page, words.plot, answer)}${renderTable(page, {
      caption: words.table,
      look: "compact",
      head: tableRow(
        columnHead(words.digitHead, "text"),
        columnHead(words.found),
        columnHead(words.expected),
      ),
      body: answer.observed.map((count, digit) =>
        tableRow(
          rowHead(speaker.count(digit)),
          numberCell(speaker.count(count)),
          numberCell(speaker.number(answer.expected[digit] ?? 0, 1)),
        ),
      ),
    })}
    ${factList(
      fact(words.looked, speaker.count(answer.counts)),
      fact(words.below, speaker.count(answer.countsBelowHundred)),
      fact(words.left, speaker.count(answer.leftOut)),
      fact(words.mean, speaker.number(answer.mean, 3)),
      fact(words.repeated, speaker.percent(answer.repeated, 2)),
      fact(words.adjacent, speaker.percent(answer.adjacent, 2)),
    )}
    <h3>${words.exampleTitle}</h3>
    <p>
      ${words.example({
        stations: speaker.count(stations),
        voters: speaker.count(votersOfStation),
        chance: speaker.percent(chance, 0),
        chi: speaker.number(digits.chiSquare, 1),
        p: often(digits.pValue, speaker),
      })}
    </p>
    ${renderDigits(page, words.examplePlot, digits)}`;
}

function renderDigits(page: Page, caption: string, { observed, expected }: Frequencies): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const most = observed.reduce((high, count, digit) => Math.max(high, count, expected[digit] ?? 0), 1);
  const bar = (frame: Frame, count: number, digit: number) =>
    html`<path
      class="sheets"
      d="M${frame.x(digit + 0.12)} ${frame.y(0)}V${frame.y(count)}H${frame.x(digit + 0.88)}V${frame.y(0)}Z"
    />`;
  const line = expected.flatMap((count, digit) => [[digit, count] as const, [digit + 1, count] as const]);
  return renderPlot({
    caption,
    height: 220,
    x: {
      low: 0,
      high: observed.length,
      label: words.digit,
      ticks: observed.map((_, digit) => ({ at: digit + 0.5, text: speaker.count(digit) })),
    },
    y: axisOf(0, most, { label: words.counts, text: (at) => speaker.count(at), isCount: true }),
    marks: (frame) =>
      html`${observed.map((count, digit) => bar(frame, count, digit))}<path
          class="needed"
          d="${linePath(frame, line)}"
        />`,
    legend: [
      { look: html`<rect class="sheets" width="22" height="12" />`, text: words.seen },
      { look: html`<path class="needed" d="M0 6H22" />`, text: words.even },
    ],
  });
}

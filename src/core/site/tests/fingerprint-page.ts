import type {
  FingerprintAnswer,
  FingerprintPicture,
  FingerprintTest,
} from "../../statistics/methods/fingerprint.ts";
import type { TestSubject } from "../../statistics/test-result.ts";
import { html, type Content, type Html } from "../html.ts";
import type { Page } from "../page.ts";
import { axisOf, renderPlot, type Frame } from "../plot.ts";
import { columnHead, fact, factList, numberCell, renderTable, tableRow } from "../table.ts";
import { en, es } from "./fingerprint-words.ts";
import type { PageOf } from "./method-page.ts";

export const fingerprintPage: PageOf<FingerprintTest> = { words: { en, es }, render };

const LABELS = {
  en: {
    plot: (selection: string) =>
      `Registered voters by turnout of their station and its share of ${selection}`,
    turnout: "turnout",
    share: "share",
    area: "the larger the square, the more registered voters",
    heaviest: "The squares with most registered voters",
    turnoutHead: "Turnout",
    shareHead: "Share",
    voters: "Registered voters",
    part: "Part of all",
    shown: "Stations shown",
    corner: "Stations with turnout and share of at least 99%",
    left: "Stations not shown",
    reasons: {
      unknown: "a number unknown",
      empty: "nobody voted",
      impossible: "more ballots than voters, or more votes than valid votes",
    },
    exampleTitle: "How the pattern arises without anybody’s doing",
    example: (towns: string, islands: string, corner: string) =>
      `An invented election: ${towns} stations in towns, where six in ten vote and four in ten of those for one list, and ${islands} stations on islands, where nearly all vote and vote alike. Nobody did anything. The picture has two clouds, and ${corner} of the registered voters are in its corner.`,
    examplePlot: "The invented election of towns and islands",
  },
  es: {
    plot: (selection: string) =>
      `Electores inscritos según la participación de su mesa y su porcentaje de ${selection}`,
    turnout: "participación",
    share: "porcentaje",
    area: "cuanto mayor el cuadro, más electores inscritos",
    heaviest: "Los cuadros con más electores inscritos",
    turnoutHead: "Participación",
    shareHead: "Porcentaje",
    voters: "Electores inscritos",
    part: "Parte del total",
    shown: "Mesas mostradas",
    corner: "Mesas con participación y porcentaje de al menos 99 %",
    left: "Mesas no mostradas",
    reasons: {
      unknown: "falta un número",
      empty: "nadie votó",
      impossible: "más votos emitidos que electores, o más votos de la opción que votos válidos",
    },
    exampleTitle: "Cómo surge el patrón sin que nadie haga nada",
    example: (towns: string, islands: string, corner: string) =>
      `Una elección inventada: ${towns} mesas en ciudades, donde votan seis de cada diez y cuatro de cada diez de ellos por una lista, y ${islands} mesas en islas, donde votan casi todos y casi todos igual. Nadie hizo nada. La imagen tiene dos nubes, y ${corner} de los electores inscritos están en su esquina.`,
    examplePlot: "La elección inventada de ciudades e islas",
  },
};

/** Rows of the table. */
const HEAVIEST = 15;

function render(page: Page, answer: FingerprintAnswer, { contest }: TestSubject): Content {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const { leftOut, corner, example } = answer;
  const left = (["unknown", "empty", "impossible"] as const)
    .filter((reason) => leftOut[reason] > 0)
    .map((reason) => `${speaker.count(leftOut[reason])}: ${words.reasons[reason]}`);
  return html`${renderPicture(page, words.plot(speaker.selection(contest, answer.selection)), answer.picture)}
    ${renderHeaviest(page, answer)}${factList(
      fact(words.shown, speaker.count(answer.stations)),
      fact(words.corner, `${speaker.count(corner.stations)} (${speaker.percent(corner.share, 2)})`),
      left.length === 0 ? undefined : fact(words.left, left.join("; ")),
    )}
    <h3>${words.exampleTitle}</h3>
    <p>
      ${words.example(
        speaker.count(example.townStations),
        speaker.count(example.islandStations),
        speaker.percent(example.corner.share),
      )}
    </p>
    ${renderPicture(page, words.examplePlot, example.picture)}`;
}

/** A square for each place of the grid; its area follows the registered voters. */
function renderPicture(page: Page, caption: string, { side, squares }: FingerprintPicture): Html {
  const words = LABELS[page.edition.language];
  const most = squares.reduce((high, { registeredVoters }) => Math.max(high, registeredVoters), 1);
  const text = (at: number) => page.speaker.percent(at, 0);
  return renderPlot({
    caption,
    height: 376,
    x: axisOf(0, 1, { label: words.turnout, text }),
    y: axisOf(0, 1, { label: words.share, text }),
    marks: (frame: Frame) => {
      const drawn = squares.map(({ turnout, share, registeredVoters }) => {
        // A square too small to be seen is drawn as small as can be.
        const half = Math.max(Math.sqrt(registeredVoters / most), 0.12) / 2;
        const [x, y] = [turnout + 0.5, share + 0.5];
        return `M${frame.x((x - half) / side)} ${frame.y((y - half) / side)}H${frame.x((x + half) / side)}V${frame.y((y + half) / side)}H${frame.x((x - half) / side)}Z`;
      });
      return html`<path class="sheets" d="${drawn.join("")}" />`;
    },
    legend: [{ look: html`<path class="sheets" d="M2 5h3v3h-3zM9 1h11v11h-11z" />`, text: words.area }],
  });
}

function renderHeaviest(page: Page, { picture, registeredVoters }: FingerprintAnswer): Html {
  const words = LABELS[page.edition.language];
  const { speaker } = page;
  const { side, squares } = picture;
  const range = (at: number) =>
    `${speaker.number((100 * at) / side, 0)}–${speaker.percent((at + 1) / side, 0)}`;
  const heaviest = squares
    .toSorted((one, other) => other.registeredVoters - one.registeredVoters)
    .slice(0, HEAVIEST);
  return renderTable(page, {
    caption: words.heaviest,
    look: "compact",
    head: tableRow(
      columnHead(words.turnoutHead),
      columnHead(words.shareHead),
      columnHead(words.voters),
      columnHead(words.part),
    ),
    body: heaviest.map((square) =>
      tableRow(
        html`<th scope="row" class="n">${range(square.turnout)}</th>`,
        numberCell(range(square.share)),
        numberCell(speaker.count(square.registeredVoters)),
        numberCell(speaker.percent(square.registeredVoters / registeredVoters, 2)),
      ),
    ),
  });
}

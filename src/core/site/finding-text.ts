import type { Contest } from "../election.ts";
import type { Finding } from "../finding.ts";
import { parseProblem, qualityAdvice } from "../image-quality.ts";
import { codeLink } from "./coverage.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { FindingFacts } from "./messages.ts";
import type { Page } from "./page.ts";

/** Stations named beside a finding that is about a group of them. */
export const STATIONS_NAMED = 8;

/** One finding in a sentence with its numbers, and links to the other stations it is about. */
export function renderFindingText(page: Page, finding: Finding): Html {
  const words = page.messages.findings[finding.code];
  const facts = factsOf(page, finding);
  return html`${words.tell(facts)}${otherStations(page, finding)}`;
}

/** Findings about one place, each with its code, what it is about and its sentence. */
export function renderFindingList(page: Page, findings: readonly Finding[]): Html {
  const items = findings.map(
    (finding) =>
      html`<li>
        <strong>${page.messages.findings[finding.code].name}</strong> ${codeLink(page, finding.code)}
        <span class="about">${renderAbout(page, finding)}</span><br />${renderFindingText(page, finding)}
      </li> `,
  );
  return html`<ul class="findings">
    ${items}
  </ul>`;
}

function factsOf(page: Page, finding: Finding): FindingFacts {
  const { detail } = finding;
  const contest = page.contestWith(finding.contest);
  const listOf = (key: string): readonly (string | number)[] => {
    const value = detail[key];
    return value === undefined ? [] : typeof value === "object" ? value : [value];
  };
  const shown = (value: string | number) => (typeof value === "number" ? page.box(value) : value);
  const names = (key: string) => listOf(key).map((box) => page.figureName(String(box), contest));
  return {
    count: (key) => {
      const value = detail[key];
      return typeof value === "number" ? page.count(value) : page.messages.words.unknown;
    },
    text: (key) => listOf(key).map(String).join(" / "),
    figure: (key) => names(key).join(" / "),
    figures: (key) => page.messages.list(names(key)),
    size: (key) => listOf(key).length,
    list: (key) => page.messages.list(listOf(key).map(shown)),
    pairs: () => pairsOf(page, finding, contest),
    advice: (key) =>
      listOf(key)
        .map((reason) => {
          const problem = parseProblem(String(reason));
          return problem === undefined ? String(reason) : qualityAdvice(problem, page.edition.language);
        })
        .join("; "),
  };
}

/** The boxes in which two accounts differ, each with what the one and the other say. */
function pairsOf(page: Page, { detail }: Finding, contest: Contest | undefined): string {
  const { boxes, first, second } = detail;
  if (typeof boxes !== "object" || typeof first !== "object" || typeof second !== "object") return "";
  const shown = (value: string | number | undefined) =>
    typeof value === "number" ? page.box(value) : page.messages.words.unknown;
  return boxes
    .map((box, at) => `${page.figureName(String(box), contest)}: ${shown(first[at])} ≠ ${shown(second[at])}`)
    .join("; ");
}

function otherStations(page: Page, finding: Finding): Content {
  const { stations, stationsInGroup } = finding.detail;
  if (typeof stations !== "object") return undefined;
  const others = stations.map(String).filter((station) => station !== finding.station);
  if (others.length === 0) return undefined;
  const named = others.slice(0, STATIONS_NAMED).map((station) => html` ${page.stationLink(station)}`);
  const all = typeof stationsInGroup === "number" ? stationsInGroup - 1 : others.length;
  const left = all - named.length;
  return [...named, left > 0 ? ` ${page.messages.words.more(page.count(left))}` : undefined];
}

/** A station, or a unit, with the way to its page. */
export function renderPlace(page: Page, finding: Finding): Content {
  if (finding.station !== undefined) return page.stationLink(finding.station);
  if (finding.unit === undefined) return undefined;
  const unit = page.index.seen.register.unitIndex(finding.unit);
  return unit === undefined
    ? isolated(finding.unit)
    : html`<a href="${page.unit(unit)}">${isolated(page.unitName(unit))}</a>`;
}

/** The source and, where there are several, the contest a finding is about. */
export function renderAbout(page: Page, finding: Finding): Html {
  const contest = page.contestWith(finding.contest);
  const several = page.index.seen.election.contests.length > 1;
  const source = finding.source === undefined ? undefined : isolated(page.sourceName(finding.source));
  const title = contest !== undefined && several ? html` · ${isolated(page.text(contest.title))}` : undefined;
  return html`${source}${title}`;
}

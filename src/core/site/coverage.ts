import type { Coverage, Explanation } from "../tabulation.ts";
import type { SourceView } from "../view.ts";
import { renderCoverageBar } from "./chart.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { columnHead, numberCell, renderTable, rowHead, tableRow } from "./table.ts";

/** The coverage of one unit by one source: a bar, the numbers in stations and voters, and why sheets are explained. */
export function renderCoverage(page: Page, source: SourceView, unit: number): Html {
  const { tabulation } = source;
  const { coverage: words } = page.messages;
  const stations = tabulation.stations(unit);
  const voters = votersOf(page, source, unit);
  const { registered } = stations;
  const bar =
    registered === undefined || registered === 0
      ? undefined
      : renderCoverageBar({ counted: stations.counted, explained: stations.explained, registered });
  const row = (name: string, of: (coverage: Numbers) => number | undefined) =>
    tableRow(
      rowHead(name),
      ...[stations, voters].flatMap((coverage) => [
        numberCell(page.count(of(coverage))),
        numberCell(page.share(of(coverage), coverage.registered)),
      ]),
    );
  const outside =
    stations.outsideRegister === 0
      ? undefined
      : tableRow(
          rowHead(words.outside),
          numberCell(page.count(stations.outsideRegister)),
          numberCell(""),
          numberCell(page.count(voters.outsideRegister)),
          numberCell(""),
        );
  const table = renderTable(page, {
    caption: words.caption(page.text(source.contest.title), page.sourceName(source.source)),
    look: "compact",
    head: tableRow(
      html`<td></td>`,
      columnHead(words.stations),
      columnHead(words.stationsShare),
      columnHead(words.voters),
      columnHead(words.votersShare),
    ),
    body: [
      row(words.counted, (coverage) => coverage.counted),
      row(words.explained, (coverage) => coverage.explained),
      row(words.missing, (coverage) => coverage.missing),
      html`<tr class="sum">
        ${rowHead(registeredName(page))}${[stations, voters].map((coverage) => [
          numberCell(page.count(coverage.registered)),
          numberCell(""),
        ])}
      </tr> `,
      outside,
    ],
  });
  return html`<p class="lead">${coverageSentence(page, stations)}</p>
    ${bar}${table}${renderReasons(page, source, unit)}`;
}

/** Coverage of which any number may be unknown. */
type Numbers = { readonly [Name in keyof Coverage]: number | undefined };

/** The coverage in voters: unknown, and not none, where neither a register nor any sheet says how many there are. */
function votersOf(page: Page, source: SourceView, unit: number): Numbers {
  const voters = source.tabulation.registeredVoters(unit);
  if (page.index.knowsVoters(source)) return voters;
  return {
    registered: voters.registered,
    counted: undefined,
    explained: undefined,
    missing: undefined,
    outsideRegister: undefined,
  };
}

/** What the number of all stations is called: it stands in the register, or somebody declared it. */
export function registeredName(page: Page): string {
  const { registered, declaredSize } = page.messages.coverage;
  return page.index.seen.register.adopted ? registered : declaredSize;
}

export function coverageSentence(page: Page, stations: Coverage): string {
  const { coverage: words } = page.messages;
  const { counted, registered } = stations;
  const share = page.share(counted, registered);
  if (registered === undefined || share === undefined) return words.leadUnknown(page.count(counted));
  return words.lead(page.count(counted), page.count(registered), share);
}

/** Why sheets are explained instead of counted, with the number of stations for each reason. */
function renderReasons(page: Page, { tabulation }: SourceView, unit: number): Content {
  const reasons = [...tabulation.explanations(unit)].filter(([, count]) => count > 0);
  if (reasons.length === 0) return undefined;
  reasons.sort(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1));
  const items = reasons.map(
    ([reason, count]) =>
      html`<li><strong>${page.count(count)}</strong> ${explanationName(page, reason)}</li> `,
  );
  return html`<p>${page.messages.coverage.reasons}</p>
    <ul class="reasons">
      ${items}
    </ul> `;
}

/** The reason in words, with the code of the finding it is and the way to its explanation. */
export function explanationName(page: Page, reason: Explanation): Html {
  if (reason === "awaiting-reading" || reason === "none-stands")
    return html`${page.messages.explanations[reason]}`;
  return html`${page.messages.findings[reason].name} ${codeLink(page, reason)}`;
}

export function codeLink(page: Page, code: string): Html {
  return html`<a class="code" href="${page.page("findings.html", code)}"><code>${code}</code></a>`;
}

/** Where the numbers of stations and voters come from. */
export function registerNote(page: Page): Content {
  const { seen } = page.index;
  const { coverage: words } = page.messages;
  if (seen.register.adopted)
    return html`${words.registerSource}
      <a href="${page.page("datasets.html", "register")}">${page.messages.datasets.registerTitle}</a>.`;
  if (seen.election.sizes.length === 0) return words.nothingSource;
  const sources = [...new Set(seen.election.sizes.map((size) => size.source))];
  return words.sizesSource(page.messages.list(sources));
}

/** What is missing, child by child: the table that says where to look. */
export function renderCoverageByUnit(page: Page, source: SourceView, unit: number): Content {
  const children = page.index.plan.childrenOf[unit] ?? [];
  const [first] = children;
  if (first === undefined) return undefined;
  const { coverage: words } = page.messages;
  const level = page.levelName(first) ?? page.messages.words.unit;
  const sized = hasSizedUnit(source, children);
  const rows = children.map((child) => {
    const stations = source.tabulation.stations(child);
    const voters = source.tabulation.registeredVoters(child);
    const bar =
      stations.registered === undefined || stations.registered === 0
        ? undefined
        : renderCoverageBar({
            counted: stations.counted,
            explained: stations.explained,
            registered: stations.registered,
          });
    return tableRow(
      rowHead(html`<a href="${page.unit(child)}">${isolated(page.unitName(child))}</a>`),
      sized ? html`<td class="graphic">${bar}</td>` : undefined,
      numberCell(page.count(stations.counted)),
      numberCell(page.count(stations.explained)),
      sized
        ? [stations.missing, stations.registered, voters.missing].map((of) => numberCell(page.count(of)))
        : undefined,
    );
  });
  const table = renderTable(page, {
    caption: words.children(level, page.text(source.contest.title)),
    head: tableRow(
      columnHead(level, "text"),
      sized ? html`<td></td>` : undefined,
      columnHead(words.counted),
      columnHead(words.explained),
      sized
        ? [words.missing, registeredName(page), words.votersMissing].map((name) => columnHead(name))
        : undefined,
    ),
    body: rows,
  });
  return sized
    ? html`<p>${page.messages.overview.missingLead}</p>
        ${table}`
    : html`<p>${words.childrenUnknown}</p>
        ${table}`;
}

/** Whether anybody says of any of these units how many stations it has. */
export function hasSizedUnit(source: SourceView, units: readonly number[]): boolean {
  return units.some((unit) => source.tabulation.stations(unit).registered !== undefined);
}

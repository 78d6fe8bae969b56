import { sharesAlone } from "../declaration.ts";
import { materialityOf } from "../materiality.ts";
import type { Contest } from "../election.ts";
import { ALL_FINDING_CODES } from "../finding.ts";
import { POLICY_NAMES } from "../tabulation.ts";
import type { SourceView } from "../view.ts";
import { chartPatterns, rankSelections, renderBars, type Bar } from "./chart.ts";
import {
  codeLink,
  coverageSentence,
  renderCoverage,
  renderCoverageByUnit,
  registerNote,
} from "./coverage.ts";
import { declaredWhole, renderDeclaredTable } from "./declared-table.ts";
import { treatmentOf } from "./treatment.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { OrderFacts } from "./messages.ts";
import { formatAnnounced, formatShare, fractionAnnounced } from "./number-format.ts";
import { contestAnchor, type Page } from "./page.ts";
import { renderPage } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import type { DeclaredForUnit } from "./site-index.ts";
import { subjectOf } from "./tests-page.ts";
import { columnHead, fact, factList, numberCell, renderTable, rowHead, tableRow, textCell } from "./table.ts";

const ROOT = 0;

/** What is collected against what is declared, and what is missing: the page that everybody sees first. */
export function renderOverview(page: Page): PublishedFile {
  const { election } = page.index.seen;
  const { overview: words, date } = page.messages;
  const contents = election.contests.length > 1 ? contestList(page) : undefined;
  return renderPage(page, {
    name: "overview",
    title: undefined,
    description: words.lead,
    content: html`${chartPatterns()}
      <div class="opening">
        <p class="dateline">${words.dateline(date(election.date), page.text(election.root.name))}</p>
        <h1>${page.text(election.title)}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${contents}${election.contests.map((contest) => renderContest(page, contest))}${renderFindings(page)}${renderCheck(page)}${renderCheckpoint(page)}`,
  });
}

function contestList(page: Page): Html {
  const { contests } = page.index.seen.election;
  const links = contests.map(
    ({ id, title }) => html`<li><a href="#${contestAnchor(id)}">${isolated(page.text(title))}</a></li> `,
  );
  return html`<nav class="contents" aria-label="${page.messages.overview.allContests}">
    <ul>
      ${links}
    </ul>
  </nav> `;
}

function renderContest(page: Page, contest: Contest): Html {
  const source = page.index.primaryOf(contest.id);
  const { overview: words, coverage } = page.messages;
  const title = html`<h2>${isolated(page.text(contest.title))}</h2>`;
  if (source === undefined)
    return html`<section class="contest" id="${contestAnchor(contest.id)}">
      ${title}
      <p>${words.noSheets}</p>
    </section> `;
  return html`<section class="contest" id="${contestAnchor(contest.id)}">
    ${title} ${renderAgainst(page, source)}${renderTested(page, contest)}
    <h3>${coverage.title}</h3>
    ${renderCoverage(page, source, ROOT)}
    <p class="note">${coverage.meaning} ${registerNote(page)}</p>
    <h3>${words.missingTitle}</h3>
    ${renderCoverageByUnit(page, source, ROOT)}
    <h3>${words.orderTitle}</h3>
    ${renderOrder(page, source)}
    <h3>${words.policyTitle}</h3>
    <p>${words.policyLead}</p>
    ${renderPolicies(page, source)} ${renderSources(page, contest)}
  </section> `;
}

/** The sheets beside each declaration that stands; where there is none, the sheets alone. */
function renderAgainst(page: Page, source: SourceView): Content {
  const { overview: words } = page.messages;
  const { seen } = page.index;
  const ofContest = seen.declarations.filter((view) => view.declaration.contest === source.contest.id);
  const standing = ofContest.filter((view) => view.supersededBy === undefined);
  const superseded = ofContest.length - standing.length;
  const ofRoot = (page.index.declaredOfUnit.get(seen.election.root.id) ?? []).filter(({ view }) =>
    standing.includes(view),
  );
  const link = html`<a href="${page.page("declarations.html")}">${page.messages.pages.declarations}</a>`;
  const more =
    superseded > 0
      ? html`<p class="note">${words.superseded(superseded, page.count(superseded))} ${link}.</p> `
      : undefined;
  if (ofRoot.length > 0) return [ofRoot.map((declared) => renderOneAgainst(page, source, declared)), more];
  const why = ofContest.length === 0 ? words.noDeclaration : html`${words.declaredElsewhere} ${link}.`;
  return html`<p class="note">${why}</p>
    ${renderAlone(page, source)}${more}`;
}

/** Whether each declaration that stands can be right if the sheets are, and the way to the other tests. */
function renderTested(page: Page, contest: Contest): Content {
  const { overview: words } = page.messages;
  const { presentations, seen } = page.index;
  const own = presentations.filter(({ result }) => result.subject.contest === contest.id);
  if (own.length === 0) return undefined;
  const standing = new Set(
    seen.declarations
      .filter((view) => view.supersededBy === undefined)
      .map(({ declaration }) => declaration.id),
  );
  const answers = own
    .filter(
      ({ result }) =>
        result.method === "declared-against-sheets" &&
        result.outcome.kind === "answered" &&
        standing.has(result.subject.declarations?.at(-1) ?? ""),
    )
    .map(
      (presentation) =>
        html`<p class="dateline">${subjectOf(page, presentation)}</p>
          <p class="answer">${presentation.headline(page.speaker)}</p> `,
    );
  const link = html`<a href="${page.page("tests.html", contestAnchor(contest.id))}"
    >${words.testsMore(own.length, page.count(own.length))}</a
  >`;
  return html`<h3>${words.testsTitle}</h3>
    ${answers}
    <p>${link}</p> `;
}

function renderOneAgainst(page: Page, source: SourceView, declared: DeclaredForUnit): Html {
  const { overview: words, date } = page.messages;
  const { declaration } = declared.view;
  const { votes, validVotes } = source.tabulation.totals(ROOT);
  const whole = declaredWhole(declared);
  const shares = sharesAlone(declared.result);
  const groups = rankSelections(source.contest, votes).map((id) => {
    const own = votes[id] ?? 0;
    const stated = declared.result.votes[id];
    const bars: Bar[] = [barOfSheets(page, own, validVotes)];
    const alone = shares.get(id);
    if (stated !== undefined)
      bars.push({
        label: words.declaredBar,
        part: stated,
        whole,
        value: formatShare(stated, whole, page.messages.marks) ?? page.messages.words.unknown,
        look: "declared",
      });
    else if (alone !== undefined)
      bars.push({
        label: words.declaredBar,
        ...fractionAnnounced(alone),
        value: formatAnnounced(alone, page.messages.marks),
        look: "declared",
      });
    return { name: page.selectionName(source.contest, id), bars };
  });
  const { shares: announcedShares, turnout } = declared.result;
  const announced = announcedShares !== undefined || turnout !== undefined;
  return html`<h3>${words.against(page.sourceName(declaration.source))}</h3>
    <p>
      ${page.messages.declarationStatus[declaration.status]}.
      ${words.againstLead(date(declaration.announcedAt))}
      <a href="${page.page("declarations.html", `declaration-${declaration.id}`)}">${declaration.id}</a>
    </p>
    <p class="lead">${coverageSentence(page, source.tabulation.stations(ROOT))}</p>
    ${renderBars(words.chart(page.text(source.contest.title)), groups)}${renderDeclaredTable(page, source, declared)}
    <p class="note">
      ${words.differenceNote}
      ${words.readWithCoverage}${announced ? ` ${page.messages.declarations.announcedShare}` : undefined}
    </p> `;
}

function barOfSheets(page: Page, part: number, valid: number | undefined): Bar {
  const whole = valid ?? 0;
  const value = formatShare(part, whole, page.messages.marks) ?? page.messages.words.unknown;
  return { label: page.messages.overview.sheetsBar, part, whole, value, look: "sheets" };
}

function renderAlone(page: Page, source: SourceView): Html {
  const { votes, validVotes } = source.tabulation.totals(ROOT);
  const order = rankSelections(source.contest, votes);
  const groups = order.map((id) => ({
    name: page.selectionName(source.contest, id),
    bars: [barOfSheets(page, votes[id] ?? 0, validVotes)],
  }));
  const { overview, words } = page.messages;
  return html`<h3>${overview.collectedAlone}</h3>
    ${renderBars(overview.chart(page.text(source.contest.title)), groups)}${renderTable(page, {
      caption: page.messages.unit.resultCaption(
        page.text(source.contest.title),
        page.sourceName(source.source),
      ),
      look: "compact",
      head: tableRow(columnHead(words.selection, "text"), columnHead(words.votes), columnHead(words.share)),
      body: order.map((id) =>
        tableRow(
          rowHead(isolated(page.selectionName(source.contest, id))),
          numberCell(page.count(votes[id])),
          numberCell(page.share(votes[id], validVotes)),
        ),
      ),
    })}`;
}

/** Whether the sheets set aside could change the order, in a plain sentence with the numbers it rests on. */
function renderOrder(page: Page, source: SourceView): Html {
  const { order } = page.messages;
  const { setAside, pairs, couldChangeOrder, couldChangeFirst } = materialityOf(source.tabulation, ROOT);
  const closest =
    pairs.find((pair) => pair.couldChange === "yes") ??
    pairs.reduce<(typeof pairs)[number] | undefined>(
      (least, pair) => (least === undefined || pair.margin < least.margin ? pair : least),
      undefined,
    );
  const facts: OrderFacts = {
    n: setAside.stations,
    sheets: page.count(setAside.stations),
    voters: page.count(setAside.registeredVoters),
    unsized: page.count(setAside.stationsUnsized),
    margin: page.count(closest?.margin),
    ahead: page.selectionName(source.contest, closest?.ahead ?? ""),
    behind: page.selectionName(source.contest, closest?.behind ?? ""),
  };
  const sentence =
    setAside.stations === 0
      ? order.nothing
      : couldChangeOrder === "no"
        ? order.no(facts)
        : couldChangeOrder === "unknown"
          ? order.unknown(facts)
          : couldChangeFirst === "yes"
            ? order.first(facts)
            : order.lower(facts);
  const bound = setAside.stations === 0 ? undefined : html`<p>${order.bound}</p> `;
  const unsized =
    setAside.stationsUnsized > 0 && couldChangeOrder === "yes"
      ? html`<p>${order.unsized(setAside.stationsUnsized, facts.unsized)}</p> `
      : undefined;
  return html`<p class="answer">${sentence}</p>
    ${bound}${unsized}${renderMissingMargin(page, source)}`;
}

/** The sheets set aside are one thing; the stations with no sheet at all are another, and larger one. */
function renderMissingMargin(page: Page, source: SourceView): Content {
  const { tabulation } = source;
  const { missing } = tabulation.stations(ROOT);
  const [first] = materialityOf(tabulation, ROOT).pairs;
  if (missing === undefined || missing === 0 || first === undefined) return undefined;
  const { order } = page.messages;
  const voters = tabulation.registeredVoters(ROOT).missing;
  if (voters === undefined || !page.index.knowsVoters(source))
    return html`<p>${order.missingUnknown(missing, page.count(missing))}</p> `;
  return html`<p>
    ${order.missing({
      n: missing,
      stations: page.count(missing),
      voters: page.count(voters),
      margin: page.count(first.margin),
    })}
  </p> `;
}

function renderPolicies(page: Page, { tabulation, contest }: SourceView): Html {
  const { words, overview, policies } = page.messages;
  const columns = POLICY_NAMES.map((name) => ({
    name,
    totals: tabulation.totals(ROOT, name),
    sheets: tabulation.sheetsIn(ROOT, name),
  }));
  const order = rankSelections(contest, tabulation.totals(ROOT).votes);
  const rows = order.map((id) =>
    tableRow(
      rowHead(isolated(page.selectionName(contest, id))),
      ...columns.flatMap(({ totals }) => [
        numberCell(page.count(totals.votes[id])),
        numberCell(page.share(totals.votes[id], totals.validVotes)),
      ]),
    ),
  );
  return html`${renderTable(page, {
    caption: `${page.text(contest.title)}: ${overview.policyCaption}`,
    head: tableRow(
      columnHead(words.selection, "text"),
      ...columns.flatMap(({ name }) => [columnHead(policies[name].name), columnHead(words.share)]),
    ),
    body: [
      rows,
      html`<tr class="total">
        ${rowHead(overview.sheetsInTotal)}${columns.map(({ sheets }) => [
          numberCell(page.count(sheets)),
          numberCell(""),
        ])}
      </tr> `,
    ],
  })}${factList(...POLICY_NAMES.map((name) => fact(policies[name].name, policies[name].description)))}`;
}

/** All sources that have sheets of the contest, side by side. */
function renderSources(page: Page, contest: Contest): Content {
  const sources = page.index.sourcesOf(contest.id);
  if (sources.length < 2) return undefined;
  const { overview, words } = page.messages;
  const columns = sources.map((source) => ({ source, totals: source.tabulation.totals(ROOT) }));
  const order = rankSelections(contest, columns[0]?.totals.votes);
  const counted = columns.map(({ source }) =>
    numberCell(page.count(source.tabulation.stations(ROOT).counted)),
  );
  return html`<h3>${overview.sourcesTitle}</h3>
    <p>
      ${overview.sourcesLead}
      <a href="${page.page("differences.html")}">${page.messages.pages.differences}</a>.
    </p>
    ${renderTable(page, {
      caption: `${page.text(contest.title)}: ${overview.sourcesCaption}`,
      head: tableRow(
        columnHead(words.selection, "text"),
        ...columns.flatMap(({ source }) => [
          columnHead(isolated(page.sourceName(source.source))),
          columnHead(words.share),
        ]),
      ),
      body: [
        order.map((id) =>
          tableRow(
            rowHead(isolated(page.selectionName(contest, id))),
            ...columns.flatMap(({ totals }) => [
              numberCell(page.count(totals.votes[id])),
              numberCell(page.share(totals.votes[id], totals.validVotes)),
            ]),
          ),
        ),
        html`<tr class="total">
          ${rowHead(page.messages.stationsCounted)}${counted.map((cell) => [cell, numberCell("")])}
        </tr> `,
      ],
    })}`;
}

function renderFindings(page: Page): Html {
  const { overview, findingsPage } = page.messages;
  const { findings } = page.index.seen;
  const codes = ALL_FINDING_CODES.filter((code) => page.index.findingsWith(code).length > 0);
  const table = renderTable(page, {
    caption: findingsPage.summaryCaption,
    head: tableRow(
      columnHead(overview.findingsTitle, "text"),
      columnHead(findingsPage.count),
      columnHead(findingsPage.treatment, "text"),
    ),
    body: codes.map((code) =>
      tableRow(
        rowHead(html`${page.messages.findings[code].name} ${codeLink(page, code)}`),
        numberCell(page.count(page.index.findingsWith(code).length)),
        textCell(treatmentOf(page, code)),
      ),
    ),
  });
  const nothing = findings.length === 0 ? html`<p>${overview.findingsNone}</p>` : undefined;
  return html`<section id="findings">
    <h2>${overview.findingsTitle}</h2>
    <p>
      ${findings.length > 0 ? overview.findingsLead(findings.length, page.count(findings.length)) : undefined}
      ${overview.findingsHow}
    </p>
    ${nothing ?? table}
  </section> `;
}

function renderCheck(page: Page): Html {
  const { overview } = page.messages;
  return html`<section id="check">
    <h2>${overview.checkTitle}</h2>
    <p>${overview.checkLead}</p>
    <ol class="steps">
      ${overview.checkSteps.map((step) => html`<li>${step}</li> `)}
    </ol>
    <pre><code>cotejo verify . --key '${page.index.context.verifierKey}'</code></pre>
  </section> `;
}

function renderCheckpoint(page: Page): Html {
  const { overview, log } = page.messages;
  const { context } = page.index;
  return html`<section id="checkpoint">
    <h2>${overview.checkpointTitle}</h2>
    <p>${overview.checkpointLead}</p>
    ${factList(
      fact(log.origin, html`<code class="long">${context.origin}</code>`),
      fact(log.size, page.count(context.size)),
      fact(log.root, html`<code class="long">${context.root}</code>`),
      fact(log.checkpointFile, html`<a href="${page.file("log/checkpoint")}">log/checkpoint</a>`),
    )}
  </section> `;
}

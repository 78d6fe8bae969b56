import { utf8 } from "../bytes.ts";
import { RULES } from "../view.ts";
import { editionsOf, type Edition } from "./edition.ts";
import { html, type Content, type Html } from "./html.ts";
import type { PageName } from "./messages.ts";
import type { Page } from "./page.ts";
import type { PublishedFile } from "./site-context.ts";

/** What stands between the header and the footer of a page, and what it is called. */
export interface PageBody {
  readonly name: PageName;
  /** Undefined for the overview, whose title is the election's. */
  readonly title: string | undefined;
  readonly description: string;
  readonly breadcrumbs?: Content;
  readonly content: Content;
  /** The one script that this page runs; every other page runs none. */
  readonly script?: string;
}

/** Where each kind of page stands below an edition's folder. */
export const PAGE_PATHS: Readonly<Record<PageName, string>> = {
  overview: "index.html",
  units: "units/index.html",
  declarations: "declarations.html",
  differences: "differences.html",
  tests: "tests.html",
  record: "record/index.html",
  findings: "findings.html",
  datasets: "datasets.html",
  log: "log.html",
  data: "data.html",
  verify: "verify.html",
  about: "about.html",
};
const PAGE_NAMES = [
  "overview",
  "units",
  "declarations",
  "differences",
  "tests",
  "record",
  "findings",
  "datasets",
  "log",
  "data",
  "verify",
  "about",
] as const satisfies readonly PageName[];

export const STYLESHEET_PATH = "style.css";
export const ICON_PATH = "icon.svg";
/** The program of the page that verifies. */
export const SCRIPT_PATH = "verify.js";

/**
 * Nothing runs and nothing is loaded but the folder's own stylesheet and images. `file:` stands beside 'self' because
 * some browsers hold a page opened from a disk to have no self; over HTTP it permits nothing.
 */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'";

/**
 * What the page of a script may do besides: run the folder's own script, the same text again as a worker, and ask for
 * files of the place the page is from. Nothing that is written into the page runs, and no text is made into code.
 */
const SCRIPT_POLICY = "script-src 'self' file:; worker-src blob:; connect-src 'self'";

export function renderPage(page: Page, body: PageBody): PublishedFile {
  const { messages, edition } = page;
  const election = page.text(page.index.seen.election.title);
  const title = body.title === undefined ? election : `${body.title} · ${election}`;
  const editions = editionsOf(page.index);
  const alternates = editions.length > 1 ? editions.map((other) => alternate(page, other)) : [];
  const whole = html`<!doctype html>
    <html lang="${edition.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policyOf(body)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <meta name="description" content="${body.description}" />
        ${alternates}
        <link rel="icon" href="${page.file(ICON_PATH)}" type="image/svg+xml" />
        <link rel="stylesheet" href="${page.file(STYLESHEET_PATH)}" />
        ${body.script === undefined ? undefined : html`<script src="${page.file(body.script)}" defer></script> `}
      </head>
      <body>
        <a class="skip" href="#main">${messages.shell.skip}</a>
        <header class="site">
          <div class="masthead">
            <a class="wordmark" href="${page.page("index.html")}">Cotejo</a>
            <span class="tagline">${messages.shell.tagline}</span>
            ${languageSwitch(page, editions)}
          </div>
          ${mainNavigation(page, body.name)}
        </header>
        <main id="main" tabindex="-1">${body.breadcrumbs}${body.content}</main>
        ${footer(page, body.name)}
      </body>
    </html> `;
  return { path: edition.folder + page.path, bytes: utf8(whole.markup) };
}

function policyOf({ script }: PageBody): string {
  return script === undefined ? CONTENT_SECURITY_POLICY : `${CONTENT_SECURITY_POLICY}; ${SCRIPT_POLICY}`;
}

function addressIn(page: Page, other: Edition): string {
  return page.file(other.folder + page.path);
}

function alternate(page: Page, other: Edition): Html {
  return html`<link rel="alternate" hreflang="${other.language}" href="${addressIn(page, other)}" /> `;
}

function languageSwitch(page: Page, editions: readonly Edition[]): Content {
  if (editions.length < 2) return undefined;
  const links = editions.map(
    (other) =>
      html`<a
        href="${addressIn(page, other)}"
        lang="${other.language}"
        hreflang="${other.language}"
        ${other.language === page.edition.language ? html` aria-current="true"` : undefined}
        >${other.messages.languageName}</a
      >`,
  );
  return html`<nav class="languages" aria-label="${page.messages.shell.languageNavigation}">${links}</nav> `;
}

function mainNavigation(page: Page, current: PageName): Html {
  const hasRecord = page.index.seen.record.documents.length > 0;
  const names = PAGE_NAMES.filter((name) => name !== "record" || hasRecord);
  const links = names.map((name) => {
    const isHere = PAGE_PATHS[name] === page.path;
    const mark = isHere
      ? html` aria-current="page"`
      : name === current
        ? html` aria-current="true"`
        : undefined;
    return html`<li><a href="${page.page(PAGE_PATHS[name])}" ${mark}>${page.messages.pages[name]}</a></li> `;
  });
  return html`<nav class="pages" aria-label="${page.messages.shell.mainNavigation}">
    <ul>
      ${links}
    </ul>
  </nav>`;
}

/**
 * On what log a page rests. The pages of units do not name its size and root, which are on all others: the thousands of them
 * that a new sheet does not touch stay as they are, byte for byte (docs/decisions/0012-what-publishing-again-costs.md).
 */
function footer(page: Page, name: PageName): Html {
  const { context } = page.index;
  const { shell } = page.messages;
  const log =
    name === "units"
      ? html`${shell.footerUnit} <code>${context.origin}</code>`
      : html`${shell.footer(page.count(context.size))} <code>${context.origin}</code> ·
          <code>${context.root}</code>`;
  return html`<footer class="site">
    <p>${page.text(page.index.seen.election.title)}</p>
    <p>${log} · <code>${RULES}</code></p>
    <p><a href="${page.page(PAGE_PATHS.verify)}">${shell.footerCheck}</a></p>
  </footer>`;
}

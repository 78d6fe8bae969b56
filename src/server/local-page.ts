import type { Language } from "../core/election.ts";
import { html, type Content } from "../core/site/html.ts";
import { STYLESHEET } from "../core/site/stylesheet.ts";

/** What every page has that a program serves to the person at this machine. */
export interface LocalPage {
  readonly language: Language;
  /** The path with the secret in it, ending with a slash. */
  readonly base: string;
  readonly title: string;
  readonly tagline: string;
  readonly navigation?: Content;
}

/** The pages look like the published ones; buttons and what is told are theirs alone. */
export const LOCAL_STYLESHEET = `${STYLESHEET}
button { font: inherit; padding: .5rem 1rem; border: 1px solid var(--accent); background: var(--accent); color: var(--paper); cursor: pointer; }
button.second { background: none; color: var(--accent); }
.told { border-left: 3px solid var(--accent); background: var(--tint); padding: .6rem .9rem; }
.problem { border-left: 3px solid var(--mark); background: var(--mark-tint); padding: .6rem .9rem; }
`;

export function renderLocalPage(page: LocalPage, content: Content): string {
  const { language, base, title, tagline, navigation } = page;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="${base}style.css" />
      </head>
      <body>
        <header class="site">
          <div class="masthead">
            <a class="wordmark" href="${base}">Cotejo</a>
            <span class="tagline">${tagline}</span>
          </div>
          ${navigation}
        </header>
        <main id="main">${content}</main>
      </body>
    </html> `.markup;
}

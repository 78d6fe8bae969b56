import { html, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import { renderPage, SCRIPT_PATH } from "./shell.ts";
import type { PublishedFile } from "./site-context.ts";
import { verifyWords, type VerifyWords } from "./verify-words.ts";

/**
 * The page that verifies: what it checks, what it cannot establish, and the form that its script brings to life. Without
 * the script the form stays hidden, and the command line is named in its place.
 */
export function renderVerifyPage(page: Page): PublishedFile {
  const words = verifyWords(page.edition.language);
  const { script } = page.index.context;
  return renderPage(page, {
    name: "verify",
    title: page.messages.pages.verify,
    description: words.lead,
    ...(script === undefined ? {} : { script: SCRIPT_PATH }),
    content: html`<div class="opening">
        <h1>${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      ${renderCheck(page, words, script)}
      <section id="limits" class="prose">
        <h2>${words.limitsTitle}</h2>
        ${list(words.limits)}
      </section>
      <section id="what" class="prose">
        <h2>${words.whatTitle}</h2>
        ${list(words.what)}
      </section>
      ${renderCommand(page, words, script)}`,
  });
}

function list(items: readonly string[]): Html {
  return html`<ul>
    ${items.map((item) => html`<li>${item}</li> `)}
  </ul> `;
}

function renderCheck(page: Page, words: VerifyWords, script: string | undefined): Html {
  return html`<section id="check">
    <h2>${words.startTitle}</h2>
    <p id="verify-without" class="answer">${script === undefined ? words.noScript : words.without}</p>
    ${script === undefined ? undefined : renderForm(page, words)}
  </section> `;
}

function renderForm(page: Page, words: VerifyWords): Html {
  return html`<form id="verify-form" class="verify" data-root="${page.file("")}" hidden>
      <div class="ways">
        <div id="verify-here">
          <button type="submit" class="primary">${words.here}</button>
          <p class="note" id="here-note">${words.hereNote}</p>
        </div>
        <div>
          <label for="verify-folder">${words.folder}</label>
          <input type="file" id="verify-folder" webkitdirectory multiple aria-describedby="folder-note" />
          <p class="note" id="folder-note">${words.folderNote}</p>
        </div>
      </div>
      <details class="held">
        <summary>${words.heldTitle}</summary>
        <p class="note">${words.heldNote}</p>
        <div class="field">
          <label for="verify-key">${words.key}</label>
          <input
            type="text"
            id="verify-key"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-describedby="key-note"
          />
          <p class="note" id="key-note">${words.keyNote}</p>
        </div>
        ${textField({ id: "against", label: words.against, note: words.againstNote }, words)}
        ${textField({ id: "policy", label: words.policy, note: words.policyNote }, words)}
        <div class="field choice">
          <input type="checkbox" id="verify-only" /><label for="verify-only">${words.onlyLog}</label>
        </div>
      </details>
    </form>
    <div id="verify-progress" class="working" hidden>
      <label for="verify-bar">${words.working}</label>
      <progress id="verify-bar" max="1" value="0"></progress>
      <p id="verify-progress-text"></p>
      <button type="button" id="verify-cancel">${words.cancel}</button>
    </div>
    <div id="verify-report" class="report"></div> `;
}

/** A text that may be pasted, or taken from a file. */
function textField(
  { id, label, note }: { readonly id: string; readonly label: string; readonly note: string },
  words: VerifyWords,
): Content {
  return html`<div class="field">
    <label for="verify-${id}">${label}</label>
    <textarea id="verify-${id}" rows="4" spellcheck="false" aria-describedby="${id}-note"></textarea>
    <p class="note" id="${id}-note">${note}</p>
    <input type="file" id="verify-${id}-file" aria-label="${words.fromFile(label)}" />
  </div> `;
}

function renderCommand(page: Page, words: VerifyWords, script: string | undefined): Html {
  return html`<section id="command" class="prose">
    <h2>${words.commandTitle}</h2>
    <p>${words.commandLead}</p>
    <pre><code>cotejo verify . --key ${words.commandKey}</code></pre>
    <p>${words.commandMore}</p>
    ${
      script === undefined
        ? undefined
        : html`<p>
            ${words.script(SCRIPT_PATH)} <code class="long">${script}</code> ·
            <a href="${page.file(SCRIPT_PATH)}">${SCRIPT_PATH}</a>
          </p>`
    }
  </section> `;
}

import type { Html } from "../../src/core/site/html.ts";
import { html } from "../../src/core/site/html.ts";
import type { Messages } from "../../src/core/site/messages.ts";
import { formatCount } from "../../src/core/site/number-format.ts";
import { fact, factList } from "../../src/core/site/table.ts";
import type { StepName, StepState, VerifyWords } from "../../src/core/site/verify-words.ts";
import type { NotEstablished, Problem, Verification } from "../../src/core/verification.ts";

/** So many problems are shown; the report that can be saved has them all. */
const PROBLEMS_SHOWN = 200;

/** What a check came to, and how it was made. */
export interface CheckMade {
  readonly verification: Verification;
  /** Where the files came from, in words. */
  readonly place: string;
  readonly seconds: number;
  readonly onlyLog: boolean;
}

/** The words of the page's language. */
export interface ReportWords {
  readonly words: VerifyWords;
  readonly messages: Messages;
}

/** The same report as the command line gives, for people. */
export function renderReport(made: CheckMade, { words, messages }: ReportWords): Html {
  const { ok, problems, notEstablished } = made.verification;
  const count = (value: number) => formatCount(value, messages.marks);
  const isListed = !notEstablished.some(({ code }) => code === "folder-not-listed");
  const stepText = (name: StepName) =>
    name === "files" && !isListed ? words.filesListed : words.steps[name];
  return html`<div class="verdict ${ok ? "held" : "problem"}">
      <h3 id="verdict" tabindex="-1">
        <span class="mark" aria-hidden="true">${ok ? "✓" : "≠"}</span>
        ${ok ? (made.onlyLog ? words.okLog : words.ok) : words.notOk(problems.length, count(problems.length))}
      </h3>
      ${ok ? html`<p>${words.okNote}</p>` : undefined}
    </div>
    ${problems.length === 0 ? undefined : renderProblems(problems, { words, messages })}
    <h3>${words.doubtsTitle}</h3>
    ${
      notEstablished.length === 0
        ? html`<p>${words.doubtsNone}</p>`
        : html`<ul class="doubts">
            ${notEstablished.map(({ code }) => html`<li>${words.doubts[code]} <code>${code}</code></li> `)}
          </ul>`
    }
    <h3>${words.stepsTitle}</h3>
    <ul class="checked">
      ${stepsOf(made).map(
        ([name, state]) =>
          html`<li class="${state}">
            <span class="mark" aria-hidden="true">${MARKS[state]}</span>
            <span>${stepText(name)}: <strong>${words.states[state]}</strong></span>
          </li> `,
      )}
    </ul>
    ${renderFacts(made, { words, messages })}
    <p><a id="verify-download" download="cotejo-verification.json">${words.download}</a></p>
    <p class="note">${words.downloadNote}</p>`;
}

const MARKS: Readonly<Record<StepState, string>> = { held: "✓", problem: "≠", "not-checked": "–" };

function renderProblems(problems: readonly Problem[], { words, messages }: ReportWords): Html {
  const left = problems.length - PROBLEMS_SHOWN;
  return html`<h3>${words.problemsTitle}</h3>
    <div class="scroll" role="region" tabindex="0" aria-label="${words.problemsCaption}">
      <table>
        <caption>
          <span>${words.problemsCaption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.file}</th>
            <th scope="col">${words.where}</th>
            <th scope="col">${words.problem}</th>
          </tr>
        </thead>
        <tbody>
          ${problems.slice(0, PROBLEMS_SHOWN).map(
            (problem) =>
              html`<tr>
                <th scope="row"><code class="long">${problem.path}</code></th>
                <td>${placeOf(problem, { words, messages })}</td>
                <td>
                  ${words.problems[problem.code]} <code>${problem.code}</code
                  ><small lang="en">${problem.message}</small>
                </td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${left > 0 ? html`<p>${words.more(left, formatCount(left, messages.marks))}</p>` : undefined}`;
}

function placeOf({ place }: Problem, { words, messages }: ReportWords): string {
  if (place === undefined) return words.whereUnknown;
  const count = (value: number) => formatCount(value, messages.marks);
  const { byte, line, entry } = place;
  if (entry !== undefined) return words.atEntry(count(entry), count(byte));
  return line === undefined ? words.atByte(count(byte)) : words.atLine(count(line), count(byte));
}

function renderFacts({ verification, place, seconds }: CheckMade, { words, messages }: ReportWords): Html {
  const count = (value: number) => formatCount(value, messages.marks);
  const { origin, entries, files, blobs, cosignatures, checkpoint } = verification;
  const tenths = Math.round(seconds * 10);
  const time = `${count(Math.floor(tenths / 10))}${messages.marks.decimal}${tenths % 10}`;
  return factList(
    fact(words.facts.checked, place),
    origin === undefined ? undefined : fact(words.facts.log, html`<code class="long">${origin}</code>`),
    fact(words.facts.entries, count(entries)),
    fact(words.facts.files, count(files)),
    fact(words.facts.blobs, count(blobs)),
    cosignatures.length === 0
      ? undefined
      : fact(words.facts.cosigned, cosignatures.map(({ witness }) => witness).join(", ")),
    fact(words.facts.time, words.seconds(time)),
    checkpoint === undefined
      ? undefined
      : fact(words.facts.checkpoint, html`<pre><code>${checkpoint.trimEnd()}</code></pre>`),
  );
}

/** Which part of the check each code belongs to. */
const STEP_OF: Readonly<Record<Problem["code"], StepName>> = {
  "manifest-invalid": "signatures",
  "signature-invalid": "signatures",
  "key-differs": "signatures",
  "file-missing": "files",
  "file-changed": "files",
  "file-unlisted": "files",
  "log-invalid": "log",
  "entry-invalid": "openings",
  "opening-invalid": "openings",
  "opening-not-due": "openings",
  "opening-withheld": "openings",
  "opening-withdrawn": "openings",
  "file-differs": "pages",
  "file-not-derived": "pages",
  "rules-differ": "pages",
  "log-truncated": "elsewhere",
  "log-rewritten": "elsewhere",
  "receipt-invalid": "elsewhere",
  "policy-invalid": "elsewhere",
  "quorum-not-met": "elsewhere",
};

/** What held and what did not. Where sums were not computed, nothing is said of them nor of what they rest on. */
export function stepsOf({
  verification,
  onlyLog,
}: Pick<CheckMade, "verification" | "onlyLog">): [StepName, StepState][] {
  const { problems, notEstablished, checkpoint, files } = verification;
  const isOpen = (doubt: NotEstablished["code"]) => notEstablished.some(({ code }) => code === doubt);
  const isComputed = !isOpen("pages-not-checked");
  const hasFiles = !onlyLog && files > 0;
  const isChecked: Readonly<Record<StepName, boolean>> = {
    // With the log alone the list of files is not read.
    signatures: hasFiles && checkpoint !== undefined,
    files: hasFiles,
    log: checkpoint !== undefined,
    openings: isComputed,
    pages: isComputed,
    elsewhere: !isOpen("nothing-held-elsewhere") && checkpoint !== undefined,
  };
  const wrong = new Set(problems.map(({ code }) => STEP_OF[code]));
  const names: readonly StepName[] = ["signatures", "files", "log", "openings", "pages", "elsewhere"];
  return names.map((name) => [name, wrong.has(name) ? "problem" : isChecked[name] ? "held" : "not-checked"]);
}

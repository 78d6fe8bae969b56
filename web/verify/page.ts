import { en } from "../../src/core/site/messages-en.ts";
import { es } from "../../src/core/site/messages-es.ts";
import { html, type Html } from "../../src/core/site/html.ts";
import { formatCount } from "../../src/core/site/number-format.ts";
import { verifyWords } from "../../src/core/site/verify-words.ts";
import type { Verification, VerifyProgress } from "../../src/core/verification.ts";
import { filesOfFolder } from "./chosen-folder.ts";
import type { CheckAnswer, CheckRequest } from "./messages.ts";
import { ownSource } from "./own-source.ts";
import { renderReport, type ReportWords } from "./report.ts";

/** Brings the form of the page to life. */
export function startPage(): void {
  const messages = document.documentElement.lang === "es" ? es : en;
  new CheckPage({ messages, words: verifyWords(messages.language) }).start();
}

class CheckPage {
  readonly #texts: ReportWords;
  readonly #form = element("verify-form", HTMLFormElement);
  readonly #folder = element("verify-folder", HTMLInputElement);
  readonly #working = element("verify-progress", HTMLDivElement);
  readonly #bar = element("verify-bar", HTMLProgressElement);
  readonly #report = element("verify-report", HTMLDivElement);
  #worker: Worker | undefined;
  #saved: string | undefined;

  constructor(texts: ReportWords) {
    this.#texts = texts;
  }

  start(): void {
    element("verify-without", HTMLParagraphElement).hidden = true;
    this.#form.hidden = false;
    // A page from a disk cannot read the files beside it: the person chooses the folder.
    element("verify-here", HTMLDivElement).hidden = location.protocol === "file:";
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (location.protocol !== "file:") this.#checkHere();
    });
    this.#folder.addEventListener("change", () => this.#checkFolder());
    for (const name of ["against", "policy"]) this.#fillFrom(name);
    element("verify-cancel", HTMLButtonElement).addEventListener("click", () => {
      this.#stop();
      this.#say(html`<p class="answer" id="verdict" tabindex="-1">${this.#texts.words.cancelled}</p>`);
    });
  }

  /** The text of a file that is chosen goes into its field, where it can be seen. */
  #fillFrom(name: string): void {
    const chooser = element(`verify-${name}-file`, HTMLInputElement);
    chooser.addEventListener("change", () => {
      void chooser.files?.[0]?.text().then((text) => {
        element(`verify-${name}`, HTMLTextAreaElement).value = text;
      });
    });
  }

  #checkHere(): void {
    const address = new URL(this.#form.dataset["root"] || "./", location.href).href;
    this.#check({ kind: "http", address }, this.#texts.words.place(address));
  }

  #checkFolder(): void {
    const [first] = this.#folder.files ?? [];
    if (first === undefined) return;
    const name = first.webkitRelativePath.split("/")[0] ?? "";
    const files = filesOfFolder(this.#folder.files ?? []);
    // The same folder can be chosen again, after something was mended in it.
    this.#folder.value = "";
    if (files === undefined)
      this.#say(html`<p class="answer" id="verdict" tabindex="-1">${this.#texts.words.noManifest}</p>`);
    else this.#check({ kind: "folder", files }, this.#texts.words.folderNamed(name));
  }

  #check(from: CheckRequest["from"], place: string): void {
    this.#stop();
    const request: CheckRequest = {
      from,
      key: element("verify-key", HTMLInputElement).value,
      against: element("verify-against", HTMLTextAreaElement).value,
      policy: element("verify-policy", HTMLTextAreaElement).value,
      onlyLog: element("verify-only", HTMLInputElement).checked,
    };
    const began = performance.now();
    this.#report.replaceChildren();
    this.#bar.removeAttribute("value");
    this.#working.hidden = false;
    this.#form.inert = true;
    element("verify-cancel", HTMLButtonElement).focus();
    const worker = startOwnWorker();
    this.#worker = worker;
    worker.addEventListener("error", (event) => this.#fail(event.message));
    worker.addEventListener("message", ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.kind === "progress") this.#show(data.progress);
      else if (data.kind === "failed") this.#fail(data.reason);
      else this.#done(data.verification, { request, place, seconds: (performance.now() - began) / 1_000 });
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
    worker.postMessage(request);
  }

  #show({ step, done, total, bytes }: VerifyProgress): void {
    const { words, messages } = this.#texts;
    const count = (value: number) => formatCount(value, messages.marks);
    this.#bar.max = Math.max(total, 1);
    this.#bar.value = done;
    element("verify-progress-text", HTMLParagraphElement).textContent = words.progress[step](
      count(done),
      count(total),
      words.megabytes(count(Math.round(bytes / 1_000_000))),
    );
  }

  #done(
    verification: Verification,
    made: { readonly request: CheckRequest; readonly place: string; readonly seconds: number },
  ): void {
    const { request, place, seconds } = made;
    this.#stop();
    const { onlyLog } = request;
    this.#say(renderReport({ verification, place, seconds, onlyLog }, this.#texts));
    const json = `${JSON.stringify(verification, undefined, 2)}\n`;
    this.#saved = URL.createObjectURL(new Blob([json], { type: "application/json" }));
    element("verify-download", HTMLAnchorElement).href = this.#saved;
  }

  #fail(reason: string): void {
    this.#stop();
    this.#say(
      html`<p class="answer" id="verdict" tabindex="-1">${this.#texts.words.failed}</p>
        <pre><code>${reason}</code></pre>`,
    );
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#working.hidden = true;
    this.#form.inert = false;
    element("verify-progress-text", HTMLParagraphElement).textContent = "";
  }

  /** Everything in the markup was escaped when it was made. */
  #say(report: Html): void {
    if (this.#saved !== undefined) URL.revokeObjectURL(this.#saved);
    this.#saved = undefined;
    this.#report.innerHTML = report.markup;
    element("verdict", HTMLElement).focus();
  }
}

/** A page from a disk may start no worker from a file, but one from its own text. */
function startOwnWorker(): Worker {
  const address = URL.createObjectURL(new Blob([ownSource()], { type: "text/javascript" }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

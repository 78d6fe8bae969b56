import type { ExplainedHandRow, ExplainedImage, ExplainedRow } from "../adapters/readers/explain-image.ts";
import type { HandDigit, HandProposal } from "../core/formats/hand-reading.ts";
import type { RowReading } from "../core/formats/reconcile-rows.ts";
import { qualityAdvice } from "../core/image-quality.ts";
import { html, type Content } from "../core/site/html.ts";

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2.2rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;border-radius:.3rem;padding:.6rem}
.rows{display:grid;gap:.7rem;padding:0;list-style:none}
.rows li{border:1px solid #8886;border-radius:.3rem;padding:.6rem .8rem}
.rows h3{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1rem;font-size:1rem;margin:0 0 .4rem}
.open{border-inline-start:.35rem solid #b3541e}
.boxes{display:flex;flex-wrap:wrap;gap:.5rem}.boxes figure{flex:0 1 5.5rem}
.cells{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}
figure{margin:0;min-width:0;max-width:100%;flex:1 1 14rem}
img{display:block;height:2.4rem;max-width:100%;object-fit:contain;object-position:left;box-sizing:border-box;background:#fff;border:1px solid #8886}
figcaption{font-size:.9rem}code{overflow-wrap:anywhere}`;

/** What became of a row, in words. */
export function rowOutcome(reading: RowReading): string {
  switch (reading.kind) {
    case "agreed":
      return `${reading.value}`;
    case "differ":
      return `digits ${reading.digits}, words ${reading.words}: illegible`;
    case "illegible":
      return "illegible";
  }
}

/** What is proposed of a row written by hand, in words. */
export function proposalInWords(proposal: HandProposal): string {
  switch (proposal.kind) {
    case "number":
      return `${proposal.value} proposed`;
    case "blank":
      return "blank";
    case "unsure":
      return proposal.guess.trim() === "" ? "not found" : "unsure";
  }
}

/** What one box was taken for, in words. */
export function digitInWords(digit: HandDigit): string {
  return digit.kind === "digit" ? `${digit.digit} (${Math.floor(digit.confidence * 100)}%)` : digit.kind;
}

/** A page, whole in itself, that shows what each reader saw in an image, box by box. */
export function renderExplainPage(name: string, seen: ExplainedImage): string {
  const codes =
    seen.codes.length === 0
      ? html`<p>No code was found.</p>`
      : seen.codes.map(
          ({ text, lines }) =>
            html`<pre>${text}</pre>
              <ul>
                ${lines.map((line) => html`<li>${line}</li>`)}
              </ul>`,
        );
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <title>What was read of ${name}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>What was read of ${name}</h1>
        <p>${String(seen.width)} x ${String(seen.height)} pixels. Nothing of this was entered anywhere.</p>
        ${renderQuality(seen.quality)}
        <h2>QR codes</h2>
        <p>${seen.step === "none" ? "No step gave a code." : `Found at the step: ${seen.step}.`}</p>
        ${codes}
        <h2>${seen.print?.kind === "hand-rows" ? "Handwriting" : "Print"}</h2>
        ${renderPrint(seen.print)}
      </body>
    </html> `;
  return page.markup;
}

/** What whoever took the image can do better, in both languages of the field. */
function renderQuality(quality: ExplainedImage["quality"]): Content {
  if (quality.length === 0) return undefined;
  return html`<h2>If it can be taken again</h2>
    <ul>
      ${quality.map(
        (problem) =>
          html`<li>
            ${qualityAdvice(problem, "en")} <span lang="es">(${qualityAdvice(problem, "es")})</span>
          </li>`,
      )}
    </ul>`;
}

function renderPrint(print: ExplainedImage["print"]): Content {
  if (print === undefined) return html`<p>The election file has no template of the sheet.</p>`;
  if (print.kind === "not-found") return html`<p>Not read: ${print.reason}.</p>`;
  if (print.kind === "hand-rows") return renderHand(print.rows, print.anchors);
  const taken = print.rows.filter(({ reading }) => reading.kind === "agreed").length;
  return html`<p>
      ${String(taken)} of ${String(print.rows.length)} rows were taken: their digits and words say the same
      number. The template was laid over the sheet by ${String(print.anchors)} of its words.
    </p>
    <ol class="rows">
      ${print.rows.map(renderRow)}
    </ol>`;
}

function renderHand(rows: readonly ExplainedHandRow[], anchors: number): Content {
  const proposed = rows.filter(({ proposal }) => proposal.kind === "number").length;
  return html`<p>
      A number is proposed for ${String(proposed)} of ${String(rows.length)} rows. Proposals settle nothing:
      people read the sheet. The template was laid over it by ${String(anchors)} of its words.
    </p>
    <ol class="rows">
      ${rows.map(
        ({ id, proposal, cells }) =>
          html`<li class="${proposal.kind === "number" ? "taken" : "open"}">
            <h3><span>${id}</span> <span>${proposalInWords(proposal)}</span></h3>
            <div class="boxes">
              ${cells.map(
                ({ digit, image }, at) =>
                  html`<figure>
                    <img
                      alt="Box ${String(at + 1)} of row ${id}"
                      src="data:image/png;base64,${Buffer.from(image).toString("base64")}"
                    />
                    <figcaption>${digitInWords(digit)}</figcaption>
                  </figure>`,
              )}
            </div>
          </li>`,
      )}
    </ol>`;
}

function renderRow({ id, box, reading, attempts, digits, words }: ExplainedRow): Content {
  const isOpen = reading.kind !== "agreed";
  const cell = (what: string, image: Uint8Array | undefined, read: readonly string[]) =>
    html`<figure>
      ${
        image === undefined
          ? html`<p>not found</p>`
          : html`<img
              alt="${what} of row ${id}"
              src="data:image/png;base64,${Buffer.from(image).toString("base64")}"
            />`
      }
      <figcaption>
        ${what}:
        ${read.map((text, at) => [at > 0 ? " | " : "", html`<code>${text === "" ? "nothing" : text}</code>`])}
      </figcaption>
    </figure>`;
  return html`<li class="${isOpen ? "open" : "taken"}">
    <h3><span>${id} (${box})</span> <span>${rowOutcome(reading)}</span></h3>
    <div class="cells">
      ${cell(
        "Digits",
        digits,
        attempts.map((attempt) => attempt.digits),
      )}
      ${cell(
        "Words",
        words,
        attempts.map((attempt) => attempt.words),
      )}
    </div>
  </li>`;
}

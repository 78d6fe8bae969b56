import type {
  ExplainedCodeOfImage,
  ExplainedHandRow,
  ExplainedImage,
  ExplainedRow,
} from "../adapters/readers/explain-image.ts";
import type { Language } from "../core/election.ts";
import { qualityAdvice } from "../core/image-quality.ts";
import { html, type Content, type Html } from "../core/site/html.ts";
import {
  digitInWords,
  explainWords,
  proposalInWords,
  rowOutcome,
  type ExplainWords,
} from "./explain-words.ts";

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif;--rule:#8886;--open:#b3541e;--taken:#2a7d4f}
body{max-width:62rem;margin:1.6rem auto 4rem;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .4rem}h2{font-size:1.2rem;margin:2.4rem 0 .6rem}
.short{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:.6rem;margin:1.2rem 0 0;padding:0}
.short div{border:1px solid var(--rule);border-radius:.4rem;padding:.5rem .8rem}
.short dt{font-size:.9rem}.short dd{margin:0;font-weight:600}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--rule);border-radius:.4rem;padding:.6rem}
.rows{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));gap:.7rem;padding:0;list-style:none}
.rows li{border:1px solid var(--rule);border-inline-start:.35rem solid var(--taken);border-radius:.4rem;padding:.5rem .8rem;min-width:0}
.rows li.open{border-inline-start:.35rem dashed var(--open)}
.rows h3{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem 1rem;font-size:1rem;margin:0 0 .4rem}
.rows h3 small{font-weight:400;font-size:.9rem}
.boxes{display:flex;flex-wrap:wrap;gap:.5rem}.boxes figure{flex:0 1 5.5rem}.boxes img{height:4rem}
.cells{display:flex;flex-wrap:wrap;gap:.5rem 1rem}
figure{margin:0;min-width:0;max-width:100%;flex:1 1 9rem}figure.words{flex:2 1 13rem}
img{display:block;height:2.4rem;max-width:100%;object-fit:contain;object-position:left;box-sizing:border-box;background:#fff;border:1px solid var(--rule)}
figure.words img{height:3rem}
figcaption{font-size:.9rem}code{overflow-wrap:anywhere}`;

/** A page, whole in itself, that shows what each reader saw in an image, box by box, in one language. */
export function renderExplainPage(name: string, seen: ExplainedImage, language: Language = "en"): string {
  const words = explainWords(language);
  const isHand = seen.print?.kind === "hand-rows";
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <title>${words.title(name)}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${words.title(name)}</h1>
          <p>${words.about(seen.width, seen.height)}</p>
          ${renderShort(seen, words)}
          <h2>${words.qualityTitle}</h2>
          ${renderQuality(seen.quality, { language, words })}
          <h2>${words.codesTitle}</h2>
          <p>${seen.step === "none" ? words.noStep : words.step(seen.step)}</p>
          ${seen.codes.length === 0 ? html`<p>${words.noCode}</p>` : seen.codes.map((code) => renderCode(code, language))}
          <h2>${isHand ? words.handTitle : words.printTitle}</h2>
          ${renderPrint(seen.print, words)}
        </main>
      </body>
    </html> `;
  return page.markup;
}

/** What came of it, reader by reader, before anything is scrolled to. */
function renderShort({ codes, print }: ExplainedImage, words: ExplainWords): Html {
  const code = codes.length === 0 ? words.noCode : codes.flatMap(({ station }) => station ?? []).join(", ");
  const facts: (readonly [string, string])[] = [
    [words.codesTitle, code === "" ? String(codes.length) : code],
  ];
  if (print?.kind === "rows") {
    const taken = print.rows.filter(({ reading }) => reading.kind === "agreed").length;
    facts.push([words.printTitle, `${taken} / ${print.rows.length} ${words.agreed}`]);
    facts.push([words.open, String(print.rows.length - taken)]);
  }
  if (print?.kind === "hand-rows") {
    const proposed = print.rows.filter(({ proposal }) => proposal.kind === "number").length;
    facts.push([words.handTitle, words.proposals(proposed, print.rows.length)]);
    facts.push([words.open, String(print.rows.length)]);
  }
  return html`<dl class="short" aria-label="${words.summary}">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    )}
  </dl>`;
}

/** What whoever took the image can do better. */
function renderQuality(
  quality: ExplainedImage["quality"],
  { language, words }: { readonly language: Language; readonly words: ExplainWords },
): Html {
  if (quality.length === 0) return html`<p>${words.qualityGood}</p>`;
  return html`<ul>
    ${quality.map((problem) => html`<li>${qualityAdvice(problem, language)}</li>`)}
  </ul>`;
}

function renderCode({ text, lines, linesInSpanish }: ExplainedCodeOfImage, language: Language): Html {
  const told = language === "es" ? linesInSpanish : lines;
  return html`<pre>${text}</pre>
    <ul>
      ${told.map((line) => html`<li>${line}</li>`)}
    </ul>`;
}

function renderPrint(print: ExplainedImage["print"], words: ExplainWords): Content {
  if (print === undefined) return html`<p>${words.noTemplate}</p>`;
  if (print.kind === "not-found") return html`<p>${words.notRead(print.reason)}</p>`;
  if (print.kind === "hand-rows") return renderHand(print.rows, print.anchors, words);
  const taken = print.rows.filter(({ reading }) => reading.kind === "agreed").length;
  return html`<p>${words.rowsTaken(taken, print.rows.length, print.anchors)}</p>
    <ol class="rows">
      ${print.rows.map((row) => renderRow(row, words))}
    </ol>`;
}

function renderHand(rows: readonly ExplainedHandRow[], anchors: number, words: ExplainWords): Content {
  const proposed = rows.filter(({ proposal }) => proposal.kind === "number").length;
  return html`<p>${words.rowsProposed(proposed, rows.length, anchors)}</p>
    <ol class="rows">
      ${rows.map(
        ({ id, proposal, cells }) =>
          html`<li class="${proposal.kind === "number" ? "taken" : "open"}">
            <h3><span>${words.boxName(id) ?? id}</span> <span>${proposalInWords(proposal, words)}</span></h3>
            <div class="boxes">
              ${cells.map(
                ({ digit, image }, at) =>
                  html`<figure>
                    <img alt="${words.box(at + 1, id)}" src="${dataAddress(image)}" />
                    <figcaption>${digitInWords(digit, words)}</figcaption>
                  </figure>`,
              )}
            </div>
          </li>`,
      )}
    </ol>`;
}

function dataAddress(image: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(image).toString("base64")}`;
}

function renderRow(row: ExplainedRow, words: ExplainWords): Content {
  const { id, box, reading, attempts } = row;
  const isOpen = reading.kind !== "agreed";
  const cell = (what: "digits" | "words") => {
    const image = row[what];
    return html`<figure class="${what}">
      ${
        image === undefined
          ? html`<p>${words.notFound}</p>`
          : html`<img alt="${words.of(words[what], id)}" src="${dataAddress(image)}" />`
      }
      <figcaption>
        ${words[what]}:
        ${renderAttempts(
          attempts.map((attempt) => attempt[what]),
          words,
        )}
      </figcaption>
    </figure>`;
  };
  return html`<li class="${isOpen ? "open" : "taken"}">
    <h3>
      <span>${id} <small>${words.boxName(box) ?? box}</small></span>
      <span>${rowOutcome(reading, words)}</span>
    </h3>
    <div class="cells">${cell("digits")} ${cell("words")}</div>
  </li>`;
}

/** What was read, attempt by attempt; the same several times is told once, with how often. */
function renderAttempts(read: readonly string[], words: ExplainWords): Content {
  const counts = new Map<string, number>();
  for (const text of read) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count], at) => [
    at > 0 ? " | " : "",
    html`<code>${text === "" ? words.nothing : text}</code>`,
    count > 1 ? ` ×${count}` : "",
  ]);
}

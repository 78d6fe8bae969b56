import { tilePath, TILE_WIDTH } from "../tlog/tile.ts";
import { html, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import type { Entry } from "../entry.ts";
import { columnHead, numberCell, renderTable, tableRow, textCell } from "./table.ts";

/**
 * The link to the published file that holds an entry. The last file of a log bears its width in its name until it is full:
 * until then the way leads over the page of the log, and this page stays as it is while the log grows.
 */
function renderTileLink(page: Page, index: number): Html {
  const tile = Math.floor(index / TILE_WIDTH);
  const path = `log/${tilePath({ level: "entries", index: tile, width: TILE_WIDTH })}`;
  const isFull = (tile + 1) * TILE_WIDTH <= page.index.context.size;
  return html`<a href="${isFull ? page.file(path) : page.page("log.html")}"><code>${path}</code></a>`;
}

/** Each entry a page rests on: the hash of its leaf, the file it names, the tile it is in, and how to get its proof. */
export function renderProofTable(page: Page, entries: Iterable<number>): Content {
  const indexes = [...new Set(entries)].sort((one, other) => one - other);
  if (indexes.length === 0) return undefined;
  const { unit, words, log } = page.messages;
  return html`<section class="proof" id="proof">
    <h2>${unit.proofTitle}</h2>
    <p>${unit.proofLead}</p>
    ${renderTable(page, {
      caption: unit.proofCaption,
      head: tableRow(
        columnHead(words.entry),
        columnHead(log.what, "text"),
        columnHead(unit.leafHash, "text"),
        columnHead(unit.blob, "text"),
        columnHead(unit.tile, "text"),
        columnHead(unit.receipt, "text"),
      ),
      body: indexes.map((index) => renderProofRow(page, index)),
    })}
  </section> `;
}

function renderProofRow(page: Page, index: number): Content {
  const { entry, leafHash } = page.index.context.entryAt(index);
  return html`<tr id="entry-${String(index)}">
    ${[
      numberCell(String(index)),
      textCell(page.messages.entryKinds[entry.kind]),
      textCell(html`<code class="hash">${leafHash}</code>`),
      textCell(renderBlobLinks(page, entry)),
      textCell(renderTileLink(page, index)),
      textCell(html`<code class="command">cotejo receipt . ${String(index)}</code>`),
    ]}
  </tr> `;
}

/** The file the entry names by its hash. What is committed to and not opened has none. */
export function renderBlobLinks(page: Page, entry: Entry): Content {
  const blob = blobOf(entry);
  return blob === undefined ? "—" : renderBlobLink(page, blob);
}

/** A published file by its hash. */
export function renderBlobLink(page: Page, hash: string): Html {
  return html`<a href="${page.file(page.index.context.blobPath(hash))}"
    ><code class="hash">${hash}</code></a
  >`;
}

function blobOf(entry: Entry): string | undefined {
  switch (entry.kind) {
    case "election-opened":
      return entry.definition;
    case "register-adopted":
      return entry.register;
    case "dataset-imported":
      return entry.dataset;
    case "results-declared":
      return entry.declaration;
    case "evidence-received":
    case "evidence-reassigned":
    case "evidence-redacted":
    case "reading-made":
    case "dispute-adjudicated":
    case "actor-admitted":
    case "actor-removed":
    case "reading-signed":
    case "readings-extended":
    case "truth-committed":
    case "truths-opened":
      return undefined;
  }
}

import type { EvidenceView } from "../view.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";

/** The files a station's accounts were read from: shown where they may be, named by their commitment where not. */
export function renderEvidence(page: Page, station: number): Content {
  const files = page.index.evidenceOfStation.get(station) ?? [];
  const names = page.index.evidenceNames.get(station) ?? [];
  const named = names.map(
    (name) =>
      html`<p class="evidence">${page.messages.unit.evidenceDataset} <code class="long">${name}</code></p> `,
  );
  const id = page.index.seen.register.stationIds[station] ?? "";
  return [named, files.map((file) => renderFile(page, file, id))];
}

function renderFile(page: Page, file: EvidenceView, station: string): Html {
  const words = page.messages.unit;
  const { evidence, payload } = file;
  const source = isolated(page.sourceName(evidence.source));
  const entry = html`<a href="#entry-${String(evidence.entry)}"
    >${words.reading(page.count(evidence.entry))}</a
  >`;
  const path = payload === undefined ? undefined : page.index.context.evidencePath(payload.sha256);
  const readings = file.readings.map((reading) => renderReading(page, reading));
  if (payload === undefined || path === undefined)
    return html`<p class="evidence">
        ${words.evidence}, ${source}, ${entry}: ${words.evidenceHeld}. ${words.commitment}
        <code class="long">${evidence.commitment}</code>
      </p>
      ${readings}`;
  const href = page.file(path);
  const isImage = payload.mediaType !== "application/octet-stream";
  const shown = isImage
    ? html`<a href="${href}"><img src="${href}" loading="lazy" alt="${words.evidenceAlt(station)}" /></a>`
    : html`<p><a href="${href}">${words.evidenceOpen}</a></p>`;
  return html`<details class="evidence">
    <summary>${words.evidence}, ${source}</summary>
    ${shown}
    <p>${entry} · SHA-256 <code class="long">${payload.sha256}</code></p>
    ${readings}
  </details> `;
}

function renderReading(page: Page, { reading, payload }: EvidenceView["readings"][number]): Html {
  const words = page.messages.unit;
  const by = words.readBy(reading.reader);
  if (payload === undefined)
    return html`<p class="evidence">
      ${by}: ${words.readingSealed}. ${words.commitment} <code class="long">${reading.commitment}</code>
    </p> `;
  if (payload.outcome === "nothing-read")
    return html`<p class="evidence">
      ${by}: ${words.nothingRead}. <span lang="en">${payload.reason}</span>
    </p> `;
  if (payload.text === undefined) return html``;
  return html`<p class="evidence">${by}. ${words.qrWords}</p>
    <pre class="qr">${payload.text}</pre> `;
}

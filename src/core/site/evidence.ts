import type { RedactionEntry } from "../redaction.ts";
import { copiesShown } from "./copies.ts";
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
  // Where there are several, they stand beside each other already.
  const isAlone = copiesShown(page.index, station).length < 2;
  return [named, files.map((file) => renderFile(page, file, isAlone ? id : undefined))];
}

/** With the station's name, the image itself is shown. */
function renderFile(page: Page, file: EvidenceView, station: string | undefined): Html {
  const words = page.messages.unit;
  const { evidence, shown: visible } = file;
  const source = isolated(page.sourceName(evidence.source));
  const entry = html`<a href="#entry-${String(evidence.entry)}"
    >${words.reading(page.count(evidence.entry))}</a
  >`;
  const path = visible === undefined ? undefined : page.index.context.evidencePath(visible.sha256);
  const decided = renderRedaction(page, file);
  const readings = file.readings.map((reading) => renderReading(page, reading));
  const commitment = html`${words.commitment} <code class="long">${evidence.commitment}</code>`;
  if (visible === undefined || path === undefined)
    return html`<p class="evidence">
        ${words.evidence}, ${source}, ${entry}: ${words.evidenceHeld}. ${commitment}
      </p>
      ${decided}${readings}`;
  const href = page.file(path);
  const isImage = visible.mediaType !== "application/octet-stream";
  const shown =
    isImage && station !== undefined
      ? html`<a href="${href}"><img src="${href}" loading="lazy" alt="${words.evidenceAlt(station)}" /></a>`
      : html`<p><a href="${href}">${words.evidenceOpen}</a></p>`;
  const which = station === undefined ? html`, ${words.reading(page.count(evidence.entry))}` : undefined;
  return html`<details class="evidence">
    <summary>${words.evidence}, ${source}${which}</summary>
    ${shown}
    <p>${entry} · SHA-256 <code class="long">${visible.sha256}</code></p>
    ${decided}${visible.redacted === undefined ? undefined : html`<p>${commitment}</p> `}${readings}
  </details> `;
}

/** What was decided of showing the image, in the log and beside it. */
function renderRedaction(page: Page, { evidence: { redaction } }: EvidenceView): Content {
  if (redaction === undefined) return undefined;
  const words = page.messages.unit;
  const entry = html`<a href="#entry-${String(redaction.entry)}"
    >${words.reading(page.count(redaction.entry))}</a
  >`;
  return html`<p class="evidence">
    ${words.evidence}: ${renderRedactionOutcome(page, redaction)} (${entry})
  </p> `;
}

/** The outcome of a redaction, in words. */
export function renderRedactionOutcome(
  page: Page,
  { outcome, seen }: Pick<RedactionEntry, "outcome" | "seen">,
): Content {
  const words = page.messages.unit;
  switch (outcome.kind) {
    case "redacted": {
      const parts = outcome.covered.length;
      const made = words.redacted(parts, page.count(parts));
      const reached = outcome.rowsReached ?? [];
      return [
        seen ? made : `${made}, ${words.redactedUnseen}`,
        reached.length === 0 ? undefined : html`. <strong>${words.rowsReached(reached.join(", "))}</strong>`,
      ];
    }
    case "none-needed":
      return html`${words.redactionNoneNeeded} <q>${outcome.reason}</q>`;
    case "withdrawn":
      return html`${words.redactionWithdrawn} <q>${outcome.reason}</q>`;
  }
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

import { compareImages } from "../likeness-checks.ts";
import type { EvidenceView } from "../view.ts";
import { html, isolated, type Content, type Html } from "./html.ts";
import type { Page } from "./page.ts";
import type { SiteIndex } from "./site-index.ts";

/** Image files of one station that the public may see, each file once. */
export function copiesShown(index: SiteIndex, station: number): readonly EvidenceView[] {
  const seen = new Set<string>();
  return (index.evidenceOfStation.get(station) ?? []).filter(({ shown }) => {
    if (shown === undefined || shown.mediaType === "application/octet-stream" || seen.has(shown.sha256))
      return false;
    seen.add(shown.sha256);
    return index.context.evidencePath(shown.sha256) !== undefined;
  });
}

/** So many copies are compared with each other in words: the pairs of more are too many to read. */
const COMPARED_MAXIMUM = 6;

/** Two or more images of one station's sheet beside each other, with who read them and how their numbers look. */
export function renderCopies(page: Page, station: number): Content {
  const copies = copiesShown(page.index, station);
  if (copies.length < 2) return undefined;
  const compared = copies.slice(0, COMPARED_MAXIMUM);
  const words = page.messages.unit;
  const id = page.index.seen.register.stationIds[station] ?? "";
  return html`<section class="copies" aria-label="${words.copiesTitle}">
    <p class="contest">${words.copiesTitle}</p>
    <div class="copies-shown">${copies.map((copy) => renderCopy(page, copy, id))}</div>
    ${compared.flatMap((one, at) => compared.slice(at + 1).map((other) => renderComparison(page, one, other)))}
  </section> `;
}

function renderCopy(page: Page, { evidence, shown, readings }: EvidenceView, station: string): Content {
  const words = page.messages.unit;
  const path = shown === undefined ? undefined : page.index.context.evidencePath(shown.sha256);
  if (path === undefined) return undefined;
  const href = page.file(path);
  const label = page.messages.shell.scrollable(words.copyOf(station, page.count(evidence.entry)));
  const readers = readings.map(
    ({ reading }) => html`<br />${words.readBy(reading.reader)} (${entryLink(page, reading.entry)})`,
  );
  return html`<figure>
    <figcaption>
      <strong>${isolated(page.sourceName(evidence.source))}</strong>,
      ${entryLink(page, evidence.entry)}${readers}
    </figcaption>
    <div class="copy" role="region" tabindex="0" aria-label="${label}">
      <a href="${href}"
        ><img src="${href}" loading="lazy" alt="${words.copyOf(station, page.count(evidence.entry))}"
      /></a>
    </div>
  </figure> `;
}

function entryLink(page: Page, entry: number): Html {
  return html`<a href="#entry-${String(entry)}">${page.messages.unit.reading(page.count(entry))}</a>`;
}

/** How the numbers in two images look beside each other, where that was measured. */
function renderComparison(page: Page, one: EvidenceView, other: EvidenceView): Content {
  const compared = compareImages(one, other);
  if (compared === undefined || compared.rows === 0) return undefined;
  const words = page.messages.unit;
  const entries = [one, other].map(({ evidence }) => page.count(evidence.entry));
  const facts = {
    entries: page.messages.list(entries),
    rows: page.count(compared.rows),
    percent: page.count(compared.percent),
    differ: page.messages.list(compared.differ),
  };
  const told = compared.differ.length === 0 ? undefined : html` ${words.copiesRowsDiffer(facts)}`;
  return html`<p class="note">
    ${compared.alike ? words.copiesAlike(facts) : words.copiesNotAlike(facts)}${told}
  </p> `;
}

import type { Edition } from "../edition.ts";
import { Page } from "../page.ts";
import type { PublishedFile } from "../site-context.ts";
import { renderRecordActors } from "./record-actors-page.ts";
import { renderRecordDocument } from "./record-document-page.ts";
import { renderRecordDocuments } from "./record-documents-page.ts";
import { renderRecordFigures } from "./record-figures-page.ts";
import { renderRecordOverview } from "./record-overview-page.ts";
import { renderRecordPositions } from "./record-positions-page.ts";
import { documentPath, RECORD_PATHS } from "./record-teller.ts";
import { renderRecordTimeline } from "./record-timeline-page.ts";

/** The pages of the record, where anything in it is confirmed. */
export function* renderRecord(edition: Edition): Generator<PublishedFile> {
  const { record } = edition.index.seen;
  if (record.documents.length === 0) return;
  yield renderRecordOverview(new Page(edition, RECORD_PATHS.overview));
  yield renderRecordFigures(new Page(edition, RECORD_PATHS.figures));
  yield renderRecordTimeline(new Page(edition, RECORD_PATHS.timeline));
  yield renderRecordActors(new Page(edition, RECORD_PATHS.actors));
  yield renderRecordPositions(new Page(edition, RECORD_PATHS.positions));
  yield renderRecordDocuments(new Page(edition, RECORD_PATHS.documents));
  for (const document of record.documents)
    yield renderRecordDocument(new Page(edition, documentPath(document.entry)), document);
}

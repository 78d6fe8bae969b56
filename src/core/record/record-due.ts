import { dueVersions, type RecordState } from "./record-state.ts";

/**
 * The entries of the record whose openings are published, in no order: confirmed wordings of statements, and the
 * documents they stand in. Of a document with blacked-out names the commitment stays closed: the hash of its whole text
 * would let anybody try names.
 */
export function recordEntriesDue(record: RecordState): readonly number[] {
  const due: number[] = [];
  const shown = new Set<number>();
  for (const statement of record.statements.values()) {
    const versions = dueVersions(record, statement);
    for (const version of versions) due.push(version.entry);
    if (versions.length > 0) shown.add(statement.document);
  }
  for (const document of shown) if (record.documents.get(document)?.isOpened === true) due.push(document);
  return due;
}

/** The documents of which a person has confirmed a statement, in the order of their entries: those the public sees. */
export function documentsShown(record: RecordState): readonly number[] {
  const shown = new Set<number>();
  for (const statement of record.statements.values())
    if (dueVersions(record, statement).length > 0) shown.add(statement.document);
  return [...shown].sort((one, other) => one - other);
}

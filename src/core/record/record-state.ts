import type { Sha256Hex } from "../bytes.ts";
import { InputError } from "../input-error.ts";
import { receiveDocument, reviseDocument, type ReceivedDocument } from "./document-state.ts";
import type { RecordEntry, RecordEntryOf } from "./record-entry.ts";
import { isSameReviewer } from "./reviewer.ts";

/** One wording of a statement: as it was recorded, or as somebody corrected it. */
export interface StatementVersion {
  /** The entry that committed to it. */
  readonly entry: number;
  readonly commitment: Sha256Hex;
  readonly reviews: 1 | 2;
  /** Everybody who confirmed this wording, whoever wrote it first; nobody twice. */
  readonly reviewers: readonly string[];
}

/** What a reviewer decided about a statement after it was recorded. */
export type StatementDecision = RecordEntryOf<"statement-revised"> & { readonly entry: number };

export interface RecordedStatement {
  readonly entry: number;
  readonly document: number;
  readonly versions: readonly StatementVersion[];
  /** Whether the last word on it is that it does not stand. */
  readonly isRejected: boolean;
  readonly decisions: readonly StatementDecision[];
}

export type Incident = RecordEntryOf<"incident-described"> & { readonly entry: number };
export type ConfirmedDerivation = RecordEntryOf<"derivation-confirmed"> & { readonly entry: number };

/** What the log says of documents and statements. */
export interface RecordState {
  readonly documents: Map<number, ReceivedDocument>;
  readonly statements: Map<number, RecordedStatement>;
  /** The statement that an entry recorded or worded anew. */
  readonly wordings: Map<number, number>;
  /** By the pair of documents, in the order of their entries: of several for one pair the last stands. */
  readonly derivations: Map<string, ConfirmedDerivation>;
  readonly incidents: Map<string, Incident>;
}

export function emptyRecord(): RecordState {
  return {
    documents: new Map(),
    statements: new Map(),
    wordings: new Map(),
    derivations: new Map(),
    incidents: new Map(),
  };
}

/** An entry of the record with its place in the log, and where the blobs are. */
export interface PlacedRecordEntry {
  readonly entry: RecordEntry;
  readonly index: number;
  readonly blobs: (hash: Sha256Hex) => Uint8Array;
}

/** Takes one more entry into the record. Throws InputError where it does not fit what stands before it. */
export function advanceRecord(record: RecordState, placed: PlacedRecordEntry): void {
  const { entry, index } = placed;
  switch (entry.kind) {
    case "document-received":
      if (entry.supersedes !== undefined) requireDocument(record, entry.supersedes, index);
      record.documents.set(index, receiveDocument(entry, placed));
      break;
    case "document-revised": {
      const revised = { ...entry, entry: index };
      for (const wording of entry.withdrawn ?? []) requireWording(record, entry.document, { wording, index });
      const document = requireDocument(record, entry.document, index);
      record.documents.set(entry.document, reviseDocument(document, revised, placed.blobs));
      break;
    }
    case "statement-recorded": {
      const { commitment, reviews, reviewer, document, decision } = entry;
      requireDocument(record, document, index);
      const version = { entry: index, commitment, reviews, reviewers: [reviewer] };
      const isRejected = decision === "rejected";
      record.wordings.set(index, index);
      record.statements.set(index, {
        entry: index,
        document,
        versions: isRejected ? [{ ...version, reviewers: [] }] : [version],
        isRejected,
        decisions: [],
      });
      break;
    }
    case "statement-revised":
      record.statements.set(entry.statement, revise(record, { ...entry, entry: index }));
      if (entry.decision === "corrected") record.wordings.set(index, entry.statement);
      break;
    case "derivation-confirmed":
      confirmDerivation(record, { ...entry, entry: index });
      break;
    case "incident-described": {
      if ((entry.place === undefined) !== (entry.placeLevel === undefined))
        throw new InputError(`entry ${index}`, ["a place and its level go together"]);
      if (entry.to !== undefined && entry.to < entry.from)
        throw new InputError(`entry ${index}`, [`ends on ${entry.to}, before it begins on ${entry.from}`]);
      record.incidents.set(entry.incident, { ...entry, entry: index });
      break;
    }
  }
}

function revise(record: RecordState, decision: StatementDecision): RecordedStatement {
  const statement = record.statements.get(decision.statement);
  const current = statement?.versions.at(-1);
  if (statement === undefined || current === undefined)
    throw new InputError(`entry ${decision.entry}`, [`entry ${decision.statement} is no statement`]);
  const decisions = [...statement.decisions, decision];
  switch (decision.decision) {
    case "confirmed": {
      if (current.reviewers.some((name) => isSameReviewer(name, decision.reviewer)))
        throw new InputError("reviewer", [
          `"${decision.reviewer}" confirmed statement ${statement.entry} before: a second review needs another person`,
        ]);
      const version = { ...current, reviewers: [...current.reviewers, decision.reviewer] };
      return {
        ...statement,
        versions: [...statement.versions.slice(0, -1), version],
        isRejected: false,
        decisions,
      };
    }
    case "corrected": {
      const { entry, commitment, reviews, reviewer } = decision;
      const version = { entry, commitment, reviews, reviewers: [reviewer] };
      return { ...statement, versions: [...statement.versions, version], isRejected: false, decisions };
    }
    case "rejected":
      return { ...statement, isRejected: true, decisions };
    case "assessed":
      if (dueVersions(record, statement).length === 0)
        throw new InputError(`entry ${decision.entry}`, [
          `statement ${statement.entry} is not confirmed: nobody can assess it in public yet`,
        ]);
      return { ...statement, decisions };
  }
}

function confirmDerivation(record: RecordState, derivation: ConfirmedDerivation): void {
  const { document, from, entry } = derivation;
  if (document === from) throw new InputError(`entry ${entry}`, ["a document does not come from itself"]);
  for (const each of [document, from])
    if (requireDocument(record, each, entry).visibility === "sealed")
      throw new InputError(`entry ${entry}`, [`document ${each} is sealed: nothing is said of it in public`]);
  const pair = `${Math.min(document, from)} ${Math.max(document, from)}`;
  record.derivations.set(pair, derivation);
}

function requireDocument(record: RecordState, document: number, entry: number): ReceivedDocument {
  const found = record.documents.get(document);
  if (found === undefined)
    throw new InputError(`entry ${entry}`, [`entry ${document} is no document of the record`]);
  return found;
}

/** A wording that is withdrawn must be of a statement of that document. */
function requireWording(
  record: RecordState,
  document: number,
  { wording, index }: { readonly wording: number; readonly index: number },
): void {
  const statement = record.wordings.get(wording);
  if (statement === undefined || record.statements.get(statement)?.document !== document)
    throw new InputError(`entry ${index}`, [`entry ${wording} is no wording of document ${document}`]);
}

/**
 * The wordings of a statement that are confirmed, and so opened: by as many different persons as each needs, in a
 * document that is not sealed. What is confirmed once stays open, also where somebody corrects or rejects it later;
 * only what shows a name that is hidden since is withdrawn.
 */
export function dueVersions(record: RecordState, statement: RecordedStatement): readonly StatementVersion[] {
  const document = record.documents.get(statement.document);
  if (document === undefined || document.visibility === "sealed") return [];
  return statement.versions.filter(
    ({ entry, reviewers, reviews }) => reviewers.length >= reviews && !document.withdrawn.has(entry),
  );
}

/** Throws InputError where an entry is no statement that persons have confirmed. */
export function requireConfirmed(record: RecordState, entry: number): void {
  const statement = record.statements.get(entry);
  if (statement === undefined || standingVersion(record, statement) === undefined)
    throw new InputError("declaration", [`statements: entry ${entry} is no confirmed statement`]);
}

/** The wording that stands: the last, where it is confirmed and not rejected since. */
export function standingVersion(
  record: RecordState,
  statement: RecordedStatement,
): StatementVersion | undefined {
  const last = statement.versions.at(-1);
  if (last === undefined || statement.isRejected) return undefined;
  return dueVersions(record, statement).includes(last) ? last : undefined;
}

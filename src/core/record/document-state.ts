import { parseUtf8, type Sha256Hex } from "../bytes.ts";
import { formatCanonicalJson } from "../canonical-json.ts";
import type { Payload } from "../commitment.ts";
import { InputError } from "../input-error.ts";
import type { DocumentFacts, Visibility } from "./document.ts";
import type { RecordEntryOf } from "./record-entry.ts";

/** A person's change of what is shown of a document. */
export type DocumentRevision = RecordEntryOf<"document-revised"> & { readonly entry: number };

/** A document as the log knows it. */
export interface ReceivedDocument {
  readonly entry: number;
  readonly visibility: Visibility;
  readonly commitment: Sha256Hex;
  /** Whether the commitment may be opened once a statement is: nothing of it is hidden. */
  readonly isOpened: boolean;
  /** Undefined where it is sealed. */
  readonly facts: DocumentFacts | undefined;
  /** What the log said of it last, also where it is sealed since. */
  readonly factsTold: DocumentFacts | undefined;
  /** Every public text it had: words of an earlier one stand where they stood. */
  readonly texts: ReadonlySet<Sha256Hex>;
  readonly supersedes: number | undefined;
  /** Reads the public text. Undefined where the public sees excerpts or nothing. */
  readonly readText: (() => string) | undefined;
  /** Wordings of statements that are opened no more: they show what is hidden since. */
  readonly withdrawn: ReadonlySet<number>;
  readonly revisions: readonly DocumentRevision[];
}

type Blobs = (hash: Sha256Hex) => Uint8Array;

/** A document as an entry of the log brings it. Throws InputError where it tells of a sealed one, or nothing of another. */
export function receiveDocument(
  { visibility, commitment, document: facts, supersedes }: RecordEntryOf<"document-received">,
  { index, blobs }: { readonly index: number; readonly blobs: Blobs },
): ReceivedDocument {
  requireFacts(index, visibility, facts);
  return {
    entry: index,
    visibility,
    commitment,
    isOpened: facts?.masked === 0,
    facts,
    factsTold: facts,
    texts: new Set(facts === undefined ? [] : [facts.text]),
    supersedes,
    readText: textReader({ entry: index, visibility, facts }, blobs),
    withdrawn: new Set(),
    revisions: [],
  };
}

/** The document after a person changed what is shown of it. Throws InputError where the change does not fit it. */
export function reviseDocument(
  document: ReceivedDocument,
  revision: DocumentRevision,
  blobs: Blobs,
): ReceivedDocument {
  const { visibility, facts, opens, withdrawn = [], entry } = revision;
  requireFacts(entry, visibility, facts);
  if (opens === true && facts?.masked !== 0)
    throw new InputError(`entry ${entry}`, ["opens what it hides: its commitment tells the whole text"]);
  return {
    ...document,
    visibility,
    isOpened: opens === true,
    facts,
    factsTold: facts ?? document.factsTold,
    texts: new Set([...document.texts, ...(facts === undefined ? [] : [facts.text])]),
    readText: textReader({ entry: document.entry, visibility, facts }, blobs),
    withdrawn: new Set([...document.withdrawn, ...withdrawn]),
    revisions: [...document.revisions, revision],
  };
}

/**
 * Checks what an opened commitment tells of a document against what the log says: nothing is hidden, so the whole text is
 * the public one, and what was sealed is told as it was. Throws InputError that names the entry.
 */
export function checkDocument(
  { entry, facts, isOpened }: ReceivedDocument,
  payload: Payload | undefined,
): void {
  if (!isOpened || facts === undefined || payload?.kind !== "document") return;
  const isSame = payload.facts === undefined || isSameFacts(payload.facts, facts);
  if (payload.text !== facts.text || !isSame)
    throw new InputError(`document ${entry}`, [
      "its commitment tells another text or other facts than the log",
    ]);
}

/** Whether the same is said of a document. */
export function isSameFacts(one: DocumentFacts, other: DocumentFacts): boolean {
  return parseUtf8(formatCanonicalJson(one)) === parseUtf8(formatCanonicalJson(other));
}

function requireFacts(entry: number, visibility: Visibility, facts: DocumentFacts | undefined): void {
  if ((facts === undefined) !== (visibility === "sealed"))
    throw new InputError(`entry ${entry}`, [
      visibility === "sealed" ? "says something of a sealed document" : "says nothing of a document",
    ]);
}

function textReader(
  of: {
    readonly entry: number;
    readonly visibility: Visibility;
    readonly facts: DocumentFacts | undefined;
  },
  blobs: Blobs,
): (() => string) | undefined {
  const { entry, visibility, facts } = of;
  if (visibility !== "public" || facts === undefined) return undefined;
  return () => parseUtf8(blobs(facts.text), `text of document ${entry}`);
}

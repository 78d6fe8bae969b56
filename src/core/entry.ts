import { z } from "zod";

import type { Sha256Hex } from "./bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "./canonical-json.ts";
import { InputError } from "./input-error.ts";
import { recordEntrySchemas } from "./record/record-entry.ts";
import { redactionOutcomeSchema } from "./redaction.ts";

/** An entry is at most this many bytes of canonical JSON: what is larger is a blob, named by its hash. */
export const ENTRY_MAXIMUM_BYTES = 65_535;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hexadecimal");
const indexSchema = z.int().min(0);
const nameSchema = z.string().min(1).max(200);
const keySchema = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, "the 32 bytes of an Ed25519 public key in base64");
const signatureSchema = z.string().regex(/^[A-Za-z0-9+/]{86}==$/, "the 64 bytes of a signature in base64");
const reasonSchema = z.string().min(1).max(4_000);
const versionSchema = z.literal(1);

/**
 * Everything that can be said in a log, one kind a statement; docs/formats/entries.md tells what each means.
 * The union is closed: an entry of another kind or version, or with a field more, is refused, not skipped.
 */
const entrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("election-opened"), version: versionSchema, definition: hashSchema }),
  z.strictObject({
    kind: z.literal("register-adopted"),
    version: versionSchema,
    register: hashSchema,
    mapping: hashSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("dataset-imported"),
    version: versionSchema,
    source: nameSchema,
    dataset: hashSchema,
    /** A built-in format by name, or "mapping" with the mapping file's blob. */
    format: nameSchema,
    mapping: hashSchema.optional(),
    /** The index of an earlier dataset of the same source that this one replaces in the count. */
    supersedes: indexSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("evidence-received"),
    version: versionSchema,
    source: nameSchema,
    commitment: hashSchema,
    station: nameSchema.optional(),
    contest: nameSchema.optional(),
    /** Whether the sender says that nothing in the file needs hiding, so that it may be published. */
    redactedBySource: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("evidence-reassigned"),
    version: versionSchema,
    evidence: indexSchema,
    station: nameSchema,
    reason: reasonSchema,
  }),
  /** What of an evidence image the public is shown; docs/redaction.md. */
  z.strictObject({
    kind: z.literal("evidence-redacted"),
    version: versionSchema,
    evidence: indexSchema,
    outcome: redactionOutcomeSchema,
    seen: z.boolean(),
    /** The entry that decided before, where one did: nothing is decided twice by mistake. */
    supersedes: indexSchema.optional(),
    signed: z.strictObject({ actor: indexSchema, signature: signatureSchema }).optional(),
  }),
  z.strictObject({
    kind: z.literal("reading-made"),
    version: versionSchema,
    evidence: indexSchema,
    reader: nameSchema,
    commitment: hashSchema,
  }),
  /** Somebody who may read sheets, known by a key and by nothing else. */
  z.strictObject({
    kind: z.literal("actor-admitted"),
    version: versionSchema,
    role: z.literal("transcriber"),
    key: keySchema,
  }),
  z.strictObject({
    kind: z.literal("actor-removed"),
    version: versionSchema,
    actor: indexSchema,
    reason: reasonSchema,
  }),
  /** A person's reading, signed with the key of an actor that was admitted before. */
  z.strictObject({
    kind: z.literal("reading-signed"),
    version: versionSchema,
    evidence: indexSchema,
    actor: indexSchema,
    commitment: hashSchema,
    signature: signatureSchema,
  }),
  /** So many people must have read the evidence before any reading of it is opened: those before did not agree. */
  z.strictObject({
    kind: z.literal("readings-extended"),
    version: versionSchema,
    evidence: indexSchema,
    people: z.int().min(2),
  }),
  /** What one sheet says, established before people read it; which sheet, the log does not say until it is opened. */
  z.strictObject({ kind: z.literal("truth-committed"), version: versionSchema, commitment: hashSchema }),
  z.strictObject({ kind: z.literal("truths-opened"), version: versionSchema }),
  z.strictObject({
    kind: z.literal("dispute-adjudicated"),
    version: versionSchema,
    source: nameSchema,
    contest: nameSchema,
    station: nameSchema,
    /** The account that stands: a reading's entry, or a dataset's entry and row; or none of them. */
    decision: z.union([
      z.strictObject({ entry: indexSchema, row: z.int().min(1).optional() }),
      z.literal("none-stands"),
    ]),
    reason: reasonSchema,
  }),
  z.strictObject({ kind: z.literal("results-declared"), version: versionSchema, declaration: hashSchema }),
  z.strictObject({ kind: z.literal("sample-drawn"), version: versionSchema, sample: hashSchema }),
  ...recordEntrySchemas,
]);

export type Entry = z.infer<typeof entrySchema>;
export type EntryOf<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

/** The entry of the stored bytes. Throws InputError that names the entry's index and what is wrong with it. */
export function parseEntry(bytes: Uint8Array, index: number): Entry {
  const what = `entry ${index}`;
  if (bytes.length > ENTRY_MAXIMUM_BYTES)
    throw new InputError(what, [`is over ${ENTRY_MAXIMUM_BYTES} bytes`]);
  const parsed = entrySchema.safeParse(parseCanonicalJson(bytes, what));
  if (!parsed.success) throw InputError.fromIssues(what, parsed.error.issues);
  return parsed.data;
}

export function formatEntry(entry: Entry): Uint8Array {
  const bytes = formatCanonicalJson(entry);
  if (bytes.length > ENTRY_MAXIMUM_BYTES)
    throw new InputError("entry", [`is over ${ENTRY_MAXIMUM_BYTES} bytes`]);
  return bytes;
}

/**
 * The blobs an entry names: they must be at hand before it can be folded. The text of a document is none of them: it is
 * carried once a statement in it is confirmed, and read only then.
 */
export function blobsNamed(entry: Entry): readonly Sha256Hex[] {
  switch (entry.kind) {
    case "election-opened":
      return [entry.definition];
    case "register-adopted":
      return [entry.register, ...optional(entry.mapping)];
    case "dataset-imported":
      return [entry.dataset, ...optional(entry.mapping)];
    case "results-declared":
      return [entry.declaration];
    case "sample-drawn":
      return [entry.sample];
    case "evidence-received":
    case "evidence-reassigned":
    case "evidence-redacted":
    case "reading-made":
    case "dispute-adjudicated":
    case "document-received":
    case "document-revised":
    case "statement-recorded":
    case "statement-revised":
    case "derivation-confirmed":
    case "incident-described":
    case "actor-admitted":
    case "actor-removed":
    case "reading-signed":
    case "readings-extended":
    case "truth-committed":
    case "truths-opened":
      return [];
  }
}

function optional(hash: Sha256Hex | undefined): readonly Sha256Hex[] {
  return hash === undefined ? [] : [hash];
}

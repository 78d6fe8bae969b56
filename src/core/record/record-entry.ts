import { z } from "zod";

import { documentFactsSchema, VISIBILITIES } from "./document.ts";

/** How one document comes from another, for schemas, forms and tables. */
export const DERIVATIONS = [
  "exact-copy",
  "edited-wire",
  "wire-update",
  "translation",
  "paraphrase",
  "same-primary-statement",
  "not-derived",
] as const;

/** How exactly a place may be told: no nearer than a municipality, so that no house and no person is found by it. */
export const PLACE_LEVELS = ["country", "region", "municipality"] as const;
export const INCIDENT_TYPES = ["protests", "attack", "arrests", "detention", "vote", "other"] as const;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hexadecimal");
const indexSchema = z.int().min(0);
const nameSchema = z.string().min(1).max(200);
const reasonSchema = z.string().min(1).max(4_000);
const versionSchema = z.literal(1);
const reviewerSchema = nameSchema.regex(/^\S(?:.*\S)?$/, "has spaces at an end");
const reviewsSchema = z.union([z.literal(1), z.literal(2)]);

const revised = { kind: z.literal("statement-revised"), version: versionSchema, statement: indexSchema };

/** The entries of the record: who said what, from which words. docs/formats/entries.md. */
export const recordEntrySchemas = [
  z.strictObject({
    kind: z.literal("document-received"),
    version: versionSchema,
    visibility: z.enum(VISIBILITIES),
    commitment: hashSchema,
    /** Absent where the document is sealed. */
    document: documentFactsSchema.optional(),
    /** The entry of an earlier version of the same page. */
    supersedes: indexSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("document-revised"),
    version: versionSchema,
    document: indexSchema,
    /** How much of it is shown from here on. */
    visibility: z.enum(VISIBILITIES),
    /** What is said of it from here on. Absent where it is sealed. */
    facts: documentFactsSchema.optional(),
    /** Whether the commitment it was received with may be opened: nothing of it is hidden, and what it says is still said. */
    opens: z.literal(true).optional(),
    /** Wordings that are opened no more: they show what is hidden now. */
    withdrawn: z.array(indexSchema).min(1).max(5_000).optional(),
    reviewer: reviewerSchema,
    reason: reasonSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("statement-recorded"),
    version: versionSchema,
    document: indexSchema,
    reviewer: reviewerSchema,
    /** A rejected card is remembered, and never opened. */
    decision: z.enum(["confirmed", "rejected"]),
    /** How many different persons must have confirmed it before it is opened. */
    reviews: reviewsSchema,
    commitment: hashSchema,
  }),
  z.discriminatedUnion("decision", [
    z.strictObject({ ...revised, decision: z.literal("confirmed"), reviewer: reviewerSchema }),
    z.strictObject({
      ...revised,
      decision: z.literal("corrected"),
      reviewer: reviewerSchema,
      reviews: reviewsSchema,
      commitment: hashSchema,
      reason: reasonSchema.optional(),
    }),
    z.strictObject({
      ...revised,
      decision: z.literal("rejected"),
      reviewer: reviewerSchema,
      reason: reasonSchema.optional(),
    }),
    z.strictObject({
      ...revised,
      decision: z.literal("assessed"),
      reviewer: reviewerSchema,
      /** What the reviewer concludes about the statement, in a name of few words and in a text. */
      rating: nameSchema.optional(),
      assessment: reasonSchema,
    }),
  ]),
  z.strictObject({
    kind: z.literal("derivation-confirmed"),
    version: versionSchema,
    document: indexSchema,
    from: indexSchema,
    derivation: z.enum(DERIVATIONS),
    reviewer: reviewerSchema,
  }),
  z.strictObject({
    kind: z.literal("incident-described"),
    version: versionSchema,
    /** A later description with the same id replaces this one. */
    incident: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, "lower-case letters, digits and hyphens"),
    title: nameSchema,
    type: z.enum(INCIDENT_TYPES),
    from: z.iso.date(),
    to: z.iso.date().optional(),
    place: nameSchema.optional(),
    placeLevel: z.enum(PLACE_LEVELS).optional(),
    reviewer: reviewerSchema,
  }),
] as const;

/** Any entry of the record. */
export type RecordEntry = z.infer<(typeof recordEntrySchemas)[number]>;
export type RecordEntryOf<Kind extends RecordEntry["kind"]> = Extract<RecordEntry, { kind: Kind }>;

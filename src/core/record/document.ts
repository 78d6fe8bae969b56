import { z } from "zod";

/** What kind of writing a document is. */
export const GENRES = [
  "news",
  "agency-wire",
  "statement",
  "communique",
  "bulletin",
  "report",
  "transcript",
  "social-post",
  "other",
] as const;
export type Genre = (typeof GENRES)[number];

/**
 * How much of a document the public sees, once a person confirmed a statement in it. public: its text. excerpts: the words
 * of confirmed statements with a little context, where the whole may not be republished. sealed: nothing, not even that
 * it is of somebody: the log holds a salted commitment.
 */
export const VISIBILITIES = ["public", "excerpts", "sealed"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hexadecimal");
const shortSchema = z.string().min(1).max(300);
const timeSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** What is said of a document in the log. */
export const documentFactsSchema = z.strictObject({
  /**
   * SHA-256 of its public text: the canonical text with private names blacked out, unit for unit, so that offsets are
   * those of the canonical text.
   */
  text: hashSchema,
  /** How many places of the text are blacked out. */
  masked: z.int().min(0),
  genre: z.enum(GENRES),
  publisher: shortSchema.optional(),
  /** The news agency that the document credits. */
  agency: shortSchema.optional(),
  title: shortSchema.optional(),
  url: z.string().min(1).max(2_000).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  publishedAt: timeSchema.optional(),
  collectedAt: timeSchema,
  /** The program that took the text out of the file. */
  reader: shortSchema,
});
export type DocumentFacts = z.infer<typeof documentFactsSchema>;

const fileSchema = z.strictObject({
  sha256: hashSchema,
  bytes: z.int().min(0),
  mediaType: z.string().min(1).max(100),
});

/** What the commitment of a document holds: its file and its unmasked text by hash, and of a sealed one everything said of it. */
export const documentPayloadSchema = z.strictObject({
  kind: z.literal("document"),
  file: fileSchema,
  /** SHA-256 of the canonical text, before anything is blacked out. */
  text: hashSchema,
  /** Web archives and other files that came with it. */
  attachments: z.array(fileSchema).max(20),
  facts: documentFactsSchema.optional(),
});
export type DocumentPayload = z.infer<typeof documentPayloadSchema>;

/** What a reader of files took out of one. */
export interface ReadDocument {
  readonly text: string;
  readonly mediaType: string;
  /** Its name and version. */
  readonly reader: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly publishedAt?: string;
  readonly url?: string;
}

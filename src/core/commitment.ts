import { z } from "zod";

import { concatBytes, formatBase64, formatHex, parseBase64, type Sha256Hex } from "./bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "./canonical-json.ts";
import type { Crypto } from "./crypto.ts";
import { qualityProblemSchema } from "./image-quality.ts";
import { InputError } from "./input-error.ts";
import { likenessSchema } from "./likeness/likeness.ts";
import { statementPayloadSchema } from "./record/claim.ts";
import { documentPayloadSchema } from "./record/document.ts";
import { COUNT_MAXIMUM } from "./tally-sheet.ts";

/**
 * Commit, then open: what is private, or not yet due, enters the log as SHA256(salt || payload) and is opened later by
 * publishing salt and payload beside the log. Without the 32 random bytes of the salt nobody can guess a payload and
 * try it; with them nobody can exchange the payload. docs/formats/openings.md.
 */
export const SALT_BYTES = 32;

const boxSchema = z.union([
  z.int().min(0).max(COUNT_MAXIMUM),
  z.literal("illegible"),
  z.literal("not-on-form"),
]);

const evidenceSchema = z.strictObject({
  kind: z.literal("evidence"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  mediaType: z.enum(["image/jpeg", "image/png", "application/octet-stream"]),
});
/** What a reader of print made of a sheet's rows, by the ids of the template. */
const printSchema = z.strictObject({
  template: z.string().min(1),
  rows: z.record(z.string(), z.union([z.int().min(0).max(COUNT_MAXIMUM), z.literal("illegible")])),
  /** Rows whose digits and words were read as different numbers. */
  differ: z.array(z.strictObject({ row: z.string().min(1), digits: z.int().min(0), words: z.int().min(0) })),
});

/** What a reader of handwriting proposes of a sheet's rows, by the ids of the template, and how sure it is of each. */
const handSchema = z.strictObject({
  template: z.string().min(1),
  rows: z.record(
    z.string(),
    z.strictObject({
      proposal: z.union([z.int().min(0).max(COUNT_MAXIMUM), z.enum(["blank", "unsure"])]),
      percent: z.int().min(0).max(100),
    }),
  ),
});

/** What is known of a code besides what it says of its sheet, where its format has such things. */
const codeSchema = z.strictObject({
  /** A sheet's code may be split over several: the parts that were held, from 1, and how many there are. */
  parts: z.strictObject({ held: z.array(z.int().min(1)), of: z.int().min(1) }),
  /** The hash that the code carries: right, or not checked since a part before it is missing. */
  hash: z.enum(["right", "not-checked"]),
  /** The signature that the code carries: without a published key nothing says whether it is good. */
  signature: z.enum(["not-checked", "absent"]),
  /** Sums stated in the code that are not the sums of their parts, where no box of the sheet shows it. */
  sums: z.array(z.strictObject({ total: z.string().min(1), stated: z.int(), sum: z.int() })),
});
export type CodeState = z.infer<typeof codeSchema>;

/** What makes the image hard to read, where a machine did not read in it all that it looked for. */
const qualitySchema = z.array(qualityProblemSchema).min(1).max(6);

const readingSchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    kind: z.literal("reading"),
    outcome: z.literal("read"),
    station: z.string().min(1),
    contest: z.string().min(1),
    boxes: z.record(z.string(), boxSchema),
    /** What the code on the sheet says, word for word, where a code was read; several codes are lines. */
    text: z.string().optional(),
    code: codeSchema.optional(),
    print: printSchema.optional(),
    hand: handSchema.optional(),
    quality: qualitySchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("reading"),
    outcome: z.literal("nothing-read"),
    reason: z.string().min(1),
    /** The polling station and contest, where the sheet says them and nothing of its boxes. */
    station: z.string().min(1).optional(),
    contest: z.string().min(1).optional(),
    text: z.string().optional(),
    code: codeSchema.optional(),
    quality: qualitySchema.optional(),
  }),
  /** How the numbers look, and not what they say: by it images of the same sheet are found. */
  z.strictObject({ kind: z.literal("reading"), outcome: z.literal("measured"), likeness: likenessSchema }),
]);
/** What one sheet is known to say, whatever people read in it: what their readings are measured by. */
const truthSchema = z.strictObject({
  kind: z.literal("truth"),
  /** The entry of the evidence. */
  evidence: z.int().min(0),
  station: z.string().min(1),
  contest: z.string().min(1),
  /** Only what is known: a box that is absent is not held against anybody. */
  boxes: z.record(z.string(), boxSchema),
});
const payloadSchema = z.discriminatedUnion("kind", [
  evidenceSchema,
  readingSchema,
  truthSchema,
  documentPayloadSchema,
  statementPayloadSchema,
]);

export type Payload = z.infer<typeof payloadSchema>;
export type EvidencePayload = Extract<Payload, { kind: "evidence" }>;
/** What a reader made of the numbers of a sheet. */
export type ReadingPayload = Extract<Payload, { kind: "reading"; outcome: "read" | "nothing-read" }>;

/** A payload that says what a reader made of numbers; undefined where it says anything else. */
export function asReading(payload: Payload | undefined): ReadingPayload | undefined {
  return payload?.kind === "reading" && payload.outcome !== "measured" ? payload : undefined;
}

export interface Opening {
  readonly salt: Uint8Array;
  readonly payload: Payload;
}

/** The commitment an opening opens: lower-case hexadecimal, as it stands in the log. */
export function commitmentOf(crypto: Crypto, opening: Opening): Sha256Hex {
  return formatHex(crypto.sha256(concatBytes(opening.salt, formatCanonicalJson(opening.payload))));
}

/** One line of an openings file: canonical JSON {"payload":...,"salt":base64}. */
export function formatOpening(opening: Opening): Uint8Array {
  return formatCanonicalJson({ payload: opening.payload, salt: formatBase64(opening.salt) });
}

const openingSchema = z.strictObject({ payload: payloadSchema, salt: z.string() });

/** The inverse of formatOpening. The line is canonical, so the payload inside has one spelling and one hash. */
export function parseOpening(line: Uint8Array, what: string): Opening {
  const parsed = openingSchema.safeParse(parseCanonicalJson(line, what));
  if (!parsed.success) throw InputError.fromIssues(what, parsed.error.issues);
  let salt: Uint8Array;
  try {
    salt = parseBase64(parsed.data.salt);
  } catch (error) {
    throw new InputError(what, [`salt: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (salt.length !== SALT_BYTES) throw new InputError(what, [`salt: not ${SALT_BYTES} bytes`]);
  return { salt, payload: parsed.data.payload };
}

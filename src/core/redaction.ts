import { z } from "zod";

import { formatHex, utf8, type Sha256Hex } from "./bytes.ts";
import { formatCanonicalJson } from "./canonical-json.ts";
import type { Crypto } from "./crypto.ts";
import type { EvidencePayload } from "./commitment.ts";
import { InputError } from "./input-error.ts";

/** No image has more on a side: 120 million pixels in one row of a strip would still be fewer. */
const SIDE_MAXIMUM = 1_000_000;
const BOXES_MAXIMUM = 200;
const ROWS_MAXIMUM = 400;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hexadecimal");
const pixelSchema = z.int().min(0).max(SIDE_MAXIMUM);
const lengthSchema = z.int().min(1).max(SIDE_MAXIMUM);

/** A part of a public image that is one colour: in whole pixels, from the image's left upper corner. */
const coveredSchema = z.strictObject({
  x: pixelSchema,
  y: pixelSchema,
  width: lengthSchema,
  height: lengthSchema,
  /** Where it comes from: a private part of the sheet's template, or drawn by hand. */
  from: z.enum(["template", "person"]),
  /** What stands there, as the template says. */
  about: z.string().min(1).max(200).optional(),
});

const imageSchema = z.strictObject({
  sha256: hashSchema,
  bytes: z.int().min(1),
  mediaType: z.enum(["image/jpeg", "image/png"]),
  width: lengthSchema,
  height: lengthSchema,
});

/** What becomes of an evidence image before the public, docs/redaction.md. */
export const redactionOutcomeSchema = z.discriminatedUnion("kind", [
  /** Another image, made from it, is shown in its place. */
  z.strictObject({
    kind: z.literal("redacted"),
    image: imageSchema,
    covered: z.array(coveredSchema).min(1).max(BOXES_MAXIMUM),
    /** Rows of votes of the template that something covered reaches into; absent where nobody could tell. */
    rowsReached: z.array(z.string().min(1).max(80)).max(ROWS_MAXIMUM).optional(),
  }),
  /** Nothing in it needs hiding: it is shown as it is. */
  z.strictObject({ kind: z.literal("none-needed"), reason: z.string().min(1).max(4_000) }),
  /** Nothing of it is shown, whatever was said before. */
  z.strictObject({ kind: z.literal("withdrawn"), reason: z.string().min(1).max(4_000) }),
]);

export type RedactionOutcome = z.infer<typeof redactionOutcomeSchema>;
export type CoveredBox = z.infer<typeof coveredSchema>;

/** A redaction as the log has it. */
export interface RedactionEntry {
  readonly entry: number;
  readonly evidence: number;
  readonly outcome: RedactionOutcome;
  /** Whether a person looked at the image, and not a program alone. */
  readonly seen: boolean;
  readonly supersedes?: number;
  /** Who decided it, by the entry that admitted them, with their signature. */
  readonly signed?: { readonly actor: number; readonly signature: string };
}

/** Throws InputError where something covered is not inside the image that has it. */
export function requireInside({ image, covered }: Extract<RedactionOutcome, { kind: "redacted" }>): void {
  for (const { x, y, width, height } of covered)
    if (x + width > image.width || y + height > image.height)
      throw new InputError("evidence-redacted", [
        `covers ${width} x ${height} at ${x}, ${y} of an image of ${image.width} x ${image.height}`,
      ]);
}

/** Which redaction of which file in which log: what a person's signature is about. */
export interface RedactionSigned {
  readonly origin: string;
  /** The commitment of the evidence. */
  readonly evidence: Sha256Hex;
  readonly outcome: RedactionOutcome;
  readonly seen: boolean;
  readonly supersedes?: number | undefined;
}

/** The bytes that a person signs; its first line is of no other thing that is ever signed. docs/formats/entries.md. */
export function redactionMessage(crypto: Crypto, { origin, evidence, ...said }: RedactionSigned): Uint8Array {
  const { outcome, seen, supersedes } = said;
  const what = formatCanonicalJson({ outcome, seen, ...(supersedes === undefined ? {} : { supersedes }) });
  return utf8(`cotejo-redaction/1\n${origin}\n${evidence}\n${formatHex(crypto.sha256(what))}\n`);
}

/** The file that stands for an evidence before the public. */
export type ShownFile = Pick<EvidencePayload, "sha256" | "bytes" | "mediaType"> & {
  /** What is covered, where it is not the file itself. */
  readonly redacted?: Extract<RedactionOutcome, { kind: "redacted" }>;
};

/** The redacted image where there is one; else the file itself, where its opening is at hand; else nothing. */
export function shownFile(
  redaction: Pick<RedactionEntry, "outcome"> | undefined,
  payload: EvidencePayload | undefined,
): ShownFile | undefined {
  if (redaction?.outcome.kind !== "redacted")
    return redaction?.outcome.kind === "withdrawn" ? undefined : payload;
  const { sha256, bytes, mediaType } = redaction.outcome.image;
  return { sha256, bytes, mediaType, redacted: redaction.outcome };
}

/** Whether the file itself may be shown: as somebody decided since, else as its sender said. */
export function mayShowOriginal(of: {
  readonly redactedBySource: boolean;
  readonly redaction?: Pick<RedactionEntry, "outcome"> | undefined;
}): boolean {
  return of.redaction === undefined ? of.redactedBySource : of.redaction.outcome.kind === "none-needed";
}

/** Whether nobody has said yet what of the image may be shown: neither its sender, nor whoever publishes. */
export function awaitsRedaction(of: {
  readonly redactedBySource: boolean;
  readonly redaction?: Pick<RedactionEntry, "outcome"> | undefined;
}): boolean {
  return of.redaction === undefined && !of.redactedBySource;
}

/**
 * By evidence, the entry with which its numbers were hidden again, or Infinity where they may be seen: as its sender said, or as
 * was decided since. Numbers are hidden where an image is withdrawn, or shown with something covered that reaches into its rows
 * of votes, or of which nobody could tell. What was said of numbers before that entry stays open.
 */
export function numbersShownUntil(state: {
  readonly evidence: ReadonlyMap<number, { readonly entry: number; readonly redactedBySource: boolean }>;
  readonly redactions: readonly Pick<RedactionEntry, "entry" | "evidence" | "outcome">[];
}): ReadonlyMap<number, number> {
  const until = new Map<number, number>();
  for (const { entry, redactedBySource } of state.evidence.values())
    if (redactedBySource) until.set(entry, Infinity);
  for (const { entry, evidence, outcome } of state.redactions)
    if (showsNumbers(outcome)) until.set(evidence, Infinity);
    else if (until.get(evidence) === Infinity) until.set(evidence, entry);
  return until;
}

function showsNumbers(outcome: RedactionOutcome): boolean {
  if (outcome.kind === "redacted") return outcome.rowsReached?.length === 0;
  return outcome.kind === "none-needed";
}

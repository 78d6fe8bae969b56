import { z } from "zod";

import { SECOND_REVIEW, type Measure } from "./measure.ts";
import type { Definition, Role } from "./figure.ts";
import type { Bound, Unit } from "./quantity.ts";
import type { Denominator } from "./share-measure.ts";
import type { Stance } from "./stance-lexicon.ts";
import type { Modality } from "./voice-lexicon.ts";

/** The words of every closed list of the record, for schemas, forms and tables. */
export const MEASURES = [
  "deaths",
  "injuries",
  "arrests",
  "releases",
  "asylum",
  "crowd",
  "states",
  "votes",
  "vote-share",
  "turnout",
  "tally-sheet-coverage",
] as const satisfies readonly Measure[];
export const BOUNDS = [
  "exact",
  "at-least",
  "more-than",
  "at-most",
  "less-than",
  "approximately",
  "range",
  "vague",
] as const satisfies readonly Bound[];
export const UNITS = ["count", "percent", "points", "ratio"] as const satisfies readonly Unit[];
export const ROLES = ["total", "part", "increment"] as const satisfies readonly Role[];
export const DENOMINATORS = [
  "votes",
  "valid-votes",
  "registered-voters",
  "tally-sheets",
  "polling-stations",
] as const satisfies readonly Denominator[];
export const DEFINITIONS = [
  "held",
  "exit-poll",
  "quick-count",
  "opinion-poll",
  "valid-votes",
  "null-votes",
  "blank-votes",
] as const satisfies readonly Definition[];
export const STANCES = [
  "recognises",
  "refuses-recognition",
  "congratulates",
  "rejects-result",
  "validates-result",
  "demands-breakdown",
  "demands-verification",
  "demands-investigation",
  "demands-release",
  "finds-not-democratic",
  "alleges-manipulation",
  "expresses-concern",
  "condemns",
  "calls-for-dialogue",
  "offers-asylum",
  "seeks-asylum",
  "grants-asylum",
  "severs-relations",
  "withdraws-diplomats",
  "expels-envoys",
  "sanctions",
] as const satisfies readonly Stance[];
export const MODALITIES = [
  "declared",
  "said",
  "reported",
  "counted",
  "estimated",
  "claimed",
  "accused",
  "denied",
  "confirmed",
  "found",
  "attributed",
] as const satisfies readonly Modality[];

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const offsetSchema = z.int().min(0);
const nameSchema = z.string().min(1).max(200);
const dateSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
const valueSchema = z.number().min(0).max(1e15);

/** The exact words in the public text, with up to 32 units of context on either side: see span.ts. */
const spanSchema = z.strictObject({
  textSha256: hashSchema,
  start: offsetSchema,
  end: offsetSchema,
  exact: z.string().min(1).max(5_000),
  prefix: z.string().max(32),
  suffix: z.string().max(32),
});

/** One link of who says so: the first is nearest to the document, the last is where the words come from. */
const attributionSchema = z.strictObject({
  actor: nameSchema,
  modality: z.enum(MODALITIES),
  /** The words of the document that name the actor. */
  words: z.strictObject({ start: offsetSchema, end: offsetSchema }).optional(),
});

const common = {
  span: spanSchema,
  /** Empty where the narrator says so. */
  attribution: z.array(attributionSchema).max(5),
  /** When it was said, and when what it tells happened: two different times. */
  saidAt: dateSchema.optional(),
  eventAt: dateSchema.optional(),
  /** An incident, a selection of the ballot, or words: what it is about. Statements about different things are not compared. */
  about: nameSchema.optional(),
};

const quantitySchema = z.strictObject({
  bound: z.enum(BOUNDS),
  unit: z.enum(UNITS),
  value: valueSchema.optional(),
  low: valueSchema.optional(),
  high: valueSchema.optional(),
});

const figureSchema = z.strictObject({
  kind: z.literal("figure"),
  ...common,
  measure: z.enum(MEASURES),
  quantity: quantitySchema,
  role: z.enum(ROLES),
  denominator: z.enum(DENOMINATORS).optional(),
  definition: z.enum(DEFINITIONS).optional(),
  /** Of whom and where, where it is not everybody and everywhere. */
  scope: nameSchema.optional(),
  /** The day the figure counts up to. */
  asOf: dateSchema.optional(),
  /** Whether the voice named and confirmed every person of the number itself. */
  confirmedByName: z.literal(true).optional(),
});

const quoteSchema = z.strictObject({ kind: z.literal("quote"), ...common });

const positionSchema = z.strictObject({
  kind: z.literal("position"),
  ...common,
  stance: z.enum(STANCES),
  actors: z
    .array(
      z.strictObject({
        name: nameSchema,
        state: z
          .string()
          .regex(/^[A-Z]{2,3}$/)
          .optional(),
      }),
    )
    .min(1)
    .max(60),
  target: nameSchema.optional(),
  isConditional: z.boolean(),
});

const eventSchema = z.strictObject({ kind: z.literal("event"), ...common });

/** A sourced claim as a person let it stand: what is said, by whom, and in which words of which text. */
export const claimSchema = z.discriminatedUnion("kind", [
  figureSchema,
  quoteSchema,
  positionSchema,
  eventSchema,
]);
export type Claim = z.infer<typeof claimSchema>;

export type FigureClaim = Extract<Claim, { kind: "figure" }>;
export type PositionClaim = Extract<Claim, { kind: "position" }>;

/** What the commitment of a statement holds. */
export const statementPayloadSchema = z.strictObject({
  kind: z.literal("statement"),
  claim: claimSchema,
  /** The program that suggested it, with its version; absent where a person found it. */
  suggestedBy: nameSchema.optional(),
  /** The suggestion it answers, so that the same card is not put to anybody twice. */
  card: nameSchema.optional(),
});
export type StatementPayload = z.infer<typeof statementPayloadSchema>;

/** How many different persons must confirm a claim: two where it tells of people killed, hurt or arrested. */
export function reviewsNeeded(claim: Claim): 1 | 2 {
  return claim.kind === "figure" && SECOND_REVIEW.includes(claim.measure) ? 2 : 1;
}

/** Whether a quantity's numbers fit its bound: the one place that says which a bound needs. Undefined where they do. */
export function quantityProblem(quantity: FigureClaim["quantity"]): string | undefined {
  const { bound, unit, value, low, high } = quantity;
  const isWhole = [value, low, high].every((number) => number === undefined || Number.isSafeInteger(number));
  if (unit === "count" && !isWhole) return "a count is a whole number";
  if (bound === "vague") return value === undefined ? undefined : "a vague figure has no value";
  if (bound === "range")
    return low !== undefined && high !== undefined && low <= high && value === undefined
      ? undefined
      : "a range has a low and a high, and no value";
  return value === undefined ? `a figure that is ${bound} has a value` : undefined;
}

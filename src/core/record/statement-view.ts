import { InputError } from "../input-error.ts";
import {
  quantityProblem,
  reviewsNeeded,
  type Claim,
  type FigureClaim,
  type StatementPayload,
} from "./claim.ts";
import { cutsCharacter } from "./code-point-offset.ts";
import { boundedQuantity, type Quantity } from "./quantity.ts";
import type { ReceivedDocument } from "./document-state.ts";
import type { StatementDecision } from "./record-state.ts";
import { contextOf } from "./span.ts";

/** A statement that persons have confirmed, as it stands. */
export interface StatementView {
  /** The entry it was recorded with: its name. */
  readonly entry: number;
  /** The entry of the wording that stands; the same where nobody corrected it. */
  readonly version: number;
  readonly document: number;
  /** The independent origin of the document. */
  readonly origin: number;
  readonly claim: Claim;
  readonly suggestedBy: string | undefined;
  readonly reviewers: readonly string[];
  readonly assessments: readonly Extract<StatementDecision, { decision: "assessed" }>[];
}

/** A figure among the statements. */
export interface FigureView extends StatementView {
  readonly claim: FigureClaim;
}

/**
 * Checks what a confirmed statement says against the text it is of, and against the rule of two. Throws InputError that
 * names its entry: commands check before they append, so that it never happens in an honest log.
 */
export function checkStatement(
  entry: number,
  { claim }: StatementPayload,
  against: {
    readonly document: Pick<ReceivedDocument, "entry" | "texts">;
    readonly text: string | undefined;
    readonly reviews: 1 | 2;
  },
): void {
  const { document, text, reviews } = against;
  const problems: string[] = [];
  if (reviewsNeeded(claim) > reviews)
    problems.push("tells of people killed, hurt or arrested, and asks for one review instead of two");
  if (claim.kind === "figure") {
    const problem = quantityProblem(claim.quantity);
    if (problem !== undefined) problems.push(problem);
  }
  const { span } = claim;
  if (!document.texts.has(span.textSha256))
    problems.push(`its words are of another text than that of document ${document.entry}`);
  else if (text !== undefined && !standsIn(text, span))
    problems.push(`its words do not stand at ${span.start} to ${span.end} of document ${document.entry}`);
  if (problems.length > 0) throw new InputError(`statement ${entry}`, problems);
}

/** Whether the words of a span, and what it keeps of the words around, stand in a text where it says. */
export function standsIn(text: string, span: Claim["span"]): boolean {
  const { start, end, exact, prefix, suffix } = span;
  if (start >= end || end > text.length || cutsCharacter(text, start) || cutsCharacter(text, end))
    return false;
  const context = contextOf(text, span);
  return text.slice(start, end) === exact && context.prefix === prefix && context.suffix === suffix;
}

/** The span of a range of a public text, as a claim holds it. Throws where the range is not in it. */
export function claimSpan(
  document: { readonly text: string; readonly textSha256: string },
  range: { readonly start: number; readonly end: number },
): Claim["span"] {
  const { text, textSha256 } = document;
  const { start, end } = range;
  const isPlace = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start < end;
  if (!isPlace || end > text.length || cutsCharacter(text, start) || cutsCharacter(text, end))
    throw new InputError("words", [`${start} to ${end} is no place in the text`]);
  return { textSha256, start, end, exact: text.slice(start, end), ...contextOf(text, range) };
}

/** The quantity of a claim with the ends that its bound gives. */
export function quantityOf({ quantity }: FigureClaim): Quantity {
  const { bound, unit, value, low, high } = quantity;
  if (value !== undefined && bound !== "range" && bound !== "vague")
    return boundedQuantity(value, bound, unit);
  return { bound, unit, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

/** Who says so in the end: the last link of the attribution. Undefined where the narrator does. */
export function voiceOf({ attribution }: Claim): string | undefined {
  return attribution.at(-1)?.actor;
}

import { sumOf } from "./closure.ts";

/** How one number may have become another one on paper. */
export type DigitSlip = "digits-swapped" | "one-digit-differs" | "digit-left-out" | "none";

/** One part, and the value that it must have had for the sum to close if all other figures stand. */
export interface ClosingValue {
  readonly part: string;
  readonly printed: number | undefined;
  readonly closing: number;
  /** "none" also where nothing was printed. */
  readonly slip: DigitSlip;
}

export type ClosingValues =
  /** Nothing is missing and the sum closes. */
  | { readonly kind: "closes" }
  | {
      readonly kind: "answered";
      /** One for each part that can close the sum alone; a value below zero cannot. */
      readonly values: readonly ClosingValue[];
      /** The total that the parts would make, where all of them were printed, and how it differs. */
      readonly total: Omit<ClosingValue, "part"> | undefined;
    }
  | { readonly kind: "refused"; readonly reason: "more-than-one-part-missing" };

/**
 * If exactly one figure of a sum is wrong or missing: which value closes the sum. Every part is tried in turn. A slip
 * of the pen (two digits changed places, one digit differs or was left out) is named where it alone leads from what
 * was printed to what closes. Undefined stands for a part that was not printed.
 */
export function closingValues(sum: {
  readonly parts: Readonly<Record<string, number | undefined>>;
  readonly total: number;
}): ClosingValues {
  const parts = Object.entries(sum.parts);
  const printedSum = sumOf(parts.map(([, printed]) => printed ?? 0));
  const missing = parts.filter(([, printed]) => printed === undefined);
  if (missing.length > 1) return { kind: "refused", reason: "more-than-one-part-missing" };
  const isComplete = missing.length === 0;
  if (isComplete && printedSum === sum.total) return { kind: "closes" };
  const values = (isComplete ? parts : missing)
    .map(([part, printed]): ClosingValue => {
      const closing = sum.total - (printedSum - (printed ?? 0));
      return { part, printed, closing, slip: printed === undefined ? "none" : slipBetween(printed, closing) };
    })
    .filter((value) => value.closing >= 0);
  const slip = slipBetween(sum.total, printedSum);
  return {
    kind: "answered",
    values,
    total: isComplete ? { printed: sum.total, closing: printedSum, slip } : undefined,
  };
}

/** The one slip of the pen that turns one count into the other, in either direction. */
export function slipBetween(one: number, other: number): DigitSlip {
  const [longer, shorter] = [`${Math.max(one, other)}`, `${Math.min(one, other)}`];
  if (one === other || one < 0 || other < 0) return "none";
  if (longer.length === shorter.length + 1)
    return [...longer].some((_, at) => longer.slice(0, at) + longer.slice(at + 1) === shorter)
      ? "digit-left-out"
      : "none";
  if (longer.length !== shorter.length) return "none";
  const [first, second, ...more] = [...longer].flatMap((digit, at) => (digit === shorter[at] ? [] : [at]));
  if (first === undefined || more.length > 0) return "none";
  if (second === undefined) return "one-digit-differs";
  return longer[first] === shorter[second] && longer[second] === shorter[first] ? "digits-swapped" : "none";
}

/**
 * How a number is bounded by the words around it. "at least 27" is not "27": the bound is what is lost first along a
 * chain of copies.
 */
export type Bound =
  | "exact"
  | "at-least"
  | "more-than"
  | "at-most"
  | "less-than"
  | "approximately"
  | "range"
  /** "Dozens", "thousands": no value at all. */
  | "vague";

/** What is counted or measured, as far as the words next to the number say. */
export type Unit =
  | "count"
  | "percent"
  /** Percentage points: a difference, never a share. */
  | "points"
  /** "Nine in ten": the value is in percent. */
  | "ratio"
  | "money"
  | "duration"
  | "age"
  | "date"
  | "clock"
  | "length"
  /** Sheets of paper, shots, degrees: a number that counts nothing of ours. */
  | "other";

export interface Quantity {
  readonly bound: Bound;
  readonly unit: Unit;
  /** Absent where the words give no value, or give two (a range). */
  readonly value?: number;
  /** What the number is at least, as far as the words say. "More than 700" has low 700: the bound says it is more. */
  readonly low?: number;
  /** What the number is at most. */
  readonly high?: number;
}

/** The quantity of one value with a bound. */
export function boundedQuantity(value: number, bound: Bound, unit: Unit): Quantity {
  switch (bound) {
    case "exact":
      return { bound, unit, value, low: value, high: value };
    case "at-least":
    case "more-than":
      return { bound, unit, value, low: value };
    case "at-most":
    case "less-than":
      return { bound, unit, value, high: value };
    case "approximately":
      return { bound, unit, value };
    case "range":
    case "vague":
      throw new Error(`one value cannot be ${bound}`);
  }
}

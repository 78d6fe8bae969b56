import type { Definition, Role } from "./figure.ts";
import type { Measure } from "./measure.ts";
import type { Quantity } from "./quantity.ts";
import type { Denominator } from "./share-measure.ts";

/** A confirmed figure as it is compared: what a person let stand of a card, with the document's facts. */
export interface ComparedFigure {
  readonly measure: Measure;
  readonly quantity: Quantity;
  readonly role: Role;
  /** The incident, the contest or the candidate it is about, as the caller names it; figures about different ones are never compared. */
  readonly about: string;
  /** Of whom and where, as the caller names them; absent for everybody and everywhere. */
  readonly scope?: string;
  readonly definition?: Definition;
  readonly denominator?: Denominator;
  /** The day the figure counts up to, as YYYY-MM-DD or a longer ISO 8601 time; absent where the words do not say. */
  readonly asOf?: string;
  /** Who counted: the voice, not the outlet. */
  readonly voice?: string;
  /** The independent origin of the document: copies of one wire have one origin. */
  readonly origin: string;
  /** Whether the voice named and confirmed every person by itself, as a reviewer noted: there may be more. */
  readonly isConfirmedByName?: boolean;
}

/** How two figures on one measure stand to each other. */
export type FigureRelation =
  | "agree"
  /** The bounds leave room for both: "at least 11" and "27". */
  | "compatible-bounds"
  /** One counts up to an earlier day and the count has grown since. */
  | "different-time"
  | "different-scope"
  | "different-definition"
  | "different-denominator"
  | "contradict"
  /** They differ, and the words do not say enough to tell why. */
  | "unclear"
  | "not-comparable";

export interface FigureComparison {
  readonly relation: FigureRelation;
  /** Why: named, for a person to read beside the two. */
  readonly because: readonly (
    "time" | "scope" | "definition" | "denominator" | "source" | "same-source" | "bound" | "vague"
  )[];
  /** Whether both come from one origin or one voice: then they are one witness, not two. */
  readonly isSameOrigin: boolean;
  readonly isSameVoice: boolean;
}

/** Counts that only grow: a later, smaller one is no growth. */
const GROWING: readonly Measure[] = ["deaths", "injuries", "arrests", "releases", "asylum", "votes"];

/** "About 2,400" leaves room for a tenth on either side. */
const ABOUT = 0.1;

/**
 * Sets two figures side by side and says how they stand to each other, asking in this order: is it the same measure of
 * the same thing; the same denominator; the same definition; the same scope; the same time; then do the bounds leave room
 * for both. Figures are never averaged, and nothing here says which one is right.
 */
export function compareFigures(one: ComparedFigure, other: ComparedFigure): FigureComparison {
  const isSameOrigin = one.origin === other.origin;
  const isSameVoice = one.voice !== undefined && one.voice === other.voice;
  const result = (relation: FigureRelation, ...because: FigureComparison["because"]): FigureComparison => ({
    relation,
    because,
    isSameOrigin,
    isSameVoice,
  });
  if (one.measure !== other.measure || one.about !== other.about || one.quantity.unit !== other.quantity.unit)
    return result("not-comparable");
  if (one.quantity.bound === "vague" || other.quantity.bound === "vague") return result("unclear", "vague");
  if (differ(one.denominator, other.denominator)) return result("different-denominator", "denominator");
  if (one.definition !== other.definition) return result("different-definition", "definition");
  const fits = overlap(intervalOf(one), intervalOf(other));
  if (one.role !== other.role || differ(one.scope, other.scope)) return result("different-scope", "scope");
  if (one.scope !== other.scope)
    return fits ? result("unclear", "scope") : result("different-scope", "scope");
  if (fits)
    return isEqual(one.quantity, other.quantity) ? result("agree") : result("compatible-bounds", "bound");
  // Two who are cited in one document are two sources; where one of them is the document itself, nobody can tell.
  const isOneSource = isSameVoice || (isSameOrigin && (one.voice === undefined || other.voice === undefined));
  const source = isOneSource ? "same-source" : "source";
  if (one.asOf !== undefined && other.asOf !== undefined && one.asOf !== other.asOf) {
    // A count grows for everybody. Shares of one election are another matter: only whoever announced one revises it.
    const isOther =
      !GROWING.includes(one.measure) && one.voice !== undefined && other.voice !== undefined && !isSameVoice;
    if (isOther) return result("contradict", "source");
    return hasGrown(one, other) ? result("different-time", "time") : result("contradict", source);
  }
  if (one.asOf === undefined || other.asOf === undefined) return result("unclear", "time", source);
  return result("contradict", source);
}

function differ<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The values the words leave room for. "More than 700" begins after 700: next count, or anything above for a share. */
function intervalOf({ quantity, isConfirmedByName }: ComparedFigure): Interval {
  const { bound, value, low, high, unit } = quantity;
  if (isConfirmedByName === true) return { low: low ?? 0, high: Number.POSITIVE_INFINITY };
  const step = unit === "count" ? 1 : Number.EPSILON;
  if (bound === "approximately" && value !== undefined)
    return { low: value * (1 - ABOUT), high: value * (1 + ABOUT) };
  return {
    low: (low ?? 0) + (bound === "more-than" ? step : 0),
    high: (high ?? Number.POSITIVE_INFINITY) - (bound === "less-than" ? step : 0),
  };
}

function overlap(one: Interval, other: Interval): boolean {
  return one.low <= other.high && other.low <= one.high;
}

function isEqual(one: Quantity, other: Quantity): boolean {
  return (
    one.bound === other.bound && one.value === other.value && one.low === other.low && one.high === other.high
  );
}

/** Whether the later figure of a growing count is the larger one. Other measures change in no one direction. */
function hasGrown(one: ComparedFigure, other: ComparedFigure): boolean {
  const [earlier, later] = (one.asOf ?? "") < (other.asOf ?? "") ? [one, other] : [other, one];
  if (!GROWING.includes(earlier.measure)) return true;
  return intervalOf(later).high >= intervalOf(earlier).low && intervalOf(later).low > intervalOf(earlier).low;
}

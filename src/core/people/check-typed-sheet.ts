import type { Form, FormSum } from "../formats/form.ts";
import { TOTAL_BOXES, type Box, type BoxName } from "../tally-sheet.ts";

/** What one person has typed of one sheet, box by box. */
export type TypedBoxes = Readonly<Record<BoxName, Box>>;

/** All that typed boxes are held against: the form, and what the register says of the station. No result of any kind. */
export interface TypingContext {
  readonly form: Form;
  readonly selections: readonly BoxName[];
  /** Whether the register lists the station typed; undefined where no register was adopted. */
  readonly isStationListed?: boolean;
  /** Registered voters of that station, as the register says. */
  readonly registeredVoters?: number;
}

/** A reason to look at the paper again. It tells only of what was typed. */
export type TypingWarning =
  | {
      readonly code: "sum-not-closing";
      readonly total: BoxName;
      readonly stated: number;
      readonly sum: number;
    }
  | { readonly code: "more-than-ballots"; readonly box: BoxName; readonly limit: BoxName }
  | { readonly code: "more-than-registered"; readonly box: BoxName }
  | { readonly code: "number-too-long"; readonly box: BoxName }
  | { readonly code: "changed"; readonly box: BoxName }
  | { readonly code: "station-not-listed" }
  | { readonly code: "nothing-stated" };

/** More digits than a polling station has voters in any country. */
const DIGITS_MAXIMUM = 4;

/**
 * Warns of what was typed that the form's own arithmetic contradicts, or that no polling station could have. Paper can be
 * wrong too: a warning asks for a second look, and what is then confirmed is entered as it is.
 */
export function checkTypedSheet(boxes: TypedBoxes, context: TypingContext): TypingWarning[] {
  const valueOf = (box: BoxName) => (Object.hasOwn(boxes, box) ? boxes[box] : undefined);
  const names = Object.keys(boxes);
  const warnings: TypingWarning[] = [];
  if (context.isStationListed === false) warnings.push({ code: "station-not-listed" });
  if (names.every((box) => boxes[box] === "not-on-form")) warnings.push({ code: "nothing-stated" });
  for (const { total, plus, minus } of sumsOf(
    context,
    (valueOf("validVotes") ?? "not-on-form") !== "not-on-form",
  )) {
    const parts = [...plus.map((box) => valueOf(box)), ...minus.map((box) => negative(valueOf(box)))];
    const stated = valueOf(total);
    if (typeof stated !== "number" || parts.some((part) => part === "illegible" || part === undefined))
      continue;
    // A part that the form does not have adds nothing to its sum.
    const known = parts.filter((part) => typeof part === "number");
    const sum = known.reduce((left, right) => left + right, 0);
    if (sum !== stated) warnings.push({ code: "sum-not-closing", total, stated, sum });
  }
  warnings.push(...checkSizes(boxes, context));
  return warnings;
}

function negative(box: Box | undefined): Box | undefined {
  return typeof box === "number" ? -box : box;
}

/** The sums that every form has, as far as this one has their boxes, and its own. Where it has no valid votes, their parts stand in. */
function sumsOf({ form, selections }: TypingContext, hasValidVotes: boolean): FormSum[] {
  const valid = hasValidVotes ? ["validVotes"] : selections;
  return [
    { total: "validVotes", plus: selections, minus: [] },
    { total: "ballotsCast", plus: [...valid, "blankVotes", "nullVotes"], minus: [] },
    ...form.sums,
  ];
}

function checkSizes(boxes: TypedBoxes, context: TypingContext): TypingWarning[] {
  const warnings: TypingWarning[] = [];
  const typed = boxes["registeredVoters"];
  const registered = context.registeredVoters ?? (typeof typed === "number" ? typed : undefined);
  const counted = [...context.selections, ...TOTAL_BOXES].filter((box) => box !== "registeredVoters");
  for (const [box, value] of Object.entries(boxes)) {
    if (typeof value !== "number") continue;
    if (String(value).length > DIGITS_MAXIMUM) warnings.push({ code: "number-too-long", box });
    else if (registered !== undefined && counted.includes(box) && value > registered)
      warnings.push({ code: "more-than-registered", box });
    const limit = limitOf(box, context);
    const most = limit === undefined ? undefined : boxes[limit];
    if (limit !== undefined && typeof most === "number" && value > most)
      warnings.push({ code: "more-than-ballots", box, limit });
  }
  return warnings;
}

/** The total that a box cannot exceed on a sheet without a mistake. */
function limitOf(box: BoxName, { selections }: TypingContext): BoxName | undefined {
  if (selections.includes(box) || ["validVotes", "blankVotes", "nullVotes"].includes(box))
    return "ballotsCast";
  return undefined;
}

/** The boxes that a second look made another of: one of the two looks was wrong, and a third decides. */
export function checkSecondLook(first: TypedBoxes, second: TypedBoxes): TypingWarning[] {
  return Object.keys(second)
    .filter((box) => Object.hasOwn(first, box) && first[box] !== second[box])
    .map((box) => ({ code: "changed", box }));
}

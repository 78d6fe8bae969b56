/**
 * A tally sheet as numbers: named boxes, each with what it says. In memory a sheet is a row of a typed array
 * (one column a box), so that a million polling stations fit and add up in milliseconds.
 */
export type StationId = string;
export type UnitId = string;
export type ContestId = string;
export type SelectionId = string;
export type SourceId = string;

/** The boxes that are not selections, in column order. Every contest's sheets have these columns first. */
export const TOTAL_BOXES = [
  "registeredVoters",
  "votersParticipated",
  "ballotsCast",
  "validVotes",
  "blankVotes",
  "nullVotes",
] as const;
export type TotalBox = (typeof TOTAL_BOXES)[number];

/** A total box or the id of a selection; an election file may not name a selection like a total box. */
export type BoxName = string;

/** What one box on the paper says. A box we cannot read is never a zero. */
export type Box = number | "illegible" | "not-on-form";

/** How the two words stand in an Int32Array of counts; every other value is a count, 0 to 2,147,483,647. */
export const ILLEGIBLE = -1;
export const NOT_ON_FORM = -2;

export const COUNT_MAXIMUM = 2_147_483_647;

export function encodeBox(box: Box): number {
  if (box === "illegible") return ILLEGIBLE;
  if (box === "not-on-form") return NOT_ON_FORM;
  return box;
}

export function decodeBox(value: number): Box {
  if (value === ILLEGIBLE) return "illegible";
  if (value === NOT_ON_FORM) return "not-on-form";
  return value;
}

/** The column names of a contest's sheets: the total boxes, then its selections in ballot order. */
export function boxNamesOf(selections: readonly { readonly id: SelectionId }[]): readonly BoxName[] {
  return [...TOTAL_BOXES, ...selections.map((selection) => selection.id)];
}

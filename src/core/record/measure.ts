/** What a figure of the record counts. */
export type Measure =
  | "deaths"
  | "injuries"
  | "arrests"
  | "releases"
  | "asylum"
  | "crowd"
  | "states"
  | "votes"
  | "vote-share"
  | "turnout"
  | "tally-sheet-coverage";

/** Measures that count people by what happened to them. */
export type PersonMeasure = Extract<
  Measure,
  "deaths" | "injuries" | "arrests" | "releases" | "asylum" | "crowd"
>;

/** Figures about harm to people: a second person must confirm them. */
export const SECOND_REVIEW: readonly Measure[] = ["deaths", "injuries", "arrests"];

/** A result that is known to have been counted: the question of round percentages should find nothing in it. */
export interface PercentageControl {
  readonly result: "venezuela-2013" | "united-states-2020";
  /** The two with most votes, then all others together. */
  readonly votes: readonly number[];
}

/**
 * Venezuela, 14 April 2013: fourth bulletin of the Consejo Nacional Electoral. United States, 3 November 2020: Federal
 * Election Commission, "Official 2020 Presidential General Election Results".
 */
export const PERCENTAGE_CONTROLS: readonly PercentageControl[] = [
  { result: "venezuela-2013", votes: [7586251, 7361512, 38981] },
  { result: "united-states-2020", votes: [81283501, 74223975, 2922155] },
];

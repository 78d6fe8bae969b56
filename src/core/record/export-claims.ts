import { claimsOf } from "./figure-claims.ts";
import { comparedFigure, type RecordView } from "./record-view.ts";

export const CLAIM_COLUMNS = [
  "incident",
  "source",
  "measure",
  "definition",
  "asOf",
  "bound",
  "value",
  "high",
  "confirmedByName",
  "note",
] as const;

/**
 * The counts of the record as a file of claims (docs/formats/claims.md), for the test of conflicting counts. A figure
 * without a day, or about nothing named, has no place in it and is left out.
 */
export function* claimRows(record: RecordView): Generator<(string | number | undefined)[]> {
  for (const figure of record.figures) {
    if (figure.claim.asOf === undefined || figure.claim.about === undefined) continue;
    for (const claim of claimsOf([comparedFigure(figure)])) {
      const { incident, source, measure, definition, asOf, number, confirmedByName } = claim;
      const [value, high] =
        number.bound === "between" ? [number.low, number.high] : [number.value, undefined];
      const named = confirmedByName === true && number.bound !== "at-most" ? "yes" : undefined;
      const what = definition === "" ? "as the voice counts" : definition;
      yield [
        incident,
        source,
        measure,
        what,
        asOf,
        number.bound,
        value,
        high,
        named,
        `entry ${figure.entry}`,
      ];
    }
  }
}

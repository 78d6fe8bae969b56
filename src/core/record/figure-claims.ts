import type { Claim, ClaimedNumber } from "../statistics/conflicting-counts.ts";
import type { ComparedFigure } from "./compare-figures.ts";
import type { Quantity } from "./quantity.ts";

/**
 * The figures as claims that countConflicting sums up to [min, max] and a confirmed floor for each measure and incident.
 * Only totals of counts are claims: parts, increments, shares and vague figures are left out. The source of a claim is
 * the voice, and where there is none the independent origin, so that copies of one wire are one source. A figure
 * without a date counts as older than any with one.
 */
export function claimsOf(figures: readonly ComparedFigure[]): readonly Claim[] {
  return figures.flatMap((figure) => {
    const number = numberOf(figure.quantity);
    if (figure.role !== "total" || figure.quantity.unit !== "count" || number === undefined) return [];
    const { about, measure, definition, scope, voice, origin, asOf, isConfirmedByName } = figure;
    return [
      {
        incident: scope === undefined ? about : `${about}, ${scope}`,
        source: voice ?? origin,
        measure,
        definition: definition ?? "",
        asOf: (asOf ?? "").slice(0, 10),
        number,
        ...(isConfirmedByName === undefined ? {} : { confirmedByName: isConfirmedByName }),
      },
    ];
  });
}

/** "More than 700" of people is at least 701; "fewer than 10" at most 9. */
function numberOf({ bound, value, low, high }: Quantity): ClaimedNumber | undefined {
  if (bound === "range")
    return low === undefined || high === undefined ? undefined : { bound: "between", low, high };
  if (value === undefined) return undefined;
  switch (bound) {
    case "exact":
    case "at-least":
    case "at-most":
      return { bound, value };
    case "more-than":
      return { bound: "at-least", value: value + 1 };
    case "less-than":
      return { bound: "at-most", value: Math.max(0, value - 1) };
    case "approximately":
      return { bound: "about", value };
    case "vague":
      return undefined;
  }
}

import type { Sha256Hex } from "../../bytes.ts";
import type { ContestId } from "../../tally-sheet.ts";
import { captureRecapture, type CaptureRecapture, type MatchedLists } from "../capture-recapture.ts";
import {
  checkSubtotals,
  countConflicting,
  type Claim,
  type MeasureCount,
  type SubsetAbove,
  type SubtotalCheck,
} from "../conflicting-counts.ts";
import type { Test, TestInput } from "../test-result.ts";

/** What sources that disagree come to, kept apart by measure and definition. */
export interface ConflictingCountsAnswer {
  readonly claims: number;
  readonly measures: readonly MeasureCount[];
  /** Divisions of a claim (men and women) held against its number. */
  readonly subtotals: readonly (ClaimNamed & Omit<SubtotalCheck, "claim">)[];
  /** Parts above the whole they belong to. */
  readonly subsetsAbove: readonly (ClaimNamed & Omit<SubsetAbove, "claim">)[];
  /** Only where it was asked for; it may refuse by itself. */
  readonly captureRecapture?: CaptureRecapture;
}

export type ClaimNamed = Pick<Claim, "incident" | "source" | "measure" | "definition" | "asOf">;

type Condition =
  | "same-definition-same-count"
  | "incidents-share-nobody"
  | "latest-claim-stands"
  | "lists-matched-without-error"
  | "nobody-came-or-left"
  | "dependence-between-lists-known";
type Refusal = "no-claims";
export type ConflictingCountsTest = Test<"conflicting-counts", ConflictingCountsAnswer, Condition, Refusal>;

/**
 * One result for a file of claims. They are not in the log: nothing runs it but a person who gives the file, and with
 * a second file asks for what matched lists of persons say besides.
 */
export function testConflictingCounts(
  claims: readonly Claim[],
  fileHash: Sha256Hex,
  options: {
    readonly contest: ContestId;
    readonly matched?: { readonly lists: MatchedLists; readonly fileHash: Sha256Hex } | undefined;
  },
): readonly ConflictingCountsTest[] {
  const { contest, matched } = options;
  const measures = countConflicting(claims);
  const file = (sha256: Sha256Hex): TestInput => ({ what: "file", sha256 });
  const unknown = (code: Condition) => ({ code, status: "unknown" as const });
  const severalIncidents = measures.some(({ incidents }) => incidents.length > 1);
  const isReplaced = measures.some(({ incidents }) =>
    incidents.some(({ claimsReplaced }) => claimsReplaced > 0),
  );
  return [
    {
      method: "conflicting-counts",
      subject: { contest },
      inputs: [file(fileHash), ...(matched === undefined ? [] : [file(matched.fileHash)])],
      assumptions: [
        unknown("same-definition-same-count"),
        ...(severalIncidents ? [unknown("incidents-share-nobody")] : []),
        ...(isReplaced ? [unknown("latest-claim-stands")] : []),
        ...(matched === undefined
          ? []
          : [
              unknown("lists-matched-without-error"),
              unknown("nobody-came-or-left"),
              unknown("dependence-between-lists-known"),
            ]),
      ],
      outcome:
        claims.length === 0
          ? { kind: "refused", reason: "no-claims", detail: {} }
          : {
              kind: "answered",
              answer: {
                claims: claims.length,
                measures,
                ...checksByClaim(claims),
                ...(matched === undefined ? {} : { captureRecapture: captureRecapture(matched.lists) }),
              },
            },
    },
  ];
}

/** The checks with the claim's own words in place of its place in the file. */
function checksByClaim(
  claims: readonly Claim[],
): Pick<ConflictingCountsAnswer, "subtotals" | "subsetsAbove"> {
  const checks = checkSubtotals(claims);
  const named = <Check extends { readonly claim: number }>({ claim: at, ...check }: Check) => {
    const claim = claims[at];
    if (claim === undefined) throw new Error(`no claim ${at}`);
    const { incident, source, measure, definition, asOf } = claim;
    return { incident, source, measure, definition, asOf, ...check };
  };
  return {
    subtotals: checks.subtotals.map((check) => named(check)),
    subsetsAbove: checks.subsetsAbove.map((check) => named(check)),
  };
}

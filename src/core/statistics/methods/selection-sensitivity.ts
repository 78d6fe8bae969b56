import type { SelectionId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { whyMissingUnknown } from "../collected-sheets.ts";
import { difference } from "../columns.ts";
import { exactNumber, type ExactNumber } from "../exact-number.ts";
import { leadersOf } from "../leaders.ts";
import { rational } from "../rational.ts";
import { selectionSensitivityOf } from "../selection-sensitivity.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** How unlike the sheets collected the missing ones would have to be for the order to change. */
export interface SelectionSensitivityAnswer {
  readonly ahead: SelectionId;
  readonly behind: SelectionId;
  readonly stationsCollected: number;
  readonly stationsMissing: number;
  /** How many of them are missing because a selection's box on their sheet cannot be read; absent where none is. */
  readonly sheetsIllegible?: number;
  readonly lead: number;
  /** The smallest G under which the lead can be lost; undefined where none does, however large. */
  readonly flippingDistortion?: number;
  readonly worstCases: readonly {
    readonly distortion: number;
    /** The smallest mean margin of the one ahead in the missing stations. */
    readonly meanMargin: ExactNumber;
    readonly finalLead: ExactNumber;
  }[];
}

type Condition = "sheets-as-counted" | "missing-among-seen";
type Refusal = "no-sheets" | "stations-missing-unknown" | "more-sheets-than-stations" | "no-order";
export type SelectionSensitivityTest = Test<
  "selection-sensitivity",
  SelectionSensitivityAnswer,
  Condition,
  Refusal
>;

/** Values of G that are shown; G = 1 makes the missing stations like those collected. */
const DISTORTIONS = [1, 1.5, 2, 3, 5, 10, 20, 50, 100];

/** Of every source with sheets that are not all there are. */
export function testSelectionSensitivity(context: TestContext): readonly SelectionSensitivityTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .flatMap((source) =>
      outcomesOf(context, source).map((outcome) => ({
        method: "selection-sensitivity" as const,
        subject: { contest: source.contest.id, source: source.source },
        inputs: context.inputs(source),
        assumptions: [
          { code: "sheets-as-counted" as const, status: "unknown" as const },
          { code: "missing-among-seen" as const, status: "unknown" as const },
        ],
        outcome,
      })),
    );
}

/** One; none where no sheet is missing. */
function outcomesOf(context: TestContext, source: SourceView): readonly ReturnType<typeof outcomeOf>[] {
  return context.ofSheets("selection-sensitivity", source, () =>
    context.legible(source).missing.count === 0 ? [] : [outcomeOf(context, source)],
  );
}

function outcomeOf(
  context: TestContext,
  source: SourceView,
): TestOutcome<SelectionSensitivityAnswer, Refusal> {
  const collected = context.collected(source);
  const sheets = context.legible(source);
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  const { count } = sheets.missing;
  const sheetsIllegible = collected.illegible.sheets.length;
  if (sheets.stations.length === 0) return refuse("no-sheets");
  if (count === undefined) return { kind: "refused", ...whyMissingUnknown(sheets.missing) };
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return refuse("no-order");
  const margins = difference(leaders.ahead.votes, leaders.behind.votes);
  const distortions = DISTORTIONS.map((distortion) => rational(2 * distortion, 2));
  const found = selectionSensitivityOf({ margins, stationsMissing: count, distortions });
  if (found.kind === "refused") return refuse("no-sheets");
  const { flipping } = found;
  return {
    kind: "answered",
    answer: {
      ahead: leaders.ahead.selection,
      behind: leaders.behind.selection,
      stationsCollected: sheets.stations.length,
      stationsMissing: count,
      ...(sheetsIllegible === 0 ? {} : { sheetsIllegible }),
      lead: found.lead,
      ...(flipping.kind === "at" ? { flippingDistortion: flipping.distortion } : {}),
      worstCases: found.worstCases.map(({ meanMargin, finalLead }, at) => ({
        distortion: DISTORTIONS[at] ?? 1,
        meanMargin: exactNumber(meanMargin),
        finalLead: exactNumber(finalLead),
      })),
    },
  };
}

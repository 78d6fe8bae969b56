import type { SelectionId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { falsePositiveExamples, type FalsePositiveExamples } from "../false-positive-example.ts";
import {
  integerPercentages,
  type IntegerCount,
  type IntegerPercentages,
  type IntegerPercentagesRefused,
} from "../integer-percentages.ts";
import { leadersOf } from "../leaders.ts";
import { votesStated } from "../read-boxes.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** Stations with whole percentages, beside how many chance makes. */
export interface IntegerPercentagesAnswer {
  /** The one with most votes; its share is of the ballots cast. */
  readonly selection: SelectionId;
  readonly stations: number;
  readonly leftOut: IntegerPercentages["leftOut"];
  readonly share: IntegerCount;
  /** Ballots cast of registered voters. */
  readonly turnout: IntegerCount;
  readonly either: IntegerCount;
  /** An invented election in which nobody rounded. */
  readonly example: FalsePositiveExamples["coarseShares"];
}

type Condition = "coarse-shares-expected" | "counts-vary-by-chance";
type Refusal = "no-sheets" | "no-votes" | IntegerPercentagesRefused["reason"];
export type IntegerPercentagesTest = Test<
  "integer-percentages",
  IntegerPercentagesAnswer,
  Condition,
  Refusal
>;

/** Of every source, for the selection with most votes. */
export function testIntegerPercentages(context: TestContext): readonly IntegerPercentagesTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .map((source) => ({
      method: "integer-percentages",
      subject: { contest: source.contest.id, source: source.source },
      inputs: context.inputs(source),
      assumptions: [
        { code: "coarse-shares-expected", status: "held" },
        { code: "counts-vary-by-chance", status: "unknown" },
      ],
      outcome: outcomeOf(context, source),
    }));
}

function outcomeOf(context: TestContext, source: SourceView): TestOutcome<IntegerPercentagesAnswer, Refusal> {
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  const sheets = context.collected(source);
  if (sheets.stations.length === 0) return refuse("no-sheets");
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return refuse("no-votes");
  const { selection } = leaders.ahead;
  const { registeredVoters, ballotsCast, stations } = sheets;
  const votes = votesStated(source, selection, stations);
  const screened = integerPercentages({ registeredVoters, ballotsCast, votes });
  if (screened.kind === "refused")
    return { kind: "refused", reason: screened.reason, detail: { stations: stations.length } };
  const { kind: _, ...found } = screened;
  return {
    kind: "answered",
    answer: { selection, ...found, example: falsePositiveExamples().coarseShares },
  };
}

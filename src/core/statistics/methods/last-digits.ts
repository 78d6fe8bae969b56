import type { SelectionId } from "../../tally-sheet.ts";
import type { SourceView } from "../../view.ts";
import { lastDigits, type DigitsRefused, type LastDigits } from "../digits.ts";
import { falsePositiveExamples, type FalsePositiveExamples } from "../false-positive-example.ts";
import { leadersOf } from "../leaders.ts";
import { votesStated } from "../read-boxes.ts";
import type { TestContext } from "../test-context.ts";
import type { Test, TestOutcome } from "../test-result.ts";

/** How often each last digit stands in one selection's counts. */
export interface LastDigitsAnswer extends Omit<LastDigits, "kind"> {
  /** The one with most votes. */
  readonly selection: SelectionId;
  /** Counts from 10 to 99: of those, last digits are uneven by themselves. */
  readonly countsBelowHundred: number;
  /** An invented election with small counts that nobody touched. */
  readonly example: FalsePositiveExamples["smallCounts"];
}

type Condition = "last-digits-even" | "counts-independent";
type Refusal = "no-sheets" | "no-votes" | Exclude<DigitsRefused["reason"], "not-asked-by-name">;
export type LastDigitsTest = Test<"last-digits", LastDigitsAnswer, Condition, Refusal>;

/** Of every source, for the selection with most votes. */
export function testLastDigits(context: TestContext): readonly LastDigitsTest[] {
  return context
    .contests()
    .flatMap((contest) => context.sources(contest.id))
    .map((source) => ({
      method: "last-digits",
      subject: { contest: source.contest.id, source: source.source },
      inputs: context.inputs(source),
      assumptions: [
        { code: "last-digits-even", status: "unknown" },
        { code: "counts-independent", status: "unknown" },
      ],
      outcome: outcomeOf(context, source),
    }));
}

function outcomeOf(context: TestContext, source: SourceView): TestOutcome<LastDigitsAnswer, Refusal> {
  const refuse = (reason: Refusal) => ({ kind: "refused", reason, detail: {} }) as const;
  const sheets = context.collected(source);
  if (sheets.stations.length === 0) return refuse("no-sheets");
  const leaders = leadersOf(sheets);
  if (leaders === undefined) return refuse("no-votes");
  const { selection } = leaders.ahead;
  const votes = votesStated(source, selection, sheets.stations);
  const screened = lastDigits(votes);
  if (screened.kind === "refused") return refuse("too-few-counts");
  const { kind: _, ...found } = screened;
  let countsBelowHundred = 0;
  for (const count of votes) if (count >= 10 && count < 100) countsBelowHundred++;
  return {
    kind: "answered",
    answer: { selection, ...found, countsBelowHundred, example: falsePositiveExamples().smallCounts },
  };
}

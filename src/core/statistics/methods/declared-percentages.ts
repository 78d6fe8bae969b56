import type { DeclarationView } from "../../declaration.ts";
import type { Contest } from "../../election.ts";
import type { SelectionId, UnitId } from "../../tally-sheet.ts";
import { sumOf, votesInAll, type DeclaredFigures } from "../closure.ts";
import { figuresFromTop } from "../declared-figures.ts";
import { testDeclaredPercentages, type DeclaredPercentages } from "../declared-percentages.ts";
import { PERCENTAGE_CONTROLS, type PercentageControl } from "../percentage-controls.ts";
import type { TestContext } from "../test-context.ts";
import type { Test } from "../test-result.ts";

type Tested = Extract<DeclaredPercentages, { readonly kind: "answered" }>;

/** Whether the counts of an announcement are what rounding makes of round percentages. */
export interface DeclaredPercentagesAnswer extends Omit<Tested, "kind" | "parts"> {
  readonly unit: UnitId;
  /** In the contest's order, the sum of all others last; the grids name a step and a residual for each. */
  readonly parts: readonly DeclaredPart[];
  /** Parts that have votes. */
  readonly partsWithVotes: number;
  /** The same question put to other announcements, where it should find nothing. */
  readonly controls: readonly ControlTested[];
}

export interface DeclaredPart {
  /** "otherVotes" for all that the declaration names in one sum. */
  readonly selection: SelectionId;
  readonly votes: number;
}

export type ControlTested = (
  | { readonly kind: "declaration"; readonly declaration: string }
  | { readonly kind: "published"; readonly result: PercentageControl["result"] }
) & {
  /** Of the coarsest grid that fits; absent where none does. */
  readonly decimalsThatFit?: number;
};

type Condition =
  "figures-as-announced" | "counts-spread-evenly" | "question-set-beforehand" | "parts-make-total";
type Refusal = Extract<DeclaredPercentages, { readonly kind: "refused" }>["reason"];
export type DeclaredPercentagesTest = Test<
  "declared-percentages",
  DeclaredPercentagesAnswer,
  Condition,
  Refusal
>;

/** Every declaration that gives votes for the highest unit it is about. */
export function testCountsFromPercentages(context: TestContext): readonly DeclaredPercentagesTest[] {
  return context.contests().flatMap((contest) => {
    const asked = context.declarations(contest.id).flatMap((view) => askOf(context, contest, view) ?? []);
    return asked.map((own) => testDeclaration(context, own, asked));
  });
}

interface Asked {
  readonly contest: Contest;
  readonly view: DeclarationView;
  readonly unit: UnitId;
  readonly parts: readonly DeclaredPart[];
  readonly total: number;
  readonly tested: DeclaredPercentages;
}

function askOf(context: TestContext, contest: Contest, view: DeclarationView): Asked | undefined {
  const [top] = figuresFromTop(view, contest, context.seen.register);
  if (top === undefined) return undefined;
  const parts = partsOf(contest, top.figures);
  if (parts.length === 0) return undefined;
  const votes = parts.map((part) => part.votes);
  const total = top.figures.validVotes ?? votesInAll(top.figures) ?? sumOf(votes);
  return { contest, view, unit: top.unit, parts, total, tested: testDeclaredPercentages({ votes, total }) };
}

/** Whatever order the declaration's file has: the last part takes what rounding leaves, and must not hang on that. */
function partsOf({ selections }: Contest, { votes, otherVotes }: DeclaredFigures): DeclaredPart[] {
  return [
    ...selections.flatMap(({ id }) => {
      const count = Object.hasOwn(votes, id) ? votes[id] : undefined;
      return count === undefined ? [] : [{ selection: id, votes: count }];
    }),
    ...(otherVotes === undefined ? [] : [{ selection: "otherVotes", votes: otherVotes }]),
  ];
}

function testDeclaration(context: TestContext, own: Asked, all: readonly Asked[]): DeclaredPercentagesTest {
  const { contest, view, unit, tested } = own;
  return {
    method: "declared-percentages",
    subject: { contest: contest.id, declarations: [view.declaration.id], unit },
    inputs: context.inputs(undefined, [view]),
    assumptions: [
      {
        code: "parts-make-total",
        status: tested.kind === "refused" && tested.reason === "parts-do-not-make-total" ? "failed" : "held",
      },
      { code: "figures-as-announced", status: "unknown" },
      { code: "counts-spread-evenly", status: "unknown" },
      { code: "question-set-beforehand", status: "unknown" },
    ],
    outcome:
      tested.kind === "refused"
        ? { kind: "refused", reason: tested.reason, detail: detailOf(own) }
        : { kind: "answered", answer: answerOf(own, tested, all) },
  };
}

function detailOf({ parts, total }: Asked): Readonly<Record<string, number>> {
  return { total, sum: sumOf(parts.map(({ votes }) => votes)), parts: parts.length };
}

function answerOf(own: Asked, tested: Tested, all: readonly Asked[]): DeclaredPercentagesAnswer {
  const { kind: _, parts: partsWithVotes, ...found } = tested;
  // The same figures declared again would be no control of themselves.
  const others = all.filter(
    (each) => each.tested.kind === "answered" && JSON.stringify(each.parts) !== JSON.stringify(own.parts),
  );
  return {
    unit: own.unit,
    ...found,
    parts: own.parts,
    partsWithVotes,
    controls: [
      ...others.map(({ view, tested: other }): ControlTested => ({
        kind: "declaration",
        declaration: view.declaration.id,
        ...decimalsThatFit(other),
      })),
      ...PERCENTAGE_CONTROLS.map(({ result, votes }): ControlTested => ({
        kind: "published",
        result,
        ...decimalsThatFit(testDeclaredPercentages({ votes, total: sumOf(votes) })),
      })),
    ],
  };
}

function decimalsThatFit(tested: DeclaredPercentages): { readonly decimalsThatFit?: number } {
  return tested.kind === "refused" || tested.fit === undefined
    ? {}
    : { decimalsThatFit: tested.fit.decimals };
}

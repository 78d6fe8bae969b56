import type { DeclarationView } from "../../declaration.ts";
import type { Contest } from "../../election.ts";
import type { SelectionId, UnitId } from "../../tally-sheet.ts";
import { closingValues, type ClosingValues } from "../closing-value.ts";
import { checkSums, type DeclaredFigures, type SumCheck } from "../closure.ts";
import { figuresFromTop, type UnitFigures } from "../declared-figures.ts";
import {
  checkPercentages,
  type BaseMatch,
  type PercentageCheck,
  type PercentageChecks,
} from "../denominators.ts";
import { incrementsBetween, type Increments } from "../increments.ts";
import { knownSizeOf, NOBODY_KNOWS, type KnownSize, type NamedRegister } from "../known-size.ts";
import { announcedInstant } from "../announced-instant.ts";
import type { TestContext } from "../test-context.ts";
import type { Test } from "../test-result.ts";

/** What one announcement says against itself and the one before it: of the highest unit declared, then of the others. */
export interface ClosureAnswer extends UnitClosure {
  /** The other units declared: how many were checked, and those with a problem. */
  readonly otherUnits: {
    readonly checked: number;
    readonly withProblems: readonly Pick<UnitClosure, "unit" | "problems">[];
  };
}

export interface UnitClosure {
  readonly unit: UnitId;
  /** How many stations the unit has; absent where nobody says. */
  readonly stations?: number;
  /** The share of stations that the announcement says it covers, in percent, as announced. */
  readonly stationsCountedShare?: string;
  /** Registered voters known from elsewhere than the announcement. */
  readonly registers: readonly NamedRegister[];
  readonly sums: readonly SumClosure[];
  readonly percentages: PercentageChecks;
  /** Absent where the same source has declared nothing of this unit before. */
  readonly since?: {
    readonly declaration: string;
    /** The date it was announced, as its file has it. */
    readonly announcedAt: string;
    readonly increments: Increments;
  };
  readonly problems: readonly ClosureProblem[];
}

/** A sum, and the value that closes it where it does not close or leaves something out. */
export interface SumClosure extends SumCheck {
  readonly closing?: ClosingValues;
}

export type ClosureProblem =
  | { readonly kind: "sum-differs"; readonly equation: SumCheck["equation"]; readonly difference: number }
  | {
      readonly kind: "percentage-fits-nothing";
      /** A selection, or "turnout". */
      readonly of: SelectionId;
      readonly announced: string;
    }
  | { readonly kind: "shares-make-no-whole"; readonly sum: number }
  | {
      readonly kind: "decrease";
      readonly figure: string;
      readonly before: number;
      readonly after: number;
    };

type Condition =
  | "figures-as-announced"
  | "percentages-rounded-or-cut"
  | "stations-counted-of-average-size"
  | "coverage-rounded"
  | "later-includes-earlier";
type Refusal = "nothing-to-compare";
export type ClosureTest = Test<"closure", ClosureAnswer, Condition, Refusal>;

/**
 * Every declaration, against its own figures and those that its source announced before: in the order of announcement,
 * and of the log where two were announced at once.
 */
export function testClosure(context: TestContext): readonly ClosureTest[] {
  return context.contests().flatMap((contest) => {
    const declared = context.declarations(contest.id).map((view): Declared => ({
      view,
      units: figuresFromTop(view, contest, context.seen.register),
      instant: announcedInstant(view.declaration.announcedAt),
    }));
    const announced = declared.toSorted((one, other) => one.instant - other.instant);
    return declared.map((own) =>
      testDeclaration(context, { contest, own, earlier: announced.slice(0, announced.indexOf(own)) }),
    );
  });
}

interface Declared {
  readonly view: DeclarationView;
  readonly units: readonly UnitFigures[];
  /** When it was announced, in seconds. */
  readonly instant: number;
}

interface Question {
  readonly contest: Contest;
  readonly own: Declared;
  readonly earlier: readonly Declared[];
}

function testDeclaration(context: TestContext, question: Question): ClosureTest {
  const { contest, own, earlier } = question;
  const before = earlier.filter(({ view }) => view.declaration.source === own.view.declaration.source);
  const previous = new Map<UnitId, Previous>();
  for (const { view, units } of before)
    for (const { unit, figures } of units) previous.set(unit, { view, figures });
  const sizes = own.units.map(({ unit }) => knownSizeOf(unit, context));
  const checked = own.units.map((declared, at) =>
    checkUnit(declared, sizes[at] ?? NOBODY_KNOWS, { previous: previous.get(declared.unit) }),
  );
  const [top, ...others] = checked;
  const since = top === undefined ? undefined : previous.get(top.unit);
  return {
    method: "closure",
    subject: {
      contest: contest.id,
      declarations: [...(since === undefined ? [] : [since.view.declaration.id]), own.view.declaration.id],
      ...(top === undefined ? {} : { unit: top.unit }),
    },
    inputs: [
      ...sizeInputs(context, sizes),
      ...context.inputs(undefined, [...(since === undefined ? [] : [since.view]), own.view]),
    ],
    assumptions: top === undefined ? [] : assumptionsOf(top, own),
    outcome:
      top === undefined || !checked.some(isAnythingCompared)
        ? { kind: "refused", reason: "nothing-to-compare", detail: {} }
        : {
            kind: "answered",
            answer: {
              ...top,
              otherUnits: {
                checked: others.length,
                withProblems: others
                  .filter(({ problems }) => problems.length > 0)
                  .map(({ unit, problems }) => ({ unit, problems })),
              },
            },
          },
  };
}

/** Where the sizes that the units were held against come from. */
function sizeInputs(context: TestContext, known: readonly KnownSize[]): ClosureTest["inputs"] {
  const { registerBlob: sha256, registerEntry: entry } = context.seen;
  const sizes = known.flatMap(({ from }) => from);
  return [
    ...(sizes.includes("declared-size") ? [context.electionInput()] : []),
    ...(sizes.includes("adopted-register") && sha256 !== undefined && entry !== undefined
      ? [{ what: "register" as const, entry, sha256 }]
      : []),
  ];
}

interface Previous {
  readonly view: DeclarationView;
  readonly figures: DeclaredFigures;
}

function checkUnit(
  { unit, figures }: UnitFigures,
  { stations, registers }: KnownSize,
  { previous }: { readonly previous: Previous | undefined },
): UnitClosure {
  const { stationsCountedShare } = figures;
  const sums = checkSums(figures).map((check) => closeSum(check, figures));
  const percentages = checkPercentages(figures, registers);
  const since =
    previous === undefined
      ? undefined
      : {
          declaration: previous.view.declaration.id,
          announcedAt: previous.view.declaration.announcedAt,
          increments: incrementsBetween(previous.figures, figures, stations),
        };
  return {
    unit,
    ...(stations === undefined ? {} : { stations }),
    ...(stationsCountedShare === undefined ? {} : { stationsCountedShare }),
    registers,
    sums,
    percentages,
    ...(since === undefined ? {} : { since }),
    problems: problemsOf(sums, percentages, since?.increments),
  };
}

/**
 * Where something was not announced and the rest is less than the total: what is left for it. Where the parts do not
 * make the total: the value of each part that would. A form without blank votes is likelier than a number kept back,
 * so that they are asked for only where something is left.
 */
function closeSum(check: SumCheck, figures: DeclaredFigures): SumClosure {
  const { equation, parts, total, outcome } = check;
  if (total === undefined || (outcome !== "differs" && outcome !== "within")) return check;
  if (equation === "ballots-within-registered") return check;
  const wanted =
    equation === "parts-make-ballots"
      ? ["validVotes", "blankVotes", "nullVotes"]
      : figures.namesEverySelection
        ? []
        : ["otherVotes"];
  const missing = wanted.filter((part) => !Object.hasOwn(parts, part));
  if (outcome === "differs" && missing.some((part) => part !== "blankVotes")) return check;
  const asked = outcome === "within" ? missing : [];
  const unannounced = Object.fromEntries(asked.map((part) => [part, undefined]));
  return { ...check, closing: closingValues({ parts: { ...parts, ...unannounced }, total }) };
}

function problemsOf(
  sums: readonly SumClosure[],
  percentages: PercentageChecks,
  increments: Increments | undefined,
): ClosureProblem[] {
  const { shares, together, turnout } = percentages;
  return [
    ...sums.flatMap(({ equation, difference, outcome }): ClosureProblem[] =>
      outcome === "differs" ? [{ kind: "sum-differs", equation, difference: difference ?? 0 }] : [],
    ),
    ...[...shares, ...(turnout === undefined ? [] : [turnout])]
      .filter((check) => fitsNothing(check))
      .map(({ of, announced }): ClosureProblem => ({
        kind: "percentage-fits-nothing",
        of: of.kind === "turnout" ? "turnout" : of.selection,
        announced,
      })),
    ...(together?.canMakeWhole === false
      ? [{ kind: "shares-make-no-whole" as const, sum: together.sum }]
      : []),
    ...(increments?.kind === "answered"
      ? increments.rows
          .filter(({ increment }) => increment < 0)
          .map(({ figure, before, after }): ClosureProblem => ({ kind: "decrease", figure, before, after }))
      : []),
  ];
}

function fitsNothing(check: PercentageCheck): boolean {
  const bases = basesInQuestion(check);
  const { nearest, truncated } = check.denominators;
  if (bases.length === 0) return nearest === undefined && truncated === undefined;
  return !bases.some(isFit);
}

/** What a percentage can be meant to be of: a turnout of voters, a share of votes or ballots. */
export function basesInQuestion({ of, bases }: PercentageCheck): readonly BaseMatch[] {
  const isOfVoters = ({ base }: BaseMatch) =>
    base === "registered-voters" || base === "registered-voters-covered";
  return bases.filter((base) => isOfVoters(base) === (of.kind === "turnout"));
}

/** Whether the percentage can have been taken of it, by either rounding. */
export function isFit({ nearest, truncated }: BaseMatch): boolean {
  return nearest !== "does-not-fit" || truncated !== "does-not-fit";
}

function isAnythingCompared({ sums, percentages, since }: UnitClosure): boolean {
  return (
    sums.some(({ outcome }) => outcome !== "unknown") ||
    percentages.shares.length > 0 ||
    percentages.turnout !== undefined ||
    since?.increments.kind === "answered"
  );
}

function assumptionsOf(
  { percentages, since }: UnitClosure,
  { view, units }: Declared,
): ClosureTest["assumptions"] {
  const { shares, turnout } = percentages;
  const unknown = (code: Condition) => ({ code, status: "unknown" as const });
  const usesCoverage = turnout?.bases.some(({ base }) => base === "registered-voters-covered") === true;
  const perStation =
    since?.increments.kind === "answered" && since.increments.votesPerStation.kind === "answered";
  const isRounded =
    view.declaration.stationsCountedShare !== undefined &&
    units[0]?.figures.stationsCounted === undefined &&
    (usesCoverage || perStation);
  return [
    unknown("figures-as-announced"),
    ...(shares.length > 0 || turnout !== undefined ? [unknown("percentages-rounded-or-cut")] : []),
    ...(usesCoverage ? [unknown("stations-counted-of-average-size")] : []),
    ...(isRounded ? [unknown("coverage-rounded")] : []),
    ...(since === undefined ? [] : [unknown("later-includes-earlier")]),
  ];
}

import { parseAnnouncedCoverage } from "./announced-coverage.ts";
import {
  denominatorsFor,
  fractionsPrintedAs,
  intersection,
  nominalOf,
  overlaps,
  parsePercentage,
  type AnnouncedPercentage,
  type IntegerRange,
  type Rounding,
} from "./announced-percentage.ts";
import { ballotsInAll, votesInAll, type DeclaredFigures } from "./closure.ts";
import {
  add,
  compare,
  divide,
  lesser,
  multiply,
  ONE,
  rational,
  toNumber,
  ZERO,
  type Rational,
} from "./rational.ts";

/** What a percentage may have been taken of. */
export type BaseCode =
  | "valid-votes"
  | "ballots-cast"
  | "registered-voters"
  /** Registered voters times the share of stations counted: right where the stations counted are of average size. */
  | "registered-voters-covered";

/** A number of registered voters of the whole unit that is known from elsewhere. */
export interface KnownRegister {
  readonly name: string;
  readonly registeredVoters: number;
}

/**
 * Whether dividing by a base gives what was printed. `fits-within-coverage`: not with the coverage as it was printed,
 * but with one that is rounded to the same digits.
 */
export type Fit = "fits" | "fits-within-coverage" | "does-not-fit";

export interface BaseMatch {
  readonly base: BaseCode;
  /** Which known register; undefined for a figure of the declaration itself. */
  readonly register: string | undefined;
  /** The base with the coverage at its word. Whole but for the coverage. */
  readonly denominator: number;
  /** What the percentage would be of that base, not rounded. */
  readonly percentage: number;
  readonly nearest: Fit;
  readonly truncated: Fit;
}

/** The count above the line, and where it was taken from. */
export interface Numerator {
  readonly figure: "votes" | "ballots-cast" | "ballots-added-up" | "valid-votes";
  readonly value: number;
}

export interface PercentageCheck {
  readonly of: { readonly kind: "share"; readonly selection: string } | { readonly kind: "turnout" };
  readonly announced: string;
  readonly numerator: Numerator;
  /** Every whole denominator that gives the percentage by each rounding; undefined where no whole number does. */
  readonly denominators: Readonly<Record<Rounding, IntegerRange | undefined>>;
  readonly bases: readonly BaseMatch[];
}

/** What all shares of one declaration say together. */
export interface SharesTogether {
  /** The sum of the shares as announced, in percent. */
  readonly sum: number;
  /** Whether fractions that are printed so can make a whole; undefined where the shares leave a selection out. */
  readonly canMakeWhole: boolean | undefined;
  /** The denominators that give every share at once by the same rounding; undefined where there are none. */
  readonly denominators: Readonly<Record<Rounding, IntegerRange | undefined>>;
}

export interface PercentageChecks {
  readonly shares: readonly PercentageCheck[];
  readonly together: SharesTogether | undefined;
  readonly turnout: PercentageCheck | undefined;
  /** Percentages that were announced without the count that they are of: nothing can be said of them. */
  readonly withoutCount: readonly string[];
}

/**
 * Which denominator an authority must have used: every announced percentage is held against every base that it can
 * have been taken of, by both ways of rounding, and solved for all whole denominators that give the digits printed.
 * The arithmetic is exact; a base that does not fit cannot have been used with these counts and this rounding.
 * Throws InputError where a percentage is not one.
 */
export function checkPercentages(
  figures: DeclaredFigures,
  registers: readonly KnownRegister[],
): PercentageChecks {
  const bases = basesOf(figures, registers);
  const withoutCount: string[] = [];
  const shares = Object.entries(figures.shares ?? {}).flatMap(([selection, text]): PercentageCheck[] => {
    const value = figures.votes[selection] ?? (selection === "others" ? figures.otherVotes : undefined);
    if (value === undefined) {
      withoutCount.push(selection);
      return [];
    }
    return [
      checkPercentage({ kind: "share", selection }, text, { numerator: { figure: "votes", value }, bases }),
    ];
  });
  const cast = turnoutNumerator(figures);
  if (figures.turnout !== undefined && cast === undefined) withoutCount.push("turnout");
  const turnout =
    figures.turnout === undefined || cast === undefined
      ? undefined
      : checkPercentage({ kind: "turnout" }, figures.turnout, { numerator: cast, bases });
  return { shares, together: sharesTogether(figures, shares), turnout, withoutCount };
}

interface Base {
  readonly code: BaseCode;
  readonly register: string | undefined;
  readonly nominal: Rational;
  readonly low: Rational;
  readonly high: Rational;
}

/** Every base of which the figures or a register give the number. A base of zero gives no percentage. */
function basesOf(figures: DeclaredFigures, registers: readonly KnownRegister[]): readonly Base[] {
  const bases: Base[] = [];
  const { stationsCountedShare } = figures;
  const coverage =
    stationsCountedShare === undefined ? undefined : parseAnnouncedCoverage(stationsCountedShare);
  const offer = (code: BaseCode, count: number | undefined, register?: string) => {
    if (count === undefined || count === 0) return;
    const exact = rational(count);
    bases.push({ code, register, nominal: exact, low: exact, high: exact });
    if (code !== "registered-voters" || coverage === undefined || coverage.nominal.numerator === 0n) return;
    bases.push({
      code: "registered-voters-covered",
      register,
      nominal: multiply(exact, coverage.nominal),
      low: multiply(exact, coverage.from),
      high: multiply(exact, lesser(coverage.below, ONE)),
    });
  };
  offer("valid-votes", figures.validVotes ?? votesInAll(figures));
  offer("ballots-cast", ballotsInAll(figures));
  offer("registered-voters", figures.registeredVoters);
  for (const { name, registeredVoters } of registers) offer("registered-voters", registeredVoters, name);
  return bases;
}

/** Turnout is of the ballots where they are known; where only the valid votes are, the answer says so. */
function turnoutNumerator(figures: DeclaredFigures): Numerator | undefined {
  const added = ballotsInAll(figures);
  if (figures.ballotsCast !== undefined) return { figure: "ballots-cast", value: figures.ballotsCast };
  if (added !== undefined) return { figure: "ballots-added-up", value: added };
  const valid = figures.validVotes ?? votesInAll(figures);
  return valid === undefined ? undefined : { figure: "valid-votes", value: valid };
}

function checkPercentage(
  of: PercentageCheck["of"],
  announced: string,
  given: { readonly numerator: Numerator; readonly bases: readonly Base[] },
): PercentageCheck {
  const percentage = parsePercentage(announced);
  const { numerator, bases } = given;
  const solve = (rounding: Rounding) =>
    denominatorsFor(numerator.value, fractionsPrintedAs(percentage, rounding));
  return {
    of,
    announced,
    numerator,
    denominators: { nearest: solve("nearest"), truncated: solve("truncated") },
    bases: bases.map((base) => matchBase(base, percentage, numerator.value)),
  };
}

function matchBase(base: Base, percentage: AnnouncedPercentage, numerator: number): BaseMatch {
  const above = rational(numerator);
  const share = divide(above, base.nominal);
  const fit = (rounding: Rounding): Fit => {
    const range = fractionsPrintedAs(percentage, rounding);
    if (overlaps(range, share, share)) return "fits";
    const reached = overlaps(range, divide(above, base.high), divide(above, base.low));
    return reached ? "fits-within-coverage" : "does-not-fit";
  };
  return {
    base: base.code,
    register: base.register,
    denominator: toNumber(base.nominal),
    percentage: toNumber(multiply(share, rational(100))),
    nearest: fit("nearest"),
    truncated: fit("truncated"),
  };
}

function sharesTogether(
  figures: DeclaredFigures,
  shares: readonly PercentageCheck[],
): SharesTogether | undefined {
  const [first, ...others] = shares;
  if (first === undefined) return undefined;
  const announced = Object.values(figures.shares ?? {}).map(parsePercentage);
  const total = (fractions: readonly Rational[]) => fractions.reduce(add, ZERO);
  const together = (rounding: Rounding) =>
    others.reduce<IntegerRange | undefined>(
      (range, share) => intersection(range, share.denominators[rounding]),
      first.denominators[rounding],
    );
  return {
    sum: toNumber(multiply(total(announced.map(nominalOf)), rational(100))),
    canMakeWhole: shareEverything(figures) ? canMakeWhole(announced, total) : undefined,
    denominators: { nearest: together("nearest"), truncated: together("truncated") },
  };
}

/** Whether every selection has an announced share, alone or with the others. */
function shareEverything(figures: DeclaredFigures): boolean {
  const shares = figures.shares ?? {};
  if (!Object.keys(figures.votes).every((selection) => Object.hasOwn(shares, selection))) return false;
  return Object.hasOwn(shares, "others") || (figures.namesEverySelection && figures.otherVotes === undefined);
}

/** By either rounding: rounded to the nearest from half a unit below, or cut off by up to a unit. */
function canMakeWhole(
  announced: readonly AnnouncedPercentage[],
  total: (fractions: readonly Rational[]) => Rational,
): boolean {
  const ranges = announced.map((percentage) => fractionsPrintedAs(percentage, "nearest"));
  const nearest =
    compare(total(ranges.map((range) => range.low)), ONE) <= 0 &&
    compare(total(ranges.map((range) => range.high)), ONE) >= 0;
  const cut = announced.map((percentage) => fractionsPrintedAs(percentage, "truncated"));
  const truncated =
    compare(total(cut.map((range) => range.low)), ONE) <= 0 &&
    compare(total(cut.map((range) => range.high)), ONE) > 0;
  return nearest || truncated;
}

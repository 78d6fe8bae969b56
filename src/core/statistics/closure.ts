/**
 * The figures that somebody declared for one unit, as they were announced. Counts are whole numbers; percentages are
 * the texts that were printed, because their digits say how far they were rounded.
 */
export interface DeclaredFigures {
  readonly votes: Readonly<Record<string, number>>;
  /** Votes announced in one sum for all selections that `votes` does not name. */
  readonly otherVotes?: number | undefined;
  readonly validVotes?: number | undefined;
  readonly blankVotes?: number | undefined;
  readonly nullVotes?: number | undefined;
  readonly ballotsCast?: number | undefined;
  readonly registeredVoters?: number | undefined;
  readonly stationsCounted?: number | undefined;
  /** Percentages by selection; "others" stands for `otherVotes`. */
  readonly shares?: Readonly<Record<string, string>> | undefined;
  readonly turnout?: string | undefined;
  /** The share of stations that the announcement covers, in percent. */
  readonly stationsCountedShare?: string | undefined;
  /** Whether `votes` has every selection of the contest. */
  readonly namesEverySelection: boolean;
}

/**
 * What became of one sum. `closes`: the parts make the total. `differs`: no value of what was not announced could make
 * them. `within`: something was not announced, and it can be what is left. `unknown`: there is nothing to compare.
 */
export type SumOutcome = "closes" | "differs" | "within" | "unknown";

export interface SumCheck {
  readonly equation: "votes-make-valid" | "parts-make-ballots" | "ballots-within-registered";
  readonly parts: Readonly<Record<string, number>>;
  readonly sum: number;
  readonly total: number | undefined;
  /** The sum minus the total. */
  readonly difference: number | undefined;
  readonly outcome: SumOutcome;
}

/** Sums that the figures must obey among themselves. Nothing outside the announcement is used. */
export function checkSums(figures: DeclaredFigures): readonly SumCheck[] {
  const { validVotes, blankVotes, nullVotes, ballotsCast, registeredVoters } = figures;
  const votes = { ...figures.votes, ...defined({ otherVotes: figures.otherVotes }) };
  const valid = validVotes ?? votesInAll(figures);
  return [
    sumCheck({
      equation: "votes-make-valid",
      parts: votes,
      total: validVotes,
      complete: votesInAll(figures) !== undefined,
    }),
    sumCheck({
      equation: "parts-make-ballots",
      parts: defined({ validVotes: valid, blankVotes, nullVotes }),
      total: ballotsCast,
      complete: valid !== undefined && blankVotes !== undefined && nullVotes !== undefined,
    }),
    sumCheck({
      equation: "ballots-within-registered",
      parts: defined({ ballotsCast: ballotsInAll(figures) }),
      total: registeredVoters,
      complete: false,
    }),
  ];
}

/** The votes of all selections together, where the figures name every one of them or a sum of the others. */
export function votesInAll(figures: DeclaredFigures): number | undefined {
  if (!figures.namesEverySelection && figures.otherVotes === undefined) return undefined;
  return sumOf(Object.values(figures.votes)) + (figures.otherVotes ?? 0);
}

/** The ballots as declared, else valid, blank and null votes together; without null votes there is no such sum. */
export function ballotsInAll(figures: DeclaredFigures): number | undefined {
  const valid = figures.validVotes ?? votesInAll(figures);
  if (figures.ballotsCast !== undefined) return figures.ballotsCast;
  if (valid === undefined || figures.nullVotes === undefined) return undefined;
  return valid + figures.nullVotes + (figures.blankVotes ?? 0);
}

/** Counts added exactly; a sum that is no exact whole number is a bug. */
export function sumOf(counts: readonly number[]): number {
  let sum = 0;
  for (const count of counts) sum += count;
  if (!Number.isSafeInteger(sum)) throw new Error(`${sum} is not an exact whole number`);
  return sum;
}

function sumCheck(question: {
  readonly equation: SumCheck["equation"];
  readonly parts: Readonly<Record<string, number>>;
  readonly total: number | undefined;
  /** Whether every part was announced, so that nothing can be left. */
  readonly complete: boolean;
}): SumCheck {
  const { equation, parts, total } = question;
  const sum = sumOf(Object.values(parts));
  if (total === undefined || Object.keys(parts).length === 0)
    return { equation, parts, sum, total, difference: undefined, outcome: "unknown" };
  return { equation, parts, sum, total, difference: sum - total, outcome: outcomeOf(sum - total, question) };
}

function outcomeOf(
  difference: number,
  question: { readonly equation: SumCheck["equation"]; readonly complete: boolean },
): SumOutcome {
  if (question.equation === "ballots-within-registered") return difference > 0 ? "differs" : "within";
  if (difference === 0) return "closes";
  return difference < 0 && !question.complete ? "within" : "differs";
}

function defined(counts: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(counts).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

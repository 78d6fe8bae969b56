import { exp, gammaln, ln } from "../distributions.ts";

/** Counts of stations, one array a figure, all in the same order. A negative number is unknown. */
export interface IntegerPercentageInput {
  readonly registeredVoters: Int32Array;
  readonly ballotsCast: Int32Array;
  /** Votes of the selection asked about. */
  readonly votes: Int32Array;
}

/** Stations at an integer percentage: how many there are, and how many arithmetic alone lets expect. */
export interface IntegerCount {
  readonly observed: number;
  readonly expected: number;
  readonly standardDeviation: number;
  readonly excess: number;
  /** The excess in standard deviations; undefined where chance leaves no room (standard deviation 0). */
  readonly z: number | undefined;
}

export interface IntegerPercentages {
  readonly kind: "screened";
  /** Stations that were looked at. */
  readonly stations: number;
  /** Stations that were not: each is counted once, under the first reason that applies. */
  readonly leftOut: {
    readonly unknown: number;
    readonly tooSmall: number;
    readonly noBallots: number;
    readonly impossible: number;
    readonly turnoutAboveMost: number;
    readonly shareAboveMost: number;
  };
  /** Votes per ballot cast. */
  readonly share: IntegerCount;
  /** Ballots cast per registered voter. */
  readonly turnout: IntegerCount;
  /** The share, the turnout or both. */
  readonly either: IntegerCount;
}

export interface IntegerPercentagesRefused {
  readonly kind: "refused";
  readonly reason: "no-station-qualifies";
}

/** As published: smaller stations, and stations where nearly everybody votes or votes alike, are not looked at. */
const FEWEST_REGISTERED = 100;
const PERCENT_MOST = 99;

/** How far from the integer a percentage may be, in percentage points. */
const TOLERANCE = 0.05;

/** Masses below this are left out of the sums: a million stations together change by less than 1e-9. */
const MASS_LEAST = 1e-16;

/**
 * How many stations have a turnout or a share of one selection within 0.05 points of an integer percentage, beside how
 * many would if each station's count were drawn anew from a binomial distribution with the station's own percentage.
 * Coarse shares are common by arithmetic alone, above all at small stations, which is why the expectation is made
 * station by station. An excess says that numbers were rounded, not by whom or why.
 *
 * Dmitry Kobak, Sergey Shpilkin, Maxim S. Pshenichnikov, "Integer percentages as electoral falsification fingerprints"
 * (2016). Their 1,000 random draws are replaced here by the exact sums: for a station with the masses a and b of integer
 * shares and turnouts, either has 1 - (1 - a)(1 - b); variances are sums of p (1 - p). On coarse shares: Arthur Rozenas,
 * in Political Analysis 25 (2017), pages 41 to 56. A percentage is 100 * k / n in double precision, as in the published
 * program: for the few k exactly 0.05 away, rounding decides.
 *
 * Takes time in the square root of a station's size. The order of the stations changes no more than the last digits.
 */
export function integerPercentages(
  input: IntegerPercentageInput,
): IntegerPercentages | IntegerPercentagesRefused {
  const { registeredVoters, ballotsCast, votes } = input;
  const leftOut = {
    unknown: 0,
    tooSmall: 0,
    noBallots: 0,
    impossible: 0,
    turnoutAboveMost: 0,
    shareAboveMost: 0,
  };
  const [share, turnout, either] = [new Sums(), new Sums(), new Sums()];
  for (let station = 0; station < registeredVoters.length; station++) {
    const registered = registeredVoters[station] ?? -1;
    const ballots = ballotsCast[station] ?? -1;
    const forSelection = votes[station] ?? -1;
    const reason = reasonToLeaveOut(registered, ballots, forSelection);
    if (reason !== undefined) {
      leftOut[reason]++;
      continue;
    }
    const isShare = isNearInteger(forSelection, ballots);
    const isTurnout = isNearInteger(ballots, registered);
    const massShare = integerMass(forSelection, ballots);
    const massTurnout = integerMass(ballots, registered);
    share.add(isShare, massShare);
    turnout.add(isTurnout, massTurnout);
    either.add(isShare || isTurnout, 1 - (1 - massShare) * (1 - massTurnout));
  }
  if (share.stations === 0) return { kind: "refused", reason: "no-station-qualifies" };
  return {
    kind: "screened",
    stations: share.stations,
    leftOut,
    share: share.result(),
    turnout: turnout.result(),
    either: either.result(),
  };
}

/**
 * The probability that a count drawn from the binomial distribution of `outOf` trials with the chance `count / outOf` is
 * within 0.05 points of an integer percentage of `outOf`.
 *
 * The mass at `count` itself needs no deviance (Catherine Loader, "Fast and accurate computation of binomial
 * probabilities", 2000); the others follow from neighbour to neighbour.
 */
export function integerMass(count: number, outOf: number): number {
  if (count === 0 || count === outOf) return 1;
  const rest = outOf - count;
  const atCount =
    Math.sqrt(outOf / (2 * Math.PI * count * rest)) *
    exp(stirlingError(outOf) - stirlingError(count) - stirlingError(rest));
  return Math.min(
    massAbove({ count, outOf, atCount, isMirrored: false }) +
      massAbove({ count: rest, outOf, atCount, isMirrored: true }) +
      (isNearInteger(count, outOf) ? atCount : 0),
    1,
  );
}

/** Whether 100 * count / outOf is within 0.05 of an integer. */
export function isNearInteger(count: number, outOf: number): boolean {
  const percentage = (100 * count) / outOf;
  return Math.abs(percentage - Math.floor(percentage + 0.5)) <= TOLERANCE;
}

/**
 * The mass of the counts above `count` that are near an integer percentage. Mirrored, a count is of the ballots that were
 * not for the selection, so that above is below.
 */
function massAbove(from: {
  readonly count: number;
  readonly outOf: number;
  readonly atCount: number;
  readonly isMirrored: boolean;
}): number {
  const { count, outOf, atCount, isMirrored } = from;
  const odds = count / (outOf - count);
  let mass = atCount;
  let reached = count;
  let sum = 0;
  for (let percent = Math.floor((100 * count) / outOf); percent <= 100; percent++) {
    // The counts within 0.05 points of this percentage, those exactly 0.05 away included.
    const first = Math.max(Math.ceil((outOf * (20 * percent - 1)) / 2000), count + 1);
    const last = Math.min(Math.floor((outOf * (20 * percent + 1)) / 2000), outOf);
    for (let at = first; at <= last; at++) {
      for (; reached < at; reached++) mass *= ((outOf - reached) / (reached + 1)) * odds;
      const isOnEdge = Math.abs(2000 * at - 20 * percent * outOf) === outOf;
      if (!isOnEdge || isNearInteger(isMirrored ? outOf - at : at, outOf)) sum += mass;
    }
    if (mass < MASS_LEAST) break;
  }
  return sum;
}

/** ln(n!) less Stirling's formula for it. */
function stirlingError(n: number): number {
  if (n < STIRLING_ERRORS.length) return STIRLING_ERRORS[n] ?? 0;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

/** For n below 16, where the series is not exact enough; the first is never asked for. */
const STIRLING_ERRORS: readonly number[] = Array.from({ length: 16 }, (_, n) =>
  n === 0 ? 0 : gammaln(n + 1) - (n + 0.5) * ln(n) + n - 0.5 * ln(2 * Math.PI),
);

type Reason = keyof IntegerPercentages["leftOut"];

function reasonToLeaveOut(registered: number, ballots: number, votes: number): Reason | undefined {
  if (registered < 0 || ballots < 0 || votes < 0) return "unknown";
  if (registered < FEWEST_REGISTERED) return "tooSmall";
  if (ballots === 0) return "noBallots";
  if (votes > ballots || ballots > registered) return "impossible";
  if (100 * ballots > PERCENT_MOST * registered) return "turnoutAboveMost";
  if (100 * votes > PERCENT_MOST * ballots) return "shareAboveMost";
  return undefined;
}

/** Stations at an integer, the sum of their masses and of their variances. */
class Sums {
  stations = 0;
  #observed = 0;
  #expected = 0;
  #variance = 0;

  add(isObserved: boolean, mass: number): void {
    this.stations++;
    if (isObserved) this.#observed++;
    this.#expected += mass;
    this.#variance += mass * (1 - mass);
  }

  result(): IntegerCount {
    const standardDeviation = Math.sqrt(this.#variance);
    const excess = this.#observed - this.#expected;
    return {
      observed: this.#observed,
      expected: this.#expected,
      standardDeviation,
      excess,
      z: standardDeviation === 0 ? undefined : excess / standardDeviation,
    };
  }
}

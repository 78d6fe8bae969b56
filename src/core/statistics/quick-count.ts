import {
  estimateRatio,
  type IntervalOptions,
  type RatioInterval,
  type RatioRefused,
} from "./ratio-estimate.ts";
import {
  weighSample,
  type DrawnStations,
  type WeighingOptions,
  type WeighingRefusal,
  type WeighingRefused,
} from "./weigh-sample.ts";

/** One stratum of the frame. */
export type Stratum = DrawnStations["strata"][number];

/** Every station that was drawn; its figures are not looked at where its sheet was not received. */
export interface DrawnSample extends DrawnStations {
  /** Of each selection its votes. */
  readonly votes: readonly ArrayLike<number>[];
  /** What the shares are of: valid votes, or all votes. */
  readonly votesAll: ArrayLike<number>;
  /** Below 0 where the sheet does not state them: it takes no part in the turnout. */
  readonly ballots: ArrayLike<number>;
  /** Registered voters; 0 or less where the station has no roll of its own. */
  readonly registered: ArrayLike<number>;
}

export type QuickCountRefusal = WeighingRefusal;
export type QuickCountRefused = WeighingRefused;

export type QuickCountOptions = WeighingOptions & IntervalOptions;

export interface QuickCount {
  readonly kind: "estimated";
  /** Of each selection its share of all votes. */
  readonly shares: readonly (RatioInterval | RatioRefused)[];
  /** Ballots by registered voters, over the stations that have a roll and state their ballots. */
  readonly turnout: RatioInterval | RatioRefused;
  readonly stationsDrawn: number;
  readonly stationsReceived: number;
  /** Stations received that have no roll and take no part in the turnout. */
  readonly stationsWithoutRoll: number;
  /** Stations received that have a roll and do not state their ballots: they take no part in the turnout either. */
  readonly stationsWithoutBallots: number;
  /** Units (stations or polling places) with something received. */
  readonly unitsReceived: number;
  /** Strata, as the variance has them: after joining. */
  readonly strata: number;
  /** Strata with nothing received, all of them joined to neighbours. */
  readonly strataEmpty: readonly string[];
  /** Strata with a single unit received and more in the frame. */
  readonly strataLonely: readonly string[];
  /** Strata that were joined, group by group. */
  readonly strataJoined: readonly (readonly string[])[];
}

/**
 * What a sample drawn at random, stratum by stratum, says of the whole: the share of each selection and the turnout by
 * the combined ratio estimator, with intervals from the spread of stations (or polling places) within strata
 * (`estimateRatio`, with its source and refusals).
 *
 * Stations drawn and not received are made up for by their stratum: what was received stands for all of it
 * (post-stratification with n_h the units received, METHODS section 3). That is right where sheets go missing
 * by chance within a stratum, which nothing here can show: `nonresponseBounds` gives the worst cases. Where a polling
 * place is received in part, its received stations stand for all its stations.
 *
 * The sample must have been drawn at random from the whole frame; for a collection nobody drew, none of this holds.
 * The order of the stations changes no more than the last digits.
 */
export function quickCount(sample: DrawnSample, options: QuickCountOptions): QuickCount | QuickCountRefused {
  const weighed = weighSample(sample, options);
  if (weighed.kind === "refused") return weighed;
  const share = (votes: ArrayLike<number>) =>
    estimateRatio(weighed.sample, { numerator: votes, denominator: sample.votesAll }, options);
  const hasRoll = (row: number) => (sample.registered[row] ?? 0) > 0;
  const hasBallots = (row: number) => (sample.ballots[row] ?? 0) >= 0;
  const turnout = {
    numerator: sample.ballots,
    denominator: sample.registered,
    isKnown: (row: number) => hasRoll(row) && hasBallots(row),
  };
  let [stationsReceived, stationsWithoutRoll, stationsWithoutBallots] = [0, 0, 0];
  for (const [row, received] of sample.received.entries()) {
    if (received === 0) continue;
    stationsReceived++;
    if (!hasRoll(row)) stationsWithoutRoll++;
    else if (!hasBallots(row)) stationsWithoutBallots++;
  }
  return {
    kind: "estimated",
    shares: sample.votes.map(share),
    turnout: estimateRatio(weighed.sample, turnout, options),
    stationsDrawn: sample.received.length,
    stationsReceived,
    stationsWithoutRoll,
    stationsWithoutBallots,
    unitsReceived: weighed.unitsReceived,
    strata: weighed.sample.strata.length,
    strataEmpty: weighed.strataEmpty,
    strataLonely: weighed.strataLonely,
    strataJoined: weighed.strataJoined,
  };
}

import {
  quickCount,
  type DrawnSample,
  type QuickCountOptions,
  type QuickCountRefused,
} from "./quick-count.ts";
import type { RatioInterval, RatioRefused } from "./ratio-estimate.ts";

/** The lowest and the highest that one estimate could be, whatever the sheets drawn and not received say. */
export interface EstimateBounds {
  /** Every missing sheet says the least possible: its whole estimate, with its own interval. */
  readonly lowest: RatioInterval | RatioRefused;
  /** Every missing sheet says the most possible. */
  readonly highest: RatioInterval | RatioRefused;
}

export interface NonresponseBounds {
  readonly kind: "bounded";
  /** Of each selection. Each stands by itself: not all selections can be at their highest together. */
  readonly shares: readonly EstimateBounds[];
  readonly turnout: EstimateBounds;
  readonly stationsMissing: number;
}

export interface NonresponseRefused {
  readonly kind: "refused";
  /**
   * `missing-station-without-roll`: so many stations drawn and not received have no roll, and nobody can say how much
   * they could hold. `more-than-roll`: so many received have more votes or ballots than registered voters, and a roll
   * shows no more how much a missing station could hold.
   */
  readonly reason: "missing-station-without-roll" | "more-than-roll";
  readonly stations: number;
}

/**
 * The worst cases of a quick count for the stations that were drawn and not received: every registered voter of theirs,
 * up to the turnout cap, votes for the selection, or for another one. The estimates are sharp: some content of the
 * missing sheets that the cap allows gives each of them, and none goes beyond. A cap of 1 assumes nothing but that
 * nobody votes who is not registered; a lower one is an assumption and must be shown as one.
 *
 * The interval of each estimate is that of the sample as completed: it covers chance in the draw beside the worst case,
 * and a content of the missing sheets in between, with more spread, can have an interval that reaches a little further.
 *
 * Charles F. Manski, Partial Identification of Probability Distributions (2003), chapter 1; Joel L. Horowitz, Charles F. Manski,
 * "Censoring of outcomes and regressors due to survey nonresponse" (1998).
 */
export function nonresponseBounds(
  sample: DrawnSample,
  options: QuickCountOptions & { readonly turnoutCap: number },
): NonresponseBounds | NonresponseRefused | QuickCountRefused {
  let [stationsMissing, withoutRoll, aboveRoll] = [0, 0, 0];
  for (const [row, received] of sample.received.entries()) {
    const roll = sample.registered[row] ?? 0;
    if (received === 0) {
      stationsMissing++;
      if (!(roll > 0)) withoutRoll++;
    } else if (roll > 0 && Math.max(sample.votesAll[row] ?? 0, sample.ballots[row] ?? 0) > roll) aboveRoll++;
  }
  if (withoutRoll > 0)
    return { kind: "refused", reason: "missing-station-without-roll", stations: withoutRoll };
  if (stationsMissing > 0 && aboveRoll > 0)
    return { kind: "refused", reason: "more-than-roll", stations: aboveRoll };
  const complete = (figures: ArrayLike<number>, missing: number) =>
    Float64Array.from(sample.received, (received, row) =>
      received === 0 ? missing * (sample.registered[row] ?? 0) : (figures[row] ?? 0),
    );
  const completed = (turnout: number, share: number) =>
    quickCount(
      {
        ...sample,
        received: new Uint8Array(sample.received.length).fill(1),
        votes: sample.votes.map((votes) => complete(votes, turnout * share)),
        votesAll: complete(sample.votesAll, turnout),
        ballots: complete(sample.ballots, turnout),
      },
      options,
    );
  const { turnoutCap } = options;
  const [nobody, against, inFavour] = [completed(0, 0), completed(turnoutCap, 0), completed(turnoutCap, 1)];
  if (nobody.kind === "refused") return nobody;
  if (against.kind === "refused") return against;
  if (inFavour.kind === "refused") return inFavour;
  return {
    kind: "bounded",
    shares: against.shares.map((lowest, selection) => ({
      lowest,
      highest: inFavour.shares[selection] ?? lowest,
    })),
    turnout: { lowest: nobody.turnout, highest: against.turnout },
    stationsMissing,
  };
}

/** Counts of stations, one array a figure, all in the same order. A negative number is unknown. */
export interface ShpilkinInput {
  readonly registeredVoters: Int32Array;
  readonly ballotsCast: Int32Array;
  /** Votes of the selection asked about. */
  readonly votes: Int32Array;
  /** Votes of all the others together. */
  readonly votesOfOthers: Int32Array;
  /**
   * The turnout, in whole percent (1 to 99), up to which a person takes the stations for ordinary; shown with the answer.
   * Undefined where nobody chose one.
   */
  readonly peak: number | undefined;
}

/** What would follow if stations up to this turnout were taken for ordinary. */
export interface ShpilkinPoint {
  /** In whole percent. */
  readonly peak: number;
  /** Votes of the selection for each vote of the others up to the peak; undefined where the others have none. */
  readonly ratio: number | undefined;
  /** Votes of the selection above the peak, less that ratio times the votes of the others there. */
  readonly votesAboveRatio: number | undefined;
}

/** The sensitivity to the choice, one point for each whole percent from 1 to 99; always there. */
export type Shpilkin =
  | { readonly kind: "screened"; readonly chosen: ShpilkinPoint; readonly curve: readonly ShpilkinPoint[] }
  | {
      readonly kind: "refused";
      readonly reason: "peak-not-identified" | "no-votes-of-others-below-peak";
      readonly curve: readonly ShpilkinPoint[];
    };

/**
 * The votes of one selection that would not follow the ratio seen at stations of ordinary turnout. It rests on a peak
 * below which stations are taken for ordinary, and on the assumption that supporters and others turn out alike
 * everywhere; towns and villages alone break it. No peak is picked here: automatic ones land at 80 percent in some years
 * and the number collapses. Without a person's choice there is no number, only the curve over all choices.
 *
 * Sergey Shpilkin (2009, 2011), as described by Dmitry Kobak, Sergey Shpilkin and Maxim S. Pshenichnikov in
 * Significance 13 (2016), number 4.
 */
export function shpilkinCurve(input: ShpilkinInput): Shpilkin {
  const forSelection = new Float64Array(101);
  const forOthers = new Float64Array(101);
  for (let station = 0; station < input.registeredVoters.length; station++) {
    const registered = input.registeredVoters[station] ?? -1;
    const ballots = input.ballotsCast[station] ?? -1;
    const votes = input.votes[station] ?? -1;
    const others = input.votesOfOthers[station] ?? -1;
    if (registered <= 0 || ballots < 0 || ballots > registered || votes < 0 || others < 0) continue;
    // Up to and with this whole percent: a turnout of 70.0 belongs to 70, one of 70.1 to 71.
    const percent = Math.ceil((100 * ballots) / registered);
    forSelection[percent] = (forSelection[percent] ?? 0) + votes;
    forOthers[percent] = (forOthers[percent] ?? 0) + others;
  }
  const all = total(forSelection);
  const allOthers = total(forOthers);
  let [below, belowOthers] = [forSelection[0] ?? 0, forOthers[0] ?? 0];
  const curve: ShpilkinPoint[] = [];
  for (let peak = 1; peak < 100; peak++) {
    below += forSelection[peak] ?? 0;
    belowOthers += forOthers[peak] ?? 0;
    const ratio = belowOthers === 0 ? undefined : below / belowOthers;
    const votesAboveRatio = ratio === undefined ? undefined : all - below - ratio * (allOthers - belowOthers);
    curve.push({ peak, ratio, votesAboveRatio });
  }
  const chosen = curve.find((point) => point.peak === input.peak);
  if (chosen === undefined) return { kind: "refused", reason: "peak-not-identified", curve };
  if (chosen.ratio === undefined) return { kind: "refused", reason: "no-votes-of-others-below-peak", curve };
  return { kind: "screened", chosen, curve };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

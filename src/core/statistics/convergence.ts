import { assert } from "../tlog/assert.ts";
import {
  quickCount,
  type DrawnSample,
  type QuickCount,
  type QuickCountOptions,
  type QuickCountRefused,
} from "./quick-count.ts";

/** The quick count as it stood at one moment. */
export interface ConvergencePoint {
  /** The arrival of the last station in it. */
  readonly arrived: number;
  readonly stationsReceived: number;
  /** The estimates, each with its interval or the reason why it has none yet. */
  readonly count: QuickCount | QuickCountRefused;
}

export interface Arrivals {
  /** Of each station drawn when its sheet came: a time or a rank. Not looked at where nothing was received. */
  readonly arrived: ArrayLike<number>;
  /** At most so many moments are looked at, evenly spread over the stations, the last one being the end. */
  readonly points: number;
}

/**
 * The quick count recomputed as stations report, for a plot. Stations with the same arrival come together: no order is made
 * up among them. The last point is the quick count itself. Takes points times stations steps.
 *
 * An early point is the estimate of a sample only as far as who reports first is a matter of chance, which it seldom
 * is: estimates that drift say so.
 */
export function convergence(
  sample: DrawnSample,
  { arrived, points }: Arrivals,
  options: QuickCountOptions,
): readonly ConvergencePoint[] {
  assert(Number.isSafeInteger(points) && points >= 1, "a plot has points");
  const times = Float64Array.from(
    [...sample.received.keys()].filter((row) => sample.received[row] !== 0),
    (row) => arrived[row] ?? 0,
  ).sort();
  const moments = new Set<number>();
  for (let point = 1; point <= points && times.length > 0; point++)
    moments.add(times[Math.ceil((point * times.length) / points) - 1] ?? 0);
  return [...moments].map((moment) => {
    const received = sample.received.map((is, row) => (is !== 0 && (arrived[row] ?? 0) <= moment ? 1 : 0));
    return {
      arrived: moment,
      stationsReceived: received.reduce((sum, is) => sum + is, 0),
      count: quickCount({ ...sample, received }, options),
    };
  });
}

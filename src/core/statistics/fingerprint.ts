/** Counts of stations, one array a figure, all in the same order. A negative number is unknown. */
export interface FingerprintInput {
  readonly registeredVoters: Int32Array;
  readonly ballotsCast: Int32Array;
  /** Votes of the selection asked about. */
  readonly votes: Int32Array;
  /** What the share is of. */
  readonly validVotes: Int32Array;
  /** Cells along each side; 100 where nothing is said. */
  readonly cells?: number;
}

export interface Fingerprint {
  readonly kind: "screened";
  readonly cells: number;
  /**
   * Registered voters of the stations in each cell: the cell of the turnout times `cells`, plus the cell of the share.
   * A cell holds its lower edge; the last one holds 1 as well.
   */
  readonly registeredVoters: Float64Array;
  readonly stations: number;
  readonly total: number;
  /** Stations where turnout and share are both at least 0.99, and their part of all registered voters shown. */
  readonly corner: { readonly stations: number; readonly registeredVoters: number; readonly share: number };
  /** Stations not shown: a figure unknown, nothing to divide by, or more of a part than of the whole. */
  readonly leftOut: { readonly unknown: number; readonly empty: number; readonly impossible: number };
}

export interface FingerprintRefused {
  readonly kind: "refused";
  readonly reason: "no-station-to-show";
}

const CORNER_PERCENT = 99;
const CELLS = 100;

/**
 * Turnout beside the share of one selection, as a histogram in two dimensions weighted by registered voters. To be looked
 * at: one round cloud, or more than one. Two clouds are also what two places with different habits give, so that no model
 * is fitted and no share of stations is estimated from it.
 *
 * Peter Klimek, Yuri Yegorov, Rudolf Hanel, Stefan Thurner, "Statistical detection of systematic election
 * irregularities" (2012), whose picture this is; their model is left out on purpose, since it takes every departure from
 * one cloud for interference.
 */
export function fingerprint(input: FingerprintInput): Fingerprint | FingerprintRefused {
  const { registeredVoters, ballotsCast, votes, validVotes, cells = CELLS } = input;
  const weights = new Float64Array(cells * cells);
  const leftOut = { unknown: 0, empty: 0, impossible: 0 };
  let [stations, total, cornerStations, cornerVoters] = [0, 0, 0, 0];
  for (let station = 0; station < registeredVoters.length; station++) {
    const registered = registeredVoters[station] ?? -1;
    const ballots = ballotsCast[station] ?? -1;
    const count = votes[station] ?? -1;
    const valid = validVotes[station] ?? -1;
    if (registered < 0 || ballots < 0 || count < 0 || valid < 0) leftOut.unknown++;
    else if (ballots > registered || count > valid) leftOut.impossible++;
    else if (registered === 0 || valid === 0) leftOut.empty++;
    else {
      const cell = cellOf(ballots, registered, cells) * cells + cellOf(count, valid, cells);
      weights[cell] = (weights[cell] ?? 0) + registered;
      stations++;
      total += registered;
      if (100 * ballots < CORNER_PERCENT * registered || 100 * count < CORNER_PERCENT * valid) continue;
      cornerStations++;
      cornerVoters += registered;
    }
  }
  if (stations === 0) return { kind: "refused", reason: "no-station-to-show" };
  const corner = { stations: cornerStations, registeredVoters: cornerVoters, share: cornerVoters / total };
  return { kind: "screened", cells, registeredVoters: weights, stations, total, corner, leftOut };
}

/** Which of `cells` equal parts of 0 to 1 the fraction lies in. */
function cellOf(part: number, whole: number, cells: number): number {
  return Math.min(Math.floor((cells * part) / whole), cells - 1);
}

import {
  imputeTotals,
  marginOf,
  sumOf,
  type ImputationInput,
  type ImputationOptions,
  type ImputationRefused,
} from "./imputation.ts";

/** An election some of whose collected stations are hidden, to see how well the others tell what they hold. */
export interface MaskingInput {
  readonly election: ImputationInput;
  /** 1 where a collected station is hidden; nothing is said of stations that were not collected. */
  readonly hidden: Uint8Array;
  readonly options?: ImputationOptions;
}

/** The ends of an interval. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** A number imputed for the collected stations as a whole, beside what they truly hold. */
export interface MaskedNumber {
  readonly imputed: number;
  readonly truth: number;
  /** Imputed less truth. */
  readonly error: number;
  /** Whether the truth is in the imputation's interval; undefined where it gave none. */
  readonly isCovered: boolean | undefined;
  readonly interval: Bounds | undefined;
}

export interface MaskingValidation {
  readonly kind: "validated";
  readonly stationsHidden: number;
  readonly stationsShown: number;
  readonly votersHidden: number;
  /** Hidden stations without a roll: they are left out of the truth as well. */
  readonly hiddenWithoutRoll: number;
  readonly votes: readonly MaskedNumber[];
  readonly shares: readonly MaskedNumber[];
  readonly margin: MaskedNumber;
  /** The error of the margin if nothing were imputed: of the stations shown alone. */
  readonly marginErrorWithoutImputing: number;
  readonly matchedAtDepth: readonly number[];
}

export interface MaskingRefused {
  readonly kind: "refused";
  readonly reason: "nothing-hidden" | ImputationRefused["reason"];
}

/**
 * Hides collected stations, imputes them from the others and compares with what they hold. The stations that are truly
 * missing take no part: what is told is how imputing fares among the collected ones. Where the last to arrive are hidden
 * and the error is large, the ones still missing may well be like them, and an imputed total is not to be trusted
 * further than that error.
 */
export function validateByMasking({
  election,
  hidden,
  options,
}: MaskingInput): MaskingValidation | MaskingRefused {
  const masked = mask(election, hidden);
  const { collected, takesPart, registeredVoters, stationsHidden, votersHidden, hiddenWithoutRoll } = masked;
  if (stationsHidden === 0) return { kind: "refused", reason: "nothing-hidden" };
  const truths = election.votes.map((votes) => sumOf(votes, takesPart));
  const { unitParents, stationUnits, votes } = election;
  const imputation = imputeTotals({ unitParents, stationUnits, registeredVoters, collected, votes }, options);
  if (imputation.kind === "refused") return imputation;
  const { intervals, pair } = imputation;
  const beside = (imputed: number, truth: number, interval: Bounds | undefined): MaskedNumber => ({
    imputed,
    truth,
    error: imputed - truth,
    isCovered: interval === undefined ? undefined : interval.low <= truth && truth <= interval.high,
    interval: interval === undefined ? undefined : { low: interval.low, high: interval.high },
  });
  const estimated = intervals.kind === "estimated" ? intervals : undefined;
  const total = truths.reduce((sum, count) => sum + count, 0);
  const margin = marginOf(truths, pair);
  return {
    kind: "validated",
    stationsHidden,
    stationsShown: imputation.stationsCollected,
    votersHidden,
    hiddenWithoutRoll,
    votes: truths.map((truth, at) => beside(imputation.votes[at] ?? 0, truth, estimated?.votes[at])),
    shares: truths.map((truth, at) =>
      beside(imputation.shares[at] ?? 0, truth / total, estimated?.shares[at]),
    ),
    margin: beside(imputation.margin, margin, estimated?.margin),
    marginErrorWithoutImputing: imputation.marginCollected - margin,
    matchedAtDepth: imputation.matchedAtDepth,
  };
}

/** What is left of an election some of whose stations are hidden. */
interface MaskedElection
  extends
    Pick<ImputationInput, "collected" | "registeredVoters">,
    Pick<MaskingValidation, "stationsHidden" | "votersHidden" | "hiddenWithoutRoll"> {
  /** 1 for each station that is shown, or hidden and imputed. */
  readonly takesPart: Uint8Array;
}

function mask(election: ImputationInput, hidden: Uint8Array): MaskedElection {
  // A station that takes no part is missing and without registered voters: nothing is imputed for it.
  const collected = new Uint8Array(election.collected.length);
  const takesPart = new Uint8Array(collected.length);
  const registeredVoters = new Int32Array(collected.length).fill(-1);
  let stationsHidden = 0;
  let votersHidden = 0;
  let hiddenWithoutRoll = 0;
  for (let station = 0; station < collected.length; station++) {
    if (election.collected[station] !== 1) continue;
    const voters = election.registeredVoters[station] ?? -1;
    if (hidden[station] === 1 && voters < 0) {
      hiddenWithoutRoll++;
      continue;
    }
    if (hidden[station] === 1) {
      stationsHidden++;
      votersHidden += voters;
    }
    collected[station] = hidden[station] === 1 ? 0 : 1;
    registeredVoters[station] = voters;
    takesPart[station] = 1;
  }
  return { collected, takesPart, registeredVoters, stationsHidden, votersHidden, hiddenWithoutRoll };
}

/**
 * Hides the last to arrive: of the collected stations at most the share that is asked for. Stations that arrived together
 * are hidden together or not at all.
 */
export function hideLatest(input: Arrivals): (share: number) => Uint8Array {
  const times = timesOfArrival(input).sort();
  return (share) => {
    const kept = times.length - Math.floor(times.length * share);
    return laterThan(input, kept === 0 ? Number.NEGATIVE_INFINITY : (times[kept - 1] ?? 0));
  };
}

interface Arrivals {
  readonly collected: Uint8Array;
  /** When each station arrived: any whole numbers that grow with time; not looked at where nothing was collected. */
  readonly arrivedAt: Int32Array;
}

function timesOfArrival({ collected, arrivedAt }: Arrivals): Int32Array {
  const times = new Int32Array(collected.length);
  let count = 0;
  for (let station = 0; station < collected.length; station++)
    if (collected[station] === 1) times[count++] = arrivedAt[station] ?? 0;
  return times.subarray(0, count);
}

function laterThan({ collected, arrivedAt }: Arrivals, time: number): Uint8Array {
  const later = new Uint8Array(collected.length);
  for (let station = 0; station < collected.length; station++)
    if (collected[station] === 1 && (arrivedAt[station] ?? 0) > time) later[station] = 1;
  return later;
}

/**
 * Hides stations by a seed: each key is hidden with the chance `share`, whatever the other keys are. Keys of stations
 * hide stations; keys of polling places hide whole polling places. Equal seeds hide the same keys.
 */
export function hideBySeed(input: {
  readonly collected: Uint8Array;
  /** A whole number for each station. */
  readonly keys: Int32Array;
  readonly share: number;
  /** A whole number of 32 bits. */
  readonly seed: number;
}): Uint8Array {
  const { collected, keys, seed } = input;
  const below = input.share * 2 ** 32;
  return collected.map((is, station) => (is === 1 && mix((keys[station] ?? 0) + mix(seed)) < below ? 1 : 0));
}

/** 32 bits that look even and unrelated to the number they follow from: the mixing of splitmix32. */
function mix(number: number): number {
  const state = (number + 0x9e3779b9) | 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

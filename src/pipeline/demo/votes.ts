import type { SelectionId } from "../../core/tally-sheet.ts";
import { apportion } from "./apportionment.ts";
import { CANDIDATES, PARTY_ROWS, sumByCandidate } from "./ballot.ts";
import { clamp, type DemoStation } from "./country.ts";
import { itemAt, seededRandom, type Random } from "./random.ts";

/** The numbers of one sheet. They close: selections make valid votes, valid and blank and null make ballots cast. */
export interface SheetNumbers {
  readonly registeredVoters: number;
  readonly ballotsCast: number;
  readonly validVotes: number;
  readonly blankVotes: number;
  readonly nullVotes: number;
  readonly votes: Readonly<Record<SelectionId, number>>;
}

export interface PresidentSheet extends SheetNumbers {
  /** One number per row of the ballot, in the order of PARTY_ROWS; `votes` is their sum per candidate. */
  readonly partyVotes: readonly number[];
}

/** All the sheets' numbers added up. */
export function sumSheets(sheets: readonly SheetNumbers[]): SheetNumbers {
  const sum = (numberOf: (sheet: SheetNumbers) => number) =>
    sheets.reduce((all, sheet) => all + numberOf(sheet), 0);
  return {
    votes: Object.fromEntries(CANDIDATES.map(({ id }) => [id, sum(({ votes }) => votes[id] ?? 0)])),
    validVotes: sum(({ validVotes }) => validVotes),
    blankVotes: sum(({ blankVotes }) => blankVotes),
    nullVotes: sum(({ nullVotes }) => nullVotes),
    ballotsCast: sum(({ ballotsCast }) => ballotsCast),
    registeredVoters: sum(({ registeredVoters }) => registeredVoters),
  };
}

/** What really happened at a polling station. */
export interface StationTruth extends DemoStation {
  readonly president: PresidentSheet;
  readonly question: SheetNumbers;
  /** Stations where people on duty voted by special list, so that ballots cast exceed the registered voters. */
  readonly specialList: boolean;
}

const SPECIAL_LIST_STATIONS = 4;

/** What a region votes like: the part of each candidate in the order of CANDIDATES, the turnout, the yes votes. */
const REGION_PATTERNS: Readonly<Record<string, RegionPattern>> = {
  M: { shares: [0.315, 0.575, 0.082, 0.028], turnout: 0.74, yes: 0.64 },
  L: { shares: [0.33, 0.595, 0.048, 0.027], turnout: 0.71, yes: 0.58 },
  C: { shares: [0.4, 0.53, 0.046, 0.024], turnout: 0.69, yes: 0.53 },
  N: { shares: [0.375, 0.565, 0.036, 0.024], turnout: 0.67, yes: 0.49 },
  V: { shares: [0.445, 0.488, 0.044, 0.023], turnout: 0.66, yes: 0.47 },
  S: { shares: [0.505, 0.435, 0.03, 0.03], turnout: 0.58, yes: 0.41 },
};

interface RegionPattern {
  readonly shares: readonly number[];
  readonly turnout: number;
  readonly yes: number;
}

/**
 * The vote vectors handed out so far. No two stations of this country have the same one by accident, so whoever finds
 * two equal ones has found what was planted.
 */
export class VoteVectors {
  readonly #taken = new Set<string>();

  /** Whether the vector was still free; it is taken from now on. */
  claim(votes: Readonly<Record<SelectionId, number>>): boolean {
    const key = Object.values(votes).join(",");
    if (this.#taken.has(key)) return false;
    this.#taken.add(key);
    return true;
  }
}

/** The truth of every station, with the vectors of president votes it uses up. */
export function generateVotes(
  seed: number,
  country: readonly DemoStation[],
): { readonly truth: readonly StationTruth[]; readonly vectors: VoteVectors } {
  const random = seededRandom(seed, "votes");
  const small = country.filter((station) => station.inRegister && station.registeredVoters < 220);
  const specialLists = new Set(random.shuffled(small).slice(0, SPECIAL_LIST_STATIONS));
  const vectors = new VoteVectors();
  const questionVectors = new VoteVectors();
  const truth = country.map((station) => {
    const specialList = specialLists.has(station);
    const ballotsCast = specialList
      ? station.registeredVoters + random.between(6, 24)
      : Math.round(station.registeredVoters * turnoutOf(station, { seed, random }));
    const president = uniquely(vectors, () => drawPresident(station, { seed, random, ballotsCast }));
    const question = uniquely(questionVectors, () => drawQuestion(station, { random, ballotsCast }));
    return { ...station, specialList, president, question };
  });
  return { truth, vectors };
}

/** Draws again, from the same stream, until the vector is one no other station has. */
function uniquely<Sheet extends SheetNumbers>(vectors: VoteVectors, draw: () => Sheet): Sheet {
  for (;;) {
    const sheet = draw();
    if (vectors.claim(sheet.votes)) return sheet;
  }
}

function patternOf(station: DemoStation): RegionPattern {
  const pattern = REGION_PATTERNS[station.path[0].code];
  if (pattern === undefined) throw new RangeError(`no pattern for region ${station.path[0].code}`);
  return pattern;
}

/** How a municipality and a polling place differ from their region: the same for every station in them. */
function leanOf(station: DemoStation, what: { readonly seed: number; readonly name: string }): number {
  const [, , municipality, place] = station.path;
  return (
    seededRandom(what.seed, `${what.name} ${municipality.code}`).noise() +
    seededRandom(what.seed, `${what.name} ${place.code}`).noise() * 0.6
  );
}

function turnoutOf(station: DemoStation, from: { readonly seed: number; readonly random: Random }): number {
  const lean = leanOf(station, { seed: from.seed, name: "turnout" });
  return clamp(patternOf(station).turnout + lean * 0.035 + from.random.noise() * 0.03, {
    from: 0.35,
    to: 0.94,
  });
}

function drawPresident(
  station: DemoStation,
  from: { readonly seed: number; readonly random: Random; readonly ballotsCast: number },
): PresidentSheet {
  const { random, ballotsCast } = from;
  const blankVotes = Math.round(ballotsCast * clamp(0.012 + random.noise() * 0.006, { from: 0, to: 0.05 }));
  const nullVotes = Math.round(ballotsCast * clamp(0.021 + random.noise() * 0.009, { from: 0, to: 0.07 }));
  const validVotes = ballotsCast - blankVotes - nullVotes;
  const lean = leanOf(station, { seed: from.seed, name: "lean" }) * 0.055;
  const pattern = patternOf(station);
  const weights = CANDIDATES.map(({ id }, at) => {
    const tilt = id === "quiroal" ? 1 + lean * 1.3 : id === "montescal" ? 1 - lean : 1;
    return { id, weight: itemAt(pattern.shares, at) * tilt * (1 + random.noise() * 0.05) };
  });
  const partyVotes = apportion(
    validVotes,
    PARTY_ROWS.map((row) => {
      const candidate = weights.find(({ id }) => id === row.selection)?.weight ?? 0;
      return Math.max(candidate * row.weight * (1 + random.noise() * 0.12), 0.0001);
    }),
  );
  const votes = sumByCandidate(partyVotes);
  const { registeredVoters } = station;
  return { registeredVoters, ballotsCast, validVotes, blankVotes, nullVotes, partyVotes, votes };
}

function drawQuestion(
  station: DemoStation,
  from: { readonly random: Random; readonly ballotsCast: number },
): SheetNumbers {
  const { random, ballotsCast } = from;
  const blankVotes = Math.round(ballotsCast * clamp(0.06 + random.noise() * 0.02, { from: 0, to: 0.15 }));
  const nullVotes = Math.round(ballotsCast * clamp(0.025 + random.noise() * 0.01, { from: 0, to: 0.08 }));
  const validVotes = ballotsCast - blankVotes - nullVotes;
  const yes = Math.round(
    validVotes * clamp(patternOf(station).yes + random.noise() * 0.06, { from: 0.05, to: 0.95 }),
  );
  const { registeredVoters } = station;
  return {
    registeredVoters,
    ballotsCast,
    validVotes,
    blankVotes,
    nullVotes,
    votes: { yes, no: validVotes - yes },
  };
}

/** The sheet with votes moved between two candidates, row by row from the largest; all its totals stay. */
export function moveVotes(
  sheet: PresidentSheet,
  move: { readonly from: SelectionId; readonly to: SelectionId; readonly count: number },
): PresidentSheet {
  const partyVotes = [...sheet.partyVotes];
  const rowsOf = (selection: SelectionId) =>
    PARTY_ROWS.flatMap((row, at) => (row.selection === selection ? [at] : [])).sort(
      (one, other) => (partyVotes[other] ?? 0) - (partyVotes[one] ?? 0),
    );
  let left = move.count;
  for (const at of rowsOf(move.from)) {
    const taken = Math.min(left, partyVotes[at] ?? 0);
    partyVotes[at] = (partyVotes[at] ?? 0) - taken;
    left -= taken;
  }
  if (left > 0) throw new RangeError(`${move.from} has fewer than ${move.count} votes to move`);
  const [to] = rowsOf(move.to);
  if (to === undefined) throw new RangeError(`no row of ${move.to}`);
  partyVotes[to] = (partyVotes[to] ?? 0) + move.count;
  return { ...sheet, partyVotes, votes: sumByCandidate(partyVotes) };
}

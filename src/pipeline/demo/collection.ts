import { seededRandom } from "./random.ts";
import type { StationTruth } from "./votes.ts";

const WITNESSES_FIRST = 1_620;
const WITNESSES_LATE = 60;
const PHOTO_ONLY = 4;
const PHOTO_ONLY_LATE = 2;
const PHOTO_UNREADABLE = 2;
const OBSERVERS_SAMPLE = 400;
const AUTHORITY_PUBLISHED = 700;
const QUESTION_STATIONS = 1_500;

/** Who got hold of which stations' sheets. The lists of the witnesses are disjoint. */
export interface Collection {
  /** In the witnesses' first table: registered stations, and all that the register does not list. */
  readonly witnessesFirst: readonly StationTruth[];
  readonly witnessesLate: readonly StationTruth[];
  /** Stations of which there is a photo that nobody typed: before the first publication, and after it. */
  readonly photoOnly: readonly StationTruth[];
  readonly photoOnlyLate: readonly StationTruth[];
  /** Stations of which there is only a photo that no machine can read. */
  readonly photoUnreadable: readonly StationTruth[];
  readonly observers: readonly StationTruth[];
  readonly authority: readonly StationTruth[];
  readonly question: readonly StationTruth[];
}

/** Witnesses reach towns more easily than hamlets; observers draw their sample evenly; the authority's is what it was. */
export function collectSheets(seed: number, truth: readonly StationTruth[]): Collection {
  const random = seededRandom(seed, "collection");
  const ordinary = truth.filter((station) => station.inRegister && !station.specialList);
  const special = truth.filter((station) => station.inRegister && station.specialList);
  const outside = truth.filter((station) => !station.inRegister);
  const byReach = ordinary
    .map((station) => ({ station, reach: random.fraction() + station.urbanity * 0.35 }))
    .sort((one, other) => other.reach - one.reach)
    .map(({ station }) => station);
  const first = byReach.slice(0, WITNESSES_FIRST - special.length);
  const rest = random.shuffled(byReach.slice(first.length));
  const take = (count: number) => inOrder(rest.splice(0, count));
  return {
    witnessesFirst: inOrder([...first, ...special, ...outside]),
    witnessesLate: take(WITNESSES_LATE),
    photoOnly: take(PHOTO_ONLY),
    photoOnlyLate: take(PHOTO_ONLY_LATE),
    photoUnreadable: take(PHOTO_UNREADABLE),
    observers: inOrder(random.shuffled(ordinary).slice(0, OBSERVERS_SAMPLE)),
    authority: inOrder(random.shuffled(ordinary).slice(0, AUTHORITY_PUBLISHED)),
    question: inOrder(random.shuffled(first).slice(0, QUESTION_STATIONS)),
  };
}

function inOrder(stations: readonly StationTruth[]): StationTruth[] {
  return [...stations].sort((one, other) => (one.station < other.station ? -1 : 1));
}

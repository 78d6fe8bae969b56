import { SOURCES } from "./ballot.ts";
import type { Collection } from "./collection.ts";
import { STATIONS_REGISTERED } from "./country.ts";
import type { Planted } from "./planting.ts";
import { sumSheets, type SheetNumbers, type StationTruth } from "./votes.ts";

/** What an honest tabulation of the witnesses' president sheets gives under the default policy. */
interface ExpectedTotals extends SheetNumbers {
  /** Registered voters of the counted stations as the register has them, not as their sheets print them. */
  readonly registeredVotersCounted: number;
  readonly stations: {
    readonly registered: number;
    readonly counted: number;
    readonly explained: number;
    readonly missing: number;
    readonly outsideRegister: number;
  };
}

export interface ExpectedStages {
  readonly before: ExpectedTotals;
  readonly after: ExpectedTotals;
}

/** Worked out from the truth and from what was planted, never from the tables or by the product's own code. */
export function expectTotals(collection: Collection, planted: readonly Planted[]): ExpectedStages {
  const { witnessesFirst, witnessesLate, photoOnly, photoOnlyLate, photoUnreadable } = collection;
  const first = [...witnessesFirst, ...photoOnly, ...photoUnreadable];
  return {
    before: expectTotalsOf(
      first,
      planted.filter(({ late }) => !late),
    ),
    after: expectTotalsOf([...first, ...witnessesLate, ...photoOnlyLate], planted),
  };
}

function expectTotalsOf(held: readonly StationTruth[], planted: readonly Planted[]): ExpectedTotals {
  const ofWitnesses = planted.filter(({ source }) => source === SOURCES.witnesses);
  const explained = new Set(
    ofWitnesses.flatMap(({ expected, stations }) => (expected === "explained" ? stations : [])),
  );
  const registered = held.filter(({ inRegister }) => inRegister);
  const countedStations = registered.filter(({ station }) => !explained.has(station));
  const sheets = countedStations.map(
    ({ station, president }) =>
      ofWitnesses.find(({ counted, stations }) => counted !== undefined && stations.includes(station))
        ?.counted ?? president,
  );
  return {
    ...sumSheets(sheets),
    registeredVotersCounted: countedStations.reduce((all, station) => all + station.registeredVoters, 0),
    stations: {
      registered: STATIONS_REGISTERED,
      counted: countedStations.length,
      explained: registered.length - countedStations.length,
      missing: STATIONS_REGISTERED - registered.length,
      outsideRegister: held.length - registered.length,
    },
  };
}

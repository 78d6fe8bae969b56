import { formatElectionFile } from "./ballot.ts";
import { collectSheets } from "./collection.ts";
import { generateCountry } from "./country.ts";
import { declareResults, type DemoDeclaration } from "./declarations.ts";
import { expectTotals, type ExpectedStages } from "./expected-totals.ts";
import { plantAuthorityFlaws, plantObserverFlaws } from "./other-source-flaws.ts";
import { takePhotos, type DemoPhoto } from "./photos.ts";
import { startPlanting, type Planted } from "./planting.ts";
import { formatRegister, formatTables, type DemoTable } from "./tables.ts";
import { generateVotes, type StationTruth } from "./votes.ts";
import { plantWitnessFlaws } from "./witness-flaws.ts";

/** An invented election: what the commands are fed, and the truth that only its author knows. */
export interface DemoElection {
  readonly seed: number;
  readonly electionFile: string;
  readonly registerFile: string;
  readonly tables: readonly DemoTable[];
  readonly declarations: readonly DemoDeclaration[];
  readonly photos: readonly DemoPhoto[];
  /** Every station, those outside the register too, in the order of their ids. */
  readonly truth: readonly StationTruth[];
  readonly planted: readonly Planted[];
  readonly expectedTotals: ExpectedStages;
}

/** The same seed gives the same election on every machine. */
export function generateDemo(seed: number): DemoElection {
  const country = generateCountry(seed);
  const { truth, vectors } = generateVotes(seed, country);
  const collection = collectSheets(seed, truth);
  const planting = startPlanting(seed, collection, vectors);
  plantWitnessFlaws(planting);
  const photos = takePhotos(planting);
  plantObserverFlaws(planting);
  plantAuthorityFlaws(planting);
  const { declarations, planted: plantedInDeclarations } = declareResults(truth);
  const planted = [...planting.planted, ...plantedInDeclarations];
  return {
    seed,
    electionFile: formatElectionFile(),
    registerFile: formatRegister(country),
    tables: formatTables(planting),
    declarations,
    photos,
    truth,
    planted,
    expectedTotals: expectTotals(collection, planted),
  };
}

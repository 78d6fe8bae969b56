import exp from "@stdlib/math-base-special-exp";
import { describe, expect, test } from "vitest";

import { imputeTotals } from "../../src/core/statistics/imputation.ts";
import { seededRandom, type Random } from "../../src/pipeline/demo/random.ts";

/** What goes missing, each unit by itself with the chance given. */
interface Design {
  readonly name: string;
  readonly seed: number;
  readonly stations?: number;
  readonly places?: number;
  readonly localities?: number;
  /** How much likelier a station goes missing where the first selection is ahead of its place. 0: not at all. */
  readonly late?: number;
}

const ELECTIONS = 2000;
const DESIGNS: readonly Design[] = [
  { name: "stations at random", seed: 1, stations: 0.2 },
  { name: "polling places at random", seed: 2, places: 0.2 },
  { name: "half of the polling places", seed: 3, places: 0.5 },
  { name: "localities at random", seed: 4, localities: 0.2 },
  {
    name: "stations, polling places and localities",
    seed: 5,
    stations: 0.07,
    places: 0.07,
    localities: 0.07,
  },
  { name: "few polling places", seed: 6, places: 0.03 },
];
const LATE: Design = { name: "stations of the first selection's voters", seed: 7, stations: 0.2, late: 6 };

interface Election {
  readonly unitParents: number[];
  readonly stationUnits: number[];
  readonly registeredVoters: number[];
  readonly collected: number[];
  readonly votes: readonly [number[], number[], number[]];
}

/** Five regions of localities of polling places of stations; each level is a little unlike the one above it. */
function election(random: Random, design: Design): Election {
  const made: Election = {
    unitParents: [-1],
    stationUnits: [],
    registeredVoters: [],
    collected: [],
    votes: [[], [], []],
  };
  const below = (parent: number) => made.unitParents.push(parent) - 1;
  const misses = (chance: number | undefined) => random.fraction() < (chance ?? 0);
  for (let region = 0; region < 5; region++) {
    const regionUnit = below(0);
    const ofRegion = 0.5 * random.noise();
    const localities = random.between(4, 9);
    for (let locality = 0; locality < localities; locality++) {
      const localityUnit = below(regionUnit);
      const ofLocality = ofRegion + 0.5 * random.noise();
      const isLocalityMissing = misses(design.localities);
      const places = random.between(2, 10);
      for (let place = 0; place < places; place++) {
        const placeUnit = below(localityUnit);
        const ofPlace = ofLocality + 0.5 * random.noise();
        const isPlaceMissing = misses(design.places) || isLocalityMissing;
        const stations = random.between(1, 5);
        for (let station = 0; station < stations; station++) {
          const ofStation = 0.15 * random.noise();
          const isMissing =
            misses((design.stations ?? 0) * (1 + (design.late ?? 0) * ofStation)) || isPlaceMissing;
          addStation(made, random, { unit: placeUnit, leaning: ofPlace + ofStation, isMissing });
        }
      }
    }
  }
  return made;
}

function addStation(
  { stationUnits, registeredVoters, collected, votes }: Election,
  random: Random,
  station: { readonly unit: number; readonly leaning: number; readonly isMissing: boolean },
): void {
  const registered = random.between(200, 500);
  const within = (count: number, most: number) => Math.max(0, Math.min(Math.round(count), most));
  const share = 1 / (1 + exp(-station.leaning));
  const valid = within(registered * (0.75 - 0.04 * station.leaning) + 8 * random.noise(), registered);
  const first = within(0.92 * valid * share + 4 * random.noise(), valid);
  const second = within(0.92 * valid * (1 - share), valid - first);
  stationUnits.push(station.unit);
  registeredVoters.push(registered);
  collected.push(station.isMissing ? 0 : 1);
  votes[0].push(first);
  votes[1].push(second);
  votes[2].push(valid - first - second);
}

/** In how many of the elections the intervals held the truth. */
function coverageOf(design: Design) {
  const random = seededRandom(design.seed, "imputation");
  const held = { margin: 0, votes: 0, refused: 0 };
  let [squaredErrors, variances] = [0, 0];
  for (let at = 0; at < ELECTIONS; at++) {
    const made = election(random, design);
    const votes = made.votes.map((column) => Int32Array.from(column));
    const given = {
      unitParents: Int32Array.from(made.unitParents),
      stationUnits: Int32Array.from(made.stationUnits),
      registeredVoters: Int32Array.from(made.registeredVoters),
      collected: Uint8Array.from(made.collected),
      votes,
    };
    const imputation = imputeTotals(given, { pair: [0, 1] });
    if (imputation.kind === "refused" || imputation.intervals.kind === "refused") {
      held.refused++;
      continue;
    }
    const [first = 0, second = 0, third = 0] = votes.map((column) =>
      column.reduce((sum, count) => sum + count, 0),
    );
    const truth = (first - second) / (first + second + third);
    const { margin, votes: intervals } = imputation.intervals;
    const [ofFirst] = intervals;
    if (margin.low <= truth && truth <= margin.high) held.margin++;
    if (ofFirst !== undefined && ofFirst.low <= first && first <= ofFirst.high) held.votes++;
    squaredErrors += (margin.estimate - truth) ** 2;
    variances += margin.standardError ** 2;
  }
  const given = ELECTIONS - held.refused;
  const coverage = { margin: held.margin / given, votes: held.votes / given };
  const ratio = Math.sqrt(variances / squaredErrors);
  console.log(
    `${design.name}, seed ${design.seed}, ${given} elections: margin covered in ${(100 * coverage.margin).toFixed(1)}%,` +
      ` votes in ${(100 * coverage.votes).toFixed(1)}%; standard error ${ratio.toFixed(2)} times the true one`,
  );
  return { ...coverage, refused: held.refused, ratio };
}

describe(`95% intervals of imputed totals, ${ELECTIONS} elections a design`, () => {
  for (const design of DESIGNS)
    test(`hold the truth in at least 94%: ${design.name} missing, seed ${design.seed}`, () => {
      const { margin, votes, refused, ratio } = coverageOf(design);
      expect(margin).toBeGreaterThanOrEqual(0.94);
      expect(votes).toBeGreaterThanOrEqual(0.94);
      expect(refused).toBe(0);
      // Not by being too wide: the standard error is that of the estimate.
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    });

  test(`do not hold it where the missing are unlike the collected of their own place, seed ${LATE.seed}`, () => {
    expect(coverageOf(LATE).margin).toBeLessThan(0.85);
  });
});

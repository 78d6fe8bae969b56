import { expect, test } from "vitest";

import { allocate } from "../../src/core/statistics/allocation.ts";
import {
  quickCount,
  type DrawnSample,
  type QuickCountOptions,
} from "../../src/core/statistics/quick-count.ts";
import type { RatioInterval, RatioRefused } from "../../src/core/statistics/ratio-estimate.ts";
import { seededRandom, type Random } from "../../src/pipeline/demo/random.ts";

/** How an election is made up, and how it is sampled. */
interface Design {
  readonly name: string;
  readonly seed: number;
  readonly elections: number;
  readonly strata: number;
  /** Polling places of a stratum, and stations of a polling place, from and to. */
  readonly places: readonly [number, number];
  readonly stations: readonly [number, number];
  /** Registered voters of a station. */
  readonly registered: (random: Random) => number;
  /** Units drawn in all, and how many of the stations drawn are received. */
  readonly size: number;
  readonly received: number;
  readonly options: QuickCountOptions;
}

const JOINED: QuickCountOptions = { level: 0.95, lonely: "collapse", empty: "collapse" };
const AVERAGED: QuickCountOptions = { level: 0.95, lonely: "average", empty: "collapse" };
const alike = (random: Random) => random.between(250, 750);
/** Most stations have fewer than 200 voters, and one in twenty has more than 1,500. */
const unequal = (random: Random) => Math.floor(30 + 40 / (0.01 + random.fraction() ** 1.5));

const STATIONS = {
  elections: 2000,
  strata: 30,
  places: [12, 32],
  stations: [1, 1],
  registered: alike,
  size: 150,
  received: 1,
  options: JOINED,
} as const;
const PLACES = { ...STATIONS, strata: 12, places: [10, 30], stations: [1, 5], size: 72 } as const;
const TWOS = { ...STATIONS, strata: 40, places: [8, 24], size: 80 } as const;

const DESIGNS: readonly Design[] = [
  { ...STATIONS, name: "stations", seed: 1 },
  { ...PLACES, name: "polling places", seed: 2 },
  { ...PLACES, name: "polling places, a fifth of the stations not received", seed: 3, received: 0.8 },
  { ...STATIONS, name: "stations, a third not received", seed: 4, received: 0.67 },
  { ...STATIONS, name: "unequal stations", seed: 5, elections: 4000, size: 180, registered: unequal },
  { ...TWOS, name: "two stations a stratum", seed: 6 },
  { ...TWOS, name: "two stations a stratum, a third not received", seed: 7, received: 0.67 },
  { ...TWOS, name: "two stations a stratum in six strata", seed: 8, elections: 4000, strata: 6, size: 12 },
  { ...STATIONS, name: "enumerated strata beside sampled ones", seed: 9, places: [1, 60], size: 120 },
];
/** The same with single stations averaged as in R: printed beside the others, with a lower claim. */
const AS_IN_R: Design = {
  ...STATIONS,
  name: "stations, a third not received, single ones averaged",
  seed: 4,
  received: 0.67,
  options: AVERAGED,
};

interface Station {
  readonly stratum: number;
  readonly place: number;
  readonly registered: number;
  readonly ballots: number;
  readonly valid: number;
  readonly votes: readonly number[];
}

interface Election {
  readonly stations: readonly Station[];
  /** Of each stratum its polling places, and of each of those how many stations it has. */
  readonly placesOf: readonly (readonly number[])[];
  readonly stationsOf: readonly number[];
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Strata differ from each other, polling places within strata, and stations a little within polling places. */
function makeElection(design: Design, random: Random): Election {
  const stations: Station[] = [];
  const stationsOf: number[] = [];
  const placesOf = Array.from({ length: design.strata }, (_, stratum) => {
    const lean = 0.5 + 0.1 * random.noise();
    const habit = 0.62 + 0.05 * random.noise();
    return Array.from({ length: random.between(...design.places) }, () => {
      const leanHere = lean + 0.08 * random.noise();
      const habitHere = habit + 0.05 * random.noise();
      const place = stationsOf.push(random.between(...design.stations)) - 1;
      for (let which = 0; which < (stationsOf[place] ?? 0); which++) {
        const registered = design.registered(random);
        const turnout = clamp(habitHere + 0.03 * random.noise(), 0.05, 0.98);
        const ballots = Math.round(registered * turnout);
        const valid = Math.round(ballots * (0.96 + 0.02 * random.fraction()));
        const first = Math.round(valid * clamp(leanHere + 0.04 * random.noise(), 0.01, 0.9));
        const small = Math.round((valid - first) * clamp(0.1 + 0.05 * random.noise(), 0, 1));
        stations.push({ stratum, place, registered, ballots, valid, votes: [first, small] });
      }
      return place;
    });
  });
  return { stations, placesOf, stationsOf };
}

function sampleOf(design: Design, election: Election, random: Random): DrawnSample {
  const { placesOf, stationsOf } = election;
  const allocation = allocate({ units: placesOf.map(({ length }) => length), size: design.size });
  if (allocation.kind === "refused") throw new Error(allocation.reason);
  const isDrawn = new Uint8Array(stationsOf.length);
  for (const [stratum, places] of placesOf.entries())
    for (const place of random.shuffled(places).slice(0, allocation.sizes[stratum])) isDrawn[place] = 1;
  const drawn = election.stations.filter(({ place }) => isDrawn[place] === 1);
  return {
    strata: placesOf.map(({ length }, stratum) => ({ name: String(stratum), units: length })),
    stratum: Uint32Array.from(drawn, ({ stratum }) => stratum),
    received: Uint8Array.from(drawn, () => (random.fraction() < design.received ? 1 : 0)),
    votes: [0, 1].map((selection) => drawn.map(({ votes }) => votes[selection] ?? 0)),
    votesAll: drawn.map(({ valid }) => valid),
    ballots: drawn.map(({ ballots }) => ballots),
    registered: drawn.map(({ registered }) => registered),
    ...(design.stations[1] === 1
      ? {}
      : { clusters: { of: Uint32Array.from(drawn, ({ place }) => place), stations: stationsOf } }),
  };
}

const total = (stations: readonly Station[], figure: (station: Station) => number) =>
  stations.reduce((sum, station) => sum + figure(station), 0);

/** In what part of the elections the intervals of both shares and the turnout held the truth; printed. */
function coverageOf(design: Design): readonly number[] {
  const random = seededRandom(design.seed, "quick-count");
  const figures = ["first selection", "small selection", "turnout"].map((name) => ({
    name,
    held: 0,
    widths: 0,
  }));
  for (let at = 0; at < design.elections; at++) {
    const election = makeElection(design, random);
    const { stations } = election;
    const valid = total(stations, (station) => station.valid);
    const truths = [
      total(stations, ({ votes }) => votes[0] ?? 0) / valid,
      total(stations, ({ votes }) => votes[1] ?? 0) / valid,
      total(stations, ({ ballots }) => ballots) / total(stations, ({ registered }) => registered),
    ];
    const count = quickCount(sampleOf(design, election, random), design.options);
    if (count.kind === "refused") throw new Error(count.reason);
    const found: readonly (RatioInterval | RatioRefused)[] = [...count.shares, count.turnout];
    for (const [which, figure] of figures.entries()) {
      const [interval, truth] = [found[which], truths[which] ?? NaN];
      if (interval?.kind !== "estimated") throw new Error(interval?.reason ?? "no interval");
      if (interval.low <= truth && truth <= interval.high) figure.held++;
      figure.widths += (interval.high - interval.low) / 2;
    }
  }
  const shown = figures.map(
    ({ name, held, widths }) =>
      `${name} ${((held / design.elections) * 100).toFixed(1)}% (+-${((widths / design.elections) * 100).toFixed(2)})`,
  );
  console.log(`${design.name}, seed ${design.seed}, ${design.elections} elections: ${shown.join(", ")}`);
  return figures.map(({ held }) => held / design.elections);
}

for (const design of DESIGNS)
  test(`95% intervals hold the truth in at least 94% of the elections: ${design.name}, seed ${design.seed}`, () => {
    for (const coverage of coverageOf(design)) expect(coverage).toBeGreaterThanOrEqual(0.94);
  });

/** A stratum's only station stands for more stations than one of several does, so that their average is too little for it. */
test(`95% intervals hold the truth in at least 92% of the elections: ${AS_IN_R.name}, seed ${AS_IN_R.seed}`, () => {
  for (const coverage of coverageOf(AS_IN_R)) expect(coverage).toBeGreaterThanOrEqual(0.92);
});

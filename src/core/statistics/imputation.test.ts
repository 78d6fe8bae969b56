import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { imputeTotals, type Imputation, type ImputationInput, type ImputationOptions } from "./imputation.ts";

/** One station: its unit, its voters, whether it was collected, its votes. */
interface Station {
  readonly unit: number;
  readonly voters: number;
  readonly collected: boolean;
  readonly votes: readonly number[];
}

function inputOf(unitParents: readonly number[], stations: readonly Station[]): ImputationInput {
  const selections = Math.max(...stations.map((station) => station.votes.length), 2);
  return {
    unitParents: Int32Array.from(unitParents),
    stationUnits: Int32Array.from(stations, (station) => station.unit),
    registeredVoters: Int32Array.from(stations, (station) => station.voters),
    collected: Uint8Array.from(stations, (station) => (station.collected ? 1 : 0)),
    votes: Array.from({ length: selections }, (_, selection) =>
      Int32Array.from(stations, (station) => station.votes[selection] ?? 0),
    ),
  };
}

function imputed(input: ImputationInput, options?: ImputationOptions): Imputation {
  const imputation = imputeTotals(input, options);
  if (imputation.kind === "refused") throw new Error(imputation.reason);
  return imputation;
}

/** Root 0, units 1 and 2 below it, units 3 and 4 below 1, unit 5 below 2. */
const TREE = [-1, 0, 0, 1, 1, 2];

/** A random tree and stations anywhere in it. */
const elections = fc
  .record({
    parents: fc.array(fc.nat(1000), { maxLength: 12 }),
    stations: fc.array(
      fc.record({
        unit: fc.nat(1000),
        voters: fc.integer({ min: -1, max: 500 }),
        collected: fc.boolean(),
        votes: fc.array(fc.nat(300), { minLength: 3, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 40 },
    ),
    narrowestDepth: fc.option(fc.nat(4), { nil: undefined }),
  })
  .map(({ parents, stations, narrowestDepth }) => {
    const tree = [-1, ...parents.map((pick, at) => pick % (at + 1))];
    return {
      tree,
      stations: stations.map((station) => ({ ...station, unit: station.unit % tree.length })),
      narrowestDepth,
    };
  });

const ancestorsOf = (tree: readonly number[], unit: number): number[] =>
  unit < 0 ? [] : [unit, ...ancestorsOf(tree, tree[unit] ?? -1)];

/** Word for word: walk up from each missing station until a unit has data, and take the rate of all stations below it. */
function imputedByHand(tree: readonly number[], stations: readonly Station[], narrowest: number) {
  const totals = [0, 0, 0];
  const depths: number[] = [];
  let couldNot = 0;
  for (const station of stations) {
    if (station.collected) station.votes.forEach((votes, at) => (totals[at] = (totals[at] ?? 0) + votes));
    if (station.collected || station.voters < 0) continue;
    const path = ancestorsOf(tree, station.unit);
    const match = path.find((unit) => {
      const depth = ancestorsOf(tree, unit).length - 1;
      return depth <= narrowest && sourcesOf(tree, stations, unit).length > 0;
    });
    if (match === undefined) {
      couldNot++;
      continue;
    }
    depths.push(ancestorsOf(tree, match).length - 1);
    const sources = sourcesOf(tree, stations, match);
    const voters = sources.reduce((sum, source) => sum + source.voters, 0);
    for (const at of totals.keys()) {
      const votes = sources.reduce((sum, source) => sum + (source.votes[at] ?? 0), 0);
      totals[at] = (totals[at] ?? 0) + (votes / voters) * station.voters;
    }
  }
  return { totals, depths, couldNot };
}

const sourcesOf = (tree: readonly number[], stations: readonly Station[], unit: number) =>
  stations.filter(
    (station) => station.collected && station.voters > 0 && ancestorsOf(tree, station.unit).includes(unit),
  );

describe("imputed totals", () => {
  test("a missing station votes like its polling place, else its locality, else everybody", () => {
    const imputation = imputed(
      inputOf(TREE, [
        { unit: 3, voters: 100, collected: true, votes: [60, 20] },
        { unit: 3, voters: 50, collected: false, votes: [] },
        { unit: 4, voters: 200, collected: false, votes: [] },
        { unit: 5, voters: 100, collected: false, votes: [] },
      ]),
    );
    // All have the rates of the only station: 0.6 and 0.2 of 350 voters more.
    expect(imputation.votes).toEqual([60 + 0.6 * 350, 20 + 0.2 * 350]);
    expect(imputation.matchedAtDepth).toEqual([1, 1, 1]);
    expect(imputation).toMatchObject({ stationsCollected: 1, stationsImputed: 3, votersImputed: 350 });
    expect(imputation.margin).toBeCloseTo(0.5, 14);
  });

  test("are what walking up station by station gives, in any tree", () => {
    fc.assert(
      fc.property(elections, ({ tree, stations, narrowestDepth }) => {
        const options = narrowestDepth === undefined ? {} : { narrowestDepth };
        const imputation = imputeTotals(inputOf(tree, stations), options);
        const byHand = imputedByHand(tree, stations, narrowestDepth ?? 99);
        if (imputation.kind === "refused") {
          const hasRate = stations.some((station) => station.collected && station.voters > 0);
          const hasVote = stations.some(
            (station) => station.collected && station.votes.some((votes) => votes > 0),
          );
          expect(hasRate && hasVote).toBe(false);
          return;
        }
        expect(byHand.couldNot).toBe(0);
        for (const [at, total] of byHand.totals.entries()) expect(imputation.votes[at]).toBeCloseTo(total, 6);
        for (const [depth, count] of imputation.matchedAtDepth.entries())
          expect(count).toBe(byHand.depths.filter((matched) => matched === depth).length);
        const total = byHand.totals.reduce((sum, votes) => sum + votes, 0);
        for (const [at, share] of imputation.shares.entries())
          expect(share).toBeCloseTo((byHand.totals[at] ?? 0) / total, 10);
      }),
    );
  });

  test("do not hang on the order of the stations, to the last digit", () => {
    fc.assert(
      fc.property(elections, ({ tree, stations }) => {
        const [forward, backward] = [stations, stations.toReversed()].map((given) =>
          imputeTotals(inputOf(tree, given)),
        );
        if (forward?.kind !== "imputed" || backward?.kind !== "imputed") expect(forward).toEqual(backward);
        else {
          expect(backward.votes).toEqual(forward.votes);
          expect(backward.margin).toBe(forward.margin);
          expect(backward.matchedAtDepth).toEqual(forward.matchedAtDepth);
        }
      }),
    );
  });

  test("are the votes themselves where nothing is missing, with nothing to be uncertain of", () => {
    const imputation = imputed(
      inputOf(TREE, [
        { unit: 3, voters: 100, collected: true, votes: [60, 20] },
        { unit: 5, voters: 100, collected: true, votes: [30, 40] },
      ]),
    );
    expect(imputation.votes).toEqual([90, 60]);
    expect(imputation.intervals).toMatchObject({
      kind: "estimated",
      margin: { standardError: 0, low: 0.2, high: 0.2 },
    });
  });

  test("name stations without a roll and do not guess them", () => {
    const stations: Station[] = [
      { unit: 3, voters: 100, collected: true, votes: [60, 20] },
      { unit: 3, voters: -1, collected: false, votes: [] },
      { unit: 3, voters: 0, collected: true, votes: [7, 1] },
      { unit: 4, voters: -2, collected: true, votes: [3, 0] },
      { unit: 5, voters: 0, collected: false, votes: [] },
    ];
    const imputation = imputed(inputOf(TREE, stations));
    expect([...imputation.withoutRoll]).toEqual([1]);
    expect([...imputation.collectedWithoutRoll]).toEqual([2, 3]);
    expect(imputation.votes).toEqual([70, 21]);
    expect(imputation.stationsImputed).toBe(1);
    const more = imputed(inputOf(TREE, [...stations, { unit: 3, voters: 10, collected: false, votes: [] }]));
    expect(more.votes).toEqual([76, 23]);
  });

  test("take the first two of the imputed result for the margin, unless a pair is named", () => {
    const input = inputOf(TREE, [
      { unit: 3, voters: 100, collected: true, votes: [10, 40, 30] },
      { unit: 5, voters: 1000, collected: true, votes: [200, 40, 210] },
      { unit: 5, voters: 1000, collected: false, votes: [] },
    ]);
    expect(imputed(input).pair).toEqual([2, 0]);
    const named = imputed(input, { pair: [1, 0] });
    expect(named.margin).toBeCloseTo((120 - 410) / (410 + 120 + 450), 14);
    expect(named.marginCollected).toBeCloseTo((80 - 210) / 530, 14);
  });

  test("a level that is not narrow enough is not used", () => {
    const stations: Station[] = [
      { unit: 3, voters: 100, collected: true, votes: [90, 0] },
      { unit: 4, voters: 100, collected: true, votes: [10, 80] },
      { unit: 3, voters: 100, collected: false, votes: [] },
    ];
    expect(imputed(inputOf(TREE, stations)).votes).toEqual([190, 80]);
    const lifted = imputed(inputOf(TREE, stations), { narrowestDepth: 1 });
    expect(lifted.votes).toEqual([150, 120]);
    expect(lifted.matchedAtDepth).toEqual([0, 1, 0]);
  });

  test("are refused where there is nothing to impute from", () => {
    const missing: Station = { unit: 3, voters: 100, collected: false, votes: [] };
    expect(imputeTotals(inputOf(TREE, [missing]))).toMatchObject({
      reason: "nothing-collected-with-registered-voters",
    });
    expect(
      imputeTotals(inputOf(TREE, [missing, { ...missing, collected: true, votes: [0, 0] }])),
    ).toMatchObject({
      reason: "no-votes",
    });
    const one = inputOf(TREE, [missing, { ...missing, collected: true, votes: [5, 5] }]);
    expect(imputeTotals({ ...one, votes: one.votes.slice(0, 1) })).toMatchObject({
      reason: "fewer-than-two-selections",
    });
  });

  test("a collected station with a count nobody knows is a bug", () => {
    const stations: Station[] = [{ unit: 3, voters: 10, collected: true, votes: [5, -1] }];
    expect(() => imputeTotals(inputOf(TREE, stations))).toThrow("unknown");
  });

  test("a tree whose parents do not stand first is a bug", () => {
    const station: Station = { unit: 1, voters: 10, collected: true, votes: [5, 5] };
    expect(() => imputeTotals(inputOf([-1, 2, 0], [station]))).toThrow("does not stand before it");
  });
});

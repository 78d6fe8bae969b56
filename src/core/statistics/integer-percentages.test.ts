import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { seededRandom } from "../../pipeline/demo/random.ts";
import { integerMass, integerPercentages, isNearInteger } from "./integer-percentages.ts";

/** The binomial distribution with the chance count / outOf, in whole numbers: the mass of k is weights[k] / total. */
function exactMass(count: number, outOf: number): number {
  let choose = 1n;
  let near = 0n;
  for (let k = 0; k <= outOf; k++) {
    const weight = choose * BigInt(count) ** BigInt(k) * BigInt(outOf - count) ** BigInt(outOf - k);
    // The distance to the integer, in whole numbers: twenty times it is at most one point.
    const rest = (100 * k) % outOf;
    if (20 * Math.min(rest, outOf - rest) <= outOf) near += weight;
    choose = (choose * BigInt(outOf - k)) / BigInt(k + 1);
  }
  const scale = 10n ** 18n;
  return Number((near * scale) / BigInt(outOf) ** BigInt(outOf)) / 1e18;
}

/** On the edge, exactly 0.05 points away, double precision decides; the exact sum above always takes it. */
const hasNoEdge = (outOf: number): boolean => outOf % 20 !== 0;

describe("the mass at integer percentages", () => {
  test("is that of the binomial distribution summed in whole numbers, for every count of small stations", () => {
    for (const outOf of [...Array.from({ length: 40 }, (_, at) => at + 1), 99, 100, 101, 119])
      for (let count = 0; count <= outOf; count += outOf > 40 ? 7 : 1)
        expect(integerMass(count, outOf), `${count} of ${outOf}`).toBeCloseTo(exactMass(count, outOf), 13);
  });

  test("is so for large stations as well", () => {
    for (const [count, outOf] of [
      [333, 999],
      [7, 1501],
      [1500, 1501],
    ] as const)
      expect(integerMass(count, outOf) / exactMass(count, outOf), `${count} of ${outOf}`).toBeCloseTo(1, 11);
  });

  test("is the same for a selection and for all the others together", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (outOf, part) => {
          fc.pre(hasNoEdge(outOf));
          const count = Math.floor(part * outOf);
          expect(integerMass(count, outOf)).toBeCloseTo(integerMass(outOf - count, outOf), 12);
        },
      ),
    );
  });

  test("is all of it where every count is an integer percentage, and about a tenth at large stations", () => {
    for (const size of [1, 2, 4, 5, 10, 20, 25, 50, 100])
      expect(integerMass(Math.ceil(size / 3), size)).toBeCloseTo(1, 14);
    expect(integerMass(667, 2003)).toBeCloseTo(0.1, 1);
  });

  test("a percentage is near an integer up to 0.05 points away, on both sides", () => {
    const near = [1005, 1006, 995, 996].map((count) => isNearInteger(count, 10_001));
    expect(near).toEqual([true, false, false, true]);
    expect(isNearInteger(0, 7)).toBe(true);
    expect(isNearInteger(7, 7)).toBe(true);
  });
});

describe("integer percentages of stations", () => {
  const one = (registered: number, ballots: number, votes: number) =>
    integerPercentages({
      registeredVoters: Int32Array.of(registered),
      ballotsCast: Int32Array.of(ballots),
      votes: Int32Array.of(votes),
    });

  test("either is the share, the turnout or both, at its own mass", () => {
    const screened = one(1000, 501, 100);
    const [massShare, massTurnout] = [integerMass(100, 501), integerMass(501, 1000)];
    if (screened.kind === "refused") throw new Error(screened.reason);
    expect(screened.share).toMatchObject({ observed: 1, expected: massShare });
    expect(screened.turnout).toMatchObject({ observed: 0, expected: massTurnout });
    expect(screened.either.observed).toBe(1);
    const either = massShare + massTurnout - massShare * massTurnout;
    expect(screened.either.expected).toBeCloseTo(either, 14);
    expect(screened.either.standardDeviation).toBeCloseTo(Math.sqrt(either * (1 - either)), 14);
    expect(screened.either.z).toBeCloseTo((1 - either) / Math.sqrt(either * (1 - either)), 13);
  });

  test("a station is left out for one named reason, at the published edges", () => {
    const reasons = [
      [[99, 50, 20], "tooSmall"],
      [[-1, 50, 20], "unknown"],
      [[200, -1, 20], "unknown"],
      [[200, 50, -2], "unknown"],
      [[200, 0, 0], "noBallots"],
      [[200, 201, 20], "impossible"],
      [[200, 100, 101], "impossible"],
      [[1000, 991, 20], "turnoutAboveMost"],
      [[1000, 500, 496], "shareAboveMost"],
    ] as const;
    for (const [[registered, ballots, votes], reason] of reasons) {
      const screened = integerPercentages({
        registeredVoters: Int32Array.of(registered, 100),
        ballotsCast: Int32Array.of(ballots, 99),
        votes: Int32Array.of(votes, 98),
      });
      expect(screened).toMatchObject({ kind: "screened", stations: 1, leftOut: { [reason]: 1 } });
    }
    expect(one(100, 100, 99)).toEqual({ kind: "refused", reason: "no-station-qualifies" });
  });

  test("there is no z where chance leaves no room", () => {
    expect(one(100, 50, 25)).toMatchObject({ either: { observed: 1, excess: 0, z: undefined } });
  });

  test("the order of the stations does not matter", () => {
    const station = fc.tuple(fc.nat(3000), fc.nat(3000), fc.nat(3000));
    fc.assert(
      fc.property(fc.array(station, { minLength: 1, maxLength: 20 }), (stations) => {
        const screen = (of: typeof stations) =>
          integerPercentages({
            registeredVoters: Int32Array.from(of, ([registered]) => registered),
            ballotsCast: Int32Array.from(of, ([, ballots]) => ballots),
            votes: Int32Array.from(of, ([, , votes]) => votes),
          });
        const [forward, backward] = [screen(stations), screen(stations.toReversed())];
        if (forward.kind === "refused" || backward.kind === "refused") expect(forward).toEqual(backward);
        else {
          expect(forward.either.observed).toBe(backward.either.observed);
          expect(forward.either.expected).toBeCloseTo(backward.either.expected, 11);
          expect(forward.leftOut).toEqual(backward.leftOut);
        }
      }),
    );
  });

  test("counts that were drawn at random have no excess, and rounded ones do", () => {
    const random = seededRandom(20_200_701, "integer percentages");
    const stations = 3000;
    const registeredVoters = Int32Array.from({ length: stations }, () => random.between(400, 1200));
    const ballotsCast = registeredVoters.map((voters) =>
      Math.round(voters * (0.6 + 0.1 * random.noise() * 0.5)),
    );
    const votes = ballotsCast.map((ballots) => Math.round(ballots * (0.5 + 0.1 * random.noise() * 0.5)));
    const drawn = integerPercentages({ registeredVoters, ballotsCast, votes });
    const rounded = integerPercentages({
      registeredVoters,
      ballotsCast,
      votes: votes.map((count, at) =>
        at % 10 === 0
          ? Math.round(((ballotsCast[at] ?? 0) * Math.round((100 * count) / (ballotsCast[at] ?? 1))) / 100)
          : count,
      ),
    });
    if (drawn.kind === "refused" || rounded.kind === "refused") throw new Error("refused");
    expect(Math.abs(drawn.either.z ?? 9)).toBeLessThan(3);
    expect(rounded.share.z).toBeGreaterThan(5);
    expect(Math.abs(rounded.turnout.z ?? 9)).toBeLessThan(3);
  });
});

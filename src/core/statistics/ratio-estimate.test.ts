import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  estimateRatio,
  type IntervalOptions,
  type RatioInterval,
  type RatioRefused,
  type WeightedSample,
} from "./ratio-estimate.ts";

const OPTIONS: IntervalOptions = { level: 0.95 };
const AS_IN_R: IntervalOptions = { level: 0.95, degreesOfFreedom: "units-less-strata" };

/** Stations drawn one by one: [stratum, votes, votes of all] of each, and the size of each stratum. */
function stations(frame: readonly number[], rows: readonly (readonly [number, number, number])[]) {
  const observed = frame.map((_, stratum) => rows.filter(([of]) => of === stratum).length);
  const sample: WeightedSample = {
    strata: frame.map((units, at) => ({
      unitsObserved: observed[at] ?? 0,
      fraction: (observed[at] ?? 0) / units,
    })),
    stratumOfUnit: Uint32Array.from(rows, ([stratum]) => stratum),
    unitOfRow: Uint32Array.from(rows.keys()),
    weightOfRow: Float64Array.from(rows, ([stratum]) => (frame[stratum] ?? 0) / (observed[stratum] ?? 0)),
  };
  return { sample, ratio: { numerator: rows.map(([, y]) => y), denominator: rows.map(([, , x]) => x) } };
}

function estimated(value: RatioInterval | RatioRefused): RatioInterval {
  if (value.kind === "refused") throw new Error(value.reason);
  return value;
}

const ROWS = [
  [0, 110, 200],
  [0, 90, 170],
  [0, 140, 260],
  [1, 60, 190],
  [1, 85, 230],
  [2, 70, 180],
  [3, 33, 150],
  [3, 48, 210],
  [3, 20, 100],
] as const;
const FRAME = [10, 8, 6, 12];

describe("svyratio of the R package survey 4.1 gives the same", () => {
  test("for strata with a single-unit one among them", () => {
    const { sample, ratio } = stations(FRAME, ROWS);
    const found = estimated(estimateRatio(sample, ratio, AS_IN_R));
    expect(found.estimate).toBeCloseTo(0.37870646766169, 13);
    expect(found.standardError).toBeCloseTo(0.011346471236317, 13);
    expect(found).toMatchObject({ degreesOfFreedom: 5, strataAveraged: 1 });
    // qt(0.975, 5) = 2.57058183563631
    expect(found.high - found.estimate).toBeCloseTo(2.57058183563631 * 0.011346471236317, 13);
    expect(found.estimate - found.low).toBeCloseTo(2.57058183563631 * 0.011346471236317, 13);
  });

  test("for the rows that have both figures, the others keeping their places", () => {
    const { sample, ratio } = stations(FRAME, ROWS);
    const isKnown = (row: number) => row !== 2 && row !== 6;
    const found = estimated(estimateRatio(sample, { ...ratio, isKnown }, AS_IN_R));
    expect(found.estimate).toBeCloseTo(0.37044585987261, 13);
    expect(found.standardError).toBeCloseTo(0.02914721920393, 13);
    expect(found.degreesOfFreedom).toBe(3);
  });

  test("for an enumerated stratum, but that it adds no degree of freedom here", () => {
    const rows = ROWS.filter(([stratum]) => stratum !== 2).map(
      ([stratum, y, x]) => [stratum === 3 ? 2 : stratum, y, x] as const,
    );
    const { sample, ratio } = stations([10, 2, 12], rows);
    const found = estimated(estimateRatio(sample, ratio, AS_IN_R));
    expect(found.estimate).toBeCloseTo(0.38585626911315, 13);
    expect(found.standardError).toBeCloseTo(0.013082646508083, 13);
    expect(found.degreesOfFreedom).toBe(4);
  });
});

describe("over every sample that could be drawn", () => {
  const population = [
    [3, 8, 1, 6],
    [9, 2, 7],
    [5, 5.5, 1, 0, 12],
  ];
  const sizes = [2, 2, 3];
  const subsets = (values: readonly number[], size: number): number[][] =>
    size === 0
      ? [[]]
      : values.flatMap((value, at) =>
          subsets(values.slice(at + 1), size - 1).map((rest) => [value, ...rest]),
        );

  /** With a denominator of one a station, the ratio is the stratified mean and its linearisation is exact. */
  test("a mean is right on average, and so is its variance", () => {
    const draws = population.map((values, stratum) => subsets(values, sizes[stratum] ?? 0));
    const samples = (draws[0] ?? []).flatMap((first) =>
      (draws[1] ?? []).flatMap((second) => (draws[2] ?? []).map((third) => [first, second, third])),
    );
    expect(samples).toHaveLength(6 * 3 * 10);
    const found = samples.map((sample) => {
      const rows = sample.flatMap((values, stratum) => values.map((value) => [stratum, value, 1] as const));
      const { sample: weighted, ratio } = stations([4, 3, 5], rows);
      return estimated(estimateRatio(weighted, ratio, OPTIONS));
    });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const truth = mean(population.flat());
    expect(mean(found.map(({ estimate }) => estimate))).toBeCloseTo(truth, 12);
    const variance = mean(found.map(({ estimate }) => (estimate - truth) * (estimate - truth)));
    expect(mean(found.map(({ standardError }) => standardError * standardError))).toBeCloseTo(variance, 12);
  });
});

describe("effective degrees of freedom", () => {
  test("of one stratum are those its squares show: few where one unit is all the spread", () => {
    const even = stations(
      [100],
      [1, -1, 1, -1, 1, -1, 1, -1].map((shift) => [0, 50 + shift, 100] as const),
    );
    expect(estimated(estimateRatio(even.sample, even.ratio, OPTIONS)).degreesOfFreedom).toBe(7);
    const one = stations(
      [100],
      [0, 0, 0, 0, 0, 0, 0, 20].map((shift) => [0, 50 + shift, 100] as const),
    );
    const { degreesOfFreedom } = estimated(estimateRatio(one.sample, one.ratio, OPTIONS));
    // The squares of 7 units are 1/49 of the last one's: 2 v^2 / u = 2 (8/7)^2 / (8/7 (50/49 - 8/49))
    expect(degreesOfFreedom).toBeCloseTo((2 * (8 / 7)) / (1 + 7 / 49 / 49 - 8 / 49), 9);
  });

  /** With v_h of 9, 1, 1, 1 and 1, 2 v^2 / sum of 2 v_h^2 / 2 is 2 * 169 / 85. */
  test("of strata of two units follow the sizes of their variances", () => {
    const rows = [3, 1, 1, 1, 1].flatMap((shift, stratum) => [
      [stratum, 50 + shift, 100] as const,
      [stratum, 50 - shift, 100] as const,
    ]);
    const { sample, ratio } = stations([10, 10, 10, 10, 10], rows);
    expect(estimated(estimateRatio(sample, ratio, AS_IN_R)).degreesOfFreedom).toBe(5);
    expect(estimated(estimateRatio(sample, ratio, OPTIONS)).degreesOfFreedom).toBeCloseTo((2 * 169) / 85, 9);
  });

  const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(300), fc.integer({ min: 301, max: 600 })), {
    minLength: 3,
    maxLength: 30,
  });

  test("are at least 2 and at most units less strata, and never narrow the interval", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { sample, ratio } = stations([40, 50, 60, 70], all);
        const [effective, textbook] = [
          estimateRatio(sample, ratio, OPTIONS),
          estimateRatio(sample, ratio, AS_IN_R),
        ];
        if (effective.kind === "refused" || textbook.kind === "refused") {
          expect(effective).toEqual(textbook);
          return;
        }
        expect(effective.degreesOfFreedom).toBeLessThanOrEqual(textbook.degreesOfFreedom);
        expect(effective.degreesOfFreedom).toBeGreaterThanOrEqual(
          Math.min(2, textbook.degreesOfFreedom) - 1e-9,
        );
        expect(effective.low).toBeLessThanOrEqual(textbook.low + 1e-15);
      }),
    );
  });

  test("and all else do not depend on the order of the stations", () => {
    const shuffled = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const [first, second] = [stations([40, 50, 60, 70], all), stations([40, 50, 60, 70], other)];
        const found = estimateRatio(first.sample, first.ratio, OPTIONS);
        const again = estimateRatio(second.sample, second.ratio, OPTIONS);
        if (found.kind === "refused" || again.kind === "refused") {
          expect(again.kind).toBe(found.kind);
          return;
        }
        expect(again.estimate).toBeCloseTo(found.estimate, 13);
        expect(again.standardError).toBeCloseTo(found.standardError, 13);
        expect(again.degreesOfFreedom).toBeCloseTo(found.degreesOfFreedom, 6);
      }),
    );
  });
});

describe("the design effect", () => {
  test("is 1 for a simple random sample", () => {
    const { sample, ratio } = stations(
      [50],
      ROWS.map(([, y, x]) => [0, y, x] as const),
    );
    expect(estimated(estimateRatio(sample, ratio, OPTIONS)).designEffect).toBeCloseTo(1, 12);
  });

  test("is the number of stations of a polling place where they all say the same", () => {
    const drawn = ROWS.flatMap(([, y, x]) => [[0, y, x] as const, [0, y, x] as const, [0, y, x] as const]);
    const { sample, ratio } = stations([2_700_000], drawn);
    const clustered: WeightedSample = {
      ...sample,
      strata: [{ unitsObserved: 9, fraction: 1e-5 }],
      stratumOfUnit: new Uint32Array(9),
      unitOfRow: Uint32Array.from(drawn, (_, row) => Math.floor(row / 3)),
    };
    const effect = estimated(estimateRatio(clustered, ratio, OPTIONS)).designEffect ?? 0;
    expect(effect).toBeCloseTo((3 * (9 / 8)) / (27 / 26), 9);
  });
});

describe("there is no interval, and never one of zero,", () => {
  test("where nobody voted", () => {
    const { sample, ratio } = stations(
      [10],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    );
    expect(estimateRatio(sample, ratio, OPTIONS)).toEqual({
      kind: "refused",
      reason: "nothing-counted",
      estimate: undefined,
    });
    expect(estimateRatio(sample, { ...ratio, isKnown: () => false }, OPTIONS)).toMatchObject({
      reason: "nothing-counted",
    });
  });

  test("where every stratum has a single unit", () => {
    const { sample, ratio } = stations(
      [10, 10],
      [
        [0, 5, 10],
        [1, 7, 10],
      ],
    );
    expect(estimateRatio(sample, ratio, OPTIONS)).toEqual({
      kind: "refused",
      reason: "no-degrees-of-freedom",
      estimate: 0.6,
    });
  });

  /** R averages the zeros of the enumerated stratum, and gives a standard error of 0. */
  test("where the only strata with two units are enumerated", () => {
    const { sample, ratio } = stations(
      [2, 10],
      [
        [0, 5, 10],
        [0, 6, 10],
        [1, 7, 10],
      ],
    );
    expect(estimateRatio(sample, ratio, OPTIONS)).toMatchObject({ reason: "no-degrees-of-freedom" });
  });

  test("where every unit says the same, or the selection has no vote at all", () => {
    const same = stations(
      [10],
      [
        [0, 100, 300],
        [0, 50, 150],
        [0, 10, 30],
      ],
    );
    expect(estimateRatio(same.sample, same.ratio, OPTIONS)).toEqual({
      kind: "refused",
      reason: "no-variation",
      estimate: expect.closeTo(1 / 3, 14),
    });
    const none = stations(
      [10],
      [
        [0, 0, 300],
        [0, 0, 150],
        [0, 0, 30],
      ],
    );
    expect(estimateRatio(none.sample, none.ratio, OPTIONS)).toMatchObject({
      reason: "no-variation",
      estimate: 0,
    });
  });
});

test("where everything was enumerated the estimate is the truth, and nothing is left to chance", () => {
  const { sample, ratio } = stations(
    [2, 1],
    [
      [0, 5, 10],
      [0, 7, 10],
      [1, 9, 10],
    ],
  );
  expect(estimateRatio(sample, ratio, OPTIONS)).toMatchObject({
    estimate: 0.7,
    standardError: 0,
    low: 0.7,
    high: 0.7,
    degreesOfFreedom: 0,
  });
});

test("an averaged stratum takes no share of the enumerated ones' zeros", () => {
  const sampled = [
    [0, 40, 100],
    [0, 60, 100],
    [1, 50, 100],
  ] as const;
  const without = stations([10, 10], sampled);
  const beside = stations([10, 10, 2], [...sampled, [2, 50, 100], [2, 50, 100]]);
  const [alone, more] = [without, beside].map(({ sample, ratio }) =>
    estimated(estimateRatio(sample, ratio, OPTIONS)),
  );
  // Of 2,000 votes and of 2,200
  expect((more?.standardError ?? 0) * 2200).toBeCloseTo((alone?.standardError ?? 0) * 2000, 9);
});

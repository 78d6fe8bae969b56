import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { describe, expect, test } from "vitest";

import { parseUtf8 } from "../../src/core/bytes.ts";
import { votersPlanned } from "../../src/core/statistics/sample-size.ts";
import {
  quickCount,
  type DrawnSample,
  type QuickCount,
  type QuickCountOptions,
} from "../../src/core/statistics/quick-count.ts";
import {
  estimateRatio,
  type RatioInterval,
  type RatioRefused,
  type WeightedSample,
} from "../../src/core/statistics/ratio-estimate.ts";

const data = process.env["COTEJO_DATA"] ?? "../shared/data";
const vectorsFile = join(data, "../vectors/quick-count.json");
const sheetsFile = join(data, "mexico2018/quick-count-partial.csv.gz");
const missing = [vectorsFile, sheetsFile].filter((file) => !existsSync(file));
if (missing.length > 0)
  console.log(`Skipped: ${missing.join(", ")} not found; COTEJO_DATA may name another folder.`);

interface Vectors {
  readonly toy: {
    readonly "rows(h,N,a,t,reg,cluster)": readonly (readonly number[])[];
    readonly "stratified_ratio_a/t": readonly [number, number];
    readonly "turnout_t/reg": readonly [number, number];
    readonly totals: { readonly a: readonly [number, number]; readonly t: readonly [number, number] };
    readonly "cluster_version(M_h=20,30,10; w=10,12.5,20/3)": readonly [number, number];
  };
  readonly ine_2018: {
    readonly published_intervals: Readonly<Record<string, readonly [number, number]>>;
    readonly computed_R_survey: Readonly<
      Record<string, { readonly r: number; readonly se: number; readonly ci?: readonly [number, number] }>
    >;
    readonly hand_formula: { readonly R: number; readonly se_without_singleton_stratum: number };
    readonly "partial_21h(n=2782,328 strata)": { readonly AMLO: number; readonly se: number };
  };
  readonly ndi_handbook: {
    readonly peru_2001: Readonly<Record<"N" | "P" | "m" | "z" | "exact_n", number>>;
  };
}

const vectors = (): Vectors => JSON.parse(readFileSync(vectorsFile, "utf8"));

function estimated(value: RatioInterval | RatioRefused | undefined): RatioInterval {
  if (value?.kind !== "estimated") throw new Error(`no interval: ${value?.reason ?? "missing"}`);
  return value;
}

/** As the R package survey has it. */
const AS_IN_R = {
  level: 0.95,
  lonely: "average",
  empty: "refuse",
  degreesOfFreedom: "units-less-strata",
} satisfies QuickCountOptions;

function counted(sample: DrawnSample, options: QuickCountOptions = AS_IN_R): QuickCount {
  const count = quickCount(sample, options);
  if (count.kind !== "estimated") throw new Error(`${count.reason}: ${count.strata.join(", ")}`);
  return count;
}

/** The digits given, and no more. */
function expectRatio(found: RatioInterval, [estimate, standardError]: readonly [number, number]) {
  expect(found.estimate).toBeCloseTo(estimate, 12);
  expect(found.standardError).toBeCloseTo(standardError, 13);
}

describe.skipIf(missing.length > 0)("quick-count.json, the toy sample", () => {
  const rows = () => vectors().toy["rows(h,N,a,t,reg,cluster)"];
  const column = (at: number) => rows().map((row) => row[at] ?? 0);
  const toy = (): DrawnSample => ({
    strata: [30, 50, 20].map((units, at) => ({ name: `stratum ${at + 1}`, units })),
    stratum: Uint32Array.from(column(0), (stratum) => stratum - 1),
    received: new Uint8Array(rows().length).fill(1),
    votes: [column(2)],
    votesAll: column(3),
    ballots: column(3),
    registered: column(4),
  });

  test("gives the stratified ratio of a to t, and the turnout", () => {
    const { shares, turnout } = counted(toy());
    expectRatio(estimated(shares[0]), vectors().toy["stratified_ratio_a/t"]);
    expectRatio(estimated(turnout), vectors().toy["turnout_t/reg"]);
  });

  /** The total of a figure, as its ratio to a column of ones times the size of the frame. */
  test("gives the totals of a and t with their standard errors", () => {
    const sample = weighted([30, 50, 20], [3, 4, 3], toy().stratum);
    for (const [name, at] of [
      ["a", 2],
      ["t", 3],
    ] as const) {
      const ones = rows().map(() => 1);
      const mean = estimated(estimateRatio(sample, { numerator: column(at), denominator: ones }, AS_IN_R));
      const [total, standardError] = vectors().toy.totals[name];
      expect(mean.estimate * 100).toBeCloseTo(total, 5);
      expect(mean.standardError * 100).toBeCloseTo(standardError, 5);
    }
  });

  test("gives the ratio with polling places drawn, under the weights named there", () => {
    const clusters = Uint32Array.from(column(5), (cluster) => cluster - 1);
    const sample = {
      ...weighted([20, 30, 10], [2, 2, 2], Uint32Array.of(0, 0, 1, 1, 2, 2)),
      unitOfRow: clusters,
      weightOfRow: Float64Array.from(column(0), (stratum) => [10, 12.5, 20 / 3][stratum - 1] ?? 0),
    };
    expectRatio(
      estimated(estimateRatio(sample, { numerator: column(2), denominator: column(3) }, AS_IN_R)),
      vectors().toy["cluster_version(M_h=20,30,10; w=10,12.5,20/3)"],
    );
  });
});

function weighted(
  frame: readonly number[],
  observed: readonly number[],
  stratumOfUnit: Uint32Array,
): WeightedSample {
  const weight = (stratum: number) => (frame[stratum] ?? 0) / (observed[stratum] ?? 0);
  return {
    strata: observed.map((unitsObserved, at) => ({ unitsObserved, fraction: 1 / weight(at) })),
    stratumOfUnit,
    unitOfRow: Uint32Array.from(stratumOfUnit.keys()),
    weightOfRow: Float64Array.from(stratumOfUnit, weight),
  };
}

describe.skipIf(missing.length > 0)("quick-count.json, ine_2018", () => {
  const selections = ["AMLO", "RAC", "JAMK", "JHRC"];
  /** The sample with the sheets that had come in by a minute; the frame is of the strata that any of them is in. */
  function ine(latest: number): DrawnSample {
    const [header = "", ...lines] = parseUtf8(gunzipSync(readFileSync(sheetsFile)))
      .trim()
      .split("\n");
    const names = header.split(",").map((name) => name.replaceAll('"', ""));
    const rows = lines.map((line) => line.split(",").map(Number));
    const at = (name: string) => names.indexOf(name);
    const kept = rows.filter((row) => (row[at("minute")] ?? 0) <= latest);
    const column = (name: string) => kept.map((row) => row[at(name)] ?? 0);
    const frame = new Map(kept.map((row) => [row[at("stratum")] ?? 0, row[at("N_h")] ?? 0]));
    const strata = [...frame].sort(([one], [other]) => one - other);
    const indexOf = new Map(strata.map(([stratum], index) => [stratum, index]));
    return {
      strata: strata.map(([stratum, units]) => ({ name: String(stratum), units })),
      stratum: Uint32Array.from(column("stratum"), (stratum) => indexOf.get(stratum) ?? 0),
      received: new Uint8Array(kept.length).fill(1),
      votes: selections.map(column),
      votesAll: column("total"),
      ballots: column("total"),
      registered: column("registered"),
    };
  }
  const whole = () => counted(ine(Infinity));

  test("has 6,307 stations in 350 strata of a frame of 156,899, one stratum with a single station", () => {
    const count = whole();
    expect(ine(Infinity).strata.reduce((sum, { units }) => sum + units, 0)).toBe(156_899);
    expect(count).toMatchObject({ stationsReceived: 6307, strata: 350, strataEmpty: [], strataJoined: [] });
    expect(count.strataLonely).toHaveLength(1);
  });

  /** The intervals given are those of the normal quantile; t's with 5,957 degrees of freedom reach 0.0001 points further. */
  test("gives the ratios, standard errors and 95% intervals of R survey", () => {
    const { shares } = whole();
    const { computed_R_survey: expected } = vectors().ine_2018;
    for (const [at, name] of selections.entries()) {
      const share = estimated(shares[at]);
      const { r, se, ci } = expected[name] ?? { r: NaN, se: NaN };
      const [low, high] = ci ?? [NaN, NaN];
      expect(share.estimate * 100).toBeCloseTo(r, 4);
      expect(share.standardError * 100).toBeCloseTo(se, 5);
      const margin = normalQuantile(0.975, 0, 1) * share.standardError;
      expect(Number((100 * (share.estimate - margin)).toFixed(3))).toBe(low);
      expect(Number((100 * (share.estimate + margin)).toFixed(3))).toBe(high);
      expect(share.degreesOfFreedom).toBe(6307 - 350);
      expect(Math.abs(share.low * 100 - low)).toBeLessThan(0.0006);
      expect(Math.abs(share.high * 100 - high)).toBeLessThan(0.0006);
    }
  });

  test("gives intervals wider by less than 2% with effective degrees of freedom", () => {
    const effective = counted(ine(Infinity), { level: 0.95, lonely: "average", empty: "refuse" });
    for (const [at, value] of whole().shares.entries()) {
      const [share, wider] = [estimated(value), estimated(effective.shares[at])];
      expect(wider.standardError).toBe(share.standardError);
      expect(wider.degreesOfFreedom).toBeLessThan(share.degreesOfFreedom);
      const ratio = (wider.high - wider.low) / (share.high - share.low);
      expect(ratio).toBeGreaterThan(1);
      expect(ratio).toBeLessThan(1.02);
    }
  });

  test("gives the turnout over the stations that have a roll", () => {
    const count = whole();
    const { r, se } = vectors().ine_2018.computed_R_survey["turnout(registered>0 only)"] ?? {
      r: NaN,
      se: NaN,
    };
    const turnout = estimated(count.turnout);
    expect(turnout.estimate * 100).toBeCloseTo(r, 4);
    expect(turnout.standardError * 100).toBeCloseTo(se, 5);
    expect(count.stationsWithoutRoll).toBe(42);
  });

  /** The average of the other 349 strata is added for the single-station one: without it the variance is 349/350. */
  test("gives the ratio of the hand formula, and its standard error without the single-station stratum", () => {
    const share = estimated(whole().shares[0]);
    const expected = vectors().ine_2018.hand_formula;
    expect(share.estimate).toBeCloseTo(expected.R, 10);
    expect(share.standardError * Math.sqrt(349 / 350)).toBeCloseTo(expected.se_without_singleton_stratum, 10);
    expect(share.strataAveraged).toBe(1);
  });

  test("gives the estimate at 21 h (minute 1260) from 2,782 stations in 328 strata", () => {
    const count = counted(ine(1260));
    expect(count).toMatchObject({ stationsReceived: 2782, strata: 328 });
    const share = estimated(count.shares[0]);
    const expected = vectors().ine_2018["partial_21h(n=2782,328 strata)"];
    expect(share.estimate * 100).toBeCloseTo(expected.AMLO, 4);
    expect(share.standardError * 100).toBeCloseTo(expected.se, 5);
  });

  test("overlaps every published interval of a share", () => {
    const { published_intervals: published } = vectors().ine_2018;
    const { shares } = whole();
    for (const [at, name] of ["AMLO", "Anaya", "Meade", "Rodriguez"].entries()) {
      const share = estimated(shares[at]);
      const [low, high] = published[name] ?? [NaN, NaN];
      expect(share.low * 100).toBeLessThan(high);
      expect(share.high * 100).toBeGreaterThan(low);
    }
  });
});

describe.skipIf(missing.length > 0)("quick-count.json, ndi_handbook", () => {
  test("gives the voters of Peru 2001 without rounding in between", () => {
    const { N, P, m, z, exact_n } = vectors().ndi_handbook.peru_2001;
    const planned = votersPlanned({ voters: N, share: P, margin: m, z });
    expect(planned).toBeCloseTo(exact_n, 8);
    expect([160, 200].map((votes) => Math.ceil(163185 / votes))).toEqual([1020, 816]);
  });
});

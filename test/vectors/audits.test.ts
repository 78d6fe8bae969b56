import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import exp from "@stdlib/math-base-special-exp";
import gammaln from "@stdlib/math-base-special-gammaln";
import { describe, expect, test } from "vitest";

import {
  alphaDrawsToLimit,
  alphaMartingale,
  bettingMartingale,
  kaplanMarkovMean,
  kaplanWaldMean,
  remainingNullMeans,
  type MeanEstimator,
  type MeanTest,
  type MeanTestRefusal,
  type SequentialRisk,
} from "../../src/core/statistics/alpha.ts";
import {
  boundBatches,
  largestError,
  type BatchBounds,
  type DeclaredBatches,
} from "../../src/core/statistics/batch-bounds.ts";
import {
  batchError,
  batchTaint,
  drawsToLimit,
  drawsToLimitByArlo,
  errorInVotes,
  kaplanMarkov,
} from "../../src/core/statistics/macro.ts";
import { rational } from "../../src/core/statistics/rational.ts";
import {
  chanceOfNoDifference,
  drawsForDetection,
  planFromTotals,
} from "../../src/core/statistics/zero-discrepancy.ts";

const DATA = process.env["COTEJO_DATA"] ?? "../shared/data";
const VECTORS = join(DATA, "../vectors/audits.json");
const BATCHES = join(DATA, "audits/ca_cd3_2008_kaplan_markov_batches.csv");
const absent = [VECTORS, BATCHES].filter((path) => !existsSync(path));
if (absent.length > 0)
  console.log(`Skipped: ${absent.join(", ")} not there; COTEJO_DATA may name another folder.`);

const vectors = absent.length > 0 ? undefined : (JSON.parse(readFileSync(VECTORS, "utf8")) as Vectors);

/** The parts of audits.json that are read here. */
interface Vectors {
  readonly macro: {
    readonly cases: readonly {
      readonly contest: string;
      readonly totals: { readonly winner: number; readonly loser: number; readonly ballots: number };
      readonly U: number;
      readonly first_round_n: Readonly<Record<string, number>>;
    }[];
    readonly expected_published: {
      readonly risk_limit_pct: number;
      readonly first_round: Readonly<Record<string, number>>;
      readonly after_4_clean: Readonly<Record<string, number>>;
      readonly U: Readonly<Record<string, number | string>>;
      readonly p_after_30_clean: Readonly<Record<string, number>>;
      readonly p_C_36_clean: number;
      readonly max_error: Readonly<Record<string, number>>;
      readonly snapshots: {
        readonly pending_ballots_U: string;
        readonly pending_p_3_clean: number;
        readonly pending_p_1_discrepancy_of_2: number;
        readonly unauditable_U: string;
        readonly U_without: string;
        readonly p_unauditable: number;
        readonly p_without: number;
      };
    };
  };
  readonly kaplan_markov_lindeman_cd3_2008: {
    readonly U: number;
    readonly margins: Readonly<Record<string, number>>;
    readonly published_P_rounded: number;
    readonly P: number;
    readonly draws: number;
    readonly rows: number;
  } & Readonly<Record<string, number>>;
  readonly shangrla_nonnegmean: {
    readonly computed: readonly MeanRow[];
    readonly published: Readonly<Record<string, number>> & {
      readonly "sjm m (N=5,t=1.53,x=[1,2,.5,1,4])": readonly number[];
    };
  };
  readonly hypergeometric_zero_discrepancy: {
    readonly computed_p: number;
    readonly computed_1_in: number;
    readonly n_for_detection_N30026: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly declared_total_based_sample_size: Readonly<
    Record<
      string,
      { readonly V: number; readonly B: number; readonly U: number; readonly n: Record<string, number> }
    >
  >;
}

interface MeanRow {
  readonly test: string;
  readonly estim?: string;
  readonly eta: number;
  readonly c: number;
  readonly d: number;
  readonly g: number;
  readonly lam: number;
  readonly u?: number;
  readonly t: number;
  readonly N?: number | null;
  readonly x: readonly number[];
  readonly p: number;
  readonly history: readonly number[];
}

/** The tests of a part of audits.json, skipped where the file is not there. */
function withVectors(title: string, claims: (read: Vectors) => void): void {
  test.skipIf(vectors === undefined)(`${title} (shared/vectors/audits.json)`, () => {
    if (vectors !== undefined) claims(vectors);
  });
}

/** Equal but for the last bits: the reference multiplies in another order. */
function expectSame(value: number, expected: number): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(expected));
}

function elected(rows: readonly (readonly number[])[], votesOutside = 0): DeclaredBatches {
  return {
    selections: (rows[0]?.length ?? 1) - 1,
    votes: rows.flatMap((row) => row.slice(0, -1)),
    sizes: rows.map((row) => row.at(-1) ?? 0),
    sizesAre: "ballots",
    winners: [0],
    votesOutside,
  };
}

function boundsOf(declared: DeclaredBatches): BatchBounds {
  const bounds = boundBatches(declared);
  if (bounds.kind === "refused") throw new Error(bounds.reason);
  return bounds;
}

describe("MACRO", () => {
  /** Winner, loser and ballots of a full batch, and how many full ones there are; as many have half of it. */
  const FULL: Readonly<Record<string, readonly [readonly number[], number]>> = {
    A: [[200, 180, 400], 200],
    B: [[200, 160, 400], 100],
    C: [[200, 140, 400], 60],
  };
  const contest = (name: string): DeclaredBatches => {
    const [full, count] = FULL[name] ?? [[], 0];
    const half = full.map((votes) => votes / 2);
    return elected([
      ...Array.from({ length: count }, () => full),
      ...Array.from({ length: count }, () => half),
    ]);
  };
  const clean = (totalBound: number, draws: number): number => {
    const result = kaplanMarkov({
      totalBound,
      taints: Array.from({ length: draws }, () => 0),
      errors: "signed",
    });
    return result.kind === "risk" ? result.riskNow : NaN;
  };

  withVectors("totals, bounds, U and first rounds of the three contests", ({ macro }) => {
    expect(macro.cases.length).toBe(3);
    for (const { contest: name, totals, U, first_round_n } of macro.cases) {
      const declared = contest(name);
      const bounds = boundsOf(declared);
      const published = macro.expected_published;
      expect(bounds.pairs).toMatchObject([{ winner: 0, loser: 1, margin: totals.winner - totals.loser }]);
      expect(bounds.pairs[0]?.largestErrors).toBe(totals.winner - totals.loser + totals.ballots);
      expect(bounds.total).toBe(U);
      const [numerator = "", denominator = "1"] = String(published.U[name]).split("/");
      expect(bounds.totalExactly).toEqual(rational(BigInt(numerator), BigInt(denominator)));
      expect(bounds.bounds[0]).toBeCloseTo(published.max_error[`${name}_full`] ?? NaN, 4);
      expect(bounds.bounds.at(-1)).toBeCloseTo(published.max_error[`${name}_half`] ?? NaN, 4);
      for (const [percent, draws] of Object.entries(first_round_n)) {
        const aim = { totalBound: bounds.total, riskLimit: Number(percent) / 100, risk: 1 };
        expect(drawsToLimitByArlo(aim)).toBe(draws);
        expect(drawsToLimit(aim)).toBe(draws - 1);
      }
      const aim = { totalBound: bounds.total, riskLimit: published.risk_limit_pct / 100 };
      expect(drawsToLimitByArlo({ ...aim, risk: 1 })).toBe(published.first_round[name]);
      const risk = clean(bounds.total, 4);
      expect(drawsToLimitByArlo({ ...aim, risk })).toBe(published.after_4_clean[name]);
    }
  });

  withVectors("P after clean draws", ({ macro: { expected_published: published } }) => {
    // The reference multiplies in decimal and here each draw rounds once: 36 of them may differ by some last bits.
    for (const name of ["A", "B"])
      expect(
        clean(boundsOf(contest(name)).total, 30) / (published.p_after_30_clean[name] ?? NaN),
      ).toBeCloseTo(1, 13);
    expect(clean(boundsOf(contest("C")).total, 36) / published.p_C_36_clean).toBeCloseTo(1, 13);
  });

  withVectors("snapshots: pending and unauditable ballots come off the margin", ({ macro }) => {
    const { snapshots } = macro.expected_published;
    const rows = [
      [60, 40, 0, 100],
      [0, 60, 40, 100],
      [90, 0, 10, 100],
      [50, 0, 0, 50],
    ];
    const risk = (declared: DeclaredBatches, sheets: readonly (readonly number[])[]) => {
      const bounds = boundsOf(declared);
      const taints = sheets.map((votes, batch) => batchTaint(declared, bounds, { batch, votes }));
      const result = kaplanMarkov({ totalBound: bounds.total, taints, errors: "clamped" });
      return result.kind === "risk" ? result.riskNow : NaN;
    };
    const sheets = rows.slice(0, 3).map((row) => row.slice(0, 3));
    const pending = elected(rows, 2);
    expect(boundsOf(pending).totalExactly).toEqual(rational(450n, 98n));
    expect(boundsOf(pending).total).toBe(Number(snapshots.pending_ballots_U));
    expectSame(risk(pending, sheets), snapshots.pending_p_3_clean);
    expectSame(risk(pending, sheets.with(2, [90, 2, 10])), snapshots.pending_p_1_discrepancy_of_2);
    // One unauditable ballot. The snapshot also takes half a vote from the loser and half a ballot from two batches,
    // which w - l + n does not show.
    const unauditable = elected(rows, 1);
    expect(boundsOf(unauditable).total).toBe(Number(snapshots.unauditable_U));
    expectSame(risk(unauditable, sheets), snapshots.p_unauditable);
    const without = elected(rows);
    expect(boundsOf(without).total).toBe(Number(snapshots.U_without));
    expectSame(risk(without, sheets), snapshots.p_without);
  });
});

describe("the third district of California in 2008, Kaplan-Markov with signed taints", () => {
  const lines = absent.length > 0 ? [] : readFileSync(BATCHES, "utf8").trim().split("\n");
  const [head = "", ...rows] = lines;
  const names = head.trim().split(",");
  const batches = rows.map((row) => {
    const cells = row.trim().split(",");
    const at = (name: string): number => Number(cells[names.indexOf(name)]);
    const votes = ["Lungren", "Durston", "Tuma", "Padilla"].map(at);
    const sheet = ["audit_Lungren", "audit_Durston", "audit_Tuma", "audit_Padilla"].map(at);
    return { id: cells[0] ?? "", votes, sheet, ballots: at("ballots_cast"), at };
  });
  const index = (id: string): number => batches.findIndex((batch) => batch.id === id);

  /** The batches drawn and one more, which stands for all that were not drawn and gives the margins of the contest. */
  function contest(margins: Readonly<Record<string, number>>): DeclaredBatches {
    const rest = 1_000_000;
    const missing = ["Durston", "Tuma", "Padilla"].map((loser, at) => {
      const drawn = batches.reduce((sum, { votes }) => sum + (votes[0] ?? 0) - (votes[at + 1] ?? 0), 0);
      return rest - ((margins[`Lungren:${loser}`] ?? NaN) - drawn);
    });
    return elected([
      ...batches.map(({ votes, ballots }) => [...votes, ballots]),
      [rest, ...missing, 4 * rest],
    ]);
  }

  withVectors("P, every taint and every factor (with data/audits/ca_cd3_2008_...csv)", (read) => {
    const vector = read.kaplan_markov_lindeman_cd3_2008;
    const declared = contest(vector.margins);
    const bounds = boundsOf(declared);
    const [durston, tuma, padilla] = ["Durston", "Tuma", "Padilla"].map(
      (name) => vector.margins[`Lungren:${name}`],
    );
    expect(bounds.pairs.map((pair) => pair.margin)).toEqual([durston, tuma, padilla]);
    expect(batches.length).toBe(vector.rows);
    const taints = batches.flatMap((row, batch) => {
      const taint = batchTaint(declared, bounds, { batch, votes: row.sheet });
      expect(taint).toBeCloseTo(row.at("taint"), 6);
      const factor = kaplanMarkov({ totalBound: vector.U, taints: [taint], errors: "signed" });
      if (factor.kind === "refused") throw new Error(factor.reason);
      // The spreadsheet has 9 digits, of a U that differs from the one published in the ninth.
      expect(factor.riskNow).toBeCloseTo(row.at("KM_factor"), 8);
      return Array.from({ length: row.at("times_drawn") }, () => taint);
    });
    expect(taints.length).toBe(vector.draws);
    const result = kaplanMarkov({ totalBound: vector.U, taints, errors: "signed" });
    if (result.kind === "refused") throw new Error(result.reason);
    expect(result.riskNow / vector.P).toBeCloseTo(1, 13);
    expect(result.riskNow).toBeCloseTo(vector.published_P_rounded, 6);
    expect(result.history.length).toBe(vector.draws);
    const clamped = kaplanMarkov({ totalBound: vector.U, taints, errors: "clamped" });
    expect(clamped.kind === "risk" && clamped.riskNow > result.riskNow).toBe(true);
  });

  withVectors("error bounds, relative errors and a factor", (read) => {
    const vector = read.kaplan_markov_lindeman_cd3_2008;
    const declared = contest(vector.margins);
    const bounds = boundsOf(declared);
    const pair = { winner: 0, loser: 1 };
    const margin = vector.margins["Lungren:Durston"] ?? NaN;
    const small = elected([[48, 83, 139]]);
    expect(largestError(small, 0, pair) / margin).toBe(vector["error_bound_060031A_(139;48,83)"]);
    const changed = index("0606726420");
    expect(bounds.bounds[changed]).toBe(vector["error_bound_0606726420_(382;158,172,14,15)"]);
    const sheet = { batch: changed, votes: batches[changed]?.sheet ?? [] };
    expect(batchError(declared, bounds, sheet)).toBe(vector["relative_error_0606726420_loser_172->182"]);
    const better = index("06009350");
    const error = errorInVotes(declared, pair, { batch: better, votes: batches[better]?.sheet ?? [] });
    expect(error / margin).toBe(vector["relative_error_06009350"]);
    const factor = kaplanMarkov({ totalBound: 20.47, taints: [0.003953], errors: "signed" });
    expectSame(factor.kind === "risk" ? factor.riskNow : NaN, vector["km_factor(20.47,0.003953)"] ?? NaN);
  });
});

describe("tests of a nonnegative mean", () => {
  const testOf = (row: Pick<MeanRow, "x" | "t" | "u" | "N">): MeanTest => ({
    values: row.x,
    upperBound: row.u ?? 1,
    nullMean: row.t,
    populationSize: row.N ?? undefined,
  });
  const estimatorOf = (row: MeanRow): MeanEstimator =>
    row.estim === "fixed_alternative_mean"
      ? { kind: "fixed-alternative-mean", mean: row.eta }
      : { kind: "shrink-trunc", mean: row.eta, weight: row.d, distance: row.c };
  const risk = (result: SequentialRisk | MeanTestRefusal): SequentialRisk => {
    if (result.kind === "refused") throw new Error(result.reason);
    return result;
  };
  function run(row: MeanRow): SequentialRisk {
    if (row.test === "alpha_mart") return risk(alphaMartingale(testOf(row), estimatorOf(row)));
    if (row.test === "betting_mart") return risk(bettingMartingale(testOf(row), row.lam));
    if (row.test === "kaplan_markov") return risk(kaplanMarkovMean(testOf(row), row.g));
    if (row.test === "kaplan_wald") return risk(kaplanWaldMean(testOf(row), row.g));
    throw new Error(`no test ${row.test}`);
  }

  withVectors("all rows of shangrla_nonnegmean, P and its history", ({ shangrla_nonnegmean }) => {
    expect(shangrla_nonnegmean.computed.length).toBe(15);
    for (const row of shangrla_nonnegmean.computed) {
      const { risk: found, history } = run(row);
      expectSame(found, row.p);
      expect(history.length).toBe(row.history.length);
      for (const [draw, expected] of row.history.entries()) expectSame(history[draw] ?? NaN, expected);
    }
  });

  withVectors("the published numbers of shangrla_nonnegmean", ({ shangrla_nonnegmean: { published } }) => {
    const plain = (x: readonly number[], t = 0.5): MeanTest => testOf({ x, t, u: 1, N: null });
    const five = [1, 1, 1, 1, 1];
    expectSame(risk(kaplanMarkovMean(plain(five), 0)).risk, published["kaplan_markov ones(5) t=.5"] ?? NaN);
    expectSame(
      risk(kaplanMarkovMean(plain([...five, 0]), 0.1)).risk,
      published["kaplan_markov [1]*5+[0], g=.1"] ?? NaN,
    );
    expectSame(
      risk(kaplanWaldMean(plain([...five, 0]), 0.1)).risk,
      published["kaplan_wald [1]*5+[0], g=.1"] ?? NaN,
    );
    const mixed = [1, 0.5, 1, 0.5, 0, 1, 0.5, 1, 1, 0.5];
    const last = risk(kaplanMarkovMean(plain(mixed), 0.1)).history.at(-1);
    expectSame(last ?? NaN, published["not random order"] ?? NaN);
    const means = remainingNullMeans({
      values: [1, 2, 0.5, 1, 4],
      upperBound: 4,
      nullMean: 1.53,
      populationSize: 5,
    });
    const expected = published["sjm m (N=5,t=1.53,x=[1,2,.5,1,4])"];
    expect(means.length).toBe(expected.length);
    for (const [draw, mean] of expected.entries()) expectSame(means[draw] ?? NaN, mean);
    const population = { upperBound: 1, nullMean: 0.5, populationSize: 1000 };
    const estimator: MeanEstimator = { kind: "fixed-alternative-mean", mean: 0.75 };
    const draws = (value: number) =>
      alphaDrawsToLimit(population, estimator, { value, riskLimit: 0.05, most: 1000 });
    expect(draws(1)).toBe(published["sample_size alpha_mart eta .75 x=1"]);
    expect(draws(0.75)).toBe(published["x=.75"]);
  });
});

describe("zero discrepancy", () => {
  withVectors("CEPR 2013: no difference in 20,825 of 39,303 boxes", ({ hypergeometric_zero_discrepancy }) => {
    const { computed_p: expected, computed_1_in: oneIn } = hypergeometric_zero_discrepancy;
    const chance = chanceOfNoDifference({ stations: 39303, differing: 50, drawn: 20825 });
    // The vector went through logarithms of factorials of some 376,000 and holds 10 digits of the exact quotient ...
    const lnChoose = (all: number, chosen: number) =>
      gammaln(all + 1) - gammaln(chosen + 1) - gammaln(all - chosen + 1);
    expectSame(exp(lnChoose(39303 - 50, 20825) - lnChoose(39303, 20825)), expected);
    expect(chance / expected).toBeCloseTo(1, 10);
    expect(1 / chance / oneIn).toBeCloseTo(1, 10);
    // ... which is the one given here, bit by bit.
    let [numerator, denominator] = [10n ** 40n, 1n];
    for (let at = 0n; at < 50n; at++) {
      numerator *= 39303n - 20825n - at;
      denominator *= 39303n - at;
    }
    expectSame(chance, Number(numerator / denominator) / 1e40);
    expect(1 / chance).toBeGreaterThan(25e15);
  });

  withVectors("draws for detection among 30,026 stations", ({ hypergeometric_zero_discrepancy }) => {
    const table = Object.entries(hypergeometric_zero_discrepancy.n_for_detection_N30026);
    expect(table.length).toBe(4);
    for (const [differing, sizes] of table)
      for (const [confidence, draws] of Object.entries(sizes)) {
        const riskLimit = (100 - Number(confidence.slice(0, -1))) / 100;
        const aim = { stations: 30026, differing: Number(differing.slice(2)), riskLimit };
        expect(drawsForDetection(aim)).toBe(draws);
      }
  });

  withVectors("draws from declared totals alone, Venezuela 2024 and 2013", (read) => {
    for (const name of ["CNE2024_bulletin2", "CNE2013_bulletin4"]) {
      const expected = read.declared_total_based_sample_size[name];
      if (expected === undefined) throw new Error(`no ${name}`);
      for (const [riskLimit, draws] of Object.entries(expected.n)) {
        const plan = planFromTotals({ margin: expected.V, ballots: expected.B }, Number(riskLimit));
        expect(plan).toEqual({ totalBound: expected.U, draws });
      }
    }
  });
});

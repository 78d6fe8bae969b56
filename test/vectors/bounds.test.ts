import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { parseAnnouncedCoverage, uncountedStationsOf } from "../../src/core/statistics/announced-coverage.ts";
import { breakEvenOf, countReaching } from "../../src/core/statistics/break-even.ts";
import { feasibilityOf } from "../../src/core/statistics/feasibility.ts";
import { fewestMisstated } from "../../src/core/statistics/fewest-misstated.ts";
import { LargestVotes } from "../../src/core/statistics/largest-votes.ts";
import { manskiBounds, marginBounds } from "../../src/core/statistics/manski.ts";
import { partialCoverageOf } from "../../src/core/statistics/partial-coverage.ts";
import { fromDecimalText, ONE, toNumber, type Rational } from "../../src/core/statistics/rational.ts";
import { selectionSensitivityOf } from "../../src/core/statistics/selection-sensitivity.ts";

const data = process.env["COTEJO_DATA"] ?? "../shared/data";
const vectorsPath = join(data, "../vectors/bounds.json");
const sheetsPath = join(data, "venezuela2024/tally-sheets.csv.gz");
const absent = [vectorsPath, sheetsPath].filter((path) => !existsSync(path));
if (absent.length > 0)
  console.log(`Skipped: ${absent.join(", ")} not there; COTEJO_DATA may name another folder.`);

const vectors = absent.length > 0 ? undefined : JSON.parse(readFileSync(vectorsPath, "utf8"));
const number = (value: Rational | undefined): number => (value === undefined ? Number.NaN : toNumber(value));

describe.skipIf(absent.length > 0)("bounds.json, toy_bounds", () => {
  const toy = vectors?.toy_bounds;
  const selections = ["A", "B", "O"];
  const sheets: Record<string, number>[] = Object.values(toy?.collected ?? {});
  const columnOf = (selection: string) => Int32Array.from(sheets, (sheet) => sheet[selection] ?? 0);
  const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
  const registeredVotersMissing = sumOf(
    Object.keys(toy?.registered ?? {})
      .filter((station) => !Object.hasOwn(toy.collected, station))
      .map((station) => toy.registered[station]),
  );
  const asked = (at: number) => {
    const expected = toy.cases[at];
    const totals = selections.map((selection) => ({
      selection,
      collected: sumOf(columnOf(selection)),
      declared: Number(expected.declared[selection]),
    }));
    const found = feasibilityOf({ totals, stationsMissing: 2, registeredVotersMissing, turnoutCap: ONE });
    expect(found.possible).toBe(expected.feasible ? "yes" : "no");
    return { expected, found };
  };
  const bySelection = (values: readonly number[]) =>
    Object.fromEntries(values.map((value, at) => [selections[at], value]));

  test("a declaration that the missing stations can make true, and what they would need", () => {
    const { expected, found } = asked(0);
    expect(bySelection(found.required.map((each) => each.collected))).toEqual(expected.documented);
    expect(bySelection(found.required.map((each) => each.needed))).toEqual(expected.needed);
    expect(registeredVotersMissing).toBe(expected.missing_registered);
    expect(found.capacity).toMatchObject({ kind: "checked", capacity: 500 });
    if (found.capacity.kind === "checked")
      expect(number(found.capacity.requiredTurnout)).toBe(expected.required_turnout_missing);
    expect(number(found.required[1]?.shareMissing)).toBe(expected.required_share_B_missing);
    expect(number(found.required[1]?.shareCollected)).toBe(expected.observed_share_B);
  });

  test("declarations below what the sheets say, and the fewest sheets that would have to misstate", () => {
    for (const at of [1, 2]) {
      const { expected, found } = asked(at);
      expect(found.violations).toEqual([
        { kind: "declared-below-collected", selection: "A", votes: expected.violation.A },
      ]);
      const fewest = fewestMisstated(
        found.required.map(({ selection, declared }) => ({
          votes: new LargestVotes(columnOf(selection)),
          declared,
        })),
        0,
      );
      expect(fewest).toEqual({
        bySelection: [expected.min_sheets_false, 0, 0],
        overall: expected.min_sheets_false,
      });
    }
  });

  test("a declaration that needs more votes than there are registered voters missing", () => {
    const { expected, found } = asked(3);
    expect(expected.reason).toBe(`needed ${found.votesNeeded} votes > ${registeredVotersMissing} registered`);
    expect(found.violations).toEqual([{ kind: "needed-above-capacity", votes: 115 }]);
  });

  test("Manski bounds with turnout caps 1 and 0.7", () => {
    const collected = selections.map((selection) => sumOf(columnOf(selection)));
    for (const [cap, name] of [
      ["1", "manski_tau1"],
      ["0.7", "manski_tau_.7"],
    ] as const) {
      const expected = toy[name];
      const found = manskiBounds({ collected, registeredVotersMissing, turnoutCap: fromDecimalText(cap) });
      if (found.kind === "refused") throw new Error(found.reason);
      expect(found.assumesTurnout).toBe(cap !== "1");
      const [a, b] = found.shares;
      expect(number(b?.most)).toBe(expected.B_share_max);
      expect(number(a?.least)).toBe(expected.A_share_min);
      if (expected.B_share_min !== undefined) expect(number(b?.least)).toBe(expected.B_share_min);
      if (expected.A_share_max !== undefined) expect(number(a?.most)).toBe(expected.A_share_max);
      const margin = marginBounds({ one: collected[0] ?? 0, other: collected[1] ?? 0 }, found.capacity);
      expect([margin.least, margin.most]).toEqual(expected.margin_A_minus_B);
    }
  });
});

describe.skipIf(absent.length > 0)("bounds.json, venezuela_2024, from the sheets themselves", () => {
  const { inputs, results_computed: expected } = vectors?.venezuela_2024 ?? {};
  const [header = [], ...rows] =
    absent.length > 0
      ? []
      : gunzipSync(readFileSync(sheetsPath))
          .toString("utf8")
          .replace(/^\uFEFF/, "")
          .trimEnd()
          .split(/\r?\n/)
          .map((line) => line.split(","));
  const column = (name: string): Int32Array => {
    const at = header.indexOf(name);
    return Int32Array.from(rows, (row) => Number(row[at]));
  };
  const [eg, nm, valid] = [column("EG"), column("NM"), column("VOTOS_VALIDOS")];
  const others = valid.map((votes, at) => votes - (eg[at] ?? 0) - (nm[at] ?? 0));
  const largest = new LargestVotes(eg);
  const stations = Number(inputs?.tables_total);
  const stationsMissing = stations - rows.length;
  const registeredVotersMissing = undefined;

  /** The lower bound and what follows from it, for a range of stations not counted. */
  const partial = (declared: number, uncounted: { fewest: number; most: number }) => {
    const found = partialCoverageOf({
      votes: largest,
      declared,
      stations,
      uncounted,
      registeredVotersMissing,
      turnoutCap: ONE,
    });
    if (found.kind === "refused") throw new Error(found.reason);
    const fewest = (omitted: number) => fewestMisstated([{ votes: largest, declared }], omitted).overall;
    return { ...found, fewest: fewest(0), fewestAfterOmission: fewest(uncounted.most) };
  };
  const uncounted = (text: string) => {
    const found = uncountedStationsOf(parseAnnouncedCoverage(text), stations);
    if (found.kind === "refused") throw new Error(found.reason);
    return found;
  };

  test("the sheets sum to the inputs", () => {
    expect(rows.length).toBe(inputs.collected_sheets);
    expect(largest.total).toBe(inputs.collected.EGU);
    expect(new LargestVotes(nm).total).toBe(inputs.collected.NM);
    expect(new LargestVotes(valid).total).toBe(inputs.collected.valid);
    expect(new LargestVotes(others).total).toBe(inputs.collected.others);
  });

  for (const [bulletin, result, coverage] of [
    ["bulletin1", "b1", "80"],
    ["bulletin2", "b2", "96.87"],
  ] as const)
    test(`${result}: what coverage of ${coverage}% leaves possible, at its word`, () => {
      const declared: number = inputs[bulletin].EGU;
      const { nominal } = uncounted(coverage);
      const found = partial(declared, { fewest: nominal, most: nominal });
      expect(toNumber(parseAnnouncedCoverage(coverage).nominal)).toBe(inputs[bulletin].coverage);
      expect(nominal).toBe(expected[result].uncounted_tables);
      expect(largest.total - declared).toBe(expected[result].documented_EGU_minus_declared);
      expect(found).toMatchObject({
        lowerBound: expected[result].EGU_lower_bound_in_counted_tables,
        votesBelow: expected[result].gap,
        possible: "no",
        fewest: expected[result].min_sheets_false,
        fewestAfterOmission: expected[result].min_sheets_false_after_adversarial_omission,
      });
    });

  test("METHODS 1: 80% as the interval from 79.5 to 80.5", () => {
    const range = uncounted("80");
    expect(range).toEqual({ kind: "known", nominal: 6005, fewest: 5856, most: 6155 });
    expect(partial(inputs.bulletin1.EGU, range)).toMatchObject({
      lowerBound: 4_585_832,
      possible: "no",
      fewestAfterOmission: 379,
    });
  });

  test("b2: what the second bulletin needs in the missing stations", () => {
    const { NM, EGU, others: rest } = inputs.bulletin2;
    const found = feasibilityOf({
      totals: [
        { selection: "NM", collected: inputs.collected.NM, declared: NM },
        { selection: "EGU", collected: inputs.collected.EGU, declared: EGU },
        { selection: "others", collected: inputs.collected.others, declared: rest },
      ],
      stationsMissing,
      registeredVotersMissing,
      turnoutCap: ONE,
    });
    expect(found.required[0]?.needed).toBe(expected.b2.NM_needed_in_missing);
    expect(number(found.required[0]?.perMissingStation)).toBe(expected.b2.NM_needed_per_missing_table);
    expect(found.votesLeft).toBe(expected.b2.valid_left_for_missing);
    expect(found.capacity).toEqual({ kind: "refused", reason: "registered-voters-missing-unknown" });
    expect(found.violations).toEqual([
      {
        kind: "declared-below-collected",
        selection: "EGU",
        votes: expected.b2.documented_EGU_minus_declared,
      },
    ]);
  });

  test("breakeven", () => {
    const found = breakEvenOf({ leader: eg, other: nm, stationsMissing });
    if (found.kind === "refused") throw new Error(found.reason);
    const published = expected.breakeven;
    expect(stationsMissing).toBe(published.missing_tables);
    expect(found.lead).toBe(published.EGU_lead_collected);
    expect(number(found.marginNeeded)).toBe(published.NM_lead_needed_per_missing_table);
    expect(found.largestMargin).toBe(published.largest_NM_lead_on_any_collected_sheet);
    expect(found.sheetsReaching).toBe(0);
    expect(countReaching({ leader: eg, other: nm }, 411)).toBe(published.sheets_with_NM_lead_ge_411);
    expect(found.leadIfAllExtreme).toBe(published.final_EGU_lead_if_every_missing_table_had_NM_lead_557);
  });

  test("aronow_lee_gamma, and that no distortion changes the order", () => {
    const table = expected["aronow_lee_gamma(missing tables, weights in [1/G,G])"];
    const gammas = Object.keys(table);
    const margins = eg.map((votes, at) => votes - (nm[at] ?? 0));
    const found = selectionSensitivityOf({
      margins,
      stationsMissing,
      distortions: gammas.map(fromDecimalText),
    });
    if (found.kind === "refused") throw new Error(found.reason);
    expect(gammas).toEqual(["1", "2", "5", "10", "100"]);
    for (const [at, gamma] of gammas.entries()) {
      expect(number(found.worstCases[at]?.meanMargin).toFixed(1)).toBe(table[gamma].mean_margin.toFixed(1));
      expect(Math.round(number(found.worstCases[at]?.finalLead))).toBe(table[gamma].total);
    }
    expect(found.flipping).toEqual({ kind: "none" });
  });

  test("manski, with the registered voters missing that are given there", () => {
    const name = Object.keys(expected).find((key) => key.startsWith("manski")) ?? "";
    const block = expected[name];
    const given = Number(/R_missing=([\d,]+)/.exec(name)?.[1]?.replaceAll(",", ""));
    expect(given).toBe(3_901_352);
    const { NM, EGU, others: rest } = inputs.collected;
    const bounds = (cap: string) => {
      const found = manskiBounds({
        collected: [NM, EGU, rest],
        registeredVotersMissing: given,
        turnoutCap: fromDecimalText(cap),
      });
      if (found.kind === "refused") throw new Error(found.reason);
      return found;
    };
    for (const [cap, key] of [
      ["1", "tau1"],
      ["0.6", "tau.6"],
    ] as const) {
      const [ofNm, ofEgu] = bounds(cap).shares;
      expect(number(ofNm?.most)).toBeCloseTo(block[key].NM_share_max, 7);
      expect(number(ofEgu?.least)).toBeCloseTo(block[key].EGU_share_min, 7);
    }
    const { least, most } = marginBounds({ one: EGU, other: NM }, bounds("1").capacity);
    expect([least, most]).toEqual(block.tau1.margin);
  });
});

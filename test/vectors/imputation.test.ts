import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { replayArrival } from "../../src/core/statistics/arrival.ts";
import { imputeTotals, type Imputation, type ImputationInput } from "../../src/core/statistics/imputation.ts";
import { validateByMasking } from "../../src/core/statistics/masking.ts";

const data = process.env["COTEJO_DATA"] ?? "../shared/data";
const vectorsPath = join(data, "..", "vectors", "imputation-bolivia2019.json");
const folder = join(data, "bolivia2019");
const SNAPSHOTS = {
  TREP_20Oct_1940: "trep-2019-10-20T1940.csv.gz",
  TREP_21Oct_1829: "trep-2019-10-21T1829.csv.gz",
};
const paths = [
  vectorsPath,
  ...["computo.csv.gz", ...Object.values(SNAPSHOTS)].map((file) => join(folder, file)),
];
const absent = paths.filter((path) => !existsSync(path));
if (absent.length > 0)
  console.log(`Skipped: ${absent.join(", ")} not there; COTEJO_DATA may name another folder.`);

const SELECTIONS = ["CC", "FPV", "MTS", "UCS", "MAS - IPSP", "21F", "PDC", "MNR", "PAN-BOL"];
const LEVELS = ["País", "Departamento", "Provincia", "Municipio", "Localidad", "Recinto"];
const [CC, MAS] = [SELECTIONS.indexOf("CC"), SELECTIONS.indexOf("MAS - IPSP")];

type Row = ReadonlyMap<string, string>;

/** A table by station. Fields in quotes may hold commas; none holds a quote or a line end. */
function readTable(file: string): ReadonlyMap<string, Row> {
  const lines = gunzipSync(readFileSync(join(folder, file)))
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? ""),
    );
  const [head = [], ...rows] = lines;
  return new Map(rows.map((row) => [row[0] ?? "", new Map(head.map((name, at) => [name, row[at] ?? ""]))]));
}

/**
 * The definitions that reach the digits: the register (stations, tree, registered voters) is the final count's table;
 * units are nested by their path, so that a locality is one of its municipality; votes are the snapshot's.
 */
function bolivia() {
  const final = readTable("computo.csv.gz");
  const units = new Map([["", 0]]);
  const unitParents = [-1];
  const stationUnits = Int32Array.from(final.values(), (row) => {
    let path = "";
    for (const level of LEVELS) {
      const parent = units.get(path) ?? 0;
      path += `|${row.get(level)}`;
      if (!units.has(path)) units.set(path, unitParents.push(parent) - 1);
    }
    return units.get(path) ?? 0;
  });
  const register = {
    unitParents: Int32Array.from(unitParents),
    stationUnits,
    registeredVoters: Int32Array.from(final.values(), (row) => Number(row.get("Inscritos"))),
  };
  const at = (table: ReadonlyMap<string, Row>): ImputationInput => ({
    ...register,
    collected: Uint8Array.from(final.keys(), (station) => (table.has(station) ? 1 : 0)),
    votes: SELECTIONS.map((selection) =>
      Int32Array.from(final.keys(), (station) => Number(table.get(station)?.get(selection) ?? 0)),
    ),
  });
  return { final, at };
}

const PAIR = [MAS, CC] as const;

function imputed(input: ImputationInput, narrowestDepth?: number): Imputation {
  const depth = narrowestDepth === undefined ? {} : { narrowestDepth };
  const imputation = imputeTotals(input, { pair: PAIR, ...depth });
  if (imputation.kind === "refused") throw new Error(imputation.reason);
  return imputation;
}

describe.skipIf(absent.length > 0)("imputation-bolivia2019.json", () => {
  const vectors = absent.length > 0 ? undefined : JSON.parse(readFileSync(vectorsPath, "utf8"));
  const { final, at } = absent.length > 0 ? { final: new Map<string, Row>(), at: undefined } : bolivia();
  const tables = new Map(
    absent.length > 0
      ? []
      : Object.entries(SNAPSHOTS).map(([name, file]) => [name, readTable(file)] as const),
  );
  const inputAt = (table: ReadonlyMap<string, Row> | undefined): ImputationInput => {
    if (at === undefined || table === undefined) throw new Error("no data");
    return at(table);
  };

  test("the final count: 34,555 stations and a margin of 10.56 points", () => {
    expect(final.size).toBe(vectors.actas_final);
    expect(100 * imputed(inputAt(final)).margin).toBeCloseTo(vectors.final_margin_pct, 12);
  });

  for (const name of Object.keys(SNAPSHOTS)) {
    test(`${name}: collected, share, raw margin`, () => {
      const { stationsCollected, marginCollected } = imputed(inputAt(tables.get(name)));
      expect(stationsCollected).toBe(vectors[name].collected);
      expect(stationsCollected / final.size).toBe(vectors[name].share);
      expect(100 * marginCollected).toBeCloseTo(vectors[name].raw_margin_pct, 12);
    });

    for (const [start, narrowestDepth] of Object.entries({
      recinto: 6,
      municipio: 4,
      departamento: 2,
      national: 0,
    }))
      test(`${name}: imputed from ${start}, with the level each station was matched at`, () => {
        const imputation = imputed(inputAt(tables.get(name)), narrowestDepth);
        const expected = vectors[name][`imputed_from_${start}`];
        expect(100 * imputation.margin).toBeCloseTo(expected.margin_pct, 11);
        const matched = ["total", ...LEVELS].map((level): number => expected.matched[level] ?? 0);
        expect(imputation.matchedAtDepth).toEqual(matched);
      });
  }

  test("the interval does not know of the late stations' bias, and masking by arrival shows it", () => {
    const evening = tables.get("TREP_20Oct_1940");
    const next = tables.get("TREP_21Oct_1829");
    const { intervals } = imputed(inputAt(evening));
    if (intervals.kind === "refused") throw new Error(intervals.reason);
    expect(100 * intervals.margin.standardError).toBeCloseTo(0.065, 3);
    expect(100 * intervals.margin.high).toBeLessThan(vectors.final_margin_pct);
    // On the next day, hide what had not come in the evening before.
    const election = inputAt(next);
    const hidden = Uint8Array.from(final.keys(), (station) => (evening?.has(station) === true ? 0 : 1));
    const validated = validateByMasking({ election, hidden, options: { pair: PAIR } });
    if (validated.kind === "refused") throw new Error(validated.reason);
    expect(validated.margin.isCovered).toBe(false);
    expect(validated.margin.error).toBeLessThan(-0.001);
    expect(Math.abs(validated.margin.error)).toBeLessThan(Math.abs(validated.marginErrorWithoutImputing));
  });

  test("of the drift between the snapshots and the end, part is in which municipalities were late", () => {
    const [evening, next] = Object.keys(SNAPSHOTS).map((name) => tables.get(name));
    const input = inputAt(final);
    const depths = depthsOf(input.unitParents);
    const municipalityOf = (unit: number): number =>
      (depths[unit] ?? 0) <= 4 ? unit : municipalityOf(input.unitParents[unit] ?? 0);
    const arrival = replayArrival({
      arrivedAt: Int32Array.from(final.keys(), (station) =>
        evening?.has(station) ? 0 : next?.has(station) ? 1 : 2,
      ),
      weights: input.registeredVoters,
      votes: input.votes,
      stratumOf: input.stationUnits.map(municipalityOf),
      strata: input.unitParents.length,
    });
    if (arrival.kind === "refused") throw new Error(arrival.reason);
    expect(arrival.points).toHaveLength(3);
    const [first] = arrival.points;
    const margin = (shares: readonly number[] | undefined) =>
      100 * ((shares?.[MAS] ?? 0) - (shares?.[CC] ?? 0));
    const [raw, standardized] = [margin(first?.shares), margin(first?.sharesStandardized)];
    expect(raw).toBeLessThan(7.95);
    expect(standardized).toBeGreaterThan(raw + 1);
    expect(standardized).toBeLessThan(vectors.final_margin_pct);
  });
});

function depthsOf(parents: Int32Array): number[] {
  const depths: number[] = [];
  for (const [unit, parent] of parents.entries()) depths[unit] = parent < 0 ? 0 : (depths[parent] ?? 0) + 1;
  return depths;
}

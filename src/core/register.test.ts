import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { CLEAN, ExampleElection, raise } from "../../test/support/example-election.ts";
import { Register } from "./register.ts";

test("stations asked for together are those that one after another gives", () => {
  const row = fc.tuple(fc.nat({ max: 12 }).map(String), fc.constantFrom("", "N", "S", "E"));
  fc.assert(
    fc.property(fc.array(fc.array(row), { maxLength: 4 }), (tables) => {
      const [one, other] = [new Register("all", "All"), new Register("all", "All")];
      for (const rows of tables) {
        const unitsOf = (register: Register) =>
          rows.map(([, code]) => (code === "" ? 0 : register.unitAt([{ code, name: code }])));
        const units = unitsOf(one);
        expect(unitsOf(other)).toEqual(units);
        const stations = rows.map(([id], at) => one.stationAt(id, units[at] ?? 0));
        const ids = rows.map(([id]) => id);
        expect([...other.stationsAt(ids, Int32Array.from(units))]).toEqual(stations);
      }
      expect(other.stationIds).toEqual(one.stationIds);
      expect(other.stationUnits.values()).toEqual(one.stationUnits.values());
    }),
    { numRuns: 100 },
  );
});

describe("units", () => {
  test("stand after their parents, one level below them, whatever order the rows name them in", () => {
    const unit = fc.constantFrom("N/N1", "N/N2", "S/S1", "S/N1", "");
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }), (units) => {
        const election = new ExampleElection();
        election.table(units.map((unit, at) => ({ station: String(at), unit, boxes: CLEAN })));
        const { register } = election.state();
        if (register === undefined) return raise("a register");
        for (let at = 1; at < register.units; at++) {
          const parent = register.unitParents.at(at);
          expect(parent).toBeLessThan(at);
          expect(register.unitLevels.at(at)).toBe(register.unitLevels.at(parent) + 1);
          expect(register.childrenOf(parent)).toContain(at);
          expect(register.isWithin(at, parent)).toBe(true);
          expect(register.isWithin(parent, at)).toBe(false);
          expect(register.unitIndex(register.unitIds[at] ?? "")).toBe(at);
        }
        for (const [at, unit] of units.entries()) {
          const station = register.stationIndex(String(at)) ?? raise("a station");
          expect(register.unitIds[register.stationUnits.at(station)]).toBe(unit === "" ? "all" : unit);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("with the same code below two parents are two units", () => {
    const election = new ExampleElection();
    election.register([
      ["1", "N/1", 10],
      ["2", "S/1", 10],
    ]);
    expect(election.state().register?.unitIds).toEqual(["all", "N", "N/1", "S", "S/1"]);
  });

  test("a mapping of results is none of a register: each box that is too much is named", () => {
    const election = new ExampleElection();
    const mapping = election.blob(
      JSON.stringify({
        format: "cotejo-mapping/1",
        station: { columns: ["station"] },
        boxes: { registeredVoters: "voters", ANA: "ANA", BEA: "BEA" },
      }),
    );
    const register = election.blob("station,voters,ANA,BEA\n1,9,1,2\n");
    election.append({ kind: "register-adopted", version: 1, register, mapping });
    expect(() => election.state()).toThrow('only "registeredVoters" is read: leave out "ANA", "BEA"');
  });

  test("of two paths never share an id, whatever the codes hold", () => {
    const election = new ExampleElection();
    const mapping = election.blob(
      JSON.stringify({
        format: "cotejo-mapping/1",
        station: { columns: ["station"] },
        units: [{ name: "region" }, { name: "town" }],
        boxes: { ANA: "ANA" },
      }),
    );
    const paths = ["a/b,c", "a,b/c", "a%2Fb,c", "a,b", "a/b,b"];
    const lines = paths.map((path, at) => `${at},${path},5\n`);
    const dataset = election.blob(`station,region,town,ANA\n${lines.join("")}`);
    election.append({
      kind: "dataset-imported",
      version: 1,
      source: "witnesses",
      format: "mapping",
      dataset,
      mapping,
    });
    const { register } = election.state();
    if (register === undefined) return raise("a register");
    const units = paths.map((_, at) => register.stationUnits.at(at));
    expect(new Set(units).size).toBe(paths.length);
    expect(new Set(register.unitIds).size).toBe(register.units);
    expect(register.unitIds).toContain("a%2Fb/c");
    expect(units.map((unit) => register.unitLevels.at(unit))).toEqual([2, 2, 2, 2, 2]);
  });
});

describe("stations", () => {
  test("of the register keep its place and number, and one that only a table names is outside", () => {
    const election = new ExampleElection();
    election.register([["1", "N/N1", 10]]);
    election.table([
      { station: "1", unit: "N/N1", boxes: CLEAN },
      { station: "2", unit: "N/N1", boxes: CLEAN },
    ]);
    const { register } = election.state();
    expect(register?.stationIds).toEqual(["1", "2"]);
    expect([0, 1].map((station) => register?.isOutside(station))).toEqual([false, true]);
  });

  test("that nobody has placed are placed by the first table that does", () => {
    const election = new ExampleElection();
    election.table([{ station: "1", unit: "", boxes: CLEAN }]);
    election.table([{ station: "1", unit: "N/N1", boxes: CLEAN }], { source: "authority" });
    const { register } = election.state();
    expect(register?.unitIds[register.stationUnits.at(0)]).toBe("N/N1");
    expect(election.view().findings).toEqual([]);
  });

  test("that a table put in the wrong unit are moved by the table that supersedes it", () => {
    const election = new ExampleElection();
    const old = election.table([{ station: "1", unit: "N/N1", boxes: CLEAN }]);
    election.table([{ station: "1", unit: "S/S1", boxes: CLEAN }], { supersedes: old });
    const { register } = election.state();
    expect(register?.unitIds[register.stationUnits.at(0)]).toBe("S/S1");
    expect(election.view().findings).toEqual([]);
  });

  test("of a register with a row that cannot be used: the row is reported, and the others are listed", () => {
    const election = new ExampleElection();
    election.register([
      ["1", "N/N1", 10],
      ["", "N/N1", 10],
    ]);
    const seen = election.view();
    expect(seen.register.stations).toBe(1);
    expect(seen.registerRefused).toMatchObject([{ row: 2, column: "station" }]);
  });
});

test("a register is adopted once", () => {
  const election = new ExampleElection();
  election.register([["1", "N/N1", 10]]);
  election.register([["2", "N/N1", 10]]);
  expect(() => election.state()).toThrow(/adopted already/);
});

test("a register is adopted before anything is imported or received", () => {
  const table = new ExampleElection();
  table.table([{ station: "1", boxes: CLEAN }]);
  const photo = new ExampleElection();
  photo.evidence();
  for (const election of [table, photo]) {
    election.register([["1", "N/N1", 10]]);
    expect(() => election.state()).toThrow(/before anything is imported or received/);
  }
});

test("the edition is another after every change, and the same as long as nothing changes", () => {
  const register = new Register("all", "The whole");
  const north = register.unitAt([{ code: "N", name: "North" }]);
  register.stationAt("1", north);
  register.stationAt("2", 0);
  const changes: readonly (() => unknown)[] = [
    () => register.unitAt([{ code: "S", name: "South" }]),
    () => register.stationAt("3", north),
    () => register.stationAt("2", north),
    () => register.stationsAt(["1", "4"], Int32Array.of(north, 0)),
    () => register.stationsAt(["4"], Int32Array.of(north)),
    () => register.place(0, 2),
    () => register.list(0, 300),
    () => register.adopt(),
    () => register.grow({ ...nothing, stationIds: ["5"], stationUnits: Int32Array.of(north) }),
    () => register.grow({ ...nothing, moved: Int32Array.of(1, 2) }),
  ];
  const nothing = new Register("", "").grownSince({ units: 1, stations: 0, stationUnits: Int32Array.of() });
  for (const change of changes) {
    const before = register.edition;
    change();
    expect(register.edition, String(change)).not.toBe(before);
  }
  const before = register.edition;
  register.unitAt([{ code: "N", name: "North" }]);
  register.stationAt("1", north);
  register.stationsAt(["1", "2"], Int32Array.of(north, 0));
  register.withStations(["1"]);
  register.withStations(["6"]);
  register.grow(nothing);
  expect(register.edition).toBe(before);
});

test("a register with further stations stays the same one until it or they are others", () => {
  const register = new Register("all", "The whole");
  register.stationAt("1", 0);
  const larger = register.withStations(["1", "x"]);
  expect(register.withStations(["x", "1"])).toBe(larger);
  expect(larger.stationIds).toEqual(["1", "x"]);
  expect(register.withStations(["x", "y"]).stationIds).toEqual(["1", "x", "y"]);
  register.stationAt("2", 0);
  expect(register.withStations(["x"]).stationIds).toEqual(["1", "2", "x"]);
});

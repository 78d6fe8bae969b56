import * as fc from "fast-check";
import { expect, test } from "vitest";

import { parseElection } from "../election.ts";
import { Register } from "../register.ts";
import { PagePlan, STATIONS_A_PAGE } from "./page-plan.ts";

const ELECTION = parseElection(
  JSON.stringify({
    format: "cotejo-election/1",
    id: "plan",
    title: "Plan",
    date: "2026-01-01",
    root: { id: "root", name: "Root" },
    levels: [],
    contests: [{ id: "c", title: "C", selections: [{ id: "a", name: "A" }] }],
    sources: [{ id: "s", kind: "other", name: "S" }],
  }),
);

/** A register with so many stations at each path of codes. */
function registerWith(stations: Readonly<Record<string, number>>): Register {
  const register = new Register(ELECTION.root.id, "Root");
  for (const [path, count] of Object.entries(stations)) {
    const steps = path === "" ? [] : path.split("/").map((code) => ({ code, name: code }));
    const unit = register.unitAt(steps);
    for (let number = 1; number <= count; number++) register.stationAt(`${path}:${number}`, unit);
  }
  return register;
}

function pathsOf(register: Register): string[] {
  return [...new PagePlan(register).pages].map((page) => page.path);
}

test("an election that fits on one page has one page, with every polling place on it", () => {
  expect(pathsOf(registerWith({ "a/1": STATIONS_A_PAGE / 2, "a/2": STATIONS_A_PAGE / 2 }))).toEqual([
    "units/index.html",
  ]);
});

test("one station more and the stations stand on the pages of the child units", () => {
  const register = registerWith({ "a/1": STATIONS_A_PAGE / 2, "a/2": STATIONS_A_PAGE / 2, "b/1": 1 });
  expect(pathsOf(register)).toEqual(["units/index.html", "units/a.html", "units/b.html"]);
});

test("stations that belong to a unit with child pages directly stand on the unit's own page", () => {
  const plan = new PagePlan(registerWith({ "": 3, a: STATIONS_A_PAGE, b: 1 }));
  const [root] = [...plan.pages];
  expect(root?.groups.map((group) => [group.unit, group.stations.length])).toEqual([[0, 3]]);
});

test("a unit without child units and with too many stations continues on further parts", () => {
  const register = registerWith({ a: STATIONS_A_PAGE * 2 + 1, b: 1 });
  expect(pathsOf(register)).toEqual([
    "units/index.html",
    "units/a.html",
    "units/a.2.html",
    "units/a.3.html",
    "units/b.html",
  ]);
});

test("every station stands on exactly the page its links lead to, and no page has more than its share", () => {
  const sizes = fc.dictionary(
    fc.constantFrom("", "a", "b", "a/1", "a/2", "a/2/x", "b/1", "c/1/x"),
    fc.integer({ min: 0, max: STATIONS_A_PAGE + 50 }),
  );
  fc.assert(
    fc.property(sizes, (stations) => {
      const register = registerWith(stations);
      const plan = new PagePlan(register);
      const found = new Map<number, string>();
      for (const page of plan.pages) {
        const here = page.groups.flatMap((group) => group.stations);
        expect(here.length).toBeLessThanOrEqual(STATIONS_A_PAGE);
        for (const station of here) {
          expect(found.has(station)).toBe(false);
          found.set(station, page.path);
        }
      }
      expect(found.size).toBe(register.stations);
      for (const [station, path] of found) expect(plan.pathOfStation(station)).toBe(path);
    }),
    { numRuns: 40 },
  );
});

test("a unit may have more children than a call takes arguments", () => {
  const children = 150_000;
  const register = registerWith(
    Object.fromEntries(Array.from({ length: children }, (_, at) => [`c${at}`, 1])),
  );
  const plan = new PagePlan(register);
  expect([...plan.pages].length).toBe(children + 1);
  expect([...plan.below(0)].length).toBe(children);
});

test("a page of stations may have more units below it than a call takes arguments", () => {
  const register = registerWith({
    "a/1": 1,
    ...Object.fromEntries(Array.from({ length: 150_000 }, (_, at) => [`a/e${at}`, 0])),
  });
  const [page, ...others] = [...new PagePlan(register).pages];
  expect(others).toEqual([]);
  expect(page?.groups.map(({ stations }) => stations.length)).toEqual([1]);
});

import { describe, expect, test } from "vitest";

import { localText, originOf, parseElection } from "./election.ts";
import { DEFAULT_SET_ASIDE } from "./finding.ts";
import { InputError } from "./input-error.ts";

const FILE = {
  format: "cotejo-election/1",
  id: "villa-2031",
  title: { es: "Elección", en: "Election" },
  date: "2031-05-04",
  root: { id: "VILLA", name: "Villa" },
  levels: [{ id: "zone", name: "Zone" }],
  contests: [{ id: "mayor", title: "Mayor", selections: [{ id: "ANA", name: "Ana" }] }],
  sources: [{ id: "witnesses", kind: "witnesses", name: "Witnesses" }],
};

const parse = (change: Readonly<Record<string, unknown>> = {}) =>
  parseElection(JSON.stringify({ ...FILE, ...change }));

function problemsOf(change: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    parse(change);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

const contest = (...selections: readonly string[]) => ({
  contests: [{ id: "mayor", title: "Mayor", selections: selections.map((id) => ({ id, name: id })) }],
});

test("what an election file leaves out has its published default", () => {
  expect(parse()).toMatchObject({
    languages: ["es", "en"],
    sizes: [],
    sheet: {},
    policy: { settle: { readings: 1 }, setAside: [...DEFAULT_SET_ASIDE] },
  });
  expect(parse({ policy: { setAside: [] } }).policy).toEqual({ settle: { readings: 1 }, setAside: [] });
  expect(originOf(parse())).toBe("cotejo.local/villa-2031");
  expect(originOf(parse({ origin: "example.org/villa" }))).toBe("example.org/villa");
});

describe("what is refused", () => {
  test("every wrong field is named at once, and one that nobody knows is wrong", () => {
    const problems = problemsOf({
      id: "Villa 2031",
      date: "2031-02-30",
      levels: undefined,
      policy: { settle: { readings: 0 }, setaside: [] },
      polcy: {},
    });
    for (const field of ["id:", "date:", "levels:", "policy.settle.readings:", "setaside", "polcy"])
      expect(
        problems.some((problem) => problem.includes(field)),
        field,
      ).toBe(true);
  });

  test("a name that stands twice, wherever names must differ", () => {
    const twice = <Item>(items: readonly Item[]) => [...items, ...items];
    const size = { unit: "VILLA", stations: 3, source: "https://example.org" };
    for (const [field, value] of Object.entries({
      contests: twice(FILE.contests),
      sources: twice(FILE.sources),
      levels: twice(FILE.levels),
      sizes: twice([size]),
    }))
      expect(problemsOf({ [field]: value })[0], field).toContain("stands twice");
    expect(problemsOf(contest("ANA", "ANA"))).toEqual(['contest "mayor": "ANA" stands twice']);
  });

  test("a selection with the name of a total, of a declared figure or of a published column", () => {
    for (const id of [
      "validVotes",
      "registeredVoters",
      "otherVotes",
      "others",
      "stationsCounted",
      "stationsRegistered",
    ])
      expect(problemsOf(contest("ANA", id)), id).toHaveLength(1);
    for (const id of [
      "source",
      "station",
      "status",
      "row",
      "entry",
      "unit",
      "unitName",
      "level",
      "stationsMissing",
    ])
      expect(problemsOf(contest("ANA", id)), id).toHaveLength(1);
    expect(problemsOf(contest("ANA", "Others", "valid votes", "Ñandú 2"))).toEqual([]);
  });

  test("an id that would not survive in a path or a table", () => {
    for (const id of ["", " ANA", "-1", "=ANA", "A/B", "A,B", "A\nB", "\u202eANA", "x".repeat(81)])
      expect(problemsOf(contest(id)), JSON.stringify(id)).not.toEqual([]);
  });

  test("a code set aside that is about no sheet, or that nobody knows", () => {
    for (const code of ["total-not-sum-of-parts", "declared-decreases", "blank-from"])
      expect(problemsOf({ policy: { setAside: [code] } }), code).toHaveLength(1);
  });

  test("an election with no contest, no selection or no source", () => {
    for (const change of [{ contests: [] }, contest(), { sources: [] }])
      expect(problemsOf(change)).toHaveLength(1);
  });
});

test("a text is given in the language asked for, else in the first that there is", () => {
  expect(localText("Villa", "en")).toBe("Villa");
  expect(localText({ es: "Elección", en: "Election" }, "en")).toBe("Election");
  expect(localText({ pt: "Eleição" }, "en")).toBe("Eleição");
});
